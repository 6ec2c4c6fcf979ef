import { expect, test } from "vitest";
import { isRefusal } from "../proof/reader-answer.ts";
import { readCamt } from "./read-camt.ts";

const line = (mark: string, inEntry: string, ...details: string[]) => {
  const inner = details.map((one) => `<TxDtls>${one}</TxDtls>`).join("");
  const answer = readCamt(
    `<Document><BkToCstmrStmt><Stmt><Acct><Ownr><Nm>ADA OBI</Nm></Ownr></Acct><Ntry><Amt Ccy="NGN">5.00</Amt><CdtDbtInd>${mark}</CdtDbtInd>${inEntry}<BookgDt><Dt>2026-03-02</Dt></BookgDt><NtryDtls>${inner}</NtryDtls></Ntry></Stmt></BkToCstmrStmt></Document>`,
  );
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer.statements[0]?.lines[0];
};
const parties = (debtor: string, creditor: string) =>
  `<RltdPties>${debtor && `<Dbtr><Nm>${debtor}</Nm></Dbtr>`}${creditor && `<Cdtr><Pty><Nm>${creditor}</Nm></Pty></Cdtr>`}</RltdPties>`;

test("the structured reference of an invoice and what stands beside it are part of the narration", () => {
  const structured =
    "<RmtInf><Strd><CdtrRefInf><Ref>RF12 0045</Ref></CdtrRefInf><AddtlRmtInf>?REJECT?0</AddtlRmtInf><AddtlRmtInf>School fees</AddtlRmtInf></Strd></RmtInf>";
  expect(line("CRDT", "", structured)?.narration).toBe("RF12 0045 School fees");
});

test("what the payer did not provide is neither reference nor name nor text", () => {
  const none = "NOTPROVIDED";
  const detail = `<Refs><EndToEndId>${none}</EndToEndId></Refs>${parties(none, "")}<RmtInf><Ustrd>${none}</Ustrd></RmtInf>`;
  expect(line("CRDT", "<NtryRef>7</NtryRef>", detail)).toMatchObject({ reference: "7", narration: "" });
  expect(line("CRDT", "", detail)?.reference).toBeNull();
});

test("the bank's own reference goes before the payer's, that of the entry before that of its payment", () => {
  const detail = "<Refs><AcctSvcrRef>B2</AcctSvcrRef><EndToEndId>E3</EndToEndId></Refs>";
  expect(line("CRDT", "<NtryRef>4</NtryRef>", detail)?.reference).toBe("B2");
  expect(line("CRDT", "<AcctSvcrRef>B1</AcctSvcrRef>", detail)?.reference).toBe("B1");
  expect(line("CRDT", "<NtryRef>4</NtryRef>", "<Refs><EndToEndId>E3</EndToEndId></Refs>")?.reference).toBe("E3");
});

test.each([
  ["CRDT", "ADA OBI", "SHOP", "SHOP"],
  ["DBIT", "SHOP", "ADA OBI", "SHOP"],
  ["CRDT", "SHOP", "", "SHOP"],
  // a bank that turns the parties with the direction
  ["CRDT", "SHOP", "ADA OBI", "SHOP"],
  ["CRDT", "", "ADA OBI", "ADA OBI"],
])("a reversal names the other side of the payment that it takes back: %s %s %s", (mark, debtor, creditor, other) => {
  expect(line(mark, "<RvslInd>true</RvslInd>", parties(debtor, creditor))?.narration).toBe(other);
});

test("a payment that is no reversal names the other side by its direction", () => {
  expect(line("CRDT", "", parties("SHOP", "ADA OBI"))?.narration).toBe("SHOP");
  expect(line("DBIT", "", parties("ADA OBI", "SHOP"))?.narration).toBe("SHOP");
});
