import { Readable } from "node:stream";
import type { Pool, PooledClient } from "openfees-pool";
import QueryStream from "pg-query-stream";
import { expect } from "vitest";
import { pollUntil } from "../../src/platform/deadline.ts";
import type { Handle, Served } from "./frameworks.ts";
import type { PoolUnderTest } from "./pool-under-test.ts";

/** What a program finds: the pool behind its framework's door, and the table `kept (what text)`, empty. */
export type Found = PoolUnderTest & { readonly served: Served };

export type PoolPromise = {
  /** The point of the contract that it comes from. */
  readonly point: number;
  readonly handle: (pool: Pool) => Handle;
  readonly holds: (found: Found) => Promise<void>;
  readonly mode?: "observe" | "enforce";
};

const MAX = 2;
const OK = { status: 200, words: "ok" };
const ok = (pool: Pool): Promise<string> =>
  pool.query<{ t: string }>("SELECT 'ok' AS t").then(({ rows }) => rows[0]?.t ?? "");
const kept = async ({ pool }: Found): Promise<string[]> =>
  (await pool.query<{ what: string }>("SELECT what FROM kept ORDER BY what")).rows.map(({ what }) => what);

/** Four ways to leave something behind in a session; the fifth visit sees whether anything is there. */
const LEFT = [
  "SET search_path = pg_catalog",
  "SELECT set_config('app.tenant', 'alice', false)",
  "CREATE TEMP TABLE kept (what text)",
  "BEGIN; SET LOCAL app.tenant = 'alice'; LISTEN news",
] as const;

const SESSION = `SELECT coalesce(current_setting('app.tenant', true), '') || current_setting('search_path') ||
  (SELECT count(*) FROM pg_class WHERE relname = 'kept' AND relpersistence = 't' AND pg_table_is_visible(oid)) ||
  (SELECT count(*) FROM pg_listening_channels()) AS t`;

export const PROMISES: Readonly<Record<string, PoolPromise>> = {
  "a leak behind a body is taken back, and its line named": {
    point: 16,
    handle: (pool) => async (visit) => {
      const body = await visit.body();
      const client = await pool.connect();
      const { rows } = await client.query<{ t: string }>("SELECT $1::text AS t", [body]);
      if (rows[0]?.t === "leak") return visit.answer(200, "ok");
      client.release();
      visit.answer(400, "what?");
    },
    holds: async ({ served, leaks, quiet, pool }) => {
      for (let i = 0; i < 3 * MAX; i++) expect(await served.ask("leak", "leak")).toEqual(OK);
      await quiet();
      expect(leaks).toHaveLength(3 * MAX);
      expect(leaks.every(({ place }) => place.includes("pool-promises.ts:"))).toBe(true);
      expect(await ok(pool)).toBe("ok");
    },
  },
  "a visitor who leaves ends no write": {
    point: 17,
    handle: (pool) => async (visit) => {
      const body = await visit.body();
      const client = await pool.connect();
      try {
        await client.query("BEGIN");
        await client.query("INSERT INTO kept VALUES ($1)", [`${body} 1`]);
        await client.query("SELECT pg_notify('begun', ''), pg_sleep(0.2)");
        await client.query("INSERT INTO kept VALUES ($1)", [`${body} 2`]);
        await client.query("COMMIT");
        visit.answer(200, "ok");
      } finally {
        client.release();
      }
    },
    holds: async (found) => {
      const { served, quiet, leaks, cuts, pool } = found;
      const begun = pollUntil(() => (pool.snapshot().leased > 0 ? true : undefined), 5_000);
      await served.leave("pay", begun);
      await pollUntil(async () => ((await kept(found)).length > 0 ? true : undefined), 5_000);
      await quiet();
      expect(await kept(found)).toEqual(["going 1", "going 2"]);
      expect([leaks, cuts]).toEqual([[], []]);
    },
  },
  "streams whose readers have left keep nobody waiting": {
    point: 17,
    handle: (pool) => async (visit) => {
      if (visit.what === "ok") return visit.answer(200, await ok(pool));
      const client = await pool.connect();
      const rows = client.query(new QueryStream("SELECT repeat('x', 4000) AS t FROM generate_series(1, 100000)"));
      // As most write it: given back at the end, which never comes.
      rows.on("end", () => client.release());
      const words = Readable.from(rows.map(({ t }: { t: string }) => t));
      words.on("error", () => {});
      visit.send(words);
    },
    holds: async ({ served, quiet }) => {
      for (let i = 0; i < 2 * MAX; i++) await served.leave("stream");
      expect(await served.ask("ok")).toEqual(OK);
      await quiet();
    },
  },
  "a listener that throws costs no request and no connection": {
    point: 18,
    handle: (pool) => {
      for (const event of ["connect", "acquire", "release", "leak"])
        pool.on(event, () => {
          throw new Error("the program's own");
        });
      return async (visit) => {
        if (visit.what === "leak") await pool.connect();
        visit.answer(200, await ok(pool));
      };
    },
    holds: async ({ served, quiet }) => {
      for (let i = 0; i < 3 * MAX; i++) expect(await served.ask(i % 2 === 0 ? "ok" : "leak")).toEqual(OK);
      await quiet();
    },
  },
  "nothing that a request left in its session is seen by the next": {
    point: 19,
    handle: (pool) => async (visit) => {
      const client = await pool.connect();
      if (visit.what !== "look") await client.query(LEFT[Number(visit.what)] ?? "");
      const { rows } = await client.query<{ t: string }>(SESSION);
      client.release();
      visit.answer(200, rows[0]?.t ?? "");
    },
    holds: async ({ served, quiet }) => {
      const fresh = (await served.ask("look")).words;
      for (const [n] of LEFT.entries()) {
        await Promise.all(Array.from({ length: MAX }, () => served.ask(String(n))));
        const looks = await Promise.all(Array.from({ length: 2 * MAX }, () => served.ask("look")));
        expect([n, ...new Set(looks.map(({ words }) => words))]).toEqual([n, fresh]);
      }
      await quiet();
    },
  },
  "as many as come are answered, each with its own": {
    point: 20,
    handle: (pool) => async (visit) => {
      const { rows } = await pool.query<{ t: string }>("SELECT $1::text AS t, pg_sleep(0.002)", [visit.what]);
      visit.answer(200, rows[0]?.t ?? "");
    },
    holds: async ({ served, quiet }) => {
      const all = await Promise.all(Array.from({ length: 60 }, (_, i) => served.ask(`v${i}`)));
      expect(all.map(({ words }) => words)).toEqual(Array.from({ length: 60 }, (_, i) => `v${i}`));
      await quiet();
    },
  },
  "addresses are one route, and no line holds a value": {
    point: 22,
    handle: (pool) => async (visit) => {
      const client = await pool.connect();
      await client.query(`SELECT '${visit.what}' AS t`);
      visit.answer(200, "ok");
    },
    holds: async ({ served, leaks, lines, quiet }) => {
      for (const what of ["user-1", "user-2", "user-3", "user-4"]) await served.ask(`4711-${what}`);
      await quiet();
      // Where no framework says so a path's part with a number in it is no name.
      expect([...new Set(leaks.map(({ scope }) => scope?.name))]).toHaveLength(1);
      expect(lines.join("\n")).not.toContain("4711");
    },
  },
  "one statement that nobody awaits is stored, though all are busy": {
    point: 23,
    handle: (pool) => async (visit) => {
      for (let i = 0; i < 4 * MAX; i++) void pool.query("INSERT INTO kept VALUES ($1)", [`${visit.what} ${i}`]);
      visit.answer(200, "ok");
    },
    holds: async (found) => {
      const { served, leaks, cuts, quiet } = found;
      expect(await served.ask("audit")).toEqual(OK);
      await pollUntil(async () => ((await kept(found)).length === 4 * MAX ? true : undefined), 5_000);
      await quiet();
      expect([await kept(found), leaks, cuts]).toEqual([
        Array.from({ length: 4 * MAX }, (_, i) => `audit ${i}`),
        [],
        [],
      ]);
    },
  },
  "work that nobody awaits goes on after the answer": {
    point: 23,
    handle: (pool) => async (visit) => {
      const audit = async () => {
        const client = await pool.connect();
        try {
          await client.query("BEGIN");
          await client.query("INSERT INTO kept VALUES ($1)", [`${visit.what} 1`]);
          await client.query("SELECT pg_sleep(0.05)");
          await client.query("INSERT INTO kept VALUES ($1)", [`${visit.what} 2`]);
          await client.query("COMMIT");
        } finally {
          client.release();
        }
        await pool.query("INSERT INTO kept VALUES ($1)", [`${visit.what} 3`]);
      };
      for (let i = 0; i < 2 * MAX; i++) void audit();
      visit.answer(200, "ok");
    },
    holds: async (found) => {
      const { served, leaks, cuts, quiet } = found;
      expect(await served.ask("audit")).toEqual(OK);
      await pollUntil(async () => ((await kept(found)).length === 6 * MAX ? true : undefined), 5_000);
      await quiet();
      expect([(await kept(found)).length, leaks, cuts]).toEqual([6 * MAX, [], []]);
    },
  },
  "correct work that a timeout leaves behind is called no leak": {
    point: 17,
    handle: (pool) => async (visit) => {
      const work = async () => {
        const client = await pool.connect();
        try {
          await client.query("SELECT pg_sleep(20)");
        } finally {
          client.release();
        }
      };
      const late = new Promise<string>((resolve) => setTimeout(resolve, 30, "late"));
      await Promise.race([work(), late]);
      visit.answer(504, "late");
    },
    holds: async ({ served, leaks, quiet, pool }) => {
      for (let i = 0; i < 3 * MAX; i++) expect((await served.ask("slow")).status).toBe(504);
      // Where a handler gives no promise its statement goes on until its deadline; then it is stopped too.
      await pollUntil(() => (pool.snapshot().leased === 0 ? true : undefined), 8_000);
      await quiet();
      expect(leaks).toEqual([]);
      expect(pool.snapshot().quarantined).toEqual([]);
    },
  },
  "in observe nothing is taken and nobody refused": {
    point: 23,
    mode: "observe",
    handle: (pool) => {
      const out: PooledClient[] = [];
      return async (visit) => {
        if (visit.what === "back") {
          for (const client of out.splice(0)) {
            await client.query("INSERT INTO kept VALUES ('used')");
            client.release();
          }
          return visit.answer(200, "ok");
        }
        // The second is still in line when this request ends.
        if (visit.what === "take") out.push(await pool.connect());
        else void pool.connect().then((client) => out.push(client));
        visit.answer(200, "ok");
      };
    },
    holds: async (found) => {
      const { served, leaks, quiet } = found;
      for (const what of ["take", "take", "queue"]) expect(await served.ask(what)).toEqual(OK);
      expect(await served.ask("back")).toEqual(OK);
      await pollUntil(() => (found.pool.snapshot().leased === 1 ? true : undefined), 5_000);
      expect(await served.ask("back")).toEqual(OK);
      await quiet();
      expect(await kept(found)).toEqual(["used", "used", "used"]);
      expect(leaks.every(({ what }) => what === "seen")).toBe(true);
    },
  },
};
