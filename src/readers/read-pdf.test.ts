import { expect, test } from "vitest";
import { type PrintedPage, type PrintedWord, pdfOf, rightAt } from "../../test/support/made-pdf.ts";
import type { ParsedStatement } from "../domain/statements/statement.ts";
import { readPdf } from "./read-pdf.ts";
import { isRefusal, type ReadStatements } from "./reader-answer.ts";

// One idea: each layout of a Nigerian bank that breaks a simple reader is printed here word by word, with made-up people,
// and must read back whole. Places are those of the layout; the words are ours.

const AROUND = { banks: [], layouts: [] };
const read = async (
  pages: readonly PrintedPage[],
  options: { password?: string; height?: number; width?: number } = {},
): Promise<ReadStatements> => {
  const bytes = pdfOf(pages, options);
  const answer = await readPdf({
    bytes,
    text: "",
    options: options.password ? { password: options.password } : {},
    around: AROUND,
  });
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const short = (statement: ParsedStatement | undefined) =>
  statement?.lines.map((line) => [line.date, line.amount, line.balance, line.narration]);
const at = (x: number, y: number, text: string, size = 8): PrintedWord => ({ x, y, text, size });

/** Left edges of text columns and right edges of money columns, as one row. */
const row = (
  y: number,
  cells: readonly (readonly [number, string] | readonly [number, string, "right"])[],
): PrintedWord[] =>
  cells.filter(([, text]) => text !== "").map(([x, text, side]) => (side ? rightAt(x, y, text) : at(x, y, text)));

test("GTBank: remarks in the last column wrap over four lines, the summary has its values below its labels", async () => {
  const columns = (y: number, c: readonly [string, string, string, string, string, string, string]) =>
    row(y, [
      [30, c[0]],
      [90, c[1]],
      [150, c[2]],
      [320, c[3], "right"],
      [400, c[4], "right"],
      [480, c[5], "right"],
      [500, "HEAD OFFICE"],
      [620, c[6]],
    ]);
  const answer = await read([
    [
      at(330, 30, "CUSTOMER STATEMENT", 14),
      ...row(60, [
        [30, "Account No"],
        [150, "Opening Balance"],
        [300, "Closing Balance"],
      ]),
      ...row(72, [
        [30, "0123456789"],
        [150, "10,000.00"],
        [300, "8,989.25"],
      ]),
      ...row(100, [
        [30, "Trans. Date"],
        [90, "Value. Date"],
        [150, "Reference"],
        [320, "Debits", "right"],
        [400, "Credits", "right"],
        [480, "Balance", "right"],
        [500, "Originating Branch"],
        [620, "Remarks"],
      ]),
      ...columns(114, ["02-Jan-2026", "02-Jan-2026", "'000131", "1,000.00", "", "9,000.00", "NIP TRANSFER TO ADA OBI"]),
      at(620, 123, "FCMB REF: 4471"),
      at(620, 132, "VIA GTWORLD"),
      at(620, 141, "FOR RENT"),
      ...columns(155, ["02-Jan-2026", "02-Jan-2026", "'000132", "10.75", "", "8,989.25", "COMMISSION 4471"]),
      at(30, 560, "This is a computer generated statement and needs no signature."),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-01-02", "-1000.00", "9000.00", "NIP TRANSFER TO ADA OBI FCMB REF: 4471 VIA GTWORLD FOR RENT"],
    ["2026-01-02", "-10.75", "8989.25", "COMMISSION 4471"],
  ]);
  expect(answer.statements[0]).toMatchObject({ opening: "10000.00", closing: "8989.25", chain: { state: "complete" } });
});

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

test("Sterling: a header of three lines, a dash for nothing, a total row that is no row", async () => {
  const line = (y: number, c: readonly [string, string, string, string, string, string]) =>
    row(y, [
      [30, c[0]],
      [90, c[0]],
      [150, c[1]],
      [300, c[2]],
      [560, c[3], "right"],
      [650, c[4], "right"],
      [760, c[5], "right"],
    ]);
  const answer = await read([
    [
      ...row(60, [
        [150, "Reference/"],
        [560, "Money", "right"],
        [650, "Money", "right"],
      ]),
      ...row(69, [
        [30, "Trans"],
        [90, "Value"],
        [150, "Session"],
        [300, "Narration"],
        [760, "Balance", "right"],
      ]),
      ...row(78, [
        [30, "Date"],
        [90, "Date"],
        [150, "ID"],
        [560, "In", "right"],
        [650, "Out", "right"],
      ]),
      ...line(95, ["01/May/2026", "S1", "SALARY MAY", "1,200.00", "-", "1,200.00"]),
      ...line(109, ["02/May/2026", "S2", "Govt Levy", "-", "50.00", "1,150.00"]),
      ...line(123, ["02/May/2026", "S3", "TRF TO ADA", "-", "150.00", "1,000.00"]),
      at(30, 150, "Total Debit (2): 200.00 NGN"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => [one[1], one[3]])).toEqual([
    ["1200.00", "SALARY MAY"],
    ["-50.00", "Govt Levy"],
    ["-150.00", "TRF TO ADA"],
  ]);
});

test("Fidelity: cells are centred, so a row's text stands above and below its amounts", async () => {
  const mid = (
    y: number,
    date: string,
    text: readonly [string, string, string],
    into: string,
    out: string,
    balance: string,
  ) => [
    at(210, y - 9, text[0]),
    ...row(y, [
      [30, date],
      [100, date],
      [150, "MOBILE"],
      [210, text[1]],
      [560, into, "right"],
      [650, out, "right"],
      [760, balance, "right"],
    ]),
    at(210, y + 9, text[2]),
  ];
  const answer = await read([
    [
      ...row(
        60,
        [
          [30, "Transaction Date"],
          [100, "Value Date"],
          [150, "Channel"],
          [210, "Details"],
          [560, "Pay In", "right"],
          [650, "Pay Out", "right"],
          [760, "Balance", "right"],
        ].map(([x, t, r]) => (r ? [x, t, r] : [x, t])) as never,
      ),
      ...mid(90, "02-Jan-26", ["TRANSFER FROM", "ADA OBI", "RENT JANUARY"], "900.00", "", "1,900.00"),
      ...mid(126, "03-Jan-26", ["COMMISSION", "MOBILE TRF TO", "BAYO IGE"], "", "10.75", "1,889.25"),
      ...mid(162, "04-Jan-26", ["VAT", "MOBILE TRF TO", "BAYO IGE"], "", "0.75", "1,888.50"),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-01-02", "900.00", "1900.00", "TRANSFER FROM ADA OBI RENT JANUARY"],
    ["2026-01-03", "-10.75", "1889.25", "COMMISSION MOBILE TRF TO BAYO IGE"],
    ["2026-01-04", "-0.75", "1888.50", "VAT MOBILE TRF TO BAYO IGE"],
  ]);
});

test("Wema: the direction is only in the balance, and the date is broken over two lines", async () => {
  const line = (y: number, day: string, reference: string, text: string, amount: string, balance: string) => [
    ...row(y, [
      [30, `${day}-Jan-`],
      [100, reference],
      [180, text],
      [600, amount, "right"],
      [760, balance, "right"],
    ]),
    at(30, y + 9, "2026"),
  ];
  const answer = await read([
    [
      ...row(50, [
        [30, "Opening Balance:"],
        [120, "5,000.00"],
      ]),
      ...row(70, [
        [30, "Date"],
        [100, "Reference"],
        [180, "Narration"],
        [600, "Amount", "right"],
        [760, "Balance", "right"],
      ]),
      ...line(90, "02", "S12345", "TRANSFER TO ADA", "1,000.00", "4,000.00"),
      ...line(115, "03", "S12346", "TRANSFER FROM OBI", "500.00", "4,500.00"),
      ...line(140, "04", "S12347", "SMS ALERT CHARGE", "24.00", "4,476.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one.slice(0, 2))).toEqual([
    ["2026-01-02", "-1000.00"],
    ["2026-01-03", "500.00"],
    ["2026-01-04", "-24.00"],
  ]);
});

test("Moniepoint: an ISO time is split over two lines and both money columns are always filled", async () => {
  const line = (y: number, day: string, time: string, text: string, debit: string, credit: string, balance: string) => [
    ...row(y, [
      [30, `${day}T`],
      [110, text],
      [330, "TRF|2MPT1"],
      [560, debit, "right"],
      [650, credit, "right"],
      [760, balance, "right"],
    ]),
    ...row(y + 9, [
      [30, time],
      [330, "88|99"],
    ]),
  ];
  const answer = await read([
    [
      ...row(60, [
        [30, "Date"],
        [110, "Narration"],
        [330, "Reference"],
        [560, "Debit", "right"],
        [650, "Credit", "right"],
        [760, "Balance", "right"],
      ]),
      ...line(80, "2025-02-18", "15:24:02", "TRANSFER TO ADA", "100.00", "0.00", "900.00"),
      ...line(105, "2025-02-18", "15:24:03", "TRANSFER FEE", "20.00", "0.00", "880.00"),
      ...line(130, "2025-02-19", "09:00:00", "TRANSFER FROM OBI", "0.00", "50.00", "930.00"),
    ],
  ]);
  expect(answer.statements[0]?.lines.map((one) => [one.date, one.time, one.amount, one.reference])).toEqual([
    ["2025-02-18", "15:24:02", "-100.00", "TRF|2MPT188|99"],
    ["2025-02-18", "15:24:03", "-20.00", "TRF|2MPT188|99"],
    ["2025-02-19", "09:00:00", "50.00", "TRF|2MPT188|99"],
  ]);
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

test("GTBank corporate: the table lies on its side, one column a transaction", async () => {
  const words = (y: number, label: string, values: readonly string[]) => [
    at(30, y, label),
    ...values.map((text, i) => at(150 + i * 110, y, text)),
  ];
  const answer = await read([
    [
      ...words(60, "Trans. Date", ["02-Jan-2026", "03-Jan-2026", "14-Jan-2026"]),
      ...words(80, "Value. Date", ["02-Jan-2026", "03-Jan-2026", "14-Jan-2026"]),
      ...words(100, "Reference", ["R1", "R2", "R3"]),
      ...words(120, "Debits", ["100.00", "10.75"]),
      at(370, 140, "40.00"),
      at(30, 140, "Credits"),
      ...words(160, "Balance", ["900.00", "889.25", "929.25"]),
      ...words(180, "Remarks", ["NIP TO ADA", "COMMISSION", "SALARY"]),
      ...["FCMB", "ON NIP", "JANUARY"].map((text, i) => at(150 + i * 110, 189, text)),
    ],
  ]);
  expect(short(answer.statements[0])).toEqual([
    ["2026-01-02", "-100.00", "900.00", "NIP TO ADA FCMB"],
    ["2026-01-03", "-10.75", "889.25", "COMMISSION ON NIP"],
    ["2026-01-14", "40.00", "929.25", "SALARY JANUARY"],
  ]);
});

test("First Bank: the day is printed once, the credit stands before the debit, totals below are no rows", async () => {
  const line = (y: number, day: string, text: string, into: string, out: string, balance: string) =>
    row(y, [
      [30, day],
      [170, text],
      [560, into, "right"],
      [650, out, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...row(60, [
        [30, "TransDate"],
        [90, "Reference"],
        [170, "Transaction Details"],
        [420, "ValueDate"],
        [560, "Deposit", "right"],
        [650, "Withdrawal", "right"],
        [760, "Balance", "right"],
      ]),
      ...line(80, "", "Balance B/F", "", "", "500.00"),
      ...line(94, "06-JUL-15", "FIP:MB:ADA/RENT", "100.00", "", "600.00"),
      ...line(108, "", "6/30/2015-ATM WITHDRAWAL-IKEJA", "", "65.00", "535.00"),
      ...line(122, "17-JUL-15", "SMS CHARGE", "", "20.00", "515.00"),
      at(30, 140, "***END OF STATEMENT***"),
      ...row(154, [
        [30, "Total Credit"],
        [170, "100.00"],
        [300, "Total Debit"],
        [420, "85.00"],
      ]),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one.slice(0, 2))).toEqual([
    ["2015-07-06", "100.00"],
    ["2015-07-06", "-65.00"],
    ["2015-07-17", "-20.00"],
  ]);
  expect(answer.statements[0]).toMatchObject({ opening: "500.00", rejected: [], chain: { state: "complete" } });
});

test("a row with a day and no amount is rejected, not swallowed by the row above", async () => {
  const answer = await read([
    [
      ...simple(),
      ...row(108, [
        [30, "04-Jan-2026"],
        [110, "WEB TRF"],
      ]),
      ...row(122, [
        [30, "05-Jan-2026"],
        [110, "RENT"],
        [560, "50.00", "right"],
        [760, "900.00", "right"],
      ]),
    ],
  ]);
  expect(answer.statements[0]?.lines).toHaveLength(3);
  expect(answer.statements[0]?.rejected.map((one) => one.row)).toEqual([3]);
});

test("a page whose text is turned is read like an upright one", async () => {
  const upright = [
    ...row(60, [
      [30, "Date"],
      [110, "Narration"],
      [560, "Debit", "right"],
      [650, "Credit", "right"],
      [760, "Balance", "right"],
    ]),
    ...row(80, [
      [30, "02-Jan-2026"],
      [110, "TRANSFER TO ADA"],
      [560, "100.00", "right"],
      [760, "900.00", "right"],
    ]),
    ...row(94, [
      [30, "03-Jan-2026"],
      [110, "SALARY"],
      [650, "50.00", "right"],
      [760, "950.00", "right"],
    ]),
  ];
  const turned = upright.map((word) => ({ ...word, x: word.y, y: 842 - word.x, turn: true }));
  const answer = await read([turned], { width: 595, height: 842 });
  expect(short(answer.statements[0])?.map((one) => one[1])).toEqual(["-100.00", "50.00"]);
});

const simple = (): PrintedPage => [
  ...row(60, [
    [30, "Date"],
    [110, "Narration"],
    [560, "Debit", "right"],
    [650, "Credit", "right"],
    [760, "Balance", "right"],
  ]),
  ...row(80, [
    [30, "02-Jan-2026"],
    [110, "TRANSFER TO ADA"],
    [560, "100.00", "right"],
    [760, "900.00", "right"],
  ]),
  ...row(94, [
    [30, "03-Jan-2026"],
    [110, "SALARY"],
    [650, "50.00", "right"],
    [760, "950.00", "right"],
  ]),
];

test("rows that changed places at a page break are put back when the balance proves it", async () => {
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
      ...line(108, "VAT", "0.75", "939.25"),
      ...line(122, "COMMISSION", "10.00", "940.00"),
      ...line(136, "RENT", "39.25", "900.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one[3])).toEqual([
    "TRANSFER TO ADA",
    "SALARY",
    "COMMISSION",
    "VAT",
    "RENT",
  ]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("buy, refund, buy again are three rows", async () => {
  const line = (y: number, debit: string, credit: string, balance: string) =>
    row(y, [
      [30, "04-Jan-2026"],
      [110, "SHOP"],
      [560, debit, "right"],
      [650, credit, "right"],
      [760, balance, "right"],
    ]);
  const answer = await read([
    [
      ...simple(),
      ...line(108, "50.00", "", "900.00"),
      ...line(122, "", "50.00", "950.00"),
      ...line(136, "50.00", "", "900.00"),
    ],
  ]);
  expect(answer.statements[0]?.lines).toHaveLength(5);
});

test("an owner's lock opens by itself, a person's lock needs the password and says so", async () => {
  expect((await read([simple()], { password: "" })).statements[0]?.lines).toHaveLength(2);
  const locked = pdfOf([simple()], { password: "7781" });
  const answer = async (password?: string) =>
    readPdf({ bytes: locked, text: "", options: password === undefined ? {} : { password }, around: AROUND });
  expect(await answer()).toMatchObject({ message: expect.stringContaining("locked") });
  expect(await answer("1234")).toMatchObject({ message: expect.stringContaining("does not open") });
  expect(await answer("7781")).toMatchObject({ format: "pdf" });
});

test("a scan and a letter are refused with what to ask the bank for", async () => {
  const refuse = async (page: PrintedPage) => readPdf({ bytes: pdfOf([page]), text: "", options: {}, around: AROUND });
  expect(await refuse([])).toMatchObject({ code: "unsupported_format", tryThis: expect.stringContaining("CSV") });
  expect(await refuse([at(30, 30, "Dear customer, thank you.")])).toMatchObject({ code: "no_table" });
});
