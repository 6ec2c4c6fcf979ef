import { addressOf, redirected } from "openfees-pool";
import pg from "pg";
import { withoutRole } from "./connect.ts";
import type { ServerConfig } from "./database-url.ts";

/** `lagSeconds`: how far a standby is behind; undefined for the primary, and while it is not known. */
export type WatchedHost = { readonly host: string; readonly up: boolean; readonly lagSeconds: number | undefined };

const EVERY_MS = 10_000;
const ANSWER_MS = 2_000;
/** A standby that is further behind than the positions kept counts as behind by all of them. */
const KEPT = 360;
const POSITION = `SELECT pg_is_in_recovery() AS standby, pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery()
  THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END, '0/0')::text AS position`;

type Said = { readonly standby: boolean; readonly position: bigint };

/** Since when a standby misses what the primary had: the oldest position that it has not reached, as seconds ago. */
export function lagSeconds(
  positions: readonly { readonly at: number; readonly position: bigint }[],
  reached: bigint,
  now: number,
): number {
  const missed = positions.find(({ position }) => position > reached);
  return missed === undefined ? 0 : (now - missed.at) / 1_000;
}

/**
 * Asks every server of a list once in ten seconds who it is and how far it has come, over a connection of its own that
 * is closed again. The pool asks only when it doubts what it knows, so it would not notice that a standby is lost.
 */
export function watchHosts(server: ServerConfig): { view(): readonly WatchedHost[]; stop(): void } {
  const names = server.hosts?.names ?? [];
  let view: readonly WatchedHost[] = [];
  let timer: NodeJS.Timeout | undefined;
  let stopped = names.length < 2;
  const positions: { at: number; position: bigint }[] = [];
  const look = async (): Promise<void> => {
    const way = withoutRole(server);
    const said = await Promise.all(names.map((name) => ask(redirected(way, addressOf(name)))));
    const now = performance.now();
    const primary = said.reduce<bigint | undefined>(
      (top, one) => (one && !one.standby && (top === undefined || one.position > top) ? one.position : top),
      undefined,
    );
    if (primary !== undefined && primary !== positions.at(-1)?.position) positions.push({ at: now, position: primary });
    if (positions.length > KEPT) positions.shift();
    view = names.map((host, i) => {
      const one = said[i];
      const lag = one?.standby && primary !== undefined ? lagSeconds(positions, one.position, now) : undefined;
      return { host, up: one !== undefined, lagSeconds: lag };
    });
    if (!stopped) timer = setTimeout(look, EVERY_MS).unref();
  };
  if (!stopped) void look();
  return {
    view: () => view,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** undefined: it does not answer. */
async function ask(config: pg.ClientConfig): Promise<Said | undefined> {
  const client = new pg.Client({
    ...config,
    connectionTimeoutMillis: ANSWER_MS,
    statement_timeout: ANSWER_MS,
    query_timeout: ANSWER_MS,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ standby: boolean; position: string | null }>(POSITION);
    const [row] = rows;
    client.end().catch(() => {});
    return row && { standby: row.standby, position: BigInt(row.position ?? 0) };
  } catch {
    client.connection.stream.destroy();
    return undefined;
  }
}
