/** One idea: what a sentence of an alert tells: which way the money went, how much, whose account, when and what for. */

import { readPrintedDate } from "../text/printed-date.ts";
import { MONEY } from "./alert-keys.ts";

export type Side = "debit" | "credit";
export type Told = {
  /** null: the sentence tells of money that did not move. */
  readonly side: Side | null;
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
/** Before the sum: a verb with whatever stands between, a noun that leads right to it, or what the customer did. */
const BEFORE =
  /(?:^\W{0,9}(sent|received|paid|spent|withdrew)\s{1,9}|\b(?:(debited|credited|deducted|debit|credit|dr|cr)\b(?: with| by)?\s{0,9}|(debited|credited|deducted)\b[^.]{0,60}|(?:payment|transfer|deposit|cash[ -]?(?:in|out)) (made|received|sent) (?:for|of)\s{0,9}|(debit|credit)(?: alert| transaction| notification| by [a-z]{2,12})?[\s:!,.-]{0,20}(?:of|for|in the sum of)?\s{0,9}|you(?: have|'ve)?(?: just| successfully)? (received|spent|sent|paid|withdrew|transferred)(?: a)?(?: sum| transfer| payment)?(?: of)?\s{0,9}))$/i;
const AFTER =
  /^\s*(?:(?:has|have|was|were)(?: just)?(?: been)? )?(?:successfully )?(debited|credited|deducted|withdrawn|received|deposited|refunded|reversed|paid to|sent to|transferred to|spent)\b/i;
/** Money that came back, with whom or when between the sum and its verb. */
const CAME_BACK = /^\s{0,3}(?:from|on|at|for)\s[^.]{1,50}?\s(?:(?:has|was|is)\s(?:been\s)?)?(refunded|reversed)\b/i;
const HEADING =
  /^\W{0,20}(debit|credit)\W{0,20}$|(?:^|[.:!]\s{0,9})\W{0,20}(debit|credit) (?:alert|transaction|notification)(?=\W{0,20}$|\W{0,20}[.!]\s)/i;
/** A sentence without a sum, as e-mails begin. A condition ("if this debit ...") tells nothing. */
const OCCURRED =
  /\ba (debit|credit)(?: transaction)?(?: has)?(?: just)? (?:occurred|took place|taken place|was made)\b|\baccount\b[^.]{0,40}\b(?:has been|was) (debited|credited)\b/i;

/** A heading such as "Debit Alert" stands above its alert; a sentence without a sum may also stand below it. */
export const isHeading = (text: string): boolean => HEADING.test(text);

const sideOf = (word: string): Side =>
  /^(?:cr|credit|received|deposit|refund|revers)/i.test(word) ? "credit" : "debit";

/** Reads the words of a line that stand under no label; null when they tell of no payment. */
export function tellOf(text: string): Told | null {
  if (text.length < 5) return null;
  const money = MONEY.exec(text);
  // a balance is no payment
  if (money && !/\bbal(?:ance)?\b[\s:is]*$/i.test(text.slice(Math.max(0, money.index - 20), money.index))) {
    const rest = text.slice(money.index + money[0].length);
    const after = AFTER.exec(rest) ?? CAME_BACK.exec(rest.slice(0, 120));
    const before = BEFORE.exec(text.slice(Math.max(0, money.index - 120), money.index));
    const word = after?.[1] ?? before?.slice(1).find(Boolean);
    if (word) {
      const side = NOTHING_BOOKED.test(text) ? null : sideOf(word);
      return { side, amount: money[0], ...aroundOf(text), narration: narrationIn(rest), balance: balanceIn(rest) };
    }
  }
  const word =
    HEADING.exec(text)?.slice(1).find(Boolean) ?? (money ? undefined : OCCURRED.exec(text)?.slice(1).find(Boolean));
  if (!word || /\b(?:if|not|did)\b/i.test(text) || NOTHING_BOOKED.test(text)) return null;
  return { side: sideOf(word), amount: null, ...aroundOf(text), narration: null, balance: null };
}

const aroundOf = (text: string): Pick<Told, "account" | "date" | "time"> => ({
  account: accountIn(text),
  ...whenIn(text),
});

const BALANCE = new RegExp(`\\bbal(?:ance)?(?: now)?(?: is| of)?\\s+(${MONEY.source}(?:\\s?[CD]R\\b)?)`, "i");

const BALANCE_AT_END = new RegExp(
  `[\\s.,;]{1,4}(?:avail(?:able)? )?bal(?:ance)?(?: is)?\\s{1,3}(${MONEY.source}(?:\\s?[CD]R)?)[\\s.]{0,3}$`,
  "i",
);

/** A description without the balance that ends it, where no colon sets the two apart. */
export function withoutBalance(text: string): { text: string; balance: string | null } {
  const found = BALANCE_AT_END.exec(text.slice(0, 400));
  return found ? { text: text.slice(0, found.index), balance: found[1] as string } : { text, balance: null };
}

const balanceIn = (text: string): string | null => BALANCE.exec(text)?.[1] ?? null;

/** The account that a sentence names: digits with or without a mask. */
function accountIn(text: string): string | null {
  const found =
    /\b(?:acct|acc|account|a\/c)\b[\s:.#-]{0,20}?(?:(?:no\.?|number|ending(?: in| with)?)[\s:#-]{0,20})?([\dX*.]{0,40}\d[X*.]{0,40})(?![\w/,-])/i.exec(
      text,
    ) ?? /\b(?:from|to)\s+([X*.]{2,}\d{3,}|\d+[X*]{2,}\d+)\b/i.exec(text);
  const account = found?.[1]?.replace(/\.{1,20}$/, "").replace(/\./g, "*") ?? "";
  return account.length >= 4 ? account : null;
}

const ON =
  /\bon\s+(\d{1,4}[-/ .]?(?:\d{1,2}|[A-Z]{3,9})[-/ .,]*\d{2,4}|[A-Z]{3,9}\.? \d{1,2},? \d{4})(?!\d)(?:[\s,]+(?:at\s+)?(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?))?/i;
const AT = /\bat\s+(\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M\b)?)/i;

/** The day, and the time of day, in words such as "on 3 May 2026 at 10:15". */
export function whenIn(text: string): { date: string | null; time: string | null } {
  const on = ON.exec(text);
  if (!on || readPrintedDate(on[1] as string) === undefined) return { date: null, time: null };
  return { date: on[1] as string, time: on[2] ?? AT.exec(text)?.[1] ?? null };
}

/** A value without the day that ends it: `RF/12 on 3 May 2026`. */
export function withoutDay(value: string): string {
  const on = ON.exec(value);
  const day = on !== null && readPrintedDate(on[1] as string) !== undefined;
  return (day ? value.slice(0, on.index) : value).replace(/[\s.]{1,40}$/, "");
}

const WHAT_FOR =
  /\b(?:by|for|from|at|to)\s+(?!(?:your|my|this)\b|(?:the )?(?:a\/?c\b|acc|wallet)|[*X.]{2}|\d{4,}|\d{1,2}:|(?:NGN|N|₦)\s?\d)(\S.{1,120}?)(?=\s+on\s+\w{1,9}\b[-/ .]?\w|\s+at\s+\d{1,2}:|[.!;](?:\s|$)|$)/i;

/** What the payment was for, or to or from whom, in the words after the sum. */
export const narrationIn = (text: string): string | null => WHAT_FOR.exec(text)?.[1]?.trim() ?? null;
