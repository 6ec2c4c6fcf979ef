/** One row of a tariff that a bank is about to publish, read from the cells of a table or refused with its column. */
import { type CivilDate, parseCivilDate } from "../dates/civil-date.ts";
import type { Guard, ListedFee, Pack } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { type Minor, parseMinor } from "../money/money.ts";

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

const LISTS = {
  account: ["savings", "current", "domiciliary"],
  customer: ["individual", "corporate"],
  locality: ["on_site", "off_site"],
  same_bank: ["yes", "no"],
  vat: ["added", "included", "none"],
} as const;

/** The words that `one_of` means. */
export const choicesOf = (column: TariffColumn): readonly string[] =>
  column in LISTS ? LISTS[column as keyof typeof LISTS] : column === "per" ? ["page", "leaf", "message", "a sum"] : [];

/** A row as it was read, or its first fault. `cell` gives a cell without blanks at its ends; empty where there is none. */
export function readTariffRow(cell: (column: TariffColumn) => string, line: number, pack: Pack): TariffRow | RowFault {
  const fault = (column: TariffColumn, why: RowFault["why"]): RowFault => ({ line, column, why, value: cell(column) });
  const service = pack.services.find(({ id }) => id === cell("service") && id !== "unknown");
  if (!service) return fault("service", "unknown_service");
  for (const column of ["account", "customer", "locality", "same_bank", "vat"] as const)
    if (cell(column) !== "" && !(LISTS[column] as readonly string[]).includes(cell(column)))
      return fault(column, "one_of");
  for (const column of ["above", "up_to", "fixed", "minimum", "maximum"] as const)
    if (cell(column) !== "" && !isSum(cell(column))) return fault(column, "no_sum");
  for (const column of ["from", "announced"] as const)
    if (cell(column) !== "" && parseCivilDate(cell(column)) === undefined) return fault(column, "no_day");
  const [above, upTo] = [sumOf(cell("above")), sumOf(cell("up_to"))];
  if (above !== null && upTo !== null && above >= upTo) return fault("up_to", "bad_band");
  const price = priceOf(cell, service.id, fault);
  if ("why" in price) return price;
  return {
    line,
    service: service.id,
    name: cell("name") || service.name,
    product: cell("product") || null,
    when: guardOf(cell),
    above,
    upTo,
    price,
    vat: cell("vat") === "" ? null : (cell("vat") as ListedFee["vat"]),
    from: parseCivilDate(cell("from")) ?? null,
    announced: parseCivilDate(cell("announced")) ?? null,
  };
}

const isSum = (text: string): boolean => !text.startsWith("-") && parseMinor(text) !== undefined;
const sumOf = (text: string): Minor | null => (text === "" ? null : (parseMinor(text) ?? null));

function guardOf(cell: (column: TariffColumn) => string): Guard {
  const one = <T extends string>(column: TariffColumn): readonly T[] | undefined =>
    cell(column) === "" ? undefined : [cell(column) as T];
  const [account, customer, locality] = [
    one<"savings" | "current" | "domiciliary">("account"),
    one<"individual" | "corporate">("customer"),
    one<"on_site" | "off_site">("locality"),
  ];
  const sameBank = cell("same_bank") === "" ? {} : { sameBank: cell("same_bank") === "yes" };
  return { ...(account && { account }), ...(customer && { customer }), ...(locality && { locality }), ...sameBank };
}

function priceOf(
  cell: (column: TariffColumn) => string,
  service: string,
  fault: (column: TariffColumn, why: RowFault["why"]) => RowFault,
): Price | RowFault {
  const [fixed, rate, minimum, maximum, per] = [
    cell("fixed"),
    cell("rate"),
    cell("minimum"),
    cell("maximum"),
    cell("per"),
  ];
  if (fixed === "" && rate === "") return fault("fixed", "no_price");
  if (fixed !== "" && rate !== "") return fault("rate", "fixed_and_rate");
  if (rate !== "") {
    const fraction = fractionOf(rate);
    if (fraction === "bare") return fault("rate", "rate_without_unit");
    if (fraction === null) return fault("rate", "no_rate");
    return {
      kind: "rate",
      fraction,
      base: service === "account.maintenance" ? "debit_turnover" : "transaction_amount",
      ...(minimum === "" ? {} : { min: minimum }),
      ...(maximum === "" ? {} : { max: maximum }),
    };
  }
  if (parseMinor(fixed) === 0n) return { kind: "free" };
  if (per === "") return { kind: "fixed", amount: fixed };
  if (per === "page" || per === "leaf" || per === "message") return { kind: "fixed", amount: fixed, unit: { per } };
  if (!isSum(per) || parseMinor(per) === 0n) return fault("per", "one_of");
  return { kind: "fixed", amount: fixed, unit: { per: "block", of: "transaction_amount", size: per, partial: "up" } };
}

const RATE = /^(\d{1,3})(?:\.(\d{1,6}))? ?(%|percent|‰|per mille|permille)?$/i;

/** `0.5 %` and `5 per mille` are the fraction 0.005; `bare` where nobody says of what. */
function fractionOf(text: string): string | "bare" | null {
  const [, whole, decimals = "", unit] = RATE.exec(text) ?? [];
  if (whole === undefined) return null;
  if (unit === undefined) return "bare";
  const places = unit.toLowerCase().startsWith("per m") || unit === "‰" || unit.toLowerCase() === "permille" ? 3 : 2;
  const digits = whole.padStart(places + 1, "0");
  return `${BigInt(digits.slice(0, -places))}.${digits.slice(-places)}${decimals}`;
}
