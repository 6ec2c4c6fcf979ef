/** One idea: why a data row becomes no line: each reason in words, and the rows that a page break printed twice. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Link } from "./balance-chain.ts";
import { readPrinted } from "./exact-number.ts";
import type { ReadRow } from "./table-numbers.ts";
import type { DataRow } from "./table-rows.ts";

export type Fault = "date" | "no_date" | "amount" | "no_amount" | "both_sides" | "direction";

export function faultOf(row: DataRow, read: ReadRow, amount: bigint | null, day: CivilDate | undefined): Fault | null {
  if (read.unreadable) return "amount";
  if (read.amount === null && read.debit === null && read.credit === null) return "no_amount";
  if (amount === null) return read.amount === null ? "both_sides" : "direction";
  if (day === undefined) return row.date === "" ? "no_date" : "date";
  return null;
}

export function reasonOf(fault: Fault, row: DataRow): string {
  switch (fault) {
    case "date":
      return `"${row.date}" is no day`;
    case "no_date":
      return "the row has no date";
    case "amount":
      return `"${[row.amount, row.debit, row.credit].find((cell) => cell !== "" && !readable(cell)) ?? row.amount}" is no amount`;
    case "no_amount":
      return "the row has no amount";
    case "both_sides":
      return "the row has a sum on both sides";
    case "direction":
      return "nothing tells whether the money came in or went out";
  }
}

const readable = (cell: string): boolean => readPrinted(cell) !== undefined;

/** Rows that a page break printed again, by their place: the same cells on both sides of the break, a balance that moved once. */
export function printedTwice(data: readonly DataRow[], links: readonly Link[]): ReadonlySet<number> {
  const twice = new Set<number>();
  for (let i = 1; i < data.length; i++) {
    const [before, here] = [data[i - 1] as DataRow, data[i] as DataRow];
    const { amount, balance } = links[i] as Link;
    if (!here.afterBreak || amount === null || amount === 0n || balance === null) continue;
    if (balance === (links[i - 1] as Link).balance && before.source.cells.join("\n") === here.source.cells.join("\n"))
      twice.add(i);
  }
  return twice;
}
