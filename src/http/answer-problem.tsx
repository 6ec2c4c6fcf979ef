import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Refused } from "../app/refused.ts";
import { soon, wantsData } from "../server/refuse-early.ts";
import { problemPage } from "../web/pages/problem.tsx";
import { doorWords } from "../words/door-words.ts";
import { STATUS, TITLES } from "./problem-status.ts";
import type { RenderPage } from "./site/render-page.tsx";
import type { Log } from "./web-deps.ts";

export type Problem = { status: number; code: string; param: string | null; title: string; detail: string };

const problem = (status: number, code: string, detail: string, param: string | null = null): Problem => ({
  status,
  code,
  param,
  title: TITLES[status] ?? doorWords("title.other"),
  detail,
});

/** The one translation of errors: RFC 9457 for programs, a page for people. */
export function answerProblems(app: FastifyInstance, render: RenderPage, log: Log): void {
  const patterns: { readonly methods: readonly string[]; readonly path: RegExp }[] = [];
  app.addHook("onRoute", (route) => {
    const path = new RegExp(`^${route.url.replace(/[.*+?^${}()|[\]\\]/g, "\\$&").replace(/:\w+/g, "[^/]+")}/?$`);
    patterns.push({ methods: [route.method].flat(), path });
  });

  const send = (request: FastifyRequest, reply: FastifyReply, it: Problem, afterSeconds?: number) => {
    reply.code(it.status).header("cache-control", "no-store");
    if (it.status === 503) reply.header("retry-after", String(afterSeconds ?? (it.code === "busy" ? soon() : "30")));
    if (wantsData(request)) {
      // a program in a page of another site may read why as well
      reply.header("access-control-allow-origin", "*");
      return reply.type("application/problem+json; charset=utf-8").send(
        JSON.stringify({
          type: `urn:openfees:problem:${it.code}`,
          title: it.title,
          status: it.status,
          detail: it.detail,
          code: it.code,
          param: it.param,
          requestId: request.id,
        }),
      );
    }
    const next = [
      ...(it.code === "unknown_bank" ? [{ href: "/banks", label: doorWords("problem.banks") }] : []),
      ...(/audit/.test(request.url) ? [{ href: "/audit/server", label: doorWords("problem.upload") }] : []),
      { href: "/fees", label: doorWords("problem.fees") },
    ];
    return render(
      reply,
      problemPage({ status: it.status, title: it.title, message: it.detail, next, requestId: request.id }),
    );
  };

  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split("?")[0] ?? "/";
    const allowed = patterns.filter((p) => p.path.test(path)).flatMap((p) => p.methods);
    // a route that found nothing under its pattern is no wrong use of it
    if (allowed.length > 0 && !allowed.includes(request.method)) {
      reply.header("allow", [...new Set(allowed)].join(", "));
      const methods = [...new Set(allowed)].join(doorWords("problem.or"));
      return send(request, reply, problem(405, "method_not_allowed", doorWords("problem.method", { methods })));
    }
    return send(request, reply, problem(404, "not_found", doorWords("problem.not_found")));
  });

  app.setErrorHandler((error: FastifyError, request, reply) => {
    const refused: unknown = error;
    if (refused instanceof Refused)
      return send(
        request,
        reply,
        problem(STATUS[refused.code], refused.code, refused.message, refused.param),
        refused.afterSeconds,
      );
    const status = error.statusCode ?? 500;
    if (status < 500)
      return send(
        request,
        reply,
        problem(TITLES[status] ? status : 400, codeOf(status), DETAIL[status] ?? doorWords("problem.check")),
      );
    // the message may quote what a person sent, so only the code and the places in our code are written down
    log.error(
      { requestId: request.id, route: routeOf(request), code: error.code ?? error.name, at: framesOf(error) },
      "request failed",
    );
    return send(request, reply, problem(500, "internal", doorWords("problem.internal")));
  });
}

const DETAIL: Readonly<Record<number, string>> = {
  413: doorWords("problem.413"),
  415: doorWords("problem.415"),
};

const codeOf = (status: number): string =>
  ({ 413: "too_large", 415: "unsupported_media_type" })[status] ?? "bad_request";
const framesOf = (error: Error): string[] =>
  (error.stack ?? "")
    .split("\n")
    .filter((line) => line.startsWith("    at "))
    .slice(0, 8);

/** The pattern a request met, never its address: addresses hold what people typed. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? "(none)";
