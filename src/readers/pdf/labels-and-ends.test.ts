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

test("a value day below the day of booking, beside a line of its own, begins no row", async () => {
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
  expect(statements[0]?.lines.map(({ date, amount, narration }) => [date, amount, narration])).toEqual([
    ["2026-03-02", "-50.00", "WATER CO Mandat: S1"],
    ["2026-03-03", "700.00", "PAY MARCH Mandat: S2"],
    ["2026-03-04", "-5.25", "GROCER Mandat: S3"],
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
