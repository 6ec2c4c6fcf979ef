/**
 * A table that goes on beside itself, as a newspaper's columns do: the columns of the right half hold what those of the left
 * hold, under the same labels or none. On each page the rows of the right half stand behind those of the left.
 */
import type { PdfColumn } from "./cluster-columns.ts";
import type { PdfRow } from "./gather-rows.ts";

type Laid = { readonly columns: readonly PdfColumn[]; readonly rows: readonly PdfRow[] };

/** The last page may fill the right half with fewer rows than the left. */
const LEAST_RIGHT = 0.3;
/** Further down than any page is high. */
const BELOW = 100_000;

export function besideItself({ columns, rows }: Laid): Laid | null {
  const half = columns.length / 2;
  const left = columns.slice(0, half);
  const right = columns.slice(half);
  const days = left.filter(({ kind, count }) => kind === "day" && count > 0);
  if (
    days.length !== 1 ||
    !left.some(({ kind, count }) => kind === "sum" && count > 0) ||
    !left.every(({ kind, label }, i) => kind === right[i]?.kind && label === right[i]?.label) ||
    right.some(({ kind, count }, i) => kind !== "text" && count < (left[i]?.count ?? 0) * LEAST_RIGHT)
  )
    return null;
  const part = (row: PdfRow, from: number): PdfRow => ({
    ...row,
    y: row.y + (from === 0 ? 0 : BELOW),
    cells: row.cells.slice(from, from + half),
    unsure: row.unsure.filter((at) => at >= from && at < from + half).map((at) => at - from),
  });
  const all = [0, half].flatMap((from) => rows.map((row) => part(row, from)));
  return {
    columns: left,
    rows: all.filter(({ cells }) => cells.some((cell) => cell.length > 0)).sort((a, b) => a.page - b.page || a.y - b.y),
  };
}
