import type { Capture } from "./options.ts";

// Which checkouts keep their stack. A stack costs more than the rest of a checkout, so `auto` spends so many a
// second and no more. Where checkouts are few each has its line; where they are very many, some do in every moment, and so
// has every checkout of a route that leaked before.

type Budget = { readonly aSecond: number; readonly oneIn: number };

/** What somebody has in hand and may forget. */
const TAKEN: Budget = { aSecond: 1_000, oneIn: 16 };
/** What gives itself back cannot leak: its line says who was slow, or who asks most, and fewer are enough. */
const QUERY: Budget = { aSecond: 500, oneIn: 256 };

/** A second's budget may go at once; what comes after is evenly spread, so that no part of a second is without a line. */
class Spent {
  readonly #budget: Budget;
  readonly #everyMs: number;
  /** When all that was spent so far would have been spent evenly. */
  #spentUntil = 0;
  #count = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
    this.#everyMs = 1_000 / budget.aSecond;
  }

  spends(now: number): boolean {
    const from = Math.max(this.#spentUntil, now);
    if (from - now > 1_000 - this.#everyMs) return false;
    this.#spentUntil = from + this.#everyMs;
    return true;
  }

  samples(): boolean {
    return this.#count++ % this.#budget.oneIn === 0;
  }
}

export class StackChoice {
  readonly #capture: Capture;
  readonly #now: () => number;
  readonly #leaked: () => boolean;
  readonly #taken = new Spent(TAKEN);
  readonly #query = new Spent(QUERY);

  /** `leaked`: whether the route that asks has leaked before. */
  constructor(capture: Capture, now: () => number, leaked: () => boolean) {
    this.#capture = capture;
    this.#now = now;
    this.#leaked = leaked;
  }

  /** Asked once a checkout: whether this one keeps its stack. `query`: it is one statement, which gives itself back. */
  keeps(query = false): boolean {
    if (this.#capture === "off") return false;
    if (this.#capture === "full") return true;
    const spent = query ? this.#query : this.#taken;
    if (this.#capture === "auto" && spent.spends(this.#now())) return true;
    return spent.samples() || this.#leaked();
  }
}
