import type { ReadOptions } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { columnsByLabel } from "./columns-by-label.ts";
import { EVERY_WORD } from "./every-row-word.ts";
import { inOtherWords } from "./other-words.ts";
import { joined, readTable, type Surroundings, type TableRead } from "./read-table.ts";
import { reshaped } from "./reshaped.ts";

/** Reads tables whose cells stand otherwise than one row a payment and one column a thing; null where they do not, or hold none. */
export function readReshaped(given: readonly Row[], around: Surroundings, options: ReadOptions): TableRead | null {
  const plain = reshaped(given);
  const reads = plain?.tables.flatMap((rows) => readPlain(rows, around, options) ?? []) ?? [];
  const read = reads.length > 1 ? joined(reads) : reads[0];
  return plain && read ? { ...read, warnings: [...read.warnings, ...plain.warnings] } : null;
}

/** Reads a table in rows that are plain. */
export function readPlain(
  rows: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions,
): TableRead | null {
  const { columns: labelled, whole } = columnsByLabel(rows, layouts, options.columns);
  const columns = whole ? labelled : inOtherWords(rows, labelled, layouts);
  return columns && readTable(rows, columns, banks, options, EVERY_WORD);
}
