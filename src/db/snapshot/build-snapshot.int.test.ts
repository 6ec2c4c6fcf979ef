import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import { afterAll, expect, test } from "vitest";
import { smallFee, smallPack } from "../../../test/support/small-pack.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { pollUntil } from "../../platform/deadline.ts";
import { createPackStore } from "../pack-store.ts";
import { buildSnapshot } from "./build-snapshot.ts";
import { followPublished, type HeldSnapshot, takePublished } from "./follow-published.ts";
import { type Snapshot, shippedSnapshot, snapshotSource } from "./snapshot.ts";
import { SnapshotFolder } from "./snapshot-folder.ts";

const database = await testDatabase();
const db = database.open().kysely;
const store = createPackStore(db);
const path = await mkdtemp(join(tmpdir(), "openfees-snapshots-"));
const folder = new SnapshotFolder(path);
afterAll(() => rm(path, { recursive: true }));
const errors: string[] = [];
/** Nobody else builds here. */
const built = async () => (await buildSnapshot(db)) as Snapshot;
const log = { info: () => {}, error: (_fields: object, message: string) => void errors.push(message) };

test("a snapshot holds what is published and what was, as the store tells it", async () => {
  const one = smallPack("2026.1");
  const two = smallPack("2026.2", { listedFees: [smallFee("fee-a", "9.50", "2026-01-01")] });
  await store.loadPack(one);
  await store.loadPack(two);
  const snapshot = await built();
  expect(snapshot.packs.map((known) => known.pack)).toEqual([one, two]);
  const source = snapshotSource(() => snapshot);
  for (const { from } of snapshot.packs)
    expect(await source.knownAt("xx", from)).toEqual(await store.knownAt("xx", from));
  expect(await source.current("xx")).toEqual(two);
});

test("what is published later comes into service; what loses too much does not", async () => {
  const held: HeldSnapshot = { snapshot: await built(), name: null };
  const own = database.open();
  const following = followPublished(() => own.kysely, folder, held, log);
  const fresh = smallPack("2026.3", { listedFees: [smallFee("fee-a", "9.75", "2026-01-01")] });
  await store.loadPack(fresh);
  const served = () => snapshotSource(() => held.snapshot).current("xx");
  expect(await pollUntil(async () => ((await served()).version === "2026.3" ? true : undefined), 20_000, 100)).toBe(
    true,
  );
  expect((await folder.best())?.snapshot).toEqual(held.snapshot);
  await following.stop();
  await store.loadPack(smallPack("2026.4", { listedFees: [] }));
  expect(await takePublished(db, folder, held, log)).toBe("refused");
  expect(errors).toEqual(["what is published was refused; the snapshot before goes on"]);
  expect(await served()).toEqual(fresh);
});

test("a loss that a person meant is taken, once, with everything else still held to", async () => {
  const held: HeldSnapshot = {
    snapshot: shippedSnapshot([smallPack("2026.3")], "2026-01-01T00:00:00.000Z"),
    name: null,
  };
  expect(await takePublished(db, folder, held, log)).toBe("refused");
  await folder.force(true);
  const before: string[] = [];
  const came = await takePublished(db, folder, held, log, async (next) => {
    before.push(next.published, held.snapshot.published);
  });
  expect(came).toBe("taken");
  expect(before).toEqual([held.snapshot.published, "shipped"]);
  expect((await snapshotSource(() => held.snapshot).current("xx")).version).toBe("2026.4");
  expect(await folder.forced()).toBe(false);
});

test("two of a fleet build at a time; a third is told to come again", async () => {
  const [one, two, three] = [database.open().kysely, database.open().kysely, database.open().kysely];
  const hold = async (other: typeof one) => {
    const { promise: done, resolve: letGo } = Promise.withResolvers<void>();
    const { promise: held, resolve: holds } = Promise.withResolvers<void>();
    const work = other.transaction().execute(async (tx) => {
      const { rows } = await sql<{ got: boolean }>`
        SELECT pg_try_advisory_xact_lock(${other === one ? 7_305_117_260_413 : 7_305_117_260_414}::bigint) AS got`.execute(
        tx,
      );
      expect(rows[0]?.got).toBe(true);
      holds();
      await done;
    });
    await held;
    return () => {
      letGo();
      return work;
    };
  };
  const first = await hold(one);
  expect(await buildSnapshot(three)).toBeDefined();
  const second = await hold(two);
  expect(await buildSnapshot(three)).toBeUndefined();
  await first();
  expect(await buildSnapshot(three)).toBeDefined();
  await second();
});
