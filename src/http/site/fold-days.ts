import { type CivilDate, parseCivilDate, partsOf } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { dateWords } from "../../web/ui/words.ts";

/** Stands for the day asked about in a page that many days share; no fact is of that day. */
export const ANY_DAY = "9998-11-29" as CivilDate;
const ANY_DAY_WORDS = dateWords(ANY_DAY);

const known = new WeakMap<Pack, readonly CivilDate[]>();

/** Every day on which something in the pack begins or ends, in order. Between two of them every day is alike. */
export function changesOf(pack: Pack): readonly CivilDate[] {
  let days = known.get(pack);
  if (!days) {
    const named = pack.services.flatMap((service) => service.named ?? []);
    // a draft speaks from the day that it names for itself
    const drafts = pack.rules.map(({ proposedFrom, proposedUntil }) => ({
      from: proposedFrom ?? null,
      until: proposedUntil ?? null,
    }));
    const spans = [...drafts, ...pack.rules, ...pack.listedFees, ...(pack.gaps ?? []), ...named];
    const found = new Set([
      ...spans.flatMap((one) => [one.from, one.until]),
      ...pack.complaintClock.map((step) => step.from ?? null),
    ]);
    days = [...found].filter((day) => day !== null).sort();
    known.set(pack, days);
  }
  return days;
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
