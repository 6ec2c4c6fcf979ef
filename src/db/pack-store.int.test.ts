import { expect, test } from "vitest";
import { smallFee, smallPack, smallRule } from "../../test/support/small-pack.ts";
import { testDatabase } from "../../test/support/test-database.ts";
import { CannotStart } from "../platform/cannot-start.ts";
import { withClient } from "./connect.ts";
import { createPackStore } from "./pack-store.ts";

const database = await testDatabase();
const db = database.open().kysely;
const fresh = () => createPackStore(db);
const read = <T extends object>(sql: string) =>
  withClient(database.admin, undefined, async (client) => (await client.query<T>(sql)).rows);
const now = () => new Date().toISOString();
const pause = () => new Promise((resolve) => setTimeout(resolve, 5));

test("before anything was loaded nothing is known", async () => {
  expect(await fresh().knownAt("xx", now())).toBeUndefined();
  await expect(fresh().current("xx")).rejects.toThrow('no pack "xx" was ever loaded');
});

test("a pack comes back as it went in, and loading it again changes nothing", async () => {
  const pack = smallPack("2026.1");
  expect(await fresh().loadPack(pack)).toEqual({ published: true, added: 7, closed: 0, kept: 0 });
  expect(await fresh().current("xx")).toEqual(pack);
  expect(await fresh().loadPack(pack)).toEqual({ published: false, added: 0, closed: 0, kept: 7 });
});

test("a corrected fee is seen as it was known then and as it is known now", async () => {
  await pause();
  const before = now();
  await pause();
  const corrected = smallPack("2026.2", { listedFees: [smallFee("fee-a", "9.50", "2026-01-01")] });
  expect(await fresh().loadPack(corrected)).toEqual({ published: true, added: 1, closed: 1, kept: 6 });
  const store = fresh();
  expect((await store.knownAt("xx", before))?.listedFees[0]?.price).toMatchObject({ amount: "9.00" });
  expect((await store.knownAt("xx", now()))?.listedFees[0]?.price).toMatchObject({ amount: "9.50" });
  expect(await store.current("xx")).toEqual(corrected);
  expect(await store.knownAt("xx", before)).toEqual(smallPack("2026.1"));
  const rows = await read("SELECT upper_inf(recorded) AS open FROM openfees.fee_version ORDER BY row_id");
  expect(rows).toEqual([{ open: false }, { open: true }]);
});

test("a change from a day on leaves both prices true, each on its days", async () => {
  const rows = await read<{ rule_id: string }>(
    "SELECT rule_id FROM openfees.rule_version WHERE valid @> '2026-02-28'::date AND upper_inf(recorded)",
  );
  expect(rows).toEqual([{ rule_id: "rule-a" }]);
  const after = await read(
    "SELECT rule_id FROM openfees.rule_version WHERE valid @> '2026-03-01'::date AND upper_inf(recorded)",
  );
  expect(after).toEqual([{ rule_id: "rule-b" }]);
});

test("an older version, and a changed one under the same name, are refused and change nothing", async () => {
  const older = fresh().loadPack(smallPack("2026.1"));
  await expect(older).rejects.toMatchObject({ code: "pack_older" });
  const reused = fresh().loadPack(smallPack("2026.2", { listedFees: [] }));
  await expect(reused).rejects.toMatchObject({ code: "pack_reused_version" });
  expect((await fresh().current("xx")).listedFees).toHaveLength(1);
});

test("a pack that says two things of one rule on one day is refused by the database", async () => {
  const twice = [smallRule("rule-a", "1.00", null, "2026-02-01"), smallRule("rule-a", "2.00", "2026-01-31", null)];
  const refused = fresh().loadPack(smallPack("2026.3", { rules: twice }));
  await expect(refused).rejects.toThrow(CannotStart);
  await expect(refused).rejects.toThrow("rule_never_overlaps would be broken");
});

test("a negative price is refused by the database", async () => {
  const refused = fresh().loadPack(smallPack("2026.3", { listedFees: [smallFee("fee-a", "-1.00", null)] }));
  await expect(refused).rejects.toThrow("fee_price_is_never_negative would be broken");
});

test("loaders that come at once go one after the other: one publishes, the others find it there", async () => {
  const pack = smallPack("2026.4", { banks: [] });
  const results = await Promise.all(Array.from({ length: 6 }, () => fresh().loadPack(pack)));
  expect(results.filter((result) => result.published)).toHaveLength(1);
  expect(await fresh().current("xx")).toEqual(pack);
});

test("one bank's prices are published beside a release, and a start with that release leaves them", async () => {
  const streams = { law: "2026.4.1", words: "2026.4.1", tariffs: { made_up: "2026.4.1" } };
  const pack = smallPack("2026.4.1", { products: [], streams });
  await fresh().loadPack(pack);
  const listedFees = [smallFee("fee-a", "8.25", "2026-01-01")];
  const tariff = { version: "2026.4.2", products: [], listedFees };
  expect(await fresh().loadTariff("xx", "made_up", tariff)).toMatchObject({ published: true, added: 1, closed: 1 });
  expect(await fresh().loadPack(pack)).toMatchObject({ published: false });
  const now = await fresh().current("xx");
  expect([now.version, now.streams?.tariffs, now.listedFees]).toEqual([
    "2026.4.1+1",
    { made_up: "2026.4.2" },
    listedFees,
  ]);
  const older = fresh().loadTariff("xx", "made_up", { ...tariff, version: "2026.4.1" });
  await expect(older).rejects.toMatchObject({ code: "pack_older" });
});

test("rows that came and went and came again are told apart by when we held them", async () => {
  await fresh().loadPack(smallPack("2026.5"));
  expect(await fresh().current("xx")).toEqual(smallPack("2026.5"));
  const rows = await read("SELECT 1 FROM openfees.bank WHERE bank_id = 'made_up'");
  expect(rows).toHaveLength(2);
});

test("the app can change no price and delete nothing, and nobody can but by closing the recorded time", async () => {
  const as = (role: "app" | "owner", sql: string) =>
    withClient(database[role], `openfees_${role}`, (client) => client.query(sql));
  await expect(as("app", "UPDATE fee_version SET body = '{}'")).rejects.toMatchObject({ code: "42501" });
  await expect(as("app", "DELETE FROM fee_version")).rejects.toMatchObject({ code: "42501" });
  await expect(as("app", "TRUNCATE fee_version")).rejects.toMatchObject({ code: "42501" });
  await expect(as("app", "CREATE TABLE x ()")).rejects.toMatchObject({ code: "42501" });
  await expect(as("app", "DROP TABLE fee_version")).rejects.toMatchObject({ code: "42501" });
  for (const sql of [
    "UPDATE fee_version SET body = '{}'",
    "DELETE FROM fee_version",
    "TRUNCATE fee_version",
    "UPDATE fee_version SET recorded = tstzrange(lower(recorded), NULL)",
  ])
    await expect(as("owner", sql)).rejects.toMatchObject({ code: "23001" });
});

test("the reading role reads and does nothing else", async () => {
  const as = (sql: string) => withClient(database.read, "openfees_read", (client) => client.query(sql));
  expect((await as("SELECT 1 FROM fee_version")).rows.length).toBeGreaterThan(0);
  await expect(as("INSERT INTO bank (jurisdiction) VALUES ('xx')")).rejects.toMatchObject({ code: "42501" });
});

test("no role of ours is a superuser or may make roles, and each has a limit of connections", async () => {
  const rows = await read<{ rolname: string; rolconnlimit: number }>(
    "SELECT rolname, rolconnlimit FROM pg_roles WHERE rolname LIKE 'openfees_%' AND NOT rolsuper AND NOT rolcreaterole AND NOT rolcreatedb ORDER BY 1",
  );
  expect(rows.map((row) => row.rolname)).toEqual(["openfees_app", "openfees_owner", "openfees_read"]);
  expect(rows.every((row) => row.rolconnlimit > 0)).toBe(true);
});
