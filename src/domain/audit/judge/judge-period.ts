/** Judges charges billed for a period by what the statement shows of that period: SMS alerts and account maintenance. */
import { addDays, type CivilDate, partsOf } from "../../dates/civil-date.ts";
import type { Priced } from "../../fees/priced.ts";
import type { Minor } from "../../money/money.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { madeOnce } from "../made-once.ts";
import { type BilledPeriod, billedPeriod, monthsCounted, monthsIn, wholeMonth } from "../open/billed-period.ts";
import { type Book, type Entry, isReversed, sizeOf } from "../open/book.ts";
import { DaySums, feesAlike, sumBefore } from "../open/book-index.ts";
import { type Coverage, covers } from "./coverage.ts";
import { accuse, basisOf, cannotTell, comparison, exceeds, type Finding, right, strongest } from "./finding.ts";
import { mayBeCardFee } from "./judge-card.ts";
import {
  aboveListed,
  boundByTable,
  draftNotes,
  inCurrency,
  judgePrice,
  missingReason,
  shareOf,
} from "./judge-price.ts";
import { besideOwnList } from "./own-list.ts";
import { NO_FACTS, priceFor, priceOf } from "./price-charge.ts";
import { rareOf } from "./rare.ts";

/** Lines the customer caused or received, reversals of them too: none of them can have had more than one alert a number. */
const alertable = (entry: Entry): boolean =>
  (entry.kind === "transaction" && !entry.tags.has("internal")) || entry.kind === "reversal" || entry.unsure;

const alertables = new WeakMap<Book, DaySums>();
/** Counts such lines by day. */
export const alertablesOf = (book: Book): DaySums =>
  madeOnce(alertables, book, () => new DaySums(book.entries, (entry) => (alertable(entry) ? 1n : 0n)));

/** SMS alerts (reading 5). */
export function judgeSms(book: Book, fee: Entry, coverage: Coverage): Finding {
  const period = billedPeriod(fee.narration, fee.line.date);
  const days: readonly CivilDate[] = period ? [period.from, period.to] : [fee.line.date];
  const prices = days.map((day) => priceFor(book, "alert.sms", day, undefined));
  const priced = prices.reduce((a, b) => ((b.maximum?.fee ?? 0n) > (a.maximum?.fee ?? 0n) ? b : a));
  const basis = basisOf(priced);
  if (!priced.maximum || !inCurrency(book, priced))
    return cannotTell(basis, ["rule"], { code: "alert_without_price", facts: NONE });
  const twice = samePeriodBefore(book, fee, period);
  if (!period || !covers(coverage, period) || (monthsCounted(fee.narration) ?? 1) > monthsIn(period)) {
    const open = cannotTell(basis, ["period"], { code: "period_not_whole", facts: NONE });
    return twice ? strongest([open, twice(open)]) : open;
  }
  const lines = alertablesOf(book).between(period.from, period.to) + BigInt(coverage.unseen);
  // a current account may have alerts on several numbers
  const alerts = book.account === "savings" ? lines : lines * 2n;
  const allowed = alerts * shareOf(fee, priced.maximum);
  const charged = sizeOf(fee);
  const { from, to } = period;
  const figures = { alerts: Number(alerts), each: priced.maximum.fee, vat: fee.taxes.length === 0, allowed };
  const own = ownPrice(book, days);
  const listed = own ? alerts * shareOf(fee, own) : 0n;
  const overLaw = priced.accusable && boundByTable(book, priced) && exceeds(charged, allowed);
  const judged =
    (own && !overLaw ? aboveListed(book, fee, priced, own, listed) : null) ??
    (!exceeds(charged, allowed)
      ? right(fee, basis, { code: "within_alerts", facts: { from, to, ...figures } })
      : !priced.accusable
        ? cannotTell(basis, ["rule"], { code: "alerts_without_limit", facts: figures })
        : !boundByTable(book, priced)
          ? cannotTell(basis, ["rule"], { code: "limit_of_alerts_is_for_banks", facts: NONE })
          : accuse("over_cap", allowed, basis, { code: "above_alerts", facts: { from, to } }, [
              { code: "alerts_at_most", facts: figures },
              comparison(charged, allowed),
            ]));
  const found = besideOwnList(judged, fee, own, listed);
  return twice ? strongest([found, twice(found)]) : found;
}

/** The bank's own announced price of one alert; where two days of the period have two prices, the higher. */
function ownPrice(book: Book, days: readonly CivilDate[]): Priced["listed"] {
  const { bank } = book;
  if (!bank) return null;
  const prices = days.map(
    (on) => priceOf(book, { service: "alert.sms", on, amount: undefined, facts: NO_FACTS }, bank).listed,
  );
  return prices.reduce((a, b) => a && b && (b.total > a.total ? b : a));
}

const periodKey = (fee: Entry, { from, to }: BilledPeriod): string => `${fee.service} ${sizeOf(fee)} ${from} ${to}`;
const stands = (fee: Entry): boolean => !isReversed(fee);
const ofPeriod = feesAlike((fee) => {
  const period = billedPeriod(fee.narration, fee.line.date);
  return period && periodKey(fee, period);
}, stands);

/** The same service billed before in the very same printed period and sum. */
function samePeriodBefore(book: Book, fee: Entry, period: BilledPeriod | null): ((f: Finding) => Finding) | null {
  if (!period) return null;
  const [before] = ofPeriod(book, periodKey(fee, period));
  return before && before.at < fee.at
    ? (f) => accuse("duplicate", 0n, f, { code: "same_period_before", facts: { row: before.line.row } })
    : null;
}

/** Account maintenance and its older name, commission on turnover (reading 7). */
export function judgeAccountMaintenance(book: Book, fee: Entry, coverage: Coverage): Finding {
  const plain = judgePrice(book, fee, {});
  if (plain.verdict === "not_permitted") {
    if (listsItForAProduct(book, fee)) {
      const basis = basisOf(priceFor(book, "account.maintenance", fee.line.date, undefined));
      return cannotTell(basis, ["account"], { code: "listed_for_one_product", facts: NONE });
    }
    return !fee.tags.has("cot") && mayBeCardFee(book, fee)
      ? cannotTell(plain, ["service"], { code: "may_be_card_fee", facts: NONE })
      : plain;
  }
  if (plain.verdict === "cannot_tell" && !plain.missing.includes("monthDebits")) return plain;
  const named = billedPeriod(fee.narration, fee.line.date);
  if (!named && (monthsCounted(fee.narration) ?? 1) > 1)
    return cannotTell(plain, ["monthDebits"], { code: "months_not_named", facts: NONE });
  const posted = partsOf(fee.line.date);
  const current = wholeMonth(posted.year, posted.month) as BilledPeriod;
  const last = partsOf(addDays(current.from, -1));
  const months = named ? [named] : [current, wholeMonth(last.year, last.month) as BilledPeriod];
  if (coverage.unseen > 0 || months.some((m) => !covers(coverage, m)))
    return cannotTell(plain, ["monthDebits"], { code: "month_not_whole", facts: NONE });
  const found = months
    .map((m) => judgeMonth(book, fee, m))
    .reduce((a, b) => ((b.allowed ?? -1n) > (a.allowed ?? -1n) ? b : a));
  if (!fee.tags.has("cot") || found.rule === null) return found;
  return rareOf(book).turnover(book, fee, months, found);
}

/**
 * Whether the pack names a product of this bank and kind of account that is listed with the fee. The day is not asked: a
 * price is known from the day it was seen, and the product is likely to be older.
 */
const listsItForAProduct = (book: Book, fee: Entry): boolean =>
  book.bank !== null &&
  book.account !== null &&
  book.pack.listedFees.some(
    (listed) =>
      listed.bank === book.bank &&
      listed.service === fee.service &&
      listed.product !== undefined &&
      (book.product === undefined || listed.product === book.product.id) &&
      listed.status === "charged" &&
      listed.when.account?.includes(book.account as "savings") === true,
  );

/** The wide base: every debit the customer caused, cash and later reversed ones too, own transfers in the bank not. */
const isDebit = (e: Entry): boolean =>
  (e.kind === "transaction" || e.unsure) && e.amount < 0n && !isOwnInside(e) && !e.tags.has("internal");
const isOwnInside = ({ tags }: Entry): boolean => tags.has("own_account") && tags.has("same_bank");
const debits = new WeakMap<Book, DaySums>();
const debitsOf = (book: Book, { from, to }: BilledPeriod): Minor =>
  madeOnce(debits, book, () => new DaySums(book.entries, (e) => (isDebit(e) ? sizeOf(e) : 0n))).between(from, to);

function judgeMonth(book: Book, fee: Entry, month: BilledPeriod): Finding {
  const monthDebits = debitsOf(book, month);
  const asked = { service: "account.maintenance", on: month.to, amount: undefined, facts: { monthDebits } };
  const priced = priceOf(book, asked);
  const basis = basisOf(priced);
  if (!priced.maximum)
    return monthDebits === 0n
      ? cannotTell(basis, ["monthDebits"], { code: "month_without_payments", facts: NONE })
      : cannotTell(basis, priced.missing, missingReason(priced));
  // several lines of one month are judged on their sum; a line called COT beside them is refused whole, so it uses up nothing
  const before = sumBefore(standingOfMonth(book, monthKey(fee, month)), fee.at);
  const whole = shareOf(fee, priced.maximum);
  const allowed = whole > before ? whole - before : 0n;
  const [from, to] = [month.from.slice(0, 7), month.to.slice(0, 7)];
  const working: AuditReason = {
    code: "month_debits",
    facts: {
      from,
      to: to === from ? null : to,
      debits: monthDebits,
      limit: whole,
      before: before > 0n ? before : null,
    },
  };
  const own = book.bank ? priceOf(book, asked, book.bank).listed : null;
  const ownWhole = own ? shareOf(fee, own) : 0n;
  const listed = ownWhole > before ? ownWhole - before : 0n;
  if (!exceeds(sizeOf(fee), allowed)) {
    const found = right(
      fee,
      { ...basis, work: [...basis.work, working] },
      { code: "within_month_limit", facts: { limit: whole } },
      ...draftNotes(fee, priced),
    );
    return (own && aboveListed(book, fee, priced, own, listed)) ?? besideOwnList(found, fee, own, listed);
  }
  if (!priced.accusable || !boundByTable(book, priced))
    return (
      (own && aboveListed(book, fee, priced, own, listed)) ??
      cannotTell(basis, ["rule"], { code: "above_limit_of_banks", facts: NONE })
    );
  return accuse("over_cap", allowed, basis, { code: "above_month_limit", facts: { limit: whole } }, [
    working,
    comparison(sizeOf(fee), allowed),
  ]);
}

export const monthKey = (fee: Entry, { from, to }: BilledPeriod, cot = fee.tags.has("cot")): string =>
  `${fee.service} ${cot} ${from} ${to}`;
export const billedMonthOf = (fee: Entry): string | null => {
  const month = billedPeriod(fee.narration, fee.line.date);
  return month && monthKey(fee, month);
};
const standingOfMonth = feesAlike(billedMonthOf, stands);
