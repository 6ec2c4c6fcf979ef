import net, { type AddressInfo } from "node:net";
import pg from "pg";
import { expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { PoolSaturated } from "./index.ts";

const db = await testPools();
const RAILS = `SELECT name, setting, source FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout',
  'idle_in_transaction_session_timeout', 'transaction_timeout', 'client_connection_check_interval') ORDER BY name`;

test("every connection has all guard rails, and its startup packet holds none of them", async () => {
  const { pool } = db.pool({ max: 2, rails: "web", waitMs: 5_000 });
  const first = await pool.connect();
  const second = await pool.connect();
  const [before, after] = [(await first.query(RAILS)).rows, (await second.query(RAILS)).rows];
  const values = (rows: { name: string; setting: string }[]) => rows.map((row) => [row.name, row.setting]);
  expect(values(after)).toEqual(values(before));
  expect(Object.fromEntries(values(after))).toMatchObject({
    idle_in_transaction_session_timeout: "10000",
    lock_timeout: "3000",
    statement_timeout: "10000",
  });
  expect(Object.fromEntries(values(after)).transaction_timeout ?? "15000").toBe("15000");
  // In the packet it would be "client".
  expect(new Set(after.map((row) => row.source))).toEqual(new Set(["session"]));
  first.release();
  second.release();
});

test.each([
  ["the role", "ALTER ROLE railed SET statement_timeout = '5s'", {}, { statement_timeout: "5000" }],
  ["the database", "ALTER DATABASE :db SET lock_timeout = '1s'", {}, { lock_timeout: "1000" }],
  [
    "the role in the database",
    "ALTER ROLE railed IN DATABASE :db SET statement_timeout = 0",
    {},
    { statement_timeout: "0" },
  ],
  [
    "the options",
    "SELECT 1",
    { options: "-c statement_timeout=0 -c lock_timeout=0" },
    { statement_timeout: "0", lock_timeout: "0" },
  ],
  ["the config", "SELECT 1", { statement_timeout: 7_000 }, { statement_timeout: "7000" }],
] as const)(
  "a limit that %s sets stays, with or without a reset; where nobody set one there is a rail",
  async (_who, set, options, kept) => {
    const admin = new pg.Client(db.admin);
    await admin.connect();
    await admin.query("CREATE ROLE railed LOGIN PASSWORD 'x'");
    await admin.query(set.replace(":db", db.name));
    const { pool } = db.pool({ max: 1, user: "railed", password: "x", ...options });
    const shown = async () =>
      Object.fromEntries((await pool.query(RAILS)).rows.map(({ name, setting }) => [name, setting]));
    expect(await shown()).toMatchObject(kept);
    expect((await shown()).idle_in_transaction_session_timeout).toBe("60000");
    await pool.query("SET statement_timeout = '1s'");
    expect(await shown()).toMatchObject(kept);
    await pool.end();
    await admin.query(`ALTER DATABASE ${db.name} RESET ALL`);
    await admin.query(`DROP OWNED BY railed`);
    await admin.query("DROP ROLE railed");
    await admin.end();
  },
);

test("a reset brings the guard rails back", async () => {
  const { pool, quiet } = db.pool({ max: 1, rails: "web", waitMs: 5_000 });
  for (let i = 0; i < 2; i++) {
    const { rows } = await pool.query(RAILS);
    await pool.scope("GET /sets", async () => {
      const lease = await pool.lease();
      await lease.query("SET statement_timeout = 0");
      await lease.query("SELECT set_config('client_connection_check_interval', '0', false)");
    });
    await quiet();
    const again = (await pool.query(RAILS)).rows;
    expect(again.map((row) => row.setting)).toEqual(rows.map((row) => row.setting));
  }
});

test("a server that takes connections and says nothing does not hold a caller past its wait, though the pool is not full", async () => {
  const sockets: net.Socket[] = [];
  const mute = net.createServer((socket) => {
    socket.on("error", () => {});
    sockets.push(socket);
  });
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  const { pool } = db.pool({ port: (mute.address() as AddressInfo).port, max: 5, waitMs: 60, mode: "enforce" });
  const began = performance.now();
  await expect(pool.query("SELECT 1")).rejects.toBeInstanceOf(PoolSaturated);
  // Far below the 5 s that a connect may take.
  expect(performance.now() - began).toBeLessThan(3_000);
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => mute.close(resolve));
});

test("a pooler in between is told of, once: the process that answers is not the one that said hello", async () => {
  const { port } = db.admin;
  const sockets = new Set<net.Socket>();
  const pooler = net.createServer((near) => {
    const far = net.connect(port, "127.0.0.1");
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", () => {});
    }
    near.pipe(far);
    far.on("data", (bytes: Buffer) => {
      // BackendKeyData: a pooler has keys of its own.
      const key = bytes.indexOf(Buffer.from([0x4b, 0, 0, 0]));
      if (key >= 0) bytes.writeInt32BE(bytes.readInt32BE(key + 5) + 1, key + 5);
      near.write(bytes);
    });
    far.on("end", () => near.end());
  });
  await new Promise<void>((resolve) => pooler.listen(0, "127.0.0.1", resolve));
  const { pool, lines } = db.pool({ port: (pooler.address() as AddressInfo).port, max: 2 });
  await Promise.all([pool.query("SELECT pg_sleep(0.1)"), pool.query("SELECT pg_sleep(0.1)")]);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatch(/^pool: a pooler stands between/);
  const straight = db.pool();
  await straight.pool.query("SELECT 1");
  expect(straight.lines).toEqual([]);
  await pool.end();
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => pooler.close(resolve));
});
