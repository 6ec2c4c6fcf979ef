/**
 * Tables whose cells stand otherwise than one row a payment and one column a thing: days in two or three cells or as seconds,
 * lists beside each other, a column of sums for each currency. Each is made a plain table before it is read.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { countedDays } from "./counted-days.ts";
import { currencyColumns } from "./currency-columns.ts";
import { foreignSums } from "./foreign-sums.ts";
import { sideLists } from "./side-lists.ts";
import { splitDays } from "./split-days.ts";
import { twoDays } from "./two-days.ts";
import { unitColumns } from "./unit-columns.ts";

/** One table, or one for each account of which a part holds its rows. */
export type Reshaped = {
  readonly tables: readonly [readonly Row[], ...(readonly Row[])[]];
  readonly warnings: readonly ReadWarning[];
};

/** The rows as plain tables; null where they are plain as they stand. */
export function reshaped(given: readonly Row[]): Reshaped | null {
  const warnings: ReadWarning[] = [];
  let rows = given;
  for (const change of [splitDays, countedDays(warnings), currencyColumns, foreignSums, unitColumns, twoDays])
    rows = change(rows) ?? rows;
  const beside = sideLists(rows);
  if (beside) return { tables: beside, warnings };
  return rows === given ? null : { tables: [rows], warnings };
}
