/**
 * Judges a fee against its price: the one path every service takes whose ceiling is a plain figure for an event or a
 * request. Services billed for a period have judges of their own (`judge-period.ts`).
 */

import { draftLowers } from "../../fees/drafts.ts";
import { isUnderTheTable } from "../../fees/price-event.ts";
import type { ChargeFacts, Priced, Sum } from "../../fees/priced.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason, BothFigures } from "../audit-reasons.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { accuse, type Basis, basisOf, cannotTell, comparison, exceeds, type Finding, right } from "./finding.ts";
import { withLevyInside } from "./levy-inside.ts";
import { besideOwnList, isFirstHand } from "./own-list.ts";
import { NO_FACTS, type Priceable, priceOf, SAME_BANK } from "./price-charge.ts";
import { rareOf } from "./rare.ts";

/** Facts that have few possible values: a charge above the dearest of them is too high whichever holds. */
const CHOICES: Readonly<Record<string, readonly ChargeFacts[]>> = {
  locality: [{ locality: "on_site" }, { locality: "off_site" }],
  customer: [{ customer: "individual" }, { customer: "corporate" }],
};

/** True when the banks' part of the Guide binds this statement's bank; one that is not named is taken for a commercial bank. */
export function boundByTable(book: Book, priced: Priced): boolean {
  const bank = book.pack.banks.find((b) => b.id === book.bank);
  if (!bank || isUnderTheTable(bank)) return true;
  const rule = book.pack.rules.find((r) => r.id === priced.rules[0]);
  return rule?.binds === "everyone";
}

/** The part of a sum that this line should hold: the fee alone when its tax stands in a line of its own, else fee and tax. */
export const shareOf = (fee: Entry, sum: Sum): bigint => (fee.taxes.length > 0 ? sum.fee : sum.total);

/** Facts of the event that the statement shows. */
export const factsOf = (fee: Entry): ChargeFacts => (fee.event?.tags.has("same_bank") ? SAME_BANK : NO_FACTS);

/** One fee against its price on the payment it was taken for, or without one. */
export const judgePrice = (book: Book, fee: Entry, facts: ChargeFacts): Finding =>
  withLevyInside(book, fee, judgeAlone(book, fee, facts));

function judgeAlone(book: Book, fee: Entry, facts: ChargeFacts): Finding {
  const service = fee.service as string;
  const on = fee.event?.line.date ?? fee.line.date;
  const amount = fee.event ? sizeOf(fee.event) : undefined;
  const asked = { service, on, amount, facts };
  const priced = priceOf(book, asked);
  if (!inCurrency(book, priced)) return cannotTell(basisOf(priced), ["rule"], { code: "other_currency", facts: NONE });
  const own = ownListed(book, asked);
  const tariff = own && aboveListed(book, fee, priced, own, shareOf(fee, own));
  const beside = (found: Finding): Finding => besideOwnList(found, fee, own, own ? shareOf(fee, own) : 0n);
  if (priced.state === "free" || priced.state === "not_permitted") return judgeFree(book, fee, priced, tariff);
  if (priced.maximum) return beside(judgeMaximum(book, fee, priced, shareOf(fee, priced.maximum), tariff));
  const chosen = judgeChoices(book, fee, priced, asked);
  return (
    (chosen && beside(chosen)) ??
    judgeAgreed(book, fee, priced, asked) ??
    cannotTell(basisOf(priced), namesOf(priced.missing), missingReason(priced))
  );
}

/** The audit's closed list of facts; what it does not know by name is a rule it does not have. */
const AUDIT_FACTS: ReadonlySet<string> = new Set([
  "account",
  "card",
  "customer",
  "dayTotal",
  "leaves",
  "locality",
  "migrationDate",
  "monthDebits",
  "nthInMonth",
  "pages",
  "period",
  "rule",
  "sameOwner",
  "service",
  "transfer",
  "weekTotal",
]);
const namesOf = (missing: readonly string[]): readonly string[] => {
  const known = missing.filter((m) => AUDIT_FACTS.has(m));
  return known.length > 0 ? known : ["rule"];
};

export const inCurrency = (book: Book, priced: Priced): boolean => {
  const currency = book.statement.account.currency;
  return currency === null || currency === priced.currency;
};

function judgeFree(book: Book, fee: Entry, priced: Priced, tariff: Finding | null): Finding {
  if (!priced.accusable) return cannotTell(basisOf(priced), ["rule"], { code: "free_by_weak_source", facts: NONE });
  if (!boundByTable(book, priced)) return tariff ?? notTheirTable(priced);
  return accuse("not_permitted", 0n, basisOf(priced), { code: "no_such_charge", facts: NONE }, [
    comparison(sizeOf(fee), 0n),
  ]);
}

/** A limit of the banks' table cannot be held against another kind of institution (reading 1, settled case 15). */
export const notTheirTable = (priced: Priced): Finding =>
  cannotTell(basisOf(priced), ["rule"], { code: "limit_is_for_banks", facts: NONE });

/** What is found of a sum within a limit: the same of every fee of that sum, and a long statement takes few sums many times. */
const within = new WeakMap<Priced, Map<string, Finding>>();

function withinLimit(fee: Entry, priced: Priced, allowed: bigint): Finding {
  const found = madeOnce(within, priced, () => new Map<string, Finding>());
  return madeOnce(found, `${sizeOf(fee)} ${allowed} ${fee.taxes.length > 0}`, () => {
    const { firm } = priced;
    const own = firm ? shareOf(fee, firm.sum) : allowed;
    // a charge within the rule's own figure rests on the rule alone
    return exceeds(sizeOf(fee), own)
      ? right(fee, basisOf(priced), { code: "within_draft", facts: bothFigures(fee, priced) })
      : right(fee, ruleBasis(priced), { code: "within_limit", facts: { limit: own } }, ...draftNotes(fee, priced));
  });
}

/** The rule and its own grade, where a draft's higher figure stands as the limit. */
const ruleBasis = (priced: Priced): Basis =>
  priced.firm ? { ...basisOf(priced), rule: priced.firm.rule, grade: priced.firm.grade } : basisOf(priced);

/** Which text has which figure. */
function bothFigures(fee: Entry, { firm, maximum }: Priced): BothFigures {
  const share = (sum: Sum | null | undefined) => (sum ? shareOf(fee, sum) : 0n);
  return { most: share(maximum), grade: firm?.grade ?? "D", limit: share(firm?.sum) };
}

/** A right charge that a draft would lower says so with both figures; the draft is no measure. */
export function draftNotes(fee: Entry, { draft, maximum }: Priced): readonly AuditReason[] {
  if (!draft || !maximum) return NO_NOTES;
  const lowered = shareOf(fee, draft.sum);
  return exceeds(sizeOf(fee), lowered) ? [draftLowers(draft, shareOf(fee, maximum), lowered)] : NO_NOTES;
}
const NO_NOTES: readonly never[] = [];

function judgeMaximum(book: Book, fee: Entry, priced: Priced, allowed: bigint, tariff: Finding | null): Finding {
  const charged = sizeOf(fee);
  if (!exceeds(charged, allowed)) return tariff ?? withinLimit(fee, priced, allowed);
  if (!priced.accusable)
    return cannotTell(basisOf(priced), ["rule"], { code: "above_weak_source", facts: { limit: allowed } });
  if (!boundByTable(book, priced)) return tariff ?? notTheirTable(priced);
  // where the printed text is silent on the sum, only what no reading allows is too much
  const most = priced.lenient ? shareOf(fee, priced.lenient) : allowed;
  if (!exceeds(charged, most))
    return tariff ?? cannotTell(basisOf(priced), ["rule"], { code: "sum_between_bands", facts: NONE });
  // after a change of the rate of VAT the tax in it may be that of the day it was taken
  const later = fee.event && fee.event.line.date !== fee.line.date;
  if (later && !exceeds(charged, rareOf(book).taxedWhenTaken(book, fee, priced)))
    return tariff ?? cannotTell(basisOf(priced), ["rule"], { code: "rule_of_two_days", facts: NONE });
  const why: AuditReason = priced.firm
    ? { code: "above_draft", facts: bothFigures(fee, priced) }
    : { code: "above_limit_of_day", facts: { limit: most } };
  return accuse("over_cap", most, ruleBasis(priced), why, [comparison(charged, most)]);
}

/** A fact with few values is missing: right below the cheapest, over above the dearest, else it cannot be told. */
function judgeChoices(book: Book, fee: Entry, priced: Priced, asked: Priceable): Finding | null {
  const [missing] = priced.missing;
  const choices = missing && priced.missing.length === 1 ? CHOICES[missing] : undefined;
  if (!choices) return null;
  const answers = choices.map((choice) => priceOf(book, { ...asked, facts: { ...asked.facts, ...choice } }));
  const sums = answers.map((a) => (a.state === "free" ? 0n : a.maximum ? shareOf(fee, a.maximum) : null));
  if (sums.some((s) => s === null)) return null;
  const known = sums as bigint[];
  const low = known.reduce((a, b) => (a < b ? a : b));
  const high = known.reduce((a, b) => (a > b ? a : b));
  const dearest = answers[known.indexOf(high)] as Priced;
  if (!exceeds(sizeOf(fee), low) && low > 0n) {
    const cheapest = answers[known.indexOf(low)] as Priced;
    return right(
      fee,
      basisOf(cheapest),
      { code: "within_lowest_limit", facts: { limit: low } },
      ...draftNotes(fee, cheapest),
    );
  }
  if (exceeds(sizeOf(fee), high)) return judgeMaximum(book, fee, dearest, high, null);
  return cannotTell(basisOf(priced), [missing as string], missingReason(priced));
}

/** The bank's own published price for this charge, at whatever grade. */
function ownListed(book: Book, asked: Priceable): Priced["listed"] {
  if (!book.bank || !book.pack.banks.some((b) => b.id === book.bank)) return null;
  return priceOf(book, asked, book.bank).listed;
}

/** `over_tariff` for a charge above a listed or agreed price of grade A or B; null when it is not above. */
export function aboveListed(
  book: Book,
  fee: Entry,
  priced: Priced,
  own: NonNullable<Priced["listed"]>,
  allowed: bigint,
): Finding | null {
  if (!isFirstHand(own)) return null;
  if (!exceeds(sizeOf(fee), allowed)) return null;
  const agreed = agreedFee(book, own.feeId);
  const basis = { ...basisOf(priced), rule: own.feeId, grade: own.grade };
  const why: AuditReason = agreed
    ? { code: "above_agreed", facts: { limit: allowed, page: agreed.source.ref || null } }
    : { code: "above_own_list", facts: { limit: allowed } };
  return accuse("over_tariff", allowed, basis, why, [comparison(sizeOf(fee), allowed)]);
}

const agreedFee = (book: Book, id: string) => book.pack.listedFees.find((fee) => fee.id === id && fee.agreed);

/** No rule gives a limit, but the person has agreed on a price: then that is the measure. */
function judgeAgreed(book: Book, fee: Entry, priced: Priced, asked: Priceable): Finding | null {
  const own = book.bank ? priceOf(book, asked, book.bank).listed : null;
  if (!own || !agreedFee(book, own.feeId)) return null;
  const allowed = shareOf(fee, own);
  const basis = { ...basisOf(priced), rule: own.feeId, grade: own.grade };
  return (
    aboveListed(book, fee, priced, own, allowed) ??
    right(fee, basis, { code: "within_agreed", facts: { limit: allowed } })
  );
}

/** A rule is nothing that a statement could show: where none is known, that is said. */
export function missingReason(priced: Priced): AuditReason {
  const missing = namesOf(priced.missing);
  return missing.includes("rule") ? { code: "no_rule_known", facts: NONE } : { code: "not_shown", facts: { missing } };
}
