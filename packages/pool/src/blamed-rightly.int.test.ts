import { spawn } from "node:child_process";
import { once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, get } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { build } from "esbuild";
import { Kysely, PostgresDialect, sql } from "kysely";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { lineBelow, sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { temporaryHome } from "../../../test/support/real-database.ts";
import { currentScope, LeaseLost, Scope, ScopeEnded, scopedHandler, scopedTask } from "./index.ts";

/** Who is blamed. Two requests that share a connection, one after the other, are never taken for each other. */
const db = await testPools();
const FILE = "packages/pool/src/blamed-rightly.int.test.ts";
const scopeNow = () => currentScope()?.name ?? "none";

describe("two requests that share one connection", () => {
  test("through queued waiters: who waited is not in the scope of who released", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1, waitMs: 5_000 });
    const seen: string[] = [];
    let line = "";
    const first = pool.scope("GET /first", async () => {
      const client = await pool.connect();
      await sleep(30);
      client.release();
      await sleep(30);
    });
    const second = pool.scope("GET /second", async () => {
      line = lineBelow();
      const client = await pool.connect();
      seen.push(scopeNow());
      await client.query("SELECT 1");
      seen.push(scopeNow());
    });
    await Promise.all([first, second]);
    expect(seen).toEqual(["GET /second", "GET /second"]);
    expect(leaks.map(({ scope, place }) => [scope?.name, place])).toEqual([["GET /second", `${FILE}${line}`]]);
    await quiet();
  });

  test("through callbacks of query: each in its own, also when an error is what comes", async () => {
    const { pool } = db.pool({ max: 1, waitMs: 5_000, keepAfterError: true });
    const seen: string[] = [];
    const ask = (name: string, text: string) =>
      pool.scope(
        name,
        () =>
          new Promise<void>((resolve) =>
            pool.query(text, (cause: unknown) => {
              seen.push(`${name}: ${scopeNow()}${cause ? " failed" : ""}`);
              resolve();
            }),
          ),
      );
    await Promise.all([ask("GET /a", "SELECT 1"), ask("GET /b", "no sql"), ask("GET /c", "SELECT 2")]);
    expect(seen.toSorted()).toEqual(["GET /a: GET /a", "GET /b: GET /b failed", "GET /c: GET /c"]);
  });

  test("through listeners: a notification and an error reach each in the scope that listens", async () => {
    const { pool } = db.pool({ max: 1 });
    const seen: string[] = [];
    const client = await pool.connect();
    const listen = (name: string) =>
      pool.scope(name, () => {
        client.on("notification", () => seen.push(`${name}: ${scopeNow()}`));
        client.once("error", () => seen.push(`${name} error: ${scopeNow()}`));
      });
    await listen("GET /a");
    await listen("GET /b");
    await client.query("LISTEN news");
    await client.query("NOTIFY news");
    await pollUntil(() => (seen.length >= 2 ? true : undefined), 5_000);
    client.emit("error", new Error("on purpose"));
    expect(seen).toEqual(["GET /a: GET /a", "GET /b: GET /b", "GET /a error: GET /a", "GET /b error: GET /b"]);
    client.removeAllListeners("notification");
    client.release(true);
  });

  test("a connection made for one request does not keep that request's scope", async () => {
    const { pool } = db.pool({ max: 1 });
    const seen: string[] = [];
    pool.on("connect", (client) => client.on("notice", () => seen.push(scopeNow())));
    await pool.scope("GET /maker", () => pool.query("SELECT 1"));
    await pool.scope("GET /user", () => pool.query("DO $$ BEGIN RAISE NOTICE 'hello'; END $$"));
    expect(seen).toEqual(["none"]);
  });
});

describe("the line that is named is the application's", () => {
  test("through Kysely, for a transaction, a connection and the very first use", async () => {
    const { pool, leaks, cuts, quiet } = db.pool({ max: 2 });
    const kysely = new Kysely<Record<string, never>>({ dialect: new PostgresDialect({ pool }) });
    const lines: string[] = [];
    await pool.scope(
      "GET /first-use",
      async () => {
        lines.push(lineBelow());
        await sql`SELECT pg_sleep(20)`.execute(kysely).catch(() => {});
      },
      { deadlineMs: 1_500 },
    );
    await pool.scope("GET /transaction", async () => {
      lines.push(lineBelow());
      await kysely.startTransaction().execute();
    });
    await pool.scope("GET /connection", async () => {
      lines.push(lineBelow());
      const open = kysely.connection().execute(async (one) => {
        await sql`SELECT 1`.execute(one);
        await new Promise(() => {});
      });
      void open.catch(() => {});
      const rests = () => pool.snapshot().leases.some(({ active, statement }) => !active && statement !== "");
      await pollUntil(() => (rests() ? true : undefined), 5_000);
    });
    await quiet();
    // The first was only slow, and was cut at its deadline; the other two were forgotten.
    expect([...cuts, ...leaks].map(({ place }) => place)).toEqual(lines.map((line) => `${FILE}${line}`));
    expect(cuts).toMatchObject([{ how: "deadline", scope: { name: "GET /first-use" } }]);
    await kysely.destroy();
  });

  test("in a program that was built: the line of the source, by its map, inline or beside it", async () => {
    const home = temporaryHome();
    const source = `import Pool from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
type Unused = { so: string; that: number; lines: boolean; move: null };

const pool = new Pool({ report: () => {} });
pool.on("leak", (leak: { place: string }) => console.log(leak.place));
await pool.scope("job", async () => {
  const client = await pool.connect();
  await client.query("SELECT 1");
});
await pool.end();
`;
    writeFileSync(join(home, "app.ts"), source);
    const { host, port, user, password } = db.admin;
    const env = { PGHOST: host, PGPORT: String(port), PGUSER: user, PGPASSWORD: password ?? "", PGDATABASE: db.name };
    for (const sourcemap of ["inline", "linked"] as const) {
      const outfile = join(home, `${sourcemap}.mjs`);
      await build({
        entryPoints: [join(home, "app.ts")],
        outfile,
        sourcemap,
        format: "esm",
        target: "es2022",
        minify: true,
      });
      const child = spawn(process.execPath, [outfile], { cwd: home, env: { PATH: process.env.PATH, ...env } });
      let said = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (text) => {
          said += text;
        });
      await once(child, "close");
      expect(said).toBe("app.ts:7\n");
    }
    rmSync(home, { recursive: true, force: true });
  });

  test("through the application's own functions, any number deep", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    let line = "";
    const take = async () => {
      line = lineBelow();
      return await pool.connect();
    };
    const through = async (n: number): Promise<unknown> => (n === 0 ? await take() : await through(n - 1));
    await pool.scope("GET /deep", () => through(12));
    expect(leaks[0]?.place).toBe(`${FILE}${line}`);
    await quiet();
  });
});

describe("what a request may do with its connection", () => {
  test("answer and go on: unawaited work that outlives its scope is told so, and never takes another's connection", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1, waitMs: 5_000 });
    const outcomes: unknown[] = [];
    await pool.scope("POST /forgets", async () => {
      const client = await pool.connect();
      const work = async () => {
        await client.query("SELECT 1");
        await sleep(60);
        await client.query("SELECT 2");
      };
      void work().catch((cause: unknown) => outcomes.push(cause));
      void sleep(60)
        .then(() => pool.query("SELECT 3"))
        .catch((cause: unknown) => outcomes.push(cause));
      await sleep(10);
    });
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await pollUntil(() => (outcomes.length === 2 ? true : undefined), 5_000);
    expect(outcomes.some((cause) => cause instanceof LeaseLost)).toBe(true);
    expect(outcomes.some((cause) => cause instanceof ScopeEnded)).toBe(true);
    expect(leaks).toHaveLength(1);
    await quiet();
  });

  test("pass it to a timer: what the timer does comes too late and touches nothing", async () => {
    const { pool, quiet } = db.pool({ max: 1 });
    await pool.query("CREATE TABLE touched (n int)");
    let told: unknown;
    await pool.scope("GET /timer", async () => {
      const lease = await pool.lease();
      setTimeout(
        () => void lease.query("INSERT INTO touched VALUES (1)").catch((cause: unknown) => (told = cause)),
        50,
      );
    });
    await pollUntil(() => told, 5_000);
    expect(told).toBeInstanceOf(LeaseLost);
    await quiet();
    expect((await pool.query("SELECT count(*)::int AS n FROM touched")).rows).toEqual([{ n: 0 }]);
  });

  test("hand it on: a client adopted by a job lives with the job, and is the job's leak if the job forgets it", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 1 });
    const job = new Scope("job send-mail", { detached: true });
    const client = await pool.scope("POST /mail", async () => {
      const taken = await pool.connect();
      pool.adopt(taken, job);
      return taken;
    });
    expect((await client.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    expect(leaks).toEqual([]);
    job.end();
    expect(leaks.map(({ scope }) => scope?.name)).toEqual(["job send-mail"]);
    await quiet();
  });

  test("open a scope within: what the inner one forgets is taken at its end, the outer one's stays", async () => {
    const { pool, leaks } = db.pool({ max: 2 });
    await pool.scope("GET /outer", async () => {
      await using mine = await pool.lease();
      await pool.scope("part", () => pool.lease());
      expect(leaks.map(({ scope }) => scope?.name)).toEqual(["part"]);
      expect((await mine.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    });
    expect(leaks).toHaveLength(1);
  });

  test("ask several things and not wait: what was not sent when it ended is never sent", async () => {
    const { pool, quiet } = db.pool({ max: 1 });
    await pool.query("CREATE TABLE sent (n int)");
    const told: unknown[] = [];
    await pool.scope("POST /burst", async () => {
      const client = await pool.connect();
      void client.query("SELECT pg_sleep(20)").catch((cause: unknown) => told.push(cause));
      for (let n = 0; n < 3; n++)
        void client.query("INSERT INTO sent VALUES ($1)", [n]).catch((cause: unknown) => told.push(cause));
      await sleep(20);
    });
    await quiet();
    expect(told).toHaveLength(4);
    for (const cause of told) expect(cause).toBeInstanceOf(LeaseLost);
    expect((await pool.query("SELECT count(*)::int AS n FROM sent")).rows).toEqual([{ n: 0 }]);
  });

  test("time out as a job: its scope's deadline takes the connection, its statement is stopped", async () => {
    const { pool, leaks, cuts, quiet } = db.pool({ max: 1 });
    const job = scopedTask(
      pool,
      "job slow",
      async () => {
        const client = await pool.connect();
        await client.query("SELECT pg_sleep(20)");
      },
      { deadlineMs: 1_500 },
    );
    await expect(job()).rejects.toBeInstanceOf(LeaseLost);
    expect(cuts).toMatchObject([{ how: "deadline", scope: { name: "job slow" } }]);
    expect(leaks).toEqual([]);
    await quiet();
  });

  test("hang up in a transaction, where a hang-up aborts: it has its grace, and is rolled back after it", async () => {
    const { pool, leaks, cuts, quiet } = db.pool({ max: 1, abortGraceMs: 60 });
    await pool.query("CREATE TABLE graced (n int)");
    const finished: string[] = [];
    const server = createServer(
      scopedHandler(
        pool,
        async (request) => {
          const client = await pool.connect();
          await client.query("BEGIN");
          await client.query("INSERT INTO graced VALUES (1)");
          finished.push("written");
          if (request.url === "/quick") {
            await pollUntil(() => (currentScope()?.open === false ? true : undefined), 5_000);
            await client.query("COMMIT");
            client.release();
            finished.push("committed");
          } else await new Promise(() => {});
        },
        { onHangup: "abort" },
      ),
    );
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const { port } = server.address() as AddressInfo;
    for (const path of ["/quick", "/stuck"]) {
      const before = finished.length;
      const request = get({ host: "127.0.0.1", port, path });
      request.on("error", () => {});
      await pollUntil(() => (finished.length > before ? true : undefined), 5_000);
      request.destroy();
      await quiet();
    }
    server.close();
    expect(finished).toEqual(["written", "committed", "written"]);
    expect(cuts).toMatchObject([{ how: "aborted", inTransaction: true }]);
    expect(leaks).toEqual([]);
    expect((await pool.query("SELECT count(*)::int AS n FROM graced")).rows).toEqual([{ n: 1 }]);
  });

  test("prepare named statements: they are not met by the next one under the same name", async () => {
    const { pool } = db.pool({ max: 1 });
    await pool.scope("GET /names", async () => {
      const lease = await pool.lease();
      await lease.query({ name: "same", text: "SELECT 1 AS n" });
    });
    expect((await pool.query({ name: "same", text: "SELECT 1 AS n" })).rows).toEqual([{ n: 1 }]);
  });
});
