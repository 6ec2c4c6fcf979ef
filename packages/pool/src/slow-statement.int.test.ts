import Fastify from "fastify";
import { afterAll, expect, test } from "vitest";
import { lineBelow, testPools } from "../../../test/support/pool-under-test.ts";
import { fastifyScopes, type SlowStatement } from "./index.ts";

const pools = await testPools();

test("a slow statement is told with its line, its route and request, and the backend that ran it", async () => {
  const { pool, lines } = pools.pool({ slowMs: 150 });
  const slow: SlowStatement[] = [];
  pool.on("slow", (one: SlowStatement) => slow.push(one));
  const app = Fastify({ genReqId: () => "request-7" });
  await app.register(fastifyScopes(pool));
  let line = "";
  let seen: unknown;
  app.get("/fees/:id", async () => {
    line = lineBelow();
    const client = await pool.connect();
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid, 'a secret' AS word");
    seen = pool.snapshot().leases.map(({ scope, requestId, pid }) => ({ scope, requestId, pid }));
    await client.query("SELECT pg_sleep(0.2), 'a secret' AS word");
    client.release();
    return rows[0];
  });
  afterAll(() => app.close());
  const { pid } = (await app.inject("/fees/3")).json() as { pid: number };
  expect(seen).toEqual([{ scope: "GET /fees/:id", requestId: "request-7", pid }]);
  expect(slow).toHaveLength(1);
  expect(slow[0]).toMatchObject({ pid, scope: { name: "GET /fees/:id", requestId: "request-7" } });
  expect(slow[0]?.place.endsWith(line)).toBe(true);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(
    new RegExp(
      `^pool: a statement from \\S+${line} in "GET /fees/:id" \\(request request-7\\) took 2\\d\\d ms in backend ${pid} \\(SELECT pg_sleep\\(\\?\\), \\? AS word\\)$`,
    ),
  );
  await app.inject("/fees/3");
  expect([slow.length, lines.length]).toEqual([2, 1]);
});

test("nothing is told unless somebody says from when on a statement is slow", async () => {
  const { pool, lines } = pools.pool();
  pool.on("slow", () => lines.push("slow"));
  await pool.query("SELECT pg_sleep(0.2)");
  expect(lines).toEqual([]);
});
