import { expect, test } from "vitest";
import { at, read, row, short, simple } from "../../../test/support/read-printed.ts";

// Which column a text belongs to, in layouts of Nigerian banks whose texts run into each other.

test("Zenith: the value date is glued to the credit, the header is repeated, the last row is printed again on the next page", async () => {
  const header = (y: number) =>
    row(y, [
      [30, "DATE"],
      [100, "DESCRIPTION"],
      [430, "DEBIT", "right"],
      [520, "CREDIT", "right"],
      [530, "VALUE DATE"],
      [700, "BALANCE", "right"],
    ]);
  const line = (y: number, date: string, text: string, debit: string, credit: string, balance: string) => [
    ...row(y, [
      [30, date],
      [100, text],
      [430, debit, "right"],
      [700, balance, "right"],
    ]),
    at(490, y, `${credit} ${date}`),
  ];
  const answer = await read([
    [
      ...header(60),
      ...line(74, "11/01/2026", "NIP/ADA OBI/RENT", "500.00", "0.00", "1,500.00"),
      ...line(88, "13/01/2026", "NIP CHARGE + VAT", "10.75", "0.00", "1,489.25"),
      at(360, 570, "Page: 1 of 2"),
    ],
    [
      ...header(60),
      ...line(74, "13/01/2026", "NIP CHARGE + VAT", "10.75", "0.00", "1,489.25"),
      ...line(88, "14/01/2026", "SALARY", "0.00", "2,000.00", "3,489.25"),
      at(360, 570, "Page: 2 of 2"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one[1])).toEqual(["-500.00", "-10.75", "2000.00"]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
  expect(answer.statements[0]?.lines.map((one) => one.page)).toEqual([1, 1, 2]);
  expect(answer.warnings.map((one) => one.code)).toContain("page_break_duplicate");
});

test("Polaris: letters stand apart and are printed twice, the month comes first", async () => {
  const spaced = (text: string) => [...text].join(" ");
  const twice = (x: number, y: number, text: string) => [at(x, y, text), at(x + 0.3, y, text)];
  const line = (y: number, date: string, text: string, out: string, into: string, balance: string) =>
    row(y, [
      [30, date],
      [100, "R1"],
      [180, text],
      [560, out, "right"],
      [650, into, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...twice(30, 60, spaced("Trans. Date")),
      ...twice(100, 60, spaced("Ref. Number")),
      ...twice(180, 60, spaced("Transaction Details")),
      ...twice(500, 60, "Withdrawal (DR)"),
      ...twice(600, 60, "Deposit (CR)"),
      ...twice(720, 60, "Balance"),
      ...line(80, "1/31/2026", "TRF TO ADA", "100.00", "", "900.00"),
      ...line(94, "2/1/2026", "SALARY", "", "50.00", "950.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one.slice(0, 2))).toEqual([
    ["2026-01-31", "-100.00"],
    ["2026-02-01", "50.00"],
  ]);
});

test("Stanbic: a text that runs into the debit column stays text, amounts end in CR or DR", async () => {
  const answer = await read([
    [
      ...row(60, [
        [30, "Posting Date"],
        [100, "Value Date"],
        [170, "Remarks"],
        [520, "Debit", "right"],
        [620, "Credit", "right"],
        [760, "Balance", "right"],
      ]),
      ...row(80, [
        [30, "02-01-2026"],
        [100, "02-01-2026"],
        [170, "BALANCE BROUGHT FORWARD"],
        [760, "500.00CR", "right"],
      ]),
      ...row(94, [
        [30, "03-01-2026"],
        [100, "03-01-2026"],
        [170, "NIP TRANSFER TO A VERY LONG NAME INDEED OF MANY MANY WORDS WITHOUT END UBA"],
        [620, "700.00", "right"],
        [760, "1,200.00CR", "right"],
      ]),
      ...row(108, [
        [30, "13-01-2026"],
        [100, "13-01-2026"],
        [170, "LOAN REPAYMENT"],
        [520, "2,000.00", "right"],
        [760, "800.00DR", "right"],
      ]),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one.slice(0, 3))).toEqual([
    ["2026-01-03", "700.00", "1200.00"],
    ["2026-01-13", "-2000.00", "-800.00"],
  ]);
  expect(answer.statements[0]).toMatchObject({ opening: "500.00", chain: { state: "complete" } });
});

test("a text that runs into the sum beside it comes as one word: where it ends on the edge of the sums it is both", async () => {
  const line = (y: number, text: string, debit: string, balance: string) =>
    row(y, [
      [30, "04-Jan-2026"],
      [110, text],
      [560, debit, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...simple(),
      ...line(108, "SMS ALERT", "50.00", "900.00"),
      ...row(122, [
        [30, "05-Jan-2026"],
        [560, "PAID TO A VERY LONG NAME INDEED100.00", "right"],
        [760, "800.00", "right"],
      ]),
    ],
  ]);
  expect(short(answer.statements[0])?.at(-1)).toEqual([
    "2026-01-05",
    "-100.00",
    "800.00",
    "PAID TO A VERY LONG NAME INDEED",
  ]);
});
