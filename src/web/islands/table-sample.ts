import { sniffBytes, sniffText } from "../../readers/sniff-format.ts";
import { type Row, readDelimited } from "../../readers/text/delimited-text.ts";
import { markedText } from "../../readers/text/marked-text.ts";
import type { ColumnsView } from "../pages/audit/column-questions.tsx";

const SHOWN = 5;
const HEAD_LETTERS = 20_000;
const WIDEST = 20;

const decoded = async (bytes: Uint8Array) =>
  markedText(bytes) ?? (await import("../../readers/text/old-tables.ts")).inOldTable(bytes);

/** The first rows of a file's table, for a person to say what its columns are; null where the file holds no table. */
export async function tableSample(bytes: Uint8Array): Promise<ColumnsView | null> {
  const raw = sniffBytes(bytes);
  const rows = raw === null ? await textRows((await decoded(bytes)).text) : await bookRows(raw, bytes);
  return rows === null ? null : sampleOf(rows);
}

async function textRows(text: string): Promise<readonly Row[] | null> {
  const format = await sniffText(text);
  if (format === "delimited") return readDelimited(text.slice(0, HEAD_LETTERS)).rows;
  const rows = format === "html" ? (await import("../../readers/sheet/html-rows.ts")).htmlRows(text) : null;
  return Array.isArray(rows) ? rows : null;
}

async function bookRows(format: string, bytes: Uint8Array): Promise<readonly Row[] | null> {
  if (format !== "xls" && format !== "zip") return null;
  const sheets = (await import("../../readers/sheet/sheet-rows.ts")).sheetRows(bytes);
  return Array.isArray(sheets)
    ? sheets.map(({ rows }) => rows).reduce((most, rows) => (rows.length > most.length ? rows : most), [])
    : null;
}

/** A payment has a day and a sum: two cells with a digit. Sentences with commas in them have not. */
const holdsPayment = (cells: readonly string[]): boolean => cells.filter((cell) => /\d/.test(cell)).length > 1;

/** Rows of the width that most rows have: a head above the table is left out. */
function sampleOf(rows: readonly Row[]): ColumnsView | null {
  const counts = new Map<number, number>();
  const all = rows.map((row) => row.cells);
  for (const { length } of all) if (length > 1) counts.set(length, (counts.get(length) ?? 0) + 1);
  const width = [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), [0, 0])[0];
  if (width < 2 || width > WIDEST) return null;
  const table = all.filter((cells) => cells.length === width);
  return table.some(holdsPayment) ? { width, rows: table.slice(0, SHOWN) } : null;
}
