import { expect, test } from "vitest";
import { at, read, row, short, simple } from "../../../test/support/read-printed.ts";

// Which printed lines make one row, in layouts of Nigerian banks that break a simple reader: printed word by word, with
// made-up people, and read back whole.

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
