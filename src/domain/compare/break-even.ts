import type { Span } from "./tally.ts";

/** Which of two is cheaper for sure; `unsure`: their ranges overlap. */
export type Cheaper = "a" | "b" | "same" | "unsure";

/** From how many to how many, both inclusive, one answer holds. */
export type Stretch = { readonly from: number; readonly to: number; readonly cheaper: Cheaper };

export function cheaperOf(a: Span, b: Span): Cheaper {
  if (a.high !== null && a.high < b.low) return "a";
  if (b.high !== null && b.high < a.low) return "b";
  return a.low === a.high && b.low === b.high && a.low === b.low ? "same" : "unsure";
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
    const last = stretches.at(-1);
    if (last?.cheaper === cheaper) stretches[stretches.length - 1] = { ...last, to: count };
    else stretches.push({ from: count, to: count, cheaper });
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

/** The one whose most is less than the least of every other; undefined where ranges overlap. */
export function winnerOf<T extends Span>(costs: readonly T[]): T | undefined {
  const [first, ...rest] = costs;
  if (!first) return undefined;
  const best = rest.reduce((a, b) => (byCost(b, a) < 0 ? b : a), first);
  return costs.every((other) => other === best || cheaperOf(best, other) === "a") ? best : undefined;
}
