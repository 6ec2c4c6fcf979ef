/**
 * The keys that banks print before a colon in their alerts, and the pairs of key and value in one line. What
 * stands before the first key may be a heading or a sentence.
 */
import { CURRENCY_CODES } from "../text/currencies.ts";

export type AlertRole =
  | "account"
  | "amount"
  | "narration"
  | "party"
  | "balance"
  | "otherBalance"
  | "date"
  | "valueDate"
  | "time"
  | "reference"
  | "direction"
  | "status"
  | "other";

/** Keys as banks write them; what follows the colon is the value. Of two that begin alike the first in the list is meant. */
const KEYS: readonly (readonly [AlertRole, string])[] = [
  // days on which nothing was booked
  [
    "other",
    "(?:due|expiry|expiration|maturity|start|end|next|last|birth|statement|invoice|issue|delivery|repayment|effective) (?:date|payment|login)",
  ],
  ["valueDate", "val(?:ue)? date"],
  ["balance", "av(?:l|ail(?:able|\\.)?)?\\.? ?bal(?:ance)?|avail(?:able|\\.)?|acct bal(?:ance)?|account balance"],
  ["otherBalance", "(?:current|ledger|book|cleared|new|total) bal(?:ance)?|bal(?:ance)?"],
  // the account of the other side is not the account of the alert
  [
    "other",
    "(?:account|acct) (?:credited|debited)|(?:sender|beneficiary|recipient|destination|source)(?:'?s)? (?:bank|account|acct)(?: no\\.?| number)?",
  ],
  ["account", "acc?(?:oun)?t?\\.? ?(?:no\\.?|num(?:ber)?|name|#)?|a\\/c ?(?:no\\.?|number|#)?"],
  [
    "amount",
    "(?:[dc]r\\.? ?|debit |credit )?(?:trans?(?:action)?\\.? |txn )?(?:amt|amount)|debit|credit|dr|cr|(?:val(?:ue)?|(?:out|in)flow|(?:money|amt|amount) (?:in|out)|withdrawal|deposit)(?=\\s*:\\s*(?:NGN|[N₦])\\s?[-+]?\\d)",
  ],
  [
    "narration",
    "desc?(?:ription)?|trans(?:action)? (?:desc(?:ription)?|details|narration)|remarks?|rmks?|dets?|narr(?:ation)?|narrative|details|memo|particulars",
  ],
  ["party", "(?:beneficiary|sender|recipient)(?: name)?|merchant|to|from"],
  ["date", "date(?: ?(?:\\/|&|and) ?time)?|dt|(?:trans(?:action)?|txn|posted|posting) date(?: ?(?:\\/|&|and) ?time)?"],
  ["time", "time(?: of transaction)?|(?:trans(?:action)?|txn) time"],
  [
    "reference",
    "ref(?:erence)?(?: ?(?:no\\.?|number|id))?|(?:trans(?:action)?|txn) (?:ref(?:erence)?|id)|tran ?id|session id|document number",
  ],
  ["direction", "dr\\/cr|cr\\/dr|(?:txn|trnx|trxn?|tranx)(?: type)?|type|(?:trans(?:action)? )type|alert(?: type)?"],
  ["status", "(?:trans(?:action)? |txn )?status"],
  ["other", "branch|transaction location|location|channel|token|time zone|customer name|currency|total"],
];
const ALL_KEYS = new RegExp(
  `(?:^|[\\s,;|])\\W{0,3}?(?:${KEYS.map(([, words], i) => `(?<k${i}>${words})`).join("|")})\\s*:(?!\\/\\/)\\s*`,
  "gi",
);
/** Money with its currency's mark: the only money that is read out of a sentence. */
export const MONEY = new RegExp(
  `(?<!\\w)(?:Ngn|Ksh\\.?|KSh\\.?|KSH|Tsh\\.?|TSh|Ush\\.?|USh|GH[₵¢]|₵|Rs\\.?|Tk\\.?|${CURRENCY_CODES}|N|R(?=\\d)|[₦$€£])\\s?[-+]?\\s?\\d(?:[\\d,]*\\d)?(?:\\.\\d{1,2})?(?!\\.?[\\d*]| \\d{3}(?!\\d))`,
);

/** The role of a label that is alone on its line; null of any other line. A side alone says the side and names nothing. */
export function isKeyAlone(line: string): AlertRole | null {
  if (line.length > 40 || /^(?:debit|credit|dr|cr)$/i.test(line)) return null;
  const [pair, ...more] = pairsOf(line.endsWith(":") ? line : `${line}:`).pairs;
  return pair && pair.at === 0 && pair.value === "" && more.length === 0 ? pair.role : null;
}

export type Pair = {
  readonly role: AlertRole;
  readonly value: string;
  /** As printed, without its colon. */
  readonly key: string;
  /** Where in the line the key begins. */
  readonly at: number;
};
export type KeyedLine = {
  readonly pairs: readonly Pair[];
  /** What stands before the first key. */
  readonly head: string;
  /** The words in which a sentence may be: it can name the account as `Acct: **12 has been ...`. */
  readonly prose: string;
};

/** A sum with its currency behind it: `5,000.00 NGN`. */
const CODE_BEHIND = new RegExp(
  `(?<![\\w.,₦₵$€£+-])(\\d{1,3}(?:[. ]\\d{3}){1,6},\\d{2}|\\d{1,3}(?:,\\d{3}){0,6}(?:\\.\\d{1,2})?|\\d{4,12}\\.\\d{2})\\s?(${CURRENCY_CODES})\\b(?!\\s?[\\d-])`,
  "g",
);
/** Thousands in blanks or points: `NGN 5 000.00`, `EUR 5.000,00`. Without decimals they may be two numbers. */
const GROUPED = new RegExp(
  `(?<!\\w)((?:${CURRENCY_CODES}|N|[₦$€£])\\s?[-+]?)(\\d{1,3}(?:\\.\\d{3}){1,6}(?=,)|\\d{1,3}(?: \\d{3}){1,6})[.,](\\d{2})(?!\\d|[.,]\\d)`,
  "g",
);
const NAIRA =
  /(:\s{0,3}|\b(?:with|of)\s)(\d[\d,]{0,20})(?:(\.\d{2})?\s?naira\b(?!,? (?:and )?\d+ ?kobo)|\s?naira,?\s(?:and\s)?(\d{1,2})\s?kobo\b)/gi;

/** As people type it: `n5,000.00`. */
const SMALL_NAIRA = /(?<!\w)n(?:gn)?(?=\s?\d{1,3}(?:,\d{3}){0,4}(?:\.\d{2})?(?![\w,-]))/g;

/** Sums as the rest of this reader knows them. */
const evenSums = (line: string): string =>
  line
    .replace(SMALL_NAIRA, (mark) => mark.toUpperCase())
    .replace(CODE_BEHIND, "$2$1")
    .replace(GROUPED, (_all, mark, whole, decimals) => `${mark}${String(whole).replace(/[. ]/g, ",")}.${decimals}`)
    .replace(
      NAIRA,
      (_all, lead, whole, decimals, kobo) =>
        `${lead}NGN${whole}${kobo ? `.${String(kobo).padStart(2, "0")}` : (decimals ?? "")}`,
    );

const DECORATED = /^[\s•▪►>#-]{0,4}[*_~]{1,3}\s?([a-z][a-z0-9 ./&-]{1,30}?)\s?([:=]?)[*_~]{1,3}\s?([:=]?)\s{0,9}/i;
const SIDE_AND_SUM = new RegExp(`^(dr|cr|debit|credit)\\.?\\s{1,9}(?=${MONEY.source}\\s{0,3}$)`, "i");
const OTHER_COLON = /^([a-z][a-z ./]{1,24}?)\s?[：=–—-]{1,2}\s{0,3}(?=\S)/i;

/** `DEBIT ALERT: ACCT: 004***3456`: the heading of an alert on its line is no label. */
const HEADING_BEFORE_KEY =
  /^((?:debit|credit|dr|cr)(?: transaction)? (?:alert|notification))\s?:\s{0,3}(?=[a-z][a-z /.]{1,14}:)/i;

/** A line without what decorates its label, its sums as they are read here, and with a colon where another mark or none stands behind it. */
export function evenLine(line: string): string {
  let even = evenSums(line.replace("：", ":")).replace(HEADING_BEFORE_KEY, "$1. ");
  const found = DECORATED.exec(even);
  // stars in the middle of an account are its mask
  if (found && (found[2] || found[3])) even = `${found[1]}: ${even.slice(found[0].length)}`;
  else if (found && even.length === found[0].length) even = found[1] as string;
  even = even.replace(SIDE_AND_SUM, "$1: ");
  if (even.includes(":")) return even;
  const coloned = even.replace(OTHER_COLON, "$1: ");
  return coloned !== even && pairsOf(coloned).pairs.some(({ at }) => at === 0) ? coloned : even;
}

type Found = { readonly role: AlertRole; readonly key: string; readonly at: number; readonly from: number };

export function pairsOf(line: string): KeyedLine {
  const found: Found[] = [];
  for (const match of line.includes(":") ? line.matchAll(ALL_KEYS) : []) {
    const k = KEYS.findIndex((_key, i) => match.groups?.[`k${i}`] !== undefined);
    const role = (KEYS[k] as (typeof KEYS)[number])[0];
    const one = { role, key: match.groups?.[`k${k}`] ?? "", at: match.index, from: match.index + match[0].length };
    if (isKey(line, one, found)) found.push(one);
  }
  const pairs = found.map(({ role, key, at, from }, i) => ({
    role,
    key,
    at,
    value: line
      .slice(from, found[i + 1]?.at ?? line.length)
      .trim()
      .replace(i + 1 < found.length ? /[,;|.]$/ : /[,;|]$/, "")
      .trim(),
  }));
  const end = found.find(({ role }) => role !== "account")?.at ?? line.length;
  return { pairs, head: line.slice(0, found[0]?.at ?? line.length).trim(), prose: line.slice(0, end).trim() };
}

const BREAKS_NARRATION: readonly AlertRole[] = ["balance", "otherBalance", "date", "amount"];

function isKey(line: string, { role, key, at, from }: Found, before: readonly Found[]): boolean {
  const first = before[0];
  // of a line that begins with a description the colons are text, but for those of money and days, behind which the next
  // alert may begin with its account
  if (first?.role === "narration" && first.at === 0 && !before.some((one) => one.role === "account"))
    return BREAKS_NARRATION.includes(role) || (role === "account" && before.length > 1);
  if (role === "party" && /^(?:to|from)$/i.test(key)) return at === 0;
  if (role === "amount")
    return !/\b(?:total|sum of|number of|no\. of)$/i.test(line.slice(Math.max(0, at - 12), at).trimEnd());
  if (role !== "direction") return true;
  // `Debit Alert: NGN5.00 ...` and `Alert: Debit NGN5.00 ...` are sentences
  const value = line.slice(from, from + 40);
  if (/^alert$/i.test(key) && !/^(?:debit|credit|dr|cr)\b/i.test(value)) return false;
  return !MONEY.test(value.split(":")[0] as string);
}
