/**
 * One idea: an SMS or e-mail alert is a handful of `Key: value` pairs in any order; a key that comes again begins the next
 * alert. What a bank leaves out (direction, balance) is told by the alerts around it or the alert is rejected.
 */
import type { ParsedStatement, ReadOptions, ReadWarning } from "../domain/statements/statement.ts";
import { bookRecords, sealStatement } from "./booked-statement.ts";
import { decimalStyle, type Exact, type PrintedNumber, readPrinted, signedIn, valueIn } from "./exact-number.ts";
import { MOST_LINES } from "./limits.ts";
import { maskAccount } from "./mask-account.ts";
import { dayIn, orderOf, type PrintedDate, readPrintedDate } from "./printed-date.ts";
import { bankIn, type NamedBank } from "./read-preamble.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "./reader-answer.ts";

type Role =
  | "account"
  | "amount"
  | "narration"
  | "balance"
  | "otherBalance"
  | "date"
  | "valueDate"
  | "time"
  | "reference"
  | "direction"
  | "other";

/** Keys as banks write them; what follows the colon is the value. */
const KEYS: readonly (readonly [Role, string])[] = [
  ["valueDate", "val(?:ue)? date"],
  ["balance", "avail(?:able|\\.)? ?bal(?:ance)?|acct bal(?:ance)?|account balance"],
  ["otherBalance", "(?:current|ledger|book|cleared|new|total) bal(?:ance)?|bal(?:ance)?"],
  ["account", "acc?(?:oun)?t?\\.? ?(?:no\\.?|num(?:ber)?|name)?|a\\/c ?(?:no\\.?|number)?"],
  ["amount", "(?:trans(?:action)? |txn |dr\\.? ?|cr\\.? ?|debit |credit )?(?:amt|amount)|debit|credit|dr|cr"],
  [
    "narration",
    "desc?(?:ription)?|trans(?:action)? (?:desc(?:ription)?|details|narration)|remarks?|narr(?:ation)?|narrative|details|memo|particulars",
  ],
  ["date", "date(?: ?(?:\\/|&|and) ?time)?|dt|(?:trans(?:action)?|txn|posted|posting) date(?: ?(?:\\/|&|and) ?time)?"],
  ["time", "time(?: of transaction)?|(?:trans(?:action)?|txn) time"],
  [
    "reference",
    "ref(?:erence)?(?: ?(?:no\\.?|number|id))?|(?:trans(?:action)?|txn) (?:ref(?:erence)?|id)|tran ?id|session id|document number",
  ],
  ["direction", "txn(?: type)?|type|(?:trans(?:action)? )type|alert(?: type)?"],
  ["other", "branch|transaction location|location|channel|token|time zone|customer name|currency|total"],
];
const ALL_KEYS = new RegExp(
  `(?:^|[\\s,;|])\\W{0,3}?(?:${KEYS.map(([, words], i) => `(?<k${i}>${words})`).join("|")})\\s*:(?!\\/\\/)\\s*`,
  "gi",
);
const AMOUNT_LINE =
  /^\W*(?:(?:trans(?:action)? |txn |dr\.? ?|cr\.? ?|debit |credit )?(?:amt|amount)|debit|credit|dr|cr)\s*:\s*[+-]?(?:NGN|N|₦|[A-Z]{3})?\s*[\d,]+(?:\.\d+)?/im;
const SENTENCE = /\b(debited|credited)\b[^.\n]*?\b(?:with|by|of|for)?\s*(?:NGN|N|₦|[A-Z]{3})\s?([\d,]+(?:\.\d{1,2})?)/i;

/** Whether a text is pasted alerts and no table. */
export const looksLikeAlerts = (text: string): boolean => {
  const head = text.slice(0, 20_000);
  return AMOUNT_LINE.test(head) || SENTENCE.test(head);
};

type Alert = { readonly pairs: Map<Role, string>; readonly raw: string[]; direction: "debit" | "credit" | null };

export function readAlerts(
  text: string,
  banks: readonly NamedBank[] = [],
  options: Pick<ReadOptions, "dateOrder"> = {},
): ReaderAnswer {
  const warnings: ReadWarning[] = [];
  const alerts = alertsOf(text, warnings);
  if (alerts === null) return tooManyLines();
  if (alerts.length === 0)
    return refusal(
      "no_table",
      "This text holds no alert that we know.",
      "Paste whole alerts with amount, description and date, or ask the bank for CSV.",
    );
  const accounts = new Map<string, Alert[]>();
  let last = "";
  for (const alert of alerts) {
    const account = alert.pairs.get("account")?.replace(/[\s'-]/g, "");
    const key = account !== undefined && /\d{2}/.test(account) ? account : last;
    last = key;
    const same = accounts.get(key);
    if (same) same.push(alert);
    else accounts.set(key, [alert]);
  }
  const dates = alerts.map(dateOf).filter((one): one is PrintedDate => one !== undefined);
  const found = orderOf(dates, null, options.dateOrder);
  const order = options.dateOrder ?? found.order;
  if (!options.dateOrder && found.assumed)
    warnings.push({
      code: "date_order_assumed",
      message: "No date proves the order of day and month: day first is assumed.",
    });
  const bank = bankIn(text.slice(0, 20_000).replace(/^.*\b(?:desc|description|remarks?|narration)\b.*$/gim, ""), banks);
  return {
    format: "alerts",
    statements: [...accounts].map(([account, list]) => finish(account, list, order, bank)),
    warnings,
  };
}

function alertsOf(text: string, warnings: ReadWarning[]): Alert[] | null {
  const alerts: Alert[] = [];
  let alert: Alert | null = null;
  let leading: Role | null = null;
  let afterBlank = true;
  let open: Role | null = null;
  const begin = (): Alert => {
    const fresh: Alert = { pairs: new Map(), raw: [], direction: null };
    alerts.push(fresh);
    return fresh;
  };
  const complete = (one: Alert | null): boolean => one?.pairs.has("amount") === true;
  const lines = text.replace(/^\ufeff/, "").split(/\r\n|\n|\r/);
  for (let i = 0; i < lines.length; i++) {
    const line = (lines[i] as string).replace(/[\u00a0\t]+/g, " ").trim();
    if (line === "") {
      [afterBlank, open] = [true, null];
      continue;
    }
    if (alerts.length > MOST_LINES) return null;
    const pairs = pairsOf(line);
    const sentence = pairs.some(([role]) => role === "amount") ? null : SENTENCE.exec(line);
    const word = /^\W*(debit|credit)\b(?: (?:alert|transaction|notification))?\W*$/i.exec(line)?.[1]?.toLowerCase();
    if (pairs.length === 0 && !sentence && !word) {
      if (afterBlank && complete(alert)) {
        warnings.push({
          code: "text_between_alerts",
          message: "This line belongs to no alert and was not read.",
          row: i + 1,
        });
        open = null;
      } else if (alert) takeText(alert, open, line);
      continue;
    }
    if (word || sentence) {
      if (!alert || complete(alert) || alert.direction) alert = begin();
      alert.direction = word === "credit" || sentence?.[1]?.toLowerCase() === "credited" ? "credit" : "debit";
    }
    if (sentence && alert) takeSentence(alert, sentence, line);
    for (const [role, value, key] of pairs) {
      const again: boolean = alert?.pairs.has(role) === true && role !== "other" && role !== "narration";
      if (!alert || again || (afterBlank && role === leading && complete(alert))) alert = begin();
      leading ??= role;
      afterBlank = false;
      takePair(alert, role, value, key);
      open = role;
    }
    alert?.raw.push(line);
    afterBlank = false;
  }
  return alerts.filter((one) => one.pairs.has("amount") || one.pairs.has("balance"));
}

function pairsOf(line: string): [Role, string, string][] {
  const found = [...line.matchAll(ALL_KEYS)];
  const pairs: [Role, string, string][] = [];
  for (let i = 0; i < found.length; i++) {
    const match = found[i] as RegExpMatchArray & { index: number };
    const at = KEYS.findIndex((_key, k) => match.groups?.[`k${k}`] !== undefined);
    const role = (KEYS[at] as (typeof KEYS)[number])[0];
    const from = match.index + match[0].length;
    // inside a description a colon is text, unless it is the first pair of the line
    if (i > 0 && pairs[0]?.[0] === "narration" && !["balance", "otherBalance", "date", "amount"].includes(role)) {
      pairs[0][1] = line
        .slice((found[0] as RegExpMatchArray & { index: number }).index + (found[0] as RegExpMatchArray)[0].length)
        .trim();
      continue;
    }
    const to = found[i + 1]?.index ?? line.length;
    pairs.push([
      role,
      line
        .slice(from, to)
        .trim()
        .replace(/[,;|]$/, "")
        .trim(),
      match.groups?.[`k${at}`] ?? "",
    ]);
  }
  // a key in the middle of a line that begins with no key is part of a text
  return found.length > 0 && (found[0] as RegExpMatchArray & { index: number }).index > 40 ? [] : pairs;
}

function takePair(alert: Alert, role: Role, value: string, key: string): void {
  const side = /^(dr|debit)\b/i.test(key) ? "debit" : /^(cr|credit)\b/i.test(key) ? "credit" : null;
  if (role === "amount" && side) {
    alert.direction = side;
    // `Debit: 20XXXX41` names the account
    if (!/[.,]\d{2}\b/.test(value) && !/^(?:NGN|N|₦)\s?\d/i.test(value)) {
      if (!alert.pairs.has("account")) alert.pairs.set("account", value);
      return;
    }
  }
  if (role === "direction") {
    const word = /\b(debit|credit|dr|cr)\b/i.exec(value)?.[1]?.toLowerCase();
    if (word) alert.direction = word.startsWith("d") ? "debit" : "credit";
  }
  if (role === "account" && !/\d|[*X]{2}/i.test(value)) return;
  if (role === "narration" && alert.pairs.has("narration")) {
    if (!(alert.pairs.get("narration") as string).includes(value))
      alert.pairs.set("narration", `${alert.pairs.get("narration")} ${value}`.trim());
  } else if (!alert.pairs.has(role)) alert.pairs.set(role, value);
}

function takeText(alert: Alert, open: Role | null, line: string): void {
  alert.raw.push(line);
  if (open === "narration") alert.pairs.set("narration", `${alert.pairs.get("narration") ?? ""} ${line}`.trim());
  else if (!alert.pairs.has("narration") && alert.pairs.size > 0) alert.pairs.set("narration", line);
}

function takeSentence(alert: Alert, sentence: RegExpExecArray, line: string): void {
  alert.pairs.set("amount", sentence[2] as string);
  const account = /\b(?:acct|account|a\/c)\b\W*(?:no\.?\W*)?([\dX*.]{4,})/i.exec(line)?.[1];
  if (account) alert.pairs.set("account", account.replace(/\./g, "*"));
  const date = /\bon\s+([\w/-]{6,20}(?:[ ,]+\d{1,2}:\d{2}(?::\d{2})?(?:\s?[AP]M)?)?)/i.exec(line)?.[1];
  if (date && !alert.pairs.has("date")) alert.pairs.set("date", date);
  const balance = /\bbal(?:ance)?\b[\s:is]*([+-]?\s?(?:NGN|N|₦|[A-Z]{3})?\s?[+-]?[\d,]+\.\d{1,2}(?:\s?[CD]R)?)/i.exec(
    line,
  )?.[1];
  if (balance && !alert.pairs.has("balance")) alert.pairs.set("balance", balance);
  const words = /\b(?:desc|by|for)\b:?\s+([^.]{3,120})/i.exec(line.slice(sentence.index + sentence[0].length))?.[1];
  if (words && !alert.pairs.has("narration")) alert.pairs.set("narration", words.trim());
}

function dateOf(alert: Alert): PrintedDate | undefined {
  const [date, time] = [alert.pairs.get("date") ?? alert.pairs.get("valueDate"), alert.pairs.get("time")];
  if (date === undefined) return undefined;
  const plain = date.replace(/(\d{4}|[-/]\d{2}):(\d{1,2}:\d{2})/, "$1 $2").replace(/\s+at\s+/i, " ");
  const printed = readPrintedDate(plain) ?? readPrintedDate(plain.split(/\s/)[0] ?? "");
  if (!printed || printed.time !== null || time === undefined) return printed;
  return readPrintedDate(`${plain} ${time}`) ?? printed;
}

/** The number at the head of a value: `NGN390,752.58 CR`, `N500.00 DR`, `+NGN1,200.00CR`. */
function numberOf(value: string | undefined): PrintedNumber | null | undefined {
  const match = /^[^\d+-]{0,5}[+-]?\s*(?:[A-Z]{3}|N|₦)?\s*[+-]?[\d,]+(?:\.\d+)?(?:\s?(?:DR|CR|D|C)\b)?/i.exec(
    value ?? "",
  );
  return match ? readPrinted(match[0]) : undefined;
}

function finish(
  account: string,
  alerts: readonly Alert[],
  order: "dmy" | "mdy" | "ymd",
  bank: string | null,
): ParsedStatement {
  const numbers = alerts.flatMap(({ pairs }) => [numberOf(pairs.get("amount")), numberOf(balanceOf(pairs))]);
  const style = decimalStyle(numbers).style ?? "point";
  let before: Exact | null = null;
  const booked = bookRecords(
    alerts,
    (alert) => {
      const number = numberOf(alert.pairs.get("amount"));
      const amount = number ? valueIn(style, number) : undefined;
      const printed = dateOf(alert);
      const after = signedIn(style, numberOf(balanceOf(alert.pairs))) ?? null;
      const out = number && amount ? directionOf(alert, number, amount, before, after) : null;
      before = after ?? before;
      return {
        amount,
        date: printed && dayIn(order, printed),
        out,
        balance: after,
        valueDate: null,
        time: printed?.time || null,
        narration: (alert.pairs.get("narration") ?? "").replace(/\s+/g, " "),
        reference: alert.pairs.get("reference") || null,
        code: null,
      };
    },
    (alert) => alert.raw.join(" | "),
  );
  const currency = alerts
    .map(({ pairs }) => /\b(NGN|USD|EUR|GBP|GHS|KES|ZAR)/i.exec(pairs.get("amount") ?? "")?.[1])
    .find(Boolean);
  const naira = alerts.some(({ pairs }) => /₦|^N\s?\d/.test(pairs.get("amount") ?? ""));
  const sealed = sealStatement({
    bank,
    masked: maskAccount(account),
    currency: currency?.toUpperCase() ?? (naira ? "NGN" : null),
    ...booked,
  });
  // alerts are sent for some movements and not for others: a gap between two proves nothing against either
  return sealed.chain.state === "broken" ? { ...sealed, chain: { state: "absent", breaks: [] } } : sealed;
}

const balanceOf = (pairs: ReadonlyMap<Role, string>): string | undefined =>
  pairs.get("balance") ?? pairs.get("otherBalance");

/** true: money leaves. What the alert says, then what the balances before and after prove. */
function directionOf(
  alert: Alert,
  number: PrintedNumber,
  value: Exact,
  before: Exact | null,
  after: Exact | null,
): boolean | null {
  if (number.mark) return number.mark === "debit";
  if (alert.direction) return alert.direction === "debit";
  if (number.signed) return number.negative;
  if (before && after) {
    if (before.units - value.units === after.units) return true;
    if (before.units + value.units === after.units) return false;
  }
  return null;
}
