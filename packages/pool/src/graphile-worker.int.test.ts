import { Logger, type Runner, run, type TaskList } from "graphile-worker";
import type pg from "pg";
import { expect, onTestFinished, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { currentScope, type Pool, scopedTask } from "./index.ts";

const db = await testPools();
const quietLogger = new Logger(() => () => {});

async function worker(pool: Pool, taskList: TaskList): Promise<Runner> {
  // graphile-worker wants both of a pool that it did not make
  pool.on("error", () => {});
  pool.on("connect", (client: pg.PoolClient) => client.on("error", () => {}));
  const runner = await run({
    pgPool: pool as unknown as pg.Pool,
    taskList,
    concurrency: 2,
    pollInterval: 200,
    noHandleSignals: true,
    logger: quietLogger,
  });
  return runner;
}

test("graphile-worker runs its jobs on the pool; a job that keeps a connection, or never settles, loses it and is named", async () => {
  const { pool, leaks, cuts } = db.pool({ max: 6 });
  const done: string[] = [];
  let letGo = () => {};
  const hanging = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const runner = await worker(pool, {
    leak: scopedTask(pool, "job leak", async () => {
      const client = await pool.connect();
      await client.query("SELECT 'kept by a job'");
      done.push(currentScope()?.name ?? "none");
    }),
    hang: scopedTask(
      pool,
      "job hang",
      async () => {
        const client = await pool.connect();
        await client.query("SELECT 'kept by a job that hangs'");
        await hanging;
      },
      { deadlineMs: 300 },
    ),
    fine: scopedTask(pool, "job fine", async () => {
      const { rows } = await pool.query<{ n: number }>("SELECT 1 AS n");
      done.push(`fine ${rows[0]?.n}`);
    }),
  });
  // A test that fails must not leave its worker on a pool that is being ended.
  onTestFinished(async () => {
    letGo();
    await runner.stop().catch(() => {});
  });
  for (let i = 0; i < 12; i++) await runner.addJob("leak", {});
  await runner.addJob("hang", {});
  expect(await pollUntil(() => (leaks.length >= 12 && cuts.length >= 1 ? true : undefined), 20_000)).toBe(true);
  for (let i = 0; i < 5; i++) await runner.addJob("fine", {});
  expect(await pollUntil(() => (done.filter((one) => one === "fine 1").length === 5 ? true : undefined), 20_000)).toBe(
    true,
  );
  expect(done.filter((one) => one === "job leak")).toHaveLength(12);
  // Who forgets has leaked; who only takes too long is cut off. Both are named.
  expect(leaks.map(({ how, scope }) => [how, scope?.name])).toEqual(Array(12).fill(["settled", "job leak"]));
  expect(cuts.map(({ how, scope }) => [how, scope?.name])).toEqual([["deadline", "job hang"]]);
  expect(leaks.map(({ what }) => what)).toEqual(Array(12).fill("reclaimed"));
  for (const { place } of [...leaks, ...cuts]) expect(place).toContain("graphile-worker.int.test.ts:");
  // What it listens on is nobody's job and long by itself: that is never taken back.
  const jobs = () => pool.snapshot().leases.filter((lease) => lease.scope !== null);
  expect(await pollUntil(() => (jobs().length === 0 ? true : undefined), 5_000)).toBe(true);
  expect(pool.snapshot().leases.some((lease) => /listen/i.test(lease.statement))).toBe(true);
  letGo();
  await runner.stop();
  // it gives its listening connection back a moment after it has stopped
  expect(await pollUntil(() => (pool.snapshot().leased === 0 ? true : undefined), 5_000)).toBe(true);
});
