import { copyFileSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Kysely, sql } from "kysely";
import { expect, onTestFinished, test } from "vitest";
import { smallFee, smallPack } from "../../test/support/small-pack.ts";
import { STAND_INS } from "../../test/support/stand-in-server.ts";
import type { Report } from "../app/report-fee.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { openDatabase, withClient } from "./connect.ts";
import { readDatabaseUrl } from "./database-url.ts";
import { migrate } from "./migrate.ts";
import { createPackStore } from "./pack-store.ts";
import { prepareDatabase } from "./prepare-database.ts";
import { createReportStore } from "./report-store.ts";
import { buildSnapshot } from "./snapshot/build-snapshot.ts";
import type { Tables } from "./tables.ts";

const FOLDER = new URL("../../migrations/", import.meta.url).pathname;
const names = readdirSync(FOLDER).sort();

/** The tables with their columns, as the release before the newest migration knows them; its rights are tried by use. */
const SHAPE = `SELECT c.table_name, c.column_name, c.data_type, c.is_nullable, c.column_default
  FROM information_schema.columns c WHERE table_schema = 'openfees' ORDER BY 1, 2`;

const REPORT: Report = {
  jurisdiction: "ng",
  bank: "ng.gtbank",
  service: "alert.sms",
  amount: 5000n,
  currency: "NGN",
  on: "2026-02-01" as CivilDate,
  words: "said",
};

/** As the release before asks for a report: it knows nothing of what came of one. */
const foundBefore = async (db: Kysely<Tables>, receipt: string) =>
  (await sql`SELECT receipt, amount::text AS amount FROM report WHERE receipt = ${receipt}`.execute(db)).rows;

test("the newest migration runs beside the release before it, which reads, publishes and takes reports all the while", {
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
  const reports = createReportStore(() => database.kysely);
  let [round, running] = [0, true];
  onTestFinished(() => {
    running = false;
  });
  const work = (async () => {
    while (running) {
      round++;
      await store.loadPack(
        smallPack(`2026.${round}`, { listedFees: [smallFee("fee-a", `${round}.00`, "2026-01-01")] }),
      );
      expect((await store.current("xx")).version).toBe(`2026.${round}`);
      expect((await buildSnapshot(database.kysely))?.packs.length).toBe(round);
      const { receipt } = await reports.add(REPORT, `key ${round}`);
      expect(await foundBefore(database.kysely, receipt)).toEqual([{ receipt, amount: "50.00" }]);
    }
  })();
  // what goes wrong in it ends the waiting
  const roundsUntil = (most: number) =>
    Promise.race([
      work,
      (async () => {
        while (running && round < most) await new Promise((resolve) => setTimeout(resolve, 10));
      })(),
    ]);
  await roundsUntil(3);
  expect(await migrate(server)).toEqual([names.at(-1)?.slice(0, -".sql".length)]);
  const at = round;
  await roundsUntil(at + 3);
  running = false;
  await work;
  await database.close();
  const known = new Set(old.map((row) => row.table_name));
  expect((await shape()).filter((row) => known.has(row.table_name))).toEqual(old);
});
