import { expect, test } from "vitest";
import { testPools } from "../../test/support/pool-under-test.ts";

const db = await testPools();

test.each([
  ["a setting", "SET work_mem = '7MB'", "SELECT current_setting('work_mem') = '7MB' AS dirty"],
  ["a role", "SET ROLE openfees_read", "SELECT current_user = 'openfees_read' AS dirty"],
  ["a temporary table", "CREATE TEMP TABLE mine (n int)", "SELECT to_regclass('pg_temp.mine') IS NOT NULL AS dirty"],
  [
    "an advisory lock",
    "SELECT pg_advisory_lock(4711)",
    "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 4711) AS dirty",
  ],
  ["LISTEN", "LISTEN news", "SELECT EXISTS (SELECT pg_listening_channels()) AS dirty"],
  ["an open transaction", "BEGIN", "SELECT pg_current_xact_id_if_assigned() IS NOT NULL AS dirty"],
])("%s is never handed on, and the connection is kept", async (_what, dirty, ask) => {
  const { pool } = db.pool({ max: 1 });
  const client = await pool.connect();
  const before = await client.query("SELECT pg_backend_pid() AS pid");
  await client.query(dirty);
  client.release();
  expect((await pool.query(ask)).rows).toEqual([{ dirty: false }]);
  expect((await pool.query("SELECT pg_backend_pid() AS pid")).rows).toEqual(before.rows);
});

test("what a connect hook has set stays: a connection that was changed after it is dropped instead", async () => {
  const { pool } = db.pool({ max: 1, onConnect: (client) => client.query("SET work_mem = '9MB'") });
  const setting = async () => (await pool.query("SELECT current_setting('work_mem') AS is")).rows[0]?.is;
  expect(await setting()).toBe("9MB");
  const client = await pool.connect();
  await client.query("SET work_mem = '5MB'");
  client.release();
  expect(await setting()).toBe("9MB");
});

test("the startup role comes back after a reset, not the login's", async () => {
  const { pool } = db.pool({ max: 1, options: "-c role=openfees_app" });
  const who = async () => (await pool.query("SELECT current_user AS who")).rows[0]?.who;
  expect(await who()).toBe("openfees_app");
  await pool.query("SET work_mem = '5MB'");
  expect(await who()).toBe("openfees_app");
});

test("named statements work again after a reset", async () => {
  const { pool } = db.pool({ max: 1 });
  const ask = () => pool.query({ name: "one", text: "SELECT $1::int AS n", values: [1] });
  expect((await ask()).rows).toEqual([{ n: 1 }]);
  await pool.query("SET work_mem = '5MB'");
  expect((await ask()).rows).toEqual([{ n: 1 }]);
  expect((await ask()).rows).toEqual([{ n: 1 }]);
});

test("guard rails are there, and there again after a reset", async () => {
  const { pool } = db.pool({ max: 1, rails: "web" });
  const rails = async () =>
    (
      await pool.query(
        "SELECT name, setting FROM pg_settings WHERE name IN ('statement_timeout', 'lock_timeout', 'transaction_timeout') ORDER BY name",
      )
    ).rows.map((row) => row.setting);
  const before = await rails();
  expect(before).toEqual(["3000", "10000", "15000"].slice(0, before.length));
  await pool.query("SET work_mem = '5MB'");
  expect(await rails()).toEqual(before);
});
