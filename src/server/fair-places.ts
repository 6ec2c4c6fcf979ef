/**
 * A few places for work whose cost is not known before it is done. While no client waits, places are given in the order of
 * arrival. Once one waits:
 *
 * - the next place goes to the client that has used the least processor of late, less what it has waited; so whoever has
 *   not come before comes soon, and a crowd behind one address comes in the end;
 * - work that has used more than `sliceSeconds` is *long*, and holds at most all places but one. Where it would hold the
 *   last one too, long work that has used more than `keptSeconds` is ended, that of the client that has used the most
 *   first; where there is none, the newest is ended;
 * - the line is short, in number and in bytes. Where it is full, whoever has the most in it loses the last one to a client
 *   that has fewer, and a client that has used more to one that has used less.
 */

export type PlacesOptions = {
  readonly places: number;
  /** What work may use of a processor before it counts as long. */
  readonly sliceSeconds: number;
  /** What long work may use before it makes room for another that is long. */
  readonly keptSeconds: number;
  readonly waiting: number;
  readonly waitingBytes: number;
  readonly waitMs: number;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
};

/** Why somebody was sent away, and when it is worth coming again. */
export class TurnedAway extends Error {
  override readonly name = "TurnedAway";
  /** `ended`: it was begun, and had to make room. */
  readonly why: "full" | "waited" | "ended";
  readonly afterSeconds: number;

  constructor(why: TurnedAway["why"], afterSeconds: number) {
    super(why);
    this.why = why;
    this.afterSeconds = afterSeconds;
  }
}

/** What work says of itself while it goes on. */
export type Turn = {
  /** Aborted when it has to make room. */
  readonly signal: AbortSignal;
  /** Seconds of processor so far; answers whether it is long by now. */
  used(seconds: number): boolean;
};

type Inside = { readonly client: string; used: number; readonly end: AbortController };
type Waiter = {
  readonly client: string;
  readonly bytes: number;
  readonly since: number;
  go(): void;
  refuse(why: TurnedAway["why"]): void;
};

/** What was used counts half after so long. */
const HALF_MS = 60_000;
/** So many seconds of processor are forgiven for each second of waiting. */
const WAITED_WEIGHT = 0.5;
/** Clients that are remembered; what the others used has faded. */
const MOST_CLIENTS = 20_000;

export class FairPlaces {
  readonly #options: PlacesOptions;
  readonly #now: () => number;
  readonly #inside = new Set<Inside>();
  readonly #line: Waiter[] = [];
  readonly #spent = new Map<string, { seconds: number; at: number }>();
  /** Places that are taken: one that is passed on stays taken, so that a new client cannot overtake the line. */
  #taken = 0;

  constructor(options: PlacesOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  get inside(): number {
    return this.#inside.size;
  }

  get waiting(): number {
    return this.#line.length;
  }

  /** What a client used of late, in seconds of processor. */
  spent(client: string): number {
    const one = this.#spent.get(client);
    return one ? one.seconds * 0.5 ** ((this.#now() - one.at) / HALF_MS) : 0;
  }

  /** Whether this client would be sent away right now: cheap, so it can be asked before a body is read. */
  full(client: string, bytes = 0): boolean {
    return this.#taken >= this.#options.places && !this.#fits(bytes) && this.#whoYields(client) === undefined;
  }

  /** When it is worth coming again: as long as the line takes at the pace of slices, at least 2 s. */
  get afterSeconds(): number {
    const { places, sliceSeconds } = this.#options;
    return 2 + Math.ceil((this.#line.length * sliceSeconds) / places);
  }

  /** `gone`: whoever asked has left, and leaves the line. @throws {TurnedAway} @throws what `work` throws; after `ended` whatever that was. */
  async run<T>(
    client: string,
    bytes: number,
    work: (turn: Turn) => Promise<T>,
    gone?: AbortSignal | undefined,
  ): Promise<T> {
    if (this.#taken >= this.#options.places) await this.#wait(client, bytes, gone);
    else this.#taken++;
    const one: Inside = { client, used: 0, end: new AbortController() };
    this.#inside.add(one);
    try {
      return await work({ signal: one.end.signal, used: (seconds) => this.#uses(one, seconds) });
    } catch (cause) {
      throw one.end.signal.aborted ? new TurnedAway("ended", this.afterSeconds) : cause;
    } finally {
      this.#inside.delete(one);
      this.#charge(client, one.used);
      this.#taken--;
      this.#next();
    }
  }

  #uses(one: Inside, seconds: number): boolean {
    one.used = Math.max(one.used, seconds);
    this.#makeRoom();
    return one.used > this.#options.sliceSeconds;
  }

  #charge(client: string, seconds: number): void {
    const now = this.spent(client) + seconds;
    this.#spent.delete(client);
    this.#spent.set(client, { seconds: now, at: this.#now() });
    const [oldest] = this.#spent.size > MOST_CLIENTS ? this.#spent.keys() : [];
    if (oldest !== undefined) this.#spent.delete(oldest);
  }

  #fits(bytes: number): boolean {
    const held = this.#line.reduce((sum, one) => sum + one.bytes, 0);
    return this.#line.length < this.#options.waiting && (held === 0 || held + bytes <= this.#options.waitingBytes);
  }

  /** In the line, the one that a newcomer of this client may take the place of. */
  #whoYields(client: string): Waiter | undefined {
    const counts = new Map<string, number>();
    for (const one of this.#line) counts.set(one.client, (counts.get(one.client) ?? 0) + 1);
    const own = (counts.get(client) ?? 0) + 1;
    const rank = (one: string) => [counts.get(one) ?? 0, this.spent(one)] as const;
    let most: string | undefined;
    for (const one of counts.keys()) if (most === undefined || isMore(rank(one), rank(most))) most = one;
    if (most === undefined || most === client || !isMore(rank(most), [own, this.spent(client)])) return undefined;
    return this.#line.findLast((one) => one.client === most);
  }

  async #wait(client: string, bytes: number, gone: AbortSignal | undefined): Promise<void> {
    // several short ones may stand where a long one is to stand
    for (let tries = this.#line.length; !this.#fits(bytes) && tries >= 0; tries--) {
      const yields = this.#whoYields(client);
      if (!yields) throw new TurnedAway("full", this.afterSeconds);
      yields.refuse("full");
    }
    await new Promise<void>((resolve, reject) => {
      const leave = () => {
        clearTimeout(timer);
        gone?.removeEventListener("abort", left);
        const at = this.#line.indexOf(waiter);
        if (at >= 0) this.#line.splice(at, 1);
      };
      const waiter: Waiter = {
        client,
        bytes,
        since: this.#now(),
        go: () => {
          leave();
          resolve();
        },
        refuse: (why) => {
          leave();
          reject(new TurnedAway(why, this.afterSeconds));
        },
      };
      const left = () => waiter.refuse("waited");
      const timer = setTimeout(left, this.#options.waitMs);
      gone?.addEventListener("abort", left, { once: true });
      this.#line.push(waiter);
      if (gone?.aborted) left();
      this.#makeRoom();
    });
  }

  #next(): void {
    while (this.#taken < this.#options.places && this.#line.length > 0) {
      const key = (one: Waiter) => this.spent(one.client) - ((this.#now() - one.since) / 1_000) * WAITED_WEIGHT;
      let first: Waiter | undefined;
      for (const one of this.#line) if (first === undefined || key(one) < key(first)) first = one;
      this.#taken++;
      first?.go();
    }
  }

  /** Ends long work that holds the last place while somebody waits. */
  #makeRoom(): void {
    const { places, sliceSeconds, keptSeconds } = this.#options;
    if (this.#line.length === 0) return;
    const going = [...this.#inside].filter((one) => !one.end.signal.aborted);
    const long = going.filter((one) => one.used > sliceSeconds);
    if (going.length < this.#inside.size || long.length < places) return;
    const all = (one: Inside) => this.spent(one.client) + one.used;
    const kept = long.filter((one) => one.used > keptSeconds).sort((a, b) => all(b) - all(a));
    const newest = long.toSorted((a, b) => a.used - b.used);
    const last = long.length === 1 ? undefined : newest[0];
    (kept[0] ?? last)?.end.abort();
  }
}

const isMore = (a: readonly [number, number], b: readonly [number, number]): boolean =>
  a[0] > b[0] || (a[0] === b[0] && a[1] > b[1]);
