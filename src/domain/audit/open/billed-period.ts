/**
 * The period a charge is billed for, as its wording prints it: text in, a span of days out. Several months, quarters or a
 * year in one line are one span. Nothing is guessed beyond the year, which banks leave out and the posting day settles.
 */
import { addDays, type CivilDate, civilDate, daysInMonth, partsOf } from "../../dates/civil-date.ts";

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
  return billedMonths(narration, postedOn);
}

const LINK = "[ ,.'/-]{0,3}(?:\\d{4}|\\d{2}(?!\\d))?[ ,.'/-]{0,3}(?:TO|-|AND|&|UNTIL|,|/)?[ ,.'/-]{0,3}";
const SEVERAL_MONTHS = new RegExp(
  `(?<![0-9A-Z])${MONTH}(?![A-Z])(?:${LINK}${MONTH}(?![A-Z])){1,11}[ ,.'/-]{0,3}(\\d{4}|\\d{2}(?!\\d))?`,
);
const EACH_MONTH = new RegExp(`${MONTH}(?![A-Z])[ ,.'/-]{0,3}(\\d{4}|\\d{2}(?!\\d))?`, "g");
const QUARTER =
  /(?<![A-Z\d])(?:Q([1-4])(?!\d)|([1-4])Q(?![A-Z])|([1-4])(?:ST|ND|RD|TH) ?(?:QUARTER|QTR)|(?:QTR|QUARTER) ?([1-4])(?!\d))/g;
const HALF = /(?<![A-Z\d])(?:H([12])(?!\d)|([12])(?:ST|ND) HALF)/;
const TWO_YEARS = /(?<!\d)(20\d\d) ?[/-] ?(20\d\d)(?!\d)/;
const ANNUAL = /\b(?:ANNUAL|YEARLY|(?:FOR )?(?:THE )?YEAR)\b/;
const YEAR = /(?<!\d)(20\d\d)(?!\d)/;
const YEARS = /(?<!\d)(20\d\d)(?!\d)/g;
const OPEN_ENDED =
  /\b(?:UP ?TO|TILL|UNTIL|AS AT|ARREARS?|OUTSTANDING|BACKLOG|ACCUMULATED|ACCRUED|UNPAID|PREVIOUS|PRIOR|PAST)\b/;
const COUNTED = /\b(\d{1,2}) ?(?:MONTHS?|MTHS?)\b/;
const COUNTED_QUARTERS = /\b(\d) ?(?:QUARTERS|QTRS)\b/;

/** True where a wording may be for more than the period it prints: `UP TO MAR`, `ARREARS`. */
export const isOpenEnded = (narration: string): boolean => OPEN_ENDED.test(narration);

/** How many months a wording says that it is for without naming them (`3 MONTHS`, `2 QTRS`); null when it says none. */
export function monthsCounted(narration: string): number | null {
  const months = COUNTED.exec(narration);
  if (months) return Number(months[1]);
  const quarters = COUNTED_QUARTERS.exec(narration);
  return quarters ? 3 * Number(quarters[1]) : null;
}

/** The whole months that a wording names, from the first to the last: `FEB 2026`, `JAN-MAR`, `Q3 AND Q4 2025`, `2025/2026`; null when it names none. */
export function billedMonths(narration: string, postedOn: CivilDate): BilledPeriod | null {
  const years = TWO_YEARS.exec(narration);
  if (years && Number(years[2]) === Number(years[1]) + 1)
    return wholeMonths({ year: Number(years[1]), month: 1 }, { year: Number(years[2]), month: 12 });
  const quarters = quartersNamed(narration, postedOn);
  if (quarters) return quarters;
  const half = HALF.exec(narration);
  if (half) {
    const year = Number(YEAR.exec(narration)?.[1] ?? partsOf(postedOn).year);
    const first = (half[1] ?? half[2]) === "1" ? 1 : 7;
    return wholeMonths({ year, month: first }, { year, month: first + 5 });
  }
  const several = SEVERAL_MONTHS.exec(narration);
  if (several) return monthsNamed(several[0], postedOn);
  const month = billedMonth(narration, postedOn);
  if (month || !ANNUAL.test(narration)) return month;
  const year = Number(YEAR.exec(narration)?.[1] ?? 0);
  return year > 0 ? wholeMonths({ year, month: 1 }, { year, month: 12 }) : null;
}

type Month = { readonly year: number; readonly month: number };

function wholeMonths(first: Month, last: Month): BilledPeriod | null {
  const from = wholeMonth(first.year, first.month)?.from;
  const to = wholeMonth(last.year, last.month)?.to;
  return from && to && from <= to ? { from, to } : null;
}

/** Months of one wording: those without a year have the year of the one behind them, the last the latest that is not after the posting day. */
function monthsNamed(text: string, postedOn: CivilDate): BilledPeriod | null {
  const named = [...text.matchAll(EACH_MONTH)].map((one) => ({
    month: monthOf(one[1] as string),
    year: yearOf(one[2]),
  }));
  const posted = partsOf(postedOn);
  let after: Month | null = null;
  const months: Month[] = [];
  for (const { month, year } of named.reverse()) {
    const own: number =
      year ??
      (after === null
        ? month > posted.month
          ? posted.year - 1
          : posted.year
        : month > after.month
          ? after.year - 1
          : after.year);
    after = { year: own, month };
    months.unshift(after);
  }
  const [first, last] = [months[0], months.at(-1)];
  return first && last ? wholeMonths(first, last) : null;
}

function quartersNamed(narration: string, postedOn: CivilDate): BilledPeriod | null {
  const named = [...narration.matchAll(QUARTER)].map((one) => Number(one[1] ?? one[2] ?? one[3] ?? one[4]));
  const [first, last] = [named[0], named.at(-1)];
  if (first === undefined || last === undefined) return null;
  const years = [...narration.matchAll(YEARS)].map((one) => Number(one[1]));
  const posted = partsOf(postedOn).year;
  const lastYear = years.at(-1) ?? posted;
  const firstYear = years.length > 1 ? (years[0] as number) : first > last ? lastYear - 1 : lastYear;
  return wholeMonths({ year: firstYear, month: 3 * first - 2 }, { year: lastYear, month: 3 * last });
}

/** The months of a span, each as a number that counts up from year to year. */
export const monthsIn = ({ from, to }: BilledPeriod): number => {
  const [a, b] = [partsOf(from), partsOf(to)];
  return 12 * (b.year - a.year) + b.month - a.month + 1;
};

/** A month in figures with its year, `07/2022`, `2022-07`, and no day beside it. */
const IN_FIGURES = /(?<![\d/.-])(?:(0\d|1[0-2])[/.-](20\d\d)|(20\d\d)[/.-](0\d|1[0-2]))(?![/.-]?\d)/;

/** The month a wording names, as a whole month; the year is the latest that does not lie after the posting day. */
function billedMonth(narration: string, postedOn: CivilDate): BilledPeriod | null {
  const match = MONTH_ONLY.exec(narration);
  if (!match) {
    const figures = IN_FIGURES.exec(narration);
    return figures && wholeMonth(Number(figures[2] ?? figures[3]), Number(figures[1] ?? figures[4]));
  }
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

/** The quarter a wording names, `2026-Q1`, the first of several; a named month stands for its quarter; null when it names neither. */
export function billedQuarter(narration: string, postedOn: CivilDate): string | null {
  const named = quartersNamed(narration, postedOn) ?? billedMonth(narration, postedOn);
  return named ? quarterOf(named.from) : null;
}

export function quarterOf(date: CivilDate): string {
  const { year, month } = partsOf(date);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** A number beside a word for payments, with a times sign, or alone in brackets. */
const COUNTS =
  /(?<![\d/.,-])(?:([1-9]\d{0,3}) ?(?:TXNS?|TRANS(?:ACTIONS?|FERS)?|TRNS|TRX|ITEMS?|TRFS?|PAYMENTS|NOS|X)|X ?([1-9]\d{0,2}))(?![\dA-Z])|\(([1-9]\d{0,2})\)/;

const SHEETS = /(?<![\d/.,-])([1-9]\d{0,2}) ?(?:LEAVES|LEAF|PAGES?)\b/;
const OF_SEVERAL = /BOOKS|COPIES|BOOKLETS|STATEMENTS|\bX/;

/** How many leaves of a cheque book or pages of a statement a wording names; null when it names none, or several books or copies. */
export function sheetsCounted(narration: string): number | null {
  const match = OF_SEVERAL.test(narration) ? null : SHEETS.exec(narration);
  return match ? Number(match[1]) : null;
}

/** How many transactions a batch wording names: `FOR 4 TXNS`, `x27`, `(7)`; null when it names no number. */
export function batchCount(narration: string): number | null {
  const match = COUNTS.exec(narration);
  return match ? Number(match[1] ?? match[2] ?? match[3]) : null;
}
