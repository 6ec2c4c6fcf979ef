/** What changed, as a page, as data and as feeds; one answer of a verb, dressed for each. */
import type { FastifyInstance, FastifyReply } from "fastify";
import { type ChangesView, listChanges, showChange } from "../../app/list-changes.ts";
import { csvText } from "../../domain/csv-text.ts";
import { changePage } from "../../web/pages/facts/change.tsx";
import { changesPage, changesQuery } from "../../web/pages/facts/changes.tsx";
import { usageWords } from "../../web/ui/change-words.ts";
import { shown } from "../cache-routes.ts";
import { readQuestion, readWhen, single, whenQuery } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { changesAtom, changesCalendar, changesJsonFeed, type FeedPlace } from "./change-feeds.ts";
import { sendCsv, sendView } from "./fees.route.tsx";
import type { RenderPage } from "./render-page.tsx";

const changesAsked = whenQuery.extend({
  service: single,
  bank: single,
  year: single.transform((text, context) => {
    if (text === undefined) return undefined;
    if (!/^\d{4}$/.test(text.trim())) context.addIssue({ code: "custom", message: "Write the year as 2026." });
    return Number(text);
  }),
});

export function changesRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  const config = { cached: ["service", "bank", "year"] };
  const on = (path: string, answer: (reply: FastifyReply, view: ChangesView) => FastifyReply) =>
    app.get(path, { config }, async (request, reply) =>
      answer(reply, shown(request, await listChanges(deps.ctx, readQuestion(changesAsked, request.query)))),
    );
  const place = (view: ChangesView): FeedPlace => ({ site: deps.address ?? "", query: changesQuery(view, view.year) });
  const feed = (reply: FastifyReply, type: string, text: string) => sendCsv(reply, text).type(`${type}; charset=utf-8`);

  on("/changes", (reply, view) => render(reply, changesPage(view)));
  on("/changes.json", sendView);
  on("/changes.csv", (reply, view) => sendCsv(reply, changesCsv(view)));
  on("/changes.atom", (reply, view) => feed(reply, "application/atom+xml", changesAtom(view, place(view))));
  on("/changes.feed.json", (reply, view) =>
    feed(reply, "application/feed+json", `${JSON.stringify(changesJsonFeed(view, place(view)))}\n`),
  );
  on("/changes.ics", (reply, view) => feed(reply, "text/calendar", changesCalendar(view, place(view))));

  app.get<{ Params: { id: string } }>("/changes/:id", { config: { cached: [] } }, async (request, reply) => {
    const [, id = "", form] = /^(.*?)(\.json)?$/.exec(request.params.id) ?? [];
    const view = shown(request, await showChange(deps.ctx, { id, ...readWhen(request.query) }));
    return form ? sendView(reply, view) : render(reply, changePage(view));
  });
}

/** One row a change; sums for the usage, one fact a cell. */
const changesCsv = (view: ChangesView): string =>
  csvText(
    [
      "id",
      "kind",
      "state",
      "cause",
      "from",
      "service",
      "name",
      "bank",
      "product",
      "direction",
      "usage",
      "times",
      "per",
      "currency",
      "before_fee",
      "before_tax",
      "before_total",
      "after_fee",
      "after_tax",
      "after_total",
      "difference_total",
      "before_ids",
      "after_ids",
      "before",
      "after",
      "grade",
      "instrument",
      "url",
      "on",
      "version",
    ],
    view.changes.map((change) => {
      const { size, before, after } = change;
      return [
        change.id,
        change.kind,
        change.state,
        change.cause,
        change.on,
        change.service,
        change.name,
        change.bank,
        change.product,
        change.direction,
        size ? usageWords({ ...size.usage, per: "once" }, change.currency) : null,
        size?.usage.times ?? null,
        size?.usage.per ?? null,
        change.currency,
        size?.before.fee ?? null,
        size?.before.tax ?? null,
        size?.before.total ?? null,
        size?.after.fee ?? null,
        size?.after.tax ?? null,
        size?.after.total ?? null,
        size?.difference.total ?? null,
        before.map(({ id }) => id).join(" "),
        after.map(({ id }) => id).join(" "),
        before.map(({ summary }) => summary).join(" / "),
        after.map(({ summary }) => summary).join(" / "),
        change.grade,
        after[0]?.instrument.title ?? null,
        after[0]?.source.url ?? null,
        view.on,
        view.version,
      ];
    }),
  );
