import { announcedFree } from "../../fees/listed-price.ts";
import { groupMinor } from "../../money/money.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { accuse, basisOf, cannotTell, comparison, type Finding, right } from "./finding.ts";
import { boundByTable, notTheirTable } from "./judge-price.ts";
import { NO_FACTS, priceFor } from "./price-charge.ts";

/**
 * USSD sessions (reading 9): one flat price, any number of sessions, none of which needs a line of its
 * own. So a whole multiple is right, with or without VAT, and anything else is over the multiple below it. Sessions moved
 * to airtime bank by bank: from the day that a bank itself announced it may debit nothing, at others it cannot be told.
 */
export function judgeUssd(book: Book, fee: Entry): Finding {
  const table = priceFor(book, "ussd.session", fee.line.date, undefined);
  // the rule of each bank's own day: with the bank it is told whether that day has come, or is known at all
  const byBank = table.missing.includes("migrationDate");
  const priced =
    byBank && book.bank ? priceFor(book, "ussd.session", fee.line.date, undefined, NO_FACTS, book.bank) : table;
  const basis = basisOf(priced);
  const charged = sizeOf(fee);
  if (priced.state === "free" && priced.accusable)
    return accuse(
      "not_permitted",
      0n,
      basis,
      "The bank announced that it debits no account for sessions from that day.",
      [comparison(charged, 0n)],
    );
  if (byBank && !priced.missing.includes("migrationDate")) return notTheirTable(priced);
  if (byBank) return cannotTell(basis, priced.missing, unmovedWords(book, fee.line.date));
  if (!priced.maximum) return cannotTell(basis, ["rule"], "No price for USSD sessions is known for that day.");
  const { fee: bare, total } = priced.maximum;
  const fits = (price: bigint) => {
    const off = charged % price;
    return off <= 1n || price - off <= 1n;
  };
  if (fits(bare) || (fee.taxes.length === 0 && fits(total)))
    return right(fee, basis, `A whole number of sessions at ${groupMinor(bare)}${fits(bare) ? "" : " with VAT"}.`);
  const below = (price: bigint) => (charged / price) * price;
  if (!boundByTable(book, priced)) return notTheirTable(priced);
  const price = fee.taxes.length > 0 || below(bare) > below(total) ? bare : total;
  const allowed = below(price);
  return accuse("over_cap", allowed, basis, `Not a whole number of sessions at ${groupMinor(price)}.`, [
    comparison(charged, allowed),
  ]);
}

/** Why a debit of the days of airtime cannot be told. */
function unmovedWords(book: Book, on: string): string {
  if (book.bank === null)
    return "Sessions are now paid from airtime, at each bank from a day of its own; which bank this is, is not known.";
  const later = announcedFree(book.pack, { service: "ussd.session", bank: book.bank }).find(
    ({ from }) => from !== null && from > on,
  );
  return later
    ? `This bank announced ${later.from} as the day from which it debits no account; no rule that we know of says what held there before it.`
    : "Sessions are now paid from airtime; the day this bank moved is not known.";
}
