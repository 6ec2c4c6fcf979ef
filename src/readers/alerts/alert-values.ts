/** What the value beside an alert's key holds: a sum in its currency, an account, a day. */

import { CURRENCY_CODES } from "../text/currencies.ts";
import { type PrintedNumber, readPrinted, valueIn } from "../text/exact-number.ts";
import { type PrintedDate, readPrintedDate } from "../text/printed-date.ts";
import type { AlertRole } from "./alert-keys.ts";

const SUM =
  /^[^\d+-]{0,5}[+-]?\s{0,9}(?:[A-Z]{3}|N|₦)?\s{0,9}[+-]?\d[\d,]{0,40}(?:\.\d+)?(?! \d{3}(?!\d))(?:-(?!\d)|\s?[([]?(?:DR|CR|DEBIT|CREDIT|D|C)\b|\s?[([]?(?:OD|O\/D|OVERDRAWN)\b)?/i;
/** A sum in brackets is negative: `(NGN4,500.00)`. */
const BRACKETED = /^([A-Z₦$€£]{0,3}\s?)\(([^()+-]{0,6}\d[\d,.]{0,40})\)(.*)/i;

/** The number at the head of a value: `NGN390,752.58 CR`, `N500.00 (DR)`, `-NGN1,200.00`, `NGN-20.00`, `NGN20.00 OD`. */
export function numberOf(value: string | undefined): PrintedNumber | null | undefined {
  const match = SUM.exec((value ?? "").replace(/[−–]/g, "-").replace(BRACKETED, "-$1$2$3"));
  if (!match) return undefined;
  const plain = match[0].replace(/^([^\w\s+-]{0,5}[+-]?)\s{0,9}[A-Z]{3}(?=\s{0,9}[+-]?\d)/i, "$1");
  return readPrinted(
    plain.replace(/\s?[([]?(?:DEBIT|DR|OD|O\/D|OVERDRAWN)$/i, " DR").replace(/\s?[([]?(?:CREDIT|CR)$/i, " CR"),
  );
}

const CODE = new RegExp(`\\b(${CURRENCY_CODES})(?![A-Z])`, "i");
/** Marks that only one currency has; `Rs` and `$` are those of several. */
const MARKS: readonly (readonly [RegExp, string])[] = [
  [/₦|^N\s?[+-]?\d/, "NGN"],
  [/\bKsh/i, "KES"],
  [/\bTk/, "BDT"],
  [/\bTsh/i, "TZS"],
  [/\bUsh/i, "UGX"],
  [/₵|GH¢/, "GHS"],
  [/€/, "EUR"],
  [/^R\d/, "ZAR"],
];

/** The currency that stands beside a sum. */
export const currencyOf = (value: string): string | null =>
  CODE.exec(value)?.[1]?.toUpperCase() ?? MARKS.find(([mark]) => mark.test(value))?.[1] ?? null;

const MASKED = /^[\dX*.]{0,40}[X*]{2}[\dX*.]{0,40}$/i;

/** `20XXXX41 NGN500.00`: the account that stands before the sum, or alone under a key such as `Debit`. */
export function accountBefore(value: string): { account: string | null; sum: string } {
  const [, first = "", sum = ""] = /^([\dX*.]{1,40})(?:[\s,;:](.*))?$/i.exec(value) ?? [];
  const account = MASKED.test(first) || /^\d{8,}$/.test(first);
  return account ? { account: first, sum } : { account: null, sum: value };
}

/** The number of an account at the head of a value; what follows its first token of digits and mask is text. */
export function accountOf(value: string): string | null {
  const text = value.slice(0, 64);
  const found = /^[\dX*. '-]+$|^[A-Z]{2}\d{2}[A-Z0-9]{8,}$/i.test(text)
    ? text
    : /^[^\w*]{0,3}([\dX*.]{1,64}|\d{1,40}(?:[ '-]\d{1,40}){1,9})(?![\w*./])/i.exec(text)?.[1];
  const account = (found ?? "").replace(/[\s'-]/g, "").replace(/\.{1,64}$/, "");
  return /\d{2}/.test(account) || MASKED.test(account) ? account : null;
}

/** The day of an alert with its time, of all that it says of them. */
export function dateOf(get: (role: AlertRole) => string | undefined): PrintedDate | undefined {
  const time = get("time");
  // some banks print the day under "Time"
  const underTime = time !== undefined && readPrintedDate(time) ? time : undefined;
  const date = get("date") ?? underTime ?? get("valueDate");
  if (date === undefined) return undefined;
  const plain = date
    .replace(/(\d{4}|[-/]\d{2}):(\d{1,2}:\d{2})/, "$1 $2")
    .replace(/\s{1,9}at\s{1,9}/i, " ")
    .replace(/\.$/, "");
  const printed = readPrintedDate(plain) ?? readPrintedDate(plain.split(/\s/)[0] ?? "");
  if (!printed || printed.time !== null || time === undefined) return printed;
  return readPrintedDate(`${plain} ${time}`) ?? printed;
}

/** Whether a label says again what the sentence before it said. */
export function saysSame(role: AlertRole, told: string, value: string): boolean {
  if (role === "amount") {
    const [a, b] = [told, value].map((text) => {
      const number = numberOf(text);
      return number ? valueIn("point", number)?.units : undefined;
    });
    return a !== undefined && a === b;
  }
  if (role === "account") {
    const [a = "", b = ""] = [told, value].map((text) => /\d{0,40}$/.exec(text)?.[0]);
    return told === value || (a.length > 2 && b.length > 2 && (a.endsWith(b) || b.endsWith(a)));
  }
  if (role !== "date") return true;
  const [a, b] = [told, value].map((text) => dateOf((one) => (one === "date" ? text : undefined)));
  return a !== undefined && b !== undefined && a.year === b.year && a.first === b.first && a.second === b.second;
}
