/** Judges a fee whose wording says how many payments it is for. */
import { addDays } from "../../dates/civil-date.ts";
import type { Minor } from "../../money/money.ts";
import { madeOnce } from "../made-once.ts";
import { batchCount } from "../open/billed-period.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { type Coverage, covers } from "./coverage.ts";
import { aboveLimit, basisOf, cannotTell, exceeds, type Finding, right } from "./finding.ts";
import { boundByTable, shareOf } from "./judge-price.ts";
import { priceFor } from "./price-charge.ts";

/** The days back that a statement must show before a line is too high for all of its payments. */
const REACH = 7;

/** Priced for as many payments as it says, on those found for it; above what the dearest of the statement would cost as often, it is too much. */
export function judgeSeveral(book: Book, fee: Entry, service: string, coverage: Coverage): Finding {
  const count = batchCount(fee.narration) as number;
  const prices = fee.events.map((event) => priceFor(book, service, event.line.date, sizeOf(event)));
  const [first] = prices;
  const basis = basisOf(first ?? priceFor(book, service, fee.line.date, undefined));
  const allowed = prices.reduce((sum, { maximum }) => sum + (maximum ? shareOf(fee, maximum) : 0n), 0n);
  if (fee.events.length >= count && !exceeds(sizeOf(fee), allowed))
    return right(fee, basis, { code: "within_payments", facts: { count, limit: allowed } });
  const limit = (mostFor(book, fee, service, coverage) ?? sizeOf(fee)) * BigInt(count);
  if (exceeds(sizeOf(fee), limit)) return aboveLimit(fee, limit, basis);
  return cannotTell(basis, ["transfer"], { code: "payments_not_named", facts: { count } });
}

/** What as many payments cost at the price of the dearest that the statement shows; null where one in reach may not be shown or has no price. */
function mostFor(book: Book, fee: Entry, service: string, coverage: Coverage): Minor | null {
  const to = fee.line.date;
  const shown = book.statement.chain.state === "complete" && covers(coverage, { from: addDays(to, -REACH), to });
  const priced = priceFor(book, service, to, shown ? largestOf(book) : undefined);
  return priced.maximum && priced.accusable && boundByTable(book, priced) ? shareOf(fee, priced.maximum) : null;
}

const largest = new WeakMap<Book, Minor>();
const largestOf = (book: Book): Minor =>
  madeOnce(largest, book, () => book.entries.reduce((most, { amount }) => (-amount > most ? -amount : most), 1n));
