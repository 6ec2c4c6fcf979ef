import { randomBytes } from "node:crypto";
import { afterAll, inject } from "vitest";
import { type Database, openDatabase, withClient } from "../../src/db/connect.ts";
import type { ServerConfig } from "../../src/db/database-url.ts";
import { closeToAll } from "../../src/db/embedded/prepare-embedded.ts";
import { pollUntil } from "../../src/platform/deadline.ts";
import { TEMPLATE } from "./real-database.ts";

export type TestDatabase = {
  readonly name: string;
  /** The server's superuser, in this database: what an administrator may do. */
  readonly admin: ServerConfig;
  readonly owner: ServerConfig;
  readonly app: ServerConfig;
  readonly read: ServerConfig;
  /** Opens connections as the app; closed by itself at the end of the file. */
  open(): Database;
};

/**
 * A database of this test file's own, copied from the migrated template and dropped at the end. A connection that is
 * still there when the file is done fails it.
 */
export async function testDatabase(): Promise<TestDatabase> {
  const server = inject("realServer");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const sql = <T extends object>(text: string, values: unknown[] = []) =>
    withClient(server.postgres, undefined, async (client) => (await client.query<T>(text, values)).rows);
  await sql(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  // rights on the database itself are not copied
  await withClient({ ...server.postgres, database: name }, undefined, (client) => client.query(closeToAll(name)));
  const opened: Database[] = [];
  const app = { ...server.openfees_app, database: name };
  afterAll(async () => {
    await Promise.all(opened.map((database) => database.close()));
    const left = async () =>
      sql<{ what: string }>(
        "SELECT usename || ': ' || left(query, 80) AS what FROM pg_stat_activity WHERE datname = $1",
        [name],
      );
    const clean = await pollUntil(async () => ((await left()).length === 0 ? true : undefined), 2_000, 50);
    const rows = clean ? [] : await left();
    await sql(`DROP DATABASE ${name} WITH (FORCE)`);
    if (rows.length > 0)
      throw new Error(`this test file left connections behind: ${rows.map((row) => row.what).join("; ")}`);
  });
  return {
    name,
    admin: { ...server.postgres, database: name },
    owner: { ...server.openfees_owner, database: name },
    app,
    read: { ...server.openfees_read, database: name },
    open: () => {
      const database = openDatabase(app, "openfees_app");
      opened.push(database);
      return database;
    },
  };
}
