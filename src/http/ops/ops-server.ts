/**
 * The second listener, for whoever keeps the server running. It asks no database and borrows no connection, so it
 * answers while the pool is full and while PostgreSQL is frozen or gone. Nothing is shown without the token: a program
 * sends it as `Authorization: Bearer`, a browser as the password of any name.
 */
import { createHash, timingSafeEqual } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { z } from "zod";
import { operationsWords as say } from "../../words/operations-words.ts";
import type { OpsMetrics } from "./ops-metrics.ts";
import { leaksText, type OpsPool, type PoolView, topText } from "./ops-view.ts";
import { runBook, runBooks } from "./run-books.ts";
import { opsPage, textPage } from "./screen/ops-page.tsx";
import { OPS_STYLE_SOURCE } from "./screen/ops-style.ts";
import type { OpsWatch } from "./screen/ops-watch.ts";

export type OpsDeps = {
  readonly token: string;
  readonly watch: OpsWatch;
  /** undefined while the database is away. */
  readonly pool: () => OpsPool | undefined;
  /** What is served, and since when it is known. */
  readonly facts: () => { readonly published: string; readonly madeAt: string };
  readonly metrics: OpsMetrics;
  /** Whoever changes something by hand leaves a line. */
  readonly log: { info(fields: Record<string, unknown>, message: string): void };
};

const digest = (text: string): Buffer => createHash("sha256").update(text).digest();

/** The token of either scheme; a wrong one takes as long as a right one. */
function allowed(header: string | undefined, token: string): boolean {
  const [scheme = "", value = ""] = (header ?? "").split(" ");
  const given =
    scheme.toLowerCase() === "basic"
      ? Buffer.from(value, "base64")
          .toString("utf8")
          .replace(/^[^:]*:/, "")
      : scheme.toLowerCase() === "bearer"
        ? value
        : "";
  return timingSafeEqual(digest(given), digest(token));
}

const releaseBody = z.object({ id: z.int().min(1) });
const quarantineBody = z.object({ route: z.string().min(1).max(200), on: z.boolean() });
const modeBody = z.object({ mode: z.enum(["observe", "enforce"]) });

const HTML = "text/html; charset=utf-8";
const TEXT = "text/plain; charset=utf-8";

/** Not in the registry: it is written together with the pool's metrics. */
export const DATABASE_UP = "openfees_database_up";

const databaseOf = (now: PoolView | undefined): "away" | "down" | "attached" =>
  now === undefined ? "away" : now.verdict === "DATABASE DOWN" ? "down" : "attached";

/** Builds the operations listener, not yet listening. */
export function createOpsServer({ token, watch, pool, facts, metrics, log }: OpsDeps): FastifyInstance {
  const app = Fastify({ logger: false, bodyLimit: 4_096, requestTimeout: 10_000 });
  app.addHook("onRequest", async (request, reply) => {
    reply.headers({
      "cache-control": "no-store",
      "content-security-policy": `default-src 'none'; style-src ${OPS_STYLE_SOURCE}; frame-ancestors 'none'`,
      "x-content-type-options": "nosniff",
    });
    if (!allowed(request.headers.authorization, token))
      return reply
        .code(401)
        .header("www-authenticate", 'Basic realm="openfees operations", charset="UTF-8"')
        .type("text/plain")
        .send(`${say("listener.token")}\n`);
  });
  const view = () => pool()?.snapshot();

  app.get("/", async (request, reply) => {
    await watch.measure();
    return reply.type(HTML).send(opsPage(watch.now(), "still" in (request.query as object)));
  });
  app.get("/leaks", async (_request, reply) =>
    reply.type(HTML).send(textPage(say("listener.leaks"), leaksText(view()))),
  );
  app.get("/runbooks", async (_request, reply) => {
    const links = runBooks().map((name) => ({ href: `/runbooks/${name}`, label: name }));
    return reply.type(HTML).send(textPage(say("listener.run_books"), "", links));
  });
  app.get("/runbooks/:name", async (request, reply) => {
    const { name } = request.params as { readonly name: string };
    const text = runBook(name);
    if (text === undefined)
      return reply
        .code(404)
        .type(TEXT)
        .send(`${say("listener.no_run_book")}\n`);
    return reply.type(HTML).send(textPage(name, text));
  });
  app.get("/pool.txt", async (_request, reply) => reply.type(TEXT).send(topText(view())));
  app.get("/leaks.txt", async (_request, reply) => reply.type(TEXT).send(leaksText(view())));
  app.get("/pool.json", async () => view() ?? null);

  app.get("/metrics", async (_request, reply) => {
    const own = pool()?.metrics() ?? "";
    const up = `# HELP ${DATABASE_UP} 1 while the database is attached and answers.\n# TYPE ${DATABASE_UP} gauge\n${DATABASE_UP} ${databaseOf(view()) === "attached" ? 1 : 0}\n`;
    return reply.type(metrics.registry.contentType).send(`${await metrics.registry.metrics()}${up}${own}`);
  });

  // degraded is not dead: public pages are served from the snapshot, so a balancer must not take the machine out
  app.get("/readyz", async () => {
    const now = view();
    const database = databaseOf(now);
    return {
      status: database === "attached" ? "ready" : "degraded",
      database,
      verdict: now?.verdict ?? null,
      facts: facts(),
    };
  });

  const act = <T>(body: z.ZodType<T>, words: string, run: (own: OpsPool, asked: T) => string | undefined) => ({
    handler: async (request: { readonly body: unknown }, reply: import("fastify").FastifyReply) => {
      const asked = body.safeParse(request.body);
      if (!asked.success) return reply.code(400).type("text/plain").send(`${words}\n`);
      const own = pool();
      if (!own) return reply.code(503).type("text/plain").send(topText(undefined));
      const done = run(own, asked.data);
      if (done === undefined)
        return reply
          .code(404)
          .type("text/plain")
          .send(`${say("listener.no_lease")}\n`);
      log.info({ asked: asked.data }, "changed by hand on the operations listener");
      return reply.type("text/plain").send(`${done}\n`);
    },
  });
  app.post(
    "/release",
    act(releaseBody, say("listener.send_release", { body: '{"id": 12}' }), (own, { id }) =>
      own.release(id) ? say("listener.released", { id }) : undefined,
    ),
  );
  app.post(
    "/quarantine",
    act(
      quarantineBody,
      say("listener.send_quarantine", { body: '{"route": "GET /fees/:service", "on": true}' }),
      (own, { route, on }) => {
        own.quarantine(route, on);
        return say(on ? "listener.quarantined" : "listener.not_quarantined", { route });
      },
    ),
  );
  app.post(
    "/mode",
    act(
      modeBody,
      say("listener.send_mode", { body: '{"mode": "observe"}', other: '{"mode": "enforce"}' }),
      (own, { mode }) => {
        own.mode = mode;
        return say("listener.mode", { mode });
      },
    ),
  );
  return app;
}
