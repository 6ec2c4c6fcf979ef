/** One idea: what a bank's own published price makes of one event. */
import { inSpan } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp, type Rate } from "../money/rate.ts";
import { evaluatePrice } from "./evaluate-price.ts";
import type { Guard, ListedFee, Pack } from "./pack.ts";
import type { ChargeEvent, Priced, Sum } from "./priced.ts";
import { vatOn } from "./vat.ts";

/**
 * The bank's listed price for the event, tax apart; null when the bank lists none that day, when what it lists asks a
 * fact that is absent, when it names no sum, when it lists it for one product only (no question names a product), or
 * when several rows differ: a price is never guessed.
 */
export function listedPrice(pack: Pack, event: ChargeEvent): Priced["listed"] {
  if (event.bank === undefined) return null;
  const listed = pack.listedFees.filter(
    (fee) =>
      fee.bank === event.bank && fee.service === event.service && inSpan(fee, event.on) && meets(fee.when, event),
  );
  const agreed = listed.filter((fee) => fee.agreed);
  // what a product does not offer is no second price
  const fees = agreed.length > 0 ? agreed : listed.filter((fee) => fee.status !== "not_offered" || !fee.product);
  if (fees.every((fee) => fee.product !== undefined)) return null;
  const prices = fees.map((fee) => listedPriceOf(pack, fee, event));
  const [first] = prices;
  if (!first || prices.some((price) => price?.total !== first.total)) return null;
  return first;
}

/** What a bank announced of its own that it takes nothing for, on any day. */
export const announcedFree = (pack: Pack, service: string, bank: string | undefined): readonly ListedFee[] =>
  bank === undefined
    ? []
    : pack.listedFees.filter((fee) => fee.bank === bank && fee.service === service && fee.status === "free");

/** What a bank says of its price in words from which no sum can be worked out; with its grade and the day it was read. */
export const unresolvedWords = (pack: Pack, event: ChargeEvent): readonly string[] =>
  (event.bank === undefined ? [] : pack.listedFees).flatMap(
    ({ bank, service, price, product, grade, checkedOn, from, until }) =>
      bank === event.bank &&
      service === event.service &&
      price.kind === "unresolved" &&
      product === undefined &&
      inSpan({ from, until }, event.on)
        ? [
            `What is known of its own price: ${price.verbatim} (grade ${grade}, read on ${checkedOn}); no sum follows from that alone.`,
          ]
        : [],
  );

/** A fact that the bank's row asks for and the event does not give is not met. */
function meets(when: Guard, event: ChargeEvent): boolean {
  if (when.account && (event.account === undefined || !when.account.includes(event.account))) return false;
  for (const key of ["locality", "party", "customer"] as const) {
    const value = event.facts[key];
    if (when[key] && (value === undefined || !(when[key] as readonly string[]).includes(value))) return false;
  }
  return when.sameBank === undefined || when.sameBank === (event.facts.sameBank ?? false);
}

/** What one listed row makes of the event, whatever its guard; null where no sum follows from it. */
export function listedPriceOf(pack: Pack, fee: ListedFee, event: ChargeEvent): Priced["listed"] {
  const told = { feeId: fee.id, grade: fee.grade };
  if (event.currency !== undefined && event.currency !== fee.currency) return null;
  if (fee.status === "free" || fee.status === "included") return { fee: 0n, tax: 0n, total: 0n, ...told };
  if (fee.status !== "charged") return null;
  const value = evaluatePrice(fee.price, { amount: event.amount, facts: event.facts });
  if (value.kind !== "sum" || value.fee === null) return null;
  return { ...taxOf(value.fee, fee.vat, vatOn(pack, event.on)?.rate ?? null), ...told };
}

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
