/**
 * The pool as the engineer on call reads it, in lines of text. The same text stands on the operations page, in
 * the terminal of `openfees ops` and, as JSON, in the hands of a program. What a pool shows is named here by its shape
 * alone, since a door knows nothing of pools.
 */
import { operationsWords as say } from "../../words/operations-words.ts";

export type PoolView = {
  readonly mode: string;
  readonly max: number;
  readonly total: number;
  readonly idle: number;
  readonly leased: number;
  readonly waiting: number;
  /** At the door before the pool, which lets in no more than it has connections. */
  readonly waitingOutside: number;
  readonly dying: number;
  readonly refused: number;
  readonly verdict: string | null;
  readonly verdictPlaces: readonly string[];
  readonly leases: readonly {
    readonly id: number;
    readonly scope: string | null;
    readonly scopeOpen: boolean | null;
    readonly requestId: string | null;
    readonly place: string;
    readonly heldMs: number;
    /** Since it was used last; while it is active, since its statement began. */
    readonly idleMs: number;
    readonly active: boolean;
    readonly statement: string;
    readonly transaction: string;
    readonly pid: number | null;
    /** It was reported as leaked and is still out. */
    readonly leaked: boolean;
    /** The line, or the backend, whose lock its statement waits for; null where none is known. */
    readonly blockedBy: string | null;
  }[];
  /** Callers a second and milliseconds of a statement, now and as usual: what tells SLOW from LOAD. */
  readonly traffic: {
    readonly arrivals: { readonly now: number; readonly usual: number };
    readonly statementMs: { readonly now: number; readonly usual: number };
  };
  readonly waitingByRoute: Readonly<Record<string, number>>;
  /** Empty with one server. */
  readonly hosts: readonly { readonly host: string; readonly role: string }[];
  readonly quarantined: readonly string[];
  readonly leaks: readonly LeakView[];
};

export type LeakView = {
  readonly what: string;
  readonly scope: { readonly name: string } | undefined;
  readonly how: string;
  readonly place: string;
  readonly heldMs: number;
  readonly statement: string;
  readonly inTransaction: boolean;
  /** Milliseconds since 1970. */
  readonly at: number;
};

/** A running pool, as far as the operations listener needs it. */
export type OpsPool = {
  snapshot(): PoolView;
  metrics(): string;
  release(id: number): boolean;
  quarantine(route: string, on: boolean): void;
  mode: "observe" | "enforce";
};

const STATEMENT_WIDTH = 60;

/** `417 ms`, `12 s`. */
export const shortMs = (value: number): string =>
  value < 10_000 ? `${Math.round(value)} ms` : `${Math.round(value / 1_000)} s`;

/** What a lease does: `running 417 ms`, `idle 12 s`, or for whose lock its statement waits. */
export const stateOf = ({ active, blockedBy, idleMs }: PoolView["leases"][number]): string =>
  !active
    ? say("lease.idle", { time: shortMs(idleMs) })
    : blockedBy === null
      ? say("lease.running", { time: shortMs(idleMs) })
      : say("lease.blocked", { by: blockedBy });

function columns(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd();
  return [line(head), ...rows.map(line)].join("\n");
}

/** Who holds what, since when, from which line; longest first. */
export function topText(pool: PoolView | undefined): string {
  if (!pool) return `${say("pool.away")}\n`;
  const { mode, total, idle, leased, dying, waiting, waitingOutside, refused, verdict, verdictPlaces } = pool;
  const door = waitingOutside === 0 ? "" : say("pool.at_door", { count: waitingOutside });
  const parts = [
    say("pool.counts", { mode, total, leased, idle, dying, waiting, door, refused }),
    verdict === null
      ? say("pool.no_verdict")
      : say("pool.verdict", { verdict: [verdict, ...verdictPlaces].join("  ") }),
  ];
  if (pool.hosts.length > 0)
    parts.push(say("pool.servers", { servers: pool.hosts.map(({ host, role }) => `${host} ${role}`).join(", ") }));
  const waits = Object.entries(pool.waitingByRoute);
  if (waits.length > 0)
    parts.push(
      say("pool.waiting", { routes: waits.map(([route, n]) => `${route || say("pool.outside")} ${n}`).join(", ") }),
    );
  if (pool.quarantined.length > 0) parts.push(say("pool.quarantine", { routes: pool.quarantined.join(", ") }));
  if (pool.leases.length > 0) {
    const rows = [...pool.leases]
      .sort((a, b) => b.heldMs - a.heldMs)
      .map((lease) => [
        String(lease.id),
        shortMs(lease.heldMs),
        stateOf(lease),
        `${lease.scope ?? say("lease.no_scope")}${lease.scopeOpen === false ? say("lease.ended") : ""}`,
        lease.requestId ?? "",
        lease.place,
        lease.pid === null ? "" : String(lease.pid),
        `${lease.transaction === "I" ? "" : `[${lease.transaction}] `}${lease.statement.slice(0, STATEMENT_WIDTH)}`,
      ]);
    const head = [
      say("column.lease"),
      say("column.held"),
      say("column.state"),
      say("column.scope"),
      say("column.request"),
      say("column.taken_at"),
      say("column.pid"),
      say("column.statement"),
    ];
    parts.push("", columns(head, rows));
  }
  return `${parts.join("\n")}\n`;
}

/** Forgotten, not taken from an owner that was alive: what the pool itself counts as a leak. */
const FORGOTTEN = ["settled", "with its parent", "outside any scope", "pool ended"];
export const wasForgotten = ({ what, how }: LeakView): boolean =>
  what !== "late" && what !== "cut" && FORGOTTEN.includes(how);

/** What is remembered of connections that were forgotten or taken back, by line and what came of it, newest first. */
export function leaksOf(pool: PoolView | undefined) {
  const found = new Map<
    string,
    { place: string; scope: string; what: string; leak: boolean; times: number; lastAt: number }
  >();
  for (const one of pool?.leaks ?? []) {
    const leak = wasForgotten(one);
    const what = one.what === "reclaimed" && !leak ? "cut" : one.what;
    const before = found.get(`${one.place} ${what}`);
    found.set(`${one.place} ${what}`, {
      place: one.place,
      scope: one.scope?.name ?? say("lease.no_scope"),
      what,
      leak,
      times: (before?.times ?? 0) + 1,
      lastAt: Math.max(before?.lastAt ?? 0, one.at),
    });
  }
  return [...found.values()].sort((a, b) => b.lastAt - a.lastAt);
}

/** The last leaks, newest first. */
export function leaksText(pool: PoolView | undefined): string {
  if (!pool) return topText(pool);
  if (pool.leaks.length === 0) return `${say("pool.no_leak")}\n`;
  const rows = [...pool.leaks]
    .reverse()
    .map((leak) => [
      new Date(leak.at).toISOString(),
      leak.what,
      leak.place,
      leak.scope?.name ?? say("lease.no_scope"),
      leak.how,
      shortMs(leak.heldMs),
      `${leak.inTransaction ? "[T] " : ""}${leak.statement.slice(0, STATEMENT_WIDTH)}`,
    ]);
  const head = [
    say("column.when"),
    say("column.what"),
    say("column.taken_at"),
    say("column.scope"),
    say("column.how"),
    say("column.held"),
    say("column.statement"),
  ];
  return `${columns(head, rows)}\n`;
}
