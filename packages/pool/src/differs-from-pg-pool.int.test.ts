import type { Socket } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { LeaseLost, Pool, type PoolOptions } from "./index.ts";

/** Where the pool does on purpose what pg-pool does not; docs/pg-pool.md lists each with its switch. */
const db = await testPools();
const { host, port, user, password } = db.admin;
const way = { host, port, user, password, database: db.name };

test("a released client that is used again is reported in observe, and refused in enforce", async () => {
  for (const mode of ["observe", "enforce"] as const) {
    const { pool } = db.pool({ max: 1, mode });
    const misused: Error[] = [];
    pool.on("misuse", (cause) => misused.push(cause));
    const client = await pool.connect();
    client.release();
    const used = await client.query("SELECT 1 AS n").then(
      ({ rows }) => rows,
      (cause: Error) => cause.name,
    );
    expect([mode, used]).toEqual([mode, mode === "observe" ? [{ n: 1 }] : "LeaseLost"]);
    expect(misused[0]).toBeInstanceOf(LeaseLost);
    expect(misused[0]?.message).toContain("differs-from-pg-pool.int.test.ts");
  }
});

test("keepalive is asked of the system, unless keepAlive says no or nothing at all is to be set", async () => {
  const asked: boolean[] = [];
  class Watched extends pg.Client {
    constructor(config: pg.ClientConfig) {
      super(config);
      const { stream } = (this as unknown as { connection: { stream: Socket } }).connection;
      const keep = { on: false };
      stream.setKeepAlive = (on) => {
        keep.on = on === true;
        return stream;
      };
      stream.once("connect", () => setImmediate(() => asked.push(keep.on)));
    }
  }
  const kinds: [PoolOptions, boolean][] = [
    [{}, true],
    [{ keepAlive: false }, false],
    [{ rails: "none" }, false],
    [{ rails: "none", keepAlive: true }, true],
  ];
  for (const [options] of kinds) {
    const { pool } = db.pool({ max: 1, Client: Watched, ...options });
    await pool.query("SELECT 1");
  }
  expect(asked).toEqual(kinds.map(([, on]) => on));
});

test("a server without room is asked again until the caller has waited; who would wait for ever hears of it", async () => {
  const { pool: admin } = db.pool({ max: 1 });
  await admin.query("CREATE ROLE crowded LOGIN PASSWORD 'x' CONNECTION LIMIT 1");
  await admin.query(`GRANT CONNECT ON DATABASE ${db.name} TO crowded`);
  const own = { ...way, user: "crowded", password: "x", report: () => {} };
  const first = new pg.Client(own);
  await first.connect();
  const bounded = new Pool({ ...own, connectionTimeoutMillis: 400 });
  await expect(bounded.query("SELECT 1")).rejects.toMatchObject({ code: "pool_saturated" });
  const unbounded = new Pool(own);
  const answer = unbounded.query("SELECT 1").catch((cause: unknown) => cause);
  expect(await answer).toMatchObject({ code: "53300" });
  const patient = new Pool({ ...own, waitMs: 20_000 });
  const served = patient.query("SELECT 1 AS n");
  await sleep(100);
  await first.end();
  expect((await served).rows).toEqual([{ n: 1 }]);
  await Promise.all([bounded.end(), unbounded.end(), patient.end()]);
  await admin.query(`REVOKE ALL ON DATABASE ${db.name} FROM crowded`);
  await admin.query("DROP ROLE crowded");
}, 30_000);
