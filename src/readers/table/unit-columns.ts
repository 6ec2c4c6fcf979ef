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
  const at = labels.findIndex((_label, i) => {
    const cells = below.flatMap((row) => row.cells[i] || []);
    return cells.length > 0 && cells.every(HUNDRED);
  });
  if (header < 0 || at < 0) return null;
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

const HUNDRED = (cell: string): boolean => HUNDREDTHS.test(cell);
