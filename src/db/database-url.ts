import { type Address, addressOf, Hosts, nameOf } from "openfees-pool";
import type pg from "pg";
import { CannotStart } from "../platform/cannot-start.ts";
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

/**
 * Reads DATABASE_URL, which may name several servers; throws `CannotStart` when it is no PostgreSQL address. That error
 * has no cause: those of Node and the driver hold the whole address, password and all.
 *
 * A password with a sign that ends it early (`/`, `?`, `#`, `@`, `%`) leaves its rest where the host, the database or the
 * user should be, which are printed. So these are refused where they hold such a sign unencoded, or one that no name has.
 */
export function readDatabaseUrl(text: string): ServerConfig {
  try {
    const split = splitHosts(text);
    const parsed = new URL(split.url);
    if (!/^postgres(ql)?:\/\//i.test(text) || parsed.hash !== "") throw badUrl();
    const path = parsed.pathname.slice(1);
    const host = parsed.hostname || parsed.searchParams.get("host") || "localhost";
    const port = parsed.port || parsed.searchParams.get("port") || "5432";
    const read = {
      url: split.url,
      host,
      port: Number(port),
      user: decodeURIComponent(parsed.username) || process.env.PGUSER || process.env.USER || "postgres",
      database: decodeURIComponent(path),
    };
    // the driver decodes it too
    decodeURIComponent(parsed.password);
    const whole = /^\d{1,5}$/.test(port) && read.port >= 1 && read.port <= 65_535;
    if (!whole || path === "" || !NAME.test(path) || UNPRINTABLE.test(read.database)) throw badUrl();
    if (!HOST.test(host) || !USER.test(read.user)) throw badUrl();
    const { hosts } = split;
    return { ...read, hosts: hosts.length === 0 ? undefined : new Hosts(hosts, onServer(split.url)) };
  } catch {
    throw badUrl();
  }
}

/** As it stands in the address: these signs are written with a percent sign in a name. */
const NAME = /^[^/@:?#\s]+$/;
const UNPRINTABLE = /\p{C}/u;
/** A name, an address of either version, or the folder of a socket. */
const HOST = /^(?:[\p{L}\p{N}_.-]+|\[[0-9a-f:.%]+\]|\/[^\p{C}?#@:]*|%2f[^\p{C}?#@:]*)$/iu;
const USER = /^[^:/?#\s\p{C}]+$/u;

const badUrl = (): CannotStart =>
  new CannotStart(
    "url_invalid",
    "DATABASE_URL is not a PostgreSQL address. It looks like postgresql://user:password@host:5432/database; several servers stand with commas between them. In the password, write : / ? # @ % and blanks with a percent sign: %3A %2F %3F %23 %40 %25 %20.",
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
