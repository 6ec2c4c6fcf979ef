import { Kysely, PostgresDialect, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { lineBelow, sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { LeaseLost, Scope, ScopeEnded } from "./index.ts";

const db = await testPools();
const FILE = "packages/pool/src/leaked-on-error.int.test.ts";

describe("a connection that is not given back is taken back when its scope ends, and its line is named", () => {
  test("an early return", async () => {
    const { pool, leaks, lines, quiet } = db.pool({ max: 2 });
    let line = "";
    await pool.scope("GET /early", async () => {
      line = lineBelow();
      const client = await pool.connect();
      await client.query("SELECT 1");
    });
    expect(leaks).toHaveLength(1);
    expect(leaks[0]).toMatchObject({
      what: "reclaimed",
      place: `${FILE}${line}`,
      scope: { name: "GET /early" },
      statement: "SELECT ?",
    });
    expect(lines[0]).toContain(`${FILE}${line}`);
    await quiet();
    expect((await pool.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
  });

  test("a thrown error", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    for (let i = 0; i < 5; i++)
      await expect(
        pool.scope("POST /throws", async () => {
          const client = await pool.connect();
          await client.query("SELECT no_such_column");
          client.release();
        }),
      ).rejects.toThrow("no_such_column");
    expect(leaks).toHaveLength(5);
    await quiet();
  });

  test("a promise that nobody awaits", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    await pool.scope("GET /forgets", async () => {
      const client = await pool.connect();
      void client.query("SELECT pg_sleep(20)");
      await sleep(20);
    });
    await quiet();
    expect(leaks).toHaveLength(1);
    expect((await pool.query("SELECT 1 AS n")).rowCount).toBe(1);
  });

  test("a handler that never settles, at its deadline", async () => {
    const { pool, leaks, cuts, quiet } = db.pool({ max: 1 });
    await pool.query("SELECT 1");
    let lost: unknown;
    void pool.scope(
      "GET /hangs",
      async () => {
        const client = await pool.connect();
        lost = await client.query("SELECT pg_sleep(20)").catch((cause: unknown) => cause);
        await new Promise(() => {});
      },
      { deadlineMs: 100 },
    );
    await pollUntil(() => (lost === undefined ? undefined : true), 10_000);
    expect(cuts).toMatchObject([{ what: "cut", how: "deadline" }]);
    expect(leaks).toEqual([]);
    expect(lost).toBeInstanceOf(LeaseLost);
    await quiet();
  });

  test("a client passed to a timer: it throws LeaseLost for ever, and coming back late is said", async () => {
    const { pool, quiet } = db.pool({ max: 1 });
    const late: unknown[] = [];
    pool.on("late", (event) => late.push(event));
    const kept = await pool.scope("GET /timer", () => pool.connect());
    await quiet();
    await expect(kept.query("SELECT 1")).rejects.toBeInstanceOf(LeaseLost);
    kept.release();
    expect(late).toHaveLength(1);
    expect(pool.totalCount).toBe(0);
  });

  test("through Kysely, the line of the application", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 2 });
    const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
    // The first use also starts Kysely's driver, which loses the stack.
    await sql`SELECT 1`.execute(kysely);
    let line = "";
    await pool.scope("GET /kysely", async () => {
      line = lineBelow();
      await kysely.startTransaction().execute();
    });
    expect(leaks[0]?.place).toBe(`${FILE}${line}`);
    expect(leaks[0]?.inTransaction).toBe(true);
    await quiet();
    await kysely.destroy();
  });
});

describe("correct code is never punished", () => {
  test("a lease of the outer scope outlives an inner one", async () => {
    const { pool, leaks } = db.pool({ max: 2 });
    await pool.scope("outer", async () => {
      await using lease = await pool.lease();
      await pool.scope("inner", () => lease.query("SELECT 1"));
      expect((await lease.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    });
    expect(leaks).toEqual([]);
  });

  test("a lease handed to another scope on purpose lives with that one", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    const job = new Scope("job", { detached: true });
    const lease = await pool.scope("GET /starts", async () => {
      const taken = await pool.lease();
      taken.adopt(job);
      return taken;
    });
    expect((await lease.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    lease.release();
    job.end();
    expect(leaks).toEqual([]);
    await quiet();
  });

  test("outside any scope it is only reported, and a listening connection is not even that", async () => {
    const { pool, leaks } = db.pool({ max: 2, mode: "enforce", leakWarnMs: 60 });
    const listening = await pool.connect();
    await listening.query("LISTEN news");
    const client = await pool.connect();
    await sleep(200);
    expect(leaks.map((leak) => [leak.what, leak.how])).toEqual([["seen", "outside any scope"]]);
    expect((await client.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    client.release();
    listening.release();
  });

  test("a drop-in observes until a scope is opened; enforcing later takes back what was only seen", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1, mode: "observe" });
    await pool.scope("GET /seen", () => pool.connect());
    expect(leaks.map((leak) => leak.what)).toEqual(["seen"]);
    expect(pool.snapshot().leased).toBe(1);
    pool.mode = "enforce";
    await quiet();
    const plain = db.pool().pool;
    expect(plain.mode).toBe("observe");
    plain.usesScopes();
    expect(plain.mode).toBe("enforce");
  });
});

test("asked for in a scope that has ended, a connection is refused and the scope named", async () => {
  const { pool } = db.pool();
  let later: Promise<unknown> = Promise.resolve();
  await pool.scope("GET /gone", () => {
    later = sleep(20).then(() => pool.connect());
    later.catch(() => {});
  });
  await expect(later).rejects.toBeInstanceOf(ScopeEnded);
  await expect(later).rejects.toThrow("GET /gone");
});

test("a lease's own deadline takes it back", async () => {
  const { pool, quiet } = db.pool({ mode: "enforce" });
  const lease = await pool.lease({ deadline: 50 });
  await sleep(150);
  await expect(lease.query("SELECT 1")).rejects.toBeInstanceOf(LeaseLost);
  await quiet();
  expect(() => pool.assertNoLeaks()).not.toThrow();
});
