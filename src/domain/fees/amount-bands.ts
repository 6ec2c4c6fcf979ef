/**
 * Most fees are the same for every sum between two bounds. Where the rules of a day ask of a sum only on which side
 * of a bound it lies, all sums of a band have one answer, with its working; where a rule takes a share of the sum, they have not.
 */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import { listedOf } from "./listed-price.ts";
import type { Pack, Rule } from "./pack.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { Price, Unit } from "./price.ts";
import { ceilingRules, rulesOf } from "./rules-of-day.ts";
import { VAT_SERVICE } from "./vat.ts";

/** The highest sums of the bands, rising; the last band has no end. null: every sum may have an answer of its own. */
export type BandTops = readonly Minor[];

/** The bands of a service on a day, by the rules and, with a bank, by what that bank lists (for a product, where one is named). */
export function bandTops(
  pack: Pack,
  service: string,
  on: CivilDate,
  bank: string | undefined,
  product?: string,
): BandTops | null {
  // the tax itself is asked for with the fee as its sum
  if (service === VAT_SERVICE) return null;
  const tops: Minor[] = [];
  const prices: Price[] = [];
  for (const rule of ceilingRules(rulesOf(pack, service), on)) {
    prices.push(...pricesOf(rule));
    if (rule.levy) tops.push(parsePackAmount(rule.levy.from) - 1n);
    for (const edge of rule.unprinted ?? []) tops.push(parsePackAmount(edge.amount) - 1n, parsePackAmount(edge.amount));
  }
  for (const rule of rulesOf(pack, service)) if (rule.standing === "draft") prices.push(rule.price);
  for (const fee of listedOf(pack, bank, service, product)) prices.push(fee.price);
  for (const price of prices) {
    const own = topsOf(price);
    if (own === null) return null;
    tops.push(...own);
  }
  return [...new Set(tops)].sort((a, b) => (a < b ? -1 : 1));
}

const pricesOf = (rule: Rule): Price[] => [rule.price, ...(rule.relaxed ?? []).map(({ price }) => price)];

const NONE: BandTops = [];

function topsOf(price: Price): BandTops | null {
  switch (price.kind) {
    case "fixed":
      return dependsOnSum(price.unit) ? null : NONE;
    case "range":
      return dependsOnSum(price.unit) ? null : NONE;
    case "rate":
      return price.base === "transaction_amount" ? null : NONE;
    case "tiered": {
      const bounds = price.tiers.flatMap(({ upTo }) => (upTo === null ? [] : [upTo]));
      const own = price.on === "transaction_amount" ? bounds.map(parsePackAmount) : NONE;
      return together([own, ...price.tiers.map((tier) => topsOf(tier.price))]);
    }
    case "combine":
      return together(price.parts.map(topsOf));
    case "first_free":
      return topsOf(price.then);
    case "by_customer":
      return together([topsOf(price.individual), topsOf(price.corporate)]);
    case "over_limit":
      return null;
    case "negotiable":
    case "pass_through":
      return price.ceiling ? topsOf(price.ceiling) : NONE;
    case "free":
    case "unresolved":
      return NONE;
  }
}

const dependsOnSum = (unit: Unit | undefined): boolean => unit?.per === "block" && unit.of === "transaction_amount";

function together(parts: readonly (BandTops | null)[]): BandTops | null {
  const all: Minor[] = [];
  for (const part of parts) {
    if (part === null) return null;
    all.push(...part);
  }
  return all;
}

/** The place of the band that a sum lies in, from 0. */
export function bandOf(tops: BandTops, sum: Minor): number {
  let at = 0;
  while (at < tops.length && sum > (tops[at] as Minor)) at++;
  return at;
}
