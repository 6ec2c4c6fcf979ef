/** The words and the arithmetic by which rows are classified, for a table that a first reading left open. */
import type { Row } from "../text/delimited-text.ts";
import { ALL_WORDS } from "./all-row-words.ts";
import { SUM_ROLES } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import type { RowWords } from "./row-words.ts";
import { withoutSumming } from "./summing-rows.ts";

export const EVERY_WORD: RowWords = { ...ALL_WORDS, withoutSumming };

const COMMA = /^\D{0,4}\d[\d., ']{0,40},\d{1,2}\D{0,4}$|^\D{0,4}\d,\d{1,2}\D{0,4}$/;
const POINT = /^\D{0,4}\d[\d., ']{0,40}\.\d{1,2}\D{0,4}$|^\D{0,4}\d\.\d{1,2}\D{0,4}$/;

/**
 * The rows with all sums in one way of writing decimals, where each column keeps to its own: `-300,00` beside `5678.90`. The
 * very rows where they do not differ, or where a column mixes both.
 */
export function inOneStyle(rows: readonly Row[], { roles, header }: Columns): readonly Row[] {
  const places = roles.flatMap((role, i) => (SUM_ROLES.has(role) ? [i] : []));
  const written = places.map((at) => {
    const cells = rows.slice(header + 1).map((row) => row.cells[at] ?? "");
    const [comma, point] = [COMMA, POINT].map((style) => cells.some((cell) => style.test(cell)));
    return comma && point ? "both" : comma ? "comma" : point ? "point" : "none";
  });
  if (written.includes("both") || !written.includes("comma") || !written.includes("point")) return rows;
  const turn = places.filter((_at, i) => written[i] === "comma");
  const even = (cell: string): string => cell.replace(/[. ](?=\d{3}(?!\d))/g, "").replace(/,(?=\d{1,2}\D{0,4}$)/, ".");
  return rows.map((row, i) =>
    i <= header
      ? row
      : { ...row, raw: row.raw, cells: row.cells.map((cell, at) => (turn.includes(at) ? even(cell) : cell)) },
  );
}
