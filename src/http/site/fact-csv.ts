/** Facts as tables for people who count, one fact a cell. */
import type { BanksView } from "../../app/list-banks.ts";
import type { FeeSummary, FeesView } from "../../app/list-fees.ts";
import type { ListedFeeView } from "../../app/listed-fee-view.ts";
import type { Provenance } from "../../app/rule-view.ts";
import type { BankView } from "../../app/show-bank.ts";
import type { FeeView } from "../../app/show-fee.ts";
import { csvText } from "../../domain/csv-text.ts";
import { PRICE_COLUMNS, priceCells, priceRow } from "../../domain/fees/price-cells.ts";

/** The rules that set a fee's maximum, a row for each of their figures; one empty row where we know none. */
const maximumCells = ({ rules }: FeeSummary): (string | null)[][] =>
  rules.length === 0
    ? [NOTHING(PRICE_COLUMNS.length + 3)]
    : rules.flatMap((rule) =>
        [rule, ...(rule.tolerated ? [{ ...rule.tolerated, id: rule.tolerated.rule }] : [])].flatMap(({ id, price }) =>
          priceCells(price).map((cells) => [id, rule.appliesTo, ...priceRow(cells), rule.currency]),
        ),
      );

/** What `citation` gives, in its order. */
const CITATION_COLUMNS = ["instrument", "reference", "section", "instrument_of", "read_at", "url"];

export const feesCsv = (view: FeesView): string =>
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

export const feeCsv = (view: FeeView): string =>
  csvText(
    [
      "kind",
      "id",
      "bank",
      "product",
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
      ...CITATION_COLUMNS,
      "note",
    ],
    [
      ...[...view.history, ...view.drafts].flatMap((r) =>
        priceCells(r.price).map((cells) => [
          "rule",
          r.id,
          null,
          null,
          r.appliesTo,
          r.standing,
          r.proposed?.from ?? r.from,
          r.proposed?.until ?? r.until,
          ...priceRow(cells),
          r.currency,
          r.vat,
          r.payee,
          r.grade,
          r.checkedOn,
          r.stale,
          ...citation(r),
          r.conditions,
        ]),
      ),
      ...view.inForce.flatMap(({ tolerated, appliesTo }) => {
        const draft = view.drafts.find(({ id }) => id === tolerated?.rule);
        return (tolerated && draft ? priceCells(tolerated.price) : []).map((cells) => [
          "not_too_much",
          draft?.id ?? null,
          null,
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
          ...(draft ? citation(draft) : NOTHING(CITATION_COLUMNS.length)),
          draft?.conditions ?? null,
        ]);
      }),
      ...view.listed.flatMap((bank) =>
        bank.fees.length === 0
          ? [["listed", null, bank.bank, null, "", "unknown", ...NOTHING(15 + PRICE_COLUMNS.length)]]
          : bank.fees.flatMap((f) =>
              listedCells(f).map((cells) => [
                "listed",
                f.id,
                bank.bank,
                whoseOf(f),
                f.appliesTo,
                f.status,
                f.from,
                f.until,
                ...cells,
                f.currency,
                f.vat,
                "bank",
                f.grade,
                f.checkedOn,
                f.stale,
                ...citation(f),
                f.note,
              ]),
            ),
      ),
    ],
  );

/** A bank's own price; no figure where it offers none of it or names none: never 0 for that. */
const listedCells = ({ status, price }: ListedFeeView): (string | null)[][] =>
  status === "charged" || status === "free" || status === "included" || status === "unresolved"
    ? priceCells(price).map(priceRow)
    : [NOTHING(PRICE_COLUMNS.length)];

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

export const banksCsv = (view: BanksView): string =>
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

/** For what of the bank a price is: a product, or one kind of the thing. */
const whoseOf = ({ product, variant }: ListedFeeView): string | null =>
  [product, variant].filter((one) => one !== null).join(", ") || null;

export const bankCsv = (view: Pick<BankView, "bank" | "fees">): string =>
  csvText(
    [
      "bank",
      "service",
      "name",
      "product",
      "applies_to",
      "status",
      "from",
      "until",
      ...PRICE_COLUMNS,
      "currency",
      "grade",
      "checked_on",
      "stale",
      ...CITATION_COLUMNS,
      "note",
    ],
    view.fees.flatMap((fee) =>
      fee.fees.length === 0
        ? [[view.bank, fee.service, fee.name, null, null, "unknown", ...NOTHING(13 + PRICE_COLUMNS.length)]]
        : fee.fees.flatMap((f) =>
            listedCells(f).map((cells) => [
              view.bank,
              fee.service,
              fee.name,
              whoseOf(f),
              f.appliesTo,
              f.status,
              f.from,
              f.until,
              ...cells,
              f.currency,
              f.grade,
              f.checkedOn,
              f.stale,
              ...citation(f),
              f.note,
            ]),
          ),
    ),
  );
