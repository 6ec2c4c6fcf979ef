import type pg from "pg";

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

/** What goes into the startup packet; a value that the caller set himself stays his. */
export function railsAtConnect(kind: RailClass | "none", own: pg.ClientConfig): pg.ClientConfig {
  if (kind === "none") return {};
  const { statement_timeout, lock_timeout, idle_in_transaction_session_timeout } = RAILS[kind];
  return {
    statement_timeout: own.statement_timeout ?? statement_timeout,
    lock_timeout: own.lock_timeout ?? lock_timeout,
    idle_in_transaction_session_timeout: own.idle_in_transaction_session_timeout ?? idle_in_transaction_session_timeout,
    keepAlive: own.keepAlive ?? true,
  };
}

/** The name under which the answer also says which process of the server it comes from. */
const BACKEND = "backend";

/** True when that is another process than the one that said hello: then something in between hands connections out anew. */
export function isPooled(rows: readonly NamedValue[], announced: number | null | undefined): boolean {
  const pid = rows.find(({ name }) => name === BACKEND)?.value;
  return typeof announced === "number" && announced > 0 && pid !== undefined && pid !== String(announced);
}

/** What only some servers have (17, Linux), so that it cannot be in the first startup packet. Answers what it has set. */
export function railsAfterConnect(kind: RailClass | "none"): string | undefined {
  if (kind === "none") return undefined;
  return `SELECT name, set_config(name, CASE name WHEN 'transaction_timeout' THEN '${RAILS[kind].transaction_timeout}' ELSE '2000' END, false) AS value
FROM pg_catalog.pg_settings WHERE setting = '0' AND (name = 'transaction_timeout'
  OR (name IN ('client_connection_check_interval', 'tcp_user_timeout') AND version() LIKE '%linux%'
      AND (name <> 'tcp_user_timeout' OR inet_client_addr() IS NOT NULL)))
UNION ALL SELECT '${BACKEND}', pg_backend_pid()::text`;
}

type NamedValue = { readonly name?: unknown; readonly value?: unknown };

const NAME = /^[a-z_]+$/;
const VALUE = /^\d+(?:ms|s|min|h)?$/;
/** The server does not know the name, does not take the value, or a pooler in between lets no such packet through. */
const UNKNOWN_SETTING = new Set(["42704", "22023", "42501", "08P01"]);

/**
 * What the first connection found out about the server. The next ones carry it in their startup packet: one round trip
 * less, and a reset of the session brings it back by itself.
 */
export class LearnedRails {
  #options: string | undefined;

  /** The rows that `railsAfterConnect` answered. */
  learn(answer: readonly NamedValue[]): void {
    const rows = answer.filter(({ name }) => name !== BACKEND);
    const good = rows.flatMap(({ name, value }) =>
      typeof name === "string" && typeof value === "string" && NAME.test(name) && VALUE.test(value)
        ? [`-c ${name}=${value}`]
        : [],
    );
    this.#options = good.length === rows.length ? good.join(" ") : undefined;
  }

  /** True when the startup packet now has them all. What stands in the address of the server would win over it. */
  addTo(config: pg.ClientConfig): boolean {
    if (this.#options === undefined || /[?&]options=/.test(config.connectionString ?? "")) return false;
    config.options = [config.options ?? "", this.#options].filter((one) => one !== "").join(" ");
    return true;
  }

  /** The server refused the packet for what was learned: it is forgotten. */
  disproved(cause: Error): boolean {
    const code = (cause as { code?: unknown }).code;
    if (typeof code !== "string" || !UNKNOWN_SETTING.has(code)) return false;
    this.#options = undefined;
    return true;
  }
}
