/** One row of a tariff that a bank is about to publish, read from the cells of a table or refused with its column. */
import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import type { Guard, ListedFee, Pack } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { formatMinor, type Minor } from "../money/money.ts";
import { typedSum } from "../money/typed-sum.ts";
import { type Choice, type ChoiceColumn, choiceOf } from "./tariff-choices.ts";

/** One fee or one band of a fee a row; the columns in the order of the template. */
export const TARIFF_COLUMNS = [
  "service",
  "name",
  "product",
  "account",
  "customer",
  "locality",
  "same_bank",
  "above",
  "up_to",
  "fixed",
  "rate",
  "minimum",
  "maximum",
  "per",
  "vat",
  "from",
  "announced",
] as const;
export type TariffColumn = (typeof TARIFF_COLUMNS)[number];

export type TariffRow = {
  /** In the file, as an editor counts. */
  readonly line: number;
  readonly service: string;
  readonly name: string;
  readonly product: string | null;
  readonly when: Guard;
  /** The bounds of a band; null and null: every sum. */
  readonly above: Minor | null;
  readonly upTo: Minor | null;
  readonly price: Price;
  /** Null: the file does not say. */
  readonly vat: ListedFee["vat"] | null;
  readonly from: CivilDate | null;
  readonly announced: CivilDate | null;
};

/** `why` is one of a few; `value` is what stands in the cell. */
export type RowFault = {
  readonly line: number;
  readonly column: TariffColumn;
  readonly why:
    | "unknown_service"
    | "one_of"
    | "no_sum"
    | "no_rate"
    | "rate_without_unit"
    | "no_price"
    | "no_day"
    | "bad_band"
    | "fixed_and_rate";
  readonly value: string;
};

/** A row that is left out, with everything that is wrong with it. `service` is null where it names none that we know. */
export type UnreadRow = {
  readonly line: number;
  readonly service: string | null;
  readonly faults: readonly RowFault[];
};

type Cell = (column: TariffColumn) => string;
type Say = (column: TariffColumn, why: RowFault["why"]) => void;

/** A row as it was read, or all its faults. `cell` gives a cell without blanks at its ends; empty where there is none. */
export function readTariffRow(cell: Cell, line: number, pack: Pack): TariffRow | UnreadRow {
  const faults: RowFault[] = [];
  const say: Say = (column, why) => faults.push({ line, column, why, value: cell(column) });
  const service = pack.services.find(({ id }) => id === cell("service") && id !== "unknown");
  if (!service) say("service", "unknown_service");
  const when = guardOf(cell, say);
  const [above, upTo] = [sumIn("above", cell, say), sumIn("up_to", cell, say)];
  if (above !== null && upTo !== null && above >= upTo) say("up_to", "bad_band");
  const price = priceOf(cell, service?.id, say);
  const vat = choiceIn("vat", cell, say) ?? null;
  const [from, announced] = [dayIn("from", cell, say), dayIn("announced", cell, say)];
  if (!service || price === null || faults.length > 0) return { line, service: service?.id ?? null, faults };
  const [name, product] = [cell("name") || service.name, cell("product") || null];
  return { line, service: service.id, name, product, when, above, upTo, price, vat, from, announced };
}

function sumIn(column: TariffColumn, cell: Cell, say: Say): Minor | null {
  if (cell(column) === "") return null;
  const sum = typedSum(cell(column));
  if (sum === undefined) say(column, "no_sum");
  return sum ?? null;
}

function dayIn(column: TariffColumn, cell: Cell, say: Say): CivilDate | null {
  if (cell(column) === "") return null;
  const day = parseCivilDate(cell(column));
  if (day === undefined) say(column, "no_day");
  return day ?? null;
}

function choiceIn<C extends ChoiceColumn>(column: C, cell: Cell, say: Say): Choice<C> | undefined {
  if (cell(column) === "") return undefined;
  const choice = choiceOf(column, cell(column));
  if (choice === undefined) say(column, "one_of");
  return choice;
}

function guardOf(cell: Cell, say: Say): Guard {
  const account = choiceIn("account", cell, say);
  const customer = choiceIn("customer", cell, say);
  const locality = choiceIn("locality", cell, say);
  const sameBank = choiceIn("same_bank", cell, say);
  return {
    ...(account && { account: [account] }),
    ...(customer && { customer: [customer] }),
    ...(locality && { locality: [locality] }),
    ...(sameBank && { sameBank: sameBank === "yes" }),
  };
}

/** Null: it has none that can be read, which was said. */
function priceOf(cell: Cell, service: string | undefined, say: Say): Price | null {
  const rate = cell("rate");
  const [fixed, minimum, maximum] = [
    sumIn("fixed", cell, say),
    sumIn("minimum", cell, say),
    sumIn("maximum", cell, say),
  ];
  const unit = unitOf(cell, say);
  if (cell("fixed") === "" && rate === "") say("fixed", "no_price");
  if (rate === "") {
    if (fixed === null) return null;
    if (fixed === 0n) return { kind: "free" };
    return { kind: "fixed", amount: formatMinor(fixed), ...(unit && { unit }) };
  }
  if (cell("fixed") !== "") say("rate", "fixed_and_rate");
  const fraction = fractionOf(rate);
  if (fraction === "bare") say("rate", "rate_without_unit");
  else if (fraction === null) say("rate", "no_rate");
  else
    return {
      kind: "rate",
      fraction,
      base: service === "account.maintenance" ? "debit_turnover" : "transaction_amount",
      ...(minimum === null ? {} : { min: formatMinor(minimum) }),
      ...(maximum === null ? {} : { max: formatMinor(maximum) }),
    };
  return null;
}

type Unit = Extract<Price, { readonly kind: "fixed" }>["unit"];

/** What a fixed price is for each of: a thing, or each started part of the sum. */
function unitOf(cell: Cell, say: Say): Unit {
  if (cell("per") === "") return undefined;
  const choice = choiceOf("per", cell("per"));
  if (choice) return { per: choice };
  const size = typedSum(cell("per"));
  if (size === undefined || size === 0n) {
    say("per", "one_of");
    return undefined;
  }
  return { per: "block", of: "transaction_amount", size: formatMinor(size), partial: "up" };
}

const RATE = /^(\d{1,3})(?:\.(\d{1,6}))? ?(%|percent|‰|per mille|permille)?$/i;

/** `0.5 %` and `5 per mille` are the fraction 0.005; `bare` where it is not said of what. */
function fractionOf(text: string): string | "bare" | null {
  const [, whole, decimals = "", unit] = RATE.exec(text) ?? [];
  if (whole === undefined) return null;
  if (unit === undefined) return "bare";
  const places = unit.toLowerCase().startsWith("per m") || unit === "‰" || unit.toLowerCase() === "permille" ? 3 : 2;
  const digits = whole.padStart(places + 1, "0");
  return `${BigInt(digits.slice(0, -places))}.${digits.slice(-places)}${decimals}`;
}
