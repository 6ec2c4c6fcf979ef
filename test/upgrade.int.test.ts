/** A data directory of the release before: this one starts on it and nothing is lost. See fixtures/release-before/how-it-was-made.md. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { withClient } from "../src/db/connect.ts";
import { EmbeddedServer } from "../src/db/embedded/embedded-server.ts";
import { migrate } from "../src/db/migrate.ts";
import { administratorSql, limitsFor } from "../src/db/prepare-database.ts";
import { type ServeProcess, startServe, stopServe } from "./support/serve-process.ts";
import { openHome } from "./support/stand-in-server.ts";
import { ROOT } from "./support/tracked-files.ts";

const BEFORE = join(ROOT, "test/fixtures/release-before");
const MINUTES = 60_000;
type Row = Readonly<Record<string, unknown>>;
const TABLES = JSON.parse(gunzipSync(readFileSync(join(BEFORE, "tables.json.gz"))).toString("utf8")) as Record<
  string,
  Row[]
>;
const REPORTS = TABLES.report as (Row & { receipt: string; amount: number; charged_on: string; words: string })[];
const SNAPSHOT = "20261129T084741746Z-09addbfdb30c.snapshot";
const ROLES = ["postgres", "openfees_owner", "openfees_app", "openfees_read"] as const;

let home = "";
let passwords = "";
let serve: ServeProcess | undefined;

/** The rows of a table back in their places, with the numbers that it gives next. */
const restoreSql = (table: string): string => `
  INSERT INTO openfees.${table} OVERRIDING SYSTEM VALUE
    SELECT * FROM jsonb_populate_recordset(NULL::openfees.${table}, $1::jsonb)`;

async function makeItAsBefore(): Promise<void> {
  home = join(openHome(), "data");
  mkdirSync(home);
  passwords = JSON.stringify(Object.fromEntries(ROLES.map((role) => [role, randomBytes(32).toString("hex")])));
  writeFileSync(join(home, "passwords.json"), passwords, { mode: 0o600 });
  const server = await EmbeddedServer.start({ dataDir: home, fast: true });
  try {
    const admin = server.config("postgres", "openfees");
    await withClient(server.config("postgres", "postgres"), undefined, (client) =>
      client.query("CREATE DATABASE openfees"),
    );
    await withClient(admin, undefined, async (client) => {
      await client.query(administratorSql("openfees", "postgres", await limitsFor(client)));
      for (const role of ROLES.slice(1))
        await client.query(
          `ALTER ROLE ${role} LOGIN PASSWORD '${(JSON.parse(passwords) as Record<string, string>)[role]}'`,
        );
    });
    await migrate(server.config("openfees_owner", "openfees"), join(BEFORE, "migrations"));
    await withClient(admin, undefined, async (client) => {
      for (const [table, rows] of Object.entries(TABLES)) {
        // a key is kept for two days: these came yesterday
        const now = rows.map((row) => (table === "request_key" ? { ...row, kept_until: tomorrow() } : row));
        await client.query(restoreSql(table), [JSON.stringify(now)]);
        const { rows: numbered } = await client.query<{ name: string; sequence: string }>(
          `SELECT attname AS name, pg_get_serial_sequence('openfees.${table}', attname) AS sequence
             FROM pg_attribute WHERE attrelid = 'openfees.${table}'::regclass AND attidentity <> ''`,
        );
        for (const { name, sequence } of numbered)
          await client.query(
            `SELECT setval('${sequence}', max(${name})) FROM openfees.${table} HAVING max(${name}) > 0`,
          );
      }
    });
  } finally {
    await server.stop();
  }
  mkdirSync(join(home, "snapshots/embedded"), { recursive: true });
  const kept = gunzipSync(readFileSync(join(BEFORE, "kept-snapshot.gz")));
  writeFileSync(join(home, "snapshots/embedded", SNAPSHOT), kept);
}

const tomorrow = () => new Date(Date.now() + 24 * 60 * MINUTES).toISOString();

beforeAll(async () => {
  await makeItAsBefore();
  serve = startServe({ environment: { OPENFEES_DATA_DIR: home } });
  await serve.address;
}, 5 * MINUTES);
afterAll(async () => {
  if (serve) await stopServe(serve);
  rmSync(join(home, ".."), { recursive: true, force: true });
}, MINUTES);

const ask = async (path: string, init?: RequestInit) => {
  const answer = await fetch(new URL(path, await serve?.address), init);
  return { status: answer.status, body: (await answer.json()) as Row };
};

describe("this release on the data directory of the one before", () => {
  test("brought the database up to date and kept the passwords", () => {
    expect(serve?.err()).toContain("migrated");
    expect(readFileSync(join(home, "passwords.json"), "utf8")).toBe(passwords);
  });

  test("has every report, found by its number", async () => {
    expect(REPORTS.length).toBe(4);
    for (const { receipt, amount, charged_on } of REPORTS) {
      const { status, body } = await ask(`/api/v1/reports/${receipt}`);
      expect(status).toBe(200);
      expect(body).toMatchObject({ receipt, amount: amount.toFixed(2), on: charged_on });
    }
  });

  test("knows the keys of reports: one sent again is the same report, and a new one gets a number of its own", async () => {
    const send = (n: number, key: string) => {
      const words = REPORTS[n - 1]?.words;
      const report = { bank: "ng.gtbank", service: "alert.sms", amount: `${n}.50`, on: `2026-02-0${n}`, words };
      const headers = { "content-type": "application/json", "idempotency-key": key };
      return ask("/api/v1/reports", { method: "POST", headers, body: JSON.stringify(report) });
    };
    const again = await send(2, "key-of-the-release-before-2");
    expect(again.body).toMatchObject({ receipt: REPORTS[1]?.receipt });
    // that release kept no client with a key: the same key with other content may be another client's
    for (const [n, key] of [
      [3, "a-key-of-this-release"],
      [1, "key-of-the-release-before-4"],
    ] as const) {
      const fresh = await send(n, key);
      expect(fresh.status).toBe(201);
      expect(REPORTS.map(({ receipt }) => receipt)).not.toContain(fresh.body.receipt);
      expect((await send(n, key)).body.receipt).toBe(fresh.body.receipt);
    }
  });

  test(
    "kept every row of every table as it was, words and history included",
    async () => {
      expect(await stopServe(serve as ServeProcess), serve?.err()).toBe(0);
      serve = undefined;
      const server = await EmbeddedServer.start({ dataDir: home, fast: true });
      try {
        for (const [table, rows] of Object.entries(TABLES)) {
          // what was published since closes the time of older rows, and keys of tests have another end
          const left = table === "request_key" ? ["kept_until"] : ["recorded"];
          const bare = (row: Row) => Object.fromEntries(Object.entries(row).filter(([name]) => !left.includes(name)));
          const found = await withClient(server.config("postgres", "openfees"), undefined, async (client) => {
            await client.query("SET timezone = 'UTC'");
            return (await client.query<{ row: Row }>(`SELECT to_jsonb(t) AS row FROM openfees.${table} t`)).rows;
          });
          const hashes = new Set(found.map(({ row }) => hashOf(bare(columnsOf(row, rows[0])))));
          expect(
            rows.filter((row) => !hashes.has(hashOf(bare(row)))),
            table,
          ).toEqual([]);
        }
      } finally {
        await server.stop();
      }
    },
    2 * MINUTES,
  );

  test(
    "serves the snapshot that was kept, where that is the one to serve",
    async () => {
      writeFileSync(join(home, "snapshots/embedded/pinned"), `${SNAPSHOT}\n`);
      serve = startServe({ environment: { OPENFEES_DATA_DIR: home } });
      const { status, body } = await ask("/banks.json");
      expect(status).toBe(200);
      expect(body.version).toBe(TABLES.pack_version?.[0]?.version);
    },
    2 * MINUTES,
  );
});

/** Only the columns that there were. */
const columnsOf = (row: Row, before: Row | undefined): Row =>
  Object.fromEntries(Object.keys(before ?? row).map((name) => [name, row[name]]));
const hashOf = (row: Row): string =>
  createHash("sha256")
    .update(JSON.stringify(Object.entries(row).sort()))
    .digest("hex");
