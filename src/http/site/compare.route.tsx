/** A year compared, as a page, as data and in the API. What is typed is in the address and is not stored. */
import type { FastifyInstance, FastifyRequest } from "fastify";
import {
  AMONG,
  type Among,
  BREAK_EVEN_FIELDS,
  type BreakEvenField,
  COMPARE_COLUMNS,
  type CompareInput,
  type CompareView,
  compareCells,
  compareFees,
} from "../../app/compare-fees.ts";
import { USAGE_FIELDS } from "../../app/read-usage.ts";
import { Refused } from "../../app/refused.ts";
import { csvText } from "../../domain/csv-text.ts";
import { comparePage } from "../../web/pages/facts/compare.tsx";
import { doorWords } from "../../words/door-words.ts";
import { askOrGiveBack } from "../give-back.ts";
import { readWhen, textsOf } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { NO_CACHE, sendJson } from "./fees.route.tsx";
import { type RenderPage, sayFor } from "./render-page.tsx";

/** Banks on one page: with the working of each it stays within a page's weight. */
const A_PAGE = 10;
const API_PAGE = 50;
const MOST_ROWS = 200;
const KEPT = ["profile", ...USAGE_FIELDS, "bank", "among", "a", "b", "by", "on", "known"];

export function compareRoute(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  app.get("/compare", { config: { spoken: true } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const values = textsOf(request.query);
    const { view, wrong: picked } = await askOrGiveBack(values, ["bank", "among", "a", "b", "by"], (given) =>
      compareFees(deps.ctx, inputOf(given, A_PAGE)),
    );
    const wrong = { ...view.wrong, ...picked };
    if (Object.keys(wrong).length > 0) reply.code(400);
    return render(
      reply,
      comparePage(view, { bank: values.bank || undefined, query: queryOf(values), wrong }, sayFor(request, "year")),
    );
  });

  /** The whole list, for tables. */
  app.get("/compare.csv", async (request, reply) => {
    const view = answered(await compareFees(deps.ctx, inputOf(textsOf(request.query), Number.MAX_SAFE_INTEGER)));
    return reply
      .headers({ "cache-control": "no-store", "content-disposition": 'attachment; filename="compare.csv"' })
      .type("text/csv; charset=utf-8")
      .send(csvText(COMPARE_COLUMNS, compareCells(view)));
  });

  const asData = async (request: FastifyRequest) => {
    const values = textsOf(request.query);
    const {
      profiles,
      banks: _banks,
      wrong: _wrong,
      ...view
    } = answered(await compareFees(deps.ctx, inputOf(values, rowsOf(values.limit))));
    const { answer } = view;
    const next =
      answer && answer.page < answer.pages
        ? `/api/v1/compare?${queryOf(values)}&limit=${rowsOf(values.limit)}&page=${answer.page + 1}`
        : null;
    return { ...view, profiles, next };
  };
  for (const path of ["/compare.json", "/api/v1/compare"])
    app.get(path, async (request, reply) => sendJson(reply, await asData(request), NO_CACHE));
}

/** For programs: throws `Refused` for the first wrong field. A person gets the form back instead. */
function answered(view: CompareView): CompareView {
  const [first] = Object.entries(view.wrong);
  if (first) throw new Refused("bad_field", first[0], first[1] as string);
  return view;
}

function rowsOf(limit: string | undefined): number {
  if (!limit) return API_PAGE;
  const rows = /^\d{1,3}$/.test(limit) ? Number(limit) : 0;
  if (rows < 1 || rows > MOST_ROWS)
    throw new Refused("bad_field", "limit", { code: "refused.rows", facts: { most: MOST_ROWS } });
  return rows;
}

function inputOf(values: Readonly<Record<string, string>>, pageSize: number): CompareInput {
  const { on, known } = readWhen({ on: values.on, known: values.known });
  const by = values.by || "transfers";
  if (!(BREAK_EVEN_FIELDS as readonly string[]).includes(by))
    throw new Refused("bad_field", "by", doorWords("problem.one_of", { fields: BREAK_EVEN_FIELDS.join(", ") }));
  const among = values.among || undefined;
  if (among !== undefined && !(AMONG as readonly string[]).includes(among))
    throw new Refused("bad_field", "among", doorWords("problem.one_of", { fields: AMONG.join(", ") }));
  return {
    on,
    known,
    values,
    among: among as Among | undefined,
    profile: values.profile || undefined,
    bank: values.bank || undefined,
    pair: [values.a || undefined, values.b || undefined],
    by: by as BreakEvenField,
    page: /^[1-9]\d{0,5}$/.test(values.page ?? "") ? Number(values.page) : 1,
    pageSize,
  };
}

function queryOf(values: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams();
  for (const name of KEPT) if (values[name]) query.set(name, values[name]);
  return query.toString();
}
