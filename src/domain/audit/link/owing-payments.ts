import { dayNumber } from "../../dates/civil-date.ts";
import { isTransfer, mayBeTransfer, ownLevy } from "../judge/price-charge.ts";
import type { BilledPeriod } from "../open/billed-period.ts";
import { type Book, type Entry, isReversed } from "../open/book.ts";
import { firstWhere } from "../open/book-index.ts";

/** What was found for a line of several levies; `open`: payments of its time of which a fact would tell whether they owe. */
export type Owing = { readonly owing: readonly Entry[]; readonly open: number; readonly fact: string | null };

/** Whether another levy that stands was taken for a payment. */
export const levied = (levy: Entry, payment: Entry): boolean =>
  payment.standing.some((c) => c !== levy && c.service === levy.service);

/**
 * The payments of a statement that owe a levy and have none, in the order of their days. Each is given once: a line finds the
 * next that is left without walking over those that are gone, so that many lines for the same days take no longer each.
 */
export class OwingPayments {
  readonly #payments: readonly Entry[];
  /** For each place the next at which a payment is left: for lines that stand, and for lines that came back, which take nothing from others. */
  readonly #left: Readonly<Record<"standing" | "back", Int32Array>>;
  /** How many open ones stand before each place, and where the next stands whose fact is known. */
  readonly #openBefore: Int32Array;
  readonly #nextFact: readonly (string | null)[];

  constructor(book: Book, service: string) {
    const payments: Entry[] = [];
    const facts: (string | null | undefined)[] = [];
    for (const payment of [...book.entries].sort((a, b) => a.day - b.day || a.at - b.at)) {
      const sure = isTransfer(payment);
      if (!(sure || mayBeTransfer(payment)) || payment.standing.some((c) => c.service === service)) continue;
      const { state, missing } = ownLevy(book, service, payment);
      if (state === "free") continue;
      payments.push(payment);
      facts.push(state !== "charged" ? (missing[0] ?? null) : sure ? undefined : "transfer");
    }
    this.#payments = payments;
    const left = new Int32Array(payments.length + 1);
    const openBefore = new Int32Array(payments.length + 1);
    const nextFact = new Array<string | null>(payments.length + 1).fill(null);
    left[payments.length] = payments.length;
    for (let at = payments.length - 1; at >= 0; at--) {
      left[at] = facts[at] === undefined ? at : at + 1;
      nextFact[at] = facts[at] ?? (nextFact[at + 1] as string | null);
    }
    for (let at = 0; at < payments.length; at++)
      openBefore[at + 1] = (openBefore[at] as number) + (facts[at] === undefined ? 0 : 1);
    this.#left = { standing: left, back: left.slice() };
    this.#openBefore = openBefore;
    this.#nextFact = nextFact;
  }

  /** The earliest of a time, at most so many; `before`: of its last day only those that stand before the line. */
  take(levy: Entry, { from, to }: BilledPeriod, most: number, before: boolean): Owing {
    const [first, last] = [dayNumber(from), dayNumber(to)];
    const placeOf = (holds: (payment: Entry) => boolean) =>
      firstWhere(this.#payments.length, (at) => holds(this.#payments[at] as Entry));
    const start = placeOf(({ day }) => day >= first);
    const end = placeOf(({ day, at }) => day > last || (before && day === last && at > levy.at));
    const owing: Entry[] = [];
    const side = isReversed(levy) ? "back" : "standing";
    let stop = start;
    for (let at = this.#next(side, start); at < end && owing.length < most; at = this.#next(side, at)) {
      owing.push(this.#payments[at] as Entry);
      this.#left.back[at] = at + 1;
      if (side === "standing") this.#left.standing[at] = at + 1;
      stop = at + 1;
    }
    if (owing.length < most) stop = Math.max(start, end);
    const open = (this.#openBefore[stop] as number) - (this.#openBefore[start] as number);
    return { owing, open, fact: open > 0 ? (this.#nextFact[start] ?? null) : null };
  }

  #next(side: "standing" | "back", from: number): number {
    const left = this.#left[side];
    let at = from;
    while (left[at] !== at) {
      left[at] = left[left[at] as number] as number;
      at = left[at] as number;
    }
    return at;
  }
}
