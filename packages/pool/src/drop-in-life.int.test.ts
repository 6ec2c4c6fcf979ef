import { fork } from "node:child_process";
import { EventEmitter, once } from "node:events";
import { rmSync, writeFileSync } from "node:fs";
import { createServer, type Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { temporaryHome } from "../../../test/support/real-database.ts";
import { freshDefaults } from "./options.ts";

/**
 * When connections are made and when they go. What pg-pool does about sizes, timeouts, ages, hooks and endings,
 * told in our words and tried on a real PostgreSQL; docs/pg-pool.md lists these beside pg-pool's own cases.
 */
const db = await testPools();

/** Takes a connection and never says a word. */
const sockets = new Set<Socket>();
const silent = createServer((socket) => {
  sockets.add(socket.on("error", () => {}).resume());
});
await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
const SILENT = { host: "127.0.0.1", port: (silent.address() as { port: number }).port };
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  silent.close();
});

describe("size", () => {
  test("as many connections as are asked for at once, up to max (poolSize is its other name)", async () => {
    const { pool } = db.pool({ poolSize: 9, waitMs: 10_000 });
    const asks = Array.from({ length: 30 }, async () => {
      const client = await pool.connect();
      const { rows } = await client.query("SELECT 1 AS n");
      client.release();
      return rows[0];
    });
    expect(pool.totalCount).toBe(9);
    expect(await Promise.all(asks)).toHaveLength(30);
    expect(pool.totalCount).toBe(9);
  });

  test("a max of 1 hands the same client on to whoever waits, and counts who waits", async () => {
    const { pool } = db.pool({ max: 1, waitMs: 5_000 });
    expect(pool.waitingCount).toBe(0);
    const client = await pool.connect();
    const next = pool.connect();
    expect(pool.waitingCount).toBe(1);
    client.release();
    expect(await next).toBe(client);
    expect(pool.waitingCount).toBe(0);
    (await next).release();
  });

  test("one connection carries one query at a time", async () => {
    const { pool } = db.pool({ max: 1, waitMs: 5_000 });
    const text = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE query = $1";
    const all = await Promise.all(Array.from({ length: 20 }, () => pool.query(text, [text])));
    expect(all.map(({ rows }) => rows[0]?.n)).toEqual(Array.from({ length: 20 }, () => 1));
  });

  test("createPool opens as many as wait too: one after the other they are late when the program is busy", async () => {
    const { pool } = db.pool(freshDefaults({ max: 6, waitMs: 10_000 }));
    const all = Array.from({ length: 6 }, () => pool.connect());
    expect(pool.totalCount).toBe(6);
    for (const client of await Promise.all(all)) client.release();
  });

  test("connectsAtOnce bounds how many are being opened; after a failure it is two", async () => {
    const { pool } = db.pool({ max: 6, connectsAtOnce: 2, waitMs: 10_000 });
    const all = Array.from({ length: 6 }, () => pool.connect());
    expect(pool.totalCount).toBe(2);
    for (const client of await Promise.all(all)) client.release();
    const { pool: down } = db.pool({ max: 6, host: "127.0.0.1", port: 1, waitMs: 10_000 });
    const first = Array.from({ length: 6 }, () => down.connect().catch(() => "refused"));
    expect(down.totalCount).toBe(6);
    expect(await Promise.all(first)).toEqual(Array.from({ length: 6 }, () => "refused"));
    const second = Array.from({ length: 6 }, () => down.connect().catch(() => "refused"));
    expect(down.totalCount).toBe(2);
    await Promise.all(second);
  });

  test.each([
    ["at min none goes", { max: 2, min: 2 }, 2],
    ["above min they go", { max: 2, min: 1 }, 1],
    ["without min all go", { max: 2 }, 0],
    ["below min they go too when they were used often enough", { max: 2, min: 2, maxUses: 1 }, 0],
  ])("min: %s", async (_what, options, left) => {
    const { pool } = db.pool({ ...options, idleTimeoutMillis: 30 });
    for (const client of [await pool.connect(), await pool.connect()]) client.release();
    expect(await pollUntil(() => (pool.totalCount === left ? true : undefined), 5_000)).toBe(true);
    await sleep(60);
    expect(pool.idleCount).toBe(left);
  });
});

describe("a connect that takes too long (connectionTimeoutMillis)", () => {
  test("is an error that says timeout, by callback and by promise, and leaves nothing behind", async () => {
    const { pool } = db.pool({ ...SILENT, connectionTimeoutMillis: 40 });
    const [cause, client] = await new Promise<unknown[]>((resolve) => pool.connect((...told) => resolve(told)));
    expect((cause as Error).message).toContain("timeout");
    expect(client).toBeUndefined();
    await expect(pool.connect()).rejects.toThrow("timeout");
    await expect(pool.query("SELECT 1")).rejects.toThrow("timeout");
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
  });

  test("does so again and again", async () => {
    const { pool } = db.pool({ ...SILENT, connectionTimeoutMillis: 5 });
    for (let i = 0; i < 15; i++) await expect(pool.connect()).rejects.toThrow("timeout");
    expect(pool.totalCount).toBe(0);
  });

  test("that comes about later after all is not kept", async () => {
    let connected: Promise<unknown> = Promise.resolve();
    class Late extends pg.Client {
      override connect(...told: unknown[]): never {
        connected = sleep(150).then(() => (super.connect as (...args: unknown[]) => void)(...told));
        return undefined as never;
      }
    }
    const { pool, quiet } = db.pool({ Client: Late, connectionTimeoutMillis: 50, max: 1 });
    const refused = await pool.connect().catch((cause: Error) => cause);
    expect((refused as Error).message).toContain("timeout");
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
    await connected;
    await sleep(100);
    await quiet();
    expect([pool.totalCount, pool.idleCount]).toEqual([0, 0]);
  });

  test("a client that is in before its callback says so is not given up", async () => {
    // As a native one: without a connection that can be looked into, and late with its word.
    class Native extends EventEmitter {
      #in = false;
      connect(told: () => void): void {
        this.#in = true;
        setTimeout(told, 200);
      }
      isConnected(): boolean {
        return this.#in;
      }
      end(told?: () => void): void {
        told?.();
      }
    }
    const { pool } = db.pool({ Client: Native, connectionTimeoutMillis: 100, rails: "none" });
    const client = await pool.connect();
    expect((client as unknown as Native).isConnected()).toBe(true);
    client.release(true);
  });

  test("that fails is its own caller's error; the next in line is served by the next", async () => {
    const trouble = new Error("not now");
    let calls = 0;
    class Moody extends pg.Client {
      override connect(...told: unknown[]): never {
        if (calls++ === 0) setTimeout(told[0] as (cause: Error) => void, 20, trouble);
        else (super.connect as (...args: unknown[]) => void)(...told);
        return undefined as never;
      }
    }
    const { pool } = db.pool({ Client: Moody, connectionTimeoutMillis: 5_000, max: 1 });
    const first = pool.connect().catch((cause: unknown) => cause);
    const second = pool.query("SELECT 1 AS n");
    expect(await first).toBe(trouble);
    expect((await second).rows).toEqual([{ n: 1 }]);
  });
});

describe("a wait that takes too long", () => {
  test("is pg-pool's own error, for connect and for query, and those behind it are still served", async () => {
    const { pool } = db.pool({ max: 1, connectionTimeoutMillis: 1_000 });
    const client = await pool.connect();
    const words = "timeout exceeded when trying to connect";
    const early = [pool.connect(), pool.query("SELECT 1")].map((one) => expect(one).rejects.toThrow(words));
    await sleep(600);
    const late = pool.query("SELECT 1 AS n");
    await Promise.all(early);
    client.release();
    expect((await late).rows).toEqual([{ n: 1 }]);
    expect(pool.waitingCount).toBe(0);
  });

  test("without a timeout of the caller's it is bounded too, by waitMs; 0 waits for ever, as in pg-pool", async () => {
    const { pool } = db.pool({ max: 1, waitMs: 20 });
    const client = await pool.connect();
    await expect(pool.connect()).rejects.toMatchObject({ code: "pool_saturated" });
    client.release();
    const patient = db.pool({ max: 1, waitMs: 0 }).pool;
    const held = await patient.connect();
    const waiting = patient.connect();
    await sleep(400);
    expect(patient.waitingCount).toBe(1);
    held.release();
    (await waiting).release();
  });
});

describe("idle connections (idleTimeoutMillis)", () => {
  test("are removed after their time, also beside one that is removed for another reason", async () => {
    const { pool } = db.pool({ idleTimeoutMillis: 20 });
    const removed: unknown[] = [];
    pool.on("remove", (client) => removed.push(client));
    const [a, b] = [await pool.connect(), await pool.connect()];
    a.release();
    b.release(new Error("worn out"));
    await pollUntil(() => (removed.length === 2 ? true : undefined), 5_000);
    expect(new Set(removed)).toEqual(new Set([a, b]));
    expect([pool.idleCount, pool.totalCount]).toEqual([0, 0]);
  });

  test("are made again when they are needed again", async () => {
    const { pool } = db.pool({ idleTimeoutMillis: 1 });
    for (let i = 0; i < 8; i++) {
      const asking = pool.query("SELECT 1 AS n");
      expect([pool.totalCount, pool.idleCount]).toEqual([1, 0]);
      await asking;
      expect(await pollUntil(() => (pool.totalCount === 0 ? true : undefined), 5_000)).toBe(true);
    }
  });

  test("are not those that somebody has", async () => {
    const { pool } = db.pool({ idleTimeoutMillis: 1 });
    const client = await pool.connect();
    await sleep(40);
    expect((await client.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    client.release();
    expect([pool.idleCount, pool.totalCount]).toEqual([1, 1]);
  });

  test("stay for ever with a time of 0", async () => {
    const { pool } = db.pool({ idleTimeoutMillis: 0 });
    await pool.query("SELECT 1");
    await sleep(60);
    expect(pool.idleCount).toBe(1);
  });

  const home = temporaryHome();
  afterAll(() => rmSync(home, { recursive: true, force: true }));
  test.each([
    ["keep the program up for their time, and then it ends", false, "first\nsecond\nremoved\n"],
    ["let the program end at once with allowExitOnIdle, though not while it asks", true, "first\nsecond\n"],
  ])("%s", async (_what, allowExitOnIdle, said) => {
    const { host, port, user, password } = db.admin;
    const options = { host, port, user, password, database: db.name, idleTimeoutMillis: 300, allowExitOnIdle };
    const program = join(home, `exit-${allowExitOnIdle}.mjs`);
    writeFileSync(
      program,
      `import Pool from ${JSON.stringify(join(import.meta.dirname, "index.ts"))};
const pool = new Pool(${JSON.stringify(options)});
pool.on("remove", () => console.log("removed"));
pool.query("SELECT 1", () => {
  console.log("first");
  setTimeout(() => pool.query("SELECT pg_sleep(0.1)", () => console.log("second")), 50);
});
`,
    );
    const child = fork(program, [], { stdio: ["ignore", "pipe", "inherit", "ipc"], execArgv: [] });
    let heard = "";
    child.stdout?.on("data", (text) => {
      heard += text;
    });
    const [code] = await once(child, "close");
    expect(heard).toBe(said);
    expect(code).toBe(0);
  });
});

describe("age", () => {
  test("maxUses: the last use closes it, and whoever waits gets a fresh one", async () => {
    const { pool } = db.pool({ max: 1, maxUses: 2, waitMs: 5_000 });
    const first = await pool.connect();
    const again = pool.connect();
    const fresh = pool.connect();
    expect(pool.waitingCount).toBe(2);
    first.release();
    const second = await again;
    expect(second).toBe(first);
    expect(pool.waitingCount).toBe(1);
    second.release();
    expect((second as unknown as { _ending: boolean })._ending).toBe(true);
    const third = await fresh;
    expect(third).not.toBe(first);
    third.release();
  });

  test("maxLifetimeSeconds: an idle one is closed when it is old, even below min", async () => {
    const { pool } = db.pool({ maxLifetimeSeconds: 1, min: 1 });
    const removed = once(pool, "remove");
    await pool.query("SELECT 1");
    await removed;
    expect([pool.expiredCount, pool.totalCount]).toEqual([0, 0]);
    await pool.query("SELECT 1");
    expect([pool.expiredCount, pool.totalCount]).toEqual([0, 1]);
  });

  test("maxLifetimeSeconds: a busy one counts as expired and is closed when it comes back", async () => {
    const { pool } = db.pool({ maxLifetimeSeconds: 0.2 });
    const client = await pool.connect();
    await sleep(300);
    expect([pool.expiredCount, pool.totalCount]).toEqual([1, 1]);
    client.release();
    expect([pool.expiredCount, pool.totalCount]).toEqual([0, 0]);
  });
});

describe("hooks", () => {
  test("onConnect runs once a connection, before anybody has it, and is waited for", async () => {
    const seen: unknown[] = [];
    const { pool } = db.pool({
      max: 1,
      onConnect: async (client) => {
        seen.push((await client.query("SELECT 1 AS n")).rows[0].n);
      },
    });
    const client = await pool.connect();
    expect(seen).toEqual([1]);
    client.release();
    expect(await pool.connect()).toBe(client);
    expect(seen).toEqual([1]);
    client.release();
  });

  test.each([
    [
      "throws",
      () => {
        throw new Error("no such luck");
      },
    ],
    [
      "rejects",
      async () => {
        throw new Error("no such luck");
      },
    ],
  ])("onConnect that %s is the caller's error, and the connection is closed", async (_what, onConnect) => {
    const { pool, quiet } = db.pool({ onConnect });
    await expect(pool.connect()).rejects.toThrow("no such luck");
    await quiet();
    expect(pool.totalCount).toBe(0);
  });

  test("verify decides about a new connection: once, before anybody has it", async () => {
    let asked = 0;
    const { pool } = db.pool({
      max: 1,
      verify: (client, done) => {
        asked++;
        client.query("SELECT 1", (cause: Error | null) => done(cause ?? undefined));
      },
    });
    await pool.query("SELECT 1");
    await pool.query("SELECT 1");
    expect(asked).toBe(1);
    const { pool: strict, quiet } = db.pool({ verify: (_client, done) => done(new Error("nope")) });
    const told = await new Promise<unknown[]>((resolve) => strict.connect((...args) => resolve(args)));
    expect((told[0] as Error).message).toBe("nope");
    expect(told[1]).toBeUndefined();
    await quiet();
  });
});

describe("ending", () => {
  test("without ever having been used, and with idle clients", async () => {
    const { pool } = db.pool();
    await pool.end();
    const used = db.pool().pool;
    await used.query("SELECT 1");
    await used.end();
    expect([used.totalCount, used.ended]).toEqual([0, true]);
  });

  test("what was asked before is answered: on its way, connecting, or in line", async () => {
    const { pool } = db.pool({ max: 2, waitMs: 5_000 });
    const asked = Array.from({ length: 5 }, (_, n) => pool.query("SELECT $1::int AS n FROM pg_sleep(0.02)", [n]));
    await pool.end();
    expect((await Promise.all(asked)).map(({ rows }) => rows[0]?.n)).toEqual([0, 1, 2, 3, 4]);
  });

  test("waits for a client that somebody has", async () => {
    const { pool } = db.pool();
    const client = await pool.connect();
    let over = false;
    const ending = pool.end().then(() => {
      over = true;
    });
    await sleep(50);
    expect(over).toBe(false);
    expect((await client.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    client.release();
    await ending;
  });
});
