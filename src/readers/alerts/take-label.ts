/** What a label, or the line that goes on from a sentence, adds to its alert. */

import { readPrintedDate } from "../text/printed-date.ts";
import { type Alert, saidOf } from "./alert.ts";
import type { AlertRole, Pair } from "./alert-keys.ts";
import { accountIn, narrationIn, type Side, whenIn, withoutBalance, withoutDay } from "./alert-sentence.ts";
import { accountBefore, accountOf, numberOf, saysSame } from "./alert-values.ts";

const IDENTIFIES: readonly AlertRole[] = ["amount", "account", "date"];

export function takeLoose({ loose }: Alert, { role, value }: Pair): void {
  const kept = role === "balance" ? "otherBalance" : role;
  if (!loose.has(kept)) loose.set(kept, value);
}

/** Whether a label says something else than the sentence of its alert. */
export function contradicts(alert: Alert, { role, value, key }: Pair): boolean {
  const told = alert.told.get(role);
  if (told === undefined || !IDENTIFIES.includes(role)) return false;
  const side = role === "amount" ? (sideOfKey(key) ?? numberOf(value)?.mark ?? null) : null;
  if (side !== null && alert.side !== null && side !== alert.side) return true;
  const said = role === "account" ? accountOf(value) : value;
  return said !== null && !saysSame(role, told, said);
}

export const sideOfKey = (key: string): Side | null =>
  /^(?:dr|debit|outflow|(?:money|amt|amount) out|withdrawal)\b/i.test(key)
    ? "debit"
    : /^(?:cr|credit|inflow|(?:money|amt|amount) in|deposit)\b/i.test(key)
      ? "credit"
      : null;

export function takeValue(alert: Alert, { role, value, key }: Pair): void {
  const { labels } = alert;
  if (role === "amount") {
    takeAmount(alert, value, sideOfKey(key));
  } else if (role === "account") {
    const account = accountOf(value);
    if (account !== null && !alert.told.has("account")) labels.set(role, account);
  } else if (role === "narration") {
    const { text, balance } = withoutBalance(value);
    if (balance !== null && !saidOf(alert, "balance")) alert.told.set("balance", balance);
    addNarration(alert, withoutItsDay(alert, text));
  } else if (role === "direction") {
    const word = /\b(debit|credit|dr|cr)\b/i.exec(value)?.[1];
    if (word) alert.side = sideOfKey(word);
    labels.set(role, value);
  } else if (role === "status") {
    alert.void ||= /\b(?:failed|declined|unsuccessful|not successful|pending)\b/i.test(value);
  } else if (role === "party" || role === "reference") {
    if (!labels.has(role) && !value.includes("@"))
      labels.set(role, withoutItsDay(alert, value).replace(/\.{1,20}$/, ""));
  } else if (!labels.has(role)) labels.set(role, value);
}

function takeAmount(alert: Alert, value: string, side: Side | null): void {
  if (side) alert.side = side;
  const { account, sum } = accountBefore(value);
  if (account && (side || sum !== "") && !alert.labels.has("account")) alert.labels.set("account", account);
  // `Debit: 20XXXX41` names the account alone
  if (account && side && sum === "") return;
  alert.labels.set("amount", sum || value);
  takeDay(alert, sum);
  if (side && sum.length > LONG) takeRest(alert, sum);
}

const LONG = 30;
const DAY = /(?<![\w/-])\d{1,4}[-/ ](?:\d{1,2}|[A-Z]{3,9})[-/ ]\d{2,4}(?![\w/-])/gi;

/** What an alert on one line prints behind its sum without a label: whose account, the one day, the balance. */
function takeRest(alert: Alert, text: string): void {
  const [day, ...more] = (text.match(DAY) ?? []).filter((one) => readPrintedDate(one) !== undefined);
  if (day !== undefined && more.length === 0 && saidOf(alert, "date") === undefined) alert.told.set("date", day);
  const { text: words, balance } = withoutBalance(text.replace(/^\S{1,4}\s?[\d,]+(?:\.\d+)?/, ""));
  if (balance !== null && !saidOf(alert, "balance")) alert.told.set("balance", balance);
  const account = accountIn(words);
  if (account !== null && !saidOf(alert, "account")) alert.told.set("account", account);
  if (!saidOf(alert, "narration")) alert.told.set("narration", words.replace(day ?? "\0", " ").trim());
}

function takeDay(alert: Alert, text: string): void {
  if (saidOf(alert, "date") !== undefined) return;
  for (const [role, value] of Object.entries(whenIn(text)) as ["date" | "time", string | null][])
    if (value !== null) alert.told.set(role, value);
}

/** Sentences print their day behind any value; where it is the day of the alert it is no part of that value. */
function withoutItsDay(alert: Alert, value: string): string {
  if (alert.told.size === 0) return value;
  takeDay(alert, value);
  const { date } = whenIn(value);
  return date !== null && date === alert.told.get("date") ? withoutDay(value) : value.replace(/\.$/, "");
}

function addNarration({ labels }: Alert, text: string): void {
  const before = labels.get("narration") ?? "";
  // some banks say the same under two keys; a text this long is no description, and is not searched again and again
  if (text !== "" && (before.length > 1_000 || !before.includes(text))) labels.set("narration", `${before} ${text}`);
}

/** The next line of a sentence: "from ADA OBI on 3 May 2026." */
export function goOn(alert: Alert, line: string): void {
  takeDay(alert, line);
  const narration = /^(?:by|for|from|at|to)\b/i.test(line) ? narrationIn(line) : null;
  if (narration !== null && !saidOf(alert, "narration")) alert.told.set("narration", narration);
  alert.words.push(narration === null ? line : line.replace(narration, " "));
}
