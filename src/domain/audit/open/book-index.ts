/**
 * What is asked of a whole statement is worked out once for it, not once for each charge, so that twice the lines
 * take twice the time. Kinds and services must be final when a judge asks; days always are.
 */
import { type CivilDate, dayNumber } from "../../dates/civil-date.ts";
import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, ofKind, sizeOf } from "./book.ts";

const reaches = new WeakMap<Book, Int32Array>();

/** The place of the first entry on or after a day; the number of entries when there is none. */
export function firstFrom(book: Book, from: CivilDate): number {
  // how far the days have come at each place: a file's own order may step back, this does not
  const reached = madeOnce(reaches, book, () => {
    let latest = Number.NEGATIVE_INFINITY;
    return Int32Array.from(book.entries, ({ day }) => {
      latest = Math.max(latest, day);
      return latest;
    });
  });
  const day = dayNumber(from);
  return firstWhere(reached.length, (i) => (reached[i] as number) >= day);
}

/** The first of so many places for which a test holds that holds for all behind it too; their number when it holds for none. */
export function firstWhere(length: number, holds: (place: number) => boolean): number {
  let [low, high] = [0, length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Sums over a statement's entries from one day to another, both in it. */
export class DaySums {
  readonly #days: readonly number[];
  /** Up to and with the day of the same place. */
  readonly #sums: readonly Minor[];

  constructor(entries: readonly Entry[], weight: (entry: Entry) => Minor) {
    const ofDay = new Map<number, Minor>();
    for (const entry of entries) {
      const own = weight(entry);
      if (own !== 0n) ofDay.set(entry.day, (ofDay.get(entry.day) ?? 0n) + own);
    }
    this.#days = [...ofDay.keys()].sort((a, b) => a - b);
    let sum = 0n;
    this.#sums = this.#days.map((day) => {
      sum += ofDay.get(day) as Minor;
      return sum;
    });
  }

  between(from: CivilDate, to: CivilDate): Minor {
    return this.#before(dayNumber(to) + 1) - this.#before(dayNumber(from));
  }

  #before(day: number): Minor {
    const place = firstWhere(this.#days.length, (i) => (this.#days[i] as number) >= day);
    return place === 0 ? 0n : (this.#sums[place - 1] as Minor);
  }
}

/** Entries that have something in common, in time order. */
export type Groups = ReadonlyMap<string, readonly Entry[]>;
const NONE: readonly Entry[] = [];

/** Groups entries by what `keyOf` says of them; those of which it says null are in none. */
export function groupBy(entries: readonly Entry[], keyOf: (entry: Entry) => string | null): Groups {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== null) madeOnce(groups, key, () => []).push(entry);
  }
  return groups;
}

/** Makes a finder of fees that have a key in common and are wanted, which is worked out once for each fee of a statement. */
export function feesAlike(
  keyOf: (fee: Entry) => string | null,
  wanted: (fee: Entry) => boolean = () => true,
): (book: Book, key: string) => readonly Entry[] {
  const known = new WeakMap<Book, Groups>();
  const keyOfWanted = (fee: Entry) => (wanted(fee) ? keyOf(fee) : null);
  return (book, key) => madeOnce(known, book, () => groupBy(ofKind(book, "fee"), keyOfWanted)).get(key) ?? NONE;
}

const sums = new WeakMap<readonly Entry[], readonly Minor[]>();

/** What the entries of a group that stand before a place come to. */
export function sumBefore(group: readonly Entry[], at: number): Minor {
  const upTo = madeOnce(sums, group, () => {
    let sum = 0n;
    return group.map((entry) => {
      sum += sizeOf(entry);
      return sum;
    });
  });
  return upTo[countUpTo(group, at - 1) - 1] ?? 0n;
}

/** How many of a group stand at a place or before it. */
export const countUpTo = (group: readonly Entry[], at: number): number =>
  firstWhere(group.length, (i) => (group[i] as Entry).at > at);
