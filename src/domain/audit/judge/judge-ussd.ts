import { announcedFree } from "../../fees/listed-price.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { accuse, basisOf, cannotTell, comparison, type Finding, right } from "./finding.ts";
import { boundByTable, notTheirTable } from "./judge-price.ts";
import { NO_FACTS, priceOf } from "./price-charge.ts";

/**
 * USSD sessions (reading 9): one flat price, any number of sessions, none of which needs a line of its
 * own. So a whole multiple is right, with or without VAT, and anything else is over the multiple below it. Sessions moved
 * to airtime bank by bank: from the day that a bank itself announced it may debit nothing, at others it cannot be told.
 */
export function judgeUssd(book: Book, fee: Entry): Finding {
  const asked = { service: "ussd.session", on: fee.line.date, amount: undefined, facts: NO_FACTS };
  const table = priceOf(book, asked);
  // the rule begins on a day of each bank's own: only with the bank can it be known whether that day has come
  const byBank = table.missing.includes("migrationDate");
  const priced = byBank && book.bank ? priceOf(book, asked, book.bank) : table;
  const basis = basisOf(priced);
  const charged = sizeOf(fee);
  if (priced.state === "free" && priced.accusable)
    return accuse("not_permitted", 0n, basis, { code: "sessions_debit_nothing", facts: NONE }, [
      comparison(charged, 0n),
    ]);
  if (byBank && !priced.missing.includes("migrationDate")) return notTheirTable(priced);
  if (byBank) return cannotTell(basis, priced.missing, unmoved(book, fee.line.date));
  if (!priced.maximum) return cannotTell(basis, ["rule"], { code: "session_without_price", facts: NONE });
  const { fee: bare, total } = priced.maximum;
  const fits = (price: bigint) => {
    const off = charged % price;
    return off <= 1n || price - off <= 1n;
  };
  if (fits(bare) || (fee.taxes.length === 0 && fits(total)))
    return right(fee, basis, { code: "whole_sessions", facts: { each: bare, vat: !fits(bare) } });
  const below = (price: bigint) => (charged / price) * price;
  if (!boundByTable(book, priced)) return notTheirTable(priced);
  const price = fee.taxes.length > 0 || below(bare) > below(total) ? bare : total;
  const allowed = below(price);
  return accuse("over_cap", allowed, basis, { code: "no_whole_sessions", facts: { each: price } }, [
    comparison(charged, allowed),
  ]);
}

/** Why a debit of the days of airtime cannot be told. */
function unmoved(book: Book, on: string): AuditReason {
  if (book.bank === null) return { code: "sessions_of_no_bank", facts: NONE };
  const later = announcedFree(book.pack, { service: "ussd.session", bank: book.bank }).find(
    ({ from }) => from !== null && from > on,
  );
  return later?.from
    ? { code: "sessions_move_later", facts: { from: later.from } }
    : { code: "sessions_day_not_known", facts: NONE };
}
