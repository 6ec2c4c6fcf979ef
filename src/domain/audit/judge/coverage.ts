import { type CivilDate, fromDayNumber } from "../../dates/civil-date.ts";
import { type BilledPeriod, monthsIn } from "../open/billed-period.ts";
import type { Book } from "../open/book.ts";

/** The days a statement covers: its lines and the period it prints. */
export type Coverage = {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** Day of the last line: what came back after it cannot be seen. */
  readonly lastLine: CivilDate | null;
  /** Rows that were rejected or are proven to be missing: each may hide one line of the customer's. */
  readonly unseen: number;
  /** From a line to the next where a whole month lies between, and neither balances nor a printed period prove that none is missing. */
  readonly silent: readonly BilledPeriod[];
};

export function coverageOf(book: Book): Coverage {
  const days = book.entries.map((e) => e.day);
  const first = days.length ? fromDayNumber(days.reduce((a, b) => Math.min(a, b))) : null;
  const last = days.length ? fromDayNumber(days.reduce((a, b) => Math.max(a, b))) : null;
  const { period: printed, chain } = book.statement;
  const isProven = chain.state === "complete" || printed;
  const silent = (isProven ? [] : days)
    .map((day, i) => ({ from: fromDayNumber(days[i - 1] ?? day), to: fromDayNumber(day) }))
    .filter((between) => monthsIn(between) > 2);
  return {
    silent,
    from: first && printed && printed.from < first ? printed.from : first,
    to: last && printed && printed.to > last ? printed.to : last,
    lastLine: last,
    unseen: book.statement.rejected.length + book.refused.length + book.statement.chain.breaks.length,
  };
}

export const covers = ({ from, to, silent }: Coverage, period: BilledPeriod): boolean =>
  from !== null &&
  to !== null &&
  from <= period.from &&
  period.to <= to &&
  !silent.some((days) => days.from < period.to && period.from < days.to);
