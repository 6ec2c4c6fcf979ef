/** One idea: why a data row becomes no line: each reason in words, and the rows that a page break printed twice. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Links } from "./balance-chain.ts";
import { readPrinted } from "./exact-number.ts";
import type { TableSums } from "./table-numbers.ts";
import type { DataRow, RowCells } from "./table-rows.ts";

export type Fault = "date" | "no_date" | "amount" | "no_amount" | "both_sides" | "direction";

/** Why the row at a place becomes no line; null where it does. `amount` is what was read of it, `day` its day. */
export function faultOf(
  { date }: DataRow,
  sums: TableSums,
  at: number,
  amount: bigint | null,
  day: CivilDate | undefined,
): Fault | null {
  if (sums.unreadable[at]) return "amount";
  if (amount === null) {
    if (sums.amount[at] !== null) return "direction";
    return sums.debit[at] === null && sums.credit[at] === null ? "no_amount" : "both_sides";
  }
  if (day === undefined) return date === "" ? "no_date" : "date";
  return null;
}

export function reasonOf(fault: Fault, row: DataRow): string {
  switch (fault) {
    case "date":
      return `"${row.date}" is no day`;
    case "no_date":
      return "the row has no date";
    case "amount":
      return `"${unreadable(row.cells)}" is no amount`;
    case "no_amount":
      return "the row has no amount";
    case "both_sides":
      return "the row has a sum on both sides";
    case "direction":
      return "nothing tells whether the money came in or went out";
  }
}

const unreadable = ({ amount, debit, credit }: RowCells): string =>
  [amount, debit, credit].find((cell) => readPrinted(cell) === undefined) ?? amount;

/** Rows that a page break printed again, by their place: the same cells on both sides of the break, a balance that moved once. */
export function printedTwice(data: readonly DataRow[], { amounts, balances }: Links): ReadonlySet<number> {
  const twice = new Set<number>();
  for (let i = 1; i < data.length; i++) {
    const here = data[i] as DataRow;
    if (!here.afterBreak || !amounts[i] || balances[i] === null || balances[i] !== balances[i - 1]) continue;
    const before = data[i - 1] as DataRow;
    if (before.source.cells.join("\n") === here.source.cells.join("\n")) twice.add(i);
  }
  return twice;
}
