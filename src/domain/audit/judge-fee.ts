/** Judges one fee line: the services with readings of their own first, every other by its plain price. */
import { partsOf } from "../dates/civil-date.ts";
import type { Grade } from "../fees/pack.ts";
import { groupMinor } from "../money/money.ts";
import { batchCount } from "./billed-period.ts";
import { type Book, type Entry, isReversed, sizeOf, standsAt } from "./book.ts";
import { countUpTo, type Groups, groupBy } from "./book-index.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, type Basis, basisOf, cannotTell, exceeds, type Finding, right, strongest } from "./finding.ts";
import { judgeCardMaintenance } from "./judge-card.ts";
import { judgeAccountMaintenance, judgeSms } from "./judge-period.ts";
import { factsOf, judgePrice, shareOf } from "./judge-price.ts";
import { missingReturn } from "./judge-return.ts";
import { judgeUssd } from "./judge-ussd.ts";
import { madeOnce } from "./made-once.ts";
import { NO_FACTS, priceFor } from "./price-charge.ts";

const NO_BASIS: Basis = { rule: null, grade: null, payee: "bank", worksheet: [] };

export function judgeFee(book: Book, fee: Entry, coverage: Coverage): Finding {
  const service = fee.service ?? "unknown";
  if (service === "unknown")
    return cannotTell(NO_BASIS, ["service"], "The wording does not say what the charge was for.");
  if (fee.unsure)
    return cannotTell(
      NO_BASIS,
      ["service"],
      "Words that no bank prints in a charge stand beside its own: it may be a payment.",
    );
  if (fee.open)
    return cannotTell(
      basisOf(priceFor(book, service, fee.line.date, undefined)),
      [fee.open],
      "More than one payment can be its own, and it is not right for each of them.",
    );
  if (fee.events.length > 0 || (batchCount(fee.narration) ?? 1) > 1) return judgeSeveral(book, fee, service);
  const findings = [priceFinding(book, fee, service, coverage)];
  const twice = duplicateOf(fee);
  const basis = findings[0] as Finding;
  if (twice)
    findings.push(
      accuse("duplicate", 0n, onlyBasis(basis), `The same charge was taken for this payment in row ${twice.line.row}.`),
    );
  const kept = missingReturn(book, fee, coverage);
  if (kept) findings.push({ ...kept, payee: basis.payee });
  return strongest(findings);
}

const onlyBasis = (f: Finding): Basis => ({
  rule: f.rule,
  grade: f.grade as Grade | null,
  payee: f.payee,
  worksheet: f.worksheet,
});

function priceFinding(book: Book, fee: Entry, service: string, coverage: Coverage): Finding {
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
    case "cheque.counter":
      return judgeLeaves(book, fee);
    default:
      if (needsPayment(service) && !fee.event)
        return cannotTell(
          basisOf(priceFor(book, service, fee.line.date, undefined)),
          ["transfer"],
          "No payment in the statement goes with this fee; it may stand for several.",
        );
      return judgePrice(book, fee, factsOf(fee));
  }
}

/** A fee on one payment by its price alone, as linking asks it. */
export function judgeOnPayment(book: Book, fee: Entry): Finding {
  const sameBank = fee.service === "transfer.interbank" && fee.event?.tags.has("same_bank");
  return judgePrice(book, sameBank ? { ...fee, service: "transfer.intrabank" } : fee, factsOf(fee));
}

/** A line that says how many payments it is for: priced for as many, on those found for it. */
function judgeSeveral(book: Book, fee: Entry, service: string): Finding {
  const count = batchCount(fee.narration) as number;
  const prices = fee.events.map((event) => priceFor(book, service, event.line.date, sizeOf(event)));
  const [first] = prices;
  const basis = basisOf(first ?? priceFor(book, service, fee.line.date, undefined));
  const allowed = prices.reduce((sum, { maximum }) => sum + (maximum ? shareOf(fee, maximum) : 0n), 0n);
  if (fee.events.length >= count && !exceeds(sizeOf(fee), allowed))
    return right(fee, basis, `Not above the limits of ${count} payments: ${groupMinor(allowed)}.`);
  return cannotTell(basis, ["transfer"], `It is for ${count} payments, and the statement does not say which.`);
}

const needsPayment = (service: string): boolean => service.startsWith("transfer.") || service === "standing_order";

/** The same sum taken earlier for the same payment and not given back before this one was taken. */
function duplicateOf(fee: Entry): Entry | null {
  if (!fee.event) return null;
  for (const other of fee.event.charges) {
    if (other.at >= fee.at || other.kind !== fee.kind || other.service !== fee.service) continue;
    if (exceeds(sizeOf(other), sizeOf(fee)) || exceeds(sizeOf(fee), sizeOf(other))) continue;
    if (standsAt(other, fee.at)) return other;
  }
  return null;
}
export const levyDuplicateOf = duplicateOf;

/** Other banks' machines: while the first ones of a month were free, the count is known when the month is seen from its first day. */
function judgeAtm(book: Book, fee: Entry, coverage: Coverage): Finding {
  if (!fee.event)
    return cannotTell(
      basisOf(priceFor(book, "atm.off_us", fee.line.date, undefined)),
      ["transfer"],
      "No withdrawal in the statement goes with this fee.",
    );
  const plain = judgePrice(book, fee, NO_FACTS);
  if (!plain.missing.includes("nthInMonth")) return plain;
  const { year, month } = partsOf(fee.event.line.date);
  const first = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}-01`;
  const nth = countSuch(book, fee.event);
  const whole = coverage.from !== null && coverage.from <= first && coverage.unseen === 0;
  const judged = judgePrice(book, fee, { nthInMonth: nth });
  // more withdrawals before the first line only make the count higher, and a higher count is never worse for the bank
  return whole || judged.verdict === "right" || judged.verdict === "over_cap" ? judged : plain;
}

const monthOf = (entry: Entry): string => entry.line.date.slice(0, 7);
const isSuch = (e: Entry): boolean =>
  e.kind === "transaction" && e.amount < 0n && e.tags.has("off_us") && !isReversed(e);
const such = new WeakMap<Book, Groups>();

/** Withdrawals at other banks' machines in the event's month, up to and with the event. */
const countSuch = (book: Book, event: Entry): number =>
  countUpTo(
    madeOnce(such, book, () => groupBy(book.entries.filter(isSuch), monthOf)).get(monthOf(event)) ?? [],
    event.at,
  );

/** A counter cheque has at least one leaf: a charge for one is right, a higher one needs the count. */
function judgeLeaves(book: Book, fee: Entry): Finding {
  const one = judgePrice(book, fee, { leaves: 1 });
  return one.verdict === "over_cap" ? judgePrice(book, fee, {}) : one;
}
