import type pg from "pg";
import { describe, expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { LeaseLost } from "./index.ts";
import { insides } from "./pg-insides.ts";

const db = await testPools();

/** Leaks one client after the other, far faster than two a second. */
async function leakMany(
  pool: ReturnType<typeof db.pool>,
  times: number,
  use: (client: pg.PoolClient) => Promise<unknown>,
): Promise<{ client: pg.PoolClient; pid: number }[]> {
  const lost: { client: pg.PoolClient; pid: number }[] = [];
  for (let i = 0; i < times; i++) {
    await pool.pool.scope("GET /leaks", async () => {
      const client = await pool.pool.connect();
      lost.push({ client, pid: insides(client).processID ?? 0 });
      await use(client);
    });
    await pool.quiet();
  }
  return lost;
}

describe("leaks that come faster than a server can be connected to", () => {
  test("the first two lose their sockets, the next ones their client objects: the socket goes on under a fresh one", async () => {
    const one = db.pool({ max: 1, waitMs: 5_000 });
    const told: string[] = [];
    one.pool.on("connect", () => told.push("connect"));
    one.pool.on("remove", () => told.push("remove"));
    const ended: unknown[] = [];
    const lost = await leakMany(one, 5, async (client) => {
      client.once("end", () => ended.push(client));
      await client.query("SELECT 1");
    });
    expect(new Set(lost.map(({ client }) => client)).size).toBe(5);
    expect(new Set(lost.map(({ pid }) => pid)).size).toBe(3);
    expect(lost[2]?.pid).toBe(lost[4]?.pid);
    expect(told.filter((word) => word === "remove")).toHaveLength(5);
    expect(ended).toHaveLength(5);
    for (const { client } of lost) {
      await expect(client.query("SELECT 1")).rejects.toBeInstanceOf(LeaseLost);
      expect(insides(client).connection?.stream.writable).toBe(false);
      client.release();
    }
    expect((await one.pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    expect(one.leaks).toHaveLength(5);
  });

  test("whoever comes next finds nothing of what the last one left behind", async () => {
    const one = db.pool({ max: 1, waitMs: 5_000 });
    await leakMany(one, 4, async (client) => {
      await client.query("CREATE TEMP TABLE kept (n int)");
      await client.query("SET work_mem = '5MB'; SET ROLE pg_monitor");
      await client.query("SELECT pg_advisory_lock(7)");
      await client.query("LISTEN news");
      await client.query({ name: "one", text: "SELECT 1" });
      await client.query("BEGIN");
    });
    const client = await one.pool.connect();
    const { rows } = await client.query(
      `SELECT current_setting('work_mem') <> '5MB' AS memory, current_user = session_user AS role,
        to_regclass('pg_temp.kept') IS NULL AS tables, (SELECT count(*) = 0 FROM pg_locks WHERE locktype = 'advisory'
          AND pid = pg_backend_pid()) AS locks,
        NOT EXISTS (SELECT FROM pg_listening_channels()) AS channels, now() = statement_timestamp() AS transaction`,
    );
    expect(rows).toEqual([{ memory: true, role: true, tables: true, locks: true, channels: true, transaction: true }]);
    // The driver has forgotten the statement together with the server.
    expect((await client.query({ name: "one", text: "SELECT 2 AS n" })).rows).toEqual([{ n: 2 }]);
    client.release();
  });

  test("a hook that prepares new connections prepares the fresh client too", async () => {
    const one = db.pool({
      max: 1,
      waitMs: 5_000,
      onConnect: (client) => client.query("SET work_mem = '6MB'"),
    });
    one.pool.on("connect", (client: pg.PoolClient) => void client.query("SET application_name = 'hooked'"));
    await leakMany(one, 4, (client) => client.query("SET work_mem = '7MB'"));
    const { rows } = await one.pool.query(
      "SELECT current_setting('work_mem') AS memory, current_setting('application_name') AS name",
    );
    expect(rows).toEqual([{ memory: "6MB", name: "hooked" }]);
  });

  test("a transaction that failed is not trusted: its socket is closed", async () => {
    const one = db.pool({ max: 1, waitMs: 5_000 });
    const lost = await leakMany(one, 4, async (client) => {
      await client.query("BEGIN");
      await client.query("SELECT no_such_column").catch(() => {});
    });
    expect(new Set(lost.map(({ pid }) => pid)).size).toBe(4);
  });
});
