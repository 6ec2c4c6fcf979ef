import type pg from "pg";
import { CannotStart } from "../platform/cannot-start.ts";
import { type AppRole, withClient } from "./connect.ts";
import type { ServerConfig } from "./database-url.ts";

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

export type ConnectionLimits = Readonly<Record<AppRole, number>>;

/** Connections that stay free for people who look after the server. */
const OPERATORS = 5;

/**
 * What each role may take of a server: together, with those for operators, exactly what it has for ordinary users, so
 * that no number of instances can fill it. `reserved` are the connections that PostgreSQL keeps for superusers.
 */
export function connectionLimits(maxConnections: number, reserved: number): ConnectionLimits {
  const free = maxConnections - reserved - OPERATORS;
  if (free < 3)
    throw new CannotStart(
      "server_full",
      `PostgreSQL allows ${maxConnections} connections and keeps ${reserved}: openfees needs at least ${reserved + OPERATORS + 3}. Raise max_connections.`,
    );
  const share = Math.max(1, Math.floor(free / 6));
  const [owner, read] = [Math.min(5, share), Math.min(10, share)];
  return { openfees_owner: owner, openfees_app: free - owner - read, openfees_read: read };
}

/** The limits for the server behind `client`. */
export async function limitsFor(client: pg.Client): Promise<ConnectionLimits> {
  const { rows } = await client.query<{ most: string; kept: string; more: string | null }>(
    `SELECT current_setting('max_connections') AS most, current_setting('superuser_reserved_connections') AS kept,
            current_setting('reserved_connections', true) AS more`,
  );
  const row = rows[0];
  return connectionLimits(Number(row?.most), Number(row?.kept) + Number(row?.more ?? 0));
}

/**
 * What an administrator runs once for a database: three roles, none a superuser, and the one extension that the
 * promises of the tables need. Safe to run again. `openfees_owner` migrates, `openfees_app` serves, `openfees_read`
 * is for people who look. The connection limits bound what each may take of the server.
 */
export function administratorSql(database: string, user: string, limits: ConnectionLimits): string {
  const role = (name: AppRole) =>
    `DO $$ BEGIN CREATE ROLE ${name} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
ALTER ROLE ${name} CONNECTION LIMIT ${limits[name]};
ALTER ROLE ${name} SET search_path = openfees;`;
  return `${role("openfees_owner")}
${role("openfees_app")}
${role("openfees_read")}
GRANT openfees_owner, openfees_app, openfees_read TO ${quoted(user)};
GRANT CREATE ON DATABASE ${quoted(database)} TO openfees_owner;
GRANT CONNECT ON DATABASE ${quoted(database)} TO openfees_owner, openfees_app, openfees_read;
CREATE EXTENSION IF NOT EXISTS btree_gist WITH SCHEMA public;
`;
}

async function isPrepared(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ ready: boolean }>(`
    SELECT count(*) = 3
       AND bool_and(pg_has_role(current_user, oid, CASE WHEN current_setting('server_version_num')::int < 160000 THEN 'MEMBER' ELSE 'SET' END))
       AND bool_or(rolname = 'openfees_owner' AND has_database_privilege(oid, current_database(), 'CREATE'))
       AND EXISTS (SELECT FROM pg_extension WHERE extname = 'btree_gist') AS ready
      FROM pg_roles WHERE rolname IN ('openfees_owner', 'openfees_app', 'openfees_read')`);
  return rows[0]?.ready === true;
}

/** Makes roles and extension when they are missing; says what to run as administrator when the user may not. */
export async function prepareDatabase(server: ServerConfig): Promise<void> {
  await withClient(server, undefined, async (client) => {
    if (await isPrepared(client)) return;
    const sql = administratorSql(server.database, server.user, await limitsFor(client));
    try {
      await client.query("BEGIN");
      await client.query("SELECT pg_advisory_xact_lock(hashtextextended('openfees prepare', 0))");
      // Whoever held the lock before may have done it all.
      if (!(await isPrepared(client))) await client.query(sql);
      await client.query("COMMIT");
    } catch (cause) {
      await client.query("ROLLBACK").catch(() => {});
      const code = (cause as { code?: string }).code;
      // 42501 not allowed, 0LP01 may not grant, 58P01 and 0A000 the extension is not installed on the server.
      if (!["42501", "0LP01", "58P01", "0A000"].includes(code ?? "")) throw cause;
      throw new CannotStart(
        "needs_administrator",
        `The user "${server.user}" may not prepare the database "${server.database}" (${(cause as Error).message}). Let an administrator run this there once, then start again:`,
        { cause, details: sql },
      );
    }
  });
}
