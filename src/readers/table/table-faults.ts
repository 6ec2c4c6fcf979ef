/** Why a data row becomes no line: each reason in words, and the rows that a page break printed twice. */

import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { RowReason } from "../../domain/statements/statement.ts";
import { bestHolding, type Links } from "../proof/balance-chain.ts";
import { readPrinted } from "../text/exact-number.ts";
import type { DataRow, RowCells } from "./row-cells.ts";
import type { RowWords } from "./row-words.ts";
import type { TableSums } from "./table-numbers.ts";

export type Fault = "date" | "no_date" | "amount" | "no_amount" | "both_sides" | "direction" | "not_booked" | "aside";

/** Why the row at a place becomes no line; null where it does. `amount` is what was read of it, `day` its day. */
export function faultOf(
  { date, aside }: DataRow,
  sums: TableSums,
  at: number,
  amount: bigint | null,
  day: CivilDate | undefined,
): Fault | null {
  if (aside !== null) return "aside";
  if (sums.unreadable[at]) return "amount";
  if (amount === null) {
    if (sums.amount[at] !== null) return "direction";
    return sums.debit[at] === null && sums.credit[at] === null ? "no_amount" : "both_sides";
  }
  if (day === undefined) return date === "" ? "no_date" : "date";
  return null;
}

export function reasonOf(fault: Fault, row: DataRow): RowReason {
  switch (fault) {
    case "date":
      return { code: "row.no_day", facts: { text: row.date } };
    case "no_date":
      return { code: "row.without_date" };
    case "amount":
      return { code: "row.not_an_amount", facts: { text: unreadable(row.cells) } };
    case "no_amount":
      return { code: "row.without_amount" };
    case "both_sides":
      return { code: "row.both_sides" };
    case "direction":
      return { code: "row.side_untold" };
    case "aside":
      return row.aside as RowReason;
    case "not_booked":
      return { code: "row.status", facts: { status: row.status } };
  }
}

const unreadable = ({ amount, debit, credit }: RowCells): string =>
  [amount, debit, credit].find((cell) => readPrinted(cell) === undefined) ?? amount;

/** Rows whose own words say that nothing moved, by their place; none where the balance holds better with their sums. */
export function notBooked(
  data: readonly DataRow[],
  { amounts, balances, rowOf }: Links,
  { bookedBy }: RowWords,
): ReadonlySet<number> {
  const idle = new Set<number>();
  data.forEach(({ status }, i) => {
    if (status !== "" && bookedBy(status) === false) idle.add(i);
  });
  if (idle.size === 0) return idle;
  const without = amounts.map((amount, i) => (idle.has(i) ? 0n : amount));
  const [booked] = bestHolding({ amounts, balances, rowOf });
  const [left] = bestHolding({ amounts: without, balances, rowOf });
  return booked.held > left.held ? new Set() : idle;
}

/**
 * Rows whose status we do not know in a column that mostly says that payments were made, by their place: nothing tells
 * whether they were. None where balances are printed, for these tell.
 */
export function unknownStatus(
  data: readonly DataRow[],
  { balances }: Links,
  { bookedBy }: RowWords,
): readonly number[] {
  if (data.every(({ status }) => status === "") || balances.some((balance) => balance !== null)) return [];
  const said = data.map(({ status }) => (status === "" ? undefined : bookedBy(status)));
  const unknown = said.flatMap((booked, i) => (booked === null ? [i] : []));
  return unknown.length * 2 < said.filter((booked) => booked !== undefined).length && said.includes(true)
    ? unknown
    : [];
}

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
