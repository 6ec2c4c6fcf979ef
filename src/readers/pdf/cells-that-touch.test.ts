import { expect, test } from "vitest";
import { at, read, row, short } from "../../../test/support/read-printed.ts";

// Tables printed so narrow that a cell begins where the one before it ends, and cells whose last line is a number alone.

const header = (y: number) =>
  row(y, [
    [30, "Date"],
    [110, "Details"],
    [420, "Money out", "right"],
    [603, "Money in", "right"],
    [640, "Balance", "right"],
  ]);
const LINES = [
  ["03/04/2025", "RENT", "300.00", "", "1,200.00"],
  ["04/04/2025", "SMS ALERT CHARGE", "4.00", "", "1,196.00"],
  ["15/04/2025", "SALARY", "", "2,000.00", "3,196.00"],
  ["28/04/2025", "CASH", "96.00", "", "3,100.00"],
] as const;
const whole = LINES.map(([day, words, out, into, balance]) => [
  day.split("/").toReversed().join("-"),
  out === "" ? into.replace(",", "") : `-${out}`,
  balance.replace(",", ""),
  words,
]);

test("a day and the words behind it, and the two sums of a row, are cut where one ends", async () => {
  const days = LINES.flatMap(([day, words, out, into, balance], i) => [
    at(30, 80 + i * 14, `${day}${words}`),
    ...row(80 + i * 14, [
      [420, out, "right"],
      [603, into, "right"],
      [640, balance, "right"],
    ]),
  ]);
  expect(short((await read([[...header(60), ...days]])).statements[0])).toEqual(whole);
  const sums = LINES.flatMap(([day, words, out, into, balance], i) =>
    row(80 + i * 14, [
      [30, day],
      [110, words],
      ...(i === 2
        ? ([[640, `${into}${balance}`, "right"]] as const)
        : ([
            [420, out, "right"],
            [603, into, "right"],
            [640, balance, "right"],
          ] as const)),
    ]),
  );
  expect((await read([[...header(60), ...sums]])).statements[0]?.lines.map(({ amount }) => amount)).toEqual(
    whole.map(([, amount]) => amount),
  );
});

test("two strokes for an empty cell right behind a sum are no part of it", async () => {
  const rows = LINES.flatMap(([day, words, out, into, balance], i) => [
    ...row(80 + i * 14, [
      [30, day],
      [110, words],
      [640, balance, "right"],
    ]),
    ...(out === "" ? row(80 + i * 14, [[603, into, "right"]]) : [at(396, 80 + i * 14, `${out} --`)]),
  ]);
  const { statements } = await read([[...header(60), ...rows]]);
  expect(short(statements[0])).toEqual(whole);
});

test("a number like a year that is the last line of a cell stays with its words, where each day has its own year", async () => {
  const rows = LINES.flatMap(([day, words, out, into, balance], i) => [
    ...row(80 + i * 30, [
      [30, day],
      [110, words],
      [420, out, "right"],
      [603, into, "right"],
      [640, balance, "right"],
    ]),
    at(110, 90 + i * 30, String(1968 + i)),
  ]);
  const { statements } = await read([[...header(60), ...rows]]);
  expect(short(statements[0])).toEqual(
    whole.map(([day, sum, left, words], i) => [day, sum, left, `${words} ${1968 + i}`]),
  );
});

test("a page that names an account, and prints neither a payment nor a balance nor a period, is refused", async () => {
  await expect(
    read([[at(30, 40, "Savings account 0123456789"), at(30, 60, "Made Up Bank, 1 Main Road")]]),
  ).rejects.toThrow();
});
