/** The pages of facts. One answer of a verb, given as a page, as JSON or as CSV. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { datedPack, type When } from "../../app/dated-pack.ts";
import { listBanks } from "../../app/list-banks.ts";
import { listFees } from "../../app/list-fees.ts";
import { namesIn } from "../../app/names-in.ts";
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
import type { Say } from "../../web/ui/say.tsx";
import { ENGLISH, type Language } from "../../words/languages.ts";
import { askOrGiveBack, queryOf } from "../give-back.ts";
import { readWhen } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import { bankCsv, banksCsv, feeCsv, feesCsv, productCsv, ruleCsv } from "./fact-csv.ts";
import { type RenderPage, sayFor } from "./render-page.tsx";

type Dress<T> = {
  /** How the keys of its own words begin. */
  readonly area: string;
  /** `names`: of services in the language, where that is not English. */
  readonly page: (view: T, back: GivenBack, say: Say, names: Readonly<Record<string, string>>) => PageView;
  readonly csv: (view: T, pack: Pack) => string;
  /** Fields of the form on the page: a fault in one of them gives the page back with the form. */
  readonly form?: readonly string[];
};

type Ask<T> = (when: When, language: Language) => Promise<T>;

const DAY = ["on"];
const DATA_CACHE = "public, max-age=60";
/** For answers to one person's question: not to be cached. */
export const NO_CACHE = "no-store";

/** The view of a page as data: sums in it are plain. */
export const sendView = (reply: FastifyReply, view: unknown, cache?: string): FastifyReply =>
  sendJson(reply, withoutSigns(view), cache);

export const sendJson = (reply: FastifyReply, view: unknown, cache?: string): FastifyReply =>
  sendData(reply, "application/json; charset=utf-8", `${JSON.stringify(view)}\n`, cache);

export const sendCsv = (reply: FastifyReply, text: string, cache?: string): FastifyReply =>
  sendData(reply, "text/csv; charset=utf-8", text, cache);

/**
 * Data for everyone. Kept answers get their ETag from the cache; one that is made anew gets it here. Nothing may be said of
 * an answer once it is sent: the cache keeps what is said of it by then.
 */
export function sendData(reply: FastifyReply, type: string, text: string, cache = DATA_CACHE): FastifyReply {
  const { request } = reply;
  reply
    .header("access-control-allow-origin", "*")
    .header("cross-origin-resource-policy", "cross-origin")
    .header("cache-control", cache)
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
    ask: Ask<T>,
    form: string,
    dress: Dress<T>,
  ) => {
    if (form === "json") return sendView(reply, await ask(readWhen(request.query), ENGLISH));
    if (form === "csv") {
      const when = readWhen(request.query);
      return sendCsv(reply, dress.csv(await ask(when, ENGLISH), (await datedPack(deps.ctx, when)).pack));
    }
    const say = sayFor(request, dress.area);
    const { view, ...back } = await askOrGiveBack(
      queryOf(request),
      dress.form ?? [],
      (given) => ask(readWhen(given), say.language),
      say.language,
    );
    if (Object.keys(back.wrong).length > 0) reply.code(400);
    const names =
      say.language === ENGLISH ? {} : namesIn(await datedPack(deps.ctx, readWhen({ on: view.on })), say.language);
    return render(reply, dress.page(view, back, say, names));
  };
  const config = { cached: [] };

  const list = <T extends Shown>(path: string, ask: Ask<T>, dress: Dress<T>) => {
    for (const form of ["", "json", "csv"])
      app.get(form ? `${path}.${form}` : path, { config: { ...config, spoken: form === "" } }, async (request, reply) =>
        dressed(request, reply, ask, form, dress),
      );
  };
  /** Ids hold dots, so the form is taken from the end of the last part of the address. */
  const one = <T extends Shown>(path: string, ask: (id: string, when: When) => Promise<T>, dress: Dress<T>) => {
    app.get<{ Params: { id: string } }>(
      `${path}/:id`,
      { config: { ...config, spoken: true } },
      async (request, reply) => {
        const [, id = "", form = ""] = /^(.*?)(?:\.(json|csv))?$/.exec(request.params.id) ?? [];
        return dressed(request, reply, (when) => ask(id, when), form, dress);
      },
    );
  };

  list("/fees", (when, language) => listFees(deps.ctx, { ...when, language }), {
    page: feesPage,
    area: "fees",
    csv: feesCsv,
    form: DAY,
  });
  one("/fees", (service, when) => showFee(deps.ctx, { service, ...when }), {
    page: feePage,
    area: "fee",
    csv: feeCsv,
    form: DAY,
  });
  list("/banks", (when) => listBanks(deps.ctx, when), { page: banksPage, area: "banks", csv: banksCsv });
  one("/products", (product, when) => showProduct(deps.ctx, { product, ...when }), {
    page: productPage,
    area: "bank",
    csv: productCsv,
    form: DAY,
  });
  one("/rules", (rule, when) => showRule(deps.ctx, { rule, ...when }), {
    page: rulePage,
    area: "rule",
    csv: ruleCsv,
    form: DAY,
  });
  one("/banks", (bank, when) => showBank(deps.ctx, { bank, ...when }), {
    page: bankPage,
    area: "bank",
    csv: bankCsv,
    form: DAY,
  });
}
