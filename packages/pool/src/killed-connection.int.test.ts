import { describe, expect, test } from "vitest";
import { withClient } from "../../../src/db/connect.ts";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { createPool, DatabaseDown } from "./index.ts";

const db = await testPools();
const kill = (pid: number) =>
  withClient(db.admin, undefined, (client) => client.query("SELECT pg_terminate_backend($1, 2000)", [pid]));

describe("the process does not die of a connection that is killed", () => {
  test("while it is idle and nobody listens for errors: it is dropped and said", async () => {
    const { pool, lines } = db.pool({ max: 1 });
    const { rows } = await pool.query("SELECT pg_backend_pid() AS pid");
    await kill(rows[0]?.pid);
    await sleep(50);
    expect(pool.totalCount).toBe(0);
    expect(lines.join()).toContain("an idle connection was lost");
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  test("while it is out: the user hears it with the next statement, and the place is free again", async () => {
    const { pool } = db.pool({ max: 1 });
    const client = await pool.connect();
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    await kill(rows[0].pid);
    await sleep(50);
    await expect(client.query("SELECT 1")).rejects.toThrow();
    client.release();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  test("while a statement is on its way", async () => {
    const { pool } = db.pool({ max: 1 });
    const client = await pool.connect();
    const { rows } = await client.query("SELECT pg_backend_pid() AS pid");
    const running = client.query("SELECT pg_sleep(20)").catch((cause: unknown) => cause);
    await kill(rows[0].pid);
    expect(await running).toMatchObject({ code: "57P01" });
    client.release();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });
});

test("a database that is down is refused at once after three tries", async () => {
  const pool = createPool({ host: "127.0.0.1", port: 1, user: "x", database: "x", report: () => {} });
  for (let i = 0; i < 3; i++) await expect(pool.query("SELECT 1")).rejects.toThrow("ECONNREFUSED");
  await expect(pool.query("SELECT 1")).rejects.toBeInstanceOf(DatabaseDown);
  await pool.end();
});
