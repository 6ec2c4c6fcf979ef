/**
 * A price made ready once for many events: its figures are read, its kinds are functions, and nothing is said in words. It gives
 * the sums of `evaluatePrice` and asks for the same facts; that one has the working. A comparison of thousands of
 * products evaluates here, and a property holds the two together.
 */
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, parseRate } from "../money/rate.ts";
import type { FactName } from "./deciding-facts.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { Base, Decimal, Price, Tier, Unit } from "./price.ts";
import { type ChargeFacts, NTH, type Nth } from "./priced.ts";

type State = "charged" | "free" | "negotiable" | "at_cost";
/** `fee` null: only what was agreed or what it cost; `least` is lower than `fee` where the source names ends only. */
export type ExactSum = {
  readonly kind: "sum";
  readonly state: State;
  readonly fee: Minor | null;
  readonly least: Minor | null;
};
export type ExactValue =
  | ExactSum
  | { readonly kind: "needs"; readonly fact: FactName }
  | { readonly kind: "unresolved" };

/** Amount in minor units. */
export type ExactPrice = (amount: Minor | undefined, facts: ChargeFacts) => ExactValue;

const made = new WeakMap<Price, ExactPrice>();

/** Made once for each price. Throws RangeError on a malformed figure, which the data check finds first. */
export function exactPrice(price: Price): ExactPrice {
  let ready = made.get(price);
  if (!ready) {
    ready = make(price);
    made.set(price, ready);
  }
  return ready;
}

const sum = (state: State, fee: Minor | null, least = fee): ExactSum => ({ kind: "sum", state, fee, least });
const charged = (fee: Minor): ExactSum => ({ kind: "sum", state: "charged", fee, least: fee });
const FREE = sum("free", 0n);
const UNRESOLVED: ExactValue = { kind: "unresolved" };
const needs = (fact: FactName): ExactValue => ({ kind: "needs", fact });
const always =
  (value: ExactValue): ExactPrice =>
  () =>
    value;

function make(price: Price): ExactPrice {
  switch (price.kind) {
    case "free":
      return always(FREE);
    case "unresolved":
      return always(UNRESOLVED);
    case "fixed":
      return ofUnit(price.amount, price.unit);
    case "range":
      return range(ofUnit(price.max, price.unit), ofUnit(price.min ?? "0", price.unit));
    case "rate":
      return rate(price);
    case "tiered":
      return price.mode === "marginal" ? marginal(price.on, price.tiers) : whole(price.on, price.tiers);
    case "combine":
      return combine(price.op, price.parts.map(make));
    case "first_free":
      return firstFree(NTH[price.per], price.free, make(price.then));
    case "by_customer":
      return byCustomer({ individual: make(price.individual), corporate: make(price.corporate) });
    case "over_limit":
      return overLimit(price);
    case "negotiable":
      return within("negotiable", price.ceiling && make(price.ceiling));
    case "pass_through":
      return passThrough(within("at_cost", price.ceiling && make(price.ceiling)));
  }
}

type Reader = {
  readonly fact: FactName;
  readonly read: (amount: Minor | undefined, facts: ChargeFacts) => bigint | undefined;
};

const BASES: Readonly<Record<Base, Reader>> = {
  transaction_amount: { fact: "amount", read: (amount) => amount },
  debit_turnover: { fact: "monthDebits", read: (_, { monthDebits }) => monthDebits },
  validity_days: { fact: "days", read: (_, { days }) => (days === undefined ? undefined : BigInt(days)) },
  overdraft_used: { fact: "overdraft", read: (_, { overdraft }) => overdraft },
};

/** A price that follows a number of the event. */
function on(
  { fact, read }: Reader,
  value: (base: bigint, amount: Minor | undefined, facts: ChargeFacts) => ExactValue,
): ExactPrice {
  const absent = needs(fact);
  return (amount, facts) => {
    const base = read(amount, facts);
    return base === undefined ? absent : value(base, amount, facts);
  };
}

const COUNTED = {
  page: { fact: "pages", read: (_, { pages }) => (pages === undefined ? undefined : BigInt(pages)) },
  leaf: { fact: "leaves", read: (_, { leaves }) => (leaves === undefined ? undefined : BigInt(leaves)) },
} satisfies Record<string, Reader>;

function ofUnit(text: Decimal, unit: Unit | undefined): ExactPrice {
  const amount = parsePackAmount(text);
  switch (unit?.per) {
    case "page":
    case "leaf":
      return on(COUNTED[unit.per], (count) => charged(amount * count));
    case "block": {
      const size = parsePackAmount(unit.size);
      if (unit.partial === "prorata")
        return on(BASES[unit.of], (base) => charged((amount * base * 2n + size) / (size * 2n)));
      const started = unit.partial === "up" ? size - 1n : 0n;
      return on(BASES[unit.of], (base) => charged(amount * ((base + started) / size)));
    }
    default:
      return always(charged(amount));
  }
}

function range(most: ExactPrice, least: ExactPrice): ExactPrice {
  return (amount, facts) => {
    const [high, low] = [most(amount, facts), least(amount, facts)];
    return high.kind === "sum" && low.kind === "sum" ? { ...high, least: low.fee } : high;
  };
}

function rate(price: Extract<Price, { kind: "rate" }>): ExactPrice {
  const fraction = parseRate(price.fraction);
  const least = price.min === undefined ? null : parsePackAmount(price.min);
  const most = price.max === undefined ? null : parsePackAmount(price.max);
  return on(BASES[price.base], (base) => {
    let fee = applyRateHalfUp(base, fraction);
    if (least !== null && fee < least) fee = least;
    if (most !== null && fee > most) fee = most;
    return charged(fee);
  });
}

type Band = { readonly top: bigint | null; readonly price: ExactPrice };

const bandsOf = (base: Base, tiers: readonly Tier[]): readonly Band[] =>
  tiers.map(({ upTo, price }) => ({
    top: upTo === null ? null : base === "validity_days" ? BigInt(upTo) : parsePackAmount(upTo),
    price: make(price),
  }));

function whole(base: Base, tiers: readonly Tier[]): ExactPrice {
  const bands = bandsOf(base, tiers);
  return on(BASES[base], (value, amount, facts) => {
    for (const { top, price } of bands) if (top === null || value <= top) return price(amount, facts);
    return UNRESOLVED;
  });
}

/** Each band prices the part of the base that lies in it. */
function marginal(base: Base, tiers: readonly Tier[]): ExactPrice {
  const bands = bandsOf(base, tiers);
  return on(BASES[base], (value, amount, facts) => {
    let [fee, least, from] = [0n, 0n, 0n];
    for (const { top, price } of bands) {
      const part = (top === null || value < top ? value : top) - from;
      if (part <= 0n) break;
      const own = base === "transaction_amount" ? price(part, facts) : price(amount, withBase(base, part, facts));
      if (own.kind !== "sum") return own;
      if (own.fee === null) return UNRESOLVED;
      fee += own.fee;
      least += own.least as Minor;
      from += part;
    }
    return from < value ? UNRESOLVED : sum("charged", fee, least);
  });
}

function withBase(base: Exclude<Base, "transaction_amount">, value: bigint, facts: ChargeFacts): ChargeFacts {
  switch (base) {
    case "debit_turnover":
      return { ...facts, monthDebits: value };
    case "validity_days":
      return { ...facts, days: Number(value) };
    case "overdraft_used":
      return { ...facts, overdraft: value };
  }
}

const JOINED = {
  sum: (a: Minor, b: Minor) => a + b,
  max: (a: Minor, b: Minor) => (a > b ? a : b),
  min: (a: Minor, b: Minor) => (a < b ? a : b),
} as const;

function combine(op: keyof typeof JOINED, parts: readonly ExactPrice[]): ExactPrice {
  const join = JOINED[op];
  return (amount, facts) => {
    let whole: ExactSum | null = null;
    for (const part of parts) {
      const value = part(amount, facts);
      if (value.kind !== "sum") return value;
      if (value.fee === null) return UNRESOLVED;
      whole =
        whole === null
          ? sum("charged", value.fee, value.least)
          : sum("charged", join(whole.fee as Minor, value.fee), join(whole.least as Minor, value.least as Minor));
    }
    return whole ?? UNRESOLVED;
  };
}

function firstFree(fact: Nth, free: number, then: ExactPrice): ExactPrice {
  const absent = needs(fact);
  return (amount, facts) => {
    const nth = facts[fact];
    if (nth === undefined) return absent;
    return nth <= free ? FREE : then(amount, facts);
  };
}

function byCustomer(prices: Readonly<Record<"individual" | "corporate", ExactPrice>>): ExactPrice {
  const absent = needs("customer");
  return (amount, facts) => (facts.customer === undefined ? absent : prices[facts.customer](amount, facts));
}

/** A share of what goes over a limit in a day or week, of this transaction's own amount at most. */
function overLimit({ limit: text, per, fraction: share }: Extract<Price, { kind: "over_limit" }>): ExactPrice {
  const [limit, fraction] = [parsePackAmount(text), parseRate(share)];
  const fact = per === "week" ? "weekTotal" : "dayTotal";
  return on({ fact, read: (_, facts) => facts[fact] }, (total, amount) => {
    if (total <= limit) return FREE;
    if (amount === undefined) return needs("amount");
    const over = total - limit;
    return charged(applyRateHalfUp(over < amount ? over : amount, fraction));
  });
}

function within(state: "negotiable" | "at_cost", ceiling: ExactPrice | undefined): ExactPrice {
  if (!ceiling) return always(sum(state, null));
  return (amount, facts) => {
    const value = ceiling(amount, facts);
    return value.kind === "sum" ? { ...value, state } : value;
  };
}

function passThrough(ceiling: ExactPrice): ExactPrice {
  return (amount, facts) => {
    const most = ceiling(amount, facts);
    const cost = facts.unitCost;
    if (most.kind !== "sum" || cost === undefined) return most;
    const lower = (end: Minor | null): Minor => (end === null || cost < end ? cost : end);
    return { ...most, fee: lower(most.fee), least: lower(most.least) };
  };
}
