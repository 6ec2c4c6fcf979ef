import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { withClient } from "../../../src/db/connect.ts";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { Instance, InstanceBusy, type InstanceOptions, PoolSaturated } from "./index.ts";

const db = await testPools();
const { host, port, user, password, database } = db.admin;
const connection = { host, port, user, password, database };
const started: Instance[] = [];
afterAll(() => Promise.all(started.map((instance) => instance.stop())));

/** Programs of this file do not count those of others. */
const program = `test-${db.name.slice(-6)}`;
const start = async (name: string, options: Partial<InstanceOptions> = {}): Promise<Instance> => {
  const instance = await Instance.start({ name, program, connection, onSuperseded: () => {}, ...options });
  started.push(instance);
  return instance;
};
const sessions = (name: string) =>
  withClient(db.admin, undefined, async (client) => {
    const text = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1";
    return (await client.query(text, [name])).rows[0].n as number;
  });

/** What a frozen process leaves: a connection of an earlier boot that says nothing, and hears what is sent to it. */
async function frozen(name: string) {
  const called = `${program}/${name}/0old`;
  const client = new pg.Client({ ...connection, application_name: called });
  const heard: string[] = [];
  client.on("error", (cause: Error & { code?: string }) => heard.push(String(cause.code)));
  client.on("notification", ({ payload }) => heard.push(`told of ${payload}`));
  await client.connect();
  await client.query(`LISTEN "${called}"`);
  return { called, heard, beat: () => client.query("/* beat */ SELECT 1"), end: () => client.end() };
}

describe("one name, two boots", () => {
  test("a second one is refused while the first is alive", async () => {
    const first = await start("alive");
    await expect(start("alive")).rejects.toBeInstanceOf(InstanceBusy);
    await expect(start("alive")).rejects.toThrow("--handover");
    expect(await sessions(first.applicationName)).toBe(1);
  });

  test("at a handover the first is told, and asks PostgreSQL nothing more", async () => {
    const told: string[] = [];
    const first = await start("handed", { onSuperseded: (by) => told.push(by) });
    const heir = await start("handed", { handover: true });
    expect(told).toEqual([]);
    await heir.takeOver();
    await pollUntil(() => (told.length > 0 ? true : undefined), 5_000);
    expect(told).toEqual([heir.boot]);
    expect(first.suspect).toBe(true);
    expect(await pollUntil(async () => ((await sessions(first.applicationName)) === 0 ? true : undefined), 5_000)).toBe(
      true,
    );
    expect(await sessions(heir.applicationName)).toBe(1);
  });

  test("what a silent one left behind is ended, and the word of it lies in its socket before the end", async () => {
    const old = await frozen("thawed");
    await sleep(2_100);
    const next = await start("thawed");
    expect(await sessions(old.called)).toBe(0);
    await pollUntil(() => (old.heard.length > 1 ? true : undefined), 5_000);
    expect(old.heard.slice(0, 2)).toEqual([`told of ${next.boot}`, "57P01"]);
  });

  test("one that was busy for longer than a second and beats again is alive: the second is refused", async () => {
    const busy = await frozen("busy");
    await sleep(1_100);
    const second = start("busy");
    second.catch(() => {});
    await sleep(300);
    const beats = setInterval(() => void busy.beat(), 250);
    await expect(second).rejects.toBeInstanceOf(InstanceBusy);
    clearInterval(beats);
    expect(await sessions(busy.called)).toBe(1);
    await busy.end();
  });

  test("a handover beside a silent one waits until it is known to be gone, and ends it", async () => {
    const old = await frozen("handed-by-a-frozen-one");
    await sleep(1_100);
    const heir = await start("handed-by-a-frozen-one", { handover: true });
    expect(await sessions(old.called)).toBe(0);
    expect(await sessions(heir.applicationName)).toBe(1);
  });

  test("one that was heard of within the second is given the time to prove itself, and only then ended", async () => {
    const old = await frozen("young");
    const next = await start("young");
    expect(await sessions(old.called)).toBe(0);
    expect(await sessions(next.applicationName)).toBe(1);
  });

  test("a silent one of another name is left alone", async () => {
    const other = await frozen("neighbour");
    await sleep(1_100);
    await start("sweeper");
    expect(await sessions(other.called)).toBe(1);
    await withClient(db.admin, undefined, (client) =>
      client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1", [
        other.called,
      ]),
    );
  });
});

test("the beat comes back after its connection was killed, and the process stays", async () => {
  const told: string[] = [];
  const instance = await start("killed", { onSuperseded: (by) => told.push(by) });
  await withClient(db.admin, undefined, (client) =>
    client.query("SELECT pg_terminate_backend(pid, 1000) FROM pg_stat_activity WHERE application_name = $1", [
      instance.applicationName,
    ]),
  );
  expect(
    await pollUntil(async () => ((await sessions(instance.applicationName)) === 1 ? true : undefined), 5_000),
  ).toBe(true);
  expect(told).toEqual([]);
  expect(instance.suspect).toBe(false);
});

test("a name that does not fit into application_name is refused", async () => {
  await expect(start("a/b")).rejects.toThrow("no name of an instance");
  await expect(start("a".repeat(47), { program: "pool" })).rejects.toThrow("1 to 45 letters");
  expect((await start("a".repeat(45), { program: "pool" })).applicationName).toHaveLength(63);
});

describe("the connections of a server are shared", () => {
  const role = `role_${db.name.slice(-6)}`;
  const asRole = { ...connection, user: role, password: "of this test" };
  const withRole = async (limit: number, work: () => Promise<void>) => {
    await withClient(db.admin, undefined, (client) =>
      client.query(`CREATE ROLE ${role} LOGIN PASSWORD 'of this test' CONNECTION LIMIT ${limit}`),
    );
    try {
      await work();
    } finally {
      await withClient(db.admin, undefined, (client) => client.query(`DROP ROLE ${role}`));
    }
  };

  test("each has an equal share of what the role may have; one more makes it smaller, one less larger", () =>
    withRole(12, async () => {
      const first = await start("one", { connection: asRole });
      expect(await pollUntil(() => (first.share === 10 ? true : undefined), 10_000)).toBe(true);
      const { pool } = db.pool({ ...asRole, max: 20, instance: first, waitMs: 60_000 });
      const busy = Promise.all(Array.from({ length: 12 }, () => pool.query("SELECT pg_sleep(2)")));
      expect(await pollUntil(() => (pool.totalCount === 10 ? true : undefined), 10_000)).toBe(true);
      await busy;
      expect((await pool.query("SHOW application_name")).rows).toEqual([{ application_name: first.applicationName }]);
      const second = await start("two", { connection: asRole });
      expect(await pollUntil(() => (first.share === 4 && pool.totalCount === 4 ? true : undefined), 10_000)).toBe(true);
      await second.stop();
      expect(await pollUntil(() => (first.share === 10 ? true : undefined), 10_000)).toBe(true);
      await pool.end();
      await first.stop();
    }));

  test("that the server is full is never told to a caller: it waits, and is refused as in a full pool", () =>
    withRole(1, async () => {
      const holder = new pg.Client(asRole);
      await holder.connect();
      const { pool } = db.pool({ ...asRole, max: 2, waitMs: 150, mode: "enforce" });
      await expect(pool.query("SELECT 1")).rejects.toBeInstanceOf(PoolSaturated);
      // it must not take the one connection that comes free
      await pool.end();
      const patient = db.pool({ ...asRole, max: 2, waitMs: 20_000, mode: "enforce" }).pool;
      const waiting = patient.query("SELECT 1 AS n");
      await sleep(200);
      await holder.end();
      expect((await waiting).rows).toEqual([{ n: 1 }]);
      await patient.end();
    }));
});

test("a busy process whose server ends its beat meanwhile looks who has its place, and stays when nobody has", async () => {
  const told: string[] = [];
  const instance = await start("busy", { onSuperseded: (by) => told.push(by) });
  await withClient(db.admin, undefined, async (client) => {
    const ended = client.query(
      "SELECT pg_sleep(0.2), pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1",
      [instance.applicationName],
    );
    await sleep(20);
    // nothing of this process runs: its timer is late, and the end of its beat waits in the socket
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1_500);
    expect(instance.suspect).toBe(true);
    await ended;
  });
  expect(
    await pollUntil(
      async () => ((await sessions(instance.applicationName)) === 1 && !instance.suspect ? true : undefined),
      5_000,
    ),
  ).toBe(true);
  expect(told).toEqual([]);
});
