/**
 * A child process that is started again when it dies. It is starting -> up (it said so) -> died -> starting ..., until it
 * is ended for good: because it was told to stop, left by itself with status 0, was refused with status 2 before it was
 * ever up, or died `tries` times in a row without coming up. Only `#start`, `#died`, `renew` and `stop` move it.
 *
 * One that was up and died comes back however often that happens, with a pause that grows while deaths are frequent: a
 * visitor who finds a way to end it must not be able to end it for good. One that is up and does not answer to `ping` is
 * ended hard and counts as dead.
 */
import type { ChildProcess } from "node:child_process";
import { backoffMs } from "./backoff.ts";

export type Death = {
  /** `signal SIGKILL` or `exit status 1`. */
  readonly how: string;
  /** How long it had been up; null when it never was. */
  readonly upMs: number | null;
  /** After how long it is started again; null when it is not. */
  readonly againInMs: number | null;
};

export type KeptOptions = {
  /** Starts it; `times` counts from 0. With an IPC channel. */
  readonly start: (times: number) => ChildProcess;
  /** What it sends, but the answer to a ping. */
  readonly onMessage: (message: unknown, child: ChildProcess) => void;
  readonly onDeath: (death: Death) => void;
  /** Deaths in a row, none of them after coming up, before it is given up. */
  readonly tries?: number;
  /** The pause after the second death within a minute; doubles with each more, up to `largestMs`. The first has none. */
  readonly firstMs?: number;
  readonly largestMs?: number;
  /** One that is up is asked this often, and ended after `unanswered` questions in a row. */
  readonly pingMs?: number;
  readonly unanswered?: number;
  /** How long an ordered stop may take. */
  readonly stopMs: number;
};

/** What a kept process sends in answer to `PING`; the parent sends `STOP` to have it stop in order. */
export const PING = "ping";
export const PONG = "pong";
export const STOP = "stop";

/** Exit status of one that was ended by a signal from elsewhere and stopped in order: it is started again. */
export const ENDED_BY_SIGNAL = 143;
/** Exit status of what was refused, as of a bad setting: to try again would change nothing. */
const REFUSED = 2;
const RECENT_MS = 60_000;
/** As a shell counts what a signal ended. */
const BY_SIGNAL = 128;

export class KeptProcess {
  readonly #options: Required<KeptOptions>;
  readonly #deaths: number[] = [];
  readonly #ended = Promise.withResolvers<number>();
  #child: ChildProcess | undefined;
  #times = 0;
  #inARow = 0;
  #everUp = false;
  #upAt: number | undefined;
  #asked = 0;
  #stopping = false;
  #renewing = false;
  #again: NodeJS.Timeout | undefined;
  #ping: NodeJS.Timeout | undefined;
  #late: NodeJS.Timeout | undefined;

  constructor(options: KeptOptions) {
    this.#options = {
      tries: 6,
      firstMs: 100,
      largestMs: 5_000,
      pingMs: 5_000,
      unanswered: 6,
      ...options,
    };
    this.#start();
  }

  /** Its exit status once it is ended for good: its own, or 128 and more for a signal; 0 after an ordered stop. */
  get ended(): Promise<number> {
    return this.#ended.promise;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** It answers from now on. */
  up(): void {
    this.#everUp = true;
    this.#inARow = 0;
    this.#asked = 0;
    this.#upAt = performance.now();
    this.#ping ??= setInterval(() => this.#askAlive(), this.#options.pingMs);
  }

  /** Ends it hard and starts another at once. Is no death: nothing is reported, and what died before is forgotten. */
  renew(): void {
    if (this.#stopping) return;
    this.#deaths.length = 0;
    this.#inARow = 0;
    if (this.#child !== undefined) {
      this.#renewing = true;
      this.#child.kill("SIGKILL");
    } else if (this.#again !== undefined) {
      clearTimeout(this.#again);
      this.#start();
    }
  }

  /** Tells it to stop in order, and ends it hard when that takes longer than `stopMs`. Stopping twice is stopping once. */
  stop(): Promise<number> {
    if (!this.#stopping) {
      this.#stopping = true;
      clearInterval(this.#ping);
      clearTimeout(this.#again);
      const child = this.#child;
      if (child === undefined) this.#ended.resolve(0);
      else {
        send(child, STOP);
        this.#late = setTimeout(() => child.kill("SIGKILL"), this.#options.stopMs);
      }
    }
    return this.#ended.promise;
  }

  #start(): void {
    this.#again = undefined;
    const child = this.#options.start(this.#times++);
    this.#child = child;
    let over = false;
    const died = (status: number | null, signal: NodeJS.Signals | null) => {
      if (over) return;
      over = true;
      this.#died(status, signal);
    };
    child.once("error", () => died(1, null));
    child.once("exit", died);
    child.on("message", (message) => {
      if (message === PONG) this.#asked = 0;
      else if (child === this.#child) this.#options.onMessage(message, child);
    });
  }

  #askAlive(): void {
    const child = this.#child;
    if (child === undefined || this.#upAt === undefined) return;
    if (this.#asked >= this.#options.unanswered) child.kill("SIGKILL");
    else {
      this.#asked++;
      send(child, PING);
    }
  }

  #died(status: number | null, signal: NodeJS.Signals | null): void {
    const now = performance.now();
    const upMs = this.#upAt === undefined ? null : Math.round(now - this.#upAt);
    this.#child = undefined;
    this.#upAt = undefined;
    clearTimeout(this.#late);
    if (this.#renewing && !this.#stopping) {
      this.#renewing = false;
      this.#start();
      return;
    }
    if (!this.#stopping && upMs === null) this.#inARow++;
    this.#deaths.push(now);
    while (now - (this.#deaths[0] ?? now) > RECENT_MS) this.#deaths.shift();
    const refused = status === REFUSED && !this.#everUp;
    const forGood = this.#stopping || status === 0 || refused || this.#inARow >= this.#options.tries;
    const { firstMs, largestMs } = this.#options;
    const recent = this.#deaths.length;
    const againInMs = forGood ? null : recent < 2 ? 0 : backoffMs(recent - 2, { firstMs, largestMs });
    if (status !== 0 && !refused && !(this.#stopping && status === ENDED_BY_SIGNAL))
      this.#options.onDeath({
        how: signal === null ? `exit status ${status}` : `signal ${signal}`,
        upMs,
        againInMs,
      });
    if (againInMs !== null) {
      this.#again = setTimeout(() => this.#start(), againInMs);
      return;
    }
    clearInterval(this.#ping);
    // a signal to the whole group reaches it as well as us
    if (this.#stopping && status === ENDED_BY_SIGNAL) this.#ended.resolve(0);
    else this.#ended.resolve(status ?? BY_SIGNAL + (SIGNAL_NUMBERS[signal ?? "SIGKILL"] ?? 1));
  }
}

const SIGNAL_NUMBERS: Partial<Record<NodeJS.Signals, number>> = {
  SIGHUP: 1,
  SIGINT: 2,
  SIGQUIT: 3,
  SIGABRT: 6,
  SIGBUS: 7,
  SIGKILL: 9,
  SIGSEGV: 11,
  SIGTERM: 15,
};

/** A child that has just died has no channel any more; its exit follows. */
export function send(child: ChildProcess, message: unknown): void {
  if (child.connected) child.send(message as object, () => {});
}
