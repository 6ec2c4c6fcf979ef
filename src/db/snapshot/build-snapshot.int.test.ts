import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { smallFee, smallPack } from "../../../test/support/small-pack.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { pollUntil } from "../../platform/deadline.ts";
import { createPackStore } from "../pack-store.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { followPublished, type HeldSnapshot, takePublished } from "./follow-published.ts";
import { snapshotSource } from "./snapshot.ts";
import { SnapshotFolder } from "./snapshot-folder.ts";

const database = await testDatabase();
const db = database.open().kysely;
const store = createPackStore(db);
const path = await mkdtemp(join(tmpdir(), "openfees-snapshots-"));
const folder = new SnapshotFolder(path);
afterAll(() => rm(path, { recursive: true }));
const errors: string[] = [];
const log = { info: () => {}, error: (_fields: object, message: string) => void errors.push(message) };

test("a snapshot holds what is published and what was, as the store tells it", async () => {
  const one = smallPack("2026.1");
  const two = smallPack("2026.2", { listedFees: [smallFee("fee-a", "9.50", "2026-01-01")] });
  await store.loadPack(one);
  await store.loadPack(two);
  const snapshot = await buildSnapshot(db);
  expect(snapshot.packs.map((known) => known.pack)).toEqual([one, two]);
  const source = snapshotSource(() => snapshot);
  for (const { from } of snapshot.packs)
    expect(await source.knownAt("xx", from)).toEqual(await store.knownAt("xx", from));
  expect(await source.current("xx")).toEqual(two);
});

test("what is published later comes into service; what loses too much does not", async () => {
  const held: HeldSnapshot = { snapshot: await buildSnapshot(db), name: null };
  const own = database.open();
  const following = followPublished(own.kysely, folder, held, log);
  const fresh = smallPack("2026.3", { listedFees: [smallFee("fee-a", "9.75", "2026-01-01")] });
  await store.loadPack(fresh);
  const served = () => snapshotSource(() => held.snapshot).current("xx");
  expect(await pollUntil(async () => ((await served()).version === "2026.3" ? true : undefined), 20_000, 100)).toBe(
    true,
  );
  expect((await folder.best())?.snapshot).toEqual(held.snapshot);
  await following.stop();
  await store.loadPack(smallPack("2026.4", { listedFees: [] }));
  expect(await takePublished(db, folder, held, log)).toBe(false);
  expect(errors).toEqual(["what is published was refused; the snapshot before goes on"]);
  expect(await served()).toEqual(fresh);
});
