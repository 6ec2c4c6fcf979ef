import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { withClient } from "./connect.ts";

const database = await testDatabase();
type Who = "app" | "read" | "owner";
const as = <T extends object>(who: Who, sql: string) =>
  withClient(database[who], `openfees_${who}`, async (client) => (await client.query<T>(sql)).rows);
const admin = <T extends object>(sql: string) =>
  withClient(database.admin, undefined, async (client) => (await client.query<T>(sql)).rows);
const DENIED = { code: "42501" };

await as(
  "app",
  `INSERT INTO fee_version (jurisdiction, fee_id, bank_id, service_id, grade, body, valid, recorded)
   VALUES ('xx', 'f', 'b', 's', 'A', '{"price":{"kind":"fixed","amount":"1.00"}}', '[2026-01-01,)', tstzrange(now(), NULL))`,
);

test.each([
  "CREATE TABLE x ()",
  "CREATE TABLE public.x ()",
  "CREATE SCHEMA x",
  "CREATE FUNCTION x() RETURNS int LANGUAGE sql AS 'SELECT 1'",
  "DROP TABLE fee_version",
  "ALTER TABLE fee_version DISABLE TRIGGER ALL",
  "TRUNCATE fee_version",
  "DELETE FROM fee_version",
  "UPDATE fee_version SET body = '{}'",
  "UPDATE fee_version SET valid = 'empty'",
  "UPDATE rule_version SET grade = 'A'",
  "SET ROLE openfees_owner",
  "SET ROLE postgres",
  "CREATE ROLE x",
  "INSERT INTO migration (name, run_on) VALUES ('x', now())",
  "CREATE TEMPORARY TABLE x ()",
  "CREATE TEMPORARY VIEW x AS SELECT 1",
  "CREATE TEMPORARY SEQUENCE x",
  "SELECT 1 AS n INTO TEMPORARY x",
  "SELECT lo_creat(-1)",
  "SELECT lo_create(0)",
  "SELECT lo_from_bytea(0, 'x')",
  "SELECT lo_put(1, 0, 'x')",
  "SELECT lo_open(1, 131072)",
  "SELECT lo_import('/etc/hostname')",
  "SELECT words FROM report",
  "SELECT * FROM report",
  "SELECT r::text FROM report r",
  "SELECT to_jsonb(r) FROM report r",
  "SELECT count(words) FROM report",
  "SELECT 1 FROM report WHERE words LIKE 'a%'",
  "INSERT INTO report (receipt, jurisdiction, bank_id, service_id, amount, currency, charged_on, words) VALUES ('000000000000', 'ng', 'b', 's', 1, 'NGN', '2026-01-01', 'x') RETURNING words",
  "UPDATE report SET words = ''",
  "DELETE FROM report",
  "COPY report TO STDOUT",
  "CREATE VIEW x AS SELECT words FROM report",
  "ALTER ROLE openfees_owner PASSWORD 'x'",
  "ALTER ROLE openfees_read PASSWORD 'x'",
  "ALTER ROLE openfees_app CONNECTION LIMIT -1",
])("the app may not %s", async (sql) => {
  await expect(as("app", sql)).rejects.toMatchObject(DENIED);
});

test.each([
  "INSERT INTO bank (jurisdiction) VALUES ('xx')",
  "UPDATE fee_version SET recorded = tstzrange(lower(recorded), now())",
  "DELETE FROM fee_version",
  "CREATE TABLE x ()",
  "CREATE TABLE public.x ()",
  "SET ROLE openfees_app",
])("the reading role may not %s", async (sql) => {
  await expect(as("read", sql)).rejects.toMatchObject(DENIED);
});

test("the reading role reads every table", async () => {
  const tables = await admin<{ name: string }>("SELECT tablename AS name FROM pg_tables WHERE schemaname = 'openfees'");
  expect(tables.length).toBeGreaterThan(5);
  for (const { name } of tables) await expect(as("read", `SELECT count(*) FROM ${name}`)).resolves.toHaveLength(1);
});

test("nobody else may look: the schema is closed to the public", async () => {
  await admin("DROP ROLE IF EXISTS openfees_test_stranger");
  await admin("CREATE ROLE openfees_test_stranger");
  try {
    const tried = admin("SET ROLE openfees_test_stranger; SELECT 1 FROM openfees.bank");
    await expect(tried).rejects.toMatchObject(DENIED);
  } finally {
    await admin("DROP ROLE openfees_test_stranger");
  }
});

test("no role of ours is a superuser, makes roles or databases, replicates or passes over row security", async () => {
  const rows = await admin(
    `SELECT rolname FROM pg_roles WHERE rolname IN ('openfees_owner', 'openfees_app', 'openfees_read')
        AND NOT (rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication OR rolbypassrls) ORDER BY 1`,
  );
  expect(rows).toEqual([{ rolname: "openfees_app" }, { rolname: "openfees_owner" }, { rolname: "openfees_read" }]);
});

test("together their connections stay under what the server has for ordinary users", async () => {
  const [row] = await admin<{ sum: number; least: number; room: number }>(
    `SELECT sum(rolconnlimit)::int AS sum, min(rolconnlimit)::int AS least,
            current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int
              - current_setting('reserved_connections')::int AS room
       FROM pg_roles WHERE rolname IN ('openfees_owner', 'openfees_app', 'openfees_read')`,
  );
  expect(row?.least).toBeGreaterThan(0);
  expect(row?.sum).toBeLessThan(row?.room ?? 0);
});
