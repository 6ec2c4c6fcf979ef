import { withClient } from "../connect.ts";
import { administratorSql, limitsFor } from "../prepare-database.ts";
import type { EmbeddedServer } from "./embedded-server.ts";
import { scramVerifier } from "./scram-verifier.ts";

/** What makes or changes a large object. */
const LARGE_OBJECTS = [
  "lo_creat(integer)",
  "lo_create(oid)",
  "lo_from_bytea(oid, bytea)",
  "lo_open(oid, integer)",
  "lo_put(oid, bigint, bytea)",
  "lo_truncate(integer, integer)",
  "lo_truncate64(integer, bigint)",
  "lowrite(integer, bytea)",
];

/**
 * What an administrator takes from everybody in a database that is ours alone, since nothing of ours needs it: temporary
 * tables and large objects, which could fill the disk unnoticed.
 */
export const closeToAll = (database: string): string =>
  `REVOKE TEMPORARY ON DATABASE "${database}" FROM PUBLIC;
${LARGE_OBJECTS.map((one) => `REVOKE EXECUTE ON FUNCTION pg_catalog.${one} FROM PUBLIC;`).join("\n")}
`;

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
    await client.query(closeToAll(database));
    for (const [role, password] of Object.entries(server.passwords))
      if (role.startsWith("openfees_"))
        await client.query(`ALTER ROLE ${role} LOGIN PASSWORD '${scramVerifier(password)}'`);
  });
}
