import { expect, test } from "vitest";
import { tellReading } from "../../test/support/tell-reading.ts";

// What other formats than tables say beside their payments: it is read as it says, or it is said that nothing tells.

const D = (day: number, amount: number) => [`2024-02-${String(day).padStart(2, "0")}`, amount] as const;

type Item = Readonly<Record<string, string>>;
const json = (...items: Item[]): string => JSON.stringify(items);
const out: Item = { date: "2024-02-13", amount: "5.00", type: "debit", description: "A" };
const back: Item = { date: "2024-02-14", amount: "7.00", type: "credit", description: "B" };

test.each([
  ["status", "failed"],
  ["state", "declined"],
  ["transactionStatus", "Not successful"],
  ["response", "Do not honour"],
  ["status", "Timed out"],
])("JSON: a transaction whose %s says %s is rejected", async (key, word) => {
  const answer = await tellReading(json({ ...out, [key]: word }, { ...back, [key]: "successful" }));
  expect(answer).toMatchObject({ lines: [D(14, 7)], said: true });
  expect((await tellReading(json({ ...out, [key]: "completed" }, back))).said).toBe(false);
});

test.each(["fee", "charges", "vat", "stamp_duty"])("JSON: a %s beside the amount is said", async (key) => {
  expect((await tellReading(json({ ...out, [key]: "1.50" }, back))).codes).toEqual(["fees_beside"]);
  expect((await tellReading(json({ ...out, [key]: "0.00" }, back))).said).toBe(false);
});

test.each(["account", "accountNumber", "nuban", "iban"])("JSON: each %s is a statement of its own", async (key) => {
  const answer = await tellReading(json({ ...out, [key]: "0011223344" }, { ...back, [key]: "0055667788" }));
  expect(answer).toMatchObject({ statements: 2, lines: [D(13, -5), D(14, 7)] });
});

const ofx = (...rows: string[]): string =>
  `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>12345</BANKACCTFROM><BANKTRANLIST>${rows.join("")}</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const row = (type: string, day: number, amount: string, id: string, more = ""): string =>
  `<STMTTRN><TRNTYPE>${type}<DTPOSTED>202402${day}<TRNAMT>${amount}<FITID>${id}<NAME>X${more}</STMTTRN>`;

test.each(["FEE", "SRVCHG", "DEBIT"])("OFX: a %s without a minus among signed sums is said", async (type) => {
  const others = [row("POS", 14, "-9.00", "2"), row("CREDIT", 15, "20.00", "3")];
  expect((await tellReading(ofx(row(type, 13, "5.00", "1"), ...others))).codes).toEqual(["direction_assumed"]);
  expect((await tellReading(ofx(row(type, 13, "-5.00", "1"), ...others))).said).toBe(false);
});

test("OFX: what a later line corrects or takes back is left out", async () => {
  const first = row("DEBIT", 13, "-5.00", "1");
  const replaced = row("DEBIT", 14, "-6.00", "2", "<CORRECTFITID>1<CORRECTACTION>REPLACE");
  const deleted = row("DEBIT", 14, "-5.00", "2", "<CORRECTFITID>1<CORRECTACTION>DELETE");
  const other = row("CREDIT", 15, "7.00", "3");
  expect(await tellReading(ofx(first, replaced, other))).toMatchObject({ lines: [D(14, -6), D(15, 7)], said: true });
  expect(await tellReading(ofx(first, deleted, other))).toMatchObject({ lines: [D(15, 7)], said: true });
});

test("OFX: three digits behind a point are said in a currency of two", async () => {
  const sums = (a: string, b: string) => ofx(row("POS", 13, a, "1"), row("POS", 14, b, "2"));
  expect((await tellReading(sums("-1.085", "-2.500"))).codes).toEqual(["decimals_assumed"]);
  expect((await tellReading(sums("-1.085", "-2.50"))).said).toBe(false);
});

const charge = (flag: string) =>
  `<Chrgs><Rcrd><Amt Ccy="EUR">1.50</Amt><CdtDbtInd>DBIT</CdtDbtInd>${flag}</Rcrd></Chrgs>`;
const camt = (inner: string): string =>
  `<?xml version="1.0"?><Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE02</IBAN></Id><Ccy>EUR</Ccy></Acct><Ntry><Amt Ccy="EUR">85.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>2024-02-13</Dt></BookgDt>${inner}</Ntry></Stmt></BkToCstmrStmt></Document>`;
const paid = (amount: string) =>
  `<NtryDtls><TxDtls><AmtDtls><TxAmt><Amt Ccy="EUR">${amount}</Amt></TxAmt></AmtDtls></TxDtls></NtryDtls>`;

test.each([
  ["nothing says where it stands", charge(""), ["charge_assumed"]],
  ["the amount of the payment says that it is inside", charge("") + paid("83.50"), []],
  ["it says that it is inside", charge("<ChrgInclInd>true</ChrgInclInd>"), []],
  [
    "it says that it stands beside, and no balance proves it",
    charge("<ChrgInclInd>false</ChrgInclInd>"),
    ["fees_beside"],
  ],
] as const)("camt: a charge, and %s", async (_what, inner, codes) => {
  expect((await tellReading(camt(inner))).codes).toEqual(codes);
});

test.each([
  '<tr style="display:none">',
  "<tr STYLE='color:red; display : none'>",
  "<tr hidden>",
  '</tbody><tbody style="display:none"><tr>',
])("HTML: a row that the page does not show is left out, and that is said: %s", async (open) => {
  const page = (tr: string) =>
    `<table><tbody><tr><th>Date</th><th>Details</th><th>Amount</th></tr><tr><td>13/02/2024</td><td>A</td><td>-5.00</td></tr>${tr}<td>14/02/2024</td><td>B</td><td>7.00</td></tr></tbody></table>`;
  expect(await tellReading(page(open))).toMatchObject({ lines: [D(13, -5)], codes: ["rows_not_shown"] });
  expect(await tellReading(page('<tr class="hidden-xs hidden">'))).toMatchObject({
    lines: [D(13, -5), D(14, 7)],
    said: false,
  });
});
