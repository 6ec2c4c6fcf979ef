/** Cells that print two days, of booking and of value, below or beside each other: the second gets a column of its own. */
import type { Row } from "../text/delimited-text.ts";
import { readPrintedDate } from "../text/printed-date.ts";

const DAY = "\\d{1,4}[-/. ](?:\\d{1,2}|\\p{L}{3,9})[-/. ]\\d{2,4}";
const TWO = new RegExp(`^(${DAY})\\s{0,3}[\\n/|(–-]?\\s{0,3}(${DAY})\\)?$`, "u");
const SHARE = 0.8;
const SAMPLE = 400;

const twoIn = (cell: string): readonly [string, string] | null => {
  const [, first = "", second = ""] = cell.length < 12 ? [] : (TWO.exec(cell) ?? []);
  return readPrintedDate(first) && readPrintedDate(second) ? [first, second] : null;
};

/** The rows with a column of value days behind the others; null where no column prints two days in most of its cells. */
export function twoDays(rows: readonly Row[]): Row[] | null {
  const all = rows.map((row) => row.cells);
  const counts = new Map<number, number>();
  // a period, which stands beside its label alone, is no payment's
  for (const cells of all.slice(0, SAMPLE).filter((one) => one.filter(Boolean).length > 2))
    cells.forEach((cell, at) => {
      if (twoIn(cell)) counts.set(at, (counts.get(at) ?? 0) + 1);
    });
  const at = [...counts.keys()].find((column) => {
    const dated = all.slice(0, SAMPLE).filter((cells) => /^\d/.test(cells[column] ?? "") && cells.length > 2);
    return (counts.get(column) ?? 0) >= dated.length * SHARE;
  });
  if (at === undefined) return null;
  const width = all.reduce((most, cells) => Math.max(most, cells.length), 0);
  const first = all.findIndex((cells) => twoIn(cells[at] ?? ""));
  return rows.map((row, i) => {
    const cells = [...(all[i] as readonly string[])];
    const two = twoIn(cells[at] ?? "");
    const isLabel = i < first && cells.length > 2 && (cells[at] ?? "") !== "";
    while (two || isLabel ? cells.length < width : false) cells.push("");
    if (two) [cells[at], cells[width]] = two;
    // `Date / Value date`, and `Valuta / Buchung` the other way round
    if (isLabel)
      [cells[at], cells[width]] = /^\W*(?:val|wert)/i.test(cells[at] ?? "")
        ? ["Value date", "Date"]
        : ["Date", "Value date"];
    return withCells(row, cells);
  });
}

/** A row with other cells and the text that it has. */
export const withCells = (row: Row, cells: readonly string[]): Row => ({ ...row, raw: row.raw, cells });
