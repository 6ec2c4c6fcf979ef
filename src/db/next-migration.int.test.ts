import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { smallFee, smallPack } from "../../test/support/small-pack.ts";
import { STAND_INS } from "../../test/support/stand-in-server.ts";
import { openDatabase, withClient } from "./connect.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { migrate } from "./migrate.ts";
import { createPackStore } from "./pack-store.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { buildSnapshot } from "./snapshot/build-snapshot.ts";

const FOLDER = new URL("../../migrations/", import.meta.url).pathname;
const names = readdirSync(FOLDER).sort();

/** The tables with their columns and rights, as the release before the newest migration knows them. */
const SHAPE = `SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.column_default,
    (SELECT string_agg(grantee || ' ' || privilege_type, ',' ORDER BY grantee, privilege_type)
       FROM information_schema.column_privileges p
      WHERE p.table_schema = 'openfees' AND p.table_name = c.table_name AND p.column_name = c.column_name) AS rights
  FROM information_schema.columns c WHERE table_schema = 'openfees' ORDER BY 1, 2`;

test("the newest migration runs beside the release before it, which reads and publishes all the while", {
  timeout: 120_000,
}, async () => {
  const [, start] = STAND_INS[0] ?? [];
  const postgres = await start?.();
  if (!postgres) throw new Error("there is no PostgreSQL to stand in");
  onTestFinished(() => postgres.stop());
  await postgres.admin("CREATE DATABASE fees");
  const server = readDatabaseUrl(postgres.url(postgres.superuser.user, postgres.superuser.password, "fees"));
  await prepareDatabase(server);
  const before = mkdtempSync(join(tmpdir(), "openfees-migrations-"));
  onTestFinished(() => rmSync(before, { recursive: true }));
  for (const name of names.slice(0, -1)) copyFileSync(join(FOLDER, name), join(before, name));
  await migrate(server, before);
  const shape = () => withClient(server, undefined, async (client) => (await client.query(SHAPE)).rows);
  const old = await shape();

  const database = openDatabase(server, "openfees_app");
  const store = createPackStore(database.kysely);
  let [round, running] = [0, true];
  const work = (async () => {
    while (running) {
      round++;
      await store.loadPack(
        smallPack(`2026.${round}`, { listedFees: [smallFee("fee-a", `${round}.00`, "2026-01-01")] }),
      );
      expect((await store.current("xx")).version).toBe(`2026.${round}`);
      expect((await buildSnapshot(database.kysely))?.packs.length).toBe(round);
    }
  })();
  while (round < 3) await new Promise((resolve) => setTimeout(resolve, 10));
  expect(await migrate(server)).toEqual([names.at(-1)?.slice(0, -".sql".length)]);
  const at = round;
  while (round < at + 3) await new Promise((resolve) => setTimeout(resolve, 10));
  running = false;
  await work;
  await database.close();
  const known = new Set(old.map((row) => row.table_name));
  expect((await shape()).filter((row) => known.has(row.table_name))).toEqual(old);
});
