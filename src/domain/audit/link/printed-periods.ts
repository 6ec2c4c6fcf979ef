import { dayNumber } from "../../dates/civil-date.ts";
import type { BilledPeriod } from "../open/billed-period.ts";
import { firstWhere } from "../open/book-index.ts";

/** Makes the test whether a day lies in one of many periods: they are joined once, and a day is searched by halves. */
export function inOneOf(periods: readonly BilledPeriod[]): (day: number) => boolean {
  const joined: { readonly from: number; to: number }[] = [];
  const spans = periods.map(({ from, to }) => ({ from: dayNumber(from), to: dayNumber(to) }));
  for (const { from, to } of spans.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last && from <= last.to + 1) last.to = Math.max(last.to, to);
    else joined.push({ from, to });
  }
  return (day) => {
    const at = firstWhere(joined.length, (i) => (joined[i] as { to: number }).to >= day);
    return at < joined.length && (joined[at] as { from: number }).from <= day;
  };
}
