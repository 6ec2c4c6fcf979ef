import { expect, test } from "vitest";
import { at, read, row } from "../../../test/support/read-printed.ts";

// The balance at the end of each day, as a table below the payments: it says again what they say and lists none.

const ROWS = [
  ["02-Jan-2026", "RENT TO OBI", "-50.00", "950.00"],
  ["02-Jan-2026", "SMS ALERT CHARGE", "-4.00", "946.00"],
  ["17-Jan-2026", "PAY FROM EZE", "700.00", "1,646.00"],
  ["30-Jan-2026", "COFFEE AT BALO", "-5.25", "1,640.75"],
] as const;
const LINES = ROWS.map(([day, , sum]) => [`2026-01-${day.slice(0, 2)}`, sum]);
const BALANCES = [...new Map(ROWS.map(([day, , , balance]) => [day, balance]))];
const payments = [
  at(30, 30, "Account 0123456789"),
  ...row(60, [
    [30, "Date"],
    [110, "Narration"],
    [420, "Amount", "right"],
    [540, "Balance", "right"],
  ]),
  ...ROWS.flatMap(([day, words, sum, balance], i) =>
    row(80 + i * 15, [
      [30, day],
      [110, words],
      [420, sum, "right"],
      [540, balance, "right"],
    ]),
  ),
];
const said = async (pages: Parameters<typeof read>[0]) =>
  (await read(pages)).statements.map(({ lines, rejected, chain }) => ({
    lines: lines.map(({ date, amount }) => [date, amount]),
    rejected: rejected.length,
    chain: chain.state,
  }));
const WHOLE = [{ lines: LINES, rejected: 0, chain: "complete" }];

test.each([
  ["Daily balances", "Balance", 160],
  ["End of day balances", "Ledger balance", 200],
  ["Your balance each day", "Daily balance", 540],
])("below the payments or on the next page: %s", async (title, label, right) => {
  const table = (y: number) => [
    at(30, y, title),
    ...row(y + 15, [
      [30, "Date"],
      [right, label, "right"],
    ]),
    ...BALANCES.flatMap(([day, balance], i) =>
      row(y + 30 + i * 14, [
        [30, day],
        [right, balance, "right"],
      ]),
    ),
  ];
  expect(await said([[...payments, ...table(200)]])).toEqual(WHOLE);
  expect(await said([payments, table(60)])).toEqual(WHOLE);
});

test("days and balances side by side", async () => {
  const table = [
    at(30, 200, "Daily balance summary"),
    ...row(
      215,
      [0, 1, 2].flatMap((i): [number, string, "right"][] => [
        [80 + i * 170, "Date", "right"],
        [160 + i * 170, "Balance", "right"],
      ]),
    ),
    ...row(
      230,
      BALANCES.flatMap(([day, balance], i): [number, string, "right"][] => [
        [80 + i * 170, day, "right"],
        [160 + i * 170, balance, "right"],
      ]),
    ),
  ];
  expect(await said([[...payments, ...table]])).toEqual(WHOLE);
});
