/** The facts as tables for people who count: one fact a cell, each column with its kind. What tables and columns say stands in `words`. */
import type { Guard, ListedFee, Pack, Rule, Source } from "./pack.ts";
import { PRICE_COLUMNS, type PriceCells, type PriceCellWords, priceCells, priceRow } from "./price-cells.ts";
import { productName, productOf } from "./products.ts";

/** A kind of column as a Table Schema names it. */
export type ColumnType = "string" | "number" | "integer" | "boolean" | "date";
export type Cell = string | number | boolean | null;

export type TableColumn = {
  readonly name: string;
  readonly type: ColumnType;
  /** Never empty. */
  readonly required?: true;
  /** The only values that stand here. */
  readonly one_of?: readonly string[];
  /** The table whose first column holds the same value. */
  readonly refers?: "banks" | "products" | "changes";
};

export type OpenTable = {
  readonly name: "fees" | "rules" | "banks" | "products" | "names" | "changes" | "change-sides";
  readonly columns: readonly TableColumn[];
  /** The columns that name one row. */
  readonly key: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

export const GRADES = ["A", "B", "C", "D"];
export const text = (name: string): TableColumn => ({ name, type: "string" });
export const must = (name: string): TableColumn => ({ name, type: "string", required: true });
export const yes = (name: string): TableColumn => ({ name, type: "boolean" });
export const day = (name: string): TableColumn => ({ name, type: "date" });
export const sum = (name: string): TableColumn => ({ name, type: "number" });

const PRICE_CELLS: Readonly<Record<(typeof PRICE_COLUMNS)[number], TableColumn>> = {
  price_kind: must("price_kind"),
  condition: text("condition"),
  above: sum("above"),
  up_to: sum("up_to"),
  fixed: sum("fixed"),
  rate: sum("rate"),
  rate_of: text("rate_of"),
  per: text("per"),
  per_size: sum("per_size"),
  minimum: sum("minimum"),
  maximum: sum("maximum"),
  joined: text("joined"),
  words: text("words"),
};
const PRICE: readonly TableColumn[] = PRICE_COLUMNS.map((name) => PRICE_CELLS[name]);
/** Of a bank's own prices: what it does not offer, or names no price for, has no kind of price either. */
const PRICE_IF_NAMED = PRICE.map(({ required: _required, ...column }) => column);
const NAMES_A_PRICE: readonly ListedFee["status"][] = ["charged", "free", "included", "unresolved"];
const NO_PRICE = PRICE_COLUMNS.map(() => null);

const GUARD: readonly TableColumn[] = [
  ...(["savings", "current", "domiciliary"] as const).map((kind) => yes(`for_${kind}`)),
  ...(["on_site", "off_site"] as const).map((where) => yes(where)),
  ...(["sender", "receiver"] as const).map((side) => yes(`for_${side}`)),
  ...(["individual", "corporate"] as const).map((who) => yes(`for_${who}`)),
  yes("same_bank"),
];

const EVIDENCE: readonly TableColumn[] = [
  {
    name: "grade",
    type: "string",
    required: true,
    one_of: GRADES,
  },
  text("instrument"),
  text("instrument_reference"),
  text("instrument_section"),
  day("instrument_of"),
  text("read_in"),
  text("address"),
  { name: "read_on", type: "date", required: true },
];

const oneOf = (list: readonly string[] | undefined, values: readonly string[]): (boolean | null)[] =>
  values.map((value) => (list ? list.includes(value) : null));

const guardCells = (when: Guard, accounts = when.account): Cell[] => [
  ...oneOf(accounts, ["savings", "current", "domiciliary"]),
  ...oneOf(when.locality, ["on_site", "off_site"]),
  ...oneOf(when.party, ["sender", "receiver"]),
  ...oneOf(when.customer, ["individual", "corporate"]),
  when.sameBank ?? null,
];

const evidenceCells = ({
  grade,
  instrument,
  source,
  checkedOn,
}: Pick<Rule | ListedFee, "grade" | "instrument" | "source" | "checkedOn">): Cell[] => {
  const stands: Source | NonNullable<Rule["instrument"]> = instrument ?? source;
  return [grade, stands.title, stands.ref, stands.section, instrument?.on ?? null, source.title, source.url, checkedOn];
};

/** One row a row of the price: bands, parts and the like each have their own. */
const eachPrice = (
  price: Rule["price"],
  words: PriceCellWords,
  row: (cells: PriceCells, place: number) => Cell[],
): Cell[][] => priceCells(price, words).map((cells, i) => row(cells, i + 1));

const place: TableColumn = {
  name: "row",
  type: "integer",
  required: true,
};

function feesTable(pack: Pack, words: PriceCellWords): OpenTable {
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    name: "fees",
    columns: [
      must("fee"),
      { ...must("bank"), refers: "banks" },
      must("service"),
      text("service_name"),
      must("name"),
      text("product"),
      { ...text("product_id"), refers: "products" },
      text("variant"),
      {
        ...must("status"),
        one_of: ["charged", "free", "included", "not_offered", "negotiable", "at_cost", "unresolved"],
      },
      day("from"),
      day("until"),
      {
        ...must("valid_basis"),
        one_of: ["stated", "seen"],
      },
      ...GUARD,
      place,
      ...PRICE_IF_NAMED,
      must("currency"),
      {
        ...must("tax"),
        one_of: ["added", "included", "none", "unsettled"],
      },
      ...EVIDENCE,
      text("note"),
    ],
    key: ["fee", "from", "row"],
    rows: pack.listedFees.flatMap((fee) =>
      eachPrice(fee.price, words, (cells, i) => [
        fee.id,
        fee.bank,
        fee.service,
        names.get(fee.service) ?? null,
        fee.name,
        productName(pack, fee.product),
        productOf(pack, fee.product)?.id ?? null,
        fee.variant ?? null,
        fee.status,
        fee.from,
        fee.until,
        fee.validBasis,
        ...guardCells(fee.when),
        i,
        ...(NAMES_A_PRICE.includes(fee.status) ? priceRow(cells) : NO_PRICE),
        fee.currency,
        fee.vat,
        ...evidenceCells(fee),
        fee.note ?? null,
      ]),
    ),
  };
}

const EXEMPT = ["salary", "own_accounts", "own_accounts_same_bank"] as const;

function rulesTable(pack: Pack, words: PriceCellWords): OpenTable {
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    name: "rules",
    columns: [
      must("rule"),
      text("service"),
      text("service_name"),
      must("name"),
      {
        ...must("standing"),
        one_of: ["in_force", "superseded", "abolished", "draft", "withdrawn", "unknown"],
      },
      day("from"),
      day("until"),
      day("proposed_from"),
      day("proposed_until"),
      must("payer"),
      must("payee"),
      yes("never"),
      ...GUARD,
      sum("levy_from"),
      ...EXEMPT.map((what) => yes(`exempt_${what}`)),
      place,
      ...PRICE,
      must("currency"),
      { ...must("tax"), one_of: ["added", "none", "unsettled"] },
      must("period"),
      { name: "negotiable", type: "boolean", required: true },
      { name: "enforceable", type: "boolean", required: true },
      ...EVIDENCE,
      text("conditions"),
    ],
    key: ["rule", "row"],
    rows: pack.rules.flatMap((rule) =>
      eachPrice(rule.price, words, (cells, i) => [
        rule.id,
        rule.service,
        names.get(rule.service ?? "") ?? null,
        rule.name,
        rule.standing,
        rule.from,
        rule.until,
        rule.proposedFrom ?? null,
        rule.proposedUntil ?? null,
        rule.payer,
        rule.payee,
        rule.never === true,
        ...guardCells(rule.when, rule.when.account ?? rule.levy?.accounts),
        rule.levy?.from ?? null,
        ...oneOf(rule.levy?.exempt, EXEMPT),
        i,
        ...priceRow(cells),
        rule.currency,
        rule.vat,
        rule.period,
        rule.negotiable,
        rule.enforceable,
        ...evidenceCells(rule),
        rule.conditions,
      ]),
    ),
  };
}

function banksTable(pack: Pack): OpenTable {
  return {
    name: "banks",
    columns: [
      must("bank"),
      must("name"),
      {
        ...must("licence"),
        one_of: ["commercial", "merchant", "non_interest", "microfinance", "mobile_money", "payment_service"],
      },
      { ...must("licence_grade"), one_of: GRADES },
      text("licence_read_in"),
      text("licence_address"),
      day("licence_read_on"),
      { name: "ended", type: "boolean", required: true },
      day("ended_on"),
      text("ended_into"),
      text("short_code"),
      text("tariff_address"),
      { name: "fees_listed", type: "integer", required: true },
    ],
    key: ["bank"],
    rows: pack.banks.map((bank) => [
      bank.id,
      bank.name,
      bank.licence,
      bank.grade,
      bank.licenceOf?.source.title ?? null,
      bank.licenceOf?.source.url ?? null,
      bank.licenceOf?.checkedOn ?? null,
      bank.ended !== undefined,
      bank.ended?.on ?? null,
      bank.ended?.into ?? null,
      bank.ussd?.code ?? null,
      bank.tariffPage?.url ?? null,
      pack.listedFees.filter((fee) => fee.bank === bank.id).length,
    ]),
  };
}

function productsTable(pack: Pack): OpenTable {
  return {
    name: "products",
    columns: [
      must("product"),
      { ...must("bank"), refers: "banks" },
      must("name"),
      { ...text("account"), one_of: ["savings", "current", "domiciliary"] },
      text("who"),
      day("from"),
      day("until"),
      { ...must("grade"), one_of: GRADES },
      text("read_in"),
      text("address"),
      { name: "read_on", type: "date", required: true },
    ],
    key: ["product"],
    rows: (pack.products ?? []).map((product) => [
      product.id,
      product.bank,
      product.name,
      product.account,
      product.who ?? null,
      product.from,
      product.until,
      product.grade,
      product.source.title,
      product.source.url,
      product.checkedOn,
    ]),
  };
}

/** A text without words is no fact: its cell is empty. */
export const filled = (table: OpenTable): OpenTable => ({
  ...table,
  rows: table.rows.map((row) => row.map((cell) => (cell === "" ? null : cell))),
});

/** Each table by its name, made of a pack. `words`: what a cell says where it holds no figure. */
export const OPEN_TABLES = {
  fees: (pack: Pack, words: PriceCellWords) => filled(feesTable(pack, words)),
  rules: (pack: Pack, words: PriceCellWords) => filled(rulesTable(pack, words)),
  banks: (pack: Pack) => filled(banksTable(pack)),
  products: (pack: Pack) => filled(productsTable(pack)),
} as const;
