/** Columns whose labels are on no list of ours, but say something by their words or in another language. */
import type { Layout } from "../../domain/fees/pack.ts";
import type { Row } from "../text/delimited-text.ts";
import { roleOf, SUM_ROLES } from "./column-labels.ts";
import { type Columns, columnsByLabel } from "./columns-by-label.ts";
import { withCells } from "./find-columns.ts";
import { partsRole } from "./label-parts.ts";

/** `labelled`: what the labels that we know tell. A header of other words counts where those, and the cells, tell nothing. */
export function inOtherWords(
  rows: readonly Row[],
  labelled: Columns | null,
  layouts: readonly Layout[],
): Columns | null {
  const found = withCells(rows, labelled && worded(labelled, rows), partsRole);
  if (found) return found;
  const { columns } = columnsByLabel(rows, layouts, undefined, partsRole);
  return columns && withCells(rows, columns, partsRole);
}

/** The roles of columns that no known label names, by their words: sums, which the cells prove, and what is named twice are left. */
function worded(columns: Columns, rows: readonly Row[]): Columns {
  const roles = [...columns.roles];
  rows[columns.header]?.cells.forEach((cell, i) => {
    const said = roles[i] === "other" && roleOf(cell) === null ? partsRole(cell) : null;
    if (said !== null && !SUM_ROLES.has(said) && (said === "detail" || !roles.includes(said))) roles[i] = said;
  });
  return { ...columns, roles };
}
