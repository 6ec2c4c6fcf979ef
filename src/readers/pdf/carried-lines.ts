/** A row that a page break cuts: its last lines stand at the top of the next page, above the first row there. */
import type { BlockLine } from "./assign-blocks.ts";
import type { Token } from "./marks.ts";

export type Line = BlockLine & { readonly tokens: readonly Token[] };
/** The lines of each column on one page, its rows by the baselines of their sums, and the rulings between them. */
export type Sheet = {
  readonly page: number;
  readonly rows: readonly number[];
  readonly walls: readonly number[];
  readonly columns: readonly (readonly Line[])[];
};
/** Where a header stands. */
export type Bar = { readonly page: number; readonly y: number };

/** By column. `sure`: they stand right below the labels, so that they are no head of a page. */
export type Carried = { readonly lines: readonly (readonly Line[])[]; readonly sure: boolean };

/** In sizes of the letters. */
const NEAR_ROW = 3.4;
const NEAR_BAR = 3.6;

/** Null where none are. `owners` says for each column and line to which row it went; -1: to none. */
export function carriedLines(
  { page, rows, columns }: Sheet,
  owners: readonly (readonly number[])[],
  bars: readonly Bar[],
): Carried | null {
  const [first] = rows;
  if (first === undefined) return null;
  const bar = bars.filter((one) => one.page === page && one.y < first).at(-1);
  const lines = columns.map((column, i) =>
    column.filter((line, k) => owners[i]?.[k] === -1 && line.y < first && (!bar || line.y > bar.y)),
  );
  const all = lines.flat();
  if (all.length === 0) return null;
  const size = all[0]?.size ?? 8;
  const [top, bottom] = [Math.min(...all.map((line) => line.y)), Math.max(...all.map((line) => line.yEnd))];
  if (first - bottom > size * NEAR_ROW || (bar && top - bar.y > size * NEAR_BAR)) return null;
  return { lines, sure: bar !== undefined };
}
