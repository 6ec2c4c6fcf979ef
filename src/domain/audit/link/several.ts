import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { batchCount } from "../open/billed-period.ts";
import { type Entry, sizeOf } from "../open/book.ts";

/** How many sums are tried before a charge is taken for one that several payments may carry. */
const MOST_SUMS = 2000;
const MOST_OF_ONE = 20;

/** Less than this is for so few payments that rounding makes no kobo's difference. */
const OF_FEW = 100_00n;

/** The kobos by which the tax on a line for several payments may differ from the tax on each of them, rounded alone. */
export const roundedApart = (fee: Entry): Minor => (sizeOf(fee) < OF_FEW ? 0n : BigInt(batchCount(fee.narration) ?? 0));

/** Payments that nothing was taken for yet, by day, as counts of what each would cost. */
export class Unpaid {
  readonly #days = new Map<number, Map<Minor, number>>();

  constructor(payments: readonly Entry[], dueOf: (payment: Entry) => Minor | null) {
    for (const payment of payments) {
      const due = dueOf(payment);
      if (due === null || due <= 0n) continue;
      const day = madeOnce(this.#days, payment.day, () => new Map<Minor, number>());
      day.set(due, (day.get(due) ?? 0) + 1);
    }
  }

  /** Whether a charge is, to a kobo each, what two or more of these days' payments cost together; `own` is one more of them. */
  makeUp(sum: Minor, days: readonly number[], own: Minor | null): boolean {
    const counts = new Map<Minor, number>(own !== null && own > 0n ? [[own, 1]] : []);
    for (const day of days)
      for (const [due, count] of this.#days.get(day) ?? [])
        if (due <= sum) counts.set(due, (counts.get(due) ?? 0) + count);
    // sums, and with how few payments each is reached
    let reached = new Map<Minor, number>([[0n, 0]]);
    for (const [due, count] of counts) {
      const next = new Map(reached);
      for (const [part, of] of reached)
        for (let n = 1; n <= Math.min(count, MOST_OF_ONE); n++) {
          const whole = part + due * BigInt(n);
          if (whole > sum + BigInt(of + n)) break;
          next.set(whole, Math.min(next.get(whole) ?? Number.POSITIVE_INFINITY, of + n));
          if (next.size > MOST_SUMS) return true;
        }
      reached = next;
    }
    return [...reached].some(([whole, of]) => of > 1 && whole - sum <= BigInt(of) && sum - whole <= BigInt(of));
  }
}
