/** A change in a sentence: which way, how much for a usage that is stated, and from when. Pages, feeds and calendars say the same. */

import type { CaseView, ChangeView, SideView, SumView } from "../../app/change-view.ts";
import type { StatedUsage } from "../../domain/fees/pack.ts";
import { parseMinor } from "../../domain/money/money.ts";
import { exactMoney, plainMoney } from "../../domain/money/money-words.ts";
import { hasWords } from "../../words/page-words.ts";
import { ENGLISH_TEXTS, type Texts } from "../../words/texts.ts";
import { dateWords } from "./words.ts";

const minorOf = (text: string): bigint => parseMinor(text) ?? 0n;
const moneyOf = (text: string, currency: string): string => plainMoney(minorOf(text), currency);

/** Whose price of what: `Access Bank: SMS alert`. */
export const subjectWords = ({ bankName, name, product }: ChangeView): string =>
  `${bankName ? `${bankName}: ` : ""}${name}${product ? ` (${product})` : ""}`;

export const kindWords = ({ kind, cause, service, usual }: ChangeView, say: Texts = ENGLISH_TEXTS): string =>
  say.text(
    `change.kind.${cause === "tax" ? "tax" : kind !== "law" ? kind : isDuty(service) ? "duty" : usual ? "usual" : kind}`,
  );
/** The government's, and no price of a bank. */
const isDuty = (service: string): boolean => /^(?:levy|tax)\./.test(service);

/** `from 1 May 2025`, with what it is where it is no rule in force. */
export function whenWords({ on, state, kind, after }: ChangeView, say: Texts = ENGLISH_TEXTS): string {
  const day = dateWords(on);
  if (state !== "in_force") return say.text(`change.when.${state}`, { day });
  const seen = kind === "tariff" && after.some(({ validBasis }) => validBasis === "seen");
  return say.text(seen ? "change.when.seen" : "change.when.in_force", { day });
}

/** `40 alerts a month`, `10 transfers of ₦20,000 a month`. */
export function usageWords(
  { times, per, of, amount }: StatedUsage,
  currency: string,
  say: Texts = ENGLISH_TEXTS,
): string {
  const what =
    amount === undefined
      ? say.text("change.usage", { times, of })
      : say.text("change.usage_of", { times, of, sum: moneyOf(amount, currency) });
  return per === "once" ? what : say.text("change.each", { what, per: say.text(`change.per.${per}`) });
}

/** `dearer by ₦80 a month for 40 alerts, and ₦6 VAT on it`. */
export function moveWords(change: ChangeView, say: Texts = ENGLISH_TEXTS): string {
  const { direction, size, currency } = change;
  const sized = size && size.difference.total !== "0.00" ? sizeWords(change, say) : "";
  switch (direction) {
    case "dearer":
    case "cheaper":
      if (sized) return sized;
      return size
        ? say.text(`change.${direction}_for_some`, { usage: usageWords(size.usage, currency, say) })
        : (exampleWords(say.text(`change.${direction}`), change, say) ?? say.text(`change.${direction}`));
    case "mixed":
      return sized
        ? say.text("change.mixed_by", { sized })
        : (exampleWords(say.text("change.mixed"), change, say) ?? say.text("change.mixed"));
    case "first_known":
      return say.text("change.first_known", { what: firstWords(change, say) });
    case "other":
      return exampleWords(say.text("change.other"), change, say) ?? say.text("change.other_than_before");
  }
}

function sizeWords({ size, currency }: ChangeView, say: Texts): string {
  if (!size) return "";
  const { difference, usage } = size;
  const isLess = difference.total.startsWith("-");
  const sum = (text: string) => moneyOf(text.replace(/^-/, ""), currency);
  const once = sum(difference.fee === "0.00" ? difference.tax : difference.fee);
  const by =
    usage.per === "once" ? once : say.text("change.each", { what: once, per: say.text(`change.per.${usage.per}`) });
  const what = usageWords({ ...usage, per: "once" }, currency, say);
  const words = say.text(isLess ? "change.cheaper_by" : "change.dearer_by", { sum: by, what });
  if (difference.tax === "0.00") return words;
  return difference.fee === "0.00"
    ? say.text("change.all_vat", { size: words })
    : say.text("change.vat_on_it", { size: words, tax: sum(difference.tax) });
}

/** A move with the first case that moved, where no usage is stated; undefined where none did. */
function exampleWords(move: string, { cases }: ChangeView, say: Texts): string | undefined {
  const moved = cases.find(({ before, after }) => !isSameSide(before, after) && before.kind !== "unknown");
  if (!moved) return undefined;
  const facts = { move, before: sideWords(moved.before, say), after: sideWords(moved.after, say) };
  const amount = amountWords(moved);
  return amount ? say.text("change.example_of", { ...facts, amount }) : say.text("change.example", facts);
}

const firstWords = ({ kind, before, after, cases }: ChangeView, say: Texts): string => {
  const [first] = cases;
  const whole = after.map(({ summary }) => summary).join("; ") || say.text("change.a_price");
  // where a rule stood before, it is new for one kind of case only
  const what = before.length > 0 && first ? `${sideWords(first.after, say)} (${caseWords(first, say)})` : whole;
  return kind === "tariff" ? what : say.text("change.first_rule", { what });
};

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
export function sideWords(side: SideView, say: Texts = ENGLISH_TEXTS): string {
  switch (side.kind) {
    case "sum":
      return side.total === "0.00" ? say.text("change.free") : exactMoney(minorOf(side.total), side.currency);
    case "range":
      return say.text("change.range", {
        low: exactMoney(minorOf(side.low), side.currency),
        high: exactMoney(minorOf(side.high), side.currency),
      });
    case "no_sum":
      return say.text(`change.why.${side.why}`);
    case "unknown":
      return say.text("change.not_known");
  }
}

export const differenceWords = ({ before, after }: CaseView, say: Texts = ENGLISH_TEXTS): string => {
  if (
    before.kind !== "sum" ||
    after.kind !== "sum" ||
    (before.currency !== after.currency && before.total !== "0.00" && after.total !== "0.00")
  )
    return say.text(isSameSide(before, after) ? "change.same" : "change.no_sum");
  const difference = minorOf(after.total) - minorOf(before.total);
  if (difference === 0n) return say.text("change.same");
  const sum = exactMoney(
    difference < 0n ? -difference : difference,
    after.total === "0.00" ? before.currency : after.currency,
  );
  return say.text(difference < 0n ? "change.less" : "change.more", { sum });
};

/** A fact of a case; an id without words stands as it is. */
function factWords(fact: string, say: Texts): string {
  const key = `change.fact.${fact}`;
  return hasWords(key) ? say.text(key) : say.calledText("ACCOUNTS", fact);
}

/** For whom and for what: `savings account, ₦20,000`. */
export const caseWords = (one: CaseView, say: Texts = ENGLISH_TEXTS): string =>
  caseParts(one, say).join(", ") || say.text("change.each_time");

/** The same in parts; none where the change hits every event alike. */
export function caseParts(one: CaseView, say: Texts = ENGLISH_TEXTS): readonly string[] {
  const { facts } = one;
  const counted = (
    [
      ["change.nth_in_month", facts.nthInMonth],
      ["change.nth_in_day", facts.nthInDay],
      [facts.nthInWeek === 1 ? "change.once_in_week" : "change.nth_in_week", facts.nthInWeek],
      ["change.pages", facts.pages],
      ["change.leaves", facts.leaves],
      ["change.days", facts.days],
    ] as const
  ).map(([key, count]) => (count === undefined ? "" : say.text(key, { count })));
  return [
    ...[facts.account, facts.locality, facts.party, facts.customer].flatMap((fact) =>
      fact ? [factWords(fact, say)] : [],
    ),
    facts.salary ? say.text("change.salary") : "",
    ownWords(facts, say),
    ...counted,
    amountWords(one),
  ].filter(Boolean);
}

function ownWords({ sameBank, sameOwner }: CaseView["facts"], say: Texts): string {
  if (sameOwner)
    return say.text(
      sameBank ? "change.own_one_bank" : sameBank === false ? "change.own_two_banks" : "change.own_accounts",
    );
  if (sameBank) return say.text("change.one_bank");
  return sameBank === false ? say.text("change.to_another_bank") : "";
}

const amountWords = ({ amount, before, after }: CaseView): string => {
  if (amount === null) return "";
  const side = "currency" in after ? after : before;
  return moneyOf(amount, "currency" in side ? side.currency : "NGN");
};

/**
 * The day until which the old side is known to have held, where that was some time before the change: what was dearer or
 * cheaper then is not known to have been so the day before. Null where it held until the change.
 */
export const heldUntil = ({ cases }: Pick<ChangeView, "cases">): string | null =>
  cases.find(({ before, after }) => before.kind !== "unknown" && !isSameSide(before, after))?.knownUntil ?? null;

/** Which way and how much, and where the old side had been lost before, since when. */
export function movedWords(change: ChangeView, say: Texts = ENGLISH_TEXTS): string {
  const until = heldUntil(change);
  const move = moveWords(change, say);
  return until === null ? move : say.text("change.since_known", { move, day: dateWords(until) });
}

/** That the day of a draft has passed, and when we last looked whether it holds; nothing of any other change. */
export const passedWords = (
  { state, on, after }: ChangeView,
  asked: string,
  say: Texts = ENGLISH_TEXTS,
): readonly string[] => {
  if (state !== "proposed" || on > asked) return [];
  const looked = after.reduce((day, { checkedOn }) => (checkedOn > day ? checkedOn : day), on as string);
  return [say.text("changes.draft_passed", { day: dateWords(looked) })];
};

/** The whole change in one line. */
export const changeWords = (change: ChangeView, say: Texts = ENGLISH_TEXTS): string =>
  `${subjectWords(change)}: ${movedWords(change, say)}, ${whenWords(change, say)}`;

export const sumWords = ({ fee, tax, total }: SumView, currency: string, say: Texts = ENGLISH_TEXTS): string =>
  total === "0.00"
    ? say.text("change.free")
    : tax === "0.00"
      ? moneyOf(total, currency)
      : say.text("change.sum_and_vat", {
          fee: moneyOf(fee, currency),
          tax: moneyOf(tax, currency),
          total: moneyOf(total, currency),
        });
