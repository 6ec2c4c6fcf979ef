import { Kysely, PostgresDialect } from "kysely";
import pg from "pg";
import { backoffMs } from "../platform/backoff.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { type Address, addressOf, Hosts, nameOf, Pool, type PoolOptions, redirected } from "../pool/index.ts";
import { connectError, isFull, type ServerName } from "./connect-error.ts";
import type { Tables } from "./tables.ts";

export const SCHEMA = "openfees";
export type AppRole = "openfees_owner" | "openfees_app" | "openfees_read";

/** Where a database is and as whom to go in. */
export type ServerConfig = ServerName & {
  readonly password?: string | undefined;
  readonly url?: string | undefined;
  /** Servers that hold the same data; `host`, `port` and `url` are those of the first. */
  readonly hosts?: Hosts | undefined;
};

const TEXT = (value: string) => value;
/** A civil day stays the text it is: as a `Date` it would move with the time zone. */
const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === pg.types.builtins.DATE ? TEXT : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** `postgresql://user:password@db-1:5432,db-2:5432/fees`, as libpq writes several servers, with the first alone in it. */
function splitHosts(text: string): { url: string; hosts: readonly Address[] } {
  const [, head = "", list = "", rest = ""] = /^(\w+:\/\/(?:[^@/?#]*@)?)([^/?#]*,[^/?#]*)(.*)$/s.exec(text) ?? [];
  const hosts = list === "" ? [] : list.split(",").map((one) => addressOf(one));
  const [first] = hosts;
  return { url: first === undefined ? text : `${head}${nameOf(first)}${rest}`, hosts };
}

/** Reads DATABASE_URL, which may name several servers; throws `CannotStart` when it is no PostgreSQL address. */
export function readDatabaseUrl(text: string): ServerConfig {
  let parsed: URL;
  let hosts: Hosts | undefined;
  let url: string;
  try {
    const split = splitHosts(text);
    url = split.url;
    parsed = new URL(url);
    if (split.hosts.length > 0) hosts = new Hosts(split.hosts, { ...onServer(url), connectionTimeoutMillis: 5_000 });
  } catch (cause) {
    throw badUrl(cause);
  }
  if (!["postgres:", "postgresql:"].includes(parsed.protocol)) throw badUrl();
  const database = decodeURIComponent(parsed.pathname.slice(1));
  if (database === "") throw badUrl();
  return {
    url,
    hosts,
    host: parsed.hostname || parsed.searchParams.get("host") || "localhost",
    port: Number(parsed.port || 5432),
    user: decodeURIComponent(parsed.username) || process.env.PGUSER || process.env.USER || "postgres",
    database,
  };
}

const badUrl = (cause?: unknown) =>
  new CannotStart(
    "url_invalid",
    "DATABASE_URL is not a PostgreSQL address. It looks like postgresql://user:password@host:5432/database; several servers stand with commas between them.",
    { cause },
  );

/** What the address itself wants as `options` comes first; pg would let it replace ours. */
function splitOptions(url: string): { url: string; options: string } {
  const parsed = new URL(url);
  const options = parsed.searchParams.get("options") ?? "";
  parsed.searchParams.delete("options");
  return { url: options === "" ? url : parsed.href, options };
}

/** As the user of the address, with what the address itself wants. */
function onServer(text: string): pg.ClientConfig {
  const { url, options } = splitOptions(text);
  return { connectionString: url, ...(options === "" ? {} : { options }) };
}

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
    const client = new pg.Client(await config());
    // A connection that dies is told by the statement that was running; without a listener the process would end.
    client.on("error", () => {});
    try {
      await client.connect();
      return client;
    } catch (cause) {
      await client.end().catch(() => {});
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
  fleet: Pick<PoolOptions, "instance" | "operators"> = {},
): Database {
  const { connectionTimeoutMillis: _, ...config } = clientConfig(server, role);
  const pool = new Pool({
    mode: "enforce",
    connectsAtOnce: 2,
    keepAfterError: true,
    ...config,
    ...fleet,
    hosts: server.hosts,
    max: POOL_SIZE,
    // A machine that does much else may need longer than the pool's own quarter of a second to open a connection.
    waitMs: 2_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 30_000,
  });
  pool.on("error", onLost);
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return { kysely, pool, close: () => kysely.destroy() };
}
