/**
 * Which rows of a JSON text are its transactions. The fields of a row tell whose interface wrote it; the pages and
 * side lists of one interface are joined, and a row that stands in two of them is read once.
 */
import { isObject, type Json, JsonNumber, type JsonObject, textOf } from "./exact-json.ts";
import { listsIn, ownerKey } from "./list-owners.ts";

/** `plain`: a date, an amount and a word for the direction, from an unknown interface. */
export type Shape = "mono" | "okra" | "plaid" | "cdr" | "plain";

export type Transactions = {
  readonly shape: Shape;
  readonly items: readonly Json[];
  /** How many rows were left out because an earlier one says the same. */
  readonly twice: number;
  /** How many rows carry the id of an earlier one and say something else. */
  readonly sameId: number;
  /** How many rows the file itself takes back. */
  readonly removed: number;
  /** How many rows stand in lists of another shape. */
  readonly others: number;
};

/** Of each transaction the account that the objects around its list name, where these name several. */
export type Owners = ReadonlyMap<JsonObject, { readonly id: string; readonly currency: string | null }>;

/** The owners of the transactions of a value; none where all are of one. */
export function ownersOf(value: Json): Owners {
  const lists = listsIn(value, (items) => items.some((item) => shapeOf(item) !== null));
  if (new Set(lists.map(({ owner }) => ownerKey(owner))).size < 2) return new Map();
  return new Map(
    lists.flatMap(({ items, owner }) =>
      items.map((item) => [item, { id: owner.number ?? owner.name ?? "", currency: owner.currency }] as const),
    ),
  );
}

type List = { readonly name: string; readonly shape: Shape; readonly items: readonly Json[] };

const has = (object: JsonObject, ...keys: readonly string[]): boolean => keys.some((key) => Object.hasOwn(object, key));

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/;

export function shapeOf(one: JsonObject): Shape | null {
  if (!has(one, "amount", "debit", "credit")) return null;
  if (has(one, "transactionId", "postingDateTime") && has(one, "postingDateTime", "executionDateTime", "valueDateTime"))
    return "cdr";
  if (
    has(one, "transaction_id") &&
    (has(one, "account_id", "iso_currency_code", "pending") || (has(one, "date") && has(one, "name")))
  )
    return "plaid";
  if (has(one, "trans_date", "cleared_date")) return "okra";
  if (!has(one, "date") || !/^(debit|credit)$/i.test(textOf(one, "type") ?? "")) return null;
  return has(one, "_id", "id") && has(one, "narration") && INSTANT.test(textOf(one, "date") ?? "") ? "mono" : "plain";
}

/** The transactions of the interface that has the most rows in the value; null when there are none. */
export function transactionsIn(value: Json, owners: Owners): Transactions | null {
  const lists: List[] = [];
  const takenBack = new Set<string>();
  collect(value, "", lists, takenBack);
  const rows = new Map<Shape, number>();
  for (const { shape, items } of lists) rows.set(shape, (rows.get(shape) ?? 0) + items.length);
  const [most] = [...rows].sort((a, b) => b[1] - a[1]);
  if (!most) return null;
  const [shape, count] = most;
  const own = lists.filter((list) => list.shape === shape);
  const all = lists.reduce((sum, { items }) => sum + items.length, 0);
  return { ...joined(own, takenBack, owners), shape, others: all - count };
}

function collect(value: Json, name: string, lists: List[], takenBack: Set<string>): void {
  if (Array.isArray(value)) {
    if (name === "removed") {
      for (const item of value) {
        const id = isObject(item) ? idOf(item) : item;
        if (typeof id === "string") takenBack.add(id);
      }
      return;
    }
    const shape = shapeOfList(value);
    if (shape) lists.push({ name, shape, items: value });
    // what a transaction holds is a part of it
    for (const item of value) if (!isObject(item) || shapeOf(item) === null) collect(item, name, lists, takenBack);
  } else if (isObject(value)) for (const [key, item] of Object.entries(value)) collect(item, key, lists, takenBack);
}

function shapeOfList(items: readonly Json[]): Shape | null {
  const counts = new Map<Shape, number>();
  for (const item of items) {
    const shape = isObject(item) ? shapeOf(item) : null;
    if (shape) counts.set(shape, (counts.get(shape) ?? 0) + 1);
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return most?.[0] ?? null;
}

const idOf = (item: JsonObject): string | null => textOf(item, "transactionId", "transaction_id", "_id", "id");

/** All that a row says, each number with the digits that the file has. */
export const contentOf = (item: Json): string =>
  JSON.stringify(item, (_key, one: unknown) => (one instanceof JsonNumber ? one.text : one));

/**
 * Joins lists in the order of the file. By its id a row is known in whatever list; a `modified` one takes the place of the
 * one that it corrects. Rows without an id are known by what they say, and only across lists: in one list two payments may
 * be equal.
 */
function joined(
  lists: readonly List[],
  takenBack: ReadonlySet<string>,
  owners: Owners,
): Omit<Transactions, "shape" | "others"> {
  const items: Json[] = [];
  const places = new Map<string, number>();
  const saidBefore = new Set<string>();
  const counts = { twice: 0, sameId: 0, removed: 0 };
  const ownerOf = (item: Json): string => {
    const owner = isObject(item) ? owners.get(item) : undefined;
    return owner ? `${owner.id}\u0000${owner.currency}` : "";
  };
  const corrects = (list: List): boolean => list.name === "modified";
  for (const list of [...lists].sort((a, b) => Number(corrects(a)) - Number(corrects(b)))) {
    const without: string[] = [];
    for (const item of list.items) {
      const id = isObject(item) ? idOf(item) : null;
      if (!isObject(item) || id === null) {
        // what is equal in the lists of two accounts is a payment of each
        const content = `${ownerOf(item)}${contentOf(item)}`;
        if (saidBefore.has(content)) counts.twice++;
        else {
          without.push(content);
          items.push(item);
        }
        continue;
      }
      const key = `${textOf(item, "accountId", "account_id") ?? ownerOf(item)}\u0000${id}`;
      const place = places.get(key);
      if (takenBack.has(id)) counts.removed++;
      else if (place === undefined) {
        places.set(key, items.length);
        items.push(item);
      } else if (corrects(list)) items[place] = item;
      else if (contentOf(items[place] as Json) === contentOf(item)) counts.twice++;
      else {
        counts.sameId++;
        items.push(item);
      }
    }
    for (const content of without) saidBefore.add(content);
  }
  return { items, ...counts };
}
