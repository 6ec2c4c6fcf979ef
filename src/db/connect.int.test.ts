import { sql } from "kysely";
import { expect, test } from "vitest";
import { testDatabase } from "../../test/support/test-database.ts";
import { withClient } from "./connect.ts";

const database = await testDatabase();

const urlOf = ({ user, password, host, port }: typeof database.admin, query = "") =>
  `postgresql://${user}:${password}@${host}:${port}/${database.name}${query}`;

test("a connection killed while it is lent out fails its statement, not the process, and the next one works", async () => {
  const { kysely } = database.open();
  const killed = kysely.connection().execute(async (one) => {
    const { rows } = await sql<{ pid: number }>`SELECT pg_backend_pid() AS pid`.execute(one);
    const ended = (client: { query: (text: string) => Promise<unknown> }) =>
      client.query(`SELECT pg_terminate_backend(${rows[0]?.pid})`);
    await withClient(database.admin, undefined, ended);
    // Nothing waits for an answer while the server says goodbye: this is when the process would have died.
    await new Promise((resolve) => setTimeout(resolve, 100));
    await sql`SELECT 1`.execute(one);
  });
  await expect(killed).rejects.toThrow();
  const { rows } = await sql<{ one: number }>`SELECT 1 AS one`.execute(kysely);
  expect(rows).toEqual([{ one: 1 }]);
});

test("an address that brings options of its own keeps them beside ours", async () => {
  const url = urlOf(database.admin, "?options=-c%20statement_timeout%3D1234");
  const rows = await withClient({ ...database.admin, url }, "openfees_read", async (client) => {
    const asked =
      "SELECT current_user AS who, current_setting('statement_timeout') AS timeout, current_setting('search_path') AS path";
    return (await client.query(asked)).rows;
  });
  expect(rows).toEqual([{ who: "openfees_read", timeout: "1234ms", path: "openfees" }]);
});

test("a start waits its turn while all connections of its role are taken", async () => {
  const hold = () =>
    withClient(database.owner, "openfees_owner", () => new Promise((resolve) => setTimeout(resolve, 300)));
  // More than the role may have at once: those that came too early come again.
  await expect(Promise.all(Array.from({ length: 12 }, hold))).resolves.toHaveLength(12);
});
