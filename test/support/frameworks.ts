import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http";
import http2 from "node:http2";
import type { AddressInfo } from "node:net";
import { pipeline, Readable, type Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { createAdaptorServer } from "@hono/node-server";
import express from "express";
import Fastify from "fastify";
import { Hono } from "hono";
import Koa from "koa";
import {
  expressScopes,
  fastifyScopes,
  koaScopes,
  type Pool,
  scopedFetch,
  scopedHandler,
  scopedStream,
} from "openfees-pool";

/** One request as a handler sees it, whatever framework has taken it. Each reads bodies in a way of its own. */
export type Visit = {
  /** What stands behind `/do/`. */
  readonly what: string;
  body(): Promise<string>;
  answer(status: number, words: string): void;
  /** Answers with a stream of text. */
  send(source: Readable): void;
};
export type Handle = (visit: Visit) => Promise<void>;

export type Served = {
  ask(what: string, body?: string): Promise<{ readonly status: number; readonly words: string }>;
  /** Asks and goes away: with the first piece of the answer, or when `when` resolves. */
  leave(what: string, when?: Promise<unknown>): Promise<void>;
  close(): Promise<void>;
};

/** Serves `/do/:what` with the pool's door for that framework. What a handler throws is answered with 500. */
export type Framework = (pool: Pool, handle: Handle) => Promise<Served>;

async function listening(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const open = (what: string, body?: string) => {
    const out = request({
      host: "127.0.0.1",
      port,
      path: `/do/${what}`,
      method: body === undefined ? "GET" : "POST",
      headers: { "content-type": "text/plain" },
    });
    out.on("error", () => {});
    // In two pieces, so that the end of a body comes in a later turn.
    if (body !== undefined) out.write(body.slice(0, 1));
    setImmediate(() => out.end(body?.slice(1)));
    return out;
  };
  return {
    ask: (what, body) =>
      new Promise((resolve, reject) => {
        const out = open(what, body);
        out.on("error", reject);
        out.on("response", (answer) => {
          text(answer).then((words) => resolve({ status: answer.statusCode ?? 0, words }), reject);
        });
      }),
    leave: async (what, when) => {
      const out = open(what, "going");
      await (when ??
        new Promise<void>((resolve) => {
          out.on("response", (answer) => answer.once("data", () => resolve()));
          out.once("close", () => resolve());
        }));
      out.destroy();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The same over one session of HTTP/2. */
async function session(server: http2.Http2Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const client = http2.connect(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  const open = (what: string, body?: string) => {
    const out = client.request({ ":path": `/do/${what}`, ":method": body === undefined ? "GET" : "POST" });
    out.on("error", () => {});
    if (body !== undefined) out.write(body.slice(0, 1));
    setImmediate(() => out.end(body?.slice(1)));
    return out;
  };
  return {
    ask: (what, body) =>
      new Promise((resolve, reject) => {
        const out = open(what, body);
        out.on("error", reject);
        out.on("response", (headers) => {
          text(out).then((words) => resolve({ status: Number(headers[":status"]), words }), reject);
        });
      }),
    leave: async (what, when) => {
      const out = open(what, "going");
      await (when ??
        new Promise<void>((resolve) => {
          out.once("data", () => resolve());
          out.once("close", () => resolve());
        }));
      out.close(http2.constants.NGHTTP2_CANCEL);
    },
    close: () =>
      new Promise((resolve) => {
        client.destroy();
        server.close(() => resolve());
      }),
  };
}

/** By `readable` and `read`. */
const byReading = (incoming: Readable): Promise<string> =>
  new Promise((resolve, reject) => {
    let all = "";
    incoming.on("readable", () => {
      for (let piece = incoming.read(); piece !== null; piece = incoming.read()) all += String(piece);
    });
    incoming.on("end", () => resolve(all));
    incoming.on("error", reject);
  });

/** By `data` and `end`. */
const byEvents = (incoming: Readable): Promise<string> =>
  new Promise((resolve, reject) => {
    let all = "";
    incoming.on("data", (piece) => {
      all += String(piece);
    });
    incoming.on("end", () => resolve(all));
    incoming.on("error", reject);
  });

async function byIterating(incoming: Readable): Promise<string> {
  let all = "";
  for await (const piece of incoming) all += String(piece);
  return all;
}

const lastPart = (path = "/"): string => path.slice(path.lastIndexOf("/") + 1);
const piped = (source: Readable, to: Writable): void => {
  pipeline(source, to, () => {});
};
const onServer =
  (handle: Handle, read: (incoming: Readable) => Promise<string>) =>
  async (q: IncomingMessage, s: ServerResponse): Promise<void> => {
    const answer = (status: number, words: string) => {
      s.statusCode = status;
      s.end(words);
    };
    try {
      await handle({ what: lastPart(q.url), body: () => read(q), answer, send: (source) => piped(source, s) });
    } catch {
      answer(500, "failed");
    }
  };

/** So that a test of what is cut need not wait for the usual five seconds. */
const CUT = { deadlineMs: 2_500 };

export const FRAMEWORKS: Readonly<Record<string, Framework>> = {
  "node:http": (pool, handle) => listening(createServer(scopedHandler(pool, onServer(handle, byReading), CUT))),
  "node:http2": (pool, handle) => {
    const handler = scopedHandler(pool, onServer(handle, byIterating), CUT);
    return session(http2.createServer((q, s) => handler(q as never, s as never)));
  },
  "streams of node:http2": (pool, handle) => {
    const server = http2.createServer();
    server.on(
      "stream",
      scopedStream(
        pool,
        async (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
          const answer = (status: number, words: string) => {
            if (stream.destroyed) return;
            stream.respond({ ":status": status });
            stream.end(words);
          };
          try {
            await handle({
              what: lastPart(headers[":path"]),
              body: () => byEvents(stream),
              answer,
              send: (source) => {
                stream.respond({ ":status": 200 });
                piped(source, stream);
              },
            });
          } catch {
            answer(500, "failed");
          }
        },
        CUT,
      ),
    );
    return session(server);
  },
  "Express 5": (pool, handle) => {
    const app = express();
    app.use(expressScopes(pool, CUT));
    app.all("/do/:what", async (q, s) => {
      await handle({
        what: q.params.what,
        body: () => byEvents(q),
        answer: (status, words) => void s.status(status).send(words),
        send: (source) => piped(source, s),
      });
    });
    app.use((_cause: unknown, _q: unknown, s: express.Response, _next: unknown) => void s.status(500).send("failed"));
    return listening(createServer(app as never));
  },
  "Koa 3": (pool, handle) => {
    const koa = new Koa();
    koa.silent = true;
    koa.use(koaScopes(pool, CUT));
    koa.use((ctx) =>
      handle({
        what: lastPart(ctx.path),
        body: () => byIterating(ctx.req),
        answer: (status, words) => {
          ctx.status = status;
          ctx.body = words;
        },
        send: (source) => {
          ctx.body = source;
        },
      }),
    );
    return listening(createServer(koa.callback()));
  },
  "Hono on Node": (pool, handle) => {
    const hono = new Hono();
    hono.all("/do/:what", async (c) => {
      let response: Response = c.text("no answer", 500);
      await handle({
        what: c.req.param("what"),
        body: () => c.req.text(),
        answer: (status, words) => {
          response = c.text(words, status as 200);
        },
        send: (source) => {
          response = new Response(Readable.toWeb(source) as ReadableStream);
        },
      });
      return response;
    });
    hono.onError((_cause, c) => c.text("failed", 500));
    return listening(createAdaptorServer({ fetch: scopedFetch(pool, (q: Request) => hono.fetch(q), CUT) }) as Server);
  },
  "Fastify 5": async (pool, handle) => {
    const app = Fastify();
    await app.register(fastifyScopes(pool, CUT));
    app.addContentTypeParser("text/plain", (_q, payload, done) => {
      byEvents(payload as Readable).then((all) => done(null, all), done);
    });
    app.all("/do/:what", (q, reply) => {
      const { what } = q.params as { what: string };
      handle({
        what,
        body: async () => String(q.body),
        answer: (status, words) => void reply.code(status).send(words),
        send: (source) => void reply.send(source),
      }).catch(() => reply.code(500).send("failed"));
    });
    await app.ready();
    return listening(app.server);
  },
};
