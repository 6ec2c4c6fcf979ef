import { expect, test } from "vitest";
import type { PrintedWord } from "../../../test/support/made-pdf.ts";
import { at, read, row } from "../../../test/support/read-printed.ts";

// Labels that are on no list, and rows at both ends of a table that sum up in words of their own: printed word by word.

type Column = readonly [x: number, label: string, side?: "right"];

/** A page with a head, labels and rows; a blank cell prints nothing. */
function page(head: readonly string[], columns: readonly Column[], rows: readonly string[]): PrintedWord[] {
  const cells = (y: number, texts: readonly string[]) =>
    row(
      y,
      columns.map(([x, , side], i) => (side ? [x, texts[i] ?? "", side] : [x, texts[i] ?? ""])),
    );
  const top = 60 + head.length * 14;
  return [
    ...head.map((text, i) => at(30, 40 + i * 14, text)),
    ...cells(
      top,
      columns.map(([, label]) => label),
    ),
    ...rows.flatMap((text, i) => cells(top + 16 + i * 16, text.split("|"))),
  ];
}

const LAYOUTS: readonly (readonly [string, PrintedWord[]])[] = [
  [
    "a kind of payment beside its words",
    page(
      ["Statement of account"],
      [
        [30, "Date"],
        [100, "Payment type"],
        [200, "Details"],
        [520, "Money Out (£)", "right"],
        [620, "Money In (£)", "right"],
        [740, "Balance (£)", "right"],
      ],
      [
        "|STATEMENT OPENING BALANCE||||1,000.00",
        "02 Mar 26|DIRECT DEBIT|WATER CO|50.00||950.00",
        "03 Mar 26|FASTER PAYMENT|PAY MARCH||700.00|1,650.00",
        "04 Mar 26|DEBIT CARD|GROCER|5.25||1,644.75",
        "|STATEMENT CLOSING BALANCE||55.25|700.00|1,644.75",
      ],
    ),
  ],
  [
    "subtracted and added",
    page(
      ["Checking Activity, account statement"],
      [
        [30, "Date"],
        [110, "Description"],
        [520, "Amount Subtracted", "right"],
        [640, "Amount Added", "right"],
        [740, "Balance", "right"],
      ],
      [
        "|Opening Balance|||1,000.00",
        "03/02/26|WATER CO|50.00||950.00",
        "03/13/26|PAY MARCH||700.00|1,650.00",
        "03/14/26|GROCER|5.25||1,644.75",
        "|Total Subtracted/Added|55.25|700.00|",
        "|Closing Balance|||1,644.75",
      ],
    ),
  ],
  [
    "totals that hold the balance from before",
    page(
      ["Relevé de compte du 01.03.2026 au 31.03.2026"],
      [
        [30, "DATE"],
        [100, "LIBELLE"],
        [400, "VALEUR"],
        [560, "DEBIT", "right"],
        [700, "CREDIT", "right"],
      ],
      [
        "|ANCIEN SOLDE|||1 000,00",
        "02.03|WATER CO|02.03.26|50,00|",
        "03.03|PAY MARCH|03.03.26||700,00",
        "04.03|GROCER|04.03.26|5,25|",
        "|TOTAUX||55,25|1 700,00",
        "|SOLDE EN EUROS|||1 644,75",
      ],
    ),
  ],
  [
    "a balance with the number of the statement before",
    page(
      ["Kontoauszug 3/2026"],
      [
        [30, "Datum"],
        [120, "Erläuterung"],
        [700, "Betrag EUR", "right"],
      ],
      [
        "|Kontostand am 27.02.2026, Auszug Nr. 2|1.000,00",
        "02.03.2026|WATER CO|-50,00",
        "03.03.2026|PAY MARCH|700,00",
        "04.03.2026|GROCER|-5,25",
        "|Kontostand am 31.03.2026 um 20:04 Uhr|1.644,75",
      ],
    ),
  ],
  [
    "out and in by other words",
    page(
      ["Finanzreport, Kontoauszug"],
      [
        [30, "Buchungstag"],
        [120, "Vorgang"],
        [240, "Buchungstext"],
        [560, "Ausgang", "right"],
        [700, "Eingang", "right"],
      ],
      [
        "02.03.2026|Alter Saldo|||+1.000,00",
        "02.03.2026|Lastschrift|WATER CO|-50,00|",
        "03.03.2026|Gutschrift|PAY MARCH||+700,00",
        "04.03.2026|Lastschrift|GROCER|-5,25|",
        "31.03.2026|Neuer Saldo|||+1.644,75",
      ],
    ),
  ],
];

test.each(LAYOUTS)("%s", async (_name, words) => {
  const { statements, warnings } = await read([words]);
  const [one] = statements;
  expect(one?.lines.map(({ date, amount }) => [date.slice(5, 7), amount])).toEqual([
    ["03", "-50.00"],
    ["03", "700.00"],
    ["03", "-5.25"],
  ]);
  expect(one).toMatchObject({ opening: "1000.00", closing: "1644.75", rejected: [], chain: { state: "complete" } });
  expect(warnings.map(({ code }) => code).filter((code) => code !== "date_order_assumed")).toEqual([]);
});

test("a value day below the day of booking, beside a line of its own, begins no row and is the row's value day", async () => {
  const cells: readonly Column[] = [
    [30, "Buchung"],
    [120, "Verwendungszweck"],
    [700, "Betrag (EUR)", "right"],
  ];
  const { statements } = await read([
    page(["Girokonto, Kontoauszug"], cells, [
      "02.03.2026|WATER CO|-50,00",
      "03.03.2026|Mandat: S1|",
      "03.03.2026|PAY MARCH|700,00",
      "04.03.2026|Mandat: S2|",
      "04.03.2026|GROCER|-5,25",
      "04.03.2026|Mandat: S3|",
    ]),
  ]);
  const { lines = [] } = statements[0] ?? {};
  expect(lines.map(({ date, valueDate, amount, narration }) => [date, valueDate, amount, narration])).toEqual([
    ["2026-03-02", "2026-03-03", "-50.00", "WATER CO Mandat: S1"],
    ["2026-03-03", "2026-03-04", "700.00", "PAY MARCH Mandat: S2"],
    ["2026-03-04", "2026-03-04", "-5.25", "GROCER Mandat: S3"],
  ]);
  expect(statements[0]?.rejected).toEqual([]);
});

test("a table too wide for its paper has its sums on a page of their own, at the same heights", async () => {
  const days = ["02-03-2026", "03-03-2026", "04-03-2026", "05-03-2026", "06-03-2026", "07-03-2026", "08-03-2026"];
  const value = (i: number): string => days[Math.min(days.length - 1, i + 1)] as string;
  const left = page(
    ["Bank statement"],
    [
      [30, "Date"],
      [130, "Description"],
    ],
    days.map((day, i) => `${day}|PAYMENT ${i}`),
  );
  const right = page(
    [""],
    [
      [30, "Value date"],
      [200, "Amount", "right"],
      [320, "Balance", "right"],
    ],
    days.map((_day, i) => `${value(i)}|-10.00|${90 - i * 10}.00`),
  );
  const { statements } = await read([left, right]);
  expect(
    statements[0]?.lines.map(({ date, valueDate, amount, narration }) => [date, valueDate, amount, narration]),
  ).toEqual(days.map((day, i) => [iso(day), iso(value(i)), "-10.00", `PAYMENT ${i}`]));
  expect(statements[0]?.chain.state).toBe("complete");
});

const iso = (day: string): string => day.split("-").reverse().join("-");

test("two pages of one table stay below each other", async () => {
  const cells: readonly Column[] = [
    [30, "Date"],
    [130, "Description"],
    [400, "Amount", "right"],
    [520, "Balance", "right"],
  ];
  const rows = (from: number) =>
    Array.from(
      { length: 8 },
      (_one, i) => `${String(from + i).padStart(2, "0")}-03-2026|PAYMENT ${from + i}|-1.00|${100 - from - i}.00`,
    );
  const { statements } = await read([page(["Bank statement"], cells, rows(1)), page([""], cells, rows(9))]);
  expect(statements[0]?.lines.length).toBe(16);
});

test("days and balances side by side below the payments are no payments, and leave the sides of headings alone", async () => {
  const cells: readonly Column[] = [
    [30, "DATE"],
    [100, "DESCRIPTION"],
    [600, "AMOUNT", "right"],
  ];
  const section = (title: string, from: number, rows: readonly string[]) => [
    at(30, from, title),
    ...row(
      from + 16,
      cells.map(([x, label, side]) => (side ? [x, label, side] : [x, label])),
    ),
    ...rows.flatMap((text, i) =>
      row(
        from + 32 + i * 14,
        text.split("|").map((cell, k) => (k === 2 ? [600, cell, "right"] : [cells[k]?.[0] ?? 0, cell])),
      ),
    ),
  ];
  const { statements, warnings } = await read([
    [
      at(30, 40, "Checking account statement, March 1, 2026 through March 31, 2026"),
      at(30, 54, "Beginning balance"),
      at(300, 54, "$100.00"),
      ...section("DEPOSITS AND ADDITIONS", 100, ["03/02|PAY|50.00", "03/20|GIFT|25.00"]),
      ...section("ELECTRONIC WITHDRAWALS", 200, ["03/03|RENT|30.00", "03/21|FOOD|20.00"]),
      at(30, 290, "DAILY ENDING BALANCE"),
      ...row(304, [
        [30, "DATE"],
        [200, "AMOUNT", "right"],
        [300, "DATE"],
        [500, "AMOUNT", "right"],
      ]),
      ...row(318, [
        [30, "03/02"],
        [200, "150.00", "right"],
        [300, "03/20"],
        [500, "145.00", "right"],
      ]),
      ...row(332, [
        [30, "03/03"],
        [200, "120.00", "right"],
        [300, "03/21"],
        [500, "125.00", "right"],
      ]),
    ],
  ]);
  expect(statements[0]?.lines.map(({ date, amount }) => [date, amount])).toEqual([
    ["2026-03-02", "50.00"],
    ["2026-03-20", "25.00"],
    ["2026-03-03", "-30.00"],
    ["2026-03-21", "-20.00"],
  ]);
  expect(statements[0]?.rejected).toEqual([]);
  expect(warnings.map(({ code }) => code)).not.toContain("direction_assumed");
});

test("a table whose head prints another balance at the start is another account's, and that of the next page is not", async () => {
  const cells: readonly Column[] = [
    [30, "Date"],
    [130, "Details"],
    [400, "Amount", "right"],
    [520, "Balance", "right"],
  ];
  const rows = (from: number, balance: number) => [
    `0${from}-03-2026|A|-1.00|${balance - 1}.00`,
    `0${from + 1}-03-2026|B|-1.00|${balance - 2}.00`,
  ];
  const table = (opening: number, from: number) =>
    page(["Wallet account statement", `Opening balance ${opening}.00`], cells, rows(from, opening));
  const apart = await read([table(100, 1), table(500, 1)]);
  expect(apart.statements.map(({ lines, opening }) => [lines.length, opening])).toEqual([
    [2, "100.00"],
    [2, "500.00"],
  ]);
  const one = await read([table(100, 1), table(98, 3)]);
  expect(one.statements.map(({ lines }) => lines.length)).toEqual([4]);
});

test("days may be written as eight digits, the year first", async () => {
  const cells: readonly Column[] = [
    [30, "Date"],
    [130, "Description"],
    [400, "Amount", "right"],
    [520, "Balance", "right"],
  ];
  const { statements } = await read([
    page(["Account statement"], cells, ["20260302|A|-1.00|99.00", "20260313|B|-1.00|98.00"]),
  ]);
  expect(statements[0]?.lines.map(({ date }) => date)).toEqual(["2026-03-02", "2026-03-13"]);
});

test("the side of a balance in a narrow column, its label broken inside of a word, is no column of sums", async () => {
  const cells: readonly Column[] = [
    [30, "Date"],
    [110, "Particulars"],
    [440, "Withdrawals", "right"],
    [560, "Deposits", "right"],
    [680, "Balance", "right"],
    [700, "DR/C"],
  ];
  const words = page(["Statement of account"], cells, [
    "02-03-2026|A|50.00||950.00|Cr",
    "13-03-2026|B||700.00|1,650.00|Cr",
    "14-03-2026|C|5.25||1,644.75|Cr",
  ]);
  const { statements } = await read([[...words, at(700, 83, "R")]]);
  expect(statements[0]?.lines.map(({ amount }) => amount)).toEqual(["-50.00", "700.00", "-5.25"]);
});

test("a row without its day, where rows of one day print it each, is given back and takes no day of another", async () => {
  const cells: readonly Column[] = [
    [30, "Date"],
    [130, "Description"],
    [400, "Amount", "right"],
    [520, "Balance", "right"],
  ];
  const rows = [
    "02-03-2026|A|-1.00|99.00",
    "02-03-2026|B|-1.00|98.00",
    "05-03-2026|C|-1.00|97.00",
    "05-03-2026|D|-1.00|96.00",
    "|E|-1.00|95.00",
    "13-03-2026|F|-1.00|94.00",
  ];
  const { statements } = await read([page(["Account statement"], cells, rows)]);
  expect(statements[0]?.lines.map(({ narration }) => narration)).toEqual(["A", "B", "C", "D", "F"]);
  expect(statements[0]?.rejected.length).toBe(1);
  const once = rows.map((text, i) => (i === 1 || i === 3 ? text.replace(/^[^|]*/, "") : text));
  const told = await read([page(["Account statement"], cells, once)]);
  expect(told.statements[0]?.lines.map(({ date }) => date.slice(8))).toEqual(["02", "02", "05", "05", "05", "13"]);
});
