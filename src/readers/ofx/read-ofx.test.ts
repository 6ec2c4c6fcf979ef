import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readOfx } from "./read-ofx.ts";

const read = (text: string): ReadStatements => {
  const answer = readOfx(text);
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};
const file = (lines: string, tail = "") =>
  `OFXHEADER:100\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>NGN<BANKACCTFROM><ACCTID>0123456789<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>${lines}</BANKTRANLIST>${tail}</STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>`;
const line = (fields: string) => `<STMTTRN>${fields}</STMTTRN>`;

test("a leaf without an end tag, one without a value and one escaped twice are read", () => {
  const { statements } = read(
    file(
      line(
        "<TRNTYPE>DEBIT<DTPOSTED>20260105101500[-5:EST]<TRNAMT>-30.000<MEMO>\n<FITID>1<NAME>A &amp;amp;lt; B</NAME>",
      ),
    ),
  );
  expect(statements[0]?.lines[0]).toMatchObject({
    amount: "-30.000",
    narration: "A < B",
    date: "2026-01-05",
    time: "10:15:00",
  });
  expect(statements[0]?.account).toEqual({ masked: "******6789", currency: "NGN", type: "current" });
});

test("a memo that begins with the cut name is said once", () => {
  const { statements } = read(
    file(line("<DTPOSTED>20260105<TRNAMT>-1.00<NAME>NIP TRANSFER TO A<MEMO>NIP TRANSFER TO ADA OBI")),
  );
  expect(statements[0]?.lines[0]?.narration).toBe("NIP TRANSFER TO ADA OBI");
});

test("an amount that is no number is rejected with its text, never 0", () => {
  const { statements } = read(
    file(line("<DTPOSTED>20260105<TRNAMT>12..34<FITID>1") + line("<DTPOSTED>20260106<TRNAMT>5.00<FITID>1")),
  );
  expect(statements[0]?.rejected).toEqual([
    { row: 1, raw: "<DTPOSTED>20260105<TRNAMT>12..34<FITID>1", reason: { code: "row.amount_unread" } },
  ]);
  expect(statements[0]?.lines.map((one) => one.row)).toEqual([2]);
});

test("several accounts are several statements, each with its own closing balance", () => {
  const one = (id: string, balance: string) =>
    `<STMTRS><BANKACCTFROM><ACCTID>${id}</BANKACCTFROM><LEDGERBAL><BALAMT>${balance}</LEDGERBAL><AVAILBAL><BALAMT>9</AVAILBAL></STMTRS>`;
  const { statements } = read(`<OFX>${one("1111", "1.50")}${one("2222", "-2.00")}</OFX>`);
  expect(statements.map((statement) => statement.closing)).toEqual(["1.50", "-2.00"]);
});

test("equal lines with one id are both kept, and it is said", () => {
  const { statements, warnings } = read(file(line("<DTPOSTED>20260105<TRNAMT>-5.00<FITID>7").repeat(2)));
  expect(statements[0]?.lines).toHaveLength(2);
  expect(warnings.map((one) => one.code)).toContain("repeated_id");
});

test("amounts without any sign take their direction from the type, and it is said", () => {
  const { statements, warnings } = read(
    file(line("<TRNTYPE>DEBIT<DTPOSTED>20260105<TRNAMT>5.00") + line("<TRNTYPE>CREDIT<DTPOSTED>20260105<TRNAMT>7.00")),
  );
  expect(statements[0]?.lines.map((one) => one.amount)).toEqual(["-5.00", "7.00"]);
  expect(warnings.map((one) => one.code)).toContain("direction_from_type");
});

test("a file that breaks off in a line keeps what came before and rejects the rest", () => {
  const { statements } = read(file(line("<DTPOSTED>20260105<TRNAMT>-5.00") + line("<DTPOSTED>202601")).slice(0, -80));
  expect(statements[0]?.lines).toHaveLength(1);
  expect(statements[0]?.rejected).toHaveLength(1);
});

test("a decimal comma beside decimal points is a decimal, in the balance too", () => {
  const { statements, warnings } = read(
    file(
      line("<DTPOSTED>20260105<TRNAMT>1800.00") +
        line("<DTPOSTED>20260106<TRNAMT>10.00") +
        line("<DTPOSTED>20260106<TRNAMT>-23,90"),
      "<LEDGERBAL><BALAMT>-1234,56</LEDGERBAL>",
    ),
  );
  expect(statements[0]?.lines.map((one) => one.amount)).toEqual(["1800.00", "10.00", "-23.90"]);
  expect(statements[0]?.closing).toBe("-1234.56");
  expect(warnings).toEqual([]);
});

test.each([
  ["a list", "<OFX><BANKTRANLIST>", "</BANKTRANLIST></OFX>"],
  ["lines", "", ""],
])("%s without the tag of a statement is one", (_name, before, after) => {
  const { statements } = read(`${before}${line("<DTPOSTED>20260105<TRNAMT>-5.00").repeat(2)}${after}`);
  expect(statements.map((one) => one.lines.length)).toEqual([2]);
});

test("two lists without the tags of their statements are two statements", () => {
  const list = `<BANKTRANLIST>${line("<DTPOSTED>20260105<TRNAMT>-5.00")}</BANKTRANLIST>`;
  expect(read(`<OFX>${list}${list}</OFX>`).statements).toHaveLength(2);
});

test("a statement without account, line and balance is none", () => {
  expect(readOfx("<OFX><STMTRS><CURDEF>NGN</CURDEF><BANKTRANLIST></BANKTRANLIST></STMTRS></OFX>")).toMatchObject({
    code: "no_table",
  });
  expect(read(file("")).statements).toHaveLength(1);
});

test("a sign-on without a statement is refused", () => {
  expect(readOfx("<OFX><SIGNONMSGSRSV1></SIGNONMSGSRSV1></OFX>")).toMatchObject({ code: "no_table" });
});
