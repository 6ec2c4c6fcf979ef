import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type pg from "pg";
import { CannotStart } from "../platform/cannot-start.ts";
import { SCHEMA, withClient } from "./connect.ts";
import { isLostConnection } from "./connect-error.ts";
import type { ServerConfig } from "./database-url.ts";

export type MigrationStatus = { readonly name: string; readonly ranAt: string | null };

const FOLDER = fileURLToPath(new URL("../../migrations/", import.meta.url));
/** Key of the advisory lock: two starts wait for each other, but not for other users of the same migration tool. */
const LOCK = 7_305_117_260_412;

const shipped = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith(".sql"))
    .sort()
    .map((name) => name.slice(0, -".sql".length));

/** Refuses a database on which a release ran that has more migrations than this one. */
async function refuseNewer(client: pg.Client, folder: string): Promise<void> {
  const there = await client.query<{ there: boolean }>("SELECT to_regclass('openfees.migration') IS NOT NULL AS there");
  if (!there.rows[0]?.there) return;
  const { rows } = await client.query<{ name: string }>("SELECT name FROM openfees.migration ORDER BY id");
  const ours = shipped(folder);
  const unknown = rows.map(({ name }) => name).filter((name) => !ours.includes(name));
  if (unknown.length > 0)
    throw new CannotStart(
      "database_newer",
      `A newer openfees has used this database: it has ${unknown.join(", ")}, which this release does not know. Start the release that made it, or a later one; to go back, restore a backup from before into another database. Nothing was changed.`,
    );
}

/** Runs what has not run yet, all in one transaction, under a lock; answers the names of what ran. */
export async function migrate(server: ServerConfig, folder: string = FOLDER): Promise<string[]> {
  const { runner } = await import("node-pg-migrate");
  const said: string[] = [];
  return withClient(server, "openfees_owner", async (client) => {
    await refuseNewer(client, folder);
    try {
      const ran = await runner({
        dbClient: client,
        dir: folder,
        direction: "up",
        migrationsTable: "migration",
        migrationsSchema: SCHEMA,
        createMigrationsSchema: true,
        singleTransaction: true,
        checkOrder: true,
        advisoryLockMode: "wait",
        lockValue: LOCK,
        logger: { debug: () => {}, info: () => {}, warn: (m) => said.push(m), error: (m) => said.push(m) },
      });
      return ran.map((one) => one.name);
    } catch (cause) {
      if (isLostConnection(cause) || (cause as { code?: string }).code === "53100") throw cause;
      const why = (cause as Error).message.split("\n")[0];
      throw new CannotStart("migration_failed", `A migration failed and nothing was changed: ${why}`, {
        cause,
        details: said.join("\n"),
      });
    }
  });
}

/** Every shipped migration with the time it ran, or null when it has not; then those of a newer release that ran. */
export async function migrationStatus(server: ServerConfig, folder: string = FOLDER): Promise<MigrationStatus[]> {
  const ran = await withClient(server, undefined, async (client) => {
    const there = await client.query<{ there: boolean }>(
      "SELECT to_regclass('openfees.migration') IS NOT NULL AS there",
    );
    if (!there.rows[0]?.there) return new Map<string, string>();
    await client.query("SET ROLE openfees_owner");
    const { rows } = await client.query<{ name: string; at: string }>(
      `SELECT name, to_char(run_on, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS at FROM openfees.migration`,
    );
    return new Map(rows.map((row) => [row.name, row.at]));
  });
  const ours = shipped(folder);
  const newer = [...ran.keys()].filter((name) => !ours.includes(name)).sort();
  return [...ours, ...newer].map((name) => ({ name, ranAt: ran.get(name) ?? null }));
}
