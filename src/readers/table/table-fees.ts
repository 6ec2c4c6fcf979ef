/**
 * What a bank took for a payment and prints in a column beside it is a line of its own where the balance moved by
 * both. Without a balance nothing tells whether the sum holds it already, so nothing is made of it.
 */
import { bestHolding, PROOF } from "../proof/balance-chain.ts";
import { type Exact, readPrinted, signedIn } from "../text/exact-number.ts";
import type { DataRow } from "./row-cells.ts";
import { type Days, pickDays } from "./table-days.ts";
import type { TableSums } from "./table-numbers.ts";

/** A column beside the sum holds, in every row, what is left of it when the fee is taken: so fees came on top. */
function isNet(
  data: readonly DataRow[],
  { style }: TableSums,
  taken: readonly (bigint | null)[],
  fees: readonly (Exact | null)[],
): boolean {
  const [first] = data;
  if (!first || fees.filter((fee) => fee && fee.units !== 0n).length === 0) return false;
  const left = (at: number, column: number) =>
    signedIn(style, readPrinted((data[at] as DataRow).source.cells[column] ?? ""))?.units ?? null;
  return first.source.cells.some((_cell, column) =>
    taken.every((units, at) => units !== null && left(at, column) === units),
  );
}

/** Data rows with their signed sums, as far as they could be read. */
export type SignedRows = {
  readonly data: readonly DataRow[];
  readonly days: Days;
  readonly sums: TableSums;
  readonly amounts: readonly (bigint | null)[];
};

/** The rows with a line for each fee; null where there are no fees or the balance does not prove that they came on top. */
export function withFeeLines({ data, days, sums, amounts }: SignedRows, label: string): SignedRows | null {
  // a row whose own sum cannot be read keeps that fault: its fee alone would pass it over in silence
  const feeOf = (i: number) => {
    const read = amounts[i] !== null || [sums.debit, sums.credit, sums.amount].every((column) => column[i] === null);
    return read && !sums.unreadable[i] ? (sums.fee[i] ?? null) : null;
  };
  const fees = amounts.map((_, i) => feeOf(i));
  if (fees.every((fee) => fee === null)) return null;
  const links = (list: readonly (bigint | null)[]) => ({
    amounts: list,
    balances: sums.balance,
    rowOf: (at: number) => at,
  });
  const taken = amounts.map((amount, i) => {
    const fee = fees[i];
    return fee ? (amount ?? 0n) - fee.units : amount;
  });
  const [plain] = bestHolding(links(amounts));
  const [best, oldest, newest] = bestHolding(links(taken));
  const proven = best.held > plain.held && best.held >= best.steps * PROOF;
  if (!proven && !(plain.held <= best.held && isNet(data, sums, taken, fees))) return null;
  const newestFirst = newest.held > oldest.held;
  const at: number[] = [];
  const isFee: boolean[] = [];
  data.forEach((_, i) => {
    const both = amounts[i] !== null && fees[i] !== null;
    const parts = both ? (newestFirst ? [true, false] : [false, true]) : [fees[i] !== null];
    for (const part of parts) {
      at.push(i);
      isFee.push(part);
    }
  });
  const split = sums.pick(at);
  at.forEach((i, j) => {
    if (isFee[j]) split.decimals[j] = fees[i]?.decimals ?? 0;
    // the balance stands behind both
    else if (fees[i] !== null) split.balance[j] = null;
  });
  return {
    data: at.map((i, j) => {
      const row = data[i] as DataRow;
      return isFee[j] && amounts[i] !== null ? row.feeRow(label) : row;
    }),
    days: pickDays(days, at),
    sums: split,
    amounts: at.map((i, j) => (isFee[j] ? -(fees[i]?.units ?? 0n) : (amounts[i] ?? null))),
  };
}
