/**
 * What a camt file says that its entries come to, in `TxsSummry`. Where no balance proves the entries, a sum or a count that
 * does not come out says that one is missing.
 * Source: ISO 20022 camt.052/053/054, TotalTransactions.
 */

import { unitsOf } from "../text/exact-number.ts";
import { at, type Element, textAt } from "../text/xml-elements.ts";
import { decimalOf } from "./camt-amounts.ts";

/** How many entries came in and went out, and their sums in units without a sign. */
export type Taken = { count: number; credits: bigint; debits: bigint };

export const takenNothing = (): Taken => ({ count: 0, credits: 0n, debits: 0n });

/** Whether the entries that were taken are those that the summary names; true where it names none. */
export function comesOut(summary: Element | undefined, taken: Taken): boolean {
  const sum = (name: string): bigint | null => {
    const text = decimalOf(textAt(summary, name, "Sum"));
    return text === null ? null : unitsOf(text);
  };
  const [credits, debits] = [sum("TtlCdtNtries"), sum("TtlDbtNtries")];
  const count = textAt(at(summary, "TtlNtries"), "NbOfNtries");
  return (
    (credits === null || credits === taken.credits) &&
    (debits === null || debits === taken.debits) &&
    (count === undefined || Number(count) === taken.count)
  );
}
