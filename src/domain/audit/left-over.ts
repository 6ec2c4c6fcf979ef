import type { Minor } from "../money/money.ts";
import { type Entry, returnedOf, sizeOf } from "./book.ts";
import { countUpTo } from "./book-index.ts";
import { madeOnce } from "./made-once.ts";

/** What of a debit has not come back. */
export const leftOf = (entry: Entry): Minor => sizeOf(entry) - returnedOf(entry);

/**
 * Debits in time order, walked from the latest back over those of which something is left. What came back whole never returns,
 * so a gap of such lines is crossed step by step once and then in one: of many equal pairs each is met once.
 */
export class LeftOver {
  readonly #entries: readonly Entry[];
  /** For each place: the place before it that may still be open. */
  readonly #before: number[];

  constructor(entries: readonly Entry[]) {
    this.#entries = entries;
    this.#before = entries.map((_one, i) => i - 1);
  }

  /** The open ones before a place in time, the latest first. */
  *before(at: number): Generator<Entry> {
    let place = this.#openAt(countUpTo(this.#entries, at - 1) - 1);
    while (place >= 0) {
      yield this.#entries[place] as Entry;
      place = this.#openAt(this.#before[place] as number);
    }
  }

  /** The place itself where it is open, else the next open one before it; -1: there is none. */
  #openAt(from: number): number {
    let open = from;
    while (open >= 0 && leftOf(this.#entries[open] as Entry) <= 0n) open = this.#before[open] as number;
    for (let place = from; place > open; ) {
      const next = this.#before[place] as number;
      this.#before[place] = open;
      place = next;
    }
    return open;
  }
}

/** Lists of debits by a key; those whose key is null are in none. */
export function leftOversBy<K>(entries: readonly Entry[], keyOf: (entry: Entry) => K | null): Map<K, LeftOver> {
  const groups = new Map<K, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    if (key !== null) madeOnce(groups, key, () => []).push(entry);
  }
  return new Map([...groups].map(([key, group]) => [key, new LeftOver(group)]));
}
