import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readCamt } from "./read-camt.ts";

const read = (text: string): ReadStatements => {
  const answer = readCamt(text);
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};
const bal = (code: string, amount: string) =>
  `<Bal><Tp><CdOrPrtry><Cd>${code}</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal>`;
const entry = (amount: string, mark: string, more = "") =>
  `<Ntry><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>${mark}</CdtDbtInd><Sts>BOOK</Sts><BookgDt><DtTm>2026-03-02T08:49:19+01:00</DtTm></BookgDt>${more}<AddtlNtryInf>PAY</AddtlNtryInf></Ntry>`;
const file = (inner: string) =>
  `<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>GB29NWBK60161331926819</IBAN></Id></Acct>${inner}</Stmt></BkToCstmrStmt></Document>`;
const amounts = (answer: ReadStatements) => answer.statements.flatMap((one) => one.lines.map((line) => line.amount));
const charge = (amount: string, more: string) =>
  `<Chrgs><Rcrd><Amt Ccy="EUR">${amount}</Amt><CdtDbtInd>DBIT</CdtDbtInd>${more}<Tp><Prtry><Id>TRANSFER FEE</Id></Prtry></Tp></Rcrd></Chrgs>`;

test("a charge inside an entry becomes a line of its own and the two add up to what was booked", () => {
  const answer = read(
    file(
      bal("OPBD", "2000.00") +
        bal("CLBD", "995.00") +
        entry("1005.00", "DBIT", charge("5.00", "<ChrgInclInd>true</ChrgInclInd>")),
    ),
  );
  expect(amounts(answer)).toEqual(["-1000.00", "-5.00"]);
  expect(answer.statements[0]?.lines[1]).toMatchObject({ narration: "CHARGE TRANSFER FEE PAY", code: "CHRG", row: 2 });
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("a receipt from which the charge was kept is split too, the flat way of version 2 as well", () => {
  const flat =
    '<NtryDtls><TxDtls><Chrgs><Amt Ccy="EUR">5.00</Amt><CdtDbtInd>DBIT</CdtDbtInd></Chrgs></TxDtls></NtryDtls>';
  expect(amounts(read(file(entry("995.00", "CRDT", flat))))).toEqual(["1000.00", "-5.00"]);
});

test("a charge beside the amount is a line only where the balance proves it", () => {
  const beside = entry("1000.00", "DBIT", charge("5.00", "<ChrgInclInd>false</ChrgInclInd>"));
  expect(amounts(read(file(bal("OPBD", "2000.00") + bal("CLBD", "1000.00") + beside)))).toEqual(["-1000.00"]);
  expect(amounts(read(file(bal("OPBD", "2000.00") + bal("CLBD", "995.00") + beside)))).toEqual(["-1000.00", "-5.00"]);
});

test("an entry that is nothing but its charge stays one line, and one that the other side pays is none", () => {
  expect(amounts(read(file(entry("5.00", "DBIT", charge("5.00", "<ChrgInclInd>true</ChrgInclInd>")))))).toEqual([
    "-5.00",
  ]);
  expect(amounts(read(file(entry("100.00", "DBIT", charge("5.00", "<Br>CRED</Br>")))))).toEqual(["-100.00"]);
});

test("a reversal keeps its direction unless the balance proves the opposite", () => {
  const back = entry("10.00", "DBIT", "<RvslInd>true</RvslInd>");
  expect(amounts(read(file(bal("OPBD", "50.00") + bal("CLBD", "40.00") + back)))).toEqual(["-10.00"]);
  const turned = read(file(bal("OPBD", "50.00") + bal("CLBD", "60.00") + back));
  expect(amounts(turned)).toEqual(["10.00"]);
  expect(turned.warnings.map((one) => one.code)).toEqual(["reversal_direction"]);
});

test("leading zeros, many zeros and eight decimals keep their value; a word is rejected", () => {
  const answer = read(file(entry("0123456789.10", "CRDT") + entry("12..34", "CRDT") + entry("1.12345678", "DBIT")));
  expect(amounts(answer)).toEqual(["123456789.10", "-1.12345678"]);
  expect(answer.statements[0]?.rejected.map((one) => one.row)).toEqual([2]);
});

test("a document type is refused before any entity can grow", () => {
  const bomb = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><Document>&b;</Document>';
  expect(readCamt(bomb)).toMatchObject({ code: "unsupported_format" });
});

test("a file that is cut off keeps the entries before the cut, rejects the rest and proves nothing", () => {
  const text = file(bal("OPBD", "1.00") + bal("CLBD", "3.00") + entry("1.00", "CRDT") + entry("1.00", "CRDT"));
  const answer = read(text.slice(0, text.lastIndexOf("<BookgDt>")));
  expect(amounts(answer)).toEqual(["1.00"]);
  expect(answer.statements[0]?.rejected).toHaveLength(1);
  expect(answer.statements[0]?.chain.state).toBe("broken");
});

test("nesting without end and a billing statement are refused with what to ask for", () => {
  expect(readCamt(`<Document>${"<a>".repeat(5000)}`)).toMatchObject({ code: "unsupported_format" });
  expect(readCamt("<Document><BkSvcsBllgStmt></BkSvcsBllgStmt></Document>")).toMatchObject({
    message: { code: "file.billing" },
  });
});

test.each(["01", "02", "05"])(
  "a billing statement, camt.086 version %s, is no list of payments and is refused by its name",
  (version) => {
    const service =
      '<Svc><SvcDtl><BkSvc><Id>TRF</Id><Desc>Transfers</Desc></BkSvc><Vol>4</Vol></SvcDtl><Pric><UnitPric><Amt><Amt Ccy="NGN">10</Amt></Amt></UnitPric></Pric><OrgnlChrgPric><Amt Ccy="NGN">40</Amt></OrgnlChrgPric></Svc>';
    const text = `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.086.001.${version}"><BkSvcsBllgStmt><RptHdr><RptId>1</RptId></RptHdr><BllgStmtGrp><BllgStmt><StmtId>1</StmtId>${service}</BllgStmt></BllgStmtGrp></BkSvcsBllgStmt></Document>`;
    expect(readCamt(text)).toMatchObject({
      code: "unsupported_format",
      message: { code: "file.billing" },
      tryThis: { code: "try.formats_of_banks" },
    });
  },
);

const inCurrency = (ccy: string, text: string) => text.replace(/Ccy="EUR"/g, `Ccy="${ccy}"`);

test("an entry in another currency than the account is rejected with both currencies", () => {
  const answer = read(
    file(bal("OPBD", "10.00") + bal("CLBD", "9.00") + entry("1.00", "DBIT") + inCurrency("USD", entry("5.00", "CRDT"))),
  );
  expect(amounts(answer)).toEqual(["-1.00"]);
  expect(answer.statements[0]?.rejected).toMatchObject([
    { row: 2, raw: "5.00 PAY", reason: { code: "row.other_currency", facts: { currency: "USD", own: "EUR" } } },
  ]);
  const kept = read(file(entry("1.00", "DBIT")).replace("</Acct>", "<Ccy>NGN</Ccy></Acct>"));
  expect(kept.statements[0]).toMatchObject({ lines: [], rejected: [{ row: 1 }] });
});

test("a balance in another currency is printed and said, and proves nothing", () => {
  const answer = read(file(bal("OPBD", "10.00") + inCurrency("USD", bal("CLBD", "9.00")) + entry("1.00", "DBIT")));
  expect(answer.statements[0]).toMatchObject({ opening: "10.00", closing: "9.00", chain: { state: "absent" } });
  expect(answer.warnings.map((one) => one.code)).toEqual(["balance_in_other_currency"]);
  const both = file(
    inCurrency("USD", bal("CLBD", "70.00")) + bal("OPBD", "10.00") + bal("CLBD", "9.00") + entry("1.00", "DBIT"),
  ).replace("</Acct>", "<Ccy>EUR</Ccy></Acct>");
  expect(read(both).statements[0]).toMatchObject({ closing: "9.00", chain: { state: "complete" } });
});

test("a balance that is neither opening nor closing names the currency only where no entry does", () => {
  const interim = inCurrency("USD", bal("ITBD", "3.00"));
  expect(read(file(interim + entry("1.00", "DBIT"))).statements[0]).toMatchObject({
    account: { currency: "EUR" },
    rejected: [],
  });
  expect(read(file(interim)).statements[0]?.account.currency).toBe("USD");
});

test("an entry without a booking day and a value day is rejected and says so", () => {
  const answer = read(file(entry("1.00", "DBIT").replace(/<BookgDt>.*<\/BookgDt>/, "")));
  expect(answer.statements[0]?.rejected[0]?.reason).toEqual({ code: "row.entry_without_day" });
});
