// Guard rails: what the server itself stops, whatever the program does. They differ by what the connections are for.

export type RailClass = "web" | "job" | "export" | "migration" | "listen";
type Rails = {
  readonly statement_timeout: number;
  readonly lock_timeout: number;
  readonly idle_in_transaction_session_timeout: number;
  readonly transaction_timeout: number;
};

const rails = (statement: number, lock: number, idle: number, transaction: number): Rails => ({
  statement_timeout: statement,
  lock_timeout: lock,
  idle_in_transaction_session_timeout: idle,
  transaction_timeout: transaction,
});

/** Milliseconds; 0 is no limit. */
const RAILS: Readonly<Record<RailClass, Rails>> = {
  web: rails(10_000, 3_000, 10_000, 15_000),
  job: rails(60_000, 10_000, 60_000, 300_000),
  export: rails(600_000, 10_000, 60_000, 900_000),
  migration: rails(0, 5_000, 60_000, 0),
  listen: rails(10_000, 3_000, 10_000, 15_000),
};

/** The name under which the answer also says which process of the server it comes from. */
const BACKEND = "backend";

type NamedValue = { readonly name?: unknown; readonly value?: unknown };

/** True when that is another process than the one that said hello: then something in between hands connections out anew. */
export function isPooled(rows: readonly NamedValue[], announced: number | null | undefined): boolean {
  const pid = rows.find(({ name }) => name === BACKEND)?.value;
  return typeof announced === "number" && pid !== undefined && pid !== String(announced);
}

/**
 * Sets them once the connection is open, in one statement: only those that are not set already for the role, the
 * database, the server or in the caller's own options, and only those that this server knows. The startup packet holds
 * nothing of them, so a pooler in between lets it through. Behind a pooler, where the process that answers is not
 * the one that said hello (`announced`), nothing is set: it would stay with whoever has that process next.
 */
export function railsAfterConnect(kind: RailClass | "none", announced: number | null | undefined): string | undefined {
  if (kind === "none") return undefined;
  const values = Object.entries({ ...RAILS[kind], client_connection_check_interval: 2_000, tcp_user_timeout: 2_000 })
    .filter(([, ms]) => ms > 0)
    .map(([name, ms]) => `('${name}', '${ms}')`)
    .join(", ");
  const own = typeof announced === "number" ? ` AND pg_backend_pid() = ${Math.trunc(announced)}` : "";
  return `SELECT s.name, set_config(s.name, r.value, false) AS value
FROM (VALUES ${values}) AS r (name, value) JOIN pg_catalog.pg_settings AS s ON s.name = r.name
WHERE s.source = 'default'${own}
  AND (s.name NOT IN ('client_connection_check_interval', 'tcp_user_timeout') OR version() LIKE '%linux%')
  AND (s.name <> 'tcp_user_timeout' OR inet_client_addr() IS NOT NULL)
UNION ALL SELECT '${BACKEND}', pg_backend_pid()::text`;
}
