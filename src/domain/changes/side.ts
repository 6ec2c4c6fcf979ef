/** What one event costs on one side of a change, and whether two sides are the same money. */

import type { Priced, Sum } from "../fees/priced.ts";
import type { Minor } from "../money/money.ts";

/**
 * `sum`: at most this much (by law) or this much (by a bank's list). `no_sum`: it is known, and no figure: as agreed, at cost,
 * at each bank from a day of its own, not offered. `unknown`: nothing that we know of answers.
 */
export type Side =
  | { readonly kind: "sum"; readonly sum: Sum; readonly currency: string }
  | { readonly kind: "range"; readonly low: Minor; readonly high: Minor; readonly currency: string }
  | { readonly kind: "no_sum"; readonly why: "negotiable" | "at_cost" | "by_bank" | "not_offered" }
  | { readonly kind: "unknown" };

export const UNKNOWN: Side = { kind: "unknown" };
export const NOTHING: Sum = { fee: 0n, tax: 0n, total: 0n };

/** The side that an answer of the engine stands for. */
export function sideOf(priced: Priced): Side {
  const { state, range, currency } = priced;
  if (state === "free" || state === "not_permitted") return { kind: "sum", sum: NOTHING, currency };
  if (priced.maximum) return { kind: "sum", sum: priced.maximum, currency };
  if (range) return { kind: "range", ...range, currency };
  if (state === "negotiable" || state === "at_cost") return { kind: "no_sum", why: state };
  return priced.missing.includes("migrationDate") ? { kind: "no_sum", why: "by_bank" } : UNKNOWN;
}

/** What changes between two sides: nothing, a sum that can be named, or what a person pays in a way without one sum. */
export type Move = "same" | "up" | "down" | "first_known" | "other" | "no_longer_known";

export function moveOf(before: Side, after: Side): Move {
  if (after.kind === "unknown") return before.kind === "unknown" ? "same" : "no_longer_known";
  if (before.kind === "unknown") return "first_known";
  if (before.kind === "sum" && after.kind === "sum") {
    if (before.sum.total === after.sum.total)
      return before.currency === after.currency || after.sum.total === 0n ? "same" : "other";
    if (before.currency !== after.currency && before.sum.total !== 0n && after.sum.total !== 0n) return "other";
    return after.sum.total > before.sum.total ? "up" : "down";
  }
  return sideText(before) === sideText(after) ? "same" : "other";
}

/** Two sides of one text are the same money. */
export function sideText(side: Side): string {
  if (side.kind === "sum") return `${side.sum.fee}+${side.sum.tax}${side.currency}`;
  if (side.kind === "range") return `${side.low}-${side.high}${side.currency}`;
  return side.kind === "no_sum" ? side.why : side.kind;
}

/** `after` minus `before`, each part by itself; null where one of them is no sum, or they are sums of two currencies. */
export function differenceOf(before: Side, after: Side): Sum | null {
  if (before.kind !== "sum" || after.kind !== "sum") return null;
  if (before.currency !== after.currency && before.sum.total !== 0n && after.sum.total !== 0n) return null;
  return {
    fee: after.sum.fee - before.sum.fee,
    tax: after.sum.tax - before.sum.tax,
    total: after.sum.total - before.sum.total,
  };
}

export const times = (sum: Sum, count: number): Sum => {
  const n = BigInt(count);
  return { fee: sum.fee * n, tax: sum.tax * n, total: sum.total * n };
};
