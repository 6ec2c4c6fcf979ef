import type pg from "pg";

/** One of several servers that hold the same data. */
export type Address = { readonly host: string; readonly port: number };

const DEFAULT_PORT = 5432;

/** Reads `db-1`, `db-1:5433`, `[::1]:5433` or `/run/postgresql`; throws `TypeError` when it is none. */
export function addressOf(text: string | Address): Address {
  if (typeof text !== "string") return text;
  const { host, six, port } =
    /^(?:\[(?<six>[0-9a-fA-F:.]+)\]|(?<host>\/[^,]*?|[^/:,\s[\]]+))(?::(?<port>\d{1,5}))?$/.exec(text)?.groups ?? {};
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  const name = six ?? host;
  if (name === undefined || number < 1 || number > 65_535)
    throw new TypeError(`"${text}" is no address of a server: write host or host:port.`);
  return { host: name, port: number };
}

/** As a person would write it. */
export const nameOf = ({ host, port }: Address): string => `${host.includes(":") ? `[${host}]` : host}:${port}`;

/** The same way in, at another server: what an address in the configuration says of host and port gives way. */
export function redirected(config: pg.ClientConfig, { host, port }: Address): pg.ClientConfig {
  // What is not enumerable, such as the password of a pool's options, must come along.
  const moved: pg.ClientConfig = { ...config, host, port };
  if (config.password !== undefined) moved.password = config.password;
  if (config.connectionString === undefined) return moved;
  const url = new URL(config.connectionString);
  url.searchParams.delete("host");
  url.searchParams.delete("port");
  if (host.startsWith("/")) {
    url.hostname = "";
    url.searchParams.set("host", host);
    url.searchParams.set("port", String(port));
  } else {
    url.hostname = host.includes(":") ? `[${host}]` : host;
    url.port = String(port);
  }
  return { ...moved, connectionString: url.href };
}
