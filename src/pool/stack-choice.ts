import type { Capture } from "./options.ts";

// Which checkouts keep their stack. One idea: a stack costs more than the rest of a checkout, so `auto` spends so many a
// second and no more. Where checkouts are few each has its line; where they are very many, some do, and so has every
// checkout of a route that leaked before.

/** Stacks a second: a fifth of a percent of one processor, at two microseconds each. */
const A_SECOND = 1_000;
/** Of the others one in so many. */
const ONE_IN = 16;

export class StackChoice {
  readonly #capture: Capture;
  readonly #now: () => number;
  readonly #leaked: () => boolean;
  #left = A_SECOND;
  #since = 0;
  #count = 0;

  /** `leaked`: whether the route that asks has leaked before. */
  constructor(capture: Capture, now: () => number, leaked: () => boolean) {
    this.#capture = capture;
    this.#now = now;
    this.#leaked = leaked;
  }

  /** Asked once a checkout: whether this one keeps its stack. */
  keeps(): boolean {
    if (this.#capture === "off") return false;
    if (this.#capture === "full" || (this.#capture === "auto" && this.#spends())) return true;
    return this.#count++ % ONE_IN === 0 || this.#leaked();
  }

  #spends(): boolean {
    if (this.#left > 0) {
      this.#left--;
      return true;
    }
    const now = this.#now();
    if (now - this.#since < 1_000) return false;
    this.#since = now;
    this.#left = A_SECOND - 1;
    return true;
  }
}
