import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { pollUntil } from "../../platform/deadline.ts";
import { OpsMetrics } from "./ops-metrics.ts";
import { createOpsServer, type OpsDeps } from "./ops-server.ts";
import { OPS_CSS } from "./screen/ops-style.ts";
import { OpsWatch } from "./screen/ops-watch.ts";

const TOKEN = "a-token-made-for-tests";
const pools = await testPools();
const { pool } = pools.pool({ max: 2, mode: "enforce" });
const lines: string[] = [];
const facts = () => ({ published: "made-up", madeAt: "2026-11-24T00:00:00.000Z" });
const watch = new OpsWatch({
  instance: "one-of-tests",
  version: "1.2.3",
  pool: () => pool,
  hosts: () => [
    { host: "db-1:5432", up: true, lagSeconds: undefined },
    { host: "db-2:5432", up: false, lagSeconds: 40 },
  ],
  disk: { folder: "/srv/data", free: () => 1_000_000, size: () => 9_000_000, least: 2_000_000 },
  facts,
});
watch.children({
  now: () => ({
    alive: { starting: 0, idle: 1, working: 2 },
    waiting: 3,
    deaths: { time: 0, memory: 4, exit: 0, flood: 0, garbled: 0, left: 0, start: 0 },
    jobs: 17,
    processorSeconds: 1,
    residentBytes: 90_000_000,
  }),
  measure: () => Promise.reject(new Error("the system does not tell")),
});
const deps: OpsDeps = {
  token: TOKEN,
  watch,
  pool: () => pool,
  facts,
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
    for (const url of [
      "/",
      "/leaks",
      "/runbooks",
      "/runbooks/DiskFull",
      "/pool.json",
      "/metrics",
      "/readyz",
      "/nothing",
    ]) {
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

  test("has on one page: what rings with its run-book, who holds what from which line, traffic, servers, children, disk and the last day", async () => {
    const at = Date.now();
    for (let i = 0; i < 40; i++)
      watch.answered({ method: "GET", route: "/fees/:id", status: i % 4 === 0 ? 500 : 200, seconds: 0.25 }, at);
    watch.answered({ method: "POST", route: "/report", status: 503, seconds: 2 }, at);
    const held = await pool.connect();
    await held.query("SELECT 'of <a person>' AS shown");
    for (let i = 0; i < 3; i++) watch.look(at + i * 1_000);
    const answer = await get("/?still");
    held.release();
    const page = answer.body;
    for (const words of [
      "openfees one-of-tests",
      "release 1.2.3",
      '<a href="/runbooks/DiskFull">DiskFull</a> (page)',
      "1 of 2 connections are out",
      'GET /fees/:id</td><td class="n">40</td><td class="n">10</td><td class="n">0</td><td class="n">250 ms',
      'POST /report</td><td class="n">1</td><td class="n">0</td><td class="n">1</td><td class="n">2000 ms',
      "PostgreSQL db-1:5432: answers",
      "PostgreSQL db-2:5432: does not answer, 40 s behind",
      "2 working, 1 idle, 0 starting; 3 statements wait; 90 MB; 17 jobs",
      "memory 4",
      "1 MB free of 9 MB; below 2 MB reports are refused",
      "DiskFull  began",
      "Answers in a minute: most 41",
    ])
      expect(page).toContain(words);
    expect(page).toMatch(/<td>\S*ops-server\.int\.test\.ts:\d+<\/td>/);
    expect(page).not.toMatch(/a person|<script|http-equiv|NaN|undefined/);
    expect((await get("/")).body).toContain('http-equiv="refresh"');
    // the policy lets in the one style that is there, and nothing else
    const hash = createHash("sha256").update(OPS_CSS).digest("base64");
    expect(answer.headers["content-security-policy"]).toBe(
      `default-src 'none'; style-src 'sha256-${hash}'; frame-ancestors 'none'`,
    );
    expect(page).toContain(`<style>${OPS_CSS}</style>`);
    expect(Buffer.byteLength(page)).toBeLessThan(60_000);
  });

  test("has the run-books, and nothing else of the disk", async () => {
    expect((await get("/runbooks")).body).toContain('<a href="/runbooks/PoolSaturated">PoolSaturated</a>');
    expect((await get("/runbooks/PoolSaturated")).body).toContain("openfees ops release ID");
    for (const name of ["..%2F..%2FREADME", "%2e%2e/x", "poolsaturated", "x"])
      expect((await get(`/runbooks/${name}`)).statusCode, name).toBe(404);
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
