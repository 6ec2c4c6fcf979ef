/** Judges one fee line: the services with readings of their own first, every other by its plain price. */
import { type CivilDate, civilDate, partsOf } from "../../dates/civil-date.ts";
import { rulesOf } from "../../fees/rules-of-day.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import { ACCUSATIONS } from "../audit-result.ts";
import { madeOnce } from "../made-once.ts";
import { batchCount, isOpenEnded } from "../open/billed-period.ts";
import { type Book, type Entry, isReversed, ofKind, sizeOf } from "../open/book.ts";
import { countUpTo, type Groups, groupBy } from "../open/book-index.ts";
import { type Coverage, covers } from "./coverage.ts";
import { accuse, type Basis, basisOf, cannotTell, exceeds, type Finding, strongest } from "./finding.ts";
import { judgeCardMaintenance } from "./judge-card.ts";
import { judgeAccountMaintenance, judgeSms } from "./judge-period.ts";
import { factsOf, judgePrice } from "./judge-price.ts";
import { missingReturn } from "./judge-return.ts";
import { judgeUssd } from "./judge-ussd.ts";
import { NO_FACTS, priceFor, siteOf } from "./price-charge.ts";
import { rareOf } from "./rare.ts";

const NO_BASIS: Basis = { rule: null, grade: null, payee: "bank", work: [] };

export function judgeFee(book: Book, fee: Entry, coverage: Coverage): Finding {
  const service = fee.service ?? "unknown";
  if (service === "unknown") return cannotTell(NO_BASIS, ["service"], { code: "wording_says_nothing", facts: NONE });
  if (fee.unsure) return cannotTell(NO_BASIS, ["service"], { code: "may_be_payment", facts: NONE });
  if (fee.open)
    return cannotTell(basisOf(priceFor(book, service, fee.line.date, undefined)), [fee.open], {
      code: "of_several_payments",
      facts: NONE,
    });
  if (fee.events.length > 0 || (batchCount(fee.narration) ?? 1) > 1)
    return rareOf(book).several(book, fee, service, coverage);
  const findings = [priceFinding(book, fee, service, coverage)];
  const twice = duplicateOf(fee);
  const basis = findings[0] as Finding;
  if (twice)
    findings.push(accuse("duplicate", 0n, basis, { code: "same_charge_before", facts: { row: twice.line.row } }));
  const kept = missingReturn(book, fee, coverage);
  if (kept) findings.push({ ...kept, payee: basis.payee });
  return strongest(findings);
}

/** A line for what was left unpaid, or for everything up to a month, is not measured by that month. */
function priceFinding(book: Book, fee: Entry, service: string, coverage: Coverage): Finding {
  const found = onItsDays(book, fee, service, coverage);
  const tooHigh = found.verdict === "over_cap" || found.verdict === "over_tariff";
  return tooHigh && PERIODIC.has(service) && isOpenEnded(fee.narration)
    ? cannotTell(found, ["period"], { code: "period_open_ended", facts: NONE })
    : found;
}

/** A charge that no payment shows and that is too high on the day it was taken may be for days under another rule. */
function onItsDays(book: Book, fee: Entry, service: string, coverage: Coverage): Finding {
  const judge = (date: CivilDate) => ownPrice(book, { ...fee, line: { ...fee.line, date } }, service, coverage);
  const found = ownPrice(book, fee, service, coverage);
  return !fee.event && ACCUSATIONS.has(found.verdict) ? rareOf(book).onItsDays(book, fee, found, judge) : found;
}

const PERIODIC: ReadonlySet<string> = new Set(["alert.sms", "account.maintenance", "card.maintenance"]);

function ownPrice(book: Book, fee: Entry, service: string, coverage: Coverage): Finding {
  switch (service) {
    case "alert.sms":
      return judgeSms(book, fee, coverage);
    case "account.maintenance":
      return judgeAccountMaintenance(book, fee, coverage);
    case "card.maintenance":
      return judgeCardMaintenance(book, fee);
    case "ussd.session":
      return judgeUssd(book, fee);
    case "atm.off_us":
      return judgeAtm(book, fee, coverage);
    case "account.statement":
    case "cheque.counter":
      return rareOf(book).sheets(book, fee);
    default:
      if (needsPayment(service) && !fee.event && rulesOf(book.pack, service).length > 0)
        return cannotTell(basisOf(priceFor(book, service, fee.line.date, undefined)), ["transfer"], {
          code: "fee_without_payment",
          facts: NONE,
        });
      if (service.startsWith("cheque.returned") && !fee.event) return rareOf(book).atFloor(book, fee);
      return judgePrice(book, fee, factsOf(fee));
  }
}

/** A fee on one payment by its price alone, as linking asks it. */
export function judgeOnPayment(book: Book, fee: Entry, coverage: Coverage): Finding {
  if (fee.service === "atm.off_us") return judgeAtm(book, fee, coverage);
  const sameBank = fee.service === "transfer.interbank" && fee.event?.tags.has("same_bank");
  return judgePrice(book, sameBank ? { ...fee, service: "transfer.intrabank" } : fee, factsOf(fee));
}

const needsPayment = (service: string): boolean => service.startsWith("transfer.") || service === "standing_order";

/** The same sum taken earlier for the same payment and not given back. */
function duplicateOf(fee: Entry): Entry | null {
  if (!fee.event) return null;
  for (const other of fee.event.standing) {
    if (other.at >= fee.at || other.kind !== fee.kind || other.service !== fee.service) continue;
    if (exceeds(sizeOf(other), sizeOf(fee)) || exceeds(sizeOf(fee), sizeOf(other))) continue;
    if (!isReversed(other)) return other;
  }
  return null;
}
export const levyDuplicateOf = duplicateOf;

/** Other banks' machines: while the first ones of a month were free, the count is known when the month is seen from its first day. */
function judgeAtm(book: Book, fee: Entry, coverage: Coverage): Finding {
  if (!fee.event)
    return cannotTell(basisOf(priceFor(book, "atm.off_us", fee.line.date, undefined)), ["transfer"], {
      code: "fee_without_withdrawal",
      facts: NONE,
    });
  if (fee.event.tags.has("on_us")) return judgePrice(book, { ...fee, service: "atm.on_us" }, NO_FACTS);
  const site = siteOf(fee.event);
  const plain = judgePrice(book, fee, site);
  if (!plain.missing.includes("nthInMonth")) return plain;
  const { year, month } = partsOf(fee.event.line.date);
  const from = civilDate(year, month, 1) as CivilDate;
  const whole = covers(coverage, { from, to: fee.event.line.date }) && coverage.unseen === 0;
  // one of a whole month's withdrawals is at least the nth that is surely another bank's, and at most the nth that may be one
  const counts = countsOf(book, fee.event);
  const least = judgePrice(book, fee, { ...site, nthInMonth: counts.least });
  const most = judgePrice(book, fee, { ...site, nthInMonth: counts.most });
  if (least.verdict === "right" || least.verdict === "over_cap") return least;
  // what no withdrawal of the month may cost is too much whichever of them it was
  const last = judgePrice(book, fee, { ...site, nthInMonth: LATE });
  if (last.verdict === "over_cap" && !(whole && most.verdict === least.verdict)) return last;
  return whole && most.verdict === least.verdict ? most : plain;
}

/** Behind any free withdrawals of a month. */
const LATE = 99;

const monthOf = (entry: Entry): string => entry.line.date.slice(0, 7);
const withdrawals = new WeakMap<Book, { readonly sure: Groups; readonly possible: Groups }>();

/** Withdrawals of the event's month, up to and with the event: those surely at other banks' machines, and those that may be. */
function countsOf(book: Book, event: Entry): { readonly least: number; readonly most: number } {
  const { sure, possible } = madeOnce(withdrawals, book, () => {
    const all = ofKind(book, "transaction").filter((e) => e.amount < 0n && e.tags.has("atm") && !isReversed(e));
    return {
      sure: groupBy(
        all.filter((e) => e.tags.has("off_us")),
        monthOf,
      ),
      possible: groupBy(
        all.filter((e) => !e.tags.has("on_us")),
        monthOf,
      ),
    };
  });
  const month = monthOf(event);
  const upTo = (groups: Groups) => countUpTo(groups.get(month) ?? [], event.at);
  return { least: Math.max(1, upTo(sure)), most: Math.max(1, upTo(possible)) };
}
