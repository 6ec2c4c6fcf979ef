import type { Grade, Payee } from "../fees/pack.ts";
import type { Sum } from "../fees/priced.ts";
import type { Minor } from "../money/money.ts";
import type { Basis, Occurrence } from "./occurrence.ts";
import type { Which } from "./terms-applied.ts";
import { type Seller, type UsageLine, type Why, whyKey } from "./usage.ts";

/** A sum for the fee and one for the tax on it, over the year. */
export type Taken = { readonly fee: Minor; readonly tax: Minor };
/** `high` null: no end that we know of. */
export type Ends = { readonly low: Taken; readonly high: Taken | null };

/** So many charges in the year, each alike. */
export type Step = { readonly times: number; readonly each: Sum };

export type LineCost = Ends & {
  readonly id: string;
  readonly service: string;
  /** In the year. */
  readonly times: number;
  readonly basis: Basis;
  readonly payee: Payee;
  readonly grade: Grade | null;
  readonly rules: readonly string[];
  /** How each end is put together. */
  readonly steps: { readonly low: readonly Step[]; readonly high: readonly Step[] | null };
  readonly why: readonly Why[];
  /** Duties that the same use draws, by whoever keeps them. */
  readonly duties: readonly DutyCost[];
};

export type DutyCost = Ends & { readonly service: string; readonly payee: Payee; readonly rules: readonly string[] };

export type Span = { readonly low: Minor; readonly high: Minor | null };

export type YearCost = Span & {
  readonly seller: Seller;
  readonly lines: readonly LineCost[];
  readonly keeps: readonly (Span & { readonly payee: Payee })[];
  readonly why: readonly Why[];
};

/** How much of what a seller may take of its own accord is known from its own list. */
export type Known = "whole" | "some" | "none";

/** A line that law makes free everywhere needs no price of the seller's own. */
export function knownOf({ lines }: YearCost): Known {
  const asked = lines.filter(({ basis, high }) => basis === "own" || high === null || high.fee + high.tax > 0n);
  const own = asked.filter(({ basis }) => basis === "own").length;
  return own === asked.length ? "whole" : own > 0 ? "some" : "none";
}

type Sums = { fee: Minor; tax: Minor };
type Open = {
  times: number;
  readonly once: Occurrence;
  basis: Basis;
  grade: Grade | null;
  readonly low: Sums;
  high: Sums | null;
  readonly lows: Step[];
  readonly highs: Step[];
  readonly rules: Set<string>;
  readonly why: Map<string, Why>;
  readonly duties: Map<string, { low: Sums; high: Sums | null; once: Occurrence }>;
};

const RANK: Readonly<Record<Basis, number>> = { own: 0, law: 1, none: 2 };

/** Adds up a year, line by line. Lines of one id are one line, in whatever month they stand. */
export class Tally {
  readonly #lines = new Map<string, Open & { readonly line: UsageLine }>();

  /** Says of a line what `times` more charges of it rest on. */
  explain(line: UsageLine, times: number, once: Occurrence): void {
    let open = this.#lines.get(line.id);
    if (!open) {
      open = {
        line,
        once,
        times: 0,
        basis: once.basis,
        grade: once.grade,
        low: { fee: 0n, tax: 0n },
        high: { fee: 0n, tax: 0n },
        lows: [],
        highs: [],
        rules: new Set(),
        why: new Map(),
        duties: new Map(),
      };
      this.#lines.set(line.id, open);
    }
    open.times += times;
    if (RANK[once.basis] > RANK[open.basis]) open.basis = once.basis;
    if (once.grade !== null && (open.grade === null || once.grade > open.grade)) open.grade = once.grade;
    for (const rule of once.rules) open.rules.add(rule);
    for (const why of once.why) this.because(line, why);
  }

  because(line: UsageLine, why: Why): void {
    this.#lines.get(line.id)?.why.set(whyKey(why), why);
  }

  add(line: UsageLine, which: Which, times: number, each: Sum | null): void {
    const open = this.#lines.get(line.id);
    if (!open || times === 0) return;
    if (each === null) open.high = null;
    const sums = which === "low" ? open.low : open.high;
    if (each === null || sums === null) return;
    const count = BigInt(times);
    sums.fee += each.fee * count;
    sums.tax += each.tax * count;
    addStep(which === "low" ? open.lows : open.highs, times, each);
  }

  addDuty(line: UsageLine, service: string, times: number, once: Occurrence): void {
    const open = this.#lines.get(line.id);
    if (!open) return;
    let duty = open.duties.get(service);
    if (!duty) {
      duty = { low: { fee: 0n, tax: 0n }, high: { fee: 0n, tax: 0n }, once };
      open.duties.set(service, duty);
    }
    const count = BigInt(times);
    duty.low.fee += once.low.sum.fee * count;
    duty.low.tax += once.low.sum.tax * count;
    if (once.high === null) duty.high = null;
    else if (duty.high) {
      duty.high.fee += once.high.sum.fee * count;
      duty.high.tax += once.high.sum.tax * count;
    }
    for (const why of once.why) this.because(line, why);
  }

  cost(seller: Seller): YearCost {
    const keeps = new Map<Payee, { low: Minor; high: Minor | null }>();
    const keep = (payee: Payee, low: Minor, high: Minor | null): void => {
      const kept = keeps.get(payee) ?? { low: 0n, high: 0n };
      keeps.set(payee, { low: kept.low + low, high: kept.high === null || high === null ? null : kept.high + high });
    };
    const all = [...this.#lines.values()];
    for (const { once, low, high, duties } of all)
      for (const part of [{ once, low, high }, ...duties.values()]) {
        keep(part.once.payee, part.low.fee, part.high === null ? null : part.high.fee);
        keep("government", part.low.tax, part.high === null ? null : part.high.tax);
      }
    let [low, high]: [Minor, Minor | null] = [0n, 0n];
    for (const kept of keeps.values()) {
      low += kept.low;
      high = high === null || kept.high === null ? null : high + kept.high;
    }
    const lines = all.map(lineOf);
    return {
      seller,
      lines,
      low,
      high,
      keeps: [...keeps].flatMap(([payee, kept]) =>
        kept.low === 0n && kept.high === 0n ? [] : [{ payee, ...rising(kept.low, kept.high) }],
      ),
      why: lines.flatMap(({ why }) => why),
    };
  }
}

/** Where fees share a cap, what one of them takes at the lower end may be more than at the upper: the ends of a part are put in order. */
const rising = (low: Minor, high: Minor | null): Span =>
  high !== null && high < low ? { low: high, high: low } : { low, high };

function inOrder(low: Sums, high: Sums | null): Ends {
  if (high === null) return { low, high };
  return high.fee + high.tax < low.fee + low.tax ? { low: high, high: low } : { low, high };
}

const lineOf = ({ line, once, ...open }: Open & { readonly line: UsageLine }): LineCost => ({
  id: line.id,
  service: line.service,
  times: open.times,
  ...inOrder(open.low, open.high),
  basis: open.basis,
  payee: once.payee,
  grade: open.grade,
  rules: [...open.rules],
  steps: { low: open.lows, high: open.high && open.highs },
  why: [...open.why.values()],
  duties: [...open.duties].flatMap(([service, duty]) =>
    duty.high !== null && duty.high.fee + duty.high.tax === 0n
      ? []
      : [{ service, payee: duty.once.payee, rules: duty.once.rules, low: duty.low, high: duty.high }],
  ),
});

function addStep(steps: Step[], times: number, each: Sum): void {
  const at = steps.findIndex((step) => step.each.fee === each.fee && step.each.tax === each.tax);
  const same = steps[at];
  if (same) steps[at] = { times: same.times + times, each };
  else steps.push({ times, each });
}
