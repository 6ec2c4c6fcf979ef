/** The facts as tables for people who count: one fact a cell, each column with its kind and what it says. */
import type { Guard, ListedFee, Pack, Rule, Source } from "./pack.ts";
import { PRICE_COLUMNS, type PriceCells, priceCells, priceRow } from "./price-cells.ts";
import { productName, productOf } from "./products.ts";

/** A kind of column as a Table Schema names it. */
export type ColumnType = "string" | "number" | "integer" | "boolean" | "date";
export type Cell = string | number | boolean | null;

export type TableColumn = {
  readonly name: string;
  readonly type: ColumnType;
  readonly says: string;
  /** Never empty. */
  readonly required?: true;
  /** The only values that stand here. */
  readonly one_of?: readonly string[];
  /** The table whose first column holds the same value. */
  readonly refers?: "banks" | "products" | "changes";
};

export type OpenTable = {
  readonly name: "fees" | "rules" | "banks" | "products" | "names" | "changes" | "change-sides";
  readonly title: string;
  readonly says: string;
  readonly columns: readonly TableColumn[];
  /** The columns that name one row. */
  readonly key: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
};

export const GRADES = ["A", "B", "C", "D"];
export const text = (name: string, says: string): TableColumn => ({ name, type: "string", says });
export const must = (name: string, says: string): TableColumn => ({ name, type: "string", says, required: true });
export const yes = (name: string, says: string): TableColumn => ({ name, type: "boolean", says });
export const day = (name: string, says: string): TableColumn => ({ name, type: "date", says });
export const sum = (name: string, says: string): TableColumn => ({ name, type: "number", says });

const SAYS_OF_PRICE: Readonly<Record<(typeof PRICE_COLUMNS)[number], TableColumn>> = {
  price_kind: must(
    "price_kind",
    "fixed, rate, free, pass_through (what it costs the bank), negotiable, over_limit, unresolved (the source leaves it open)",
  ),
  condition: text("condition", "What must hold for this row of the price; empty where nothing must"),
  above: sum("above", "The row is for amounts above this; in days where rate_of or condition says days"),
  up_to: sum("up_to", "The row is for amounts up to this, which is in it"),
  fixed: sum("fixed", "The sum of the price"),
  rate: sum("rate", "The share of the price: 0.005 is 0.5 %"),
  rate_of: text("rate_of", "What the share is taken of"),
  per: text(
    "per",
    "Each of what the price is for: page, leaf, message, card, period, or block, a started part of the amount",
  ),
  per_size: sum("per_size", "How large such a part is"),
  minimum: sum("minimum", "The price is at least this"),
  maximum: sum("maximum", "The price is at most this"),
  joined: text("joined", "Rows of one price go together: sum of all, max (the higher) or min (the lower)"),
  words: text("words", "What the source says where no figure can be worked with"),
};
const PRICE: readonly TableColumn[] = PRICE_COLUMNS.map((name) => SAYS_OF_PRICE[name]);
/** Of a bank's own prices: what it does not offer, or names no price for, has no kind of price either. */
const PRICE_IF_NAMED = PRICE.map(({ required: _required, ...column }) => column);
const NAMES_A_PRICE: readonly ListedFee["status"][] = ["charged", "free", "included", "unresolved"];
const NO_PRICE = PRICE_COLUMNS.map(() => null);

const GUARD: readonly TableColumn[] = [
  ...(["savings", "current", "domiciliary"] as const).map((kind) =>
    yes(`for_${kind}`, `It is for ${kind} accounts; empty: the kind of account does not matter`),
  ),
  ...(["on_site", "off_site"] as const).map((where) =>
    yes(where, "Where the cash machine stands; empty: it does not matter"),
  ),
  ...(["sender", "receiver"] as const).map((side) =>
    yes(`for_${side}`, "Which side of a payment; empty: it does not matter"),
  ),
  ...(["individual", "corporate"] as const).map((who) => yes(`for_${who}`, "Whose account; empty: it does not matter")),
  yes("same_bank", "Inside one bank, or to another; empty: it does not matter"),
];

const EVIDENCE: readonly TableColumn[] = [
  {
    name: "grade",
    type: "string",
    says: "A the law's or regulator's own text, B the bank's own dated document, C press or trade source, D second-hand",
    required: true,
    one_of: GRADES,
  },
  text("instrument", "The law, circular or paper that the figure stands in"),
  text("instrument_reference", "Its number"),
  text("instrument_section", "Where in it"),
  day("instrument_of", "The day that it bears"),
  text("read_in", "The page or document in which we read it"),
  text("address", "The address of that page"),
  { name: "read_on", type: "date", says: "The day on which we last looked", required: true },
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
const eachPrice = (price: Rule["price"], row: (cells: PriceCells, place: number) => Cell[]): Cell[][] =>
  priceCells(price).map((cells, i) => row(cells, i + 1));

const place: TableColumn = {
  name: "row",
  type: "integer",
  says: "Which row of the price this is: a price of three bands has three",
  required: true,
};

function feesTable(pack: Pack): OpenTable {
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    name: "fees",
    title: "Fees that banks list",
    says: "What banks and wallets say that they charge, with the days on which it held. A bank and service without a row are unknown, not free.",
    columns: [
      must("fee", "Id of the fee; with from and row it names one row"),
      { ...must("bank", "Id of the bank"), refers: "banks" },
      must("service", "Id of the service"),
      text("service_name", "What the service is called"),
      must("name", "What the bank calls it"),
      text("product", "The account or wallet that it is for; empty: the whole bank"),
      { ...text("product_id", "Id of that product"), refers: "products" },
      text("variant", "The kind of the thing that it is for, such as 50 leaves"),
      {
        ...must("status", "Whether it is charged"),
        one_of: ["charged", "free", "included", "not_offered", "negotiable", "at_cost", "unresolved"],
      },
      day("from", "The first day on which it holds"),
      day("until", "The first day on which it no longer holds; empty: it still does"),
      {
        ...must("valid_basis", "stated: the bank names the day; seen: we saw it on that day"),
        one_of: ["stated", "seen"],
      },
      ...GUARD,
      place,
      ...PRICE_IF_NAMED,
      must("currency", "Of every sum in the row"),
      {
        ...must("tax", "VAT: added on top, included, none, or unsettled"),
        one_of: ["added", "included", "none", "unsettled"],
      },
      ...EVIDENCE,
      text("note", "What goes with the price, for a reader"),
    ],
    key: ["fee", "from", "row"],
    rows: pack.listedFees.flatMap((fee) =>
      eachPrice(fee.price, (cells, i) => [
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

function rulesTable(pack: Pack): OpenTable {
  const names = new Map(pack.services.map(({ id, name }) => [id, name]));
  return {
    name: "rules",
    title: "Rules of law and regulation",
    says: "The most that may be charged, and taxes and levies, with the days on which each rule holds. A draft and a rule that was withdrawn are here too: standing says so.",
    columns: [
      must("rule", "Id of the rule; with row it names one row"),
      text("service", "Id of the service; empty: the rule is about no one service"),
      text("service_name", "What the service is called"),
      must("name", "What the rule is called"),
      {
        ...must("standing", "Whether it is law"),
        one_of: ["in_force", "superseded", "abolished", "draft", "withdrawn", "unknown"],
      },
      day("from", "The first day on which it holds"),
      day("until", "The first day on which it no longer holds; empty: it still does"),
      day("proposed_from", "Of a draft: the first day that it names for itself"),
      day("proposed_until", "Of a draft: the first day after those that it names"),
      must("payer", "Who pays"),
      must("payee", "Who keeps it: bank, government, telco, other_bank or network"),
      yes("never", "True: nobody may take this charge at all"),
      ...GUARD,
      sum("levy_from", "A levy is owed from this amount on"),
      ...EXEMPT.map((what) =>
        yes(`exempt_${what}`, "True: such a transfer owes no levy; empty: the rule is no levy on transfers"),
      ),
      place,
      ...PRICE,
      must("currency", "Of every sum in the row"),
      { ...must("tax", "VAT: added on top, none, or unsettled"), one_of: ["added", "none", "unsettled"] },
      must("period", "How often it may be taken"),
      { name: "negotiable", type: "boolean", says: "The parties may agree on less or more", required: true },
      { name: "enforceable", type: "boolean", says: "False: shown, never a ground for an accusation", required: true },
      ...EVIDENCE,
      text("conditions", "What the rule says"),
    ],
    key: ["rule", "row"],
    rows: pack.rules.flatMap((rule) =>
      eachPrice(rule.price, (cells, i) => [
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
    title: "Banks and wallets",
    says: "Every institution that we list, with its licence, and whether it is still there.",
    columns: [
      must("bank", "Id of the bank"),
      must("name", "Its name"),
      {
        ...must("licence", "The kind of licence"),
        one_of: ["commercial", "merchant", "non_interest", "microfinance", "mobile_money", "payment_service"],
      },
      { ...must("licence_grade", "How sure we are of the licence, A to D"), one_of: GRADES },
      text("licence_read_in", "The page or document in which we read the licence"),
      text("licence_address", "The address of that page"),
      day("licence_read_on", "The day on which we looked"),
      { name: "ended", type: "boolean", says: "True: it is no longer, or is becoming part of another", required: true },
      day("ended_on", "The day; empty: not verified, or it has not ended"),
      text("ended_into", "Id of the bank that it became part of"),
      text("short_code", "What is dialled on a phone"),
      text("tariff_address", "Where the bank itself publishes prices"),
      { name: "fees_listed", type: "integer", says: "How many fees of its own the table of fees has", required: true },
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
    title: "Products of banks",
    says: "Accounts and wallets that a bank's price list names. A bank may have more: those we have seen no price of are not here.",
    columns: [
      must("product", "Id of the product"),
      { ...must("bank", "Id of the bank"), refers: "banks" },
      must("name", "What the bank calls it"),
      { ...text("account", "The kind of account; empty: not said"), one_of: ["savings", "current", "domiciliary"] },
      text("who", "Who may have it; empty: not said"),
      day("from", "The first day on which it could be had; empty: not known"),
      day("until", "The first day on which it could not be had any more"),
      { ...must("grade", "How sure we are of it, A to D"), one_of: GRADES },
      text("read_in", "The page or document in which we read it"),
      text("address", "The address of that page"),
      { name: "read_on", type: "date", says: "The day on which we last looked", required: true },
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

/** Each table by its name, made of a pack. */
export const OPEN_TABLES = {
  fees: (pack: Pack) => filled(feesTable(pack)),
  rules: (pack: Pack) => filled(rulesTable(pack)),
  banks: (pack: Pack) => filled(banksTable(pack)),
  products: (pack: Pack) => filled(productsTable(pack)),
} as const;
