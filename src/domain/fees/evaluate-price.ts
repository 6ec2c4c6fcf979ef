/** The pricing algebra evaluated on one event, kind by kind, with its working as reasons. */
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, parseRate } from "../money/rate.ts";
import { NO_FACTS_NEEDED as NONE } from "../reason.ts";
import type { FactName } from "./deciding-facts.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { Base, Decimal, Price, Unit } from "./price.ts";
import type { PriceReason } from "./price-reasons.ts";
import { type ChargeFacts, FACT_OF_BASE, NTH } from "./priced.ts";

/** What a price is evaluated on; amounts in minor units. */
export type PriceInput = { readonly amount?: Minor | undefined; readonly facts: ChargeFacts };

/**
 * The value of a price on one event. `state` is how the figure is meant: a fixed sum, free, only what was agreed, only
 * what it cost. `needs`: a fact decides and is absent. `unresolved`: the source does not say, with its own words, or has no
 * band for the sum, or has a part at cost.
 */
export type PriceValue =
  | {
      readonly kind: "sum";
      readonly state: "charged" | "free" | "negotiable" | "at_cost";
      readonly fee: Minor | null;
      /** Where the source names ends only: the lower one, `fee` being the upper. */
      readonly least?: Minor;
      readonly steps: readonly PriceReason[];
    }
  | {
      readonly kind: "needs";
      readonly fact: FactName;
      /** The few values that differ in effect; absent: any number, so no range can be given. */
      readonly choices: readonly (string | number)[] | undefined;
    }
  | { readonly kind: "unresolved"; readonly verbatim: string }
  | typeof NO_BAND
  | typeof PART_AT_COST;

const NO_BAND = { kind: "unresolved", lacks: "band" } as const;
const PART_AT_COST = { kind: "unresolved", lacks: "cost" } as const;

const charged = (fee: Minor, ...steps: PriceReason[]): PriceValue => ({ kind: "sum", state: "charged", fee, steps });
const needs = (fact: FactName, choices?: readonly (string | number)[]): PriceValue => ({
  kind: "needs",
  fact,
  choices,
});

/** The base in the unit of its own: minor units for money, whole days for days. */
function baseOf(base: Base, input: PriceInput): bigint | null {
  const fact = FACT_OF_BASE[base];
  const value = fact === "amount" ? input.amount : input.facts[fact];
  return value === undefined ? null : BigInt(value);
}

/**
 * Evaluates a price exactly. The order of the parts is the order of the model: price on its base, least and most, whole
 * blocks; tax and rounding of tax are the caller's. Throws RangeError on a malformed figure, which the data check finds first.
 */
export function evaluatePrice(price: Price, input: PriceInput): PriceValue {
  switch (price.kind) {
    case "free":
      return { kind: "sum", state: "free", fee: 0n, steps: [{ code: "free_of_charge", facts: NONE }] };
    case "unresolved":
      return price;
    case "fixed":
      return fixed(parsePackAmount(price.amount), price.unit, input);
    case "rate":
      return rate(price, input);
    case "range":
      return range(price, input);
    case "tiered":
      return price.mode === "marginal" ? marginal(price, input) : tiered(price, input);
    case "combine":
      return combine(price.op, price.parts, input);
    case "first_free":
      return firstFree(price, input);
    case "by_customer": {
      const customer = input.facts.customer;
      return customer === undefined
        ? needs("customer", ["individual", "corporate"])
        : evaluatePrice(price[customer], input);
    }
    case "over_limit":
      return overLimit(price, input);
    case "negotiable":
      return withCeiling("negotiable", price.ceiling, input);
    case "pass_through":
      return passThrough(price, input);
  }
}

function fixed(amount: Minor, unit: Unit | undefined, input: PriceInput): PriceValue {
  if (unit?.per === "block") {
    const base = baseOf(unit.of, input);
    if (base === null) return needs(FACT_OF_BASE[unit.of]);
    return ofBlocks(amount, unit, base);
  }
  if (unit?.per !== "page" && unit?.per !== "leaf")
    return charged(amount, { code: unit?.per === "message" ? "sum_a_message" : "fixed_sum", facts: { sum: amount } });
  const fact = unit.per === "page" ? "pages" : "leaves";
  const count = input.facts[fact];
  if (count === undefined) return needs(fact);
  const sum = amount * BigInt(count);
  return charged(sum, { code: "sum_of_count", facts: { count, unit: unit.per, each: amount, sum } });
}

/** A started block counts whole, only whole blocks count, or a part of a block costs its part, rounded half up. */
function ofBlocks(amount: Minor, unit: Extract<Unit, { per: "block" }>, base: bigint): PriceValue {
  const size = parsePackAmount(unit.size);
  if (unit.partial === "prorata") {
    const fee = (amount * base * 2n + size) / (size * 2n);
    return charged(fee, { code: "sum_of_part", facts: { each: amount, size, base, sum: fee } });
  }
  const blocks = unit.partial === "up" ? (base + size - 1n) / size : base / size;
  const sum = amount * blocks;
  const part = unit.partial === "up" ? "started" : "whole";
  return charged(sum, { code: "sum_of_blocks", facts: { blocks: `${blocks}`, part, size, each: amount, sum } });
}

function range(price: Extract<Price, { kind: "range" }>, input: PriceInput): PriceValue {
  const most = fixed(parsePackAmount(price.max), price.unit, input);
  const least = fixed(parsePackAmount(price.min ?? "0"), price.unit, input);
  if (most.kind !== "sum" || least.kind !== "sum" || least.fee === null) return most;
  return { ...most, least: least.fee, steps: [{ code: "between", facts: { least: least.fee } }, ...most.steps] };
}

function rate(price: Extract<Price, { kind: "rate" }>, input: PriceInput): PriceValue {
  const base = baseOf(price.base, input);
  if (base === null) return needs(FACT_OF_BASE[price.base]);
  const exact = applyRateHalfUp(base, parseRate(price.fraction));
  const steps: PriceReason[] = [{ code: "share_of", facts: { share: price.fraction, base, sum: exact } }];
  let fee = exact;
  if (price.min !== undefined && fee < parsePackAmount(price.min)) {
    fee = parsePackAmount(price.min);
    steps.push({ code: "at_least", facts: { sum: fee } });
  }
  if (price.max !== undefined && fee > parsePackAmount(price.max)) {
    fee = parsePackAmount(price.max);
    steps.push({ code: "at_most", facts: { sum: fee } });
  }
  return charged(fee, ...steps);
}

function tiered(price: Extract<Price, { kind: "tiered" }>, input: PriceInput): PriceValue {
  const base = baseOf(price.on, input);
  if (base === null) return needs(FACT_OF_BASE[price.on]);
  const edge = (text: Decimal) => (price.on === "validity_days" ? BigInt(text) : parsePackAmount(text));
  const tier = price.tiers.find((t) => t.upTo === null || base <= edge(t.upTo));
  if (!tier) return NO_BAND;
  const value = evaluatePrice(tier.price, input);
  if (value.kind !== "sum") return value;
  const band: PriceReason =
    tier.upTo === null
      ? { code: "last_band", facts: NONE }
      : price.on === "validity_days"
        ? { code: "band_up_to_days", facts: { days: tier.upTo } }
        : { code: "band_up_to", facts: { edge: parsePackAmount(tier.upTo) } };
  return { ...value, steps: [band, ...value.steps] };
}

/** Each band prices the part of the base that lies in it. */
function marginal(price: Extract<Price, { kind: "tiered" }>, input: PriceInput): PriceValue {
  const base = baseOf(price.on, input);
  if (base === null) return needs(FACT_OF_BASE[price.on]);
  const steps: PriceReason[] = [];
  let [fee, least, from] = [0n, 0n, 0n];
  for (const { upTo, price: own } of price.tiers) {
    const end = upTo === null ? base : price.on === "validity_days" ? BigInt(upTo) : parsePackAmount(upTo);
    const part = (base < end ? base : end) - from;
    if (part <= 0n) break;
    const value = evaluatePrice(own, withBase(price.on, part, input));
    if (value.kind !== "sum") return value;
    if (value.fee === null) return PART_AT_COST;
    fee += value.fee;
    least += value.least ?? value.fee;
    from += part;
    steps.push(...value.steps);
  }
  if (from < base) return NO_BAND;
  const whole = charged(fee, ...steps, { code: "together", facts: { sum: fee } });
  return least === fee ? whole : ({ ...whole, least } as PriceValue);
}

function withBase(base: Base, value: bigint, { amount, facts }: PriceInput): PriceInput {
  switch (base) {
    case "transaction_amount":
      return { amount: value, facts };
    case "debit_turnover":
      return { amount, facts: { ...facts, monthDebits: value } };
    case "validity_days":
      return { amount, facts: { ...facts, days: Number(value) } };
    case "overdraft_used":
      return { amount, facts: { ...facts, overdraft: value } };
  }
}

function combine(op: "sum" | "max" | "min", parts: readonly Price[], input: PriceInput): PriceValue {
  const steps: PriceReason[] = [];
  const fees: Minor[] = [];
  const leasts: Minor[] = [];
  for (const part of parts) {
    const value = evaluatePrice(part, input);
    if (value.kind !== "sum") return value;
    if (value.fee === null) return PART_AT_COST;
    fees.push(value.fee);
    leasts.push(value.least ?? value.fee);
    steps.push(...value.steps);
  }
  const joined = (sums: readonly Minor[]): Minor =>
    sums.reduce((a, b) => (op === "sum" ? a + b : op === "max" ? (a > b ? a : b) : a < b ? a : b));
  const [fee, least] = [joined(fees), joined(leasts)];
  const code = ({ sum: "together", max: "higher_of", min: "lower_of" } as const)[op];
  const whole = charged(fee, ...steps, { code, facts: { sum: fee } });
  return least === fee ? whole : ({ ...whole, least } as PriceValue);
}

function firstFree(price: Extract<Price, { kind: "first_free" }>, input: PriceInput): PriceValue {
  const fact = NTH[price.per];
  const nth = input.facts[fact];
  if (nth === undefined) return needs(fact, [1, price.free + 1]);
  const step: PriceReason = { code: "nth_of_free", facts: { nth, free: price.free, per: price.per } };
  if (nth <= price.free) return { kind: "sum", state: "free", fee: 0n, steps: [step] };
  const value = evaluatePrice(price.then, input);
  return value.kind === "sum" ? { ...value, steps: [step, ...value.steps] } : value;
}

/** A share of what goes over a limit in a day or week, of this transaction's own amount at most. */
function overLimit(price: Extract<Price, { kind: "over_limit" }>, input: PriceInput): PriceValue {
  const fact = price.per === "week" ? "weekTotal" : "dayTotal";
  const total = input.facts[fact];
  if (total === undefined) return needs(fact);
  const limit = parsePackAmount(price.limit);
  if (total <= limit)
    return {
      kind: "sum",
      state: "free",
      fee: 0n,
      steps: [{ code: "not_above_limit", facts: { total, per: price.per, limit } }],
    };
  if (input.amount === undefined) return needs("amount");
  const excess = total - limit < input.amount ? total - limit : input.amount;
  const fee = applyRateHalfUp(excess, parseRate(price.fraction));
  return charged(
    fee,
    { code: "above_limit", facts: { total, per: price.per, limit, excess } },
    { code: "share_of", facts: { share: price.fraction, base: excess, sum: fee } },
  );
}

function withCeiling(
  state: "negotiable" | "at_cost",
  ceiling: Price | undefined,
  input: PriceInput,
  isUsual = false,
): PriceValue {
  if (!ceiling)
    return {
      kind: "sum",
      state,
      fee: null,
      steps: [{ code: state === "negotiable" ? "as_agreed" : "at_cost", facts: NONE }],
    };
  const value = evaluatePrice(ceiling, input);
  const code = state === "negotiable" ? "as_agreed_at_most" : isUsual ? "at_cost_usual" : "at_cost_at_most";
  return value.kind === "sum" ? { ...value, state, steps: [{ code, facts: NONE }, ...value.steps] } : value;
}

function passThrough({ ceiling, usual }: Extract<Price, { kind: "pass_through" }>, input: PriceInput): PriceValue {
  const most = withCeiling("at_cost", ceiling, input, usual);
  const cost = input.facts.unitCost;
  if (most.kind !== "sum" || cost === undefined) return most;
  const fee = most.fee === null || cost < most.fee ? cost : most.fee;
  const least = most.least === undefined ? fee : cost < most.least ? cost : most.least;
  return {
    ...most,
    fee,
    least,
    steps: [...most.steps, { code: "cost_is", facts: { cost, sum: fee } }],
  };
}
