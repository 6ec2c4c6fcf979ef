/** A column that says of each row that its sums are hundredths, `unit: kobo`: the labels of the sums say it in its place. */
import type { Row } from "../text/delimited-text.ts";
import { roleOf, SUM_ROLES } from "./column-labels.ts";
import { ROWS_BEFORE_HEADER } from "./columns-by-label.ts";
import { withCells } from "./two-days.ts";

const HUNDREDTHS = /^(?:kobo|pesewas?|cents?|pence|centimes|minor(?:[ _]units?)?)$/i;

/** The rows with the unit in the labels of their sums; null where no column names one in each of its cells. */
export function unitColumns(rows: readonly Row[]): Row[] | null {
  const header = rows
    .slice(0, ROWS_BEFORE_HEADER)
    .findIndex(({ cells }) => cells.some((cell) => SUM_ROLES.has(roleOf(cell) ?? "other")) && !cells.some(HUNDRED));
  const labels = rows[header]?.cells ?? [];
  const below = rows.slice(header + 1);
  const at = header < 0 ? undefined : columnOfUnits(labels.length, below);
  if (at === undefined) return null;
  const named = below.map((row) => row.cells[at] ?? "").find(HUNDRED) ?? "";
  const unit = /^minor/i.test(named) ? "minor units" : named.toLowerCase();
  return rows.map((row, i) => {
    if (i < header) return row;
    const cells = row.cells.map((cell) =>
      i === header && SUM_ROLES.has(roleOf(cell) ?? "other") ? `${cell} in ${unit}` : cell,
    );
    return withCells(row, cells.toSpliced(at, 1));
  });
}

/** The first column that names a unit in each of its cells and has one. All are looked at in one walk over the rows. */
function columnOfUnits(width: number, below: readonly Row[]): number | undefined {
  const open = new Set(Array.from({ length: width }, (_one, at) => at));
  const named = new Set<number>();
  for (const { cells } of below) {
    for (const at of open) {
      const cell = cells[at] ?? "";
      if (cell === "") continue;
      if (HUNDRED(cell)) named.add(at);
      else open.delete(at);
    }
    if (open.size === 0) break;
  }
  return [...open].find((at) => named.has(at));
}

const HUNDRED = (cell: string): boolean => HUNDREDTHS.test(cell);
