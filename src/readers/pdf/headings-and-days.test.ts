import { expect, test } from "vitest";
import { pdfOf } from "../../../test/support/made-pdf.ts";
import { AROUND, at, read, row, short } from "../../../test/support/read-printed.ts";
import { readPdf } from "./read-pdf.ts";

// What stands above payments instead of beside them: days, sides, years, names of sections; and tables that are no payments.

type Cells = readonly [string, string, string, string, string];
const PLACES = [30, 110, 560, 650, 760] as const;
/** A day, words, and three sums that lean right. */
const line = (y: number, cells: Cells) =>
  row(
    y,
    cells.map((text, i): readonly [number, string] | readonly [number, string, "right"] =>
      i < 2 ? [PLACES[i] as number, text] : [PLACES[i] as number, text, "right"],
    ),
  );
const LABELS: Cells = ["Date", "Description", "Money out", "Money in", "Balance"];
const days = (answer: Awaited<ReturnType<typeof read>>) =>
  answer.statements.flatMap((one) => one.lines.map((own) => own.date));

test("days without a year below each other stay two days, and the last before the statement's own day are of its year", async () => {
  const answer = await read([
    [
      at(30, 20, "March 12, 2026"),
      ...line(60, LABELS),
      ...line(74, ["3/2", "DEPOSIT", "", "50.00", "150.00"]),
      ...line(88, ["3/8", "CHECK 1", "10.00", "", "140.00"]),
      ...line(102, ["3/10", "CHECK 2", "20.00", "", "120.00"]),
      ...line(116, ["3/11", "CHECK 3", "20.00", "", "100.00"]),
    ],
  ]);
  expect(days(answer)).toEqual(["2026-03-02", "2026-03-08", "2026-03-10", "2026-03-11"]);
});

test("where month and day could be either and no order of the rows tells, a day without its year is no day", async () => {
  const answer = await read([
    [
      at(30, 20, "Statement date: 12 June 2026"),
      ...line(60, LABELS),
      ...line(74, ["03/04", "SHOP", "10.00", "", "90.00"]),
    ],
  ]);
  expect(answer.statements[0]?.rejected.map(({ reason }) => reason)).toEqual([
    { code: "row.no_day", facts: { text: "03/04" } },
  ]);
});

test("a period whose year is printed once tells the years of its days, across a new year too", async () => {
  const answer = await read([
    [
      at(30, 20, "15 December to 14 January 2026"),
      ...line(60, LABELS),
      ...line(74, ["20 Dec", "SHOP", "10.00", "", "90.00"]),
      ...line(88, ["03 Jan", "WAGES", "", "20.00", "110.00"]),
      ...line(102, ["05 Jan", "SHOP", "5.00", "", "105.00"]),
    ],
  ]);
  expect(days(answer)).toEqual(["2025-12-20", "2026-01-03", "2026-01-05"]);
});

test("a year that stands alone above its days is no cell", async () => {
  const answer = await read([
    [
      at(30, 20, "Statement date: 25 January 2026"),
      ...line(60, LABELS),
      ...line(74, ["30 Dec", "SHOP", "10.00", "", "90.00"]),
      ...line(88, ["31 Dec", "FEE", "1.00", "", "89.00"]),
      at(30, 102, "2026"),
      ...line(116, ["02 Jan", "WAGES", "", "20.00", "109.00"]),
    ],
  ]);
  expect(days(answer)).toEqual(["2025-12-30", "2025-12-31", "2026-01-02"]);
  expect(answer.statements[0]?.rejected).toEqual([]);
});

test("a day printed once and a balance printed once a day leave rows of that day", async () => {
  const answer = await read([
    [
      at(30, 20, "Period 01/03/2026 to 31/03/2026"),
      ...line(60, LABELS),
      ...line(74, ["02 Mar 2026", "SHOP", "10.00", "", ""]),
      ...line(88, ["", "WAGES", "", "50.00", ""]),
      ...line(102, ["", "FEE", "1.00", "", "139.00"]),
      ...line(116, ["04 Mar 2026", "BUS", "2.00", "", "137.00"]),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-03-02", "-10.00", null, "SHOP"],
    ["2026-03-02", "50.00", null, "WAGES"],
    ["2026-03-02", "-1.00", "139.00", "FEE"],
    ["2026-03-04", "-2.00", "137.00", "BUS"],
  ]);
});

test("a line that holds a day and nothing else dates the payments below it", async () => {
  const paid = (y: number, time: string, words: string, sum: string, balance: string) =>
    row(y, [
      [30, time],
      [110, words],
      [650, sum, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...paid(60, "Time", "Description", "Amount", "Balance"),
      at(30, 74, "Monday, 2 March 2026"),
      ...paid(88, "09:15", "FUEL", "-20.00", "80.00"),
      ...paid(102, "11:40", "GIFT", "+5.00", "85.00"),
      at(30, 116, "Wednesday, 4 March 2026"),
      ...paid(130, "07:01", "BREAD", "-1.00", "84.00"),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-03-02", "-20.00", "80.00", "FUEL"],
    ["2026-03-02", "5.00", "85.00", "GIFT"],
    ["2026-03-04", "-1.00", "84.00", "BREAD"],
  ]);
});

test("a heading that names the side gives it to the sums without a sign below it, and no heading of both sides does", async () => {
  const paid = (y: number, day: string, words: string, sum: string) =>
    row(y, [
      [30, day],
      [110, words],
      [650, sum, "right"],
    ]);
  const page = (first: string, second: string) => [
    at(30, 20, "Statement period 03/01/2026 to 03/31/2026"),
    at(30, 46, first),
    ...paid(60, "Date", "Description", "Amount"),
    ...paid(74, "03/02", "PAYROLL", "900.00"),
    ...paid(88, "03/16", "TRANSFER FROM SAVINGS", "100.00"),
    at(30, 120, second),
    ...paid(134, "Date", "Description", "Amount"),
    ...paid(148, "03/03", "RENT", "700.00"),
    ...paid(162, "03/20", "SERVICE", "12.00"),
  ];
  const told = await read([page("Deposits and other credits", "Withdrawals and other debits")]);
  expect(told.statements[0]?.lines.map((one) => one.amount)).toEqual(["900.00", "100.00", "-700.00", "-12.00"]);
  expect(told.warnings.map(({ code }) => code)).not.toContain("direction_assumed");
  const open = await read([page("Transactions", "Credits and debits")]);
  expect(open.warnings.map(({ code }) => code)).toContain("direction_assumed");
});

test("a phrase above the labels that runs over several of them is no part of them", async () => {
  const answer = await read([
    [
      at(30, 20, "March 1, 2026 through March 31, 2026"),
      at(30, 49, "TRANSACTION DETAIL OF THIS ACCOUNT", 9),
      ...line(60, LABELS),
      ...line(74, ["03/02", "SHOP", "10.00", "", "90.00"]),
      ...line(88, ["03/15", "WAGES", "", "20.00", "110.00"]),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-03-02", "-10.00", "90.00", "SHOP"],
    ["2026-03-15", "20.00", "110.00", "WAGES"],
  ]);
});

test("words that join two others make one label", async () => {
  const answer = await read([
    [
      ...line(60, ["Date", "Payment type and details", "Paid out", "Paid in", "Balance"]),
      ...line(74, ["02 Mar 2026", "DD WATER", "10.00", "", "90.00"]),
      ...line(88, ["03 Mar 2026", "CR WAGES", "", "20.00", "110.00"]),
    ],
  ]);
  expect(answer.warnings).toEqual([]);
  expect(short(answer.statements[0])?.map((one) => one[1])).toEqual(["-10.00", "20.00"]);
});

test("a summary with labels of its own, above and below the payments, is no row", async () => {
  const summary = (y: number) => [
    ...row(y, [
      [30, "Opening Balance"],
      [250, "Dr Count"],
      [350, "Cr Count"],
      [560, "Debits", "right"],
      [650, "Credits", "right"],
      [760, "Closing Balance", "right"],
    ]),
    ...row(y + 13, [
      [30, "100.00"],
      [250, "1"],
      [350, "1"],
      [560, "10.00", "right"],
      [650, "20.00", "right"],
      [760, "110.00", "right"],
    ]),
  ];
  const answer = await read([
    [
      ...summary(20),
      ...line(60, LABELS),
      ...line(74, ["02 Mar 2026", "SHOP", "10.00", "", "90.00"]),
      ...line(88, ["03 Mar 2026", "WAGES", "", "20.00", "110.00"]),
      ...summary(120),
    ],
  ]);
  const [statement] = answer.statements;
  expect(short(statement)?.map((one) => one[1])).toEqual(["-10.00", "20.00"]);
  expect([statement?.opening, statement?.closing, statement?.rejected]).toEqual(["100.00", "110.00", []]);
});

test("`02.03` is a day where sums have commas, and `03 15` is one below a label that names days", async () => {
  const dotted = await read([
    [
      at(30, 20, "du 01.03.2026 au 31.03.2026"),
      ...line(60, ["Date", "Nature des opérations", "Débit", "Crédit", "Solde"]),
      ...line(74, ["02.03", "CARTE", "10,00", "", "1 090,00"]),
      ...line(88, ["04.03", "VIREMENT", "", "20,00", "1 110,00"]),
      ...line(102, ["05.03", "FRAIS", "1,00", "", "1 109,00"]),
    ],
  ]);
  expect(days(dotted)).toEqual(["2026-03-02", "2026-03-04", "2026-03-05"]);
  const pairs = await read([
    [
      at(30, 20, "Statement from 01 March 2026 to 31 March 2026"),
      ...line(60, LABELS),
      ...line(74, ["03 02", "SHOP", "10.00", "", "90.00"]),
      ...line(88, ["03 15", "WAGES", "", "20.00", "110.00"]),
      ...line(102, ["03 16", "FEE", "1.00", "", "109.00"]),
    ],
  ]);
  expect(days(pairs)).toEqual(["2026-03-02", "2026-03-15", "2026-03-16"]);
});

test("words above the day in the column of days are the words of the row", async () => {
  const paid = (y: number, words: string, day: string, out: string, into: string, balance: string) => [
    at(30, y - 9, words),
    ...row(y, [
      [30, day],
      [560, out, "right"],
      [650, into, "right"],
      [760, balance, "right"],
    ]),
  ];
  const answer = await read([
    [
      ...row(60, [
        [30, "Date / Narration"],
        [560, "Debit", "right"],
        [650, "Credit", "right"],
        [760, "Balance", "right"],
      ]),
      ...paid(90, "Salary COUNTY OF NAKURU", "02/03/2026", "", "50.00", "150.00"),
      ...paid(120, "Pay Bill Charge", "13/03/2026", "5.00", "", "145.00"),
      ...paid(150, "Merchant Payment", "14/03/2026", "45.00", "", "100.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one[3])).toEqual([
    "Salary COUNTY OF NAKURU",
    "Pay Bill Charge",
    "Merchant Payment",
  ]);
});

test("headings that begin with a currency begin another account", async () => {
  const part = (y: number, code: string, one: string, two: string) => [
    at(30, y, `${code} Statement`),
    ...line(y + 20, LABELS),
    ...line(y + 34, ["02 Mar 2026", "SHOP", "10.00", "", one]),
    ...line(y + 48, ["03 Mar 2026", "WAGES", "", "20.00", two]),
  ];
  const answer = await read([[...part(20, "GBP", "90.00", "110.00"), ...part(140, "EUR", "500.00", "520.00")]]);
  expect(answer.statements.map(({ chain, lines }) => [chain.state, lines.length])).toEqual([
    ["complete", 2],
    ["complete", 2],
  ]);
});

test("a bill with readings and days is no statement", async () => {
  const bytes = pdfOf([
    [
      at(30, 20, "Electricity bill"),
      at(30, 34, "Account number 12345678901"),
      ...line(60, ["Date", "Reading", "Units", "Charge", "Balance"]),
      ...line(74, ["28/01/2026", "10442", "100.00", "", "6,878.00"]),
      ...line(88, ["28/02/2026", "10663", "221.00", "", "15,201.11"]),
    ],
  ]);
  expect(await readPdf({ bytes, text: "", options: {}, around: AROUND })).toMatchObject({ code: "no_table" });
});
