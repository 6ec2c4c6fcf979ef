import { AsyncLocalStorage } from "node:async_hooks";
import { tracingChannel } from "node:diagnostics_channel";
import { expect, onTestFinished, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { CHECKOUT_CHANNEL, STATEMENT_CHANNEL, type TracedCheckout, type TracedStatement } from "./index.ts";

const pools = await testPools();

/** Listens until the test is over; counts starts and ends of each message, in order. */
function listens() {
  const caller = new AsyncLocalStorage<string>();
  const seen = new Map<object, { kind: string; starts: number; ends: number; asker: string | undefined }>();
  const bySql: { statement: string; asker: string | undefined; error: unknown }[] = [];
  const askers = new WeakMap<object, string | undefined>();
  for (const [kind, name] of [
    ["checkout", CHECKOUT_CHANNEL],
    ["statement", STATEMENT_CHANNEL],
  ] as const) {
    const channel = tracingChannel<object, object>(name);
    const start = (message: unknown) => {
      const one = seen.get(message as object);
      if (one) one.starts++;
      else seen.set(message as object, { kind, starts: 1, ends: 0, asker: caller.getStore() });
    };
    const asyncEnd = (message: unknown) => {
      const one = seen.get(message as object);
      if (one) one.ends++;
      const { lease } = message as TracedCheckout;
      if (kind === "checkout" && lease) askers.set(lease, one?.asker);
      if (kind === "statement") {
        const { statement, error } = message as TracedStatement;
        bySql.push({ statement, error, asker: askers.get((message as TracedStatement).lease) });
      }
    };
    channel.start.subscribe(start);
    channel.asyncEnd.subscribe(asyncEnd);
    onTestFinished(() => {
      channel.start.unsubscribe(start);
      channel.asyncEnd.unsubscribe(asyncEnd);
    });
  }
  return { caller, seen, bySql };
}

test("every start has one end, whatever becomes of the connection or the statement", async () => {
  const { pool, quiet } = pools.pool({ max: 2, mode: "enforce", waitMs: 300 });
  const { seen, bySql } = listens();
  await pool.query("SELECT 1");
  await pool.query("SELECT 1/$1::int", [0]).catch(() => {});
  await pool.transaction((lease) => lease.query("SELECT 'a narration of a person' AS n")).catch(() => {});
  await pool
    .scope("forgets", async () => {
      const client = await pool.connect();
      void client.query("SELECT pg_sleep(5)").catch(() => {});
      void client.query("SELECT 'never sent'").catch(() => {});
    })
    .catch(() => {});
  const [a, b] = [await pool.connect(), await pool.connect()];
  await expect(pool.query("SELECT 'refused'")).rejects.toThrow();
  const gone = a.query("SELECT pg_terminate_backend(pg_backend_pid())");
  await gone.catch(() => {});
  a.release(true);
  b.release();
  const cancelled = new AbortController();
  const lease = await pool.lease({ signal: cancelled.signal });
  const running = lease.query("SELECT pg_sleep(5)");
  cancelled.abort();
  await running.catch(() => {});
  await quiet();
  await sleep(100);
  expect([...seen.values()].filter(({ starts, ends }) => starts !== 1 || ends !== 1)).toEqual([]);
  const kinds = [...seen.values()].map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "checkout").length).toBeGreaterThanOrEqual(8);
  expect(JSON.stringify(bySql)).not.toContain("a narration of a person");
  expect(bySql.find(({ statement }) => statement.startsWith("SELECT ?/$"))?.error).toMatchObject({ code: "22012" });
});

test("a statement is that of whoever took the connection, also when another one's return served the queue", async () => {
  const { pool, quiet } = pools.pool({ max: 1, mode: "enforce", waitMs: 5_000 });
  const { caller, bySql } = listens();
  const names = Array.from({ length: 12 }, (_, i) => `caller_${i}`);
  await Promise.all(names.map((name) => caller.run(name, () => pool.query(`SELECT 1 AS ${name}`))));
  await quiet();
  const own = bySql.filter(({ statement }) => statement.includes("caller_"));
  expect(own).toHaveLength(names.length);
  for (const { statement, asker } of own) expect(statement).toContain(`AS ${asker}`);
});
