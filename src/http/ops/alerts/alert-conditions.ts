import { operationsWords as say } from "../../../words/operations-words.ts";
import { type LeakView, type PoolView, wasForgotten } from "../ops-view.ts";

/** What is looked at each second. Asks no database. */
export type Seen = {
  /** undefined while the database is away. */
  readonly pool: PoolView | undefined;
  readonly disk: { readonly free: number | undefined; readonly least: number };
};

export type Condition = {
  /** As in deploy/prometheus/openfees.rules.yml, and the name of its run-book. */
  readonly name: string;
  readonly severity: "page" | "ticket";
  /** Distinguishes alerts of the same name: the line of code. */
  readonly place?: string;
  readonly verdict?: string;
  readonly summary: string;
  /** How long it must last before it fires. */
  readonly forMs: number;
};

/** A leak that was taken back is a condition for this long after its last occurrence. */
const LEAK_MS = 300_000;
const BUDGET = 0.7;
const MOST_PLACES = 20;

const wasReclaimed = (leak: LeakView): boolean => leak.what === "reclaimed" && wasForgotten(leak);

/** The core of the rules that Prometheus gets, for a process that has no Prometheus: what is wrong at this moment. */
export function conditionsOf({ pool, disk }: Seen, nowMs: number): Condition[] {
  const found: Condition[] = [];
  if (disk.free !== undefined && disk.free < disk.least)
    found.push({
      name: "DiskFull",
      severity: "page",
      summary: say("alert.disk", { free: Math.round(disk.free / 1_000_000) }),
      forMs: 0,
    });
  if (pool === undefined || pool.verdict === "DATABASE DOWN")
    found.push({
      name: "DatabaseDown",
      severity: "page",
      summary: say("alert.database"),
      forMs: 5_000,
    });
  return pool === undefined ? found : [...found, ...leaksIn(pool, nowMs), ...crowdIn(pool)];
}

function leaksIn(pool: PoolView, nowMs: number): Condition[] {
  const out = new Map<string, number>();
  for (const { leaked, place } of pool.leases) if (leaked) out.set(place, (out.get(place) ?? 0) + 1);
  const reclaimed = new Map<string, string>();
  for (const leak of pool.leaks)
    if (wasReclaimed(leak) && nowMs - leak.at < LEAK_MS && !out.has(leak.place))
      reclaimed.set(leak.place, leak.scope?.name ?? "");
  return [
    ...[...out].slice(0, MOST_PLACES).map(([place, n]) => ({
      name: "LeakNotReclaimed",
      severity: "page" as const,
      place,
      summary: say("alert.leak", { place, count: n }),
      forMs: 0,
    })),
    ...[...reclaimed].slice(0, MOST_PLACES).map(([place, scope]) => ({
      name: "LeakReclaimed",
      severity: "ticket" as const,
      place,
      summary: say("alert.reclaimed", { place, scope: scope === "" ? "" : ` (${scope})` }),
      forMs: 0,
    })),
  ];
}

function crowdIn({ waiting, waitingOutside, verdict, verdictPlaces, leased, dying, max }: PoolView): Condition[] {
  const found: Condition[] = [];
  if (waiting + waitingOutside > 0 && verdict !== "DATABASE DOWN")
    found.push({
      name: "PoolSaturated",
      severity: "page",
      verdict: verdict ?? "LOAD",
      summary: say("alert.crowd", { verdict: verdict ?? "LOAD", lines: verdictPlaces.slice(0, 3).join(" ") }),
      forMs: 30_000,
    });
  if (leased + dying > BUDGET * max)
    found.push({
      name: "ConnectionsAboveBudget",
      severity: "ticket",
      summary: say("alert.budget", { percent: Math.round((100 * (leased + dying)) / max) }),
      forMs: 20_000,
    });
  return found;
}
