/** What a bank's own published price makes of one event. */
import { inSpan } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, type Rate } from "../money/rate.ts";
import { evaluatePrice } from "./evaluate-price.ts";
import type { Guard, ListedFee, Pack } from "./pack.ts";
import type { PriceReason } from "./price-reasons.ts";
import type { ChargeEvent, Priced, Sum } from "./priced.ts";
import { vatOn } from "./vat.ts";

const NONE: readonly ListedFee[] = [];

/** What a bank lists of a service: all of it, what is for no product alone, and that with the rows of each product. */
type Lists = {
  readonly all: ListedFee[];
  readonly whole: ListedFee[];
  readonly ofProduct: Map<string, readonly ListedFee[]>;
};

const indexes = new WeakMap<Pack, ReadonlyMap<string, ReadonlyMap<string, Lists>>>();

/**
 * What a bank lists of a service, on any day, in the pack's order; with a product what may apply to it: its own rows and
 * those of the whole bank. One and the same list each time: the pack never changes, so the index is made once.
 */
export function listedOf(
  pack: Pack,
  bank: string | undefined,
  service: string,
  product?: string,
): readonly ListedFee[] {
  if (bank === undefined) return NONE;
  let index = indexes.get(pack);
  if (!index) {
    index = byBank(pack);
    indexes.set(pack, index);
  }
  const lists = index.get(bank)?.get(service);
  if (!lists) return NONE;
  return product === undefined ? lists.all : (lists.ofProduct.get(product) ?? lists.whole);
}

function byBank({ listedFees }: Pack): ReadonlyMap<string, ReadonlyMap<string, Lists>> {
  const banks = new Map<string, Map<string, Lists>>();
  for (const fee of listedFees) {
    let own = banks.get(fee.bank);
    if (!own) {
      own = new Map();
      banks.set(fee.bank, own);
    }
    let lists = own.get(fee.service);
    if (!lists) {
      lists = { all: [], whole: [], ofProduct: new Map() };
      own.set(fee.service, lists);
    }
    lists.all.push(fee);
    if (fee.product === undefined || fee.agreed) lists.whole.push(fee);
  }
  for (const own of banks.values()) for (const lists of own.values()) addProducts(lists);
  return banks;
}

function addProducts({ all, whole, ofProduct }: Lists): void {
  const own = new Map<string, ListedFee[]>();
  for (const fee of all) {
    if (fee.product === undefined) continue;
    const rows = own.get(fee.product);
    if (rows) rows.push(fee);
    else own.set(fee.product, [fee]);
  }
  for (const [product, rows] of own) ofProduct.set(product, [...whole.filter((fee) => !rows.includes(fee)), ...rows]);
}

/**
 * The bank's listed price for the event, tax apart; null when the bank lists none that day, when what it lists asks a
 * fact that is absent, when it names no sum, when it lists it for one product only and the question names no product, or
 * when several rows differ: a price is never guessed.
 */
export function listedPrice(pack: Pack, event: ChargeEvent): Priced["listed"] {
  const row = listedRow(pack, event);
  if (!row || row.least !== row.printed) return null;
  return { ...taxedAs(pack, event, row.fee, row.printed), feeId: row.fee.id, grade: row.fee.grade };
}

/** The row that prices an event, and the sum that it prints for it; `least` is lower where it prints ends only. */
export type ListedRow = { readonly fee: ListedFee; readonly least: Minor; readonly printed: Minor };

export function listedRow(pack: Pack, event: ChargeEvent): ListedRow | null {
  if (event.bank === undefined) return null;
  const listed = listedOf(pack, event.bank, event.service, event.product).filter(
    (fee) => inSpan(fee, event.on) && meets(fee.when, event),
  );
  const fees = speaking(listed, event.product);
  const rows = fees.map((fee) => rowOf(fee, event));
  const [first] = rows;
  if (!first) return null;
  const total = (row: ListedRow, printed: Minor) => taxedAs(pack, event, row.fee, printed).total;
  for (const row of rows.slice(1)) {
    if (!row) return null;
    if (total(row, row.printed) !== total(first, first.printed) || total(row, row.least) !== total(first, first.least))
      return null;
  }
  return first;
}

/**
 * First an agreed rate, then the product's own rows, then those of the whole bank. A price that is listed for some only
 * (one product, where none is named; one kind of the thing) is no price of all.
 */
function speaking(listed: readonly ListedFee[], product: string | undefined): readonly ListedFee[] {
  const agreed = listed.filter((fee) => fee.agreed);
  if (agreed.length > 0) return agreed;
  const own = product === undefined ? [] : listed.filter((fee) => fee.product === product);
  // what a product does not offer is no second price
  const fees = own.length > 0 ? own : listed.filter((fee) => fee.status !== "not_offered" || !fee.product);
  return fees.every((fee) => isOfSome(fee, product)) ? [] : fees;
}

/** Whether a row is for one product that is not the one asked about, or for one kind of the thing. */
export const isOfSome = (fee: ListedFee, product: string | undefined): boolean =>
  !fee.agreed && (fee.variant !== undefined || (fee.product !== undefined && fee.product !== product));

/** What a bank announced of its own that it takes nothing for, on any day. */
export const announcedFree = (
  pack: Pack,
  { service, bank, product }: Pick<ChargeEvent, "service" | "bank" | "product">,
): readonly ListedFee[] =>
  listedOf(pack, bank, service, product).filter((fee) => fee.status === "free" && !isOfSome(fee, product));

/** What a bank says of its price in words from which no sum can be worked out; with its grade and the day it was read. */
export const unresolvedPrices = (pack: Pack, event: ChargeEvent): readonly PriceReason[] =>
  listedOf(pack, event.bank, event.service).flatMap((fee): PriceReason[] => {
    const { price, grade, checkedOn } = fee;
    const verbatim = price.kind === "unresolved" ? price.verbatim : fee.inWords;
    return verbatim && !isOfSome(fee, event.product) && inSpan(fee, event.on)
      ? [{ code: "own_price_without_sum", facts: { verbatim, grade, on: checkedOn } }]
      : [];
  });

/** Whether a row applies to an event: a fact that the row asks for and the event does not give is not met. */
export function meets(when: Guard, event: ChargeEvent): boolean {
  if (when.account && (event.account === undefined || !when.account.includes(event.account))) return false;
  for (const key of ["locality", "party", "customer"] as const) {
    const value = event.facts[key];
    if (when[key] && (value === undefined || !(when[key] as readonly string[]).includes(value))) return false;
  }
  return when.sameBank === undefined || when.sameBank === (event.facts.sameBank ?? false);
}

/** What one listed row makes of the event, whatever its guard; null where no sum follows from it. */
export function listedPriceOf(pack: Pack, fee: ListedFee, event: ChargeEvent): Priced["listed"] {
  const row = rowOf(fee, event);
  if (!row || row.least !== row.printed) return null;
  return { ...taxedAs(pack, event, fee, row.printed), feeId: fee.id, grade: fee.grade };
}

function rowOf(fee: ListedFee, event: ChargeEvent): ListedRow | null {
  if (event.currency !== undefined && event.currency !== fee.currency) return null;
  if (fee.status === "free" || fee.status === "included") return { fee, least: 0n, printed: 0n };
  if (fee.status !== "charged") return null;
  const value = evaluatePrice(fee.price, { amount: event.amount, facts: event.facts });
  if (value.kind !== "sum" || value.fee === null) return null;
  return { fee, least: value.least ?? value.fee, printed: value.fee };
}

/** A printed sum of a row with its tax apart, as the row says that the tax goes. */
export const taxedAs = (pack: Pack, event: ChargeEvent, fee: ListedFee, printed: Minor): Sum =>
  fee.status === "free" || fee.status === "included"
    ? { fee: printed, tax: 0n, total: printed }
    : taxOf(printed, fee.vat, vatOn(pack, event.on)?.rate ?? null);

function taxOf(printed: Minor, vat: ListedFee["vat"], rate: Rate | null): Sum {
  if (vat === "none" || rate === null) return { fee: printed, tax: 0n, total: printed };
  if (vat === "included") {
    const fee = applyRateHalfUp(printed, {
      numerator: rate.denominator,
      denominator: rate.denominator + rate.numerator,
    });
    return { fee, tax: printed - fee, total: printed };
  }
  const tax = applyRateHalfUp(printed, rate);
  return { fee: printed, tax, total: printed + tax };
}
