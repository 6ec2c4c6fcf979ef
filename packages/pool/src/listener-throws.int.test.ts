import { expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import type { Pool, PoolOptions } from "./index.ts";

const db = await testPools();
const fail = () => {
  throw new Error("mine");
};

test.each<[string, PoolOptions, (pool: Pool) => void]>([
  ["leak", {}, (pool) => void pool.on("leak", fail)],
  ["report", { report: fail }, () => {}],
  ["log", { log: fail }, () => {}],
  ["connect", {}, (pool) => void pool.on("connect", fail)],
  ["acquire", {}, (pool) => void pool.on("acquire", fail)],
  ["release", {}, (pool) => void pool.on("release", fail)],
  ["remove", {}, (pool) => void pool.on("remove", fail)],
  ["slow", { slowMs: 0 }, (pool) => void pool.on("slow", fail)],
  [
    "all of them",
    { report: fail, log: fail, slowMs: 0 },
    (pool) => {
      for (const event of ["leak", "connect", "acquire", "release", "remove", "slow", "quarantine", "late", "cut"])
        pool.on(event, fail);
    },
  ],
])("a throw of the program's own %s costs no connection and fails no request", async (_what, options, hook) => {
  const { pool, quiet } = db.pool({ max: 1, mode: "enforce", ...options });
  hook(pool);
  for (let i = 0; i < 3; i++) {
    const answer = await pool.scope("GET /a", async () => {
      const client = await pool.connect();
      await client.query("SELECT 1");
      return "answered";
    });
    expect(answer).toBe("answered");
    expect((await pool.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
  }
  await quiet();
});

test("async listeners, log and report that reject end no process, cost no connection, and are reported", async () => {
  const unhandled: unknown[] = [];
  const hear = (cause: unknown) => unhandled.push(cause);
  process.on("unhandledRejection", hear);
  const reject = async () => fail();
  const { pool, lines, quiet } = db.pool({ max: 1, mode: "enforce", log: reject, slowMs: 0 });
  const silent = db.pool({ max: 1, mode: "enforce", report: reject });
  for (const each of [pool, silent.pool]) {
    for (const event of ["leak", "connect", "acquire", "release", "remove", "slow", "quarantine"])
      each.on(event, reject);
    await each.scope("GET /a", async () => {
      const client = await each.connect();
      await client.query("SELECT 1");
    });
    expect((await each.query("SELECT 2 AS n")).rows).toEqual([{ n: 2 }]);
  }
  await quiet();
  await silent.quiet();
  await Promise.all([pool.end(), silent.pool.end()]);
  await sleep(20);
  process.off("unhandledRejection", hear);
  expect(unhandled).toEqual([]);
  for (const what of ["log", ...["leak", "acquire", "release", "slow"].map((event) => `a listener of "${event}"`)])
    expect(lines).toContain(`pool: ${what} has thrown: Error: mine`);
});

test("what a listener throws is reported", async () => {
  const { pool, lines } = db.pool({ max: 1 });
  pool.on("acquire", fail);
  await pool.query("SELECT 1");
  expect(lines).toContain('pool: a listener of "acquire" has thrown: Error: mine');
});

const SET_UPS: Readonly<Record<string, (pool: Pool) => void>> = {
  "an async listener": (pool) =>
    void pool.on("connect", async (client) => {
      await client.query("SET app.a = '1'");
      await client.query("SET app.b = '2'");
    }),
  "an async listener that reads first": (pool) =>
    void pool.on("connect", async (client) => {
      await client.query("SELECT 1");
      await client.query("SET app.a = '1'; SET app.b = '2'");
    }),
  "a listener that awaits nothing": (pool) =>
    void pool.on("connect", (client) => {
      void client.query("SET app.a = '1'");
      void client.query("SET app.b = '2'");
    }),
  "callbacks in a chain": (pool) =>
    void pool.on("connect", (client) =>
      client.query("SET app.a = '1'", () => client.query("SET app.b = '2'", () => {})),
    ),
  "promises in a chain that nobody returns": (pool) =>
    void pool.on(
      "connect",
      (client) => void client.query("SET app.a = '1'").then(() => client.query("SET app.b = '2'")),
    ),
  "once for each of two listeners": (pool) => {
    pool.on("connect", (client) => client.query("SET app.a = '1'"));
    pool.on("connect", async (client) => client.query("SELECT set_config('app.b', '2', false)"));
  },
};

test.each(
  Object.entries(SET_UPS).flatMap(([name, set]) =>
    (["observe", "enforce"] as const).map((mode) => [name, mode, set] as const),
  ),
)("a session set up by %s is whole before its first user, and stays (%s)", async (_name, mode, set) => {
  const { pool, lines } = db.pool({ max: 2, mode });
  const misused: unknown[] = [];
  pool.on("misuse", (cause) => misused.push(cause));
  set(pool);
  const seen = async () =>
    (await pool.query("SELECT current_setting('app.a', true) AS a, current_setting('app.b', true) AS b")).rows[0];
  (await pool.connect()).release();
  for (let i = 0; i < 5; i++)
    expect(await Promise.all([seen(), seen()])).toEqual([
      { a: "1", b: "2" },
      { a: "1", b: "2" },
    ]);
  // A user who sets something of his own takes the connection with him, not the set-up of the next.
  const client = await pool.connect();
  await client.query("SET app.a = 'mine'");
  client.release();
  await sleep(20);
  expect(await seen()).toEqual({ a: "1", b: "2" });
  expect([misused, lines]).toEqual([[], []]);
});

test("a set-up that fails is reported, and the connection serves all the same", async () => {
  const { pool, lines } = db.pool({ max: 1 });
  pool.on("connect", async (client) => {
    await client.query("SET no_such_setting = 1");
  });
  expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  expect(lines[0]).toMatch(/^pool: a listener of "connect" has thrown: error: unrecognized configuration parameter/);
});
