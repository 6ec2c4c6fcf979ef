/**
 * Days that are printed without their year (`12/15`, `04 MAY`) take it from the printed period, across a new year too. Which
 * of two numbers is the month follows from the same period: the days must lie in it.
 */
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import { dayIn, readPrintedDate } from "../text/printed-date.ts";

type Order = "dmy" | "mdy";
type Period = { readonly from: CivilDate; readonly to: CivilDate };

/** How far outside the printed period a day may lie. */
const SLACK_DAYS = 10;

/** A finder of whole days as `YYYY-MM-DD`; null where no period is printed. `texts` are the lines around the table, `ends` its rows with a year. */
export function yearFinder(
  days: readonly string[],
  texts: readonly string[],
  ends: readonly string[] = [],
): ((day: string) => string | undefined) | null {
  const bare = days.map(partsOf).filter((parts) => parts !== undefined);
  if (bare.length === 0) return null;
  const ways = (["dmy", "mdy"] as const).flatMap((order) => {
    const period = periodIn(texts, order) ?? betweenBalances([...texts, ...ends], order);
    if (!period) return [];
    const found = bare.flatMap((parts) => dayWithin(parts, order, period) ?? []);
    return [{ order, period, found, turns: turnsOf(found) }];
  });
  const [best, other] = ways.sort((a, b) => b.found.length - a.found.length || a.turns - b.turns);
  if (!best || best.found.length === 0) return null;
  // where both orders do as well and say different days, nothing tells which is right
  const open = other?.found.length === best.found.length && other.turns === best.turns;
  if (open && other.found.some((day, i) => day !== best.found[i])) return null;
  return (day) => {
    const parts = partsOf(day);
    return parts && dayWithin(parts, best.order, best.period);
  };
}

/** How often days go the other way than they mostly do. */
function turnsOf(days: readonly CivilDate[]): number {
  const steps = days
    .slice(1)
    .map((day, i) => (day > (days[i] as CivilDate) ? 1 : day < (days[i] as CivilDate) ? -1 : 0));
  const [up, down] = [steps.filter((step) => step > 0).length, steps.filter((step) => step < 0).length];
  return Math.min(up, down);
}

type Parts = { readonly first: number; readonly second: number; readonly named: boolean };

function partsOf(day: string): Parts | undefined {
  const numbers = /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(day);
  if (numbers) return { first: Number(numbers[1]), second: Number(numbers[2]), named: false };
  const [, number = "", name = ""] = /^(\d{1,2})(?:st|nd|rd|th)?[ /-]?(\p{L}{3,10})\.?$/iu.exec(day) ?? [];
  const [, name2 = "", number2 = ""] = /^(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?$/iu.exec(day) ?? [];
  const read = readPrintedDate(`1 ${name || name2} 2020`);
  return read ? { first: Number(number || number2), second: read.first, named: true } : undefined;
}

function dayWithin({ first, second, named }: Parts, order: Order, { from, to }: Period): CivilDate | undefined {
  const [day, month] = named || order === "dmy" ? [first, second] : [second, first];
  const [least, most] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  let best: { date: CivilDate; off: number } | undefined;
  for (let year = least - 1; year <= most + 1; year++) {
    const date = civilDate(year, month, day);
    if (!date) continue;
    const off = Math.max(0, -apart(date, from), apart(date, to));
    // a day shortly before a whole year began is rather one shortly before it ended
    if (off <= SLACK_DAYS && (!best || off <= best.off)) best = { date, off };
  }
  return best?.date;
}

/** About how many days `a` is behind `b`. */
function apart(a: CivilDate, b: CivilDate): number {
  const count = (date: CivilDate) =>
    Number(date.slice(0, 4)) * 365.25 + Number(date.slice(5, 7)) * 30.44 + Number(date.slice(8));
  return count(a) - count(b);
}

const DAY =
  /\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ /-]?\p{L}{3,10}\.?,?[ /-]?\d{2,4}|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}/giu;
const NAMES_PERIOD =
  /period|cycle|from|between|statement|range|zeitraum|auszug|arr[eê]t|situation|relev[eé]|as (?:at|of|on)\b/i;
/** Such a day ended the statement before. */
const NAMES_BEFORE = /ancien|pr[eé]c[eé]d|previous|alter|anterior|opening|beginning|brought/i;
/** A day and at most the number of the page: the day of the statement. */
const ONLY_DAY = /^\W{0,3}#(?:\W{1,3}page \d{1,4}(?: of \d{1,4})?)?\W{0,3}$/i;
/** `02 - 31 Mar 2026`, `2 March to 5 April 2026`, `Mar 2 - Apr 5, 2026`: the year is printed behind the second day only. */
const ONE_YEAR =
  /\b(?:(\d{1,2})(?:st|nd|rd|th)?(?: (\p{L}{3,10}))?\.? ?(?:-|–|to|until|through|bis|au|a) ?(\d{1,2})(?:st|nd|rd|th)? (\p{L}{3,10})\.?|(\p{L}{3,10})\.? (\d{1,2}) ?(?:-|–|to|through) ?(?:(\p{L}{3,10})\.? )?(\d{1,2})),? ((?:19|20)\d{2})\b/iu;

const TWO_DAYS = 2;

/** A period whose year is printed once; one from December to January began in the year before. */
function inOneYear(text: string): Period | null {
  const [, day1, month1, day2, month2, name1, number1, name2, number2, year] = ONE_YEAR.exec(text) ?? [];
  if (year === undefined) return null;
  const last = readPrintedDate(`${day2 ?? number2} ${month2 ?? name2 ?? name1} ${year}`);
  const to = last && dayIn("dmy", last);
  const first = readPrintedDate(`${day1 ?? number1} ${month1 ?? month2 ?? name1} ${year}`);
  const sameYear = first && dayIn("dmy", first);
  if (!to || !sameYear) return null;
  const from =
    sameYear <= to ? sameYear : civilDate(Number(year) - 1, Number(sameYear.slice(5, 7)), Number(sameYear.slice(8)));
  return from ? { from, to } : null;
}

/** Two days on one line make a period, first where the line says so; one day of the statement ends a year. */
function periodIn(texts: readonly string[], order: Order): Period | null {
  let best: { period: Period; worth: number } | null = null;
  for (const text of texts) {
    const shared = inOneYear(text);
    if (shared && (best?.worth ?? 0) < TWO_DAYS) best = { period: shared, worth: TWO_DAYS };
    const printed = [...text.matchAll(DAY)].flatMap(([day]) => readPrintedDate(day.trim()) ?? []);
    const days = printed.flatMap((day) => dayIn(order, day) ?? []);
    // an order in which one of two days is none is not that of the period
    if (days.length < printed.length) continue;
    const [a, b] = days;
    if (!a) continue;
    const named = (NAMES_PERIOD.test(text) && !NAMES_BEFORE.test(text)) || ONLY_DAY.test(text.replace(DAY, "#"));
    const two = b !== undefined && b >= a;
    const worth = (two ? TWO_DAYS : 0) + (named ? 1 : 0);
    if (worth === 0 || (best && best.worth >= worth)) continue;
    const from = two ? a : (civilDate(Number(a.slice(0, 4)) - 1, Number(a.slice(5, 7)), Number(a.slice(8))) ?? a);
    best = { period: { from, to: two ? b : a }, worth };
  }
  return best?.period ?? null;
}

/** Of a balance with its day. */
const OF_BALANCE = /balance|saldo|solde|kontostand/i;
const NAMES_END = /neuer|nouveau|nuevo|novo|final|closing|ending|current|actual|carried/i;

/** The day of the balance before and that of the one behind are the two ends of a period. */
function betweenBalances(texts: readonly string[], order: Order): Period | null {
  const dayOf = (names: RegExp): CivilDate | undefined => {
    for (const text of texts) {
      const [day, ...more] = OF_BALANCE.test(text) && names.test(text) ? [...text.matchAll(DAY)] : [];
      const read = day && more.length === 0 ? readPrintedDate(day[0].trim()) : undefined;
      if (read) return dayIn(order, read);
    }
    return undefined;
  };
  const [from, to] = [dayOf(NAMES_BEFORE), dayOf(NAMES_END)];
  return from && to && from <= to ? { from, to } : null;
}
