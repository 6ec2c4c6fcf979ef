/**
 * A list of transactions from an unknown interface is a table: its objects' values are the cells, and the field names are
 * the labels, those of fields inside of fields too (`transactionAmount.amount`).
 */
import { normaliseLabel, roleOf } from "../table/column-labels.ts";
import type { Row } from "../text/delimited-text.ts";
import { isObject, type Json, JsonNumber, type JsonObject } from "./exact-json.ts";

const DEEPEST = 3;
const MOST_FIELDS = 60;
/** Lists of what did not happen yet, or is taken back. */
const UNBOOKED = /^(?:pending|upcoming|scheduled|removed|deleted|declined)$/i;

export type ListTable = {
  readonly rows: readonly Row[];
  /** The list says of its rows that they are not booked; how many there are. */
  readonly unbooked: number;
};

/** The longest list of objects with what the objects around it say of the account above; null where there is none. */
export function tableOfList(value: Json): ListTable | null {
  const found = { items: [] as readonly JsonObject[], unbooked: 0, facts: new Map<string, string>() };
  collect(value, "", 0, found);
  const paths = new Set<string>();
  const cells = found.items.map((item) => cellsOf(item));
  for (const one of cells) for (const path of one.keys()) if (paths.size < MOST_FIELDS) paths.add(path);
  if (found.items.length === 0 || paths.size < 3) return null;
  const order = [...paths];
  const rowOf = (list: readonly string[]): Row => ({ cells: list, raw: list.filter(Boolean).join("  ") });
  return {
    rows: [
      ...[...found.facts].map(([label, fact]) => rowOf([label, fact])),
      rowOf(labelsOf(order)),
      ...cells.map((one) => rowOf(order.map((path) => one.get(path) ?? ""))),
    ],
    unbooked: found.unbooked,
  };
}

const FACTS: ReadonlyMap<string, string> = new Map([
  ["iban", "IBAN"],
  ["accountnumber", "Account number"],
  ["nuban", "Account number"],
  ["currency", "Currency"],
]);

function collect(
  value: Json,
  name: string,
  depth: number,
  found: { items: readonly JsonObject[]; unbooked: number; facts: Map<string, string> },
): void {
  if (depth > DEEPEST * 2) return;
  if (Array.isArray(value)) {
    const items = value.filter(isObject);
    if (UNBOOKED.test(name)) found.unbooked += items.length;
    else if (items.length > found.items.length && items.length === value.length) found.items = items;
    else for (const item of value) collect(item, name, depth + 1, found);
  } else if (isObject(value))
    for (const [key, item] of Object.entries(value)) {
      const label = FACTS.get(key.toLowerCase().replace(/[^a-z]/g, ""));
      const text = textOf(item);
      if (label && text) found.facts.set(label, text);
      collect(item, key, depth + 1, found);
    }
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
