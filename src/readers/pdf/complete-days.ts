/**
 * Days that are printed without their year (`12/15`, `04 MAY`) take it from the printed period, across a new year too. Which
 * of two numbers is the month is told by the same period: the days must lie in it.
 */
import { type CivilDate, civilDate } from "../../domain/dates/civil-date.ts";
import { dayIn, readPrintedDate } from "../text/printed-date.ts";

type Order = "dmy" | "mdy";
type Period = { readonly from: CivilDate; readonly to: CivilDate };

/** How far outside the printed period a day may lie. */
const SLACK_DAYS = 10;

/** A finder of whole days as `YYYY-MM-DD`; null where no period is printed. `texts` are the lines around the table. */
export function yearFinder(
  days: readonly string[],
  texts: readonly string[],
): ((day: string) => string | undefined) | null {
  const bare = days.map(partsOf).filter((parts) => parts !== undefined);
  if (bare.length === 0) return null;
  const ways = (["dmy", "mdy"] as const).flatMap((order) => {
    const period = periodIn(texts, order);
    if (!period) return [];
    const found = bare.filter((parts) => dayWithin(parts, order, period) !== undefined).length;
    return [{ order, period, found }];
  });
  const best = ways.reduce<(typeof ways)[0] | null>((a, b) => (a === null || b.found > a.found ? b : a), null);
  if (!best || best.found === 0) return null;
  return (day) => {
    const parts = partsOf(day);
    return parts && dayWithin(parts, best.order, best.period);
  };
}

type Parts = { readonly first: number; readonly second: number; readonly named: boolean };

function partsOf(day: string): Parts | undefined {
  const numbers = /^(\d{1,2})[/.-](\d{1,2})\.?$/.exec(day);
  if (numbers) return { first: Number(numbers[1]), second: Number(numbers[2]), named: false };
  const [, number = "", name = ""] = /^(\d{1,2})(?:st|nd|rd|th)?[ -]?(\p{L}{3,10})\.?$/iu.exec(day) ?? [];
  const [, name2 = "", number2 = ""] = /^(\p{L}{3,10})\.? (\d{1,2})(?:st|nd|rd|th)?$/iu.exec(day) ?? [];
  const read = readPrintedDate(`1 ${name || name2} 2020`);
  return read ? { first: Number(number || number2), second: read.first, named: true } : undefined;
}

function dayWithin({ first, second, named }: Parts, order: Order, { from, to }: Period): CivilDate | undefined {
  const [day, month] = named || order === "dmy" ? [first, second] : [second, first];
  const [least, most] = [Number(from.slice(0, 4)), Number(to.slice(0, 4))];
  for (let year = least - 1; year <= most + 1; year++) {
    const date = civilDate(year, month, day);
    if (date && apart(date, from) >= -SLACK_DAYS && apart(date, to) <= SLACK_DAYS) return date;
  }
  return undefined;
}

/** About how many days `a` is behind `b`. */
function apart(a: CivilDate, b: CivilDate): number {
  const count = (date: CivilDate) =>
    Number(date.slice(0, 4)) * 365.25 + Number(date.slice(5, 7)) * 30.44 + Number(date.slice(8));
  return count(a) - count(b);
}

const DAY =
  /\d{4}-\d{2}-\d{2}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}(?:st|nd|rd|th)?[ /-]?\p{L}{3,10}\.?,?[ /-]?\d{2,4}|\p{L}{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}/giu;
const NAMES_PERIOD = /period|cycle|from|between|statement|range|zeitraum|auszug/i;

/** Two days on one line make a period, first where the line says so; one day of the statement ends a year. */
function periodIn(texts: readonly string[], order: Order): Period | null {
  let best: { period: Period; worth: number } | null = null;
  for (const text of texts) {
    const days = [...text.matchAll(DAY)].flatMap(([day]) => {
      const read = readPrintedDate(day.trim());
      return (read && dayIn(order, read)) ?? [];
    });
    const [a, b] = days;
    if (!a) continue;
    const named = NAMES_PERIOD.test(text);
    const two = b !== undefined && b >= a;
    const worth = (two ? 2 : 0) + (named ? 1 : 0);
    if (worth === 0 || (best && best.worth >= worth)) continue;
    const from = two ? a : (civilDate(Number(a.slice(0, 4)) - 1, Number(a.slice(5, 7)), Number(a.slice(8))) ?? a);
    best = { period: { from, to: two ? b : a }, worth };
  }
  return best?.period ?? null;
}
