import fc from "fast-check";
import { expect, test } from "vitest";
import { testPools } from "../../../test/support/pool-under-test.ts";
import type { LeaseHandle } from "./index.ts";

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

/** What the next owner can see of a session. `currval` is left out: a plain INSERT sets it. PostgreSQL resets a setting of one's own to ''. */
const SEEN = `SELECT nullif(current_setting('app.tenant', true), '') AS tenant, current_setting('search_path') AS path, current_user::text AS who,
  session_user::text AS login, current_setting('work_mem') AS mem, current_setting('application_name') AS name,
  current_setting('TimeZone') AS zone, current_setting('DateStyle') AS dates, current_setting('client_encoding') AS encoding,
  current_setting('default_transaction_read_only') AS read_only, current_setting('statement_timeout') AS rail,
  (SELECT count(*)::int FROM pg_cursors WHERE is_holdable) AS cursors,
  (SELECT count(*)::int FROM pg_prepared_statements WHERE from_sql) AS prepared,
  (SELECT count(*)::int FROM pg_class WHERE relnamespace = pg_my_temp_schema() AND pg_my_temp_schema() <> 0) AS temporary,
  (SELECT count(*)::int FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()) AS locks,
  (SELECT count(*)::int FROM pg_listening_channels()) AS channels, pg_current_xact_id_if_assigned() IS NOT NULL AS inside`;

const LEFT = [
  "SET app.tenant = 'alice'",
  "SET SESSION app.tenant TO 'alice'",
  "SELECT set_config('app.tenant', 'alice', false)",
  "SELECT pg_catalog . \"set_config\"('app.tenant', 'alice', false)",
  "SELECT CASE WHEN true THEN set_config('app.tenant', 'alice', 1 = 2) END",
  "SELECT login('alice')",
  "SELECT * FROM app.login('alice') AS t (a)",
  "CALL enter('alice')",
  "DO $do$ BEGIN PERFORM set_config('app.tenant', 'alice', false); END $do$",
  "DO 'BEGIN SET app.tenant = ''alice''; END'",
  "UPDATE pg_settings SET setting = 'alice' WHERE name = 'application_name'",
  "UPDATE pg_catalog.\"pg_settings\" SET setting = 'alice' WHERE name = 'application_name'",
  "CREATE TEMP TABLE mine (n int)",
  "EXPLAIN ANALYZE CREATE TEMP TABLE mine AS SELECT 1 AS n",
  "EXPLAIN (ANALYZE, COSTS false) CREATE TEMP TABLE mine AS SELECT 1 AS n",
  "PREPARE mine AS SELECT set_config('app.tenant', 'alice', false); EXPLAIN ANALYZE EXECUTE mine",
  "EXPLAIN ANALYZE SELECT set_config('app.tenant', 'alice', false)",
  "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 2) SELECT login('alice') FROM t",
  "SELECT login(n) FROM (VALUES ('alice')) AS t (n) ORDER BY login(n)",
  "MERGE INTO kept AS k USING (SELECT login('alice') AS who) AS t ON k.who = t.who WHEN NOT MATCHED THEN DO NOTHING",
  "INSERT INTO kept SELECT login('alice') WHERE false OR login('alice') = ''",
  "DO $do$ BEGIN SET ROLE openfees_read; CREATE TEMP TABLE mine (n int); END $do$",
  "DO $do$ BEGIN SET LOCAL app.tenant = 'alice'; PERFORM pg_advisory_lock(42); END $do$",
  "BEGIN; SET ROLE openfees_read; SET LOCAL work_mem = '7MB'; COMMIT",
  "BEGIN; CREATE TEMP TABLE mine (n int) ON COMMIT PRESERVE ROWS; COMMIT",
  "BEGIN; DECLARE mine CURSOR WITH HOLD FOR SELECT 1; COMMIT",
  "BEGIN; SELECT 1 / 0",
  "START TRANSACTION READ ONLY; SELECT pg_catalog.set_config('search_path', 'app', false); COMMIT AND CHAIN",
  "CREATE TABLE pg_temp.mine (n int)",
  "SELECT 1 AS n INTO TEMPORARY mine",
  "CREATE TEMP SEQUENCE mine",
  "CREATE TEMP VIEW mine AS SELECT 1 AS n",
  'CREATE TABLE pg_temp . "mine" AS SELECT 1 AS n',
  "WITH one AS (SELECT login('alice') AS who) SELECT * FROM one",
  "SELECT count(*) FROM generate_series(1, 2) AS n WHERE login('alice') IS NOT NULL",
  "SELECT \"login\"('alice')",
  "SELECT public.login /* ( */ ('alice')",
  "DO LANGUAGE plpgsql $a$ BEGIN EXECUTE $b$SET app.tenant = 'alice'$b$; END $a$",
  "SET TIME ZONE 'Africa/Lagos'",
  "SET DateStyle = 'German'",
  "SET NAMES 'LATIN1'",
  "SELECT pg_advisory_lock_shared(7), pg_advisory_lock(8, 9)",
  'SELECT "pg_catalog"."pg_advisory_lock"(42)',
  "BEGIN; SELECT pg_advisory_lock(42); COMMIT",
  "PREPARE mine (int) AS SELECT $1; EXECUTE mine(1)",
  "BEGIN; SAVEPOINT s; SET app.tenant = 'alice'; RELEASE s; COMMIT",
  "BEGIN; SET CONSTRAINTS ALL DEFERRED",
  "SET LOCAL app.tenant = 'alice'",
  "SELECT pg_advisory_lock(42)",
  "SELECT pg_catalog.pg_try_advisory_lock_shared(42)",
  "LISTEN news",
  'LISTEN "NEWS"',
  "PREPARE mine AS SELECT 1",
  "DECLARE mine CURSOR WITH HOLD FOR SELECT 1",
  "SET ROLE openfees_read",
  "SET SESSION AUTHORIZATION openfees_read",
  "SET search_path = pg_temp, public",
  "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY",
  "RESET statement_timeout",
  "DISCARD ALL",
  "SET statement_timeout = 0",
  "BEGIN; SET app.tenant = 'alice'; COMMIT",
  "BEGIN; SELECT set_config('app.tenant', 'alice', true)",
  "BEGIN; SET LOCAL app.tenant = 'alice'",
  "BEGIN; SELECT txid_current()",
];
const blank = fc.constantFrom(" ", "\n", "\t", "/* GET /x */", "/* a /* b */ ' */", "-- it's ; here\n", "\r\n");
const before = fc.constantFrom(
  "",
  "SELECT 1;",
  "SELECT 'a;b', $$;$$;",
  "-- name: SetTenant\n",
  "/* x */",
  ";;",
  "SELECT E'\\'';",
);
const cased = (text: string, upper: boolean) =>
  text.includes("'") || text.includes('"') ? text : upper ? text.toUpperCase() : text.toLowerCase();

test("whatever was left in a session, however it was written, the next owner sees a fresh one", async () => {
  const admin = db.pool().pool;
  await admin.query(`CREATE SCHEMA IF NOT EXISTS app;
    CREATE FUNCTION login(who text) RETURNS text LANGUAGE sql AS $$ SELECT set_config('app.tenant', who, false) $$;
    CREATE FUNCTION app.login(who text) RETURNS text LANGUAGE sql AS $$ SELECT set_config('app.tenant', who, false) $$;
    CREATE TABLE kept (who text);
    CREATE PROCEDURE enter(who text) LANGUAGE plpgsql AS $$ BEGIN SET app.tenant = 'alice'; END $$`);
  const { pool, quiet } = db.pool({ max: 1, mode: "enforce" });
  const fresh = (await pool.query(SEEN)).rows[0];
  const WAYS = ["connect", "query", "lease", "leak"] as const;
  const ways = fc.constantFrom(...WAYS);
  // Each of them at least once, in each of the ways; the rest is drawn.
  const each = LEFT.flatMap((text) =>
    WAYS.map((way): [[string, string, string, string, boolean][], (typeof WAYS)[number]] => [
      [["", "", text, "", false]],
      way,
    ]),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(before, blank, fc.constantFrom(...LEFT), blank, fc.boolean()), { minLength: 1, maxLength: 3 }),
      ways,
      async (left, way) => {
        const texts = left.map(([first, gap, text, end, upper]) => `${first}${gap}${cased(text, upper)}${end}`);
        await pool.scope("GET /dirty", async () => {
          for (const text of texts) {
            if (way === "query") await pool.query(text).catch(() => {});
          }
          if (way === "query") return;
          const taken: unknown = way === "lease" ? await pool.lease() : await pool.connect();
          for (const text of texts) await (taken as LeaseHandle).query(text).catch(() => {});
          if (way !== "leak") (taken as LeaseHandle).release();
        });
        await quiet();
        expect((await pool.query(SEEN)).rows[0]).toEqual(fresh);
      },
    ),
    { numRuns: each.length + 120, examples: each },
  );
}, 240_000);

test("what no reset takes back closes the connection", async () => {
  const { pool } = db.pool({ max: 1 });
  const pid = async () => (await pool.query("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
  const first = await pid();
  await pool.query("SELECT setseed(0.5)");
  expect(await pid()).not.toBe(first);
});

test("a function that the program vouches for costs no reset", async () => {
  for (const [trusts, same] of [
    [[], false],
    [["pure"], true],
  ] as const) {
    const { pool } = db.pool({ max: 1, trusts });
    await pool.query("CREATE OR REPLACE FUNCTION pure(n int) RETURNS int LANGUAGE sql AS 'SELECT n'");
    const sent: unknown[] = [];
    const client = await pool.connect();
    await client.query("SELECT pure(1)");
    pool.on("release", () => sent.push(1));
    client.release();
    expect(pool.idleCount === 1).toBe(same);
  }
});
