import { withClient } from "../connect.ts";
import { administratorSql, limitsFor } from "../prepare-database.ts";
import type { EmbeddedServer } from "./embedded-server.ts";

/** Makes the database and its roles on our own server, where we are the administrator. Safe to run again. */
export async function prepareEmbedded(
  server: Pick<EmbeddedServer, "config" | "passwords">,
  database = "openfees",
): Promise<void> {
  await withClient(server.config("postgres", "postgres"), undefined, async (client) => {
    const { rows } = await client.query("SELECT FROM pg_database WHERE datname = $1", [database]);
    if (rows.length === 0) await client.query(`CREATE DATABASE "${database}"`);
  });
  await withClient(server.config("postgres", database), undefined, async (client) => {
    await client.query(administratorSql(database, "postgres", await limitsFor(client)));
    for (const [role, password] of Object.entries(server.passwords))
      if (role.startsWith("openfees_")) await client.query(`ALTER ROLE ${role} LOGIN PASSWORD '${password}'`);
  });
}
