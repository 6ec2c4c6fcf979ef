/**
 * The sums at which a price can behave differently. Between two of them it is a straight line, so two prices that
 * agree at all of them, one kobo above each and far beyond the last agree everywhere.
 */

import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Base, Price, Unit } from "../fees/price.ts";
import type { Minor } from "../money/money.ts";
import { parseRate } from "../money/rate.ts";

const BLOCKS = [1n, 2n, 3n];

/** Sums of money: of a transaction, a day, a week or a month. */
export const criticalSums = (price: Price): Minor[] => edgesOf(price, (base) => base !== "validity_days");

/** Numbers of days. */
export const criticalDays = (price: Price): number[] =>
  edgesOf(price, (base) => base === "validity_days").map((edge) => Number(edge));

function edgesOf(price: Price, meant: (base: Base) => boolean): bigint[] {
  switch (price.kind) {
    case "fixed":
    case "range":
      return blockEdges(price.unit, meant);
    case "rate":
      return meant(price.base) ? rateEdges(price) : [];
    case "tiered": {
      const read = (text: string) => (price.on === "validity_days" ? BigInt(text) : parsePackAmount(text));
      const own = meant(price.on) ? price.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [read(upTo)])) : [];
      return [...own, ...price.tiers.flatMap((tier) => edgesOf(tier.price, meant))];
    }
    case "combine":
      return [...price.parts.flatMap((part) => edgesOf(part, meant)), ...crossings(price.parts, meant)];
    case "first_free":
      return edgesOf(price.then, meant);
    case "by_customer":
      return [...edgesOf(price.individual, meant), ...edgesOf(price.corporate, meant)];
    case "over_limit":
      return meant("transaction_amount") ? [parsePackAmount(price.limit)] : [];
    case "negotiable":
    case "pass_through":
      return price.ceiling ? edgesOf(price.ceiling, meant) : [];
    case "free":
    case "unresolved":
      return [];
  }
}

function blockEdges(unit: Unit | undefined, meant: (base: Base) => boolean): bigint[] {
  if (unit?.per !== "block" || !meant(unit.of)) return [];
  const size = parsePackAmount(unit.size);
  return BLOCKS.map((n) => n * size);
}

/** Where the least and the most of a rate begin to hold. */
const rateEdges = ({ fraction, min, max }: Extract<Price, { kind: "rate" }>): bigint[] =>
  [min, max].flatMap((bound) => (bound === undefined ? [] : reaches(fraction, parsePackAmount(bound))));

/** The sum of which a share is so much. */
function reaches(fraction: string, fee: Minor): bigint[] {
  const { numerator, denominator } = parseRate(fraction);
  return numerator === 0n ? [] : [(fee * denominator) / numerator];
}

/** Where a share of the sum overtakes a fixed part beside it. */
function crossings(parts: readonly Price[], meant: (base: Base) => boolean): bigint[] {
  const fixed = parts.flatMap((part) => (part.kind === "fixed" ? [parsePackAmount(part.amount)] : []));
  return parts.flatMap((part) =>
    part.kind === "rate" && meant(part.base) ? fixed.flatMap((fee) => reaches(part.fraction, fee)) : [],
  );
}
