import { expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { LeaseLost, OutcomeUnknown } from "./index.ts";

const db = await testPools();

test("a write that commits by itself is never cancelled: given time, it is there and its caller hears so", async () => {
  const { pool, quiet } = db.pool({ max: 1, commitGraceMs: 3_000 });
  await pool.query("CREATE TABLE note (text text)");
  let told: unknown;
  await pool.scope("POST /note", async () => {
    const client = await pool.connect();
    told = client.query("INSERT INTO note SELECT 'kept' FROM pg_sleep(0.3)");
    await sleep(20);
  });
  expect(await told).toMatchObject({ rowCount: 1 });
  await quiet();
  expect((await pool.query("SELECT text FROM note")).rows).toEqual([{ text: "kept" }]);
});

test("past its time the caller hears that the outcome is unknown", async () => {
  const { pool, quiet } = db.pool({ max: 1, commitGraceMs: 50 });
  await pool.query("CREATE TABLE slow (text text)");
  let told: unknown;
  await pool.scope("POST /slow", async () => {
    const client = await pool.connect();
    told = client.query("INSERT INTO slow SELECT 'who knows' FROM pg_sleep(1)").catch((cause: unknown) => cause);
    await sleep(20);
  });
  expect(await told).toBeInstanceOf(OutcomeUnknown);
  await quiet();
});

test("a COMMIT that lasts is not cancelled either: deferred work in it is stored", async () => {
  const { pool, quiet } = db.pool({ max: 1, commitGraceMs: 3_000 });
  await pool.query(`CREATE TABLE deferred (n int);
    CREATE FUNCTION slowly() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END';
    CREATE CONSTRAINT TRIGGER slow AFTER INSERT ON deferred DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION slowly()`);
  await pool.scope("POST /commit", async () => {
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO deferred VALUES (1)");
    void client.query("COMMIT");
    await sleep(20);
  });
  await quiet();
  expect((await pool.query("SELECT n FROM deferred")).rows).toEqual([{ n: 1 }]);
});

test("a read is cancelled at once, and its connection never used again", async () => {
  const { pool, quiet } = db.pool({ max: 1 });
  let told: unknown;
  let pid = 0;
  await pool.scope("GET /read", async () => {
    const lease = await pool.lease();
    pid = (await lease.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid ?? 0;
    told = lease.query("SELECT pg_sleep(20)").catch((cause: unknown) => cause);
    await sleep(20);
  });
  expect(await told).toBeInstanceOf(LeaseLost);
  await quiet();
  expect((await pool.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE pid = $1", [pid])).rows).toEqual([
    { n: 0 },
  ]);
});

test("an open transaction is rolled back, and a clean lease's connection kept", async () => {
  const { pool, quiet } = db.pool({ max: 1 });
  await pool.query("CREATE TABLE half (n int)");
  let pid = 0;
  await pool.scope("POST /half", async () => {
    const lease = await pool.lease();
    pid = (await lease.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid ?? 0;
    await lease.query("BEGIN");
    await lease.query("INSERT INTO half VALUES (1)");
  });
  await quiet();
  expect((await pool.query("SELECT pg_backend_pid() AS pid, (SELECT count(*)::int FROM half) AS n")).rows).toEqual([
    { pid, n: 0 },
  ]);
});

test("a COPY that waits for data is ended", async () => {
  const { pool, quiet } = db.pool({ max: 1 });
  await pool.query("CREATE TABLE copied (n int)");
  await pool.scope("POST /copy", async () => {
    const client = await pool.connect();
    const silent = {
      submit: (connection: { query(text: string): void }) => connection.query("COPY copied FROM STDIN"),
      text: "COPY copied FROM STDIN",
      handleCopyInResponse: () => {},
      handleError: () => {},
      handleCommandComplete: () => {},
      handleReadyForQuery: () => {},
    };
    client.query(silent as never);
    await sleep(50);
  });
  await quiet();
  expect((await pool.query("SELECT count(*)::int AS n FROM copied")).rows).toEqual([{ n: 0 }]);
});

test("transaction(): committed when it resolves, rolled back when it throws", async () => {
  const { pool } = db.pool({ max: 1 });
  await pool.query("CREATE TABLE kept (n int)");
  await pool.transaction((lease) => lease.query("INSERT INTO kept VALUES (1)"));
  await expect(
    pool.transaction(async (lease) => {
      await lease.query("INSERT INTO kept VALUES (2)");
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await pool.read(async (lease) => (await lease.query("SELECT n FROM kept")).rows)).toEqual([{ n: 1 }]);
  pool.assertNoLeaks();
});

test.each([
  ["a COMMIT", true],
  ["a write that commits by itself", false],
])(
  "%s that its asker has given up (query_timeout) is stored, though its scope has ended",
  async (_what, inTransaction) => {
    const { pool, quiet } = db.pool({ max: 1, mode: "enforce", commitGraceMs: 3_000 });
    const table = inTransaction ? "given_up" : "given_up_alone";
    await pool.query(`CREATE TABLE ${table} (n int);
    CREATE OR REPLACE FUNCTION last() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.8); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER last AFTER INSERT ON ${table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION last()`);
    const insert = `INSERT INTO ${table} VALUES (1)`;
    await pool.scope("POST /pay", async () => {
      const client = await pool.connect();
      if (inTransaction) {
        await client.query("BEGIN");
        await client.query(insert);
      }
      const last = { text: inTransaction ? "COMMIT" : insert, query_timeout: 150 } as never;
      await expect(client.query(last)).rejects.toThrow("Query read timeout");
    });
    await quiet();
    expect((await pool.query(`SELECT n FROM ${table}`)).rows).toEqual([{ n: 1 }]);
  },
);
