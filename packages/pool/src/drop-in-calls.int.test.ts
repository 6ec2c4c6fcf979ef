import { once } from "node:events";
import { createServer } from "node:net";
import pg from "pg";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import Pool from "./index.ts";

/**
 * How the pool is called. What pg-pool does for each form of each call, told in our words and tried on a real
 * PostgreSQL; docs/pg-pool.md lists these beside pg-pool's own cases.
 */
const db = await testPools();
/** A port at which nobody answers. */
const NOBODY = { host: "127.0.0.1", port: 1 };

describe("with callbacks", () => {
  test("connect gives an error or a client and the way to give it back, and no promise", async () => {
    const { pool } = db.pool();
    const rows = await new Promise((resolve, reject) => {
      const nothing: unknown = pool.connect((cause, client, done) => {
        if (cause !== undefined) return reject(cause);
        client?.query("SELECT 1 AS n", (failed: Error | null, result: pg.QueryResult) => {
          done();
          if (failed) reject(failed);
          else resolve(result.rows);
        });
      });
      expect(nothing).toBeUndefined();
    });
    expect(rows).toEqual([{ n: 1 }]);
    expect(pool.idleCount).toBe(1);
  });

  test("query takes a text, with or without values, and gives undefined where there is no error", async () => {
    const { pool } = db.pool();
    const heard: unknown[] = [];
    const nothing: unknown[] = [];
    await new Promise<void>((resolve) => {
      nothing.push(
        pool.query("SELECT 1 AS n", (cause, result) => {
          heard.push(cause, result.rows);
          nothing.push(
            pool.query("SELECT $1::text AS name", ["ada"], (again, named) => {
              heard.push(again, named.rows);
              resolve();
            }),
          );
        }),
      );
    });
    expect(heard).toEqual([undefined, [{ n: 1 }], undefined, [{ name: "ada" }]]);
    expect(nothing).toEqual([undefined, undefined]);
  });

  test("a connection that cannot be had is an error without a client, and leaves nothing in the pool", async () => {
    const { pool } = db.pool(NOBODY);
    const told = await new Promise<unknown[]>((resolve) => pool.connect((...args) => resolve(args)));
    expect(told[0]).toMatchObject({ code: "ECONNREFUSED" });
    expect(told[1]).toBeUndefined();
    expect(told[2]).toBeTypeOf("function");
    await new Promise<void>((resolve) =>
      pool.query("SELECT 1", (cause: unknown, result: unknown) => {
        expect(cause).toBeInstanceOf(Error);
        expect(result).toBeUndefined();
        resolve();
      }),
    );
    expect(pool.totalCount).toBe(0);
  });

  test("a callback is never called within the call, even when a connection is free", async () => {
    const { pool } = db.pool();
    await pool.query("SELECT 1");
    let called = false;
    const served = new Promise<void>((resolve) =>
      pool.connect((_cause, _client, done) => {
        called = true;
        done();
        resolve();
      }),
    );
    expect(called).toBe(false);
    await served;
  });

  test("a function where the text should be is an error, told to that function", async () => {
    const { pool } = db.pool();
    const cause = await new Promise((resolve) => (pool.query as (call: unknown) => void)(resolve));
    expect(cause).toMatchObject({
      message: "Passing a function as the first parameter to pool.query is not supported",
    });
  });

  test("end calls back and gives no promise", async () => {
    const { pool } = db.pool();
    await new Promise<void>((resolve) => {
      const nothing: unknown = pool.end(resolve);
      expect(nothing).toBeUndefined();
    });
    expect([pool.ending, pool.ended]).toEqual([true, true]);
  });
});

describe("with promises", () => {
  test("connect, query, release, end", async () => {
    const { pool } = db.pool();
    const client = await pool.connect();
    expect((await client.query("SELECT $1::text AS name", ["ada"])).rows).toEqual([{ name: "ada" }]);
    client.release();
    await pool.end();
    expect(pool.totalCount).toBe(0);
  });

  test("query takes a text, a text with values, and a config that it may be asked with again", async () => {
    const { pool } = db.pool({ max: 3, waitMs: 5_000 });
    const config = { text: "SELECT $1::int AS n", values: [7] };
    const all = await Promise.all([
      ...Array.from({ length: 20 }, () => pool.query(config)),
      pool.query("SELECT 7 AS n"),
      pool.query("SELECT $1::int AS n", [7]),
      pool.query({ text: "SELECT $1::int AS n" }, [7]),
      pool.query({ name: "seven", text: "SELECT $1::int AS n", values: [7] }),
    ]);
    expect(new Set(all.map(({ rows }) => JSON.stringify(rows)))).toEqual(new Set(['[{"n":7}]']));
    expect(config).toEqual({ text: "SELECT $1::int AS n", values: [7] });
    const arrays = await pool.query({ text: "SELECT 1, 2", rowMode: "array" } as pg.QueryConfig);
    expect(arrays.rows).toEqual([[1, 2]]);
  });

  test("without a query it rejects, and the connection stays good", async () => {
    const { pool } = db.pool({ max: 1 });
    await expect((pool.query as (text: null) => Promise<unknown>)(null)).rejects.toThrow("null or undefined query");
    await expect((pool.query as () => Promise<unknown>)()).rejects.toThrow("null or undefined query");
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  test("a rejection's stack leads to the caller, not to a socket", async () => {
    const { pool } = db.pool();
    const asks = async () => {
      await pool.query("SELECT no_such_column");
    };
    const cause = await asks().catch((error: Error) => error);
    expect((cause as Error).stack).toContain("drop-in-calls.int.test.ts");
  });

  test("a promise class of the program's own is used for every promise", async () => {
    class Own<T> extends Promise<T> {}
    const { pool } = db.pool({ Promise: Own as PromiseConstructorLike });
    const connecting = pool.connect();
    expect(connecting).toBeInstanceOf(Own);
    (await connecting).release();
    const asking = pool.query("SELECT 1");
    expect(asking).toBeInstanceOf(Own);
    await asking;
    const ending = pool.end();
    expect(ending).toBeInstanceOf(Own);
    await ending;
    for (const late of [pool.connect(), pool.query("SELECT 1"), pool.end()]) {
      expect(late).toBeInstanceOf(Own);
      await expect(late).rejects.toThrow();
    }
  });
});

describe("options", () => {
  test("with none at all it reads the environment, as pg does, and the caller's object stays as it was", async () => {
    const given = { max: 10 };
    const pool = new Pool(given);
    expect(given).toEqual({ max: 10 });
    expect(pool.options).toMatchObject({
      max: 10,
      min: 0,
      maxUses: Number.POSITIVE_INFINITY,
      maxLifetimeSeconds: 0,
      idleTimeoutMillis: 10_000,
      allowExitOnIdle: false,
    });
    await pool.end();
  });

  test("they reach the client: a connection string, binary, a class of client of one's own", async () => {
    const seen: unknown[] = [];
    class Own extends pg.Client {
      constructor(config: pg.ClientConfig) {
        super(config);
        seen.push(config.connectionString, (this as unknown as { binary: boolean }).binary);
      }
    }
    const { host, port, user, password } = db.admin;
    const connectionString = `postgres://${user}:${password}@${host}:${port}/${db.name}`;
    const pool = new Pool({ connectionString, binary: true, Client: Own } as object);
    const client = await pool.connect();
    expect(client).toBeInstanceOf(Own);
    client.release();
    expect(seen).toEqual([connectionString, true]);
    await pool.end();
    const second = new Pool({ connectionString }, Own);
    expect(second.Client).toBe(Own);
    await second.end();
  });

  test("a client that is only half a client fails as itself", async () => {
    const half = { on: () => half, connect: (told: (cause: Error) => void) => told(new Error("bad news")) };
    const pool = new Pool({}, () => half);
    // A class is called with new; a function that gives back an object serves as well.
    const Client = function Client() {
      return half;
    };
    const other = new Pool({ Client });
    await expect(other.connect()).rejects.toThrow("bad news");
    await Promise.all([pool.end(), other.end()]);
  });

  test("the password and the key of TLS are not printed with the pool", () => {
    const ssl = { key: "a private key", ca: "a certificate" };
    const pool = new Pool({ password: "open sesame", ssl });
    expect(JSON.stringify(pool.options)).not.toMatch(/open sesame|a private key/);
    expect(pool.options.password).toBe("open sesame");
  });

  test("log hears what the pool does", async () => {
    const words: unknown[] = [];
    const { pool } = db.pool({ maxUses: 1, log: (...said) => words.push(...said) });
    (await pool.connect()).release();
    await pool.end();
    expect(words).toEqual(expect.arrayContaining(["connecting new client", "remove expended client", "ending"]));
  });

  test("the class can be extended, as pg does with its own", async () => {
    class Bound extends Pool {}
    const { host, port, user, password } = db.admin;
    const pool = new Bound({ host, port, user, password, database: db.name });
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await pool.end();
    expect(() => (Pool as unknown as () => void)()).toThrow(TypeError);
  });
});

describe("events", () => {
  test("connect comes before the callback, with the same client, and only when it succeeds", async () => {
    const { pool } = db.pool();
    const made: unknown[] = [];
    pool.on("connect", (client) => made.push(client));
    const client = await pool.connect();
    expect(made).toEqual([client]);
    client.release();
    const down = db.pool(NOBODY).pool;
    down.on("connect", () => made.push("never"));
    await expect(down.connect()).rejects.toThrow();
    expect(made).toHaveLength(1);
  });

  test("acquire and release come once for each checkout, of connect and of query", async () => {
    const { pool } = db.pool({ waitMs: 10_000 });
    const seen = { acquire: 0, release: 0 };
    pool.on("acquire", (client: unknown) => {
      expect(client).toBeTruthy();
      seen.acquire++;
    });
    pool.on("release", (cause: unknown, client: unknown) => {
      expect(cause).toBeFalsy();
      expect(client).toBeTruthy();
      seen.release++;
    });
    await Promise.all(
      Array.from({ length: 10 }, async () => {
        (await pool.connect()).release();
        await pool.query("SELECT 1");
      }),
    );
    expect(seen).toEqual({ acquire: 20, release: 20 });
  });

  test("release carries the error, or the true, with which a client came back; that client is closed", async () => {
    const { pool } = db.pool({ max: 1 });
    for (const reason of [new Error("worn out"), true]) {
      const released = once(pool, "release");
      const removed = once(pool, "remove");
      const client = await pool.connect();
      client.release(reason);
      expect(await released).toEqual([reason, client]);
      expect(pool.totalCount).toBe(0);
      expect(await removed).toEqual([client]);
    }
  });

  test("an error of an idle client removes it, and error tells the program with the client", async () => {
    const { pool } = db.pool();
    const client = await pool.connect();
    client.release();
    const own: unknown[] = [];
    client.once("error", (cause) => own.push(cause));
    const heard: unknown[] = [];
    pool.on("error", (cause, failed) => heard.push(cause, failed, (cause as { client?: unknown }).client));
    const cause = new Error("on purpose");
    client.emit("error", cause);
    expect(heard).toEqual([cause, client, client]);
    expect(own).toEqual([cause]);
    expect([pool.idleCount, pool.totalCount]).toEqual([0, 0]);
  });

  test("an error of a client in use is its user's: the pool says nothing and keeps its place until it is back", async () => {
    const { pool } = db.pool();
    const client = await pool.connect();
    const heard: unknown[] = [];
    pool.on("error", (cause) => heard.push(cause));
    client.once("error", (cause) => heard.push(`user: ${(cause as Error).message}`));
    client.emit("error", new Error("expected"));
    expect(heard).toEqual(["user: expected"]);
    expect([pool.idleCount, pool.totalCount]).toEqual([0, 1]);
    client.release();
  });
});

describe("errors", () => {
  test("a statement that fails in pool.query closes its connection; keepAfterError keeps it", async () => {
    const { pool, quiet } = db.pool();
    const all = await Promise.allSettled(Array.from({ length: 30 }, () => pool.query("SELECT 'asd' + 1")));
    expect(all.map(({ status }) => status)).toEqual(Array.from({ length: 30 }, () => "rejected"));
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    await quiet();
    const keeping = db.pool({ max: 1, keepAfterError: true }).pool;
    const pid = async () => (await keeping.query("SELECT pg_backend_pid() AS pid")).rows[0]?.pid;
    const before = await pid();
    await expect(keeping.query("no sql")).rejects.toThrow("syntax error");
    expect(await pid()).toBe(before);
  });

  test("a statement that fails on a client of connect leaves it to its user", async () => {
    const { pool } = db.pool({ max: 1 });
    const client = await pool.connect();
    await expect(client.query("SELECT no_such_column")).rejects.toThrow("no_such_column");
    expect((await client.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    client.release();
    expect(pool.idleCount).toBe(1);
  });

  test("releasing twice throws each time, by the method and by the callback's function", async () => {
    const { pool } = db.pool();
    const client = await pool.connect();
    client.release();
    for (let i = 0; i < 2; i++) expect(() => client.release()).toThrow("already been released");
    await new Promise<void>((resolve) =>
      pool.connect((_cause, _client, done) => {
        done();
        for (let i = 0; i < 2; i++) expect(() => done()).toThrow("already been released");
        resolve();
      }),
    );
  });

  test("after end every call is an error, by promise and by callback, a second end too", async () => {
    const { pool } = db.pool();
    await pool.end();
    await expect(pool.connect()).rejects.toThrow("Cannot use a pool after calling end on the pool");
    await expect(pool.query("SELECT 1")).rejects.toThrow("after calling end");
    await expect(pool.end()).rejects.toThrow("Called end on pool more than once");
    const told: unknown[] = [];
    await new Promise<void>((resolve) =>
      pool.query("SELECT 1", (first: unknown) => {
        told.push(first);
        pool.connect((second) => {
          told.push(second);
          (pool.end as (done: (cause: unknown) => void) => void)((third) => {
            told.push(third);
            resolve();
          });
        });
      }),
    );
    for (const cause of told) expect(cause).toBeInstanceOf(Error);
    expect(told).toHaveLength(3);
  });

  test("a server that hangs up at once is an error for each caller, one after the other", async () => {
    const rude = createServer((socket) => socket.destroy());
    await new Promise<void>((resolve) => rude.listen(0, "127.0.0.1", resolve));
    const { port } = rude.address() as { port: number };
    const { pool } = db.pool({ max: 1, host: "127.0.0.1", port, waitMs: 10_000 });
    const all = await Promise.allSettled([pool.connect(), pool.connect(), pool.query("SELECT 1")]);
    for (const one of all) expect(one.status).toBe("rejected");
    expect(pool.totalCount).toBe(0);
    rude.close();
  });

  test("a client that is ended under pool.query is an error for its caller, and the next caller is served", async () => {
    const { pool } = db.pool({ max: 1, waitMs: 10_000 });
    const asking = pool.query("SELECT pg_sleep(20)").catch((cause: unknown) => cause);
    await pollUntil(() => (pool.snapshot().leases.some(({ active }) => active) ? true : undefined), 5_000);
    await sleep(20);
    pool._clients[0]?.end();
    expect(await asking).toBeInstanceOf(Error);
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });

  test("a client that came back broken or ending is removed", async () => {
    const { pool } = db.pool({ max: 1 });
    const ending = await pool.connect();
    ending.end();
    ending.release();
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
    const severed = await pool.connect();
    const failed = once(severed, "error");
    (severed as unknown as { connection: { end(): void } }).connection.end();
    expect((await failed)[0]).toBeInstanceOf(Error);
    expect([pool.totalCount, pool.idleCount]).toEqual([1, 0]);
    severed.release();
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
  });
});
