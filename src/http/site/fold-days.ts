import { type CivilDate, parseCivilDate, partsOf } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { dateWords } from "../../web/ui/words.ts";

/** Stands for the day asked about in a page that many days share; no fact is of that day. */
export const ANY_DAY = "9998-11-29" as CivilDate;
const ANY_DAY_WORDS = dateWords(ANY_DAY);

const known = new WeakMap<Pack, readonly CivilDate[]>();

/**
 * Every day on which something in the pack begins or ends, in order, a draft's own days and the end of a bank among them.
 * Between two of them every day is alike. Any day that a row names is one, save the days on which we looked: a row may get
 * a new kind of day, and a page of the day before must never be given for it.
 */
export function changesOf(pack: Pack): readonly CivilDate[] {
  let days = known.get(pack);
  if (!days) {
    const found = new Set<CivilDate>();
    const rows = [pack.rules, pack.listedFees, pack.services, pack.gaps, pack.complaintClock];
    addDays(found, [...rows, pack.banks.map(({ ended }) => ended)]);
    days = [...found].sort();
    known.set(pack, days);
  }
  return days;
}

function addDays(found: Set<CivilDate>, value: unknown): void {
  if (typeof value === "string") {
    const day = /^\d{4}-\d{2}-\d{2}$/.test(value) ? parseCivilDate(value) : undefined;
    if (day) found.add(day);
  } else if (typeof value === "object" && value !== null)
    for (const [key, one] of Object.entries(value)) if (key !== "checkedOn") addDays(found, one);
}

/** The last change on or before a day: days with the same one are answered alike. Empty before the first. */
export function lastChange(pack: Pack, on: CivilDate): CivilDate | "" {
  const days = changesOf(pack);
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((days[middle] as CivilDate) <= on) low = middle + 1;
    else high = middle;
  }
  return days[low - 1] ?? "";
}

/** Puts the day that was asked about into a text made for `ANY_DAY`. */
export const withDay = (text: string, on: CivilDate): string =>
  text.replaceAll(ANY_DAY, on).replaceAll(ANY_DAY_WORDS, dateWords(on));

/** A day of a query as `read-question` reads it; undefined when it is none. */
export const dayOf = (text: string): CivilDate | undefined => {
  const day = parseCivilDate(text.trim());
  return day !== undefined && partsOf(day).year < 9998 ? day : undefined;
};
