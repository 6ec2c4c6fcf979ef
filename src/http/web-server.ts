import { randomUUID } from "node:crypto";
import Fastify, { type FastifyInstance } from "fastify";
import { answerProblems, routeOf } from "./answer-problem.tsx";
import { compressAnswers } from "./compress-answers.ts";
import { factRoutes } from "./fees.route.tsx";
import { homeRoute } from "./home.route.tsx";
import { pageRenderer } from "./render-page.tsx";
import { addSecurityHeaders } from "./security-headers.ts";
import { siteFileRoutes } from "./site-files.route.ts";
import { readStyleSheet } from "./style-sheet.ts";
import type { WebDeps } from "./web-deps.ts";

/** Builds the web server, not yet listening. It holds no state of any person: no cookie, no session, no store. */
export async function createWebServer(deps: WebDeps): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    bodyLimit: 64 * 1024,
    requestTimeout: 120_000,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 120 },
  });
  const style = readStyleSheet();
  const render = pageRenderer({ styleHref: style.href, ...deps.operator });
  app.addHook("onResponse", async (request, reply) => {
    deps.log.info(
      {
        requestId: request.id,
        method: request.method,
        route: routeOf(request),
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      },
      "answered",
    );
  });
  addSecurityHeaders(app);
  compressAnswers(app);
  answerProblems(app, render, deps.log);
  siteFileRoutes(app, style);
  homeRoute(app, deps, render);
  factRoutes(app, deps, render);
  await app.ready();
  return app;
}
