import { expect, test } from "vitest";
import { at, read, row } from "../../../test/support/read-printed.ts";

// The currency of a statement that no label of its head names by itself, and words that hold sums or stand in a narrow column.

const LINES = [
  ["03/04/2025", "RENT", "-300.00", "1,200.00"],
  ["04/04/2025", "SMS ALERT CHARGE", "-4.00", "1,196.00"],
  ["15/04/2025", "SALARY", "2,000.00", "3,196.00"],
] as const;
const body = (mark = "", label = "Amount") => [
  ...row(60, [
    [30, "Date"],
    [110, "Details"],
    [420, label, "right"],
    [540, "Balance", "right"],
  ]),
  ...LINES.flatMap(([day, words, sum, balance], i) =>
    row(80 + i * 14, [
      [30, day],
      [110, words],
      [420, sum.replace(/^-?/, (sign) => `${sign}${mark}`), "right"],
      [540, balance, "right"],
    ]),
  ),
];
const currencyIn = async (page: Parameters<typeof read>[0][number]) =>
  (await read([page])).statements.map(({ account }) => account.currency);

test.each([
  ["Account number 0123456789 Currency KES", "KES"],
  ["A/C 0123456789 GHS", "GHS"],
  ["Savings account 0123456789 - USD", "USD"],
  ["Wallet 0123456789, please TRY our app", null],
])("is read behind the account: %s", async (head, code) => {
  expect(await currencyIn([at(30, 30, head), ...body()])).toEqual([code]);
});

test("is read beside each sum and in the labels", async () => {
  expect(await currencyIn(body("NGN "))).toEqual(["NGN"]);
  expect(await currencyIn(body("", "Amount (EUR)"))).toEqual(["EUR"]);
});

const wrapped = (cells: readonly (readonly string[])[]) => [
  ...row(60, [
    [30, "Date"],
    [110, "Narration"],
    [300, "Debit", "right"],
    [400, "Credit", "right"],
    [540, "Balance", "right"],
  ]),
  ...LINES.flatMap(([day, , sum, balance], i) => [
    ...row(80 + i * 44, [
      [30, day],
      [sum < "0" ? 300 : 400, sum.replace("-", ""), "right"],
      [540, balance, "right"],
    ]),
    ...(cells[i] ?? []).map((text, k) => at(110, 80 + i * 44 + k * 9, text)),
  ]),
];

test("sums that begin the lines of a narrow column of words stay with the words", async () => {
  const cells = ["RENT OBI", "SMS ALERT", "SALARY EZE"].map((words) => [
    words,
    "FEE FOR",
    "1,000.00 ON",
    "02-Jan-2025",
  ]);
  const [statement] = (await read([wrapped(cells)])).statements;
  expect(statement?.lines.map(({ narration }) => narration)).toEqual(cells.map((lines) => lines.join(" ")));
});

test.each([
  ["CASH", "LODGEMENT", "BY OBI"],
  ["TRANSFER", "OLUWASEUN", "ADEYEMI"],
  ["PURCHASE", "SHOPPINGS", "CENTRE"],
])("words that fill their narrow column are no parts of one word: %s %s %s", async (...lines) => {
  const [statement] = (await read([wrapped([lines, lines, lines])])).statements;
  expect(statement?.lines.map(({ narration }) => narration)).toEqual(LINES.map(() => lines.join(" ")));
});
