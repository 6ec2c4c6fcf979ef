import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testServer } from "../../../e2e/support/test-server.ts";
import { testDatabase } from "../../../test/support/test-database.ts";
import { withClient } from "../../db/connect.ts";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import { createPackStore } from "../../db/pack-store.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { AUDIT_LIMITS, type Log } from "../web-deps.ts";

const MARK = "QXZ7KEPTNOWHEREQXZ7";
const CONTROL = "QXZ7WRITTENONPURPOSEQXZ7";
const database = await testDatabase();
const sql = <T extends object>(text: string) =>
  withClient(database.admin, undefined, async (client) => (await client.query<T>(text)).rows);

/** The files under a folder that hold a text; PostgreSQL may remove one while we look. */
function filesHolding(folder: string, text: string): string[] {
  const entries: Dirent[] = readdirSync(folder, { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return filesHolding(path, text);
    if (!entry.isFile()) return [];
    try {
      return readFileSync(path).includes(text) ? [path] : [];
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  });
}

async function tablesHolding(text: string): Promise<string[]> {
  const tables = await sql<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')",
  );
  const found: string[] = [];
  for (const { name } of tables)
    if ((await sql(`SELECT 1 FROM ${name} AS t WHERE t::text LIKE '%${text}%' LIMIT 1`)).length > 0) found.push(name);
  return found;
}

const STATEMENT = [
  "Account Type,Savings",
  "",
  "Date,Narration,Debit,Credit,Balance",
  "01-02-2026,OPENING,,,100000.00",
  `02-02-2026,NIP TRANSFER TO ${MARK},20000.00,,80000.00`,
  "02-02-2026,NIP CHARGE,25.00,,79975.00",
  "02-02-2026,VAT ON NIP CHARGE,1.88,,79973.12",
].join("\n");

function sent(text: string): { method: "POST"; url: string; payload: string; headers: Record<string, string> } {
  const edge = "edge-of-a-part";
  const payload = `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${MARK}.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${edge}--\r\n`;
  return {
    method: "POST",
    url: "/audit/server",
    payload,
    headers: { "content-type": `multipart/form-data; boundary=${edge}` },
  };
}

const lines: string[] = [];
const log: Log = {
  info: (...it) => lines.push(JSON.stringify(it)),
  error: (...it) => lines.push(JSON.stringify(it)),
};

async function server(rows = AUDIT_LIMITS.rows) {
  const store = createPackStore(database.open().kysely);
  await store.loadPack(shippedPack("ng"));
  const ctx = { packs: store, today: () => "2026-11-24" as CivilDate };
  return testServer({ ctx, log, limits: { ...AUDIT_LIMITS, rows } });
}

test("a statement judged by the real engine leaves no trace in the log, the tables or the files of the database", async () => {
  const app = await server();
  const answer = await app.inject(sent(STATEMENT));
  expect(answer.statusCode).toBe(200);
  expect(answer.body).toContain(MARK);
  await app.close();
  await sql(`CREATE TABLE public.control AS SELECT '${CONTROL}'::text AS kept`);
  await sql("CHECKPOINT");
  const [at] = await sql<{ data_directory: string }>("SHOW data_directory");
  const folder = at?.data_directory ?? "";
  expect(await tablesHolding(CONTROL)).toEqual(["public.control"]);
  expect(filesHolding(folder, CONTROL)).not.toEqual([]);
  expect(lines.join("\n")).toContain("/audit/server");
  expect(lines.join("\n")).not.toContain(MARK);
  expect(await tablesHolding(MARK)).toEqual([]);
  expect(filesHolding(folder, MARK)).toEqual([]);
});

test("a statement with too many rows gets its form back, with what to do", async () => {
  const app = await server(2);
  const answer = await app.inject(sent(STATEMENT));
  expect(answer.statusCode).toBe(413);
  expect(answer.body).toContain("Ask for a shorter period");
  expect(answer.body).toContain('id="file-wrong"');
  await app.close();
});
