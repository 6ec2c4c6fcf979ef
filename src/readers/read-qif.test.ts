import { expect, test } from "vitest";
import { readQif } from "./read-qif.ts";
import { isRefusal, type ReadStatements } from "./reader-answer.ts";

const read = (text: string): ReadStatements => {
  const answer = readQif(text);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};

test("a split belongs to its payment, and categories and classes are no payments", () => {
  const { statements } = read(
    "!Type:Cat\nNFood\n^\n!Type:Bank\nD28/2'2009\nT-1,000.00\nPRent\nSA\n$-400.00\nSB\n$-600.00\n^\nD 1/ 3'09\nT75\nPPay\n^",
  );
  expect(statements).toHaveLength(1);
  expect(statements[0]?.lines.map((one) => [one.date, one.amount, one.narration])).toEqual([
    ["2009-02-28", "-1000.00", "Rent"],
    ["2009-03-01", "75", "Pay"],
  ]);
});

test("where no date settles the order, the one that keeps payments together is assumed and said", () => {
  const { statements, warnings } = read("!Type:Bank\nD6/1/94\nT-1.00\n^\nD6/2/94\nT-2.00\n^\nD6/3/94\nT-3.00\n^");
  expect(statements[0]?.lines.map((one) => one.date)).toEqual(["1994-06-01", "1994-06-02", "1994-06-03"]);
  expect(warnings.map((one) => one.code)).toContain("date_order_assumed");
});

test("a record without an amount or with a day that does not exist is rejected", () => {
  const { statements } = read("!Type:Bank\nD30/02/2020\nT5.00\n^\nD28/02/2020\nTabc\n^\nD27/02/2020\nT1.00");
  expect(statements[0]?.rejected.map((one) => one.row)).toEqual([1, 2]);
  expect(statements[0]?.lines.map((one) => one.row)).toEqual([3]);
});

test("a text without payments is refused", () => {
  expect(readQif("This is no QIF")).toMatchObject({ code: "no_table" });
});
