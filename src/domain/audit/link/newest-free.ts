import type { Entry } from "../open/book.ts";

const LOOK_BACK_DAYS = 7;

/**
 * Debits that look alike, in time order, of which each is given back once. The newest that is left is found without walking
 * over those that are gone: each place remembers the nearest place before it that may still be free.
 */
export class NewestFree {
  readonly all: readonly Entry[];
  readonly #given: ReadonlySet<Entry>;
  /** The place itself, or one before it at which to go on looking. */
  readonly #before: Int32Array;

  constructor(entries: readonly Entry[], given: ReadonlySet<Entry>) {
    this.all = entries;
    this.#given = given;
    this.#before = Int32Array.from(entries, (_, i) => i);
  }

  /**
   * One of the reversal's own day, wherever it stands in it, the nearest before it first; else the newest of the last seven days;
   * null when all are given back.
   */
  newest(reversal: Entry): Entry | null {
    const before = this.#inReach(reversal, this.#lastBefore(reversal));
    return before?.day === reversal.day ? before : this.#inReach(reversal, this.#last(reversal));
  }

  #inReach(reversal: Entry, from: number): Entry | null {
    const at = this.#free(from);
    const entry = at < 0 ? undefined : this.all[at];
    return entry && reversal.day - entry.day <= LOOK_BACK_DAYS ? entry : null;
  }

  /** The one that is left, where it is the only one. */
  onlyOne(reversal: Entry): Entry | null {
    const [one, ...more] = this.some(reversal, 2);
    return one && more.length === 0 ? one : null;
  }

  /** Up to so many, the newest first. */
  some(reversal: Entry, most: number): Entry[] {
    const found: Entry[] = [];
    for (let at = this.#free(this.#last(reversal)); at >= 0 && found.length < most; at = this.#free(at - 1)) {
      const entry = this.all[at] as Entry;
      if (reversal.day - entry.day > LOOK_BACK_DAYS) break;
      found.push(entry);
    }
    return found;
  }

  /** The last place of the reversal's day or before it. */
  #last(reversal: Entry): number {
    return this.#lastWhere((entry) => entry.day <= reversal.day);
  }

  #lastBefore(reversal: Entry): number {
    return this.#lastWhere((entry) => entry.at < reversal.at);
  }

  /** The last place for which a test holds that holds for all before it. */
  #lastWhere(holds: (entry: Entry) => boolean): number {
    let [low, high] = [0, this.all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.all[middle] as Entry)) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  #free(from: number): number {
    let at = from;
    while (at >= 0 && this.#given.has(this.all[at] as Entry))
      at = (this.#before[at] as number) < at ? (this.#before[at] as number) : at - 1;
    // what was walked over is gone for good
    for (let one = from; one > at; ) {
      const next = (this.#before[one] as number) < one ? (this.#before[one] as number) : one - 1;
      this.#before[one] = at;
      one = next;
    }
    return at;
  }
}
