/** What a bank's own published price makes of one event. */
import { inSpan } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, type Rate } from "../money/rate.ts";
import { exactPrice } from "./exact-price.ts";
import type { Guard, ListedFee, Pack } from "./pack.ts";
import type { ChargeEvent, Priced, Sum } from "./priced.ts";
import { vatOn } from "./vat.ts";

const indexes = new WeakMap<Pack, ReadonlyMap<string, ReadonlyMap<string, readonly ListedFee[]>>>();
const NONE: readonly ListedFee[] = [];

/** What a bank lists of a service, on any day, in the pack's order. The pack never changes, so the index is made once. */
export function listedOf(pack: Pack, bank: string | undefined, service: string): readonly ListedFee[] {
  if (bank === undefined) return NONE;
  let index = indexes.get(pack);
  if (!index) {
    index = byBank(pack);
    indexes.set(pack, index);
  }
  return index.get(bank)?.get(service) ?? NONE;
}

function byBank({ listedFees }: Pack): ReadonlyMap<string, ReadonlyMap<string, readonly ListedFee[]>> {
  const banks = new Map<string, Map<string, ListedFee[]>>();
  for (const fee of listedFees) {
    let own = banks.get(fee.bank);
    if (!own) {
      own = new Map();
      banks.set(fee.bank, own);
    }
    const rows = own.get(fee.service);
    if (rows) rows.push(fee);
    else own.set(fee.service, [fee]);
  }
  return banks;
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
  const listed = listedOf(pack, event.bank, event.service).filter(
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

/** What was agreed speaks first, then the product's own rows, then those of the whole bank. */
function speaking(listed: readonly ListedFee[], product: string | undefined): readonly ListedFee[] {
  const agreed = listed.filter((fee) => fee.agreed);
  if (agreed.length > 0) return agreed;
  const own = product === undefined ? [] : listed.filter((fee) => fee.product === product);
  if (own.length > 0) return own;
  if (product !== undefined) return listed.filter((fee) => fee.product === undefined);
  // what a product does not offer is no second price
  const fees = listed.filter((fee) => fee.status !== "not_offered" || !fee.product);
  return fees.every((fee) => fee.product !== undefined) ? [] : fees;
}

/** What a bank announced of its own that it takes nothing for, on any day. */
export const announcedFree = (pack: Pack, service: string, bank: string | undefined): readonly ListedFee[] =>
  listedOf(pack, bank, service).filter((fee) => fee.status === "free");

/** What a bank says of its price in words from which no sum can be worked out; with its grade and the day it was read. */
export const unresolvedWords = (pack: Pack, event: ChargeEvent): readonly string[] =>
  listedOf(pack, event.bank, event.service).flatMap(({ price, product, grade, checkedOn, from, until }) =>
    price.kind === "unresolved" && product === undefined && inSpan({ from, until }, event.on)
      ? [
          `What is known of its own price: ${price.verbatim} (grade ${grade}, read on ${checkedOn}); no sum follows from that alone.`,
        ]
      : [],
  );

/** Whether an event is one that a row speaks of: a fact that the row asks for and the event does not give is not met. */
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
  const value = exactPrice(fee.price)(event.amount, event.facts);
  if (value.kind !== "sum" || value.fee === null) return null;
  return { fee, least: value.least as Minor, printed: value.fee };
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
