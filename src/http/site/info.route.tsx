import type { FastifyInstance } from "fastify";
import { STALE_AFTER_DAYS } from "../../app/rule-view.ts";
import { saidIn } from "../../domain/pack-check/check-said.ts";
import { apiPage } from "../../web/pages/api.tsx";
import { aboutPage, accessibilityPage, methodPage, privacyPage } from "../../web/pages/info.tsx";
import { developersView } from "../api/developers-view.ts";
import { originOf } from "../origin-of.ts";
import type { WebDeps } from "../web-deps.ts";
import { type RenderPage, sayFor } from "./render-page.tsx";

/** The pages that tell how we work. Only the method asks for data: its counts are those of the pack. */
export function infoRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  const config = { cached: [], spoken: true };
  app.get("/method", { config }, async (request, reply) => {
    const pack = await deps.ctx.packs.current("ng");
    const byGrade: Record<string, number> = {};
    for (const rule of pack.rules) byGrade[rule.grade] = (byGrade[rule.grade] ?? 0) + 1;
    const counts = { version: pack.version, rules: pack.rules.length, byGrade, banks: pack.banks.length };
    const spoken = { services: pack.services.length, named: saidIn(pack) };
    return render(
      reply,
      methodPage({ ...counts, ...spoken, staleAfterDays: STALE_AFTER_DAYS }, sayFor(request, "about")),
    );
  });
  app.get("/about", { config }, (request, reply) => render(reply, aboutPage(deps.operator, sayFor(request, "about"))));
  app.get("/privacy", { config }, (request, reply) => render(reply, privacyPage(sayFor(request, "about"))));
  app.get("/accessibility", { config }, (request, reply) => render(reply, accessibilityPage(sayFor(request, "about"))));
  // its lines for a shell hold the host of the request, so it is made for each request and not cached
  app.get("/api", { config: { spoken: true } }, async (request, reply) => {
    const pack = await deps.ctx.packs.current("ng");
    const view = await developersView(deps.ctx, pack, originOf(request), deps.engineVersion);
    return render(reply.header("cache-control", "no-store"), apiPage(view, sayFor(request, "data")));
  });
}
