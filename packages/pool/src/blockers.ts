// Who blocks whom: asked over a connection of its own while callers wait, and whether the server answers at all.

import pg from "pg";
import { type Address, redirected } from "./address.ts";
import { connectionLost } from "./errors.ts";
import type { KnownHosts } from "./hosts.ts";
import type { Lease } from "./lease.ts";
import { insides } from "./pg-insides.ts";
import { outside } from "./scope.ts";

const CONNECT_MS = 1_000;
const ANSWER_MS = 1_000;
const WHO = `SELECT a.pid, b.pid AS by, coalesce(nullif(s.application_name, ''), 'no name') AS name
FROM unnest($1::int[]) AS a (pid), unnest(pg_blocking_pids(a.pid)) AS b (pid) LEFT JOIN pg_stat_activity s ON s.pid = b.pid`;

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
  /** Statements of which every one that ran was blocked at the last answer, and the line that blocks them. */
  readonly #blocked = new Map<string, string>();
  /** When the last question that was answered was sent; 0 before the first. */
  #knownAt = 0;
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

  /** Asks, unless it is still asking; marks each lease with the line that blocks it. Never rejects. */
  async ask(leases: readonly Lease[], now: number): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    this.askedAt = now;
    try {
      const byPid = new Map(leases.map((lease) => [insides(lease.slot.client).processID ?? 0, lease] as const));
      const active = [...byPid].flatMap(([pid, lease]) =>
        lease.slot.asked[0] === undefined ? [] : [{ pid, lease, statement: lease.slot.asked[0].fingerprint }],
      );
      const rows = await outside(() => this.#rows(active.map(({ pid }) => pid)));
      this.silent = false;
      this.silences = 0;
      mark(byPid, rows);
      this.#knownAt = now;
      this.#blocked.clear();
      for (const { lease, statement } of active)
        if (lease.blockedBy !== undefined) this.#blocked.set(statement, lease.blockedBy);
      // where one of them was not blocked, who comes next may not be either
      for (const { lease, statement } of active) if (lease.blockedBy === undefined) this.#blocked.delete(statement);
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
   * The line that blocks this statement, as far as is known. One that came after the last question counts as what the same
   * statement was then: when all that waited for a lock have run into their limit together, those who come in their place
   * wait for the same lock, and the server is asked only twice a second.
   */
  blockerOf(lease: Lease): string | undefined {
    const [asked] = lease.slot.asked;
    if (asked === undefined) return undefined;
    return lease.blockedBy ?? (asked.since > this.#knownAt ? this.#blocked.get(asked.fingerprint) : undefined);
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

/** Each blocked lease gets the line at the root of its chain, each lease that others wait for is marked as such. */
function mark(byPid: ReadonlyMap<number, Lease>, rows: readonly Row[]): void {
  const first = new Map<number, Row>();
  for (const row of rows) if (!first.has(row.pid)) first.set(row.pid, row);
  for (const lease of byPid.values()) {
    lease.blockedBy = undefined;
    lease.blocks = false;
  }
  for (const [pid, lease] of byPid) {
    let row = first.get(pid);
    if (row === undefined) continue;
    const seen = new Set([pid]);
    for (let next = first.get(row.by); next !== undefined && !seen.has(row.by); next = first.get(row.by)) {
      seen.add(row.by);
      row = next;
    }
    const root = byPid.get(row.by);
    if (root !== undefined) root.blocks = true;
    lease.blockedBy = root?.place ?? `backend ${row.by} of ${row.name}, not of this pool`;
  }
}
