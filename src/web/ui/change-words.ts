/** A change in a sentence: which way, how much for a usage that is stated, and from when. Pages, feeds and calendars say the same. */

import type { CaseView, ChangeView, SideView, SumView } from "../../app/change-view.ts";
import type { StatedUsage } from "../../domain/fees/pack.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { exactMoney, plainMoney } from "../../domain/money/money-words.ts";
import { FACTS } from "../../words/en/facts.ts";
import { ACCOUNTS } from "../../words/en/names.ts";
import { dateWords } from "./words.ts";

const minorOf = (text: string): bigint => parseMinor(text) ?? 0n;
const moneyOf = (text: string, currency: string): string => plainMoney(minorOf(text), currency);

/** Whose price of what: `Access Bank: SMS alert`. */
export const subjectWords = ({ bankName, name, product }: ChangeView): string =>
  `${bankName ? `${bankName}: ` : ""}${name}${product ? ` (${product})` : ""}`;

const KIND_WORDS = {
  law: "The limit for banks",
  draft: FACTS["draft.not_in_force"],
  tariff: "The bank’s own price",
} as const;
export const kindWords = ({ kind, cause }: ChangeView): string =>
  cause === "tax" ? "The VAT on the fee" : KIND_WORDS[kind];

/** `from 1 May 2025`, with what it is where it is no rule in force. */
export function whenWords({ on, state, kind, after }: ChangeView): string {
  const day = dateWords(on);
  if (state === "proposed") return `proposed from ${day}, a draft only`;
  if (state === "announced") return `from ${day}, announced`;
  const seen = kind === "tariff" && after.some(({ validBasis }) => validBasis === "seen");
  return seen ? `seen since ${day}` : `from ${day}`;
}

/** `40 alerts a month`, `10 transfers of ₦20,000 a month`. */
export function usageWords({ times, per, of, amount }: StatedUsage, currency: string): string {
  const sum = amount === undefined ? "" : ` of ${moneyOf(amount, currency)}`;
  return `${times} ${of}${sum}${per === "once" ? "" : ` a ${per}`}`;
}

/** `dearer by ₦80 a month for 40 alerts, and ₦6 VAT on it`. */
export function moveWords(change: ChangeView): string {
  const { direction, size, currency } = change;
  const sized = size && size.difference.total !== "0.00" ? sizeWords(change) : "";
  switch (direction) {
    case "dearer":
    case "cheaper":
      if (sized) return sized;
      return size
        ? `${direction} for some; the same for ${usageWords(size.usage, currency)}`
        : `${direction}${exampleWords(change)}`;
    case "mixed":
      return `dearer for some, cheaper for others${sized ? `: ${sized}` : exampleWords(change)}`;
    case "first_known":
      return `${firstWords(change)}; what held before is not known`;
    case "other":
      return `priced in another way${exampleWords(change) || " than before"}`;
  }
}

function sizeWords({ size, currency }: ChangeView): string {
  if (!size) return "";
  const { difference, usage } = size;
  const less = difference.total.startsWith("-");
  const sum = (text: string) => moneyOf(text.replace(/^-/, ""), currency);
  const often = usage.per === "once" ? "" : ` a ${usage.per}`;
  const what = usageWords({ ...usage, per: "once" }, currency);
  const tax =
    difference.tax === "0.00"
      ? ""
      : difference.fee === "0.00"
        ? ", all of it VAT"
        : `, and ${sum(difference.tax)} VAT on it`;
  const main = difference.fee === "0.00" ? difference.tax : difference.fee;
  return `${less ? "cheaper" : "dearer"} by ${sum(main)}${often} for ${what}${tax}`;
}

/** The first case that moved, where no usage is stated. */
function exampleWords({ cases }: ChangeView): string {
  const moved = cases.find(({ before, after }) => !isSameSide(before, after) && before.kind !== "unknown");
  if (!moved) return "";
  const amount = amountWords(moved);
  return `: ${sideWords(moved.before)} before, ${sideWords(moved.after)} after${amount ? ` (${amount})` : ""}`;
}

const firstWords = ({ kind, before, after, cases }: ChangeView): string => {
  const [first] = cases;
  const whole = after.map(({ summary }) => summary).join("; ") || "a price";
  // where a rule stood before, it is new for one kind of case only
  const what = before.length > 0 && first ? `${sideWords(first.after)} (${caseWords(first)})` : whole;
  return kind === "tariff" ? what : `the first rule that we know: ${what}`;
};

const WHY_WORDS = {
  negotiable: "as agreed with the bank",
  at_cost: "what it costs the bank",
  by_bank: "free at a bank from the day it announced",
  not_offered: "not offered",
} as const;

/** Whether an event costs the same on both sides; nothing is nothing in every currency. */
export function isSameSide(a: SideView, b: SideView): boolean {
  if (a.kind === "sum" && b.kind === "sum")
    return a.total === b.total && (a.currency === b.currency || a.total === "0.00");
  if (a.kind === "range" && b.kind === "range")
    return a.low === b.low && a.high === b.high && a.currency === b.currency;
  if (a.kind === "no_sum" && b.kind === "no_sum") return a.why === b.why;
  return a.kind === "unknown" && b.kind === "unknown";
}

/** What one event costs on one side, VAT with it: a ceiling of the law, or a bank's price. */
export function sideWords(side: SideView): string {
  switch (side.kind) {
    case "sum":
      return side.total === "0.00" ? "Free" : exactMoney(minorOf(side.total), side.currency);
    case "range":
      return `${exactMoney(minorOf(side.low), side.currency)} to ${exactMoney(minorOf(side.high), side.currency)}`;
    case "no_sum":
      return WHY_WORDS[side.why];
    case "unknown":
      return "not known";
  }
}

export const differenceWords = ({ before, after }: CaseView): string => {
  if (
    before.kind !== "sum" ||
    after.kind !== "sum" ||
    (before.currency !== after.currency && before.total !== "0.00" && after.total !== "0.00")
  )
    return isSameSide(before, after) ? "the same" : "no sum";
  const difference = minorOf(after.total) - minorOf(before.total);
  if (difference === 0n) return "the same";
  const sum = exactMoney(
    difference < 0n ? -difference : difference,
    after.total === "0.00" ? before.currency : after.currency,
  );
  return difference < 0n ? `${sum} less` : `${sum} more`;
};

const FACT_WORDS: Readonly<Record<string, string>> = {
  ...ACCOUNTS,
  on_site: "machine at a branch",
  off_site: "machine away from a branch",
  sender: "the sender pays",
  receiver: "the receiver pays",
  individual: "a person",
  corporate: "a company",
};

/** For whom and for what: `savings account, ₦20,000`. */
export const caseWords = (one: CaseView): string => caseParts(one).join(", ") || "Each time";

/** The same in parts; none where the change hits every event alike. */
export function caseParts(one: CaseView): readonly string[] {
  const { facts } = one;
  return [
    ...[facts.account, facts.locality, facts.party, facts.customer].flatMap((key) =>
      key ? [FACT_WORDS[key] ?? key] : [],
    ),
    facts.salary ? "a salary" : "",
    ownWords(facts),
    facts.nthInMonth === undefined ? "" : `number ${facts.nthInMonth} in the month`,
    facts.nthInDay === undefined ? "" : `number ${facts.nthInDay} of the day`,
    facts.nthInWeek === undefined
      ? ""
      : facts.nthInWeek === 1
        ? "once in the week"
        : `day ${facts.nthInWeek} of the same in one week`,
    facts.pages === undefined ? "" : `${facts.pages} page`,
    facts.leaves === undefined ? "" : `${facts.leaves} leaf`,
    facts.days === undefined ? "" : `${facts.days} days`,
    amountWords(one),
  ].filter(Boolean);
}

function ownWords({ sameBank, sameOwner }: CaseView["facts"]): string {
  if (sameOwner)
    return sameBank ? "own accounts in one bank" : sameBank === false ? "own accounts at two banks" : "own accounts";
  if (sameBank) return "inside one bank";
  return sameBank === false ? "to another bank" : "";
}

const amountWords = ({ amount, before, after }: CaseView): string => {
  if (amount === null) return "";
  const side = "currency" in after ? after : before;
  return moneyOf(amount, "currency" in side ? side.currency : "NGN");
};

/** The whole change in one line. */
export const changeWords = (change: ChangeView): string =>
  `${subjectWords(change)}: ${moveWords(change)}, ${whenWords(change)}`;

export const sumWords = ({ fee, tax, total }: SumView, currency: string): string =>
  total === "0.00"
    ? "Free"
    : tax === "0.00"
      ? moneyOf(total, currency)
      : `${moneyOf(fee, currency)} and ${moneyOf(tax, currency)} VAT: ${moneyOf(total, currency)}`;
