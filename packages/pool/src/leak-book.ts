import { OnceAMinute } from "./once-a-minute.ts";
import { type HowEnded, inScope, type ScopeName } from "./scope.ts";

// What was found out about leaks. Every leak is one event, a person reads one line a place and minute, and the last ones
// are kept for whoever looks later.

export type LeakEvent = {
  /**
   * `reclaimed`: taken back from an owner that had ended. `seen`: only reported (mode observe, or outside any scope).
   * `late`: given back after all. `cut`: taken from an owner that was alive, at its deadline or on its signal, or while it
   * was at work and its user would have given it back: no leak.
   */
  readonly what: "reclaimed" | "seen" | "late" | "cut";
  readonly scope: ScopeName | undefined;
  readonly how: HowEnded | "outside any scope" | "lease deadline" | "pool ended";
  /** `file:line` of the application's checkout. */
  readonly place: string;
  readonly heldMs: number;
  readonly statement: string;
  readonly inTransaction: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** It was forgotten, and not only held for too long. */
export const isLeak = (how: LeakEvent["how"]): boolean =>
  how === "settled" || how === "with its parent" || how === "outside any scope" || how === "pool ended";

export type PlaceCount = { leaks: number; late: number; cuts: number; lastAt: number };

const RING = 200;
const PLACES = 500;
/** Over how long the rate of leaks is counted. */
const WINDOW_MS = 10_000;

export class LeakBook {
  readonly places = new Map<string, PlaceCount>();
  readonly ring: LeakEvent[] = [];
  readonly #lines: OnceAMinute;
  #recent: { at: number; heldMs: number; route: string; place: string }[] = [];

  constructor(report: (line: string) => void) {
    this.#lines = new OnceAMinute(report);
  }

  note(event: LeakEvent, now: number): void {
    this.ring.push(event);
    if (this.ring.length > RING) this.ring.shift();
    if (this.places.size >= PLACES && !this.places.has(event.place)) this.places.clear();
    const count = this.places.get(event.place) ?? { leaks: 0, late: 0, cuts: 0, lastAt: 0 };
    this.places.set(event.place, count);
    if (event.what === "late") count.late++;
    else if (event.what === "cut" || !isLeak(event.how)) count.cuts++;
    else {
      count.leaks++;
      count.lastAt = event.at;
      this.#recent.push({ at: now, heldMs: event.heldMs, route: event.scope?.name ?? "", place: event.place });
    }
    this.#say(event, now);
  }

  #say(event: LeakEvent, now: number): void {
    const held = `held ${Math.round(event.heldMs)} ms${event.inTransaction ? ", in a transaction" : ""}`;
    const last = event.statement === "" ? "no statement yet" : `last statement: ${event.statement}`;
    const done = {
      reclaimed: "was not given back and was taken back",
      seen: "is not given back",
      late: "came back late",
      cut: isLeak(event.how)
        ? "was at work when its request ended and was stopped"
        : "was still out and was taken back",
    }[event.what];
    this.#lines.say(
      `${event.what} ${event.place}`,
      now,
      (more) =>
        `pool: a connection checked out at ${event.place}${inScope(event.scope)} ${done} (${event.how}; ${held}; ${last}${more})`,
    );
  }

  #window(now: number): readonly { heldMs: number; route: string; place: string }[] {
    const from = now - WINDOW_MS;
    if ((this.#recent[0]?.at ?? now) < from) this.#recent = this.#recent.filter((one) => one.at >= from);
    return this.#recent;
  }

  /** How many connections the leaks of the last seconds cost on average: rate x time held. Of one route, or of all. */
  cost(now: number, route?: string): number {
    const own = this.#window(now).filter((one) => route === undefined || one.route === route);
    return own.reduce((sum, one) => sum + one.heldMs, 0) / WINDOW_MS;
  }

  recentPlaces(now: number): string[] {
    return this.#window(now).map((one) => one.place);
  }

  leaky(route: string): boolean {
    return this.#recent.some((one) => one.route === route);
  }
}
