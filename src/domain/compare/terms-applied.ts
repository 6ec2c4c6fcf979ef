/**
 * Applies the terms of a tariff to many charges together, in this order: free charges from a pool, minimum and maximum of one
 * charge, waivers, caps of a month or a year. Tax comes last, on each charge, as banks print it. Runs twice, for the lower and
 * the upper end of a range: what is not known (does a waiver hold, which charge came first) is taken in favour of that end.
 */
import { evaluatePrice } from "../fees/evaluate-price.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Adjustment, Condition, Terms } from "../fees/terms.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, parseRate } from "../money/rate.ts";
import type { CustomerFacts } from "./usage.ts";

export type Which = "low" | "high";

/** A number of equal charges of one fee in one period; `printed` is the price of one, before terms and tax. */
export type Charges = {
  readonly times: number;
  readonly printed: Minor;
  readonly terms: Terms | undefined;
  readonly price: { readonly amount: Minor | undefined };
  readonly customer: CustomerFacts;
};

/** What is left of pools: of the month at hand, and of the year. */
export type Pools = { readonly month: Map<string, Left>; readonly year: Map<string, Left> };
type Left = { count: number; amount: Minor };

export type Charged = { readonly times: number; readonly printed: Minor };

export const newPools = (): Pools => ({ month: new Map(), year: new Map() });
export const nextMonth = ({ year }: Pools): Pools => ({ month: new Map(), year });

export const copyOf = ({ month, year }: Pools): Pools => ({ month: copied(month), year: copied(year) });
const copied = (pools: ReadonlyMap<string, Left>): Map<string, Left> =>
  new Map([...pools].map(([key, left]) => [key, { ...left }]));

export const hasCaps = (terms: Terms | undefined): boolean => (terms?.caps ?? []).length > 0;

/** Whether terms count over more than the period at hand. */
export const countsYears = (terms: Terms | undefined): boolean =>
  [...(terms?.allowances ?? []), ...(terms?.caps ?? [])].some(({ per }) => per === "calendar_year");

/** How many of the charges are left to pay when the pools of free ones have given what they have. */
export function afterAllowances(charges: Charges, pools: Pools, which: Which): number {
  let { times } = charges;
  for (const { pool, quantity, per, when } of charges.terms?.allowances ?? []) {
    const holds = when === undefined ? true : truth(when, charges.customer);
    if (holds === false || (holds === null && which === "high")) continue;
    const left = leftOf(pools, `free ${pool}`, per, { count: quantity, amount: 0n });
    const free = Math.min(times, left.count);
    left.count -= free;
    times -= free;
  }
  return times;
}

/** The charges that are paid, in the order of the caller. A charge that a cap cuts becomes a charge of its own. */
export function afterCaps(charges: Charges, pools: Pools, which: Which): readonly Charged[] {
  const { times, terms } = charges;
  const printed = adjusted(charges, which);
  const caps = terms?.caps ?? [];
  if (caps.length === 0 || times === 0) return [{ times, printed }];
  let count = times;
  let room: Minor | null = null;
  const taken: { left: Left; by: "count" | "amount" }[] = [];
  for (const { pool, per, limit } of caps) {
    const ofAmount = "amount" in limit;
    const full: Left = ofAmount
      ? { count: 0, amount: parsePackAmount(limit.amount) }
      : { count: limit.occurrences, amount: 0n };
    const left = leftOf(pools, `cap ${pool}`, per, full);
    taken.push({ left, by: ofAmount ? "amount" : "count" });
    if (!ofAmount) count = Math.min(count, left.count);
    else if (room === null || left.amount < room) room = left.amount;
  }
  const fits: number = room === null || printed === 0n ? count : Number(min(BigInt(count), room / printed));
  const rest: Minor = room === null || fits >= count ? 0n : room - BigInt(fits) * printed;
  const paid: Charged[] = [{ times: fits, printed }];
  if (rest > 0n) paid.push({ times: 1, printed: rest });
  for (const { left, by } of taken)
    if (by === "count") left.count -= fits + (rest > 0n ? 1 : 0);
    else left.amount -= BigInt(fits) * printed + rest;
  return paid;
}

/** The price of one after its own least and most, and after waivers. */
export function adjusted({ printed, terms, price, customer }: Charges, which: Which): Minor {
  let fee = printed;
  const { min: least, max: most } = terms?.perOccurrence ?? {};
  if (least !== undefined && fee < parsePackAmount(least)) fee = parsePackAmount(least);
  if (most !== undefined && fee > parsePackAmount(most)) fee = parsePackAmount(most);
  for (const adjustment of terms?.adjustments ?? []) {
    const holds = truth(adjustment.when, customer);
    if (holds === false) continue;
    const changed = withEffect(fee, adjustment, price.amount);
    if (changed === null) {
      // the price instead cannot be worked out: from 0 up to the fee as it was
      if (which === "low") fee = 0n;
    } else if (holds) fee = changed;
    else fee = which === "low" ? min(fee, changed) : changed > fee ? changed : fee;
  }
  return fee;
}

/** Whether a waiver or a free pool depends on a fact that is not known of the customer. */
export const hangsOnCustomer = (terms: Terms | undefined, customer: CustomerFacts): boolean =>
  [...(terms?.adjustments ?? []), ...(terms?.allowances ?? [])].some(
    ({ when }) => when !== undefined && truth(when, customer) === null,
  );

function withEffect(fee: Minor, { effect }: Adjustment, amount: Minor | undefined): Minor | null {
  if ("waive" in effect) return 0n;
  if ("amountOff" in effect) {
    const off = parsePackAmount(effect.amountOff);
    return off > fee ? 0n : fee - off;
  }
  if ("rateOff" in effect) {
    const off = applyRateHalfUp(fee, parseRate(effect.rateOff));
    return off > fee ? 0n : fee - off;
  }
  const value = evaluatePrice(effect.replaceWith, { amount, facts: {} });
  return value.kind === "sum" ? value.fee : null;
}

/** null when a fact that it needs is not known. */
function truth(when: Condition, customer: CustomerFacts): boolean | null {
  if ("all" in when) return every(when.all.map((one) => truth(one, customer)));
  if ("any" in when) return negated(every(when.any.map((one) => negated(truth(one, customer)))));
  if ("not" in when) return negated(truth(when.not, customer));
  const given = customer[when.fact];
  const wanted = typeof when.value === "string" ? parsePackAmount(when.value) : when.value;
  if (given === undefined || typeof given !== typeof wanted) return null;
  if (when.op === "=") return given === wanted;
  return when.op === "<" ? given < wanted : given >= wanted;
}

const negated = (value: boolean | null): boolean | null => (value === null ? null : !value);
const every = (values: readonly (boolean | null)[]): boolean | null =>
  values.includes(false) ? false : values.includes(null) ? null : true;

const min = (a: bigint, b: bigint): bigint => (a < b ? a : b);

function leftOf({ month, year }: Pools, key: string, per: "calendar_month" | "calendar_year", full: Left): Left {
  const pools = per === "calendar_year" ? year : month;
  let left = pools.get(key);
  if (!left) {
    left = { ...full };
    pools.set(key, left);
  }
  return left;
}
