import { expect, test } from "vitest";
import { readMt940 } from "./read-mt940.ts";
import { isRefusal, type ReadStatements } from "./reader-answer.ts";

const read = (text: string): ReadStatements => {
  const answer = readMt940(text);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const amounts = (answer: ReadStatements) => answer.statements.map((one) => one.lines.map((line) => line.amount));

test("a reversed credit leaves the account, a reversed debit comes back, and the sum comes out", () => {
  const answer = read(
    ":20:A\n:25:123\n:60F:C260101NGN100,\n:61:2601020102RC10,00NTRFX\n:86:one\n:61:2601020102RD4,5NTRFY\n:86:two\n:62F:C260102NGN94,5",
  );
  expect(amounts(answer)).toEqual([["-10.00", "4.5"]]);
  expect(answer.statements[0]?.chain).toEqual({ state: "complete", breaks: [] });
  expect(answer.statements[0]?.lines[0]?.code).toBe("RC NTRF");
});

test("funds codes, four blanks for the entry date, an amount on the next line and a narration of several lines", () => {
  const answer = read(
    ":20:A\n:25:1/2\n:60F:D260101EUR5,00\n:61:260103    CN0,01NTRFNONREF//B1\n911-IPH\n:86:FIRST PART\nSECOND: PART\n:61:2601030103CR\n30,00N062NONREF\n:\n86:166?00CREDIT?20FO?21R YOU?32ADA?33 OBI\n-",
  );
  expect(amounts(answer)).toEqual([["0.01", "30.00"]]);
  expect(answer.statements[0]?.lines.map((one) => one.narration)).toEqual([
    "FIRST PART SECOND: PART",
    "CREDIT FOR YOU ADA OBI",
  ]);
  expect(answer.statements[0]?.opening).toBe("-5.00");
});

test("an entry date at the turn of the year is of the year nearest to the value date", () => {
  const answer = read(":20:A\n:25:1\n:61:2512310102D1,00NTRFA\n:61:2601011231D2,00NTRFB");
  expect(answer.statements[0]?.lines.map((one) => [one.date, one.valueDate])).toEqual([
    ["2026-01-02", "2025-12-31"],
    ["2025-12-31", "2026-01-01"],
  ]);
});

test("30 February is the end of February and is said; month 22 is rejected", () => {
  const answer = read(":20:A\n:25:1\n:61:160230D1,00NTRFA\n:61:362268D2,00NTRFB");
  expect(answer.statements[0]?.lines[0]?.date).toBe("2016-02-29");
  expect(answer.warnings.map((one) => one.code)).toEqual(["no_such_day"]);
  expect(answer.statements[0]?.rejected.map((one) => one.row)).toEqual([2]);
});

test("pages of one statement are joined where their balances meet, statements of two accounts are not", () => {
  const page = (open: string, from: string, line: string, close: string, to: string, account = "1") =>
    `:20:A\n:25:${account}\n:${open}:C260101NGN${from}\n:61:${line}\n:${close}:C260101NGN${to}\n-\n`;
  const answer = read(
    page("60F", "10,00", "260101C1,00NTRFA", "62M", "11,00") +
      page("60M", "11,00", "260101C2,00NTRFB", "62F", "13,00") +
      page("60F", "0,00", "260101C5,00NTRFC", "62F", "5,00", "2"),
  );
  expect(amounts(answer)).toEqual([["1.00", "2.00"], ["5.00"]]);
  expect(answer.statements.map((one) => one.chain.state)).toEqual(["complete", "complete"]);
});

test("a sum that does not come out is a broken chain; MT942 sums that differ are said", () => {
  expect(
    read(":20:A\n:25:1\n:60F:C260101NGN1,00\n:61:260101C1,00NTRFA\n:62F:C260101NGN9,00").statements[0]?.chain.state,
  ).toBe("broken");
  const interim = read(":20:A\n:25:1\n:34F:EURD0,00\n:61:260101D0,42NTRFA\n:90D:1EUR2,30");
  expect(interim.format).toBe("mt942");
  expect(interim.statements[0]?.chain.state).toBe("absent");
  expect(interim.warnings.map((one) => one.code)).toEqual(["sum_differs"]);
});

test("tags without a line or a balance are refused", () => {
  expect(readMt940(":20:A\n:25:B")).toMatchObject({ code: "no_table" });
});
