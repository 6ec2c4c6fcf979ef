import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { batchCount, billedPeriod } from "../open/billed-period.ts";
import { type Entry, sizeOf } from "../open/book.ts";

/** Sums looked at before a charge is taken for one that several payments may bear. */
const MOST_SUMS = 2000;
const MOST_OF_ONE = 20;

/** No fee on a payment is less: so many payments at most are in a line that prints days and no number. */
const LEAST_FEE = 10_00n;

/** Less than this is for so few payments that rounding makes no kobo's difference. */
const OF_FEW = 100_00n;

/** The kobos by which the tax on a line for several payments may differ from the tax on each of them, rounded alone. */
export function roundedApart(fee: Entry): Minor {
  if (sizeOf(fee) < OF_FEW) return 0n;
  const count = batchCount(fee.narration);
  if (count !== null) return BigInt(count - 1);
  return billedPeriod(fee.narration, fee.line.date) === null ? 0n : sizeOf(fee) / LEAST_FEE;
}

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
