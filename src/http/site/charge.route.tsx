/** The charge form. A fault gives people their form back as they filled it in, with what is wrong beside it. */
import type { FastifyInstance } from "fastify";
import { askCharge, type ChargeInput, type FactField } from "../../app/ask-charge.ts";
import { readSum } from "../../app/read-sum.ts";
import { Refused } from "../../app/refused.ts";
import { type CivilDate, parseCivilDate } from "../../domain/dates/civil-date.ts";
import type { AccountType } from "../../domain/fees/pack.ts";
import type { ChargeFacts } from "../../domain/fees/priced.ts";
import { ASKS, chargePage } from "../../web/pages/facts/charge.tsx";
import { IN_ENGLISH, type Say, sayIn } from "../../web/ui/say.tsx";
import { ENGLISH, languageNamed } from "../../words/languages.ts";
import { askOrGiveBack } from "../give-back.ts";
import { readWhen, textsOf } from "../read-question.ts";
import { tongueOf } from "../tongue.ts";
import type { WebDeps } from "../web-deps.ts";
import { chargeCsv } from "./charge-csv.ts";
import { NO_CACHE, sendCsv, sendView } from "./fees.route.tsx";
import type { RenderPage } from "./render-page.tsx";

/** Answers are about one person: they are neither cached nor logged. */
export function chargeRoute(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  app.get("/charge", { config: { spoken: true } }, async (request, reply) => {
    reply.header("cache-control", "no-store");
    const values = textsOf(request.query);
    const say = sayIn(tongueOf(request).language);
    const { view, wrong: picked } = await askOrGiveBack(
      values,
      ["service", "bank", "product"],
      (given) => askCharge(deps.ctx, { ...readForm(given, say).input, language: say.language }),
      say.language,
    );
    const wrong = { ...readForm(values, say).wrong, ...picked };
    if (view.asks.includes("amount") && view.answer === null && values.amount === "")
      wrong.amount ??= say.text("fault.amount");
    if (Object.keys(wrong).length > 0) reply.code(400);
    return render(reply, chargePage(view, { values, wrong }, say));
  });

  const viewFor = async (query: unknown) => {
    const values = textsOf(query);
    const { input, wrong } = readForm(values, IN_ENGLISH);
    const [first] = Object.entries(wrong);
    if (first) throw new Refused(first[0] === "on" ? "bad_date" : "bad_field", first[0], first[1]);
    const {
      services: _services,
      banks: _banks,
      common: _common,
      products: _products,
      answer,
      ...view
    } = await askCharge(deps.ctx, { ...input, language: languageNamed(values.lang ?? "") ?? ENGLISH });
    if (!answer) return { ...view, answer };
    const { work: _work, ...said } = answer;
    return { ...view, answer: said };
  };

  /** The same question and view for programs; the charge contract itself is `POST /api/v1/charge`. */
  app.get("/charge.json", async ({ query }, reply) => sendView(reply, await viewFor(query), NO_CACHE));

  /** The parts of the same answer as a table. */
  app.get("/charge.csv", async ({ query }, reply) => sendCsv(reply, chargeCsv(await viewFor(query)), NO_CACHE));
}

type Form = { readonly input: ChargeInput; readonly wrong: Record<string, string> };

function readForm(values: Readonly<Record<string, string>>, say: Say): Form {
  const wrong: Record<string, string> = {};
  const facts: Record<string, unknown> = {};
  let on: CivilDate | undefined;
  if (values.on) {
    on = parseCivilDate(values.on);
    if (!on) wrong.on = say.text("fault.day", { day: values.on });
  }
  for (const [field, ask] of Object.entries(ASKS) as [FactField, (typeof ASKS)[FactField]][]) {
    const text = values[field];
    if (!text) continue;
    const value =
      ask.kind === "choice" ? choiceOf(text, ask.options) : ask.kind === "sum" ? readSum(text) : countOf(text);
    if (value === undefined) wrong[field] = say.text(`fault.${ask.kind}`);
    else facts[field] = value;
  }
  const { amount, account, ...rest } = facts as { amount?: bigint; account?: AccountType } & ChargeFacts;
  const known = values.known ? readWhen({ known: values.known }).known : undefined;
  return {
    input: {
      on,
      known,
      service: values.service || undefined,
      bank: values.bank || undefined,
      product: values.product || undefined,
      amount,
      account,
      facts: rest,
    },
    wrong,
  };
}

const countOf = (text: string): number | undefined => (/^[1-9]\d{0,5}$/.test(text) ? Number(text) : undefined);

function choiceOf(text: string, options: readonly string[]): string | boolean | undefined {
  if (!options.includes(text)) return undefined;
  return text === "true" ? true : text === "false" ? false : text;
}
