/**
 * The charges that a camt entry names stand inside its amount or beside it. Inside they are split off; with
 * `ChrgInclInd` false they stand beside it, and one that the other side pays is no charge of this account. Where nothing
 * is said, the amount of the payment itself decides: equal to the entry, the charge is not in it.
 * Source: ISO 20022 camt.052/053/054, Charges, ChargesRecord and AmountAndCurrencyExchange.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { joinNarration } from "../proof/booked-statement.ts";
import { unitsOf } from "../text/exact-number.ts";
import { allOf, at, type Element, textAt } from "../text/xml-elements.ts";
import { decimalOf, decimalsOf, negate } from "./camt-amounts.ts";

export type ChargeLine = { readonly amount: string; readonly words: string };
export type Charges = { readonly inside: readonly ChargeLine[]; readonly beside: readonly ChargeLine[] };

/** An entry as it was booked: its signed amount and currency. */
export type BookedEntry = {
  readonly entry: Element;
  readonly details: readonly Element[];
  readonly amount: string;
  readonly currency: string | null;
  readonly narration: string;
  readonly row: number;
};

type Charge = ChargeLine & { readonly included: boolean | undefined; readonly bornBy: string | undefined };

export function chargesOf(booked: BookedEntry, warnings: ReadWarning[]): Charges {
  const inside: ChargeLine[] = [];
  const beside: ChargeLine[] = [...flatCharge(booked)];
  const total = unitsOf(booked.amount);
  const other = total < 0n ? "CRED" : "DEBT";
  for (const source of sourcesOf(booked)) {
    const charges = recordsOf(source, booked, warnings).filter(
      (one) => one.included !== undefined || one.bornBy !== other,
    );
    const apart = standsApart(source, charges, booked);
    if (apart === null && charges.some(({ included }) => included === undefined))
      warnings.push({
        code: "charge_assumed",
        how: "inside",
        row: booked.row,
      });
    for (const charge of charges) ((charge.included ?? apart !== true) ? inside : beside).push(charge);
  }
  const sum = inside.reduce((all, one) => all + unitsOf(one.amount), 0n);
  if (total < 0n && sum < total) {
    warnings.push({ code: "charge_assumed", how: "larger", row: booked.row });
    return { inside: [], beside };
  }
  // an entry that is nothing but its charge stays one line
  return sum === total ? { inside: [], beside } : { inside, beside };
}

/** Charges beside entries that no balance proves to have been booked on top. */
export const chargesBeside = (count: number): ReadWarning => ({
  code: "fees_beside",
  how: "entries",
  facts: { count },
});

/**
 * Entry and details may both name charges, and one may be the sum of the other: only one level counts, the one that says
 * whether its charges are included, else the details.
 */
function sourcesOf({ entry, details }: BookedEntry): readonly Element[] {
  const levels = [details.filter((one) => at(one, "Chrgs")), at(entry, "Chrgs") ? [entry] : []];
  const says = (one: Element) => allOf(one, "Chrgs").some((block) => includedIn(block).some((said) => said));
  return levels.find((level) => level.some(says)) ?? levels.find((level) => level.length > 0) ?? [];
}

const includedIn = (block: Element): (string | undefined)[] =>
  [block, ...allOf(block, "Rcrd")].map((record) => textAt(record, "ChrgInclInd"));

/** Some files give the sum without any record, directly under the entry. */
function flatCharge({ entry, details, currency, narration }: BookedEntry): ChargeLine[] {
  const flat = at(entry, "TtlChrgsAndTaxAmt");
  const printed = decimalOf(flat?.text.trim());
  if (!flat || printed === null || unitsOf(printed) === 0n) return [];
  if ([entry, ...details].some((one) => at(one, "Chrgs")) || (flat.attributes.Ccy ?? currency) !== currency) return [];
  return [{ amount: negate(printed), words: wordsOf(flat, narration) }];
}

function recordsOf(source: Element, booked: BookedEntry, warnings: ReadWarning[]): Charge[] {
  const charges: Charge[] = [];
  const { currency, row } = booked;
  for (const block of allOf(source, "Chrgs")) {
    const records = allOf(block, "Rcrd");
    for (const record of records.length > 0 ? records : [block]) {
      const sum = records.length === 0 ? at(block, "TtlChrgsAndTaxAmt") : undefined;
      const figure = at(record, "Amt") ?? sum;
      const printed = decimalOf(figure?.text.trim());
      if (printed === null || unitsOf(printed) === 0n) continue;
      const ccy = figure?.attributes.Ccy;
      const foreign = ccy === undefined ? foreignCurrency(source, booked) : undefined;
      if (foreign !== undefined || (ccy ?? currency) !== currency) {
        warnings.push({
          code: "charge_in_other_currency",
          how: foreign ? "unnamed" : "named",
          facts: { charge: printed, currency: foreign ?? (ccy as string) },
          row,
        });
        continue;
      }
      const back = textAt(record, "CdtDbtInd")?.toUpperCase() === "CRDT";
      const said = textAt(record, "ChrgInclInd");
      charges.push({
        amount: back ? printed : negate(printed),
        words: wordsOf(record, booked.narration),
        included: said === undefined ? undefined : /^(true|1)$/i.test(said),
        bornBy: textAt(record, "Br")?.toUpperCase(),
      });
    }
  }
  return charges;
}

function wordsOf(record: Element, narration: string): string {
  const kind = textAt(record, "Tp", "Prtry", "Id") ?? textAt(record, "Tp", "Cd") ?? textAt(record, "Tp", "Prtry") ?? "";
  return `CHARGE ${joinNarration([kind, narration])}`.trim();
}

/** The amounts that a source gives of the payment itself, the most telling one first. */
function paymentsOf(source: Element, { entry, details }: BookedEntry): readonly Element[] {
  const holders = source === entry ? [entry, ...details] : [source];
  const named = ["TxAmt", "InstdAmt", "CntrValAmt"].flatMap((name) =>
    holders.flatMap((one) => allOf(at(one, "AmtDtls"), name)),
  );
  // the amount of a detail comes last: it may be what was booked, charge and all
  return [...named, ...holders.filter((one) => one !== entry && at(one, "Amt"))];
}

function foreignCurrency(source: Element, booked: BookedEntry): string | undefined {
  return paymentsOf(source, booked)
    .map((one) => at(one, "Amt")?.attributes.Ccy)
    .find((ccy) => ccy !== undefined && ccy !== booked.currency);
}

/**
 * True where the payment alone is what was booked, so that charges of which nothing is said are not in the amount; null where
 * no amount of the payment tells.
 */
function standsApart(source: Element, charges: readonly Charge[], booked: BookedEntry): boolean | null {
  if (booked.details.length > 1) return null;
  const total = unitsOf(booked.amount);
  const whole = total < 0n ? -total : total;
  for (const payment of paymentsOf(source, booked)) {
    const amount = at(payment, "Amt");
    const printed = decimalOf(amount?.text.trim());
    if (printed === null) continue;
    const paid = unitsOf(printed);
    if ((amount?.attributes.Ccy ?? booked.currency) === booked.currency) return paid === whole;
    const converted = convertedBy(textAt(payment, "CcyXchg", "XchgRate"), paid);
    if (converted.length === 0) continue;
    // a rate is rounded: only where payment and charges give the entry to the last digit are the charges in it
    const fees = charges.filter((one) => one.included !== false).reduce((all, one) => all + unitsOf(one.amount), 0n);
    const without = total < 0n ? whole + fees : whole - fees;
    const close = lastDigit(booked.amount);
    return converted.some((one) => near(one, whole, close)) || !converted.some((one) => near(one, without, close));
  }
  return null;
}

const lastDigit = (amount: string): bigint => unitsOf(`0.${"0".repeat(Math.max(2, decimalsOf(amount)) - 1)}1`) / 2n;
const near = (a: bigint, b: bigint, close: bigint): boolean => (a < b ? b - a : a - b) <= close;

/** Units at a rate, both ways: banks do not agree on which currency the rate is the price of. */
function convertedBy(rate: string | undefined, units: bigint): bigint[] {
  const match = /^(\d{1,11})(?:\.(\d{1,10}))?$/.exec(rate ?? "");
  const price = BigInt(`${match?.[1] ?? ""}${match?.[2] ?? ""}` || "0");
  if (price === 0n) return [];
  const one = 10n ** BigInt(match?.[2]?.length ?? 0);
  return [(units * price) / one, (units * one) / price];
}
