/**
 * The period a charge is billed for, as its wording prints it. One idea: text in, a span of days out; nothing is guessed
 * beyond the year, which banks leave out and the posting day settles.
 */
import { addDays, type CivilDate, civilDate, daysInMonth, partsOf } from "../dates/civil-date.ts";

/** Both days are in it. */
export type BilledPeriod = { readonly from: CivilDate; readonly to: CivilDate };

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
const MONTH =
  "(JAN(?:UARY)?|FEB(?:RUARY)?|MAR(?:CH)?|APR(?:IL)?|MAY|JUNE?|JULY?|AUG(?:UST)?|SEPT?(?:EMBER)?|OCT(?:OBER)?|NOV(?:EMBER)?|DEC(?:EMBER)?)";
const DAY_MONTH = `(\\d{1,2})(?:ST|ND|RD|TH)?[ -]?${MONTH}[ ,.-]{0,9}(\\d{4}|\\d{2}(?!\\d))?`;
const TO = "\\s{0,9}(?:-{1,2}|TO|UNTIL)\\s{0,9}";
const NAMED_SPAN = new RegExp(`(?<!\\d)${DAY_MONTH}${TO}${DAY_MONTH}`);
const NUMERIC = "(\\d{1,2})[/.-](\\d{1,2})(?:[/.-](\\d{4}|\\d{2}))?";
const NUMERIC_SPAN = new RegExp(`(?<!\\d)${NUMERIC}/?${TO}${NUMERIC}(?!\\d)`);
const ISO_SPAN = /(\d{4})-(\d{2})-(\d{2})\s*(?:-{1,2}|TO|UNTIL|\/)\s*(\d{4})-(\d{2})-(\d{2})/;
const MONTH_ONLY = new RegExp(`(?<![0-9A-Z])${MONTH}(?![A-Z])[ ,.'/-]*(\\d{4}|\\d{2}(?!\\d))?`);
const QUARTERS = [
  /(?:^|[^A-Z])Q([1-4])(?!\d)[ ,/-]*(\d{4})?/,
  /([1-4])(?:ST|ND|RD|TH) ?(?:QUARTER|QTR)[ ,/-]*(\d{4})?/,
  /(?:QTR|QUARTER) ?([1-4])(?!\d)[ ,/-]*(\d{4})?/,
];
const YEAR_BEFORE_QUARTER = /(\d{4}) ?(?:QTR|QUARTER|Q) ?[1-4](?!\d)/;

const monthOf = (name: string): number => MONTHS.indexOf(name.slice(0, 3)) + 1;
const yearOf = (text: string | undefined): number | null =>
  text === undefined ? null : text.length === 2 ? 2000 + Number(text) : Number(text);

type DayMonth = { day: number; month: number; year: number | null };

/** Completes missing years: the span ends on or before the posting day as late as possible, and starts before it ends. */
function complete(start: DayMonth, end: DayMonth, postedOn: CivilDate): BilledPeriod | null {
  const posted = partsOf(postedOn);
  const ended = (year: number) => civilDate(year, end.month, end.day);
  let endYear = end.year;
  if (endYear === null) {
    const thisYear = ended(posted.year);
    // a bank may post a few days before the last billed day
    endYear = thisYear && thisYear <= addDays(postedOn, 7) ? posted.year : posted.year - 1;
  }
  const startYear = start.year ?? (start.month > end.month ? endYear - 1 : endYear);
  const from = civilDate(startYear, start.month, start.day);
  const to = ended(endYear);
  return from && to && from <= to ? { from, to } : null;
}

/** The span of days in a normalised narration, `16/03-15/04/2026`, `24DEC TO 22JAN 2026`, `FOR FEB 2026`; null when none is printed. A single day is no span. */
export function billedPeriod(narration: string, postedOn: CivilDate): BilledPeriod | null {
  const iso = ISO_SPAN.exec(narration);
  if (iso) {
    const [from, to] = [
      civilDate(Number(iso[1]), Number(iso[2]), Number(iso[3])),
      civilDate(Number(iso[4]), Number(iso[5]), Number(iso[6])),
    ];
    return from && to && from <= to ? { from, to } : null;
  }
  const named = NAMED_SPAN.exec(narration);
  if (named)
    return complete(
      { day: Number(named[1]), month: monthOf(named[2] as string), year: yearOf(named[3]) },
      { day: Number(named[4]), month: monthOf(named[5] as string), year: yearOf(named[6]) },
      postedOn,
    );
  const numeric = NUMERIC_SPAN.exec(narration);
  if (numeric)
    return complete(
      { day: Number(numeric[1]), month: Number(numeric[2]), year: yearOf(numeric[3]) },
      { day: Number(numeric[4]), month: Number(numeric[5]), year: yearOf(numeric[6]) },
      postedOn,
    );
  return billedMonth(narration, postedOn);
}

/** The month a wording names, as a whole month; the year is the latest that does not lie after the posting day. */
export function billedMonth(narration: string, postedOn: CivilDate): BilledPeriod | null {
  const match = MONTH_ONLY.exec(narration);
  if (!match) return null;
  const month = monthOf(match[1] as string);
  const posted = partsOf(postedOn);
  const year = yearOf(match[2]) ?? (month > posted.month ? posted.year - 1 : posted.year);
  return wholeMonth(year, month);
}

export function wholeMonth(year: number, month: number): BilledPeriod | null {
  const from = civilDate(year, month, 1);
  const to = civilDate(year, month, daysInMonth(year, month));
  return from && to ? { from, to } : null;
}

/** The quarter a wording names, `2026-Q1`; a named month stands for its quarter; null when it names neither. */
export function billedQuarter(narration: string, postedOn: CivilDate): string | null {
  for (const pattern of QUARTERS) {
    const match = pattern.exec(narration);
    if (!match) continue;
    const before = YEAR_BEFORE_QUARTER.exec(narration);
    const year = yearOf(match[2]) ?? (before ? Number(before[1]) : partsOf(postedOn).year);
    return `${year}-Q${match[1]}`;
  }
  const month = billedMonth(narration, postedOn);
  return month ? quarterOf(month.from) : null;
}

export function quarterOf(date: CivilDate): string {
  const { year, month } = partsOf(date);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** How many transactions a batch wording names, `FOR 4 TXNS`; null when it names no number. */
export function batchCount(narration: string): number | null {
  const match = /\b(\d{1,4}) ?(?:TXNS?|TRANSACTIONS?|TRANS|TRNS|ITEMS?)\b/.exec(narration);
  return match ? Number(match[1]) : null;
}
