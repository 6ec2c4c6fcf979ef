/** Whether a text is plainly a table of payments, so that it need not be tried as alerts. */

import { readPrintedDate } from "../text/printed-date.ts";
import { roleOf } from "./column-labels.ts";

const HEAD = 20_000;
const MARKS = /[,;|\t]/;
/** So many rows that begin with a day make a table, whatever stands above them. */
const ROWS = 3;

const cellsOf = (line: string): string[] =>
  line.length < 2_000 ? line.split(MARKS).map((cell) => cell.replace(/"/g, "").trim()) : [];

/** Cells of which two are labels of columns. */
export function isTableHead(line: string): boolean {
  const cells = cellsOf(line);
  return cells.length > 2 && cells.filter((cell) => roleOf(cell) !== null).length > 1;
}

/** True of a text with a header of known labels, or with rows of cells that begin with a day. */
export function looksLikeTable(text: string): boolean {
  let rows = 0;
  for (const line of text.slice(0, HEAD).split(/\r\n|\n|\r/)) {
    if (isTableHead(line)) return true;
    const cells = cellsOf(line);
    if (cells.length > 2 && readPrintedDate(cells[0] ?? "") !== undefined && ++rows >= ROWS) return true;
  }
  return false;
}
