/** Which fee each VAT line is on: one assignment, in which a fee carries one tax line. */
import type { Rate } from "../../money/rate.ts";
import { applyRateHalfUp } from "../../money/rate.ts";
import { priceFor } from "../judge/price-charge.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, isReversed, ofKind, sizeOf } from "../open/book.ts";
import { likeliest, narrationReader } from "../open/read-narration.ts";
import { assign, type Field, type Fit, type Link } from "./assign.ts";
import { bankDays } from "./bank-days.ts";
import { roundedApart, Unpaid } from "./several.ts";
import { tiesOf } from "./ties.ts";

/** A line of more than a fifth of a fee is no tax on it. */
const MOST_OF_A_FEE = 5n;
/** A payment has a handful of charges; where more are laid on one, the first of them are looked at. */
const MOST_CHARGES = 20;
/** Fees that say that their tax is in them have no line of it. */
const HOLDS_TAX = /(?:\+|&|\bAND|\bPLUS|\bINCL\w{0,6}\.?(?: OF)?) ?VAT\b|\bVAT INCL/;

/** Fills `parent` of VAT lines and `taxes` of fees and levies. */
export function linkTaxes(book: Book, rateOf: (entry: Entry) => Rate | null): void {
  const taxes = ofKind(book, "tax").filter((tax) => tax.service !== null && tax.amount < 0n && !tax.parent);
  if (taxes.length === 0) return;
  const saidOf = subjects(book);
  const bearers = book.entries.filter(
    (e) => (e.kind === "fee" && !(e.narration.includes("VAT") && HOLDS_TAX.test(e.narration))) || e.kind === "levy",
  );
  const charged = bearers.filter((e) => e.amount < 0n && e.taxes.length === 0);
  const { boundTo } = tiesOf(book, taxes, charged);
  const fit = (tax: Entry, charge: Entry): Fit => {
    const { onLevy, service } = saidOf(tax);
    if ((charge.kind === "levy") !== onLevy) return { as: "none" };
    if (onLevy) return { as: "wrong", allowed: 0n };
    if (!alike(service, charge.service)) return { as: "none" };
    const rate = rateOf(charge);
    if (!rate || sizeOf(tax) * MOST_OF_A_FEE > sizeOf(charge) + MOST_OF_A_FEE) return { as: "none" };
    // a tax that was kept goes with a fee that was kept, wherever there is one
    if (isReversed(charge) && !isReversed(tax)) return { as: "wrong", allowed: 0n };
    const due = applyRateHalfUp(sizeOf(charge), rate);
    // what is not the very tax on all of it is no tax on a sum that holds its own already
    if ((sizeOf(tax) + 1n < due || sizeOf(tax) > due + 1n + roundedApart(charge)) && holdsTax(book, charge))
      return { as: "none" };
    return sizeOf(tax) <= due + 1n + roundedApart(charge)
      ? { as: "right", exact: sizeOf(tax) + 1n >= due && isReversed(charge) === isReversed(tax) }
      : { as: "wrong", allowed: due };
  };
  const field: Omit<Field, "charges"> = {
    bearers: charged,
    soft: () => false,
    chargeKey: (tax) => `${saidOf(tax).onLevy}${saidOf(tax).service}`,
    bearerKey: (charge) =>
      `${charge.kind}${charge.service}|${sizeOf(charge)}|${isReversed(charge)}|${roundedApart(charge)}`,
    fit,
    bound: boundTo,
    daysBefore: bankDays(book.pack.narration).daysBefore,
    surelyReaches: bankDays(book.pack.narration).surelyReaches,
  };
  for (const group of [taxes.filter((tax) => !isReversed(tax)), taxes.filter(isReversed)])
    attachAll(book, assign({ ...field, charges: group }), charged, rateOf);
}

/** True where a fee is what its service costs with the tax, or a multiple of that, and no multiple of what it costs without. */
function holdsTax(book: Book, fee: Entry): boolean {
  const { maximum } = priceFor(book, fee.service ?? "unknown", fee.line.date, undefined);
  return (
    maximum !== null &&
    maximum.tax > 0n &&
    maximum.fee > 0n &&
    sizeOf(fee) % maximum.total === 0n &&
    sizeOf(fee) % maximum.fee !== 0n
  );
}

/** A line that is too high for one fee and is the tax of several that have none is on no one of them. */
function attachAll(
  book: Book,
  found: ReadonlyMap<Entry, Link>,
  bearers: readonly Entry[],
  rateOf: (entry: Entry) => Rate | null,
): void {
  const taken = new Set([...found.values()].map(({ bearer }) => bearer));
  const due = (charge: Entry) => {
    const rate = charge.kind === "fee" ? rateOf(charge) : null;
    return rate && applyRateHalfUp(sizeOf(charge), rate);
  };
  const unpaid = new Unpaid(
    bearers.filter((charge) => !taken.has(charge) && charge.taxes.length === 0),
    due,
  );
  const { daysBefore } = bankDays(book.pack.narration);
  for (const [tax, { bearer, open, left, spare }] of found) {
    const days = [tax.day, ...daysBefore(tax.day)];
    const several =
      left && bearer?.kind === "fee" && open === null && unpaid.makeUp(sizeOf(tax), days, spare ? null : due(bearer));
    tax.open = several ? "transfer" : open;
    if (bearer && tax.open === null) attach(tax, bearer);
  }
}

/** Links VAT lines that name a payment whose fee does not name it. Runs after fees are linked. */
export function linkTaxesByPayment(book: Book): void {
  const open = ofKind(book, "tax").filter((tax) => tax.service !== null && tax.amount < 0n && !tax.parent);
  if (open.length === 0) return;
  const payments = ofKind(book, "transaction").filter((e) => e.charges.length > 0);
  const { boundTo } = tiesOf(book, open, payments);
  for (const tax of open)
    for (const payment of boundTo(tax) ?? []) {
      const fee = payment.charges
        .slice(0, MOST_CHARGES)
        .find(
          (charge) =>
            charge.kind === "fee" &&
            charge.taxes.length === 0 &&
            sizeOf(tax) * MOST_OF_A_FEE <= sizeOf(charge) + MOST_OF_A_FEE,
        );
      if (!fee || tax.parent) continue;
      tax.open = null;
      attach(tax, fee);
    }
}

function attach(tax: Entry, charge: Entry): void {
  tax.parent = charge;
  charge.taxes = [...charge.taxes, tax].sort((a, b) => a.at - b.at);
}

type Subject = { readonly onLevy: boolean; readonly service: string | null };

/** What VAT lines say they are on: `VAT ON FGN STAMP DUTY` names a levy, `VAT ON SMS CHARGE` the SMS charge. */
function subjects(book: Book): (tax: Entry) => Subject {
  const read = narrationReader(book.pack, book.bank);
  const known = new Map<string, Subject>();
  return (tax) =>
    madeOnce(known, tax.narration, () => {
      const { kind, service } = likeliest(read(subjectOf(tax), "debit").told);
      return { onLevy: kind === "levy", service: kind === "fee" && service !== "unknown" ? service : null };
    });
}

/** What a VAT line says behind its own words. */
export const subjectOf = ({ narration }: Entry): string =>
  narration.replace(/^.{0,60}?\b(?:VAT|VALUE ADDED TAX)(?:CHARGES?|FEES?)?\W*(?:ON|FOR)?\W*/, "");

/** The same service, or one of the same family under another name. */
const alike = (named: string | null, service: string | null): boolean =>
  named === null ||
  service === null ||
  service === "unknown" ||
  named === service ||
  named.split(".")[0] === service.split(".")[0] ||
  (named.startsWith("transfer.") && service === "standing_order");
