import type { FastifyInstance } from "fastify";
import { listFees } from "../app/list-fees.ts";
import { searchFees } from "../app/search-fees.ts";
import { showFee } from "../app/show-fee.ts";
import { homePage } from "../web/pages/home.tsx";
import { readQuestion, searchQuery } from "./read-question.ts";
import type { RenderPage } from "./render-page.tsx";
import type { WebDeps } from "./web-deps.ts";

/** The front page; with `q` the fee that an alert's words lead to. What was searched is not written down. */
export function homeRoute(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  app.get("/", { config: { cached: [] } }, async (request, reply) => {
    const { q, ...when } = readQuestion(searchQuery, request.query);
    const [fees, search] = await Promise.all([
      listFees(deps.ctx, when),
      q === undefined ? null : searchFees(deps.ctx, { q, ...when }),
    ]);
    const first = search?.hits[0];
    const best = first ? await showFee(deps.ctx, { service: first.service, ...when }) : null;
    if (search) reply.header("cache-control", "no-store");
    return render(reply, homePage({ fees, search, best, examples: deps.examples }));
  });
}
