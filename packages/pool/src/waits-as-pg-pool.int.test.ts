import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import pg from "pg";
import Cursor from "pg-cursor";
import QueryStream from "pg-query-stream";
import { describe, expect, test } from "vitest";
import { sleep, testPools } from "../../../test/support/pool-under-test.ts";
import { createPool, LeaseLost, Pool, type PoolOptions } from "./index.ts";

const db = await testPools();
const { host, port, user, password } = db.admin;
const way = { host, port, user, password, database: db.name };

/** A pool of the very options that are given: what a program gets that has changed its import and nothing else. */
async function plain<T>(make: () => Pool, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = make();
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

test.each<[string, PoolOptions]>([
  ["as it is", {}],
  ["with connectionTimeoutMillis: 0", { connectionTimeoutMillis: 0 }],
  ["with connectionTimeoutMillis: 60000", { connectionTimeoutMillis: 60_000 }],
  ["with waitMs: 0", { waitMs: 0 }],
  ["with scopes", { mode: "enforce" }],
])("3000 questions at once are answered, as with pg-pool: %s", async (_name, options) => {
  await plain(
    () => new Pool({ ...way, ...options }),
    async (pool) => {
      const all = await Promise.all(Array.from({ length: 3_000 }, (_, i) => pool.query("SELECT $1::int AS n", [i])));
      expect(all.every(({ rows }, i) => rows[0]?.n === i)).toBe(true);
    },
  );
});

test("it is a pg.Pool for whoever asks, and fits its type", () => {
  const pool: pg.Pool = new Pool(way);
  expect(pool).toBeInstanceOf(pg.Pool);
  expect(createPool(way)).toBeInstanceOf(pg.Pool);
  class Own extends Pool {}
  expect(new Own(way)).toBeInstanceOf(pg.Pool);
});

describe("what wraps a client sees the very object that the caller gave", () => {
  type Config = { text: string; values?: unknown[]; rowMode?: string; tag?: string };
  const seen: unknown[] = [];
  class Commented extends pg.Client {
    override query(config: never, ...rest: never[]): never {
      seen.push(config);
      if (typeof config !== "object" || config === null || "submit" in config)
        return super.query(config, ...rest) as never;
      const { text, ...other } = config as Config;
      return super.query({ ...other, text: `${text} /* route */` } as never, ...rest) as never;
    }
  }

  test.each<[string, Config, unknown[]]>([
    ["values", { text: "SELECT $1::int AS n", values: [7] }, [{ n: 7 }]],
    ["rowMode", { text: "SELECT 7 AS n", rowMode: "array" }, [[7]]],
    ["a mark of its own", { text: "SELECT 7 AS n", tag: "x" }, [{ n: 7 }]],
  ])("%s", async (_name, config, rows) => {
    await plain(
      () => new Pool({ ...way, Client: Commented, max: 1 }),
      async (pool) => {
        const before = { ...config };
        expect((await pool.query(config)).rows).toEqual(rows);
        expect(seen.at(-1)).toBe(config);
        const client = await pool.connect();
        expect((await client.query(config)).rows).toEqual(rows);
        client.release();
        await using lease = await pool.lease();
        expect((await lease.query(config)).rows).toEqual(rows);
        expect(seen.at(-1)).toBe(config);
        // And it is as it was, so that it may be asked with again.
        expect(config).toEqual(before);
      },
    );
  });
});

test("nothing is in the startup packet that was not asked for", async () => {
  const packets: string[][] = [];
  const server = createServer((socket) => {
    socket.on("error", () => {});
    socket.once("data", (bytes: Buffer) => {
      packets.push(
        bytes
          .subarray(8)
          .toString()
          .split("\0")
          .filter((word) => word !== ""),
      );
      socket.destroy();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const at = { ...way, port: (server.address() as AddressInfo).port };
  for (const pool of [new Pool(at), createPool(at), new pg.Pool(at)] as pg.Pool[]) {
    await expect(pool.query("SELECT 1")).rejects.toThrow();
    await pool.end();
  }
  const [ours, created, theirs] = packets;
  expect(ours).toEqual(theirs);
  expect(created).toEqual(theirs);
  await new Promise((resolve) => server.close(resolve));
});

describe("a lease", () => {
  test("carries cursors and streams, as connect does", async () => {
    await plain(
      () => createPool({ ...way, max: 1, waitMs: 5_000 }),
      async (pool) => {
        await using lease = await pool.lease();
        const rows: unknown[] = [];
        for await (const row of lease.query(new QueryStream("SELECT generate_series(1, 3) AS n"))) rows.push(row);
        expect(rows).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }]);
        const cursor = lease.query(new Cursor<{ n: number }>("SELECT generate_series(1, 3) AS n"));
        expect(await cursor.read(2)).toEqual([{ n: 1 }, { n: 2 }]);
        await cursor.close();
        expect((await lease.query("SELECT 4 AS n")).rows).toEqual([{ n: 4 }]);
      },
    );
  });

  test("that was given back refuses a stream at once", async () => {
    await plain(
      () => createPool({ ...way, max: 1, waitMs: 5_000 }),
      async (pool) => {
        const lease = await pool.lease();
        lease.release();
        const stream = lease.query(new QueryStream("SELECT 1"));
        await expect(
          (async () => {
            for await (const _ of stream);
          })(),
        ).rejects.toBeInstanceOf(LeaseLost);
      },
    );
  });

  test("past its deadline is taken back in enforce, and only reported in observe", async () => {
    for (const mode of ["enforce", "observe"] as const) {
      const { pool, cuts, lines } = db.pool({ mode, max: 1 });
      const lease = await pool.lease({ deadline: 60 });
      await sleep(250);
      const used = await lease.query("SELECT 1").then(
        () => "usable",
        (cause: Error) => cause.name,
      );
      expect([mode, used]).toEqual([mode, mode === "enforce" ? "LeaseLost" : "usable"]);
      expect(cuts).toMatchObject([{ how: "lease deadline", what: mode === "enforce" ? "cut" : "seen" }]);
      expect(lines).toHaveLength(1);
      lease.release();
    }
  });

  test("leaves nothing on a signal that lives as long as the process", async () => {
    const stop = new AbortController();
    let [added, removed] = [0, 0];
    const { addEventListener, removeEventListener } = stop.signal;
    stop.signal.addEventListener = (...args: Parameters<AbortSignal["addEventListener"]>) => {
      added++;
      addEventListener.apply(stop.signal, args);
    };
    stop.signal.removeEventListener = (...args: Parameters<AbortSignal["removeEventListener"]>) => {
      removed++;
      removeEventListener.apply(stop.signal, args);
    };
    await plain(
      () => createPool({ ...way, max: 2, waitMs: 5_000 }),
      async (pool) => {
        for (let i = 0; i < 1_000; i++) {
          await using _lease = await pool.lease({ signal: stop.signal });
        }
        // One for the wait and one for the lease, each taken off.
        expect([added, removed]).toEqual([2_000, 2_000]);
      },
    );
  });
});

test("the heap that a lease leaves behind, on one signal for all of them, is nothing", async () => {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc") as () => void;
  const heap = () => {
    collect();
    collect();
    return process.memoryUsage().heapUsed;
  };
  await plain(
    () => createPool({ ...way, max: 2, waitMs: 5_000 }),
    async (pool) => {
      const stop = new AbortController();
      const round = async (n: number) => {
        for (let i = 0; i < n; i++) {
          await using _lease = await pool.lease({ signal: stop.signal });
        }
      };
      await round(2_000);
      const left: number[] = [];
      for (let i = 0; i < 5; i++) {
        const before = heap();
        await round(4_000);
        left.push((heap() - before) / 4_000);
      }
      const least = Math.min(...left);
      process.stdout.write(`heap left by a lease that was given back: ${least.toFixed(1)} bytes\n`);
      expect(least).toBeLessThan(20);
    },
  );
});

describe("query_timeout", () => {
  test.each([
    ["createPool", (options: PoolOptions) => createPool({ waitMs: 2_000, ...options })],
    ["the drop-in", (options: PoolOptions) => new Pool(options)],
  ])("frees its place at once, and the server is not left working: %s", async (_name, make) => {
    await plain(
      () => make({ ...way, max: 1, query_timeout: 200 }),
      async (pool) => {
        for (let i = 0; i < 4; i++) {
          await expect(pool.query("SELECT pg_sleep(20)")).rejects.toThrow("Query read timeout");
          const began = performance.now();
          expect((await pool.query({ text: "SELECT 1 AS n", query_timeout: 5_000 } as pg.QueryConfig)).rows).toEqual([
            { n: 1 },
          ]);
          expect(performance.now() - began).toBeLessThan(4_000);
        }
      },
    );
  });

  test("of a client that comes back is not handed on", async () => {
    const { pool } = db.pool({ max: 1, mode: "enforce", query_timeout: 200 });
    const client = await pool.connect();
    await expect(client.query("SELECT pg_sleep(20)")).rejects.toThrow("Query read timeout");
    client.release();
    expect((await pool.query({ text: "SELECT 1 AS n", query_timeout: 5_000 } as pg.QueryConfig)).rows).toEqual([
      { n: 1 },
    ]);
  });
});

test("a client that its user has ended leaves the count, whether it comes back or not", async () => {
  const { pool } = db.pool({ max: 1, waitMs: 5_000 });
  for (const comesBack of [false, true]) {
    const client = await pool.connect();
    await (client as unknown as pg.Client).end();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    if (comesBack) client.release();
    expect(pool.totalCount).toBe(1);
  }
});

/** What servers say that take connections and are dead all the same; the first bytes of the protocol, or none. */
const PASSWORD_PLEASE = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 3]);
test.each<[string, Buffer | undefined]>([
  ["says nothing", undefined],
  ["asks for the password and then says nothing", PASSWORD_PLEASE],
  ["begins a message and does not end it", PASSWORD_PLEASE.subarray(0, 5)],
])("a server that takes connections and %s is DATABASE DOWN", async (_what, says) => {
  const server = createServer((socket) => {
    socket.on("error", () => {}).on("data", () => says && socket.write(says));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await plain(
    () => createPool({ ...way, port: (server.address() as AddressInfo).port, report: () => {} }),
    async (pool) => {
      for (let i = 0; i < 3; i++)
        await expect(pool.query("SELECT 1")).rejects.toMatchObject({ verdict: "DATABASE DOWN" });
    },
  );
  await new Promise((resolve) => server.close(resolve));
});

const KEPT: Readonly<Record<string, (pool: Pool) => Promise<unknown>>> = {
  "a client": (pool) => pool.connect(),
  "a lease": (pool) => pool.lease(),
  "an open transaction": async (pool) => (await pool.connect()).query("BEGIN"),
  "a statement that lasts": async (pool) => {
    const client = await pool.connect();
    void client.query("SELECT pg_sleep(30)").catch(() => {});
  },
  "a client, and callers in line behind it": async (pool) => {
    await pool.connect();
    for (let i = 0; i < 3; i++) void pool.connect().catch(() => {});
  },
};
test.each(Object.entries(KEPT))(
  "end is bounded where it is asked to be: %s is taken back and its line named",
  async (_what, keep) => {
    const { pool, leaks, lines } = db.pool({ max: 1 });
    await keep(pool);
    const began = performance.now();
    await pool.end({ timeoutMs: 100 });
    expect(performance.now() - began).toBeLessThan(4_000);
    expect(leaks).toMatchObject([{ how: "pool ended", what: "reclaimed" }]);
    expect(lines[0]).toContain("waits-as-pg-pool.int.test.ts");
  },
);

test("a client of a pool that has ended is lost to its user, and createPool ends within 10 s", async () => {
  const { pool } = db.pool({ max: 1 });
  const client = await pool.connect();
  await pool.end({ timeoutMs: 50 });
  await expect(client.query("SELECT 1")).rejects.toBeInstanceOf(LeaseLost);
  expect(createPool(way).settled.endMs).toBe(10_000);
});

test("those who came first are served before two hundred addresses of one route", async () => {
  const { Scope } = await import("./index.ts");
  for (const slug of [
    (i: number) => `slug-${i}x`,
    (i: number) => `${"abcdefghij"[i % 10]}${"klmnopqrst"[Math.floor(i / 10) % 10]}${"uvwxyz"[Math.floor(i / 100)]}`,
  ]) {
    const { pool } = db.pool({ max: 1, waitMs: 20_000 });
    await pool.query("SELECT 1");
    const order: string[] = [];
    const ask = (name: string) =>
      new Scope(name, { detached: true }).run(() => pool.query("SELECT 1").then(() => order.push(name)));
    const all = [
      ...Array.from({ length: 30 }, () => ask("POST /checkout")),
      ...Array.from({ length: 200 }, (_, i) => ask(`GET /u/${slug(i)}`)),
    ];
    await Promise.all(all);
    expect(order.lastIndexOf("POST /checkout")).toBeLessThan(130);
  }
});
