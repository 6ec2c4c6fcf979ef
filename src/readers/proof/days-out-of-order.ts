/**
 * In a statement whose days run one way, a day that stands months away from both of its neighbours, or between them
 * once day and month change places, may not be the one that was meant. Days that start anew may be those of another account.
 */
import { type CivilDate, civilDate, dayNumber, partsOf } from "../../domain/dates/civil-date.ts";
import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";

/** Banks date back by some days, and book what was forgotten weeks later. */
const FAR = 31;
/** Among so few rows nothing is an order. */
const FEW = 4;
const LEAST_RUN = 3;
/** Where more rows than this share stand elsewhere, the file is in no order. */
const MOST = 0.2;

const turned = (date: CivilDate): number | null => {
  const { year, month, day } = partsOf(date);
  const other = civilDate(year, day, month);
  return other === undefined ? null : dayNumber(other);
};

/** How many lines must go so that the days of the others run one way. */
function strays(days: readonly number[], way: number): number {
  // the least day in which a run of each length can end
  const ends: number[] = [];
  for (const day of days) {
    const own = way * day;
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle] as number) <= own) low = middle + 1;
      else high = middle;
    }
    ends[low] = own;
  }
  return days.length - ends.length;
}

/** Places of lines whose day does not fit between those around it; `way` is 1 where days grow. */
function misfits(dates: readonly CivilDate[], days: readonly number[], way: number): number[] {
  return days.flatMap((day, i) => {
    const before = i === 0 ? Number.NEGATIVE_INFINITY : way * (days[i - 1] as number);
    const behind = i === days.length - 1 ? Number.POSITIVE_INFINITY : way * (days[i + 1] as number);
    const own = way * day;
    const away = Math.max(before - own, own - behind);
    if (before > behind || away <= 0) return [];
    const other = turned(dates[i] as CivilDate);
    const fits = other !== null && before <= way * other && way * other <= behind;
    return away > FAR || (fits && Number.isFinite(before) && Number.isFinite(behind)) ? [i] : [];
  });
}

/**
 * Whether the days of each part, cut where they step back, begin so long before the end of the part above that several rows lie
 * before it. A payment that was booked late is one row, and the next goes on where the days were.
 */
function startAnew(days: readonly number[], back: readonly number[], way: number): boolean {
  const ends = [...back.slice(1), days.length];
  return back.every((at, i) => {
    const last = way * (days[at - 1] as number);
    const before = days.slice(at, ends[i]).filter((day) => way * day < last - 1).length;
    return before >= LEAST_RUN && at - (back[i - 1] ?? 0) > LEAST_RUN;
  });
}

/** What is to be said of the days of the statements of a file. */
export function daysOutOfOrder(statements: readonly ParsedStatement[]): ReadWarning[] {
  return statements.flatMap(({ lines, chain }): ReadWarning[] => {
    if (lines.length < FEW) return [];
    const dates = lines.map(({ date }) => date);
    const days = dates.map(dayNumber);
    const steps = days.slice(1).map((day, i) => day - (days[i] as number));
    const up = steps.filter((step) => step > 0).length;
    const way = up * 2 >= steps.filter((step) => step !== 0).length ? 1 : -1;
    const back = steps.flatMap((step, i) => (way * step < 0 ? [i + 1] : []));
    if (chain.state !== "complete" && back.length > 0 && startAnew(days, back, way))
      return back.map((at) => ({
        code: "days_start_anew",
        row: lines[at]?.row as number,
      }));
    // of two neighbours that are out of order both are odd, and one of them strays
    if (back.length === 0 || strays(days, way) > Math.max(1, days.length * MOST)) return [];
    return misfits(dates, days, way).map((i) => ({
      code: "day_out_of_order",
      row: lines[i]?.row as number,
    }));
  });
}
