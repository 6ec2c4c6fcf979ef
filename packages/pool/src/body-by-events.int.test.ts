import {
  Agent,
  createServer,
  type IncomingMessage,
  type RequestListener,
  request,
  type ServerResponse,
} from "node:http";
import { connect as connect2, createServer as createServer2 } from "node:http2";
import type { AddressInfo, Server } from "node:net";
import { PassThrough, Readable, Writable } from "node:stream";
import { buffer, json, text } from "node:stream/consumers";
import { Worker } from "node:worker_threads";
import { createDeflate } from "node:zlib";
import multipart from "@fastify/multipart";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import Fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import multer from "multer";
import rawBody from "raw-body";
import { afterEach, expect, test } from "vitest";
import { WebSocket, WebSocketServer } from "ws";
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
  scopedUpgrade,
} from "./index.ts";

/** A leak is taken back however the request's body was read before it, and in whatever framework. */
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

type Leak = (pool: Pool, answer: (status: number, words: string) => void) => Promise<void>;
const leak: Leak = async (pool, answer) => {
  try {
    const client = await pool.connect();
    await client.query("SELECT 1");
    answer(200, currentScope()?.route ?? "no scope");
  } catch (cause) {
    answer(503, String(cause));
  }
};
const into = (response: ServerResponse) => (status: number, words: string) => {
  response.statusCode = status;
  response.end(words);
};

/** What a handler does before it leaks: reads the body, in one of the ways that there are. */
const READS: Readonly<Record<string, (incoming: IncomingMessage, then: () => void) => void>> = {
  "data and end": (incoming, then) => {
    incoming.on("data", () => {});
    incoming.on("end", then);
  },
  "readable and read": (incoming, then) => {
    incoming.on("readable", () => {
      while (incoming.read() !== null);
    });
    incoming.on("end", then);
  },
  "for await": async (incoming, then) => {
    for await (const _ of incoming);
    then();
  },
  "pipe into a stream of one's own": (incoming, then) => {
    const through = new PassThrough();
    through.resume();
    through.on("end", then);
    incoming.pipe(through);
  },
  "node:stream/consumers": async (incoming, then) => {
    await buffer(incoming);
    then();
  },
  "raw-body": (incoming, then) => {
    rawBody(incoming, { limit: "1mb" }, then);
  },
  "a stream of the web": async (incoming, then) => {
    await new Response(Readable.toWeb(incoming) as ReadableStream).text();
    then();
  },
  "compressed on its way": (incoming, then) => {
    incoming.pipe(createDeflate()).on("end", then).resume();
  },
  "handed to a worker thread": (incoming, then) => {
    incoming.resume().on("end", () => {
      const worker = new Worker('require("node:worker_threads").parentPort.postMessage(1)', { eval: true });
      worker.once("message", then);
    });
  },
  "the last turn of a stream of one's own": (incoming, then) => {
    const last = new Writable({
      write: (_piece, _encoding, done) => done(),
      final: (done) => done(then() as undefined),
    });
    incoming.pipe(last);
  },
  "setEncoding and once": (incoming, then) => {
    incoming.setEncoding("utf8");
    incoming.resume().once("end", () => setImmediate(then));
  },
};

const app = (pool: Pool, make: (routes: express.Express) => void, scoped = false): RequestListener => {
  const routes = express();
  if (scoped) routes.use(expressScopes(pool));
  make(routes);
  return routes as unknown as RequestListener;
};
const jsonEnd = (pool: Pool, routes: express.Express) =>
  routes.post("/in/:id", express.json(), (_q, s) => void leak(pool, (code, words) => void s.status(code).end(words)));

type Served = {
  readonly server: (pool: Pool) => Server | Promise<Server>;
  readonly route?: string;
  readonly multipart?: boolean;
};
const SERVERS: Readonly<Record<string, Served>> = {
  ...Object.fromEntries(
    Object.entries(READS).map(([name, read]) => [
      `plain http: ${name}`,
      {
        server: (pool) => createServer(scopedHandler(pool, (q, s) => read(q, () => void leak(pool, into(s))))),
      } satisfies Served,
    ]),
  ),
  "Express under scopedHandler, express.json": {
    server: (pool) =>
      createServer(
        scopedHandler(
          pool,
          app(pool, (routes) => jsonEnd(pool, routes)),
        ),
      ),
    route: "POST /in/:id",
  },
  "Express with its middleware, express.json": {
    server: (pool) => createServer(app(pool, (routes) => jsonEnd(pool, routes), true)),
    route: "POST /in/:id",
  },
  "Express, multer": {
    server: (pool) =>
      createServer(
        scopedHandler(
          pool,
          app(pool, (routes) =>
            routes.post(
              "/in/:id",
              multer().any(),
              (_q, s) => void leak(pool, (code, words) => void s.status(code).end(words)),
            ),
          ),
        ),
      ),
    route: "POST /in/:id",
    multipart: true,
  },
  "Express, an async handler that reads by events": {
    server: (pool) =>
      createServer(
        app(
          pool,
          (routes) =>
            routes.post("/in/:id", async (q, s) => {
              await new Promise((resolve) => q.on("end", resolve).resume());
              await leak(pool, (code, words) => void s.status(code).end(words));
            }),
          true,
        ),
      ),
    route: "POST /in/:id",
  },
  "Koa, by events": {
    server: (pool) => {
      const koa = new Koa();
      koa.use(koaScopes(pool));
      koa.use(async (ctx) => {
        await new Promise((resolve) => ctx.req.on("end", resolve).resume());
        await leak(pool, (code, words) => {
          ctx.status = code;
          ctx.body = words;
        });
      });
      return createServer(koa.callback());
    },
  },
  "Koa under scopedHandler": {
    server: (pool) => {
      const koa = new Koa();
      koa.use(async (ctx) => {
        await json(ctx.req);
        await leak(pool, (code, words) => {
          ctx.status = code;
          ctx.body = words;
        });
      });
      return createServer(scopedHandler(pool, koa.callback()));
    },
  },
  "Hono, scopedFetch": {
    server: (pool) => {
      const hono = new Hono();
      hono.post("*", async (c) => {
        await c.req.text();
        let answer = new Response(null);
        await leak(pool, (status, words) => {
          answer = new Response(words, { status });
        });
        return answer;
      });
      return createAdaptorServer({ fetch: scopedFetch(pool, (q: Request) => hono.fetch(q)) }) as Server;
    },
  },
  "Fastify, its own parser": {
    server: async (pool) => {
      const fastify = Fastify();
      await fastify.register(fastifyScopes(pool));
      fastify.post("/in/:id", (_q, reply) => void leak(pool, (code, words) => void reply.code(code).send(words)));
      await fastify.ready();
      return fastify.server;
    },
    route: "POST /in/:id",
  },
  "Fastify, its multipart plugin": {
    server: async (pool) => {
      const fastify = Fastify();
      await fastify.register(fastifyScopes(pool));
      await fastify.register(multipart);
      fastify.post("/in/:id", async (q, reply) => {
        for await (const part of q.parts()) if (part.type === "file") await part.toBuffer();
        await leak(pool, (code, words) => void reply.code(code).send(words));
        return reply;
      });
      await fastify.ready();
      return fastify.server;
    },
    route: "POST /in/:id",
    multipart: true,
  },
  "Fastify, hijacked": {
    server: async (pool) => {
      const fastify = Fastify();
      await fastify.register(fastifyScopes(pool));
      fastify.addContentTypeParser("*", (_q, _payload, done) => done(null));
      fastify.post("/in/:id", (q, reply) => {
        reply.hijack();
        q.raw.resume().on("end", () => void leak(pool, into(reply.raw)));
      });
      await fastify.ready();
      return fastify.server;
    },
    route: "POST /in/:id",
    multipart: true,
  },
  "Koa, answering by itself": {
    server: (pool) => {
      const koa = new Koa();
      koa.use(koaScopes(pool));
      koa.use((ctx) => {
        ctx.respond = false;
        ctx.req.resume().on("end", () => void leak(pool, into(ctx.res)));
      });
      return createServer(koa.callback());
    },
  },
  "Express, in its error handler": {
    server: (pool) =>
      createServer(
        app(
          pool,
          (routes) => {
            routes.use((q, _s, next) => void q.resume().on("end", () => next(new Error("mine"))));
            routes.use((_cause: unknown, _q: unknown, s: express.Response, _next: unknown) => {
              void leak(pool, (code, words) => void s.status(code).end(words));
            });
          },
          true,
        ),
      ),
  },
  "Fastify, a parser by events": {
    server: async (pool) => {
      const fastify = Fastify();
      await fastify.register(fastifyScopes(pool));
      fastify.addContentTypeParser("*", (_q, payload, done) => {
        payload.on("data", () => {});
        payload.on("end", () => done(null, {}));
      });
      fastify.post("/in/:id", (_q, reply) => void leak(pool, (code, words) => void reply.code(code).send(words)));
      await fastify.ready();
      return fastify.server;
    },
    route: "POST /in/:id",
    multipart: true,
  },
};

const FORM = `--b\r\nContent-Disposition: form-data; name="f"; filename="a"\r\n\r\n${"x".repeat(70_000)}\r\n--b--\r\n`;
const OBJECT = JSON.stringify({ a: "x".repeat(70_000) });

/** Posts in two pieces over one kept connection, so that the end of the body comes in a later turn. */
function post(
  port: number,
  agent: Agent,
  path: string,
  multipart: boolean,
): Promise<{ status: number; words: string }> {
  const body = multipart ? FORM : OBJECT;
  const type = multipart ? "multipart/form-data; boundary=b" : "application/json";
  return new Promise((resolve, reject) => {
    const headers = { "content-type": type, "content-length": body.length };
    const out = request({ host: "127.0.0.1", port, method: "POST", path, agent, headers }, (answer) => {
      text(answer).then((words) => resolve({ status: answer.statusCode ?? 0, words }), reject);
    });
    out.on("error", reject);
    out.write(body.slice(0, 100), () => setImmediate(() => out.end(body.slice(100))));
  });
}

test.each(Object.entries(SERVERS))(
  "a leak behind a body is taken back: %s",
  async (_name, { server, route, multipart }) => {
    const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
    const port = await listening(await server(pool));
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    closing.push(() => agent.destroy());
    for (let i = 0; i < 6; i++) {
      const { status, words } = await post(port, agent, `/in/${i}`, multipart ?? false);
      expect([status, words]).toEqual([200, route ?? "POST /in/:n"]);
    }
    await quiet();
    expect(leaks.map(({ what }) => what)).toEqual(Array(6).fill("reclaimed"));
    expect(pool.snapshot().leased).toBe(0);
  },
);

test("a leak behind a body is taken back: http2", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const server = createServer2();
  const handle = scopedHandler(pool, (q: IncomingMessage, s: ServerResponse) => {
    q.on("data", () => {});
    q.on("end", () => void leak(pool, into(s)));
  });
  server.on("request", (q, s) => handle(q as unknown as IncomingMessage, s as unknown as ServerResponse));
  const port = await listening(server);
  const session = connect2(`http://127.0.0.1:${port}`);
  closing.unshift(() => session.close());
  for (let i = 0; i < 6; i++) {
    const stream = session.request({ ":method": "POST", ":path": `/in/${i}` });
    stream.end(OBJECT);
    expect(await text(stream)).toBe("POST /in/:n");
  }
  await quiet();
  expect(leaks).toHaveLength(6);
});

test("a leak behind an upgrade is taken back when its socket closes", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const sockets = new WebSocketServer({ noServer: true });
  sockets.on("connection", (socket) => {
    socket.on("message", () => void leak(pool, (_code, words) => socket.send(words)));
  });
  const server = createServer();
  server.on(
    "upgrade",
    scopedUpgrade(pool, (q, socket, head) =>
      sockets.handleUpgrade(q, socket, head, (one) => sockets.emit("connection", one)),
    ),
  );
  const port = await listening(server);
  for (let i = 0; i < 3; i++) {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live/${i}`);
    const heard = new Promise<string>((resolve) => socket.on("message", (words) => resolve(String(words))));
    socket.on("open", () => socket.send("hello"));
    expect(await heard).toBe("UPGRADE /live/:n");
    expect(pool.snapshot().leased).toBe(1);
    socket.close();
    expect(await pollUntil(() => (leaks.length > i ? true : undefined), 5_000)).toBe(true);
  }
  await quiet();
});

test("every hook of Fastify runs in its request's scope, and so does what comes after the response", async () => {
  const { pool } = db.pool({ max: 2 });
  const fastify = Fastify();
  await fastify.register(fastifyScopes(pool));
  const at: Record<string, string | undefined> = {};
  const note = (where: string) => {
    at[where] = currentScope()?.route;
  };
  for (const hook of ["onRequest", "preParsing", "preHandler", "onSend", "onResponse"] as const)
    fastify.addHook(hook as "onRequest", async () => note(hook));
  fastify.addContentTypeParser("text/x", (_q, payload, done) => {
    payload.on("data", () => {});
    payload.on("end", () => {
      note("parser");
      done(null, {});
    });
  });
  fastify.setErrorHandler(async (_e, _q, reply) => {
    note("error handler");
    return reply.code(500).send("no");
  });
  fastify.post("/x", async () => {
    note("handler");
    throw new Error("no");
  });
  const address = await fastify.listen({ port: 0, host: "127.0.0.1" });
  closing.push(() => fastify.close());
  await fetch(`${address}/x`, { method: "POST", body: "x".repeat(200_000), headers: { "content-type": "text/x" } });
  const all = ["onRequest", "preParsing", "parser", "preHandler", "handler", "error handler", "onSend", "onResponse"];
  await pollUntil(() => (at.onResponse === undefined ? undefined : true), 5_000);
  expect(at).toEqual(Object.fromEntries(all.map((one) => [one, "POST /x"])));
});

test("a leak in a router of Express keeps the whole name of its route, though the error is answered outside", async () => {
  const { pool, leaks, quiet } = db.pool({ max: 2, mode: "enforce" });
  const routes = express();
  routes.use(expressScopes(pool));
  for (const part of ["banks", "fees"]) {
    const router = express.Router();
    router.get("/:id", async () => {
      await pool.connect();
      throw new Error("mine");
    });
    routes.use(`/${part}`, router);
  }
  routes.use((_cause: unknown, _q: unknown, s: express.Response, _next: unknown) => void s.status(500).end());
  const port = await listening(createServer(routes as never));
  for (const path of ["/banks/1", "/fees/2"]) await fetch(`http://127.0.0.1:${port}${path}`);
  await quiet();
  expect(leaks.map(({ scope }) => scope?.name)).toEqual(["GET /banks/:id", "GET /fees/:id"]);
});
