/** Judges for rare charges, whose services have no file of their own. */
import type { CivilDate } from "../../dates/civil-date.ts";
import { fromDayNumber } from "../../dates/civil-date.ts";
import type { Priced } from "../../fees/priced.ts";
import { rulesOf } from "../../fees/rules-of-day.ts";
import { vatOn } from "../../fees/vat.ts";
import type { Minor } from "../../money/money.ts";
import { applyRateHalfUp } from "../../money/rate.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import { ACCUSATIONS } from "../audit-result.ts";
import { bankDays } from "../link/bank-days.ts";
import { linkExcess } from "../link/link-excess.ts";
import { subjectOf } from "../link/link-taxes.ts";
import { madeOnce } from "../made-once.ts";
import { type BilledPeriod, billedPeriod, sheetsCounted } from "../open/billed-period.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { feesAlike } from "../open/book-index.ts";
import { likeliest, narrationReader } from "../open/read-narration.ts";
import {
  aboveLimit,
  accuse,
  type Basis,
  basisOf,
  cannotTell,
  comparison,
  exceeds,
  type Finding,
  right,
} from "./finding.ts";
import { alertablesOf, billedMonthOf, monthKey } from "./judge-period.ts";
import { judgePrice, shareOf } from "./judge-price.ts";
import { judgeSeveral } from "./judge-several.ts";
import { onUntaxed } from "./judge-tax.ts";
import { priceFor } from "./price-charge.ts";
import type { RareJudges } from "./rare.ts";

/** A charge for a cheque that is not on the statement: right if it is not above the charge for the smallest cheque. */
function judgeAtFloor(book: Book, fee: Entry): Finding {
  const least = priceFor(book, fee.service as string, fee.line.date, 1n);
  const basis = basisOf(least);
  const limit = least.maximum && shareOf(fee, least.maximum);
  if (limit !== null && !exceeds(sizeOf(fee), limit))
    return right(fee, basis, { code: "within_least_cheque", facts: { limit } });
  return cannotTell(basis, ["transfer"], { code: "cheque_not_seen", facts: NONE });
}

/** Charges by leaf or page: the price of one is right; a higher charge needs the count, which the statement does not show. */
function judgeSheets(book: Book, fee: Entry): Finding {
  const counted = sheetsCounted(fee.narration);
  const sheets = counted ?? 1;
  if (counted === null && fee.service === "account.statement") return judgePrice(book, fee, {});
  const found = judgePrice(book, fee, { leaves: sheets, pages: sheets });
  return counted === null && found.verdict === "over_cap" ? judgePrice(book, fee, {}) : found;
}

/** A duty that is not on a transfer: wrong if it was never law or is above the printed count; right if it is a whole number of duties. */
function judgeOther(book: Book, levy: Entry): Finding {
  if (rulesOf(book.pack, levy.service as string).some((rule) => rule.never)) return judgeNeverOwed(book, levy);
  const one = priceFor(book, levy.service as string, levy.line.date, undefined, { leaves: 1 });
  const basis = { ...basisOf(one), payee: "government" as const };
  const unit = one.state === "charged" && one.accusable ? one.maximum?.total : undefined;
  const leaves = sheetsCounted(levy.narration);
  if (unit && leaves && exceeds(sizeOf(levy), unit * BigInt(leaves)))
    return aboveLimit(levy, unit * BigInt(leaves), basis);
  if (unit && sizeOf(levy) % unit === 0n)
    return right(levy, basis, { code: "whole_duties", facts: { each: unit, count: `${sizeOf(levy) / unit}` } });
  return unit
    ? cannotTell(basis, ["leaves"], { code: "duties_not_counted", facts: NONE })
    : cannotTell(basis, ["rule"], { code: "no_rule_of_duty", facts: NONE });
}

/** A levy that no rule ever let a bank take: the cybersecurity levy (reading 11). */
function judgeNeverOwed(book: Book, levy: Entry): Finding {
  const priced = priceFor(book, levy.service as string, levy.line.date, levy.event ? sizeOf(levy.event) : sizeOf(levy));
  const rule = book.pack.rules.find((r) => r.service === levy.service);
  const basis = {
    ...basisOf(priced),
    rule: priced.rules[0] ?? rule?.id ?? null,
    grade: priced.grade ?? rule?.grade ?? null,
    payee: "government" as const,
  };
  return accuse("not_permitted", 0n, basis, { code: "levy_never_owed", facts: NONE }, [comparison(sizeOf(levy), 0n)]);
}

/** Wrong where its words say that it is on a levy or on interest: these have no VAT. */
function judgeLoneTax(book: Book, tax: Entry, basis: Basis): Finding {
  const read = madeOnce(readers, book, () => narrationReader(book.pack, book.bank));
  return (["debit", "credit"] as const).some((side) =>
    /^(?:levy|interest)$/.test(likeliest(read(subjectOf(tax), side).told).kind),
  )
    ? onUntaxed(tax, basis)
    : cannotTell(basis, ["transfer"], { code: "tax_without_fee", facts: NONE });
}
const readers = new WeakMap<Book, ReturnType<typeof narrationReader>>();

function taxedWhenTaken(book: Book, fee: Entry, { maximum, lenient }: Priced): Minor {
  const sum = lenient ?? maximum;
  const vat = vatOn(book.pack, fee.line.date);
  return vat && sum && sum.tax > 0n && fee.taxes.length === 0 ? sum.fee + applyRateHalfUp(sum.fee, vat.rate) : 0n;
}

/** Judges by the rule of the days that a charge prints, or, on cash paid in, of the working days before it. */
function onItsDays(book: Book, fee: Entry, found: Finding, judge: (on: CivilDate) => Finding): Finding {
  const printed = billedPeriod(fee.narration, fee.line.date);
  const days = printed ? [printed.to, printed.from] : fee.service === "cash.deposit" ? daysOfCash(book, fee) : [];
  for (const on of days) {
    const then = judge(on);
    if (!ACCUSATIONS.has(then.verdict)) return then;
  }
  return found;
}

/** The days shortly before a charge on cash paid in that have payments on the statement. */
const daysOfCash = (book: Book, fee: Entry): readonly CivilDate[] =>
  bankDays(book.pack.narration)
    .daysBefore(fee.day)
    .map(fromDayNumber)
    .filter((day) => alertablesOf(book).between(day, day) > 0n);

/** COT after it was abolished: wrong beside a maintenance fee or above its limit; else cannot be told: it may be a name for that fee. */
function judgeCot(book: Book, fee: Entry, months: readonly BilledPeriod[], found: Finding): Finding {
  if (!abolishedBy(book, (months[0] as BilledPeriod).from)) return found;
  const [beside] = months
    .flatMap((month) => maintenanceOfMonth(book, monthKey(fee, month, false))[0] ?? [])
    .sort((a, b) => a.at - b.at);
  if (beside) return accuse("not_permitted", 0n, found, { code: "abolished_beside", facts: { row: beside.line.row } });
  if (found.verdict === "over_cap") return accuse("not_permitted", 0n, found, { code: "abolished_above", facts: NONE });
  return cannotTell(found, ["service"], { code: "abolished_name", facts: NONE });
}

/** True from the day a rule of the pack says that commission on turnover is free. */
const abolishedBy = (book: Book, on: CivilDate): boolean =>
  book.pack.rules.some(
    (r) =>
      r.service === "account.maintenance" &&
      r.price.kind === "free" &&
      /\bCOT\b/.test(r.name) &&
      r.from !== null &&
      r.from <= on,
  );

const maintenanceOfMonth = feesAlike(billedMonthOf);

export const RARE_JUDGES: RareJudges = {
  several: judgeSeveral,
  sheets: judgeSheets,
  atFloor: judgeAtFloor,
  otherDuty: judgeOther,
  loneTax: judgeLoneTax,
  taxedWhenTaken,
  linkExcess,
  onItsDays,
  turnover: judgeCot,
};
