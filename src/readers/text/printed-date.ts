/** A printed date to a civil day. The order of day and month is the file's, found from all its dates together. */
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import { withPlainDigits } from "./exact-number.ts";

export type DateOrder = "dmy" | "mdy" | "ymd";

/** A date as far as it can be read alone. `open`: two numbers whose order the file must settle. */
export type PrintedDate = {
  readonly kind: "whole" | "open";
  readonly year: number;
  readonly first: number;
  readonly second: number;
  readonly time: string | null;
  /** The year has two digits: then it may be the first of the three numbers. */
  readonly short?: true;
};

const MONTHS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    "jan january januar janvier janv enero ene gennaio gen janeiro januari stycznia sty leden ledna janvr",
    "feb february februar fevrier febrero fev febbraio fevereiro februari lutego lut unor unora fevr",
    "mar march marz maerz mars marzo mrz marco maart mrt marca maret machi mac brezen brezna marcius",
    "apr april avril abril abr avr aprile kwietnia kwi duben dubna aprilis aprili",
    "may mai mayo maggio mag maio mei maja maj kveten kvetna majus",
    "jun june juni juin junio giugno giu junho czerwca cze cerven cervna junius",
    "jul july juli juillet julio luglio lug julho lipca lip cervenec cervence julius julai juil",
    "aug august aout agosto ago augustus sierpnia sie srpen srpna augusztus agustus agosti augusti",
    "sep sept september septembre septiembre set settembre setembro wrzesnia wrz zari szeptember szept septemba",
    "oct october oktober octobre octubre okt ottobre ott outubro out pazdziernika paz rijen rijna oktoba",
    "nov november novembre noviembre novembro listopada lis listopad novemba",
    "dec december dezember decembre diciembre dez dic dicembre dezembro grudnia gru prosinec prosince desember desemba des",
  ].flatMap((names, i) => names.split(" ").map((name) => [name, i + 1] as const)),
);

/** Languages whose names of months few statements have: they are taken from the tables of whatever runs this, when asked. */
const ELSEWHERE = ["ar-EG", "ar-TN", "ar-MA", "ar-DZ", "ha", "so"];
let elsewhere: Map<string, number> | undefined;
function otherMonth(name: string): number | undefined {
  elsewhere ??= new Map(
    ELSEWHERE.flatMap((language) => {
      const { format } = new Intl.DateTimeFormat(language, { month: "long", timeZone: "UTC" });
      return Array.from({ length: 12 }, (_one, i) => [plain(format(Date.UTC(2000, i))), i + 1] as const);
    }),
  );
  return elsewhere.get(name);
}

/** A zone by its number or its name: the day is the one that the bank prints, whatever its zone. */
const ZONE = "(?:Z|(?:GMT|UTC)?[+-]\\d{1,2}:?\\d{2}|[A-Z]{2,5})?(?:\\s?\\([^()]{0,40}\\))?$";
const TIME = new RegExp(
  `(?:^|[T\\s,])(\\d{1,2}):(\\d{2})(?::(\\d{2}))?(?:[.,:]\\d{1,9})?\\s?([AP]\\.?M\\.?)?\\s?${ZONE}`,
  "i",
);
/** `10.15.22.000000 AM`, as databases print it: three parts, or a half of the day behind two. */
const DOTTED_TIME = new RegExp(
  `\\s(\\d{1,2})\\.(\\d{2})(?:\\.(\\d{2})(?:\\.\\d{1,9})?(?:\\s([AP]\\.?M\\.?))?|\\s([AP]\\.?M\\.?))\\s?${ZONE}`,
  "i",
);

function timeOf(match: RegExpExecArray): string | null {
  const [, h = "", m = "", s = "00", first, second] = match;
  const half = first ?? second;
  let hour = Number(h);
  if (half) hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
  if (hour > 23 || Number(m) > 59 || Number(s) > 59) return null;
  return `${String(hour).padStart(2, "0")}:${m}:${s}`;
}

/** A two-digit year: 00 to 69 are of this century, 70 to 99 of the last. */
const fullYear = (text: string): number => {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
};

const whole = (year: number, month: number, day: number, time: string | null): PrintedDate => ({
  kind: "whole",
  year,
  first: month,
  second: day,
  time,
});

/** Without accents, and without the `de` of `3 de mar. de 2026`. */
const plain = (text: string): string =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/ de /g, " ");

const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

const MOST_REMEMBERED = 4_000;
const remembered = new Map<string, PrintedDate | undefined>();

/** Reads a cell; undefined when it is no date in any way of writing that we know. A file has few days and many rows. */
export function readPrintedDate(cell: string): PrintedDate | undefined {
  if (cell === "" || cell.length > 64) return undefined;
  if (!remembered.has(cell)) {
    if (remembered.size >= MOST_REMEMBERED) remembered.clear();
    remembered.set(cell, readDate(cell));
  }
  return remembered.get(cell);
}

function readDate(cell: string): PrintedDate | undefined {
  const iso = ISO.exec(cell);
  if (iso) return whole(Number(iso[1]), Number(iso[2]), Number(iso[3]), null);
  const text = withPlainDigits(cell)
    .replace(/[\u00a0\s]+/g, " ")
    .trim()
    .replace(/^'/, "");
  if (text.length < 5 || text.length > 64 || !/\d/.test(text)) return undefined;
  const digits = /^((?:19|20)\d{6})(\d{2})(\d{2})(\d{2})?$/.exec(text);
  if (digits) return readDate(`${digits[1]} ${digits[2]}:${digits[3]}:${digits[4] ?? "00"}`);
  const clock = TIME.exec(text) ?? DOTTED_TIME.exec(text);
  const time = clock ? timeOf(clock) : null;
  if (clock && time === null) return undefined;
  const day = (clock ? text.slice(0, clock.index) : text).trim().replace(/[,.]$/, "");
  let m = /^(\d{4})\s?[-/.]\s?(\d{1,2})\s?[-/.]\s?(\d{1,2})$/.exec(day) ?? /^(\d{4})(\d{2})(\d{2})$/.exec(day);
  if (m) return whole(Number(m[1]), Number(m[2]), Number(m[3]), time);
  m = /^(\d{1,2})\s?[-/.]\s?(\d{1,2})\s?[-/.']\s?(\d{4}|\d{2})$/.exec(day);
  if (m) {
    const date = {
      kind: "open",
      year: fullYear(m[3] as string),
      first: Number(m[1]),
      second: Number(m[2]),
      time,
    } as const;
    return m[3]?.length === 2 && m[1]?.length === 2 ? { ...date, short: true } : date;
  }
  m = /^(?:[a-z]{3,9},? )?(\d{4})[-/. ]{0,3}([a-z\u0621-\u064a]{3,12})\.?[-/. ,]{0,3}(\d{1,2})$/.exec(plain(day));
  if (m) return named(m[2], m[3], m[1], time);
  m =
    /^(?:[a-z]{3,9},? )?(\d{1,2})(?:st|nd|rd|th)?[-/. ]{0,4}([a-z\u0621-\u064a]{3,12})\.?[-/., ]{0,4}(\d{4}|\d{2})$/.exec(
      plain(day),
    );
  if (m) return named(m[2], m[1], m[3], time);
  m =
    /^(?:[a-z]{3,9},? )?([a-z\u0621-\u064a]{3,12})\.?[-/. ]{0,4}(\d{1,2})(?:st|nd|rd|th)?[-/., ]{1,4}(\d{4}|\d{2})$/.exec(
      plain(day),
    );
  return m ? named(m[1], m[2], m[3], time) : undefined;
}

function named(month = "", day = "", year = "", time: string | null = null): PrintedDate | undefined {
  const number = MONTHS[month] ?? otherMonth(month);
  return number === undefined ? undefined : whole(fullYear(year), number, Number(day), time);
}

/** The civil day in the file's order; undefined when there is no such day. */
export function dayIn(order: DateOrder, date: PrintedDate): CivilDate | undefined {
  if (date.kind === "whole") return civilDate(date.year, date.first, date.second);
  if (order === "ymd") return date.short ? civilDate(2000 + date.first, date.second, date.year % 100) : undefined;
  return order === "mdy"
    ? civilDate(date.year, date.first, date.second)
    : civilDate(date.year, date.second, date.first);
}

export type OrderFound = { readonly order: DateOrder; readonly assumed: boolean };

/** A printed period in which the days must lie. */
export type Bounds = { readonly from: CivilDate; readonly to: CivilDate };

/**
 * The order of day and month of a file: a number above twelve settles it, then the printed period, then the order of the
 * rows, then what is known of the layout, then days that else would be one day of several months; else day first is assumed, as
 * most of the world writes.
 */
export function orderOf(
  dates: readonly PrintedDate[],
  bounds: Bounds | null,
  known: DateOrder | undefined,
): OrderFound {
  const open = dates.filter((date) => date.kind === "open");
  const sure = (order: DateOrder): OrderFound => ({ order, assumed: false });
  if (open.length === 0) return sure("dmy");
  if (isYearFirst(open)) return sure("ymd");
  const dayFirst = open.filter((date) => date.first > 12).length;
  const monthFirst = open.filter((date) => date.second > 12).length;
  if (dayFirst !== monthFirst) return sure(dayFirst > monthFirst ? "dmy" : "mdy");
  if (bounds) {
    const outside = (order: DateOrder) =>
      open.filter((date) => {
        const day = dayIn(order, date);
        return day === undefined || day < bounds.from || day > bounds.to;
      }).length;
    const [dmy, mdy] = [outside("dmy"), outside("mdy")];
    if (dmy !== mdy) return sure(dmy < mdy ? "dmy" : "mdy");
  }
  const [dmy, mdy] = [disorder(open, "dmy"), disorder(open, "mdy")];
  if (dmy !== mdy && Math.min(dmy, mdy) === 0) return sure(dmy < mdy ? "dmy" : "mdy");
  if (known === "dmy" || known === "mdy") return sure(known);
  const month = oneMonth(open, "second");
  if (month > 1 || oneMonth(open, "first") > 1) return sure(month ? "mdy" : "dmy");
  return {
    order: month ? "mdy" : "dmy",
    assumed: open.some((date) => date.first !== date.second),
  };
}

/**
 * Whether the days lie in one month when `day` is their day, and else on one day of several months: 0 no; 1 yes, though some
 * month has none; 2 yes, and so unevenly that no standing payment would be so, such as the 2nd of January, three times of
 * April, then of June and July.
 */
function oneMonth(dates: readonly PrintedDate[], day: "first" | "second"): 0 | 1 | 2 {
  const times = new Map<number, number>();
  for (const date of dates) times.set(date[day], (times.get(date[day]) ?? 0) + 1);
  const month = day === "first" ? "second" : "first";
  if (dates.some((date) => date.year !== dates[0]?.year || date[month] !== dates[0]?.[month])) return 0;
  const days = [...times.keys()].sort((a, b) => a - b);
  const steps = new Set(days.slice(1).map((one, i) => one - (days[i] as number)));
  const lacks = (days.at(-1) as number) - (days[0] as number) - days.length + 1;
  if (days.length > 3 && steps.size > 1 && (lacks > 1 || new Set(times.values()).size > 1)) return 2;
  return days.length > 4 && lacks > 0 ? 1 : 0;
}

const MOST_YEARS = 3;

/** Two-digit years at the front: read so the days lie together, and read in any other way years apart. */
function isYearFirst(dates: readonly PrintedDate[]): boolean {
  if (dates.length < 2 || dates.some(({ short }) => !short)) return false;
  const yearsIn = (order: DateOrder): number => {
    const years = dates.map((date) => Number(dayIn(order, date)?.slice(0, 4) ?? Number.NaN));
    return years.reduce((a, b) => Math.max(a, b), 0) - years.reduce((a, b) => Math.min(a, b), 9999);
  };
  const far = (order: DateOrder): boolean => !(yearsIn(order) <= MOST_YEARS);
  return yearsIn("ymd") <= MOST_YEARS && far("dmy") && far("mdy");
}

/** How many neighbours are out of order, whichever way the rows run. */
function disorder(dates: readonly PrintedDate[], order: DateOrder): number {
  const days = dates.map((date) => dayIn(order, date) ?? "");
  let up = 0;
  let down = 0;
  for (let i = 1; i < days.length; i++) {
    if ((days[i] as string) > (days[i - 1] as string)) up++;
    if ((days[i] as string) < (days[i - 1] as string)) down++;
  }
  return Math.min(up, down);
}
