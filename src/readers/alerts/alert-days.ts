/**
 * The days of alerts, and whether the two-digit years of an account's alerts stand first (`25-03-13`) or last (`13-03-25`). Days yet to
 * come, whole days in the same text, how close the days lie together and how old they would be are weighed; what that does
 * not settle is read and marked as doubtful.
 */
import { type DateOrder, dayIn, type PrintedDate, readPrintedDate } from "../text/printed-date.ts";
import { type Alert, saidOf } from "./alert.ts";
import { dateOf } from "./alert-values.ts";

export type YearPlace = { readonly first: boolean; readonly doubtful: boolean };

type Reading = { readonly low: number; readonly high: number; readonly span: number };

const YEAR_OF_DAYS = 300;
/** An alert that is so many years older in one reading than in the other was hardly kept. */
const FAR = 5;

const last = (first: boolean): YearPlace => ({ first, doubtful: false });

/** The years and the width in days of all days in an order; null where one of them is no day. */
function readingIn(order: DateOrder, dates: readonly PrintedDate[]): Reading | null {
  const days = dates.map((date) => dayIn(order, date) ?? "").sort();
  const [from = "", to = ""] = [days[0], days.at(-1)];
  if (from === "") return null;
  const span = Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
  return { low: Number(from.slice(0, 4)), high: Number(to.slice(0, 4)), span };
}

/** `around` are the first and the last year of the whole days in the text, with those of its messages. */
function yearPlace(dates: readonly PrintedDate[], around: readonly [number, number], lastYear: number): YearPlace {
  const ymd = dates.length === 0 ? null : readingIn("ymd", dates);
  if (ymd === null) return last(false);
  const dmy = readingIn("dmy", dates);
  const mdy = readingIn("mdy", dates);
  const other = dmy && mdy ? (mdy.span < dmy.span ? mdy : dmy) : (dmy ?? mdy);
  if (other === null) return last(true);
  const future = (one: Reading): boolean => one.high > lastYear;
  if (future(ymd) !== future(other)) return last(future(other));
  const near = (one: Reading): boolean => one.low >= around[0] - 1 && one.high <= around[1] + 1;
  if (around[0] <= around[1] && near(ymd) !== near(other)) return last(near(ymd));
  const [small, large] = [ymd, other].map(({ span }) => span).sort((a, b) => a - b) as [number, number];
  const close = large >= YEAR_OF_DAYS && large >= small * FAR ? ymd.span === small : null;
  const newer = ymd.low >= other.high + FAR ? true : other.low >= ymd.high + FAR ? false : null;
  if (close !== null && newer !== null) return close === newer ? last(close) : { first: false, doubtful: true };
  if (close !== null) return { first: close, doubtful: dates.length < 3 && large < YEAR_OF_DAYS * FAR };
  // most of the world prints the year last
  return newer === false ? last(false) : { first: newer === true, doubtful: true };
}

/** The day that an alert prints under a label or in its sentence, else the one that ends or begins one of its lines, or the only one. */
export const ownDayOf = (alert: Alert): PrintedDate | undefined => {
  const said = dateOf((role) => saidOf(alert, role));
  if (said || saidOf(alert, "date") !== undefined) return said;
  for (const line of alert.raw) {
    const found = DAY_AT_END.exec(line.slice(-60)) ?? DAY_AT_START.exec(line.slice(0, 60));
    const printed = readPrintedDate(found?.[1] ?? "");
    if (printed) return printed;
  }
  return onlyDayOf(alert);
};

/** A day that stands anywhere, the only one of an alert whose description no label sets apart. */
function onlyDayOf(alert: Alert): PrintedDate | undefined {
  if (alert.labels.has("narration")) return undefined;
  const [day, ...more] = alert.raw.flatMap((line) => [...line.slice(0, 500).matchAll(DAY_ANYWHERE)]);
  const words = alert.told.get("narration") ?? "";
  if (!day || more.length > 0 || words.includes(day[2] as string) || day[1]) return undefined;
  return readPrintedDate(`${day[2]} ${day[3] ?? ""}`.trim());
}

/** The same, or the day on which a saved message was sent. */
export const dayOf = (alert: Alert): PrintedDate | undefined =>
  ownDayOf(alert) ?? (saidOf(alert, "date") === undefined ? readPrintedDate(alert.message?.sent ?? "") : undefined);

const DAY_AT_END =
  /(?:^|[\s.,])((?:\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][a-z]{3}[- ,]{1,2}\d{2,4})(?:(?:[ T]|, )\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?)?)\.?$/i;

const DAY_AT_START =
  /^\W{0,2}(?:\d{1,2}:\d{2}(?::\d{2})? ?(?:[AP]M)?[ ,]{1,2})?(\d{4}-\d{2}-\d{2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[- ][a-z]{3,9}[- ,]{1,2}\d{4})(?![\d-])[\s:,.|\])-]/i;

/** With a word before it for a day on which nothing was booked. */
const DAY_ANYWHERE =
  /(\b(?:due|expir\w{1,5}|until|till|by|before|valid|next|from|since|to)\W{1,3}(?:\w{2,4}\W)?)?(?<![\w/.-])(\d{4}-\d{2}-\d{2}|\d{1,2}[-/]\d{1,2}[-/]\d{2,4}|\d{1,2}[- ][a-z]{3,9}[- ,]{1,2}\d{4})(?:,? (\d{1,2}:\d{2}(?::\d{2})?(?: ?[AP]M)?))?(?![\w/-])/gi;

export const datesOf = (alerts: readonly Alert[]): PrintedDate[] =>
  alerts.map(dayOf).filter((one): one is PrintedDate => one !== undefined);

/** Days that begin with their year never have a month of one digit. */
const SHORT_MONTH = /\b\d{2}[-/.]\d[-/.]\d{2}(?!\d)/;
const mayBeginWithYear = (alert: Alert): boolean =>
  dayOf(alert)?.short === true && !alert.raw.some((line) => SHORT_MONTH.test(line));

/** Of each account where its two-digit years stand; no day is later than in `lastYear`. */
export function placesOfYears(accounts: readonly (readonly Alert[])[], lastYear: number): YearPlace[] {
  const all = accounts.flat();
  const sent = all.map((alert) => readPrintedDate(alert.message?.sent ?? ""));
  const around: [number, number] = [9999, 0];
  for (const date of [...all.map(dayOf), ...sent])
    if (date && !date.short) around.splice(0, 2, Math.min(around[0], date.year), Math.max(around[1], date.year));
  return accounts.map((list) => {
    const short = list.filter(mayBeginWithYear);
    // a bank prints all its days alike
    const open = datesOf(list).filter(({ kind }) => kind === "open");
    return short.length < open.length ? { first: false, doubtful: false } : yearPlace(datesOf(short), around, lastYear);
  });
}
