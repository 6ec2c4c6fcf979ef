/**
 * A list of transactions from an unknown interface is a table: its objects' values are the cells, and the field names are
 * the labels, those of fields inside of fields too (`transactionAmount.amount`).
 */
import { normaliseLabel, roleOf } from "../table/column-labels.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { isObject, type Json, JsonNumber, type JsonObject } from "./exact-json.ts";
import { listsIn, type OwnedList, ownerKey } from "./list-owners.ts";

const DEEPEST = 3;
const MOST_FIELDS = 60;
/** Lists of what did not happen yet, or is taken back. */
const UNBOOKED = /^(?:pending|upcoming|scheduled|removed|deleted|declined)$/i;

/**
 * The lists of payments with what the objects around them say of the account, one for each account; empty where there is none.
 * Of several lists of one account under different names the longest is taken, and the rows of the others are counted.
 */
export function tablesOfLists(value: Json): ListTables {
  const all = listsIn(value, (items) => areRows(items, false) || (items.length > 0 && !holdsLists(items)));
  const booked = all.filter(({ name }) => !UNBOOKED.test(name));
  const unbooked = countOf(all) - countOf(booked);
  const paid = booked.filter(({ items, owner }) => areRows(items, owner.day !== null));
  // where no list says of itself that it holds payments, its longest may, under names that nobody knows
  const longest = booked.reduce<OwnedList | null>((a, b) => (b.items.length > (a?.items.length ?? 0) ? b : a), null);
  const accounts = new Map<string, OwnedList[]>();
  for (const list of paid.length > 0 ? paid : longest ? [longest] : []) {
    const key = ownerKey(list.owner);
    accounts.set(key, [...(accounts.get(key) ?? []), list]);
  }
  let others = 0;
  const tables = [...accounts.values()].flatMap((lists) => {
    const { same, left } = oneName(lists);
    others += left;
    const table = tableOf(same);
    return table ? [table] : [];
  });
  return { tables, unbooked, others };
}

export type ListTables = {
  readonly tables: readonly (readonly Row[])[];
  /** The lists say of so many rows that they are not booked. */
  readonly unbooked: number;
  /** So many rows stand in lists that were not taken. */
  readonly others: number;
};

const countOf = (lists: readonly OwnedList[]): number => lists.reduce((sum, { items }) => sum + items.length, 0);

const holdsLists = (items: readonly JsonObject[]): boolean =>
  items.some((item) => Object.values(item).some((one) => holdsRows(one, 0)));
const holdsRows = (value: Json, depth: number): boolean =>
  Array.isArray(value)
    ? value.some(isObject)
    : isObject(value) && depth < 3 && Object.values(value).some((one) => holdsRows(one, depth + 1));

const COUNTED_DAY = /^1\d{9}(?:\d{3})?$/;

/** Most of the objects hold a day and a sum. `dated`: the day stands around them. */
function areRows(items: readonly JsonObject[], dated: boolean): boolean {
  const rows = items.filter((item) => {
    const cells = [...cellsOf(item)];
    const day = ([path, cell]: readonly [string, string]): boolean =>
      readPrintedDate(cell) !== undefined || (COUNTED_DAY.test(cell) && /time|date|at$|stamp|epoch|on$/i.test(path));
    return (
      (dated || cells.some(day)) &&
      cells.some(([path, cell]) => SUM_NAME.test(path) && /\d/.test(cell) && isNumber(cell)) &&
      !holdsLists([item])
    );
  });
  return rows.length * 2 > items.length;
}
const SUM_NAME =
  /am(?:oun)?t|sum|value|debit|credit|valor|betrag|monto|importe|montant|\bin\b|\bout\b|paid|money|kobo/i;

const SIDES = [
  ["credit", /^(?:credits?|deposits?|inflows?|incomes?|incoming|received|receipts|money_?in|lodge?ments?)$/i],
  ["debit", /^(?:debits?|withdrawals?|outflows?|outgoing|expenses?|spent|spending|payments|money_?out)$/i],
] as const;
const sideOf = (name: string): string | null => SIDES.find(([, words]) => words.test(name))?.[0] ?? null;

/** The lists of an account under one name, or of its two sides, and how many rows the others hold. */
function oneName(lists: readonly OwnedList[]): { readonly same: readonly OwnedList[]; readonly left: number } {
  const named = new Map<string, OwnedList[]>();
  const sides = new Set(lists.map(({ name }) => sideOf(name)));
  for (const list of lists) {
    // parts may be named by a number: a month, a page
    const key = sides.size > 1 && sideOf(list.name) ? "" : list.name.replace(/\d+/g, "#").replace(MONTHS, "#");
    named.set(key, [...(named.get(key) ?? []), list]);
  }
  const same = [...named.values()].reduce((a, b) => (countOf(b) > countOf(a) ? b : a));
  return { same, left: countOf(lists) - countOf(same) };
}
const MONTHS = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*$/i;

function tableOf(lists: readonly OwnedList[]): readonly Row[] | null {
  const paths = new Set<string>();
  const sided = new Set(lists.map(({ name }) => sideOf(name))).size > 1;
  const cells = lists.flatMap(({ name, items, owner }) =>
    items.map((item) => {
      const own = cellsOf(item);
      if (owner.day !== null && ![...own.values()].some((cell) => readPrintedDate(cell))) own.set("date", owner.day);
      if (sided && !own.has("type") && !own.has("direction")) own.set("direction", sideOf(name) ?? "");
      return own;
    }),
  );
  for (const one of cells) for (const path of one.keys()) if (paths.size < MOST_FIELDS) paths.add(path);
  if (paths.size < 3) return null;
  const order = [...paths];
  const rowOf = (list: readonly string[]): Row => ({ cells: list, raw: list.filter(Boolean).join("  ") });
  const { number, currency } = (lists[0] as OwnedList).owner;
  return [
    ...(number === null ? [] : [rowOf(["Account number", number])]),
    ...(currency === null ? [] : [rowOf(["Currency", currency])]),
    rowOf(labelsOf(order)),
    ...cells.map((one) => rowOf(order.map((path) => one.get(path) ?? ""))),
  ];
}

const textOf = (value: Json): string | null =>
  typeof value === "string" ? value.trim() : value instanceof JsonNumber ? value.text : null;

/** The cells of an object, each under the names that lead to it. */
function cellsOf(item: JsonObject): Map<string, string> {
  const cells = new Map<string, string>();
  const put = (value: Json, path: string, depth: number): void => {
    const text = textOf(value);
    if (text !== null) cells.set(path, text.replace(/\s+/g, " "));
    else if (Array.isArray(value) && value.every((one) => typeof one === "string")) cells.set(path, value.join(" "));
    else if (isObject(value) && depth < DEEPEST) {
      const sum = sumOf(value);
      if (sum !== null) cells.set(path.replace(/\.value$/, ""), sum);
      for (const [key, inner] of Object.entries(value))
        if (sum === null || !COUNTED.has(key)) put(inner, path === "" ? key : `${path}.${key}`, depth + 1);
    }
  };
  put(item, "", 0);
  return cells;
}

const COUNTED: ReadonlySet<string> = new Set(["minorUnits", "unscaledValue", "scale"]);
/** By ISO 4217: currencies without parts, and those of a hundred. Of one in neither list nothing is taken for granted. */
const WITHOUT_PARTS = /^(?:BIF|CLP|DJF|GNF|ISK|JPY|KMF|KRW|PYG|RWF|UGX|VND|VUV|XAF|XOF|XPF)$/;
const OF_HUNDRED =
  /^(?:AED|AUD|BGN|BRL|CAD|CHF|CNY|CZK|DKK|EGP|ETB|EUR|GBP|GHS|GMD|HKD|HUF|IDR|ILS|INR|KES|LRD|MAD|MXN|MYR|NGN|NOK|NZD|PHP|PKR|PLN|QAR|RON|SAR|SEK|SGD|SLE|THB|TRY|TZS|UAH|USD|ZAR|ZMW)$/;

/** A sum that is said in its smallest parts and how many of them make one: `{ minorUnits, currency }`, `{ unscaledValue, scale }`. */
function sumOf(value: JsonObject): string | null {
  const whole = textOf(value.unscaledValue ?? value.minorUnits ?? null);
  const parts = value.minorUnits === undefined ? textOf(value.scale ?? null) : partsOf(textOf(value.currency ?? null));
  if (whole === null || parts === null || !/^-?\d{1,18}$/.test(whole) || !/^\d$/.test(parts)) return null;
  const at = Number(parts);
  const digits = whole.replace("-", "").padStart(at + 1, "0");
  const end = digits.length - at;
  return `${whole.startsWith("-") ? "-" : ""}${digits.slice(0, end)}${at > 0 ? `.${digits.slice(end)}` : ""}`;
}
/** Without a currency that we know nothing tells how many parts make one. */
const partsOf = (currency: string | null): string | null =>
  currency === null ? null : WITHOUT_PARTS.test(currency) ? "0" : OF_HUNDRED.test(currency) ? "2" : null;

const wordsOf = (name: string): string[] =>
  name
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const SAYS_SIDE = /^(?:credit debit|debit credit|cr dr|dr cr)(?: type| indicator| flag| mark)?$/;

const FOREIGN = /dates\.|instruct|orig|foreign|exchang|counter|target|fee|charge/i;

/** A field's own name where it says what it holds and no other field is called so, else all names that lead to it. */
function labelsOf(paths: readonly string[]): string[] {
  const own = paths.map((path) => wordsOf(path.split(".").at(-1) as string).join(" "));
  // beside a field that says credit or debit, what is called a type is of another kind
  const sided = own.some((name) => SAYS_SIDE.test(name));
  // of several currencies the first is that of the sum: behind it stand those of the balance and of an exchange
  const currency = own.findIndex((name, i) => name === "currency" && !FOREIGN.test(paths[i] as string));
  return paths.map((path, i) => {
    const last = own[i] as string;
    if (SAYS_SIDE.test(last)) return "direction";
    if (sided && last === "type") return "kind";
    const alone = i === currency || (own.filter((one) => one === last).length === 1 && !FOREIGN.test(path));
    return alone && roleOf(normaliseLabel(last)) !== null ? last : [...new Set(wordsOf(path))].join(" ");
  });
}
