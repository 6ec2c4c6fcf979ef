/** One idea: the pages of facts. One answer of a verb, given as a page, as JSON or as CSV. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { type BanksView, listBanks } from "../../app/list-banks.ts";
import { type FeeSummary, type FeesView, listFees } from "../../app/list-fees.ts";
import type { Provenance } from "../../app/rule-view.ts";
import { type BankView, showBank } from "../../app/show-bank.ts";
import { type FeeView, showFee } from "../../app/show-fee.ts";
import { csvText } from "../../domain/csv-text.ts";
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import { PRICE_COLUMNS, priceCells, priceRow } from "../../domain/fees/price-cells.ts";
import { bankPage } from "../../web/pages/facts/bank.tsx";
import { banksPage } from "../../web/pages/facts/banks.tsx";
import { feePage } from "../../web/pages/facts/fee.tsx";
import { feesPage } from "../../web/pages/facts/fees.tsx";
import type { PageView } from "../../web/ui/document.tsx";
import { shown } from "../cache-routes.ts";
import { readWhen } from "../read-question.ts";
import type { WebDeps } from "../web-deps.ts";
import type { RenderPage } from "./render-page.tsx";

type Dress<T> = { readonly page: (view: T) => PageView; readonly csv: (view: T) => string };

const DATA_CACHE = "public, max-age=60";

export function sendJson(reply: FastifyReply, view: unknown): FastifyReply {
  return reply
    .header("access-control-allow-origin", "*")
    .header("cross-origin-resource-policy", "cross-origin")
    .header("cache-control", DATA_CACHE)
    .type("application/json; charset=utf-8")
    .send(`${JSON.stringify(view)}\n`);
}

export function sendCsv(reply: FastifyReply, text: string): FastifyReply {
  return reply
    .header("access-control-allow-origin", "*")
    .header("cross-origin-resource-policy", "cross-origin")
    .header("cache-control", DATA_CACHE)
    .type("text/csv; charset=utf-8")
    .send(text);
}

export function factRoutes(app: FastifyInstance, deps: WebDeps, render: RenderPage): void {
  type Shown = { readonly on: CivilDate };
  const dressed = <T extends Shown>(
    request: FastifyRequest,
    reply: FastifyReply,
    asked: T,
    form: string,
    dress: Dress<T>,
  ) => {
    const view = shown(request, asked);
    return form === "json"
      ? sendJson(reply, view)
      : form === "csv"
        ? sendCsv(reply, dress.csv(view))
        : render(reply, dress.page(view));
  };
  const config = { cached: [] };

  const list = <T extends Shown>(
    path: string,
    ask: (when: ReturnType<typeof readWhen>) => Promise<T>,
    dress: Dress<T>,
  ) => {
    for (const form of ["", "json", "csv"])
      app.get(form ? `${path}.${form}` : path, { config }, async (request, reply) =>
        dressed(request, reply, await ask(readWhen(request.query)), form, dress),
      );
  };
  /** Ids hold dots, so the form is told from the end of the last part of the address. */
  const one = <T extends Shown>(
    path: string,
    ask: (id: string, when: ReturnType<typeof readWhen>) => Promise<T>,
    dress: Dress<T>,
  ) => {
    app.get<{ Params: { id: string } }>(`${path}/:id`, { config }, async (request, reply) => {
      const [, id = "", form = ""] = /^(.*?)(?:\.(json|csv))?$/.exec(request.params.id) ?? [];
      return dressed(request, reply, await ask(id, readWhen(request.query)), form, dress);
    });
  };

  list("/fees", (when) => listFees(deps.ctx, when), { page: feesPage, csv: feesCsv });
  one("/fees", (service, when) => showFee(deps.ctx, { service, ...when }), { page: feePage, csv: feeCsv });
  list("/banks", (when) => listBanks(deps.ctx, when), { page: banksPage, csv: banksCsv });
  one("/banks", (bank, when) => showBank(deps.ctx, { bank, ...when }), { page: bankPage, csv: bankCsv });
}

/** The rules that set a fee's maximum, a row for each of their figures; one empty row where we know none. */
const maximumCells = ({ rules }: FeeSummary): (string | null)[][] =>
  rules.length === 0
    ? [NOTHING(PRICE_COLUMNS.length + 3)]
    : rules.flatMap((rule) =>
        [rule, ...(rule.tolerated ? [{ ...rule.tolerated, id: rule.tolerated.rule }] : [])].flatMap(({ id, price }) =>
          priceCells(price).map((cells) => [id, rule.appliesTo, ...priceRow(cells), rule.currency]),
        ),
      );

const feesCsv = (view: FeesView): string =>
  csvText(
    [
      "service",
      "name",
      "rule",
      "applies_to",
      ...PRICE_COLUMNS,
      "currency",
      "payee",
      "grade",
      "checked_on",
      "stale",
      "banks_known",
      "banks_listed",
      "on",
      "version",
    ],
    view.groups.flatMap((group) =>
      group.fees.flatMap((f) =>
        maximumCells(f).map((maximum) => [
          f.service,
          f.name,
          ...maximum,
          f.payee,
          f.grade,
          f.checkedOn,
          f.stale,
          f.coverage?.known ?? null,
          f.coverage?.banks ?? null,
          view.on,
          view.version,
        ]),
      ),
    ),
  );

const feeCsv = (view: FeeView): string =>
  csvText(
    [
      "kind",
      "id",
      "bank",
      "applies_to",
      "state",
      "from",
      "until",
      ...PRICE_COLUMNS,
      "currency",
      "vat",
      "payee",
      "grade",
      "checked_on",
      "stale",
      "instrument",
      "reference",
      "section",
      "instrument_of",
      "read_at",
      "url",
    ],
    [
      ...[...view.history, ...view.drafts].flatMap((r) =>
        priceCells(r.price).map((cells) => [
          "rule",
          r.id,
          null,
          r.appliesTo,
          r.standing,
          r.from,
          r.until,
          ...priceRow(cells),
          r.currency,
          r.vat,
          r.payee,
          r.grade,
          r.checkedOn,
          r.stale,
          ...citation(r),
        ]),
      ),
      ...view.inForce.flatMap(({ tolerated, appliesTo }) => {
        const draft = view.drafts.find(({ id }) => id === tolerated?.rule);
        return (tolerated && draft ? priceCells(tolerated.price) : []).map((cells) => [
          "not_too_much",
          draft?.id ?? null,
          null,
          appliesTo,
          "draft",
          tolerated?.from ?? null,
          tolerated?.until ?? null,
          ...priceRow(cells),
          draft?.currency ?? null,
          draft?.vat ?? null,
          draft?.payee ?? null,
          draft?.grade ?? null,
          draft?.checkedOn ?? null,
          draft?.stale ?? null,
          ...(draft ? citation(draft) : NOTHING(6)),
        ]);
      }),
      ...view.listed.flatMap((bank) =>
        bank.fees.length === 0
          ? [["listed", null, bank.bank, "", "unknown", ...NOTHING(14 + PRICE_COLUMNS.length)]]
          : bank.fees.flatMap((f) =>
              priceCells(f.price).map((cells) => [
                "listed",
                f.id,
                bank.bank,
                f.appliesTo,
                f.status,
                f.from,
                f.until,
                ...priceRow(cells),
                f.currency,
                f.vat,
                "bank",
                f.grade,
                f.checkedOn,
                f.stale,
                ...citation(f),
              ]),
            ),
      ),
    ],
  );

const NOTHING = (cells: number): null[] => Array.from({ length: cells }, () => null);

/** What a figure stands in and where it was read, one fact a cell. */
const citation = ({ instrument, source }: Provenance): (string | null)[] => [
  instrument.title,
  instrument.ref,
  instrument.section,
  instrument.on,
  source.title,
  source.url,
];

const banksCsv = (view: BanksView): string =>
  csvText(
    ["bank", "name", "licence", "licence_grade", "ended_on", "part_of", "fees_seen", "kinds_of_fee", "checked_on"],
    view.banks.map((b) => [
      b.bank,
      b.name,
      b.licence,
      b.grade,
      b.ended?.on ?? null,
      b.ended?.into ?? null,
      b.listedServices,
      view.services,
      b.checkedOn,
    ]),
  );

const bankCsv = (view: BankView): string =>
  csvText(
    [
      "bank",
      "service",
      "name",
      "status",
      ...PRICE_COLUMNS,
      "currency",
      "product",
      "grade",
      "checked_on",
      "stale",
      "instrument",
      "reference",
      "section",
      "instrument_of",
      "read_at",
      "url",
    ],
    view.fees.flatMap((fee) =>
      fee.fees.length === 0
        ? [[view.bank, fee.service, fee.name, "unknown", ...NOTHING(11 + PRICE_COLUMNS.length)]]
        : fee.fees.flatMap((f) =>
            priceCells(f.price).map((cells) => [
              view.bank,
              fee.service,
              fee.name,
              f.status,
              ...priceRow(cells),
              f.currency,
              f.product,
              f.grade,
              f.checkedOn,
              f.stale,
              ...citation(f),
            ]),
          ),
    ),
  );
