/** What a sentence of an alert tells: which way the money went, how much, whose account, when and what for. */

import { readPrintedDate } from "../text/printed-date.ts";
import { MONEY } from "./alert-keys.ts";
import { nounOf, type Parted, partedVerb, remainsIn } from "./alert-verbs.ts";

export type Side = "debit" | "credit";
export type Told = {
  /** null: the sentence tells of money that did not move, or leaves open whose account it was. */
  readonly side: Side | null;
  readonly unmoved: boolean;
  /** null: it names no sum, which must stand in the labels that follow. */
  readonly amount: string | null;
  readonly account: string | null;
  readonly date: string | null;
  readonly time: string | null;
  readonly narration: string | null;
  readonly balance: string | null;
};

/** Words of messages that book nothing: passwords, what failed, what is yet to come. */
const NOTHING_BOOKED =
  /\b(?:otp|one[- ]time|pass ?code|verification code|failed|declined|unsuccessful|(?:not|could not|will|would|may|to|cannot) be|not successful|pending|insufficient)\b/i;
/** What failed before and comes back: `being refund of failed debit`. */
const FAILED_BEFORE =
  /\b(?:refund|reversal)(?: (?:of|for|on))?(?: an?| your| the)? (?:failed|declined|unsuccessful) (?:\w+ )?(?:debit|trans\w+|payment|purchase|withdrawal)/gi;
export const bookedNothing = (text: string): boolean => NOTHING_BOOKED.test(text.replace(FAILED_BEFORE, " "));
/** Before the sum: a verb with whatever stands between, a noun that leads right to it, or what the customer did. */
const BEFORE =
  /(?:^\W{0,9}(sent|received|paid|spent|withdrew)(?:\s{1,9}|\. ?TID:? \d{4,20}\. )|\b(?:(debited|credited|deducted|debit|credit|dr|cr)\b(?: with| by)?\s{0,9}|(debited|credited|deducted)\b[^.]{0,60}|(?:payment|transfer|deposit|cash[ -]?(?:in|out)) (made|received|sent) (?:for|of)\s{0,9}|(debit|credit)(?: alert| transaction| notification| by [a-z]{2,12})?[\s:!,.-]{0,20}(?:of|for|in the sum of)?\s{0,9}|((?:airtime|data|bills?|electricity|power|cable|tv) (?:purchase|payment|top[ -]?up|recharge|subscription)) (?:of|for)\s{0,9}|you(?: have|'ve)?(?: just| successfully)? (received|spent|sent|paid|withdrew|transferred)(?: a)?(?: sum| transfer| payment)?(?: of)?\s{0,9}|\b[AP]M (withdraw)\s{0,9}))$/i;
const AFTER =
  /^\s*(?:(?:has|have|was|were)(?: just)?(?: been)? )?(?:successfully )?(debited|credited|deducted|withdrawn|received|deposited|refunded|reversed|paid to|sent to|transferred to|spent)\b/i;
/** What the customer had done, which the words behind the sum say was done. */
const DONE =
  /\b(?:(transfer|payment|withdrawal|purchase|recharge|top[ -]?up) (?:of|for)|(cash[ -]?out|send money))\s{0,9}$/i;
const WAS_DONE = /^[^!;]{0,120}?\b(?:successful|completed)\b/i;
/** Airtime that a telephone company books on its own account of the customer. */
const OTHER_BALANCE = /\b(?:airtime|data|main(?: account)?|bonus) bal/i;
/** Money that came back, with whom or when between the sum and its verb. */
const CAME_BACK = /^\s{0,3}(?:from|on|at|for)\s[^.]{1,50}?\s(?:(?:has|was|is)\s(?:been\s)?)?(refunded|reversed)\b/i;
const HEADING =
  /^\W{0,20}(debit|credit)\W{0,20}$|(?:^(?!(?:no|how|get|for)\b)(?:\w[\w&'’.-]{0,20} (?:[-–:] )?){0,3}|[.:!]\s{0,9})\W{0,20}(debit|credit|dr|cr|money (?:in|out))(?: transaction)? (?:alert|trans?(?:action)?|txn|notification)(?=\W{0,20}$|\W{0,20}[.!]\s)/i;
/** A sentence without a sum, as e-mails begin. A condition ("if this debit ...") tells nothing. */
const OCCURRED =
  /\ba (debit|credit)(?: transaction)?(?: has)?(?: just)? (?:occurred|took place|taken place|was made)\b|\baccount\b[^.]{0,40}\b(?:has been|was) (debited|credited)\b/i;

/** A wallet's receipt, which whoever paid holds. */
const RECEIPT = /^\W{0,20}(?:transaction|transfer|payment) receipt\W{0,20}$/i;
export const isReceipt = (text: string): boolean => RECEIPT.test(text);

/** A heading such as "Debit Alert" stands above its alert; a sentence without a sum may also stand below it. */
export const isHeading = (text: string): boolean => HEADING.test(text);

const sideOf = (word: string): Side =>
  /^(?:cr|credit|received|deposit|refund|revers|money in)/i.test(word) ? "credit" : "debit";

/** Words by which the account of a sentence is that of its reader, and by which it is that of somebody else. */
const MINE = /\b(?:you|your|ur|acct?|account|a\/c|wallet|card|customer)\b|[X*.]{2}\d|\d[X*.]{2}|\d{4}/i;
const YOURS = /\b(?:you|your|ur)\b/i;
const OF_OTHER = /\b(?:beneficiary|recipient|receiver|\w{1,30}['’]s)\b/i;
const PASSIVE =
  /([^.:;!]{0,80})\b(?:(?:has|have)(?: just| now)? been|was|were|is)(?: successfully)? (?:debited|credited)\b[^.]{0,60}$/i;
/** Words behind a sum that was credited to somebody's account. */
const CREDITED_TO = /^\s{0,3}(?:has|have|was|were)\b[^.]{0,40}\bcredited (?:in)?to (.{0,40})/i;
const OWN_ACCOUNT = /^(?:(?:your|ur|my|the|acc\w*|a\/c|wallet)\b|[X*.\d])/i;
const PAID_BY_READER = /\bfrom (?:your|ur) (?:acc|a\/c|wallet|card|bal)/i;
const PAID_TO_READER = /\b(?:in)?to (?:your|ur) (?:acc|a\/c|wallet|card|bal)/i;

/** The side for the reader: that somebody else was credited takes money from the reader, or says nothing. */
function sideFor(word: string, before: string, rest: string): Side | null {
  const side = sideOf(word);
  const subject = PASSIVE.exec(before)?.[1]?.trim();
  const target = subject || (CREDITED_TO.exec(rest)?.[1] ?? "");
  const other = OF_OTHER.test(target);
  if (target === "" || (!other && YOURS.test(subject ? target : target.slice(0, 5)))) return side;
  if (side === "credit" && PAID_BY_READER.test(rest)) return "debit";
  return !other && (subject ? MINE : OWN_ACCOUNT).test(target) ? side : null;
}

/** Reads the words of a line that stand under no label; null when they tell of no payment. */
export function tellOf(text: string): Told | null {
  if (text.length < 5) return null;
  const money = MONEY.exec(text);
  // a balance is no payment
  if (money && !/\bbal(?:ance)?\b[\s:is]*$/i.test(text.slice(Math.max(0, money.index - 20), money.index))) {
    const rest = text.slice(money.index + money[0].length);
    const after = AFTER.exec(rest) ?? CAME_BACK.exec(rest.slice(0, 120));
    const lead = text.slice(Math.max(0, money.index - 120), money.index);
    const before = BEFORE.exec(lead);
    const done = WAS_DONE.test(rest) ? DONE.exec(lead)?.slice(1).find(Boolean) : undefined;
    const known = after?.[1] ?? before?.slice(1).find(Boolean) ?? done;
    const verb = after || before?.slice(2).some(Boolean) ? null : partedVerb(lead, rest);
    // what has no verb is a payment where it has a day
    const dated = !verb && !known && DAY.test(text);
    const parted = verb ?? (dated ? (signBefore(lead) ?? nounOf(lead, rest)) : null);
    const word = parted?.word ?? known;
    const bought = before?.[6];
    if (word && !(bought && OTHER_BALANCE.test(text))) {
      const unmoved = bookedNothing(text);
      const to = word === done && PAID_TO_READER.test(text);
      // points that hide a part of an account end no sentence
      const own = parted?.side ?? sideFor(word, lead.replace(MASK, "**"), rest);
      const side = to ? (PAID_BY_READER.test(text) ? null : "credit") : own;
      return {
        side: unmoved ? null : side,
        unmoved,
        amount: money[0],
        ...aroundOf(text),
        narration: wordsBehind(rest) ?? bought ?? null,
        balance: remainsIn(rest),
      };
    }
  }
  if (isReceipt(text)) return { ...NOTHING_TOLD, side: "debit" };
  const word =
    HEADING.exec(text)?.slice(1).find(Boolean) ?? (money ? undefined : OCCURRED.exec(text)?.slice(1).find(Boolean));
  if (!word || /\b(?:if|not|did)\b/i.test(text) || bookedNothing(text)) return null;
  return { ...NOTHING_TOLD, side: sideOf(word), ...aroundOf(text) };
}

const DAY = /\d[-/ ](?:\d{1,2}|[a-z]{3,9})[-/ ,]{1,2}\d{2,4}\b/i;

/** A sign before the sum at the head of its line, behind the sender at most. */
function signBefore(lead: string): Parted | null {
  const sign = /^(?:\W?\w{1,20}\W{1,2})?([-+\u2212\u2013])\s?$/.exec(lead)?.[1];
  return sign ? { word: sign, side: sign === "+" ? "credit" : "debit" } : null;
}

const MASK = /\.{2,4}(?=[\dX*])/g;

const NOTHING_TOLD: Told = {
  side: null,
  unmoved: false,
  amount: null,
  account: null,
  date: null,
  time: null,
  narration: null,
  balance: null,
};

const aroundOf = (text: string): Pick<Told, "account" | "date" | "time"> => ({
  account: accountIn(text),
  ...whenIn(text),
});

const BALANCE_AT_END = new RegExp(
  `[\\s.,;]{1,4}(?:your )?(?:new |avail(?:able)? )?bal(?:ance)?(?: is(?: now)?)?\\s{1,3}(${MONEY.source}(?:\\s?[CD]R)?)(?:[\\s.]{0,3}|[.!] [a-z].{0,200})$`,
  "i",
);

/** A description without the balance that ends it, where no colon sets the two apart. */
export function withoutBalance(text: string): { text: string; balance: string | null } {
  const found = BALANCE_AT_END.exec(text.slice(0, 400));
  return found ? { text: text.slice(0, found.index), balance: found[1] as string } : { text, balance: null };
}

/** The account that a sentence names: digits with or without a mask. */
export function accountIn(text: string): string | null {
  const found =
    /\b(?:acct|acc|account|a\/c)\b[\s:.#-]{0,20}?(?:(?:no\.?|number|ending(?: in| with)?)[\s:#-]{0,20})?([\dX*.]{0,40}\d[X*.]{0,40})(?![\w/,-])/i.exec(
      text,
    ) ?? /\b(?:from|to)\s+([X*.]{2,}\d{3,}|\d+[X*]{2,}\d+)\b/i.exec(text);
  const account = found?.[1]?.replace(/\.{1,20}$/, "").replace(/\./g, "*") ?? "";
  return account.length >= 4 ? account : null;
}

const ON =
  /\bon\s+(\d{1,4}[-/ .]?(?:\d{1,2}|[A-Z]{3,9})[-/ .,]*\d{2,4}|[A-Z]{3,9}\.? \d{1,2},? \d{4})(?!\d)(?:[\s,]+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?))?/i;
/** The only day of a sentence that has a clock: no word need lead to it. */
const CLOCKED =
  /(?<![\w./-])(\d{1,2}[-/. ](?:\d{1,2}|[A-Z]{3,9})[-/. ,]{1,2}\d{4}|\d{4}-\d{2}-\d{2})[ ,T]{1,2}(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?)/gi;
/** The same with its clock first: `10:15 03-Feb-2026`. */
const CLOCK_FIRST =
  /(?<![\w./:-])(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)[ ,]{1,2}(?:on )?(\d{1,2}[-/. ](?:\d{1,2}|[A-Z]{3,9})[-/. ,]{1,2}\d{4}|\d{4}-\d{2}-\d{2})(?![\d:-])/gi;
const AT = /\bat\s+(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?)/i;

/** The day, and the time of day, in words such as "on 3 May 2026 at 10:15". */
export function whenIn(text: string): { date: string | null; time: string | null } {
  const clocked = [...text.matchAll(CLOCKED)];
  const on = ON.exec(text) ?? (clocked.length === 1 ? clocked[0] : null);
  const [first, ...more] = on ? [] : text.matchAll(CLOCK_FIRST);
  if (first && more.length === 0 && readPrintedDate(first[2] as string))
    return { date: first[2] as string, time: first[1] as string };
  if (!on || readPrintedDate(on[1] as string) === undefined) return { date: null, time: null };
  return { date: on[1] as string, time: on[2] ?? AT.exec(text)?.[1] ?? null };
}

/** A value without the day that ends it: `RF/12 on 3 May 2026`. */
export function withoutDay(value: string): string {
  const on = ON.exec(value);
  const day = on !== null && readPrintedDate(on[1] as string) !== undefined;
  return (day ? value.slice(0, on.index) : value).replace(/[\s.]{1,40}$/, "");
}

/** `on 02-Mar-2026 08:10 POS PURCHASE. Bal: ...`: what follows the day without a word that leads to it. */
function behindDay(text: string): string | null {
  const on = ON.exec(text);
  if (!on) return null;
  const words = /^\s{1,3}([A-Z][^.;:]{3,120}?)\s{0,3}(?:[.;]|$)/.exec(text.slice(on.index + on[0].length))?.[1];
  return words && !/^(?:avail|bal|your|thank|please|at|new|current|by|from|to|for)/i.test(words) ? words : null;
}

/** What the payment was for: the whole of what follows the day, where the words that lead to it stand inside of that. */
function wordsBehind(text: string): string | null {
  const [told, behind] = [narrationIn(text), behindDay(text)];
  return behind && (told === null || behind.includes(told)) ? behind : told;
}

const WHAT_FOR =
  /\b(?:by|for|from|at|to|give)\s+(?!(?:your|ur|my|this)\b|(?:the )?(?:a\/?c\b|acc|wallet)|\d{0,6}[*X.]{2}|\d{4,}|\d{1,2}:|(?:NGN|N|₦)\s?\d)(\S.{1,120}?)(?=\s+on\s+\w{1,9}\b[-/ .]?\w|(?:,|\s-)\s\d{1,4}[-/ ]|\s+at\s+\d{1,2}:|[.!;](?:\s|$)|$)/i;

/** What the payment was for, or to or from whom, in the words after the sum. */
export const narrationIn = (text: string): string | null => WHAT_FOR.exec(text)?.[1]?.trim() ?? null;
