import type { Span } from "./tally.ts";

/** Which of two is cheaper for sure; `unsure`: their ranges overlap. */
export type Cheaper = "a" | "b" | "same" | "unsure";

/** From how many to how many, both inclusive, one answer holds. */
export type Stretch = {
  readonly from: number;
  readonly to: number;
  readonly cheaper: Cheaper;
  /** Where it is unsure which is cheaper: the one that cannot be the dearer one; null where either may be. */
  readonly notDearer: "a" | "b" | null;
};

export function cheaperOf(a: Span, b: Span): Cheaper {
  if (a.high !== null && a.high < b.low) return "a";
  if (b.high !== null && b.high < a.low) return "b";
  return a.low === a.high && b.low === b.high && a.low === b.low ? "same" : "unsure";
}

/** Which of two cannot be dearer, however what is open turns out: its most is no more than the least of the other. */
export function notDearerOf(a: Span, b: Span): "a" | "b" | null {
  if (a.high !== null && a.high <= b.low) return "a";
  return b.high !== null && b.high <= a.low ? "b" : null;
}

/** Where one of two becomes cheaper than the other as a count grows from 0 to `most`: a stretch for each answer. */
export function breakEven(
  costs: (count: number) => { readonly a: Span; readonly b: Span },
  most: number,
): readonly Stretch[] {
  const stretches: Stretch[] = [];
  for (let count = 0; count <= most; count++) {
    const { a, b } = costs(count);
    const cheaper = cheaperOf(a, b);
    const notDearer = cheaper === "unsure" ? notDearerOf(a, b) : null;
    const last = stretches.at(-1);
    if (last?.cheaper === cheaper && last.notDearer === notDearer)
      stretches[stretches.length - 1] = { ...last, to: count };
    else stretches.push({ from: count, to: count, cheaper, notDearer });
  }
  return stretches;
}

/**
 * Lowest upper end first, so that what is known comes before what is open; then the lower end. The place in a list is no
 * verdict: `winnerOf` gives one.
 */
export function byCost(a: Span, b: Span): number {
  if (a.high !== b.high) return a.high === null ? 1 : b.high === null ? -1 : a.high < b.high ? -1 : 1;
  return a.low < b.low ? -1 : a.low > b.low ? 1 : 0;
}

/** The one whose most is less than the least of every other; undefined where ranges overlap. `spanOf`: what is compared of one. */
export function winnerOf<T>(costs: readonly T[], spanOf: (one: T) => Span): T | undefined {
  const [best, ...others] = noneCheaperThan(costs, spanOf);
  if (best === undefined || others.length > 0) return undefined;
  return costs.every((other) => other === best || cheaperOf(spanOf(best), spanOf(other)) === "a") ? best : undefined;
}

/**
 * Those than which none can be cheaper, however what is open turns out: the most of each is no more than the least of every
 * other. Where there are several, all of them cost the same. Linear in `costs`.
 */
export function noneCheaperThan<T>(costs: readonly T[], spanOf: (one: T) => Span): readonly T[] {
  let [least, holder, next]: [bigint | null, T | undefined, bigint | null] = [null, undefined, null];
  for (const one of costs) {
    const { low } = spanOf(one);
    if (least === null || low < least) [next, least, holder] = [least, low, one];
    else if (next === null || low < next) next = low;
  }
  return costs.filter((one) => {
    const { high } = spanOf(one);
    const others = one === holder ? next : least;
    return high !== null && (others === null || high <= others);
  });
}
