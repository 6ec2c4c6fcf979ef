import type { ReadOptions } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { columnsByLabel } from "./columns-by-label.ts";
import { EVERY_WORD } from "./every-row-word.ts";
import { inOtherWords } from "./other-words.ts";
import { readTable, type Surroundings, type TableRead } from "./read-table.ts";
import { twoDays } from "./two-days.ts";

/** Finds the table of payments in rows of cells and reads it; null when no row says, by its labels or its cells, that this is one. */
export function readTableIn(
  given: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions = {},
): TableRead | null {
  const rows = twoDays(given) ?? given;
  const { columns: labelled, whole } = columnsByLabel(rows, layouts, options.columns);
  const columns = whole ? labelled : inOtherWords(rows, labelled, layouts);
  return columns && readTable(rows, columns, banks, options, EVERY_WORD);
}
