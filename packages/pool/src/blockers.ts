// Who blocks whom: asked over a connection of its own while callers wait, and whether the server answers at all.

import pg from "pg";
import { type Address, redirected } from "./address.ts";
import { connectionLost } from "./errors.ts";
import type { KnownHosts } from "./hosts.ts";
import type { Lease } from "./lease.ts";
import { insides } from "./pg-insides.ts";
import { outside } from "./scope.ts";
import type { Asked, Slot } from "./slot.ts";

const CONNECT_MS = 1_000;
const ANSWER_MS = 1_000;
/** What was known of a statement is forgotten when no answer has said it again for so long: some six questions. */
const REMEMBERED_MS = 3_000;
/** Whoever waits for a connection has waited for the lock that its last statement ran into, until so long ago. */
const JUST_NOW_MS = 500;
const WHO = `SELECT a.pid, b.pid AS by, coalesce(nullif(s.application_name, ''), 'no name') AS name
FROM unnest($1::int[]) AS a (pid), unnest(pg_blocking_pids(a.pid)) AS b (pid) LEFT JOIN pg_stat_activity s ON s.pid = b.pid`;

type Active = { readonly pid: number; readonly asked: Asked };
type Root = { readonly by: string; readonly lease: Lease | undefined };
type Row = { readonly pid: number; readonly by: number; readonly name: string };

/**
 * The operators' reserved connection. While callers wait, the server is asked over it which of the active
 * leases wait for a lock, and which backend holds it. It is opened for the first question and closed when no caller waits.
 * A server that does not answer even here counts as gone, not as slow.
 */
export class Operators {
  /** The last question was not answered: no connection, or no answer in time. */
  silent = false;
  /** How often in a row. */
  silences = 0;
  /** When the last question was sent. */
  askedAt = 0;
  /** What the last answers said of statements on their way: the line that blocks each, null where two said that none does. */
  #known = new WeakMap<Asked, string | null>();
  /** Of these one answer said that nothing blocks them. */
  #free = new WeakSet<Asked>();
  /** Statements, by their words, of which none was known to run unblocked: the line that blocks them, and since when so. */
  readonly #blocked = new Map<string, { readonly by: string; readonly at: number }>();
  /** Statements of which one has ended without an error since the question was sent. */
  readonly #ran = new Set<string>();
  /** The blocked statement that a connection's last failed one was, and when it ended. */
  #justNow = new WeakMap<Slot, { readonly by: string; readonly at: number }>();
  readonly #config: pg.ClientConfig;
  readonly #hosts: KnownHosts | undefined;
  #host: Address | undefined;
  #client: pg.Client | undefined;
  /** The client has said hello. */
  #ready = false;
  #asking = false;

  constructor(config: pg.ClientConfig, hosts?: KnownHosts | undefined) {
    this.#config = config;
    this.#hosts = hosts;
  }

  /** Asks, unless it is still asking; keeps which line blocks each statement. Never rejects. */
  async ask(leases: readonly Lease[], now: number): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    this.#ran.clear();
    this.askedAt = now;
    try {
      const byPid = new Map(leases.map((lease) => [insides(lease.slot.client).processID ?? 0, lease] as const));
      const active = [...byPid].flatMap(([pid, lease]) => {
        const [asked] = lease.slot.asked;
        return asked === undefined ? [] : [{ pid, asked }];
      });
      const rows = await outside(() => this.#rows(active.map(({ pid }) => pid)));
      this.silent = false;
      this.silences = 0;
      this.#learn(byPid, active, rows, now);
    } catch (cause) {
      // The verdict is then formed without knowing who blocks whom: SLOW, LOAD, or that the server does not answer.
      this.silences++;
      this.silent = connectionLost(cause) || /timeout/i.test((cause as Error).message);
      this.close();
    } finally {
      this.#asking = false;
    }
  }

  /**
   * The line that blocks this statement, as far as is known. One of which no answer has told yet counts as what the same
   * statement was then: when all that waited for a lock have run into their limit together, those who come in their place
   * wait for the same lock, and the server is asked only twice a second.
   */
  blockerOf({ slot }: Lease, now: number): string | undefined {
    const [asked] = slot.asked;
    const by = asked && this.#blocks(asked);
    if (by !== undefined) return by;
    const last = this.#justNow.get(slot);
    return last !== undefined && now - last.at < JUST_NOW_MS ? last.by : undefined;
  }

  #blocks(asked: Asked): string | undefined {
    const known = this.#known.get(asked);
    return known === undefined ? this.#blocked.get(asked.fingerprint)?.by : (known ?? undefined);
  }

  /**
   * One answer tells that a statement is blocked; that it runs is told by two, or by its end without an error. Callers may
   * run into a lock's limit together just while the server is asked: then nobody is blocked at that moment, some have only
   * just been sent, of others the answer has not come yet, and what was known before stands.
   */
  #learn(byPid: ReadonlyMap<number, Lease>, active: readonly Active[], rows: readonly Row[], now: number): void {
    const roots = rootsOf(byPid, rows);
    const runs: Asked[] = [];
    for (const { pid, asked } of active) {
      const by = roots.get(pid)?.by;
      if (by !== undefined) {
        this.#known.set(asked, by);
        if (!this.#ran.has(asked.fingerprint)) this.#blocked.set(asked.fingerprint, { by, at: now });
      } else if (this.#free.has(asked)) runs.push(asked);
      else this.#free.add(asked);
    }
    // where one of them was not blocked, who comes next may not be either
    for (const asked of runs) {
      this.#known.set(asked, null);
      this.#blocked.delete(asked.fingerprint);
    }
    for (const [fingerprint, { at }] of this.#blocked) if (now - at > REMEMBERED_MS) this.#blocked.delete(fingerprint);
    if (this.#blocked.size > 0 && roots.size === 0) return;
    for (const lease of byPid.values()) lease.blocks = false;
    for (const { lease } of roots.values()) if (lease !== undefined) lease.blocks = true;
  }

  /** Called when a statement has ended. One without an error was not blocked any more, and who sends it next may not be. */
  ended(asked: Asked, now: number, failed: boolean): void {
    if (!failed && this.#asking) this.#ran.add(asked.fingerprint);
    if (this.#blocked.size === 0) return;
    if (!failed) this.#blocked.delete(asked.fingerprint);
    const by = failed ? this.#blocks(asked) : undefined;
    if (by !== undefined && asked.lease !== undefined) this.#justNow.set(asked.lease.slot, { by, at: now });
  }

  async #rows(pids: readonly number[]): Promise<Row[]> {
    const host = this.#hosts?.writable ?? this.#host;
    if (host !== this.#host) {
      this.close(true);
      this.#host = host;
    }
    if (this.#client === undefined) {
      const client = new pg.Client({
        ...(host === undefined ? this.#config : redirected(this.#config, host)),
        connectionTimeoutMillis: CONNECT_MS,
        statement_timeout: ANSWER_MS,
        query_timeout: ANSWER_MS,
      });
      client.on("error", () => {});
      this.#client = client;
      this.#ready = false;
      await client.connect();
      this.#ready = true;
    }
    return (await this.#client.query<Row>(WHO, [pids])).rows;
  }

  /** Called when no caller waits any more: closes the connection and clears what was last known of blockers. */
  rest(): void {
    this.close();
    this.#blocked.clear();
    this.#known = new WeakMap();
    this.#free = new WeakSet();
    this.#justNow = new WeakMap();
    this.silent = false;
    this.silences = 0;
  }

  /**
   * `cut`: its server is not asked any more, and may be frozen. One that is still connecting is cut too: pg forgets whoever
   * awaits `connect` when `end` comes in between, and a question that never ends would be the last one.
   */
  close(cut = this.silent): void {
    const client = this.#client;
    this.#client = undefined;
    if (client === undefined) return;
    // A server that does not answer does not close either.
    const { connection } = insides(client);
    if (cut || !this.#ready) connection?.stream.destroy();
    else client.end().catch(() => {});
  }
}

/** Of each process that is blocked: the line at the root of its chain, and the lease there when it is of this pool. */
function rootsOf(byPid: ReadonlyMap<number, Lease>, rows: readonly Row[]): Map<number, Root> {
  const first = new Map<number, Row>();
  for (const row of rows) if (!first.has(row.pid)) first.set(row.pid, row);
  const roots = new Map<number, Root>();
  for (const [pid, blocker] of first) {
    let row = blocker;
    const seen = new Set([pid]);
    for (let next = first.get(row.by); next !== undefined && !seen.has(row.by); next = first.get(row.by)) {
      seen.add(row.by);
      row = next;
    }
    const lease = byPid.get(row.by);
    roots.set(pid, { by: lease?.place ?? `backend ${row.by} of ${row.name}, not of this pool`, lease });
  }
  return roots;
}
