import type pg from "pg";
import { CannotStart } from "../platform/cannot-start.ts";
import { type Address, addressOf, Hosts, nameOf } from "../pool/index.ts";
import type { ServerName } from "./connect-error.ts";

/** Where a database is and as whom to go in. */
export type ServerConfig = ServerName & {
  readonly password?: string | undefined;
  readonly url?: string | undefined;
  /** Servers that hold the same data; `host`, `port` and `url` are those of the first. */
  readonly hosts?: Hosts | undefined;
};

/** `postgresql://user:password@db-1:5432,db-2:5432/fees`, as libpq writes several servers, with the first alone in it. */
function splitHosts(text: string): { url: string; hosts: readonly Address[] } {
  const [, head = "", list = "", rest = ""] =
    /^(\w{1,40}:\/\/(?:[^/?#@]*@)?)([^/?#@,]*,[^/?#@]*)((?:[/?#].*)?)$/s.exec(text) ?? [];
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
    if (split.hosts.length > 0) hosts = new Hosts(split.hosts, onServer(url));
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
export function splitOptions(url: string): { url: string; options: string } {
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
