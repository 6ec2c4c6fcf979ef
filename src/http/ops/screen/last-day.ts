/** The last 24 hours minute by minute, in memory of a fixed size: what the charts of the operations page are drawn from. */
const MINUTES = 1_440;
const MINUTE_MS = 60_000;
/** Charts have so many columns, each of five minutes, so that a page of eight of them stays small. */
const COLUMNS = 288;

/** How the values of one minute become one: added up, or the largest kept. */
const MEASURES = {
  answered: "sum",
  failed: "sum",
  turnedAway: "sum",
  slowestMs: "most",
  inUse: "most",
  waiting: "most",
  leaks: "sum",
  childDeaths: "sum",
  residentBytes: "most",
  loopMs: "most",
} as const;
export type Measure = keyof typeof MEASURES;
const NAMES = Object.keys(MEASURES) as Measure[];

/** One chart: `columns` oldest first, each the largest minute in it; NaN where nothing was looked at. */
export type DaySeries = {
  readonly columns: readonly number[];
  readonly most: { readonly value: number; readonly at: number } | undefined;
  /** The last whole minute, or this one where there is none. */
  readonly last: number;
};

/** `until` is the start of the first minute without it; milliseconds since 1970, as every instant here. */
export type DaySpan = { readonly word: string; readonly from: number; readonly until: number };

export class LastDay {
  readonly #values = new Map(NAMES.map((name) => [name, new Float64Array(MINUTES).fill(Number.NaN)] as const));
  readonly #words: (string | undefined)[] = new Array(MINUTES).fill(undefined);
  /** The newest minute that was written, counted from 1970. */
  #minute = Number.NaN;

  /** Notes values of this moment. A clock that goes back writes into the newest minute there is. */
  note(now: number, values: Partial<Record<Measure, number>>, word?: string | null): void {
    const at = this.#go(now);
    for (const [name, value] of Object.entries(values) as [Measure, number][]) {
      const own = this.#values.get(name);
      if (own === undefined || !Number.isFinite(value)) continue;
      const before = own[at] as number;
      own[at] = Number.isNaN(before) ? value : MEASURES[name] === "sum" ? before + value : Math.max(before, value);
    }
    // a minute keeps the last word that was said in it
    if (word) this.#words[at] = word;
  }

  series(name: Measure, now: number): DaySeries {
    const newest = Math.floor(now / MINUTE_MS);
    const wide = MINUTES / COLUMNS;
    const columns: number[] = new Array(COLUMNS).fill(Number.NaN);
    let most: { value: number; at: number } | undefined;
    for (let i = 0; i < MINUTES; i++) {
      const minute = newest - MINUTES + 1 + i;
      const value = this.#at(name, minute);
      if (Number.isNaN(value)) continue;
      const column = Math.floor(i / wide);
      columns[column] = Number.isNaN(columns[column] as number) ? value : Math.max(columns[column] as number, value);
      if (most === undefined || value > most.value) most = { value, at: minute * MINUTE_MS };
    }
    const before = this.#at(name, newest - 1);
    const last = Number.isNaN(before) ? this.#at(name, newest) : before;
    return { columns, most, last: Number.isNaN(last) ? 0 : last };
  }

  /** What was said from when to when, newest first. */
  spans(now: number, mostOfThem: number): DaySpan[] {
    const newest = Math.floor(now / MINUTE_MS);
    const found: { word: string; from: number; until: number }[] = [];
    for (let minute = newest - MINUTES + 1; minute <= newest; minute++) {
      const word = this.#kept(minute) ? this.#words[minute % MINUTES] : undefined;
      const span = found.at(-1);
      if (word === undefined) continue;
      if (span?.word === word && span.until === minute * MINUTE_MS) span.until += MINUTE_MS;
      else found.push({ word, from: minute * MINUTE_MS, until: (minute + 1) * MINUTE_MS });
    }
    return found.slice(-mostOfThem).reverse();
  }

  #kept(minute: number): boolean {
    return minute <= this.#minute && minute > this.#minute - MINUTES;
  }

  #at(name: Measure, minute: number): number {
    return this.#kept(minute) ? (this.#values.get(name)?.[minute % MINUTES] ?? Number.NaN) : Number.NaN;
  }

  /** Where this moment is written; minutes in between, and this one, begin empty. */
  #go(now: number): number {
    const minute = Math.floor(now / MINUTE_MS);
    if (Number.isNaN(this.#minute)) this.#minute = minute;
    const first = Math.max(this.#minute + 1, minute - MINUTES + 1);
    for (let one = first; one <= minute; one++) {
      for (const values of this.#values.values()) values[one % MINUTES] = Number.NaN;
      this.#words[one % MINUTES] = undefined;
    }
    this.#minute = Math.max(this.#minute, minute);
    return this.#minute % MINUTES;
  }
}
