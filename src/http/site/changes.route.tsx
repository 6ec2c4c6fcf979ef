/** What changed, as a page, as data and as feeds; one answer of a verb, dressed for each. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { compareKnowledge } from "../../app/compare-knowledge.ts";
import { datedPack } from "../../app/dated-pack.ts";
import { type ChangesView, listChanges, showChange } from "../../app/list-changes.ts";
import { changePage } from "../../web/pages/facts/change.tsx";
import { changesPage, changesQuery } from "../../web/pages/facts/changes.tsx";
import { learntPage } from "../../web/pages/facts/learnt.tsx";
import { doorWords } from "../../words/door-words.ts";
import { askOrGiveBack, queryOf } from "../give-back.ts";
import { readQuestion, readWhen, sinceQuery, single, whenQuery } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { changesAtom, changesCalendar, changesJsonFeed, type FeedPlace } from "./change-feeds.ts";
import { changesCsv, learntCsv } from "./fact-csv.ts";
import { sendCsv, sendData, sendView } from "./fees.route.tsx";
import { type RenderPage, sayFor } from "./render-page.tsx";

const changesAsked = whenQuery.extend({
  service: single,
  bank: single,
  year: single.transform((text, context) => {
    if (text === undefined) return undefined;
    if (!/^\d{4}$/.test(text.trim())) context.addIssue({ code: "custom", message: doorWords("problem.year") });
    return Number(text);
  }),
});

export function changesRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  const config = { cached: ["service", "bank", "year"] };
  const on = (path: string, answer: (reply: FastifyReply, view: ChangesView) => FastifyReply) =>
    app.get(path, { config }, async (request, reply) =>
      answer(reply, await listChanges(deps.ctx, readQuestion(changesAsked, request.query))),
    );
  const place = (view: ChangesView): FeedPlace => ({ site: deps.address ?? "", query: changesQuery(view, view.year) });
  const feed = (reply: FastifyReply, type: string, text: string) => sendData(reply, `${type}; charset=utf-8`, text);

  app.get("/changes", { config: { ...config, spoken: true } }, async (request, reply) => {
    const say = sayFor(request, "changes");
    const ask = (given: ReturnType<typeof queryOf>) => listChanges(deps.ctx, readQuestion(changesAsked, given));
    const { view, ...back } = await askOrGiveBack(queryOf(request), ["service", "bank"], ask, say.language);
    if (Object.keys(back.wrong).length > 0) reply.code(400);
    return render(reply, changesPage(view, back, say));
  });
  on("/changes.json", sendView);
  app.get("/changes.csv", { config }, async (request, reply) => {
    const asked = readQuestion(changesAsked, request.query);
    const { pack } = await datedPack(deps.ctx, asked);
    return sendCsv(reply, changesCsv(await listChanges(deps.ctx, asked), pack));
  });
  on("/changes.atom", (reply, view) => feed(reply, "application/atom+xml", changesAtom(view, place(view))));
  on("/changes.feed.json", (reply, view) =>
    feed(reply, "application/feed+json", `${JSON.stringify(changesJsonFeed(view, place(view)))}\n`),
  );
  on("/changes.ics", (reply, view) => feed(reply, "text/calendar", changesCalendar(view, place(view))));

  // `since` may be any instant, so answers are not cached
  const learnt = (request: FastifyRequest) => compareKnowledge(deps.ctx, readQuestion(sinceQuery, request.query));
  app.get("/changes/learnt", { config: { spoken: true } }, async (request, reply) => {
    const say = sayFor(request, "learnt");
    const ask = (given: ReturnType<typeof queryOf>) => compareKnowledge(deps.ctx, readQuestion(sinceQuery, given));
    const { view, ...back } = await askOrGiveBack(queryOf(request), ["since", "on"], ask, say.language);
    if (Object.keys(back.wrong).length > 0) reply.code(400);
    return render(reply, learntPage(view, back, say));
  });
  app.get("/changes/learnt.json", async (request, reply) => sendView(reply, await learnt(request)));
  app.get("/changes/learnt.csv", async (request, reply) => {
    const { pack } = await datedPack(deps.ctx, readQuestion(sinceQuery, request.query));
    return sendCsv(reply, learntCsv(await learnt(request), pack));
  });

  app.get<{ Params: { id: string } }>(
    "/changes/:id",
    { config: { cached: [], spoken: true } },
    async (request, reply) => {
      const [, id = "", form] = /^(.*?)(\.json)?$/.exec(request.params.id) ?? [];
      const view = await showChange(deps.ctx, { id, ...readWhen(request.query) });
      return form ? sendView(reply, view) : render(reply, changePage(view, sayFor(request, "changes")));
    },
  );
}
