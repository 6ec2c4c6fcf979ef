import { randomUUID } from "node:crypto";
import multipart from "@fastify/multipart";
import Fastify, { type FastifyInstance } from "fastify";
import { knowKeys } from "../server/api-keys.ts";
import { compressAnswers } from "../server/compress-answers.ts";
import { PageCache } from "../server/page-cache.ts";
import { addSecurityHeaders } from "../server/security-headers.ts";
import { admitRequests, behindDoor, COSTLY, createDoors } from "./admit-requests.ts";
import { answerProblems, routeOf } from "./answer-problem.tsx";
import { apiRoutes } from "./api/api.route.ts";
import { chargeApi } from "./api/charge-api.route.ts";
import { knowParameters } from "./api/known-parameters.ts";
import { cacheRoutes } from "./cache-routes.ts";
import { foreignFacts } from "./foreign/facts-now.ts";
import { ownFormsOnly } from "./own-forms-only.ts";
import { endTurns, takeTurns } from "./page-turns.ts";
import { refuseKey } from "./refuse-in-words.ts";
import { BOUNDS, boundConnections, refuseCompressed, serverOptions } from "./server-bounds.ts";
import { auditRoutes } from "./site/audit.route.tsx";
import { changesRoutes } from "./site/changes.route.tsx";
import { chargeRoute } from "./site/charge.route.tsx";
import { compareRoute } from "./site/compare.route.tsx";
import { complainRoutes } from "./site/complain.route.tsx";
import { dataRoutes } from "./site/data.route.tsx";
import { deviceAuditRoutes } from "./site/device-audit.route.tsx";
import { factRoutes } from "./site/fees.route.tsx";
import { homeRoute } from "./site/home.route.tsx";
import { infoRoutes } from "./site/info.route.tsx";
import { pageRenderer } from "./site/render-page.tsx";
import { reportRoutes } from "./site/report.route.tsx";
import { siteFileRoutes } from "./site/site-files.route.ts";
import { readSiteStyle } from "./site/style-sheet.ts";
import { tariffRoutes } from "./site/tariff-check.route.tsx";
import type { WebDeps } from "./web-deps.ts";

const PAGE_CACHE_BYTES = 64_000_000;

/** Builds the web server, not yet listening. It holds no state of any person: no cookie, no session, no store. */
export async function createWebServer(given: WebDeps): Promise<FastifyInstance> {
  const bounds = { ...BOUNDS, ...given.bounds };
  const doors = createDoors(bounds, given.peers);
  given.atDoor?.(() => doors.database.waiting);
  const deps = { ...given, reports: behindDoor(given.reports, doors.database, given.reportsOfDay) };
  const app = Fastify({
    logger: false,
    genReqId: () => randomUUID(),
    ...serverOptions(bounds),
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 120 },
  });
  const style = readSiteStyle();
  const site = { styleHref: style.href, ...deps.operator, ...(deps.address ? { address: deps.address } : {}) };
  const render = pageRenderer(site, deps.facts);
  boundConnections(app, bounds, deps.log);
  deps.traces?.(app);
  const pages = deps.pages ?? new PageCache(PAGE_CACHE_BYTES);
  knowKeys(app, deps.apiKeys ?? [], refuseKey);
  knowParameters(app);
  cacheRoutes(app, deps, pages);
  refuseCompressed(app);
  ownFormsOnly(app);
  admitRequests(app, doors, deps.judging);
  takeTurns(app, doors.pages, (route) => route in COSTLY);
  await deps.scopes?.(app);
  await app.register(multipart, { throwFileSizeLimit: false });
  app.addHook("onResponse", (request, reply, done) => {
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
    done();
    deps.answered?.({
      method: request.method,
      route: routeOf(request),
      status: reply.statusCode,
      seconds: reply.elapsedTime / 1_000,
    });
  });
  addSecurityHeaders(app);
  app.addHook("onRequest", (_request, reply, done) => {
    reply.header("x-facts-of", deps.facts().day);
    done();
  });
  compressAnswers(app);
  endTurns(app);
  answerProblems(app, render, deps.log);
  siteFileRoutes(app, deps, style);
  homeRoute(app, deps, render);
  factRoutes(app, deps, render);
  changesRoutes(app, deps, render);
  chargeRoute(app, deps, render);
  compareRoute(app, deps, render);
  infoRoutes(app, deps, render);
  dataRoutes(app, deps, render);
  complainRoutes(app, deps, render);
  const factsNow = foreignFacts(deps, site, style.alone);
  auditRoutes(app, deps, render, factsNow);
  tariffRoutes(app, deps, render, factsNow);
  reportRoutes(app, deps, render);
  const auditRender = pageRenderer({ ...site, styleHref: style.aloneHref }, deps.facts);
  deviceAuditRoutes(app, deps, auditRender, style.aloneHref);
  apiRoutes(app, deps);
  await app.register(async (scope) => chargeApi(scope, deps));
  await app.ready();
  return app;
}
