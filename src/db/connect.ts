import { Kysely, PostgresDialect } from "kysely";
import { Pool, type PoolOptions, redirected } from "openfees-pool";
import pg from "pg";
import { backoffMs } from "../platform/backoff.ts";
import { connectError, isFull } from "./connect-error.ts";
import { type ServerConfig, splitOptions } from "./database-url.ts";
import type { Tables } from "./tables.ts";

export const SCHEMA = "openfees";
export type AppRole = "openfees_owner" | "openfees_app" | "openfees_read";

const TEXT = (value: string) => value;
/** A civil day stays the text it is: as a `Date` it would move with the time zone. */
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.DATE ? TEXT : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

function clientConfig(server: ServerConfig, role: AppRole | undefined): pg.ClientConfig {
  const given = server.url === undefined ? undefined : splitOptions(server.url);
  const ours = role === undefined ? "" : `-c search_path=${SCHEMA}${server.user === role ? "" : ` -c role=${role}`}`;
  const settings = [given?.options ?? "", ours].filter((one) => one !== "").join(" ");
  return {
    ...(given === undefined
      ? {
          host: server.host,
          port: server.port,
          user: server.user,
          database: server.database,
          password: server.password,
        }
      : { connectionString: given.url }),
    ...(settings === "" ? {} : { options: settings }),
    application_name: "openfees",
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    types,
  };
}

/** How long a start waits for a free connection: others that start at the same time give theirs back soon. */
const FULL_MS = 15_000;

async function connect(server: ServerConfig, role: AppRole | undefined): Promise<pg.Client> {
  const end = performance.now() + FULL_MS;
  const config = async () => {
    const own = clientConfig(server, role);
    return server.hosts === undefined ? own : redirected(own, await server.hosts.find());
  };
  for (let attempt = 0; ; attempt++) {
    let client: pg.Client | undefined;
    try {
      client = new pg.Client(await config());
      // A lost connection is reported by the statement that was running; without a listener the process would end.
      client.on("error", () => {});
      await client.connect();
      return client;
    } catch (cause) {
      await client?.end().catch(() => {});
      server.hosts?.doubt();
      if (!isFull(cause) || performance.now() > end) throw connectError(cause, server);
      const ms = backoffMs(attempt, { firstMs: 50, largestMs: 1_000, jitter: 0.5 });
      await new Promise((resolve) => setTimeout(resolve, ms));
    }
  }
}

/** Runs `work` on one connection of its own, as the given role or as the user of the address. */
export async function withClient<T>(
  server: ServerConfig,
  role: AppRole | undefined,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = await connect(server, role);
  try {
    return await work(client);
  } catch (cause) {
    throw connectError(cause, server);
  } finally {
    await client.end().catch(() => {});
  }
}

/** How many connections one process takes at most. */
export const POOL_SIZE = 10;

/** The connections of the web server, and the pool behind them for whoever opens scopes or looks in. */
export type Database = { readonly kysely: Kysely<Tables>; readonly pool: Pool; close(): Promise<void> };

/** How to log in as the user of the address himself: what his connections are counted by. */
export const withoutRole = (server: ServerConfig): pg.ClientConfig => clientConfig(server, undefined);

export function openDatabase(
  server: ServerConfig,
  role: AppRole,
  onLost: (cause: Error) => void = () => {},
  fleet: Pick<PoolOptions, "instance" | "operators" | "report"> = {},
): Database {
  const { connectionTimeoutMillis: _, ...config } = clientConfig(server, role);
  const pool = new Pool({
    mode: "enforce",
    keepAfterError: true,
    ...config,
    ...fleet,
    hosts: server.hosts,
    max: POOL_SIZE,
    // A machine that does much else may need longer than the pool's own quarter of a second to open a connection.
    waitMs: 2_000,
    maxWaiting: 1_000,
    connectMs: 5_000,
    slowMs: 1_000,
    // All work has a scope; one that is unused for this long without a scope is reported, in time for an alert within 15 s.
    leakWarnMs: 4_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on("error", onLost);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, pool, close: () => kysely.destroy() };
}
