import { describe, expect, test } from "vitest";
import { withClient } from "../../../src/db/connect.ts";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { lineBelow, sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { Operators } from "./blockers.ts";
import type { Pool } from "./index.ts";

const db = await testPools();
const FILE = "packages/pool/src/told-while-saturated.int.test.ts";
await withClient(db.admin, undefined, (client) =>
  client.query("CREATE TABLE public.one_row (n int); INSERT INTO public.one_row VALUES (1)"),
);
const { host, port, user, password, database } = db.admin;
const operators = { host, port, user, password, database };
const UPDATE = "UPDATE public.one_row SET n = n + 1";

/** Somebody waits until the pool says what it is asked for. */
async function told(pool: Pool, wanted: (pool: Pool) => boolean): Promise<void> {
  const waiting = pool.query("SELECT 1").catch(() => {});
  const came = await pollUntil(() => (wanted(pool) ? true : undefined), 10_000);
  if (!came) throw new Error(`never said: ${JSON.stringify(pool.snapshot(), undefined, 1)}`);
  void waiting;
}

/** What a pool says for four seconds while six callers run into the limit of the same lock over and over. */
async function verdictsWhileLocked(limitMs: number): Promise<Map<string, number>> {
  const { pool, quiet } = db.pool({ max: 4, waitMs: 20_000, operators, keepAfterError: true });
  const holder = await pool.lease();
  await holder.query("BEGIN");
  await holder.query("SELECT pg_advisory_xact_lock($1)", [limitMs]);
  let going = true;
  const callers = Array.from({ length: 6 }, async () => {
    while (going)
      await pool
        .transaction(async (lease) => {
          await lease.query(`SET LOCAL lock_timeout = ${limitMs}`);
          await lease.query("SELECT pg_advisory_xact_lock($1)", [limitMs]);
        })
        .catch(() => {});
  });
  await told(pool, ({ snapshot }) => snapshot.call(pool).verdict === "LOCKED");
  const verdicts = new Map<string, number>();
  for (const end = performance.now() + 4_000; performance.now() < end; await sleep(20)) {
    const { verdict } = pool.snapshot();
    verdicts.set(String(verdict), (verdicts.get(String(verdict)) ?? 0) + 1);
  }
  going = false;
  await holder.query("ROLLBACK");
  holder.release();
  await Promise.all(callers);
  await quiet();
  return verdicts;
}

describe("who blocks whom is asked over the operators' connection", () => {
  test("the line at the root of the chain is named, and forgotten once nobody is blocked", async () => {
    const { pool, quiet } = db.pool({ max: 3, waitMs: 20_000, operators });
    const line = lineBelow();
    const holder = await pool.lease();
    await holder.query("BEGIN");
    await holder.query(UPDATE);
    const first = pool.query(UPDATE);
    await sleep(50);
    const second = pool.query(UPDATE);
    await told(pool, ({ snapshot }) => snapshot.call(pool).verdict === "LOCKED");
    expect(pool.snapshot().verdictPlaces).toEqual([`${FILE}${line}`]);
    expect(pool.metrics()).toContain('pool_verdict{db_client_connection_pool_name="pool",verdict="LOCKED"} 1');
    await holder.query("ROLLBACK");
    holder.release();
    await Promise.all([first, second]);
    await quiet();
    expect(pool.snapshot().verdict).toBeNull();
    expect(pool.metrics()).toContain('verdict="LOCKED"} 0');
  });

  test("those who come in the place of callers that ran into the lock's limit together are told as locked too", async () => {
    // the server is asked twice a second, so limits of about that length end while it is asked
    const seen = await Promise.all([490, 500, 510, 700].map((ms) => verdictsWhileLocked(ms)));
    expect(seen.map((one) => [...one.keys()])).toEqual(seen.map(() => ["LOCKED"]));
  });

  test("a statement of which not every one is blocked is not taken for blocked when it comes anew", async () => {
    const { pool, quiet } = db.pool({ max: 3, waitMs: 20_000, operators });
    const SLEEPS = "SELECT pg_sleep($1::float8) FROM (SELECT pg_advisory_xact_lock($2::bigint)) AS l";
    const holder = await pool.lease();
    await holder.query("BEGIN");
    await holder.query("SELECT pg_advisory_xact_lock(7)");
    const blocked = pool.query(SLEEPS, [0, 7]);
    const running = pool.query(SLEEPS, [1.5, 8]);
    await told(pool, (one) => one.snapshot().leases.some(({ blockedBy }) => blockedBy !== null));
    await running;
    const next = pool.query(SLEEPS, [0.3, 9]);
    const seen: (string | null)[] = [];
    for (let i = 0; i < 10; i++) {
      seen.push(
        ...pool
          .snapshot()
          .leases.filter(({ active }) => active)
          .map(({ blockedBy }) => blockedBy),
      );
      await sleep(20);
    }
    expect(seen.filter((one) => one === null).length).toBeGreaterThan(5);
    await holder.query("ROLLBACK");
    holder.release();
    await Promise.all([blocked, next]);
    await quiet();
  });

  test("a blocker that is not of this pool is told by its number and name", async () => {
    await withClient(db.admin, undefined, async (client) => {
      await client.query("SET application_name = 'a nightly report'");
      const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
      await client.query(`BEGIN; ${UPDATE}`);
      const { pool } = db.pool({ max: 1, waitMs: 20_000, operators });
      const blocked = pool.query(UPDATE);
      await told(pool, ({ snapshot }) => snapshot.call(pool).verdict === "LOCKED");
      expect(pool.snapshot().verdictPlaces).toEqual([`backend ${rows[0].pid} of a nightly report, not of this pool`]);
      await client.query("ROLLBACK");
      await blocked;
    });
  });

  test("a question that is called off while it connects, at whatever moment, is not the last one", async () => {
    for (let ms = 0; ms < 40; ms++) {
      const asks = new Operators(operators);
      const called = asks.ask([], 0);
      await sleep(ms / 2);
      asks.rest();
      expect(await Promise.race([called.then(() => "over"), sleep(5_000)]), `called off after ${ms / 2} ms`).toBe(
        "over",
      );
      asks.close();
    }
  });

  test("a single slow statement is no dead database, and asked about less and less", async () => {
    const { pool, quiet } = db.pool({ max: 5, operators });
    const verdicts = new Set<string | null>();
    // its connection is there: who waits for the first one is no slow statement
    await pool.query("SELECT 1");
    const running = pool.query("SELECT pg_sleep(3)");
    const looking = setInterval(() => verdicts.add(pool.snapshot().verdict), 20);
    await running;
    clearInterval(looking);
    expect([...verdicts]).toEqual([null]);
    await quiet();
  });

  test("its connection is closed when nobody waits any more", async () => {
    const own = { ...operators, application_name: "operators of this test" };
    const { pool, quiet } = db.pool({ max: 1, waitMs: 20_000, operators: own });
    const count = () =>
      withClient(db.admin, undefined, async (client) => {
        const text = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1";
        return (await client.query(text, [own.application_name])).rows[0].n as number;
      });
    const client = await pool.connect();
    const running = client.query("SELECT pg_sleep(1)");
    const waiting = pool.query("SELECT 1");
    expect(await pollUntil(async () => ((await count()) === 1 ? true : undefined), 5_000)).toBe(true);
    await running;
    client.release();
    await waiting;
    await quiet();
    expect(await pollUntil(async () => ((await count()) === 0 ? true : undefined), 5_000)).toBe(true);
  });
});

test("a route in quarantine gets its share and no more, and others do not wait behind it", async () => {
  const { pool } = db.pool({ max: 5, waitMs: 100 });
  await Promise.all(Array.from({ length: 5 }, () => pool.query("SELECT pg_sleep(0.05)").catch(() => {})));
  pool.quarantine("GET /leaks");
  const held = () => pool.scope("GET /leaks", () => pool.query("SELECT pg_sleep(0.6)"));
  const first = held();
  await sleep(20);
  await expect(held()).rejects.toMatchObject({ code: "pool_saturated" });
  expect(pool.snapshot().quarantined).toEqual(["GET /leaks"]);
  expect(pool.metrics()).toContain('pool_quarantined_routes{db_client_connection_pool_name="pool"} 1');
  await pool.scope("GET /other", () => pool.query("SELECT 1"));
  pool.quarantine("GET /leaks", false);
  await held();
  await first;
});

test("metrics count what has happened, by OpenTelemetry's names, and keep odd lines apart", async () => {
  const { pool, quiet } = db.pool({ max: 2, waitMs: 5_000 });
  const line = lineBelow();
  for (let i = 0; i < 2; i++) await pool.scope("GET /leaks", () => pool.connect());
  await quiet();
  await pool.query("SELECT 1");
  const text = pool.metrics('my "pool"\n');
  const own = 'db_client_connection_pool_name="my \\"pool\\" "';
  expect(text).toContain(`db_client_connection_max{${own}} 2`);
  expect(text).toContain(`db_client_connection_count{${own},state="idle"} 1`);
  expect(text).toContain(`db_client_connection_wait_time_seconds_count{${own}} 3`);
  expect(text).toContain(`db_client_connection_wait_time_seconds_bucket{${own},le="+Inf"} 3`);
  const place = `${FILE}:${Number(line.slice(1))}`;
  expect(text).toContain(`pool_leaks_total{${own},place="${place}"} 2`);
  const seen = Number(text.split(`pool_leak_last_seen_seconds{${own},place="${place}"} `)[1]?.split("\n")[0]);
  expect(Math.abs(seen - Date.now() / 1_000)).toBeLessThan(60);
  // Every line is a comment or `name{labels} number`.
  for (const one of text.trimEnd().split("\n")) expect(one).toMatch(/^(?:# (?:HELP|TYPE) \S+ .+|[a-z_]+\{.*\} \S+)$/);
});
