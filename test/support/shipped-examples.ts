/**
 * The made-up statement that ships as CSV, in every other form that a bank hands out. The files in
 * data/ng/examples are made by this and kept, so that they can be tried without it: `UPDATE_EXAMPLES=1` makes them anew.
 */
import { type BookType, utils, write } from "@e965/xlsx";
import { parseMinor } from "../../src/domain/money/money.ts";
import type { SaidStatement } from "../../src/domain/statements/statement.ts";
import { type PrintedPage, pdfOf, rightAt } from "./made-pdf.ts";
import {
  asAlerts,
  asCamt,
  asMonoJson,
  asMt940,
  asOfx1,
  asOfx2,
  asQif,
  asRows,
  type MadeStatement,
} from "./made-statement.ts";

const kobo = (amount: string): bigint => parseMinor(amount) ?? 0n;

/** The statement as the writers of formats take it. */
export const madeOf = ({ opening, lines }: SaidStatement): MadeStatement => ({
  opening: kobo(opening ?? ""),
  lines: lines.map(({ date, amount, narration }) => ({ date, cents: kobo(amount), narration })),
});

const text = (words: string): Uint8Array => new TextEncoder().encode(words);

function book(made: MadeStatement, bookType: BookType): Uint8Array {
  const sheet = utils.aoa_to_sheet(asRows(made));
  const whole = utils.book_new();
  utils.book_append_sheet(whole, sheet, "Statement");
  return new Uint8Array(write(whole, { bookType, type: "array", compression: true }) as ArrayBuffer);
}

const LINES_A_PAGE = 30;
const EDGES = [40, 110, 180, 590, 690, 800] as const;

/** A table as banks print it: labels over columns, sums to the right, a page after thirty rows. */
function pdf(made: MadeStatement): Uint8Array {
  const rows = asRows(made);
  const at = rows.findIndex((row) => row[0] === "Trans Date");
  const [head, label, table] = [rows.slice(0, at), rows[at] as string[], rows.slice(at + 1)];
  const line = (row: readonly string[], y: number): PrintedPage =>
    row.flatMap((cell, i) => {
      const x = EDGES[i] as number;
      return cell === "" ? [] : [i >= 3 ? rightAt(x, y, cell) : { x, y, text: cell }];
    });
  const pages: PrintedPage[] = [];
  for (let from = 0; from < table.length; from += LINES_A_PAGE) {
    const top = from === 0 ? 40 + head.length * 14 : 40;
    pages.push([
      ...(from === 0 ? head.flatMap(([name, value], i) => [{ x: 40, y: 30 + i * 14, text: `${name}: ${value}` }]) : []),
      ...line(label, top),
      ...table.slice(from, from + LINES_A_PAGE).flatMap((row, i) => line(row, top + 16 + i * 14)),
    ]);
  }
  return pdfOf(pages);
}

export type ExampleForm = { readonly kind: string; readonly ending: string; readonly bytes: Uint8Array };

/** Every form but the CSV itself. */
export const otherForms = (made: MadeStatement): readonly ExampleForm[] => [
  { kind: "SMS alerts", ending: "txt", bytes: text(asAlerts(made)) },
  { kind: "PDF", ending: "pdf", bytes: pdf(made) },
  { kind: "Excel (.xlsx)", ending: "xlsx", bytes: book(made, "xlsx") },
  { kind: "Excel 97 (.xls)", ending: "xls", bytes: book(made, "biff8") },
  { kind: "OFX", ending: "ofx", bytes: text(asOfx1(made)) },
  { kind: "QFX", ending: "qfx", bytes: text(asOfx2(made)) },
  { kind: "QIF", ending: "qif", bytes: text(asQif(made)) },
  { kind: "MT940", ending: "sta", bytes: text(asMt940(made)) },
  { kind: "camt.053", ending: "xml", bytes: text(asCamt(made)) },
  { kind: "Mono JSON", ending: "json", bytes: text(asMonoJson(made)) },
];
