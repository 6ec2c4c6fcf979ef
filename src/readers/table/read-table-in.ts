import type { ReadOptions } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { readPlain, readReshaped } from "./read-reshaped.ts";
import type { Surroundings, TableRead } from "./read-table.ts";

/** Finds the table of payments in rows of cells and reads it; null when no row says, by its labels or its cells, that this is one. */
export const readTableIn = (rows: readonly Row[], around: Surroundings, options: ReadOptions = {}): TableRead | null =>
  (options.columns ? null : readReshaped(rows, around, options)) ?? readPlain(rows, around, options);
