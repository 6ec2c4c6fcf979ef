/** One idea: the reading side of `/api/v1`: lists of the pack as it is, page by page, for any day and any state of knowledge. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import { z } from "zod";
import { datedPack } from "../../app/dated-pack.ts";
import { listChanges } from "../../app/list-changes.ts";
import { Refused } from "../../app/refused.ts";
import { inSpan } from "../../domain/dates/civil-date.ts";
import { shownDay } from "../cache-routes.ts";
import { readQuestion, whenQuery } from "../read-question.ts";
import { sendJson } from "../site/fees.route.tsx";
import type { WebDeps } from "../web-deps.ts";
import { openApi } from "./openapi.ts";

const PAGE = 100;
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

  const config = { cached: ["service", "bank", "cursor", "limit"] };
  app.get("/api/v1/banks", { config }, async (request, reply) =>
    sendJson(reply, await listed(deps, request, (pack) => pack.banks)),
  );
  app.get("/api/v1/rules", { config }, async (request, reply) =>
    sendJson(
      reply,
      await listed(deps, request, (pack, q) =>
        pack.rules.filter(
          (rule) =>
            (!q.service || rule.service === q.service) &&
            (!q.on ||
              ((rule.from !== null || rule.until !== null || rule.standing === "in_force") && inSpan(rule, q.on))),
        ),
      ),
    ),
  );
  app.get("/api/v1/fees", { config }, async (request, reply) =>
    sendJson(
      reply,
      await listed(deps, request, (pack, q) =>
        pack.listedFees.filter(
          (fee) =>
            (!q.service || fee.service === q.service) &&
            (!q.bank || fee.bank === q.bank) &&
            (!q.on || inSpan(fee, q.on)),
        ),
      ),
    ),
  );
  app.get("/api/v1/changes", { config }, async (request, reply) => sendJson(reply, await listedChanges(deps, request)));
}

/** Changes as the page has them, oldest first, so that who follows them reads on from the last that it has. */
async function listedChanges(deps: WebDeps, request: FastifyRequest): Promise<unknown> {
  const { service, bank, on, known } = readQuestion(listQuery, request.query);
  const view = await listChanges(deps.ctx, { service, bank, on, known });
  return listed(deps, request, () => view.changes.map((change) => ({ ...change, from: change.on })), "day");
}

type Asked = z.infer<typeof listQuery>;
type Pack = Awaited<ReturnType<typeof datedPack>>["pack"];

async function listed(
  deps: WebDeps,
  request: FastifyRequest,
  pick: (pack: Pack, asked: Asked) => readonly Row[],
  first: "id" | "day" = "id",
): Promise<unknown> {
  const placeOf = (row: Row): string => (first === "id" ? placeById(row) : placeByDay(row));
  const asked = readQuestion(listQuery, request.query);
  const { pack, known } = await datedPack(deps.ctx, asked);
  if (asked.service && !pack.services.some((s) => s.id === asked.service))
    throw new Refused(
      "unknown_service",
      "service",
      `There is no service "${asked.service}". See /fees.json for the list.`,
    );
  if (asked.bank && !pack.banks.some((b) => b.id === asked.bank))
    throw new Refused("unknown_bank", "bank", `There is no bank "${asked.bank}". See /api/v1/banks for the list.`);
  const rows = [...pick(pack, asked)].sort((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  const after = asked.cursor === undefined ? undefined : readCursor(asked.cursor);
  const rest = after === undefined ? rows : rows.filter((row) => placeOf(row) > after);
  const data = rest.slice(0, asked.limit);
  const on = shownDay(request, asked.on);
  return {
    jurisdiction: pack.jurisdiction,
    version: pack.version,
    on: on ?? null,
    known,
    data,
    next: rest.length > data.length ? nextAddress(request, { ...asked, on }, placeOf(data.at(-1) as Row)) : null,
  };
}

type Row = { readonly id: string; readonly from?: string | null };

/** A fee whose price changed has one id and several rows: the day tells them apart. */
const placeById = ({ id, from }: Row): string => `${id}:${from ?? ""}`;
const placeByDay = ({ id, from }: Row): string => `${from ?? ""}:${id}`;

/** A cursor is the place of the last row seen, so a list that grows between two pages neither repeats nor skips a row. */
const readCursor = (cursor: string): string => {
  const id = Buffer.from(cursor, "base64url").toString("utf8");
  if (!/^[\w.:-]+$/.test(id))
    throw new Refused("bad_cursor", "cursor", "That cursor is not ours. Start again without it and follow next.");
  return id;
};

/** The same question from the next row on; what the route does not look at is left out. */
function nextAddress(request: FastifyRequest, asked: Asked, last: string): string {
  const params = new URLSearchParams();
  for (const name of ["on", "known", "service", "bank", "limit"] as const)
    if (asked[name] !== undefined && (name !== "limit" || asked.limit !== PAGE)) params.set(name, String(asked[name]));
  params.set("cursor", Buffer.from(last, "utf8").toString("base64url"));
  return `${request.routeOptions.url}?${params}`;
}
