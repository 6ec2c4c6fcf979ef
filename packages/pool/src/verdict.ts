import type { Verdict } from "./errors.ts";
import { NOT_CAPTURED } from "./place.ts";

// A verdict instead of a guess: six words, each with the fact that proves it. It looks only at the pool's own
// leases; whether a statement is blocked by another is the one thing that the server was asked.

export type HeldNow = {
  /** The line that has to do with it: its own, or that of the lease which blocks it. */
  readonly place: string;
  readonly ownerGone: boolean;
  /** For how long its statement has been on its way; undefined when none is. */
  readonly activeMs: number | undefined;
  /** For how long no statement has been on its way; 0 while one is. */
  readonly idleMs: number;
  /** Who left it unused: this lease itself, or whoever had the connection until a moment ago. */
  readonly unusedBy: string | undefined;
  readonly blocked: boolean;
  /** Others wait for a lock that it has. */
  readonly blocks: boolean;
};

export type Facts = {
  readonly held: readonly HeldNow[];
  readonly max: number;
  /** Connections that leaks cost, although they were taken back: leaks a second x seconds held. */
  readonly lostToLeaks: number;
  readonly leakPlaces: readonly string[];
  /** Statements whose callers are gone and that the server still works on. */
  readonly givenUp: number;
  readonly databaseDown: boolean;
  readonly arrivals: { readonly now: number; readonly usual: number };
  readonly statementMs: { readonly now: number; readonly usual: number };
};

export type Judged = { readonly verdict: Verdict; readonly places: readonly string[] };

/** An owner that is alive but has left its connection unused for this long holds it for something else. */
export const HELD_MS = 50;
/** So much more than usual is another situation, not chance. */
const SLOWER = 2;
const MORE = 1.5;
const OUT_OF_PROPORTION = 5;

/**
 * Whether a lease was held for something else than its statements, as far as its longest rest tells. Callers that were
 * refused a moment after it was given back were refused because of it, so it is asked of a lease that has ended too.
 */
export const mostlyUnused = (longestIdleMs: number, heldMs: number): boolean =>
  longestIdleMs >= HELD_MS && 2 * longestIdleMs >= heldMs;

/** A line that is not known says nothing beside one that is. */
function mostFirst(all: readonly string[]): string[] {
  const counts = new Map<string, number>();
  const known = all.filter((place) => place !== NOT_CAPTURED);
  const places = known.length > 0 ? known : all;
  for (const place of places) counts.set(place, (counts.get(place) ?? 0) + 1);
  return [...counts].sort((a, b) => b[1] - a[1]).map(([place]) => place);
}

/** Says why there is no connection, and which lines have to do with it, the worst first. */
export function judge(facts: Facts): Judged {
  if (facts.databaseDown) return { verdict: "DATABASE DOWN", places: [] };
  const { held, max } = facts;
  const gone = held.filter((one) => one.ownerGone);
  const locked = held.filter((one) => !one.ownerGone && (one.blocked || one.blocks));
  const idle = held.flatMap((one) => {
    if (one.ownerGone || one.blocks || one.blocked) return [];
    return one.idleMs >= HELD_MS ? [one.place] : one.unusedBy === undefined ? [] : [one.unusedBy];
  });
  const kinds = [
    {
      verdict: "LEAK" as const,
      n: gone.length + facts.lostToLeaks,
      places: [...gone.map((one) => one.place), ...facts.leakPlaces],
    },
    // A lock that a leak holds is the leak's doing: then the line of the blocker is the line of the leak.
    { verdict: "LOCKED" as const, n: locked.length, places: locked.map((one) => one.place) },
    { verdict: "HELD" as const, n: idle.length, places: idle },
  ].sort((a, b) => b.n - a.n);
  const worst = kinds[0];
  if (worst !== undefined && worst.n >= Math.max(1, max / 3))
    return { verdict: worst.verdict, places: mostFirst(worst.places) };
  const active = held.filter((one) => one.activeMs !== undefined);
  if (facts.givenUp > active.length) return { verdict: "SLOW", places: mostFirst(active.map((one) => one.place)) };
  return { verdict: slowOrLoad(facts, active), places: mostFirst(active.map((one) => one.place)) };
}

/**
 * Longer statements without more callers are SLOW, and so are statements that are longer out of all proportion to how many
 * more callers there are: who was refused asks again, and a crowd alone makes no statement so slow. What is still on its
 * way counts with the time it has taken so far.
 */
function slowOrLoad({ arrivals, statementMs }: Facts, active: readonly HeldNow[]): "SLOW" | "LOAD" {
  const running = active.reduce((sum, one) => sum + (one.activeMs ?? 0), 0) / Math.max(1, active.length);
  const slower = statementMs.usual > 0 ? Math.max(statementMs.now, running) / statementMs.usual : 1;
  const more = arrivals.usual > 0 ? arrivals.now / arrivals.usual : 1;
  return slower > SLOWER && (more <= MORE || slower > OUT_OF_PROPORTION * more) ? "SLOW" : "LOAD";
}
