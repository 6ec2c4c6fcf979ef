import { createServer, get, request } from "node:http";
import type { Server } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import express from "express";
import Fastify from "fastify";
import { describe, expect, test } from "vitest";
import { pollUntil } from "../../../src/platform/deadline.ts";
import { testServers } from "../../../test/support/listening.ts";
import { testPools } from "../../../test/support/pool-under-test.ts";
import { expressScopes, fastifyScopes, type Pool, scopedHandler } from "./index.ts";

/** Leaks in what runs after a response, or without one: nobody waits for it, and it must not eat the pool. */
const db = await testPools();
const { listening, closing } = testServers();
const forget = async (pool: Pool) => {
  const client = await pool.connect();
  await client.query("SELECT 1");
};

describe("Fastify's onResponse", () => {
  test.each([
    [
      "of the program",
      async (app: ReturnType<typeof Fastify>, hook: () => Promise<void>) => app.addHook("onResponse", hook),
      {},
    ],
    [
      "of a plugin",
      async (app: ReturnType<typeof Fastify>, hook: () => Promise<void>) => {
        await app.register(
          Object.assign(async (inner: typeof app) => void inner.addHook("onResponse", hook), {
            [Symbol.for("skip-override")]: true,
          }),
        );
      },
      {},
    ],
    ["of a route", async () => {}, { own: true }],
  ] as const)("%s that forgets its connection loses it when the hooks are done", async (_what, add, options) => {
    const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
    const app = Fastify();
    closing(() => app.close());
    await app.register(fastifyScopes(pool));
    const hook = () => forget(pool);
    await add(app, hook);
    app.get("/a/:id", { ...("own" in options ? { onResponse: hook } : {}) }, async () => "ok");
    const address = await app.listen({ port: 0, host: "127.0.0.1" });
    for (let i = 0; i < 6; i++) expect((await fetch(`${address}/a/${i}`)).status).toBe(200);
    await pollUntil(() => (leaks.length === 6 ? true : undefined), 3_000);
    expect(leaks.map(({ scope, how, what }) => [scope?.name, how, what])).toEqual(
      Array(6).fill(["GET /a/:id", "settled", "reclaimed"]),
    );
    expect(Math.max(...leaks.map(({ heldMs }) => heldMs))).toBeLessThan(1_500);
    await quiet();
  });

  test("that does not wait for its work is let go on", async () => {
    const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
    const log: string[] = [];
    const app = Fastify();
    closing(() => app.close());
    await app.register(fastifyScopes(pool));
    app.addHook("onResponse", (_request, _reply, done) => {
      void (async () => {
        for (const text of ["SELECT pg_sleep(0.05)", "SELECT 2"])
          await pool.query(text).then(
            () => log.push("ok"),
            (cause: Error) => log.push(cause.name),
          );
      })();
      done();
    });
    app.get("/", async () => "ok");
    await fetch(await app.listen({ port: 0, host: "127.0.0.1" }));
    await pollUntil(() => (log.length === 2 ? true : undefined), 3_000);
    expect(log).toEqual(["ok", "ok"]);
    expect(leaks).toEqual([]);
    await quiet();
  });
});

test("a listener of finish that forgets its connections does not stop those who wait", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const app = express();
  app.use(expressScopes(pool));
  app.use((_q, s, next) => {
    s.on("finish", () => void forget(pool).catch(() => {}));
    next();
  });
  app.get("/", async (_q, s) => {
    await pool.query("SELECT 1");
    s.end("ok");
  });
  const port = await listening(createServer(app as never));
  const began = performance.now();
  for (let i = 0; i < 6; i++) {
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    await sleep(20);
  }
  // At its deadline of 5 s alone each of the two would be free once in that time.
  expect(performance.now() - began).toBeLessThan(8_000);
  expect(leaks.length).toBeGreaterThanOrEqual(2);
  for (const { how, scope } of leaks) expect([how, scope?.name]).toEqual(["settled", "GET /"]);
  await pool.query("SELECT 1");
  for (const one of pool.snapshot().leases) pool.release(one.id);
  await quiet();
});

test("what a listener of finish holds while nobody waits is left until its deadline", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const log: string[] = [];
  const port = await listening(
    createServer(
      scopedHandler(pool, (_request, response) => {
        response.on("finish", async () => {
          const client = await pool.connect();
          await sleep(900);
          await client.query("SELECT 1").then(
            () => log.push("ok"),
            (cause: Error) => log.push(cause.name),
          );
          client.release();
        });
        response.end("ok");
      }),
    ),
  );
  await (await fetch(`http://127.0.0.1:${port}/`)).text();
  await pollUntil(() => (log.length > 0 ? true : undefined), 5_000);
  expect([log, leaks]).toEqual([["ok"], []]);
  await quiet();
});

test("a handler that neither answers nor gives back has leaked: it is named so, and its route put in quarantine", async () => {
  const { pool, leaks } = db.pool({ max: 2, mode: "enforce" });
  const quarantined: unknown[] = [];
  pool.on("quarantine", (route) => quarantined.push(route));
  const port = await listening(
    createServer(scopedHandler(pool, () => forget(pool).catch(() => {}), { deadlineMs: 900 })),
  );
  for (let i = 0; i < 12 && quarantined.length === 0; i++) {
    const asking = [1, 2].map(() => get({ host: "127.0.0.1", port, path: "/mute" }).on("error", () => {}));
    await pollUntil(() => (leaks.length >= 2 * i + 2 ? true : undefined), 5_000);
    for (const request of asking) request.destroy();
  }
  expect(quarantined).toEqual(["GET /mute"]);
  expect(leaks[0]).toMatchObject({ how: "settled", what: "reclaimed", scope: { name: "GET /mute" } });
});

test.each(["Express", "Fastify"])(
  "uploads that break off do not hold what was taken before their body: %s",
  async (name) => {
    const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
    let server: Server;
    if (name === "Express") {
      const app = express();
      app.use(expressScopes(pool));
      app.use((_q, _s, next) => void forget(pool).then(() => next()));
      app.post("/in", express.json(), (_q, s) => void s.end("ok"));
      app.use((_cause: unknown, _q: unknown, _s: unknown, _next: unknown) => {});
      server = createServer(app as never);
    } else {
      const app = Fastify();
      await app.register(fastifyScopes(pool));
      app.addHook("onRequest", () => forget(pool));
      app.post("/in", async () => "ok");
      await app.ready();
      server = app.server;
    }
    const port = await listening(server);
    for (let i = 0; i < 2; i++) {
      const headers = { "content-length": 1_000, "content-type": "application/json" };
      const out = request({ host: "127.0.0.1", port, method: "POST", path: "/in", headers }).on("error", () => {});
      out.write("{");
      await pollUntil(() => (pool.snapshot().leased > i ? true : undefined), 5_000);
      await sleep(50);
      out.destroy();
    }
    const began = performance.now();
    expect((await pool.query("SELECT 1 AS n")).rows).toEqual([{ n: 1 }]);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(leaks[0]).toMatchObject({ how: "settled", scope: { name: "POST /in" } });
    for (const { id } of pool.snapshot().leases) pool.release(id);
    await quiet();
  },
);
