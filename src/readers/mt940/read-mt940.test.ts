import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readMt940 } from "./read-mt940.ts";

const read = (text: string): ReadStatements => {
  const answer = readMt940(text);
  if (isRefusal(answer)) throw new Error(answer.message.code);
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
    ":20:A\n:25:1/2\n:60F:D260101EUR5,00\n:61:260103    CN0,01NTRFNONREF//B1\n911-IPH\n:86:FIRST PART\nSECOND: PART\n:61:2601030103CR\n30,00N062NONREF\n:\n86:166?00CREDIT?20FOR YOU?32ADA?33OBI\n-",
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

const page = (...rows: string[]) => read([":20:A", ":25:123", ...rows].join("\n"));
const only = (...rows: string[]) => page(...rows).statements[0]?.lines[0];

test.each([
  ["D50,00NCHG70021//B1", "NCHG", "70021"],
  ["D7,N062004411//B2", "N062", "004411"],
  ["C500NTRF05-06-2026 10:05//B3", "NTRF", "05-06-2026 10:05"],
  ["D12,50FCHG", "FCHG", null],
  ["D1,00S   X", "S", "X"],
  ["D1,00N", "N", null],
])("the type ends after four characters, also where the reference begins with a digit: %s", (rest, code, reference) => {
  expect(only(`:61:2601020102${rest}`)).toMatchObject({ code, reference });
});

test("days of eight digits are read in balances and lines", () => {
  const [statement] = page(
    ":60F:D20260101NGN100,00",
    ":61:2026010220260103C50,00NTRFONE",
    ":61:20260104D5,00NTRFTWO",
    ":62F:D20260131NGN55,00",
  ).statements;
  expect(statement).toMatchObject({ opening: "-100.00", closing: "-55.00", chain: { state: "complete" } });
  expect(statement?.account.currency).toBe("NGN");
  expect(statement?.lines.map((one) => [one.date, one.valueDate])).toEqual([
    ["2026-01-03", "2026-01-02"],
    ["2026-01-04", "2026-01-04"],
  ]);
});

test.each(["D20260101100,00", "C2001011250,00", "C2026010NGN100,00", "NGN100,00"])(
  "a balance whose amount begins nobody knows where is null and said: %s",
  (printed) => {
    const answer = page(`:60F:${printed}`, ":61:260102D1,00NTRFA");
    expect(answer.statements[0]).toMatchObject({ opening: null, chain: { state: "absent" } });
    expect(answer.warnings.map((one) => one.code)).toEqual(["balance_unread"]);
  },
);

test("a last balance that cannot be read leaves the one before it not as the last", () => {
  const answer = page(":60F:C260101NGN9,00", ":61:260102D1,00NTRFA", ":62M:C260102NGN8,00", ":62F:8,00");
  expect(answer.statements[0]).toMatchObject({ opening: "9.00", closing: null, chain: { state: "absent" } });
});

test("a balance without a currency counts where six digits can only be its day", () => {
  expect(page(":60F:C260101145000,00").statements[0]?.opening).toBe("145000.00");
});

test("a narration belongs to the line above it, also after an intermediate balance, and none after the last balance", () => {
  const answer = page(
    ":60F:C260101NGN10,00",
    ":61:260102D1,00NTRFA",
    ":62M:C260102NGN9,00",
    ":86:of the page",
    ":61:260103D2,00NTRFB",
    ":86:second",
    ":62F:C260103NGN7,00",
    ":64:C260103NGN7,00",
    ":86:of the statement",
  );
  expect(answer.statements[0]?.lines.map((one) => one.narration)).toEqual(["A", "second"]);
  const interim = page(":34F:NGN0,", ":61:260102D1,00NTRFA", ":86:first", ":90D:1NGN1,00", ":86:of the report");
  expect(interim.statements[0]?.lines[0]?.narration).toBe("first");
});

test.each([
  ["BANKNGLA/0123456789/NGN", "******6789", "NGN"],
  ["0123456789NGN", "******6789", "NGN"],
  ["0123456789 NGN", "******6789", "NGN"],
  ["MYACCOUNT", "*****OUNT", null],
])("a currency behind the account number is told from letters of the number: %s", (printed, masked, currency) => {
  const answer = read(`:20:A\n:25:${printed}\n:61:260102D1,00NTRFA`);
  expect(answer.statements[0]?.account).toMatchObject({ masked, currency });
});
