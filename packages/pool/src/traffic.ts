// How much comes in and how long statements take, now and as usual: what distinguishes SLOW from LOAD.

const SECOND = 1_000;
/** From so much of a second on, what came in it says how much comes in now. */
const PART_MS = 250;
/** Over so long, and so many, the pace is taken. */
const PACE_MS = 1_000;
const SERVED = 64;
const WAIT_BUCKETS_MS = [1, 5, 10, 25, 50, 100, 250, 1_000, 5_000] as const;

export class Traffic {
  #from: number;
  #arrivals = 0;
  #statements = 0;
  #statementMs = 0;
  #now = { arrivals: 0, statementMs: 0 };
  #usual = { arrivals: 0, statementMs: 0 };
  /** When a statement last ended. */
  answeredAt: number;
  /** All of them since the start. */
  checkouts = 0;
  /** When the last of them were, so that the pace at which callers are served is known. */
  readonly #served: number[] = [];
  waitedMs = 0;
  readonly waits = WAIT_BUCKETS_MS.map((le) => ({ le, n: 0 }));

  constructor(now: number) {
    this.#from = now;
    this.answeredAt = now;
  }

  arrived(now: number, saturated: boolean): void {
    this.#roll(now, saturated);
    this.#arrivals++;
  }

  answered(ms: number, now: number): void {
    this.answeredAt = now;
    this.#statements++;
    this.#statementMs += ms;
  }

  /** In how many milliseconds so many callers are served at the present pace; `Infinity` when none was served. */
  turnInMs(callers: number, now: number): number {
    let n = 0;
    let first = now;
    for (const at of this.#served)
      if (now - at <= PACE_MS) {
        n++;
        if (at < first) first = at;
      }
    // One may be chance; and how long ago the first of them was says how fast they come.
    return n < 2 ? Number.POSITIVE_INFINITY : (callers * Math.max(1, now - first)) / n;
  }

  waited(ms: number, now: number): void {
    this.#served[this.checkouts % SERVED] = now;
    this.checkouts++;
    this.waitedMs += ms;
    for (const bucket of this.waits) if (ms <= bucket.le) bucket.n++;
  }

  tick(now: number, saturated: boolean): void {
    this.#roll(now, saturated);
  }

  /** Once a second; what is usual is not learned while callers wait. */
  #roll(now: number, saturated: boolean): void {
    const seconds = (now - this.#from) / SECOND;
    if (seconds < 1) return;
    const arrivals = this.#arrivals / seconds;
    const statementMs = this.#statements === 0 ? 0 : this.#statementMs / this.#statements;
    this.#now = { arrivals, statementMs };
    if (!saturated && this.#arrivals > 0) {
      const mix = (old: number, fresh: number) => (old === 0 ? fresh : old * 0.8 + fresh * 0.2);
      this.#usual = {
        arrivals: mix(this.#usual.arrivals, arrivals),
        statementMs: this.#statements === 0 ? this.#usual.statementMs : mix(this.#usual.statementMs, statementMs),
      };
    }
    this.#from = now;
    this.#arrivals = 0;
    this.#statements = 0;
    this.#statementMs = 0;
  }

  compared(now: number): { arrivals: { now: number; usual: number }; statementMs: { now: number; usual: number } } {
    const ms = now - this.#from;
    const part = ms < PART_MS ? 0 : (this.#arrivals * SECOND) / ms;
    return {
      arrivals: { now: Math.max(this.#now.arrivals, part), usual: this.#usual.arrivals },
      statementMs: { now: this.#now.statementMs, usual: this.#usual.statementMs },
    };
  }
}
