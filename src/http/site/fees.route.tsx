/** The pages of facts. One answer of a verb, given as a page, as JSON or as CSV. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { datedPack, type When } from "../../app/dated-pack.ts";
import { listBanks } from "../../app/list-banks.ts";
import { listFees } from "../../app/list-fees.ts";
import { showBank } from "../../app/show-bank.ts";
import { showFee } from "../../app/show-fee.ts";
import { showProduct } from "../../app/show-product.ts";
import { showRule } from "../../app/show-rule.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { withoutSigns } from "../../domain/fees/without-signs.ts";
import { etagOf, isHeld } from "../../server/etag.ts";
import { bankPage } from "../../web/pages/facts/bank.tsx";
import { banksPage } from "../../web/pages/facts/banks.tsx";
import { feePage } from "../../web/pages/facts/fee.tsx";
import { feesPage } from "../../web/pages/facts/fees.tsx";
import { productPage } from "../../web/pages/facts/product.tsx";
import { rulePage } from "../../web/pages/facts/rule.tsx";
import type { PageView } from "../../web/ui/document.tsx";
import type { GivenBack } from "../../web/ui/field.tsx";
import { askOrGiveBack, queryOf } from "../give-back.ts";
import { readWhen } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { bankCsv, banksCsv, feeCsv, feesCsv, productCsv, ruleCsv } from "./fact-csv.ts";
import type { RenderPage } from "./render-page.tsx";

type Dress<T> = {
  readonly page: (view: T, back: GivenBack) => PageView;
  readonly csv: (view: T, pack: Pack) => string;
  /** Fields of the form on the page: a fault in one of them gives the page back with the form. */
  readonly form?: readonly string[];
};

const DAY = ["on"];
const DATA_CACHE = "public, max-age=60";

/** The view of a page as data: sums in it are plain. */
export const sendView = (reply: FastifyReply, view: unknown): FastifyReply => sendJson(reply, withoutSigns(view));

export const sendJson = (reply: FastifyReply, view: unknown): FastifyReply =>
  sendData(reply, "application/json; charset=utf-8", `${JSON.stringify(view)}\n`);

export const sendCsv = (reply: FastifyReply, text: string): FastifyReply =>
  sendData(reply, "text/csv; charset=utf-8", text);

/** Data for everyone. Kept answers get their ETag from the cache; one that is made anew gets it here. */
export function sendData(reply: FastifyReply, type: string, text: string): FastifyReply {
  const { request } = reply;
  reply
    .header("access-control-allow-origin", "*")
    .header("cross-origin-resource-policy", "cross-origin")
    .header("cache-control", DATA_CACHE)
    .type(type);
  if (request.plan === null && request.method === "GET" && reply.statusCode === 200) {
    const etag = etagOf(Buffer.from(text, "utf8"));
    reply.header("etag", etag);
    if (isHeld(etag, request.headers["if-none-match"])) return reply.code(304).send("");
  }
  return reply.send(text);
}

export function factRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  type Shown = { readonly on: CivilDate };
  const dressed = async <T extends Shown>(
    request: FastifyRequest,
    reply: FastifyReply,
    ask: (when: When) => Promise<T>,
    form: string,
    dress: Dress<T>,
  ) => {
    if (form === "json") return sendView(reply, await ask(readWhen(request.query)));
    if (form === "csv") {
      const when = readWhen(request.query);
      return sendCsv(reply, dress.csv(await ask(when), (await datedPack(deps.ctx, when)).pack));
    }
    const { view, ...back } = await askOrGiveBack(queryOf(request), dress.form ?? [], (given) => ask(readWhen(given)));
    if (Object.keys(back.wrong).length > 0) reply.code(400);
    return render(reply, dress.page(view, back));
  };
  const config = { cached: [] };

  const list = <T extends Shown>(path: string, ask: (when: When) => Promise<T>, dress: Dress<T>) => {
    for (const form of ["", "json", "csv"])
      app.get(form ? `${path}.${form}` : path, { config }, async (request, reply) =>
        dressed(request, reply, ask, form, dress),
      );
  };
  /** Ids hold dots, so the form is told from the end of the last part of the address. */
  const one = <T extends Shown>(path: string, ask: (id: string, when: When) => Promise<T>, dress: Dress<T>) => {
    app.get<{ Params: { id: string } }>(`${path}/:id`, { config }, async (request, reply) => {
      const [, id = "", form = ""] = /^(.*?)(?:\.(json|csv))?$/.exec(request.params.id) ?? [];
      return dressed(request, reply, (when) => ask(id, when), form, dress);
    });
  };

  list("/fees", (when) => listFees(deps.ctx, when), { page: feesPage, csv: feesCsv, form: DAY });
  one("/fees", (service, when) => showFee(deps.ctx, { service, ...when }), { page: feePage, csv: feeCsv, form: DAY });
  list("/banks", (when) => listBanks(deps.ctx, when), { page: banksPage, csv: banksCsv });
  one("/products", (product, when) => showProduct(deps.ctx, { product, ...when }), {
    page: productPage,
    csv: productCsv,
    form: DAY,
  });
  one("/rules", (rule, when) => showRule(deps.ctx, { rule, ...when }), { page: rulePage, csv: ruleCsv, form: DAY });
  one("/banks", (bank, when) => showBank(deps.ctx, { bank, ...when }), { page: bankPage, csv: bankCsv, form: DAY });
}
