/** The reading side of `/api/v1`: lists of the pack as it is, page by page, for any day and any state of knowledge. */
import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { compareKnowledge } from "../../app/compare-knowledge.ts";
import { datedPack } from "../../app/dated-pack.ts";
import { listChanges } from "../../app/list-changes.ts";
import { Refused } from "../../app/refused.ts";
import { doorWords } from "../../words/door-words.ts";
import { readQuestion, sinceQuery, whenQuery } from "../read-question.ts";
import { sendJson, sendView } from "../site/fees.route.tsx";
import type { WebDeps } from "../web-deps.ts";
import { LISTS, listRows, PAGE } from "./list-rows.ts";
import { apiIndex, openApi } from "./openapi.ts";

const text = z.preprocess(
  (value) => (Array.isArray(value) ? value.at(-1) : value) || undefined,
  z.string().max(100).optional(),
);
const listQuery = whenQuery.extend({
  service: text,
  bank: text,
  cursor: text,
  limit: text.transform((value, context) => {
    if (value === undefined) return PAGE;
    const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
    if (limit < 1 || limit > 200) context.addIssue({ code: "custom", message: "Ask for 1 to 200 rows." });
    return limit;
  }),
});

const VERSION = "1.0.0";

export function apiRoutes(app: FastifyInstance, deps: WebDeps): void {
  app.options("/api/v1/*", { config: { apart: true } }, (_request, reply) =>
    reply
      .code(204)
      .headers({
        "access-control-allow-origin": "*",
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization, content-type, idempotency-key",
        "access-control-max-age": "86400",
      })
      .send(),
  );
  app.get("/api/v1/openapi.json", { config: { cached: [] } }, (_request, reply) => sendJson(reply, openApi(VERSION)));

  app.get("/api/v1", { config: { cached: [] } }, (_request, reply) => sendJson(reply, apiIndex(VERSION)));

  const config = { cached: ["service", "bank", "cursor", "limit"] };
  for (const name of LISTS)
    app.get(`/api/v1/${name}`, { config }, async (request, reply) => {
      const asked = readQuestion(listQuery, request.query);
      const { pack, known } = await datedPack(deps.ctx, asked);
      const shown = { ...asked, known };
      if (name !== "changes") return sendJson(reply, listRows(pack, name, shown));
      const { service, bank, on } = asked;
      const { changes } = await listChanges(deps.ctx, { service, bank, on, known: asked.known });
      return sendJson(reply, listRows(pack, name, shown, changes));
    });

  // `since` may be any instant, so answers are not cached
  app.get("/api/v1/learnt", async (request, reply) => {
    const asked = readQuestion(sinceQuery, request.query);
    if (asked.since === undefined) throw new Refused("missing_field", "since", doorWords("problem.since"));
    return sendView(reply, await compareKnowledge(deps.ctx, asked));
  });
}
