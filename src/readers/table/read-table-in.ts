import type { ReadOptions } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { EVERY_WORD } from "./every-row-word.ts";
import { findColumns } from "./find-columns.ts";
import { partsRole } from "./label-parts.ts";
import { readTable, type Surroundings, type TableRead } from "./read-table.ts";

/** Finds the table of payments in rows of cells and reads it; null when no row says, by its labels or its cells, that this is one. */
export function readTableIn(
  rows: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions = {},
): TableRead | null {
  const columns = findColumns(rows, layouts, options.columns, partsRole);
  return columns && readTable(rows, columns, banks, options, EVERY_WORD);
}
