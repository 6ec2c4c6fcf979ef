import { AsyncResource } from "node:async_hooks";
import Cursor from "pg-cursor";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { lineBelow, sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { Pool, type PooledClient, Scope } from "./index.ts";

/** Programs as they are written with pg-pool: what they leave to luck is named, and what is right stays so. */
const db = await testPools();
const FILE = "packages/pool/src/written-otherwise.int.test.ts";
const MODES = ["observe", "enforce"] as const;
const MANY = "SELECT n FROM generate_series(1, 100000) AS n";
await db.pool().pool.query("CREATE TABLE done (n int)");

test("a scope of one pool's door is a scope for every pool: the second one loses nothing either", async () => {
  const [first, second] = [db.pool({ max: 2 }), db.pool({ max: 2 })];
  for (let i = 0; i < 6; i++)
    await first.pool.scope("GET /both", async () => {
      (await first.pool.connect()).release();
      await second.pool.connect();
    });
  expect(second.pool.mode).toBe("enforce");
  await second.quiet();
  expect(second.leaks).toHaveLength(6);
});

describe("what the pool undoes is said with its line", () => {
  test("a client that comes back inside a transaction", async () => {
    const { pool, lines } = db.pool({ max: 1 });
    const line = lineBelow();
    const client = await pool.connect();
    await client.query("BEGIN");
    await client.query("INSERT INTO done VALUES (1)");
    client.release();
    await pool.query("SELECT 1");
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`${FILE}${line} was given back inside a transaction, which was rolled back`);
  });

  test("BEGIN and SET by pool.query; what a transaction sets for itself is no matter", async () => {
    const { pool, lines } = db.pool({ max: 1 });
    for (const text of [
      "BEGIN",
      "ROLLBACK",
      "SET TIME ZONE 'Africa/Lagos'",
      "BEGIN; SET LOCAL work_mem = '7MB'; COMMIT",
    ])
      await pool.query(text);
    await pool.query("SELECT 1");
    expect(
      lines.map((line) => /^pool: (a transaction that pool\.query began|what pool\.query set)/.exec(line)?.[1]),
    ).toEqual(["a transaction that pool.query began", "what pool.query set"]);
    expect(lines.every((line) => line.includes(FILE))).toBe(true);
  });

  test.each(MODES)("a cursor that nobody closes costs no connection, in %s", async (mode) => {
    const { pool, lines, quiet } = db.pool({ max: 1, mode });
    const line = lineBelow();
    const client = await pool.connect();
    await client.query(new Cursor(MANY)).read(10);
    client.release();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await quiet();
    expect(lines[0]).toContain(`${FILE}${line} was given back with a cursor`);
  });
});

test("a cursor that is still read after its client came back is read to its end, in observe", async () => {
  const { pool, quiet } = db.pool({ max: 1, mode: "observe" });
  const client = await pool.connect();
  const cursor = client.query(new Cursor(MANY));
  await cursor.read(1);
  client.release();
  let read = 1;
  for (let i = 0; i < 9; i++) {
    read += (await cursor.read(1)).length;
    await sleep(200);
  }
  expect(read).toBe(10);
  await cursor.close();
  await quiet();
});

test("a scope that ends calls nobody out of the line in observe, and no pool.query in enforce", async () => {
  for (const mode of ["observe", "enforce"] as const) {
    const { pool, lines, quiet } = db.pool({ max: 1, mode });
    const held = await pool.connect();
    const told: string[] = [];
    const tell = (what: string) => [() => told.push(what), (cause: Error) => told.push(cause.name)] as const;
    await pool.scope("GET /forgets", async () => {
      void pool.query("SELECT 1").then(...tell("query"));
      void pool
        .connect()
        .then((client) => client.release())
        .then(...tell("client"));
    });
    await sleep(20);
    held.release();
    await pollUntil(() => (told.length === 2 ? true : undefined), 5_000);
    expect([mode, ...told.sort()]).toEqual([mode, mode === "observe" ? "client" : "ScopeEnded", "query"]);
    if (mode === "observe") expect(lines[0]).toContain("enforcing will refuse it");
    await quiet();
  }
});

/** One after the other, as p-queue does it: whoever has finished calls the next. */
class Turns {
  #busy = false;
  readonly #waiting: (() => Promise<void>)[] = [];

  add(work: () => Promise<string>): Promise<string> {
    return new Promise((resolve, reject) => {
      this.#waiting.push(() => work().then(resolve, reject));
      this.#next();
    });
  }

  #next(): void {
    const next = this.#busy ? undefined : this.#waiting.shift();
    if (next === undefined) return;
    this.#busy = true;
    void next().finally(() => {
      this.#busy = false;
      this.#next();
    });
  }
}

test("a queue that runs work in another request's turn: bound, each has its own; as it is, its line is named", async () => {
  const { pool, lines, quiet } = db.pool({ max: 2 });
  const ask = async () => {
    await pool.query("SELECT pg_sleep(0.01)");
    const client = await pool.connect();
    const { rows } = await client.query<{ t: string }>("SELECT 'ok' AS t");
    client.release();
    return rows[0]?.t ?? "";
  };
  const all = (own: (work: typeof ask) => typeof ask) => {
    const turns = new Turns();
    const asked = ["a", "b", "c", "d"].map((name) => pool.scope(`GET /${name}`, () => turns.add(own(ask))));
    return Promise.all(asked.map((one) => one.catch((cause: Error) => cause.name)));
  };
  expect(await all((work) => AsyncResource.bind(work))).toEqual(["ok", "ok", "ok", "ok"]);
  expect(lines).toEqual([]);
  expect(await all((work) => work)).toEqual(["ok", "ScopeEnded", "ScopeEnded", "ScopeEnded"]);
  expect(lines[0]).toContain(`pool: a connection was asked for at ${FILE}`);
  await quiet();
});

test("a pool.query that nobody awaits has as long as its request had, and no longer", async () => {
  const { pool, cuts, leaks, quiet } = db.pool({ max: 1 });
  const scope = new Scope("GET /slow", { deadlineMs: 150, detached: true });
  const told = scope.run(() => pool.query("SELECT pg_sleep(20)")).catch((cause: Error) => cause.name);
  await pollUntil(() => (pool.snapshot().leased === 1 ? true : undefined), 5_000);
  scope.end();
  await sleep(20);
  expect(pool.snapshot().leased).toBe(1);
  expect(await told).toBe("LeaseLost");
  await quiet();
  expect([leaks, cuts.map(({ how }) => how)]).toEqual([[], ["lease deadline"]]);
});

test("who gives back, in his own finally, what was stopped at the end of his request has leaked nothing", async () => {
  const { pool, leaks, cuts, lines, quiet } = db.pool({ max: 1 });
  let given = 0;
  await pool.scope("GET /race", async () => {
    const work = async () => {
      const client = await pool.connect();
      try {
        await client.query("SELECT pg_sleep(20)");
      } catch (cause) {
        await client.query("ROLLBACK").catch(() => {});
        throw cause;
      } finally {
        given++;
        client.release();
      }
    };
    const begun = pollUntil(
      () => (pool.snapshot().leases.some(({ statement }) => statement !== "") ? true : undefined),
      5_000,
    );
    await Promise.race([work(), begun]);
  });
  await quiet();
  expect([given, leaks, cuts.map(({ what, how }) => `${what} ${how}`)]).toEqual([1, [], ["cut settled"]]);
  expect(lines[0]).toContain("was at work when its request ended and was stopped");
});

test("listeners of the program's own count as with pg-pool before Node warns", async () => {
  const { pool } = db.pool({ max: 1 });
  const warned: string[] = [];
  const hear = ({ name }: Error) => warned.push(name);
  process.on("warning", hear);
  for (let i = 0; i < 10; i++) {
    const client = await pool.connect();
    client.on("error", () => {});
    client.release();
  }
  await sleep(20);
  process.off("warning", hear);
  expect(warned).not.toContain("MaxListenersExceededWarning");
});

test("await using gives back what connect gave, and nothing of the next owner's", async () => {
  const { pool } = db.pool({ max: 1 });
  let next: PooledClient | undefined;
  {
    await using client = await pool.connect();
    await client.query("SELECT 1");
    client.release();
    next = await pool.connect();
  }
  expect((await next?.query("SELECT 1 AS n"))?.rows).toEqual([{ n: 1 }]);
  expect(pool.snapshot().leased).toBe(1);
  next?.release();
  {
    await using client = await pool.connect();
    await client.query("SELECT 1");
  }
  expect(pool.snapshot().leased).toBe(0);
});

test("transaction(): at the level that is asked for, and a savepoint is undone alone", async () => {
  const { pool } = db.pool({ max: 1 });
  await pool.query("TRUNCATE done");
  const level = () =>
    pool.transaction(async (t) => (await t.query("SHOW transaction_isolation")).rows[0], { isolation: "serializable" });
  expect(await level()).toEqual({ transaction_isolation: "serializable" });
  await expect(pool.transaction(async () => {}, { isolation: "chaos" as never })).rejects.toThrow(TypeError);
  const add = (n: number) => ({ text: "INSERT INTO done VALUES ($1)", values: [n] });
  await pool.transaction(async (t) => {
    await t.query(add(1));
    await t
      .savepoint(async (inner) => {
        await inner.query(add(2));
        await inner.savepoint((innermost) => innermost.query(add(3)));
        await inner.query("SELECT 1 / 0");
      })
      .catch(() => {});
    await t.savepoint((inner) => inner.query(add(4)));
  });
  expect((await pool.query("SELECT n FROM done ORDER BY n")).rows).toEqual([{ n: 1 }, { n: 4 }]);
});

test("somebody who stops a connection while it is made ready has not shown that the server takes no guard rails", async () => {
  const { pool, lines } = db.pool({ max: 1 });
  const { Client } = pool;
  class Stopped extends (Client as unknown as new (config: object) => { query(...args: unknown[]): unknown }) {
    override query(...args: unknown[]): unknown {
      const [text] = args;
      return super.query(
        ...(String(text).includes("statement_timeout")
          ? ["DO $$ BEGIN RAISE query_canceled; END $$", ...args.slice(1)]
          : args),
      );
    }
  }
  const { host, port, user, password } = db.admin;
  const own = new Pool(
    { host, port, user, password, database: db.name, max: 1, report: (line) => lines.push(line) },
    Stopped,
  );
  await expect(own.query("SELECT 1")).rejects.toMatchObject({ code: "57014" });
  expect(lines).toEqual([]);
  await own.end();
});
