import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { pollUntil } from "../../platform/deadline.ts";
import { OpsMetrics } from "./ops-metrics.ts";
import { createOpsServer, type OpsDeps } from "./ops-server.ts";

const TOKEN = "a-token-made-for-tests";
const pools = await testPools();
const { pool } = pools.pool({ max: 2, mode: "enforce" });
const lines: string[] = [];
const deps: OpsDeps = {
  token: TOKEN,
  pool: () => pool,
  facts: () => ({ published: "made-up", madeAt: "2026-11-24T00:00:00.000Z" }),
  metrics: new OpsMetrics(() => Date.now()),
  log: { info: (fields, message) => lines.push(JSON.stringify([fields, message])) },
};
const app = createOpsServer(deps);
const bearer = { authorization: `Bearer ${TOKEN}` };
const get = (url: string) => app.inject({ url, headers: bearer });
const post = (url: string, payload: object) => app.inject({ method: "POST", url, payload, headers: bearer });

beforeAll(() => app.ready());
afterAll(() => app.close());

describe("the operations listener", () => {
  test("shows nothing without its token, and takes it as a bearer token or as a password", async () => {
    for (const url of ["/", "/leaks", "/pool.json", "/metrics", "/readyz", "/nothing"]) {
      const refused = await app.inject(url);
      expect([refused.statusCode, refused.body.includes("openfees_")], url).toEqual([401, false]);
      expect((await app.inject({ url, headers: { authorization: "Bearer another-token-of-tests" } })).statusCode).toBe(
        401,
      );
    }
    const basic = Buffer.from(`anyone:${TOKEN}`).toString("base64");
    expect((await app.inject({ url: "/", headers: { authorization: `Basic ${basic}` } })).statusCode).toBe(200);
    expect((await app.inject({ method: "POST", url: "/mode", payload: { mode: "observe" } })).statusCode).toBe(401);
  });

  test("says while the pool is full who holds what from which line, and takes a lease back by its number", async () => {
    const first = await pool.connect();
    await first.query("SELECT 1 AS held_by_a_test");
    const second = await pool.connect();
    const waiting = pool.query("SELECT 2").then(
      () => "served",
      () => "refused",
    );
    const full = (await get("/pool.txt")).body;
    expect(full).toContain("2 leased");
    expect(full).toContain("ops-server.int.test.ts:");
    expect(full).toContain("SELECT ? AS held_by_a_test");
    const seen = (await get("/pool.json")).json() as ReturnType<typeof pool.snapshot>;
    expect([seen.leased, seen.waiting]).toEqual([2, 1]);
    const held = seen.leases.find((lease) => lease.statement.includes("held_by_a_test"));
    expect((await post("/release", { id: held?.id })).body).toContain("was taken back");
    expect(await waiting).toBe("served");
    await expect(first.query("SELECT 1")).rejects.toThrow();
    expect((await post("/release", { id: held?.id })).statusCode).toBe(404);
    expect((await post("/release", { id: "all" })).statusCode).toBe(400);
    second.release();
    expect(lines.join()).toContain("changed by hand");
    await pollUntil(() => (pool.snapshot().leased === 0 ? true : undefined), 5_000);
  });

  test("lists a leak with its line, in text, as a page and in the metrics", async () => {
    await pool.scope("GET /leaky", async () => {
      const client = await pool.connect();
      await client.query("SELECT 3 AS leaked");
    });
    await sleep(50);
    for (const url of ["/leaks.txt", "/leaks"]) {
      const { body } = await get(url);
      expect(body).toMatch(/reclaimed +\S*ops-server\.int\.test\.ts:\d+ +GET \/leaky/);
    }
    const metrics = (await get("/metrics")).body;
    expect(metrics).toMatch(/pool_leaks_total\{[^}]*ops-server\.int\.test\.ts:\d+"\} 1/);
    expect(metrics).toContain("openfees_database_up 1");
    expect(metrics).toContain("process_cpu_seconds_total");
  });

  test("changes the mode and the quarantine of a running pool", async () => {
    expect((await post("/mode", { mode: "observe" })).statusCode).toBe(200);
    expect(pool.mode).toBe("observe");
    await post("/mode", { mode: "enforce" });
    await post("/quarantine", { route: "GET /leaky", on: true });
    expect((await get("/pool.txt")).body).toContain("quarantine: GET /leaky");
    await post("/quarantine", { route: "GET /leaky", on: false });
    expect((await get("/pool.txt")).body).not.toContain("quarantine:");
    expect((await post("/mode", { mode: "off" })).statusCode).toBe(400);
  });

  test("is degraded, not dead, without a database", async () => {
    const alone = createOpsServer({ ...deps, pool: () => undefined });
    const ready = await alone.inject({ url: "/readyz", headers: bearer });
    expect([ready.statusCode, ready.json()]).toEqual([
      200,
      { status: "degraded", database: "away", verdict: null, facts: deps.facts() },
    ]);
    expect((await alone.inject({ url: "/pool.txt", headers: bearer })).body).toContain("The database is away");
    expect((await alone.inject({ url: "/metrics", headers: bearer })).body).toContain("openfees_database_up 0");
    const act = { method: "POST", url: "/mode", payload: { mode: "observe" }, headers: bearer } as const;
    expect((await alone.inject(act)).statusCode).toBe(503);
    await alone.close();
    expect((await get("/readyz")).json()).toMatchObject({ status: "ready", database: "attached" });
  });
});
