import type { Capture } from "./options.ts";

// Which checkouts keep their stack. One idea: a stack costs more than the rest of a checkout, so `auto` spends so many a
// second and no more. Where checkouts are few each has its line; where they are very many, some do, and so has every
// checkout of a route that leaked before.

type Budget = { readonly aSecond: number; readonly oneIn: number };

/** What somebody has in hand and may forget. */
const TAKEN: Budget = { aSecond: 1_000, oneIn: 16 };
/** What gives itself back cannot leak: its line says who was slow, or who asked after the answer, and some are enough. */
const QUERY: Budget = { aSecond: 200, oneIn: 64 };

class Spent {
  readonly #budget: Budget;
  #left: number;
  #since = 0;
  #count = 0;

  constructor(budget: Budget) {
    this.#budget = budget;
    this.#left = budget.aSecond;
  }

  spends(now: () => number): boolean {
    if (this.#left > 0) {
      this.#left--;
      return true;
    }
    const at = now();
    if (at - this.#since < 1_000) return false;
    this.#since = at;
    this.#left = this.#budget.aSecond - 1;
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
    if (this.#capture === "auto" && spent.spends(this.#now)) return true;
    return spent.samples() || this.#leaked();
  }
}
