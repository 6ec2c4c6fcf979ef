import type { Verdict } from "./errors.ts";

// A verdict instead of a guess. One idea: six words, each with the fact that proves it. It looks only at the pool's own
// leases; whether a statement is blocked by another is the one thing that the server was asked.

export type HeldNow = {
  readonly place: string;
  readonly ownerGone: boolean;
  /** A statement is on its way. */
  readonly active: boolean;
  readonly idleMs: number;
  readonly blocked: boolean;
};

export type Facts = {
  readonly held: readonly HeldNow[];
  readonly max: number;
  /** Connections that leaks cost, although they were taken back: leaks a second x seconds held. */
  readonly lostToLeaks: number;
  readonly leakPlaces: readonly string[];
  readonly databaseDown: boolean;
  readonly arrivals: { readonly now: number; readonly usual: number };
  readonly statementMs: { readonly now: number; readonly usual: number };
};

export type Judged = { readonly verdict: Verdict; readonly places: readonly string[] };

/** An owner that is alive but has left its connection unused for this long holds it for something else. */
const HELD_MS = 50;

function mostFirst(places: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => place);
}

/** Says why there is no connection, and which lines have to do with it, the worst first. */
export function judge(facts: Facts): Judged {
  if (facts.databaseDown) return { verdict: "DATABASE DOWN", places: [] };
  const gone = facts.held.filter((one) => one.ownerGone);
  const idle = facts.held.filter((one) => !one.ownerGone && !one.active && one.idleMs >= HELD_MS);
  const blocked = facts.held.filter((one) => one.blocked);
  const kinds = [
    {
      verdict: "LEAK" as const,
      n: gone.length + facts.lostToLeaks,
      places: [...gone.map((one) => one.place), ...facts.leakPlaces],
    },
    { verdict: "LOCKED" as const, n: blocked.length, places: blocked.map((one) => one.place) },
    { verdict: "HELD" as const, n: idle.length, places: idle.map((one) => one.place) },
  ].sort((a, b) => b.n - a.n);
  const worst = kinds[0];
  if (worst !== undefined && worst.n >= Math.max(1, facts.max / 3))
    return { verdict: worst.verdict, places: mostFirst(worst.places) };
  const places = mostFirst(facts.held.filter((one) => one.active).map((one) => one.place));
  const { arrivals, statementMs } = facts;
  const slower = statementMs.usual > 0 && statementMs.now > 2 * statementMs.usual;
  const more = arrivals.usual > 0 && arrivals.now > 1.5 * arrivals.usual;
  return { verdict: slower && !more ? "SLOW" : "LOAD", places };
}
