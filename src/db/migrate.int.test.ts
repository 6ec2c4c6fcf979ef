import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { withClient } from "./connect.ts";
import type { ServerConfig } from "./database-url.ts";
import { migrate, migrationStatus } from "./migrate.ts";
import { prepareDatabase } from "./prepare-database.ts";

const database = await testDatabase();
const shipped = fileURLToPath(new URL("../../migrations/", import.meta.url));
const names = readdirSync(shipped)
  .sort()
  .map((name) => name.replace(".sql", ""));

const query = <T extends object>(server: ServerConfig, sql: string): Promise<T[]> =>
  withClient(server, undefined, async (client) => (await client.query<T>(sql)).rows);

let made = 0;
/** An empty database, dropped after the test. */
async function empty(): Promise<ServerConfig> {
  const name = `${database.name}_${++made}`;
  await query(database.admin, `CREATE DATABASE ${name} TEMPLATE template0`);
  onTestFinished(async () => {
    await query(database.admin, `DROP DATABASE ${name} WITH (FORCE)`);
  });
  return { ...database.admin, database: name };
}

/** A folder with the shipped migrations, to which a test adds its own. */
function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), "openfees-migrations-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  cpSync(shipped, folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return `${folder}/`;
}

test.each([2, 10])("%i instances that start at once migrate a fresh database once", async (instances) => {
  const server = await empty();
  const start = async () => {
    await prepareDatabase(server);
    return migrate(server);
  };
  const ran = await Promise.all(Array.from({ length: instances }, start));
  expect(ran.flat().sort()).toEqual(names);
  expect(ran.filter((one) => one.length > 0)).toHaveLength(1);
  const rows = await query<{ name: string }>(server, "SELECT name FROM openfees.migration ORDER BY id");
  expect(rows.map((row) => row.name)).toEqual(names);
});

test("ten at once as the owner itself, whose connections are fewer, wait for each other", async () => {
  const server = await empty();
  await prepareDatabase(server);
  const owner = { ...database.owner, database: server.database };
  const ran = await Promise.all(Array.from({ length: 10 }, () => migrate(owner)));
  expect(ran.flat().sort()).toEqual(names);
});

test("before, the status says that nothing has run; after, when each one did", async () => {
  const server = await empty();
  await prepareDatabase(server);
  expect(await migrationStatus(server)).toEqual(names.map((name) => ({ name, ranAt: null })));
  await migrate(server);
  const after = await migrationStatus(server);
  expect(after.map((one) => one.name)).toEqual(names);
  expect(after.every((one) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(one.ranAt ?? ""))).toBe(true);
  expect(await migrate(server)).toEqual([]);
});

test("one that fails changes nothing, not even what came before it, and says why", async () => {
  const server = await empty();
  await prepareDatabase(server);
  await migrate(server);
  const folder = folderWith({
    "9001-fine.sql": "-- Safe beside the previous release: yes, a test.\nCREATE TABLE openfees.made_up ();",
    "9002-broken.sql": "-- Safe beside the previous release: yes, a test.\nCREATE TABLE openfees.made_up ();",
  });
  await expect(migrate(server, folder)).rejects.toMatchObject({
    code: "migration_failed",
    message: 'A migration failed and nothing was changed: relation "made_up" already exists',
  });
  expect(await query(server, "SELECT to_regclass('openfees.made_up') AS there")).toEqual([{ there: null }]);
  const status = await migrationStatus(server, folder);
  expect(status.filter((one) => one.ranAt === null).map((one) => one.name)).toEqual(["9001-fine", "9002-broken"]);
});

test("a release that is older than the database refuses it, names what it does not know and changes nothing", async () => {
  const server = await empty();
  await prepareDatabase(server);
  const safe = "-- Safe beside the previous release: yes, a test.\n";
  const newer = folderWith({ "9001-newer.sql": `${safe}SELECT 1;`, "9002-newest.sql": `${safe}SELECT 1;` });
  await migrate(server, newer);
  const before = await migrationStatus(server, newer);
  // one of ours that has not run yet is not slipped in behind them
  const other = folderWith({ "9003-of-another-branch.sql": `${safe}CREATE TABLE openfees.made_up ();` });
  for (const folder of [undefined, other])
    await expect(migrate(server, folder)).rejects.toMatchObject({
      code: "database_newer",
      message: expect.stringMatching(/9001-newer, 9002-newest, .*restore a backup.*Nothing was changed/),
    });
  expect(await query(server, "SELECT to_regclass('openfees.made_up') AS there")).toEqual([{ there: null }]);
  expect(await migrationStatus(server, newer)).toEqual(before);
  // its status names them too, so that an operator sees which release was here
  expect((await migrationStatus(server)).map((one) => one.name)).toEqual([...names, "9001-newer", "9002-newest"]);
  expect(await migrate(server, newer)).toEqual([]);
});

test("what a migration makes belongs to the owner, never to who logs in", async () => {
  const server = await empty();
  await prepareDatabase(server);
  await migrate(server);
  const rows = await query<{ owner: string }>(
    server,
    `SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relnamespace = 'openfees'::regnamespace
     UNION SELECT pg_get_userbyid(nspowner) FROM pg_namespace WHERE nspname = 'openfees'
     UNION SELECT pg_get_userbyid(proowner) FROM pg_proc WHERE pronamespace = 'openfees'::regnamespace`,
  );
  expect(rows).toEqual([{ owner: "openfees_owner" }]);
});
