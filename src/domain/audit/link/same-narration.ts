import type { NarrationHints } from "../../fees/pack.ts";
import { parseMinor } from "../../money/money.ts";
import { applyRateHalfUp, type Rate } from "../../money/rate.ts";
import { type Book, type Entry, ofKind, retell, sizeOf } from "../open/book.ts";
import { countUpTo, groupBy } from "../open/book-index.ts";
import { type Expected, isDue } from "./link-fees.ts";

const REACH = 4;
const REVERSED_WITHIN_DAYS = 7;

/** Rates and expected fees come from the judge's side, so that this file knows no rule. */
export type FeeFigures = {
  readonly vatRate: (entry: Entry) => Rate | null;
  readonly expected: Expected;
};

/**
 * Some banks print the fee under the very narration of its payment: only the amount and the place tell it. A debit next
 * to a larger one of the same narration and day becomes a fee when its amount is what such a fee would be, or a round fee
 * with the day's VAT in it. A round sum without VAT is left a payment unless it is exactly the fee that was due.
 */
export function tellFeesByAmount(book: Book, figures: FeeFigures): void {
  for (const entry of ofKind(book, "transaction")) {
    if (entry.amount >= 0n) continue;
    const service = entry.tags.has("atm")
      ? "atm.off_us"
      : entry.tags.has("rtgs")
        ? "transfer.rtgs"
        : entry.tags.has("transfer_out")
          ? "transfer.interbank"
          : null;
    if (!service) continue;
    const payment = largerTwin(book, entry);
    if (!payment) continue;
    const due = isDue(figures.expected(service, payment), sizeOf(entry));
    const rate = figures.vatRate(entry);
    if (due || (rate && carriesVat(sizeOf(entry), rate, book.pack.narration))) {
      retell(book, entry, "fee", service);
    }
  }
}

const near = (a: bigint, b: bigint): boolean => a - b <= 1n && b - a <= 1n;

function largerTwin(book: Book, entry: Entry): Entry | null {
  const twice = entry.amount * 2n;
  const isTwin = (other: Entry | undefined): boolean =>
    other?.kind === "transaction" &&
    other.day === entry.day &&
    other.narration === entry.narration &&
    other.amount < twice;
  for (let step = 1; step <= REACH; step++) {
    const [before, after] = [book.entries[entry.at - step], book.entries[entry.at + step]];
    if (isTwin(before)) return before as Entry;
    if (isTwin(after)) return after as Entry;
  }
  return null;
}

/** A round fee with its VAT inside. */
function carriesVat(amount: bigint, rate: Rate, hints: NarrationHints): boolean {
  const step = parseMinor(hints.sameNarration.stepWithVat) ?? 0n;
  const largest = parseMinor(hints.sameNarration.largestWithVat) ?? 0n;
  if (step <= 0n || amount > largest) return false;
  const fee = (amount * rate.denominator) / (rate.denominator + rate.numerator);
  for (const base of [fee - (fee % step), fee - (fee % step) + step])
    if (base > 0n && near(base + applyRateHalfUp(base, rate), amount)) return true;
  return false;
}

/**
 * Some banks print the tax under the fee's own words, or under these and a VAT behind them. A fee line right beside another of
 * the same words, and of exactly the day's VAT on it, is that fee's tax.
 */
export function tellTaxesByAmount(book: Book, figures: FeeFigures): void {
  const isTaxOn = (entry: Entry, fee: Entry | undefined, same: (fee: Entry) => boolean): boolean => {
    if (fee?.kind !== "fee" || fee.day !== entry.day || !same(fee)) return false;
    const rate = figures.vatRate(fee);
    return rate !== null && sizeOf(entry) === applyRateHalfUp(sizeOf(fee), rate);
  };
  for (const entry of ofKind(book, "fee")) {
    if (entry.amount >= 0n) continue;
    const before = book.entries[entry.at - 1];
    const words = entry.narration.replace(VAT_BEHIND, "");
    const found =
      words === entry.narration
        ? isTaxOn(entry, before, (fee) => isTold(entry, fee))
        : STEPS.some((step) => isTaxOn(entry, book.entries[entry.at + step], (fee) => fee.narration === words));
    if (found) retell(book, entry, "tax", "tax.vat");
  }
}

const VAT_BEHIND = /[\s/:-]{1,4}VAT$/;
const STEPS = [-1, 1, -2, 2, -3, 3];
const isTold = (entry: Entry, { narration, line }: Entry): boolean =>
  entry.narration === narration || (entry.line.reference !== null && entry.line.reference === line.reference);

/** Words for a reversal that may be somebody's title, too, or the end of a note. */
const MAY_BE_TYPED = /^\W{0,8}REV\b[\s:.-]{0,4}|[\s/:-]{1,4}(?:REV|REVERSAL|REVERSED|RVSL|RSVL)$/;

/** A credit of a reversal's word and the very words and sum of a debit of the days before gives that back: no name or note is so. */
export function tellReversalsByWords(book: Book): void {
  let debits: ReadonlyMap<string, readonly Entry[]> | null = null;
  const keyOf = (entry: Entry, words: string) => `${sizeOf(entry)} ${words}`;
  for (const entry of ofKind(book, "transaction")) {
    if (entry.amount <= 0n || !MAY_BE_TYPED.test(entry.narration)) continue;
    debits ??= groupBy(book.entries, (e) => (e.amount < 0n ? keyOf(e, e.narration) : null));
    const same = debits.get(keyOf(entry, entry.narration.replace(MAY_BE_TYPED, ""))) ?? [];
    const before = same[countUpTo(same, entry.at) - 1];
    if (before && entry.day - before.day <= REVERSED_WITHIN_DAYS) retell(book, entry, "reversal", null);
  }
}
