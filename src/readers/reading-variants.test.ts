import { utils, write } from "@e965/xlsx";
import { describe, expect, test } from "vitest";
import { tellReading } from "../../test/support/tell-reading.ts";

// One table is one table, whatever holds it. Each kind of reading-kinds.test.ts that a table can show is here once more, in
// other words, as text with tabs, as a page, as a workbook, as an old workbook and as a workbook saved as XML.

type Line = readonly [date: string, amount: number];
type Kind = readonly [what: string, rows: readonly string[], lines: readonly Line[], statements?: number];

const L = (day: number, amount: number, month = 2): Line => [
  `2024-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`,
  amount,
];

const KINDS: readonly Kind[] = [
  [
    "a word of kind beside both signs",
    ["Date|Details|Type|Amount", "13/02/2024|A|Payment|+5.00", "14/02/2024|B|Deposit|-7.00"],
    [L(13, 5), L(14, -7)],
  ],
  [
    "a balance carried forward",
    [
      "Date|Details|Debit|Credit|Balance",
      "13/02/2024|Bal B/F|||100.00",
      "13/02/2024|A|5.00||95.00",
      "14/02/2024|B||7.00|102.00",
      "14/02/2024|Carried forward|||102.00",
    ],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a card that marks credits alone",
    ["Date|Details|Amount", "13/02/2024|SHOP|5.00", "14/02/2024|PAID|7.00 CR", "15/02/2024|SHOP|3.00"],
    [L(13, -5), L(14, 7), L(15, -3)],
  ],
  [
    "a card that prints what is owed",
    [
      "Credit Limit: 500.00||||",
      "Date|Details|Debit|Credit|Balance",
      "13/02/2024|SHOP|5.00||105.00",
      "14/02/2024|PAID||7.00|98.00",
      "15/02/2024|SHOP|3.00||101.00",
    ],
    [L(13, -5), L(14, 7), L(15, -3)],
  ],
  [
    "a minus in both columns",
    ["Date|Details|Debits|Credits", "13/02/2024|A|-5.00|", "14/02/2024|B||-7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "an overdraft said twice",
    ["Date|Details|Debit|Credit|Balance", "13/02/2024|A|5.00||-105.00 DR", "14/02/2024|B||7.00|-98.00 DR"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "the side of the balance beside it",
    [
      "Date|Details|Amount|Dr/Cr|Balance|Dr/Cr",
      "13/02/2024|A|15.00|Dr|5.00|Dr",
      "14/02/2024|B|25.00|Cr|20.00|Cr",
      "15/02/2024|C|50.00|Dr|30.00|Dr",
    ],
    [L(13, -15), L(14, 25), L(15, -50)],
  ],
  [
    "short years first",
    ["Date|Details|Amount|Balance", "24/02/13|A|-5.00|95.00", "24/02/14|B|7.00|102.00", "24/03/01|C|-2.00|100.00"],
    [L(13, -5), L(14, 7), L(1, -2, 3)],
  ],
  [
    "labels in two rows",
    ["Date|Details|Amount||Balance", "||Debit|Credit|", "13/02/2024|A|5.00||95.00", "14/02/2024|B||7.00|102.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "two accounts below each other",
    [
      "Account No|1111111111|||",
      "Date|Details|Debit|Credit|Balance",
      "13/02/2024|A|5.00||95.00",
      "Account No|2222222222|||",
      "Date|Details|Debit|Credit|Balance",
      "14/02/2024|B||7.00|17.00",
    ],
    [L(13, -5), L(14, 7)],
    2,
  ],
  [
    "two wallets by name below each other",
    [
      "Wallet: NGN|||",
      "Date|Details|Amount|Balance",
      "13/02/2024|A|-5.00|95.00",
      "Wallet: USD|||",
      "Date|Details|Amount|Balance",
      "14/02/2024|B|7.00|17.00",
    ],
    [L(13, -5), L(14, 7)],
    2,
  ],
  [
    "two currencies in a column",
    ["Date|Details|Currency|Amount", "13/02/2024|A|NGN|-5.00", "14/02/2024|B|USD|7.00", "15/02/2024|C|NGN|-3.00"],
    [L(13, -5), L(15, -3), L(14, 7)],
    2,
  ],
  [
    "two currencies beside the sums",
    ["Date|Details|Amount", "13/02/2024|A|NGN -5.00", "14/02/2024|B|USD 7.00", "15/02/2024|C|NGN -3.00"],
    [L(13, -5), L(15, -3), L(14, 7)],
    2,
  ],
  [
    "two wallets in a column",
    ["Date|Wallet|Details|Amount", "13/02/2024|NGN|A|-5.00", "14/02/2024|USD|B|7.00", "15/02/2024|NGN|C|-3.00"],
    [L(13, -5), L(15, -3), L(14, 7)],
    2,
  ],
  [
    "a fee before a sum of no known label",
    ["Made on|Who|Charge|Paid sum|Kind", "13/02/2024|A|0.50|5.00|out", "14/02/2024|B|0.25|7.00|in"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "words for the side",
    ["Date|Details|Direction|Amount", "13/02/2024|A|Outward|5.00", "14/02/2024|B|Inward|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "signed sums under Debit/Credit",
    ["Date|Details|Debit/Credit|Balance", "13/02/2024|A|-5.00|95.00", "14/02/2024|B|7.00|102.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "year, month name, day",
    ["Date|Details|Amount", "2024 Feb 13|A|-5.00", "2024 Feb 14|B|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a currency's mark lost",
    ["Date|Details|Debit|Credit", "13/02/2024|A|?5.00|", "14/02/2024|B||?7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "words for a blank",
    ["Date|Details|Debit|Credit", "13/02/2024|A|5.00|NaN", "14/02/2024|B|null|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "marks that nobody sees",
    ["Date|Details|Amount", "\u200e13/02/2024|A|\u200e-5.00", "14/02/2024\u200f|B|7.00\u2060"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a curly apostrophe between thousands",
    ["Date|Details|Amount", "13/02/2024|A|-1’005.00", "14/02/2024|B|1’007.00"],
    [L(13, -1005), L(14, 1007)],
  ],
  [
    "the side before the sum",
    ["Date|Details|Amount", "13/02/2024|A|DR 5.00", "14/02/2024|B|CR 7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a clock with a zone",
    ["Date|Details|Amount", "2024-02-13T10:00:00+01:00|A|-5.00", "2024-02-14T10:00:00+01:00|B|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "month names of another language",
    ["Data|Historico|Valor", "13 fev 2024|A|-5,00", "14 fev 2024|B|7,00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a total with a day",
    [
      "Date|Details|Debit|Credit|Balance",
      "13/02/2024|A|5.00||95.00",
      "14/02/2024|B||7.00|102.00",
      "14/02/2024|Total|5.00|7.00|102.00",
    ],
    [L(13, -5), L(14, 7)],
  ],
  [
    "whole sums under an unknown label",
    ["Date|Details|Moved|Balance", "13/02/2024|A|-5|95", "14/02/2024|B|7|102", "15/02/2024|C|-2|100"],
    [L(13, -5), L(14, 7), L(15, -2)],
  ],
  [
    "a value that is a day",
    ["Date|Value|Details|Amount", "13/02/2024|14/02/2024|A|-5.00", "14/02/2024|15/02/2024|B|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a transaction's day behind that of its posting",
    ["Posting Date|Transaction Date|Details|Amount", "15/02/2024|13/02/2024|A|-5.00", "16/02/2024|14/02/2024|B|7.00"],
    [L(13, -5), L(14, 7)],
  ],
  [
    "a day of completion behind that of the start",
    ["Started Date|Completed Date|Details|Amount", "12/02/2024|13/02/2024|A|-5.00", "12/02/2024|14/02/2024|B|7.00"],
    [L(13, -5), L(14, 7)],
  ],
];

const cellsOf = (rows: readonly string[]): string[][] => rows.map((row) => row.split("|"));
const escaped = (cell: string): string => cell.replaceAll("&", "&amp;").replaceAll("<", "&lt;");

const book = (rows: readonly string[], bookType: "xlsx" | "biff8"): Uint8Array => {
  const made = utils.book_new();
  utils.book_append_sheet(made, utils.aoa_to_sheet(cellsOf(rows)), "Statement");
  return new Uint8Array(write(made, { type: "array", bookType }) as ArrayBuffer);
};

const HOLDERS: Readonly<Record<string, (rows: readonly string[]) => string | Uint8Array>> = {
  tabs: (rows) => rows.map((row) => row.replaceAll("|", "\t")).join("\r\n"),
  "a page": (rows) =>
    `<html><table>${cellsOf(rows)
      .map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join("")}</tr>`)
      .join("")}</table></html>`,
  "a workbook": (rows) => book(rows, "xlsx"),
  "an old workbook": (rows) => book(rows, "biff8"),
  "a workbook as XML": (rows) =>
    `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="S"><Table>${cellsOf(
      rows,
    )
      .map(
        (cells) =>
          `<Row>${cells.map((cell) => `<Cell><Data ss:Type="String">${escaped(cell)}</Data></Cell>`).join("")}</Row>`,
      )
      .join("")}</Table></Worksheet></Workbook>`,
};

describe.each(Object.keys(HOLDERS))("in %s", (holder) => {
  test.each(KINDS.map(([what, rows, lines, statements = 1]) => ({ what, rows, lines, statements })))(
    "$what",
    async ({ rows, lines, statements }) => {
      const found = await tellReading((HOLDERS[holder] as (typeof HOLDERS)[string])(rows));
      expect(found.lines).toEqual(lines);
      expect(found.statements).toBe(statements);
    },
  );
});
