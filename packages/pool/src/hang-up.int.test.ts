import { createServer, get, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo, Server } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import Fastify from "fastify";
import Koa from "koa";
import type pg from "pg";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import {
  currentScope,
  expressScopes,
  fastifyScopes,
  koaScopes,
  type Pool,
  scopedFetch,
  scopedHandler,
} from "./index.ts";

const db = await testPools();
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return (server.address() as AddressInfo).port;
}

/** A charge outside, then the order: what a payment does. Tells when it has begun, and waits for a word to go on. */
class Payment {
  readonly log: string[] = [];
  begun = false;
  goOn: () => void = () => {};
  readonly #charged = new Promise<void>((resolve) => {
    this.goOn = resolve;
  });
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
  }

  readonly pay = async (answer: () => void): Promise<void> => {
    try {
      await this.#pool.query("SELECT 1");
      this.begun = true;
      await this.#charged;
      await this.#pool.query("INSERT INTO orders VALUES (1)");
      const client = await this.#pool.connect();
      await client.query("BEGIN");
      await client.query("INSERT INTO orders VALUES (2)");
      await client.query("COMMIT");
      client.release();
      this.log.push("stored");
      answer();
    } catch (cause) {
      this.log.push(String(cause));
      answer();
    }
  };
}

beforeEach(async () => {
  const { pool } = db.pool();
  await pool.query("DROP TABLE IF EXISTS orders");
  await pool.query("CREATE TABLE orders (n int)");
});

const SERVERS: Readonly<Record<string, (pool: Pool, payment: Payment) => Server | Promise<Server>>> = {
  scopedHandler: (pool, { pay }) => createServer(scopedHandler(pool, (_q, s) => pay(() => s.end("ok")))),
  "scopedHandler without a promise": (pool, { pay }) =>
    createServer(scopedHandler(pool, (_q, s) => void pay(() => s.end("ok")))),
  Express: (pool, { pay }) => {
    const app = express();
    app.use(expressScopes(pool));
    app.post("/pay", (_q, s) => pay(() => void s.end("ok")));
    return createServer(app as never);
  },
  Koa: (pool, { pay }) => {
    const koa = new Koa();
    koa.use(koaScopes(pool));
    koa.use((ctx) =>
      pay(() => {
        ctx.body = "ok";
      }),
    );
    return createServer(koa.callback());
  },
  "a fetch-style handler": (pool, { pay }) =>
    createAdaptorServer({
      fetch: scopedFetch(pool, async () => {
        await pay(() => {});
        return new Response("ok");
      }),
    }) as Server,
  Fastify: async (pool, { pay }) => {
    const app = Fastify();
    await app.register(fastifyScopes(pool));
    app.post("/pay", async () => {
      await pay(() => {});
      return "ok";
    });
    await app.ready();
    return app.server;
  },
};

test.each(Object.entries(SERVERS))("a client that hangs up does not lose a paid order: %s", async (_name, serve) => {
  const { pool, leaks, cuts, quiet } = db.pool({ max: 3, mode: "enforce" });
  const payment = new Payment(pool);
  const port = await listening(await serve(pool, payment));
  const out = request({
    host: "127.0.0.1",
    port,
    method: "POST",
    path: "/pay",
    headers: { "content-type": "text/plain" },
  });
  out.on("error", () => {});
  out.end("x");
  await pollUntil(() => (payment.begun ? true : undefined), 5_000);
  out.destroy();
  await sleep(50);
  payment.goOn();
  await pollUntil(() => (payment.log.length > 0 ? true : undefined), 5_000);
  expect(payment.log).toEqual(["stored"]);
  expect((await pool.query("SELECT n FROM orders ORDER BY n")).rows).toEqual([{ n: 1 }, { n: 2 }]);
  await quiet();
  expect([leaks, cuts]).toEqual([[], []]);
});

test("a hang-up fires the signal, and what a handler that has settled left behind is taken back", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 1, mode: "enforce" });
  let [began, aborted] = [false, false];
  const port = await listening(
    createServer(
      scopedHandler(pool, async () => {
        const { signal } = currentScope()!;
        await pool.connect();
        began = true;
        await new Promise<void>((resolve) => signal.addEventListener("abort", () => resolve()));
        aborted = true;
      }),
    ),
  );
  const out = get({ host: "127.0.0.1", port });
  out.on("error", () => {});
  await pollUntil(() => (began ? true : undefined), 5_000);
  out.destroy();
  expect(await pollUntil(() => (leaks.length > 0 ? true : undefined), 5_000)).toBe(true);
  expect(aborted).toBe(true);
  expect(leaks).toMatchObject([{ how: "settled", what: "reclaimed" }]);
  await quiet();
});

test("the caller who stays has his answer: a promise that two requests share outlives the one that began it", async () => {
  const { pool, quiet } = db.pool({ max: 4, mode: "enforce" });
  let shared: Promise<number> | undefined;
  let asked = 0;
  const load = () => {
    asked++;
    shared ??= pool.query<{ n: number }>("SELECT pg_sleep(0.4), 42 AS n").then(({ rows }) => rows[0]!.n);
    return shared;
  };
  for (const kind of ["promise", "callback"]) {
    shared = undefined;
    asked = 0;
    const handle = async (_q: IncomingMessage, s: ServerResponse) => void s.end(String(await load()));
    const port = await listening(
      createServer(scopedHandler(pool, kind === "promise" ? handle : (q, s) => void handle(q, s))),
    );
    const first = get({ host: "127.0.0.1", port, path: "/a", agent: false });
    first.on("error", () => {});
    await pollUntil(() => (asked === 1 ? true : undefined), 5_000);
    const stays = fetch(`http://127.0.0.1:${port}/b`).then((answer) => answer.text());
    await pollUntil(() => (asked === 2 ? true : undefined), 5_000);
    first.destroy();
    expect(await stays).toBe("42");
  }
  await quiet();
});

describe("deadlines", () => {
  const slow = async (pool: Pool, s: ServerResponse) => {
    let client: pg.PoolClient | undefined;
    try {
      client = await pool.connect();
      await client.query("SELECT pg_sleep(2)");
      s.end("ok");
    } catch (cause) {
      s.statusCode = 503;
      s.end((cause as Error).name);
    } finally {
      client?.release();
    }
  };

  test("a correct route that takes long is cut, and is neither a leak nor put in quarantine", async () => {
    const { pool, leaks, cuts, lines } = db.pool({ max: 4, mode: "enforce" });
    const quarantined: unknown[] = [];
    pool.on("quarantine", (route) => quarantined.push(route));
    const port = await listening(createServer(scopedHandler(pool, (_q, s) => slow(pool, s), { deadlineMs: 400 })));
    for (let i = 0; i < 3; i++) {
      const all = await Promise.all(Array.from({ length: 4 }, () => fetch(`http://127.0.0.1:${port}/report`)));
      expect(all.map(({ status }) => status)).toEqual([503, 503, 503, 503]);
    }
    expect([leaks, quarantined]).toEqual([[], []]);
    expect(cuts.length).toBeGreaterThanOrEqual(4);
    expect(pool.metrics()).not.toContain("pool_leaks_total{");
    expect(pool.metrics()).toContain("pool_cuts_total{");
    expect(lines[0]).toMatch(/was still out and was taken back \(deadline/);
  });

  test("it is set for each route", async () => {
    const { pool, cuts } = db.pool({ max: 4, mode: "enforce" });
    const deadlineMs = (route: string) => (route === "GET /report" ? Number.POSITIVE_INFINITY : 150);
    const port = await listening(createServer(scopedHandler(pool, (_q, s) => slow(pool, s), { deadlineMs })));
    expect(await (await fetch(`http://127.0.0.1:${port}/report`)).text()).toBe("ok");
    expect(cuts).toEqual([]);
    expect(await (await fetch(`http://127.0.0.1:${port}/other`)).text()).toBe("LeaseLost");
  });

  test("it counts anew while a body arrives: a slow sender's upload is stored", async () => {
    const { pool } = db.pool({ max: 1, mode: "enforce" });
    const port = await listening(
      createServer(
        scopedHandler(
          pool,
          async (q, s) => {
            let n = 0;
            for await (const piece of q) n += (piece as Buffer).length;
            const { rows } = await pool.query("SELECT $1::int AS n", [n]);
            s.end(String(rows[0]?.n));
          },
          { deadlineMs: 400 },
        ),
      ),
    );
    const out = request({ host: "127.0.0.1", port, method: "POST" });
    const answered = new Promise<string>((resolve, reject) => {
      out.on("response", (answer) => resolve(text(answer)));
      out.on("error", reject);
    });
    for (let i = 0; i < 5; i++) {
      out.write("x".repeat(100));
      await sleep(150);
    }
    out.end();
    expect(await answered).toBe("500");
  });

  test("a response that is being streamed is left: server-sent events ask as long as they last", async () => {
    const { pool, leaks, cuts } = db.pool({ max: 2, mode: "enforce" });
    const port = await listening(
      createServer(
        scopedHandler(
          pool,
          async (_q, s) => {
            s.writeHead(200, { "content-type": "text/event-stream" });
            for (let i = 0; i < 4; i++) {
              await pool.query("SELECT 1");
              s.write("data: tick\n\n");
              await sleep(150);
            }
            s.end("data: end\n\n");
          },
          { deadlineMs: 200 },
        ),
      ),
    );
    const all = await (await fetch(`http://127.0.0.1:${port}/live`)).text();
    expect(all.match(/tick/g)).toHaveLength(4);
    expect(all).toContain("end");
    expect([leaks, cuts]).toEqual([[], []]);
  });
});

describe("after the response", () => {
  const twice = async (pool: Pool, log: string[]) => {
    for (const word of ["first", "second"])
      await pool.query("SELECT pg_sleep(0.02)").then(
        () => log.push(`${word} ok`),
        (cause: Error) => log.push(`${word} ${cause.name}`),
      );
  };
  const done = (log: string[]) => pollUntil(() => (log.length === 2 ? true : undefined), 5_000);

  test("Fastify's onResponse, Express' finish and close, and Koa's finish work", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 3, mode: "enforce" });
    const fastify = Fastify();
    await fastify.register(fastifyScopes(pool));
    let log: string[] = [];
    fastify.addHook("onResponse", () => twice(pool, log));
    fastify.get("/", async () => "ok");
    await fetch(await fastify.listen({ port: 0, host: "127.0.0.1" }));
    await done(log);
    expect(log).toEqual(["first ok", "second ok"]);
    await fastify.close();
    for (const event of ["finish", "close"]) {
      log = [];
      const mine = log;
      const app = express();
      app.use((_q, s, next) => {
        s.on(event, () => void twice(pool, mine));
        next();
      });
      app.get("/", (_q, s) => void s.end("ok"));
      const port = await listening(createServer(scopedHandler(pool, app as never)));
      await fetch(`http://127.0.0.1:${port}/`);
      await done(log);
      expect([event, ...log]).toEqual([event, "first ok", "second ok"]);
    }
    log = [];
    const koa = new Koa();
    koa.use(koaScopes(pool));
    koa.use((ctx) => {
      ctx.res.on("finish", () => void twice(pool, log));
      ctx.body = "ok";
    });
    const port = await listening(createServer(koa.callback()));
    await fetch(`http://127.0.0.1:${port}/`);
    await done(log);
    expect(log).toEqual(["first ok", "second ok"]);
    expect(leaks).toEqual([]);
    await quiet();
  });

  test("an async handler of Express that answers first and stores afterwards is not disturbed", async () => {
    const { pool, leaks, lines, quiet } = db.pool({ max: 3, mode: "enforce" });
    const log: string[] = [];
    const app = express();
    app.get("/", async (_q, s) => {
      const client = await pool.connect();
      s.end("ok");
      await client.query("SELECT pg_sleep(0.15)");
      client.release();
      await twice(pool, log);
    });
    const port = await listening(createServer(scopedHandler(pool, app as never)));
    await fetch(`http://127.0.0.1:${port}/`);
    await done(log);
    expect(log).toEqual(["first ok", "second ok"]);
    expect(leaks).toEqual([]);
    // It is named all the same: nobody waits for it, and it has a few seconds.
    expect(lines.join("\n")).toMatch(/was asked for at \S*hang-up\.int\.test\.ts:\d+ after "GET \/" had been answered/);
    await quiet();
  });

  test("what is asked for by a promise that nobody awaited is named with its line before anything is refused", async () => {
    const { pool, lines, leaks } = db.pool({ max: 3, mode: "observe" });
    let later: Promise<unknown> = Promise.resolve();
    await pool.scope("GET /forgets", () => {
      // Slow enough for the pool to look at it while it is out: it gives itself back, and is no leak.
      later = sleep(20).then(() => pool.query("SELECT 1 AS n, pg_sleep(0.1)"));
    });
    expect(await later).toMatchObject({ rows: [{ n: 1 }] });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /asked for at \S*hang-up\.int\.test\.ts:\d+ after "GET \/forgets" had been answered \(enforcing will refuse it\)/,
    );
    expect(leaks).toEqual([]);
  });

  test("a client that is taken after the answer is a leak only once it lies unused, where nothing is taken back", async () => {
    const { pool, leaks } = db.pool({ max: 1, mode: "observe", leakWarnMs: 300 });
    let later: Promise<pg.PoolClient> | undefined;
    await pool.scope("GET /forgets", () => {
      later = sleep(20).then(() => pool.connect());
    });
    const client = await later!;
    await client.query("SELECT pg_sleep(0.1)");
    expect(leaks).toEqual([]);
    expect(await pollUntil(() => leaks[0], 5_000)).toMatchObject({ what: "seen", scope: { name: "GET /forgets" } });
    client.release();
  });

  test("pool.outside: a cache that a request happens to fill belongs to no request", async () => {
    const { pool } = db.pool({ max: 2, mode: "enforce" });
    let filled: Promise<{ rows: unknown[] }> = Promise.resolve({ rows: [] });
    await pool.scope("GET /first", async () => {
      filled = pool.outside(() => sleep(20).then(() => pool.query("SELECT 7 AS n")));
    });
    expect((await filled).rows).toEqual([{ n: 7 }]);
  });
});
