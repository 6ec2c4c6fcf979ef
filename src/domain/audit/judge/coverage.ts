import { type CivilDate, fromDayNumber } from "../../dates/civil-date.ts";
import type { BilledPeriod } from "../open/billed-period.ts";
import type { Book } from "../open/book.ts";

/** The days a statement speaks of: its lines and the period it prints. */
export type Coverage = {
  readonly from: CivilDate | null;
  readonly to: CivilDate | null;
  /** Day of the last line: what came back after it cannot be seen. */
  readonly lastLine: CivilDate | null;
  /** Rows that were rejected or are proven to be missing: each may hide one line of the customer's. */
  readonly unseen: number;
};

export function coverageOf(book: Book): Coverage {
  const days = book.entries.map((e) => e.day);
  const first = days.length ? fromDayNumber(days.reduce((a, b) => Math.min(a, b))) : null;
  const last = days.length ? fromDayNumber(days.reduce((a, b) => Math.max(a, b))) : null;
  const printed = book.statement.period;
  return {
    from: first && printed && printed.from < first ? printed.from : first,
    to: last && printed && printed.to > last ? printed.to : last,
    lastLine: last,
    unseen: book.statement.rejected.length + book.refused.length + book.statement.chain.breaks.length,
  };
}

export const covers = (coverage: Coverage, period: BilledPeriod): boolean =>
  coverage.from !== null && coverage.to !== null && coverage.from <= period.from && period.to <= coverage.to;
