import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { currentScope, PoolSaturated, scopedHandler } from "./index.ts";

const db = await testPools();

test("a caller is refused in bounded time with a verdict and a line, never left hanging", async () => {
  const { pool } = db.pool({ max: 1, waitMs: 80 });
  const client = await pool.connect();
  const began = performance.now();
  const refused = await pool.query("SELECT 1").catch((cause: unknown) => cause);
  expect(refused).toBeInstanceOf(PoolSaturated);
  expect(performance.now() - began).toBeLessThan(2_000);
  expect(refused).toMatchObject({ verdict: "HELD", code: "pool_saturated" });
  expect((refused as PoolSaturated).retryAfterMs).toBeGreaterThan(0);
  expect((refused as PoolSaturated).places[0]).toContain("saturated-pool.int.test.ts");
  client.release();
  expect(pool.metrics()).toContain('db_client_connection_timeouts_total{db_client_connection_pool_name="pool"} 1');
});

test("routes take turns: a busy one does not starve another", async () => {
  const { pool } = db.pool({ max: 1, waitMs: 5_000 });
  const order: string[] = [];
  const ask = (route: string) =>
    pool.scope(route, async () => {
      await pool.query("SELECT 1");
      order.push(route);
    });
  const client = await pool.connect();
  const all = [...Array.from({ length: 5 }, () => ask("busy")), ask("quiet")];
  await sleep(20);
  client.release();
  await Promise.all(all);
  expect(order.indexOf("quiet")).toBeLessThan(3);
});

test("more than may wait are refused at once, and a caller that goes away leaves the queue", async () => {
  const { pool } = db.pool({ max: 1, maxWaiting: 1, waitMs: 5_000 });
  const client = await pool.connect();
  const leaving = new AbortController();
  const waiting = pool.lease({ signal: leaving.signal });
  await expect(pool.query("SELECT 1")).rejects.toBeInstanceOf(PoolSaturated);
  leaving.abort();
  await expect(waiting).rejects.toThrow();
  expect(pool.waitingCount).toBe(0);
  client.release();
});

test("a client that hangs up on a route that says abort: its signal fires, its read goes, its connection is free for others", async () => {
  const { pool, leaks, cuts, quiet } = db.pool({ max: 1 });
  let aborted = false;
  const server = createServer(
    scopedHandler(
      pool,
      async () => {
        currentScope()?.signal.addEventListener("abort", () => {
          aborted = true;
        });
        const client = await pool.connect();
        await client.query("SELECT pg_sleep(20)").catch(() => {});
      },
      { onHangup: "abort" },
    ),
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const request = get({ host: "127.0.0.1", port, path: "/banks/17" });
  request.on("error", () => {});
  await pollUntil(() => (pool.snapshot().leases.some((lease) => lease.active) ? true : undefined), 5_000);
  request.destroy();
  await pollUntil(() => (cuts.length > 0 ? true : undefined), 5_000);
  expect(aborted).toBe(true);
  expect(leaks).toEqual([]);
  expect(cuts[0]).toMatchObject({ how: "aborted", scope: { name: "GET /banks/:n" } });
  await quiet();
  await new Promise((resolve) => server.close(resolve));
});

test("each request's callbacks and listeners run in its own scope, on one shared connection", async () => {
  const { pool } = db.pool({ max: 1, waitMs: 5_000 });
  const seen: string[] = [];
  const one = (name: string) =>
    pool.scope(
      name,
      () =>
        new Promise<void>((resolve) => {
          pool.connect((_cause, client, done) => {
            seen.push(`${name} connect ${currentScope()?.name}`);
            client?.query("SELECT 1", () => {
              seen.push(`${name} query ${currentScope()?.name}`);
              done();
              resolve();
            });
          });
        }),
    );
  await Promise.all([one("A"), one("B"), one("C")]);
  expect(seen).toHaveLength(6);
  for (const line of seen) expect(line.split(" ")[0]).toBe(line.split(" ")[2]);
  const client = await pool.connect();
  const heard: string[] = [];
  const listener = () => heard.push(currentScope()?.name ?? "none");
  await pool.scope("listener", async () => {
    client.on("notification", listener);
  });
  await client.query("LISTEN news");
  await client.query("NOTIFY news");
  client.off("notification", listener);
  await client.query("NOTIFY news");
  client.release();
  expect(heard).toEqual(["listener"]);
});
