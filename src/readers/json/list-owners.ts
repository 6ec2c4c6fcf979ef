/**
 * The lists of objects in a JSON text, each with what the objects around it say of its account. Lists inside of a list of accounts
 * or wallets, or under keys that are account numbers or currencies, are of one account each; those of pages, months and days are
 * parts of one.
 */
import { isCurrency } from "../text/currencies.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { isObject, type Json, type JsonObject, textOf } from "./exact-json.ts";

export type Owner = {
  readonly number: string | null;
  readonly currency: string | null;
  /** The name or the id of one of several wallets. */
  readonly name: string | null;
  /** The day that a list of the payments of one day is under. */
  readonly day: string | null;
};

export type OwnedList = {
  /** Of the field that holds the list. */
  readonly name: string;
  readonly items: readonly JsonObject[];
  readonly owner: Owner;
};

const NOBODY: Owner = { number: null, currency: null, name: null, day: null };
const DEEPEST = 8;
const NUMBER_KEYS = [
  "iban",
  "accountNumber",
  "account_number",
  "accountNo",
  "account_no",
  "AccountNumber",
  "nuban",
  "walletNumber",
  "wallet_number",
];
const NAME_KEYS = [
  "wallet",
  "walletId",
  "wallet_id",
  "accountId",
  "account_id",
  "name",
  "label",
  "accountName",
  "id",
  "_id",
];
const CURRENCY_KEYS = ["currency", "currencyCode", "currency_code", "ccy"];

/** Whether two lists are of one account. */
export const ownerKey = ({ number, currency, name }: Owner): string => [number, currency, name].join("\u0000");

/** Every list of objects of a value; what a list's objects hold is looked at where `isRows` says that they are no payments. */
export function listsIn(value: Json, isRows: (items: readonly JsonObject[]) => boolean): readonly OwnedList[] {
  const found: OwnedList[] = [];
  const walk = (one: Json, name: string, owner: Owner, depth: number): void => {
    if (depth > DEEPEST) return;
    if (Array.isArray(one)) {
      const items = one.filter(isObject);
      if (items.length > 0 && items.length === one.length && isRows(items)) found.push({ name, items, owner });
      else
        for (const item of one)
          walk(item, name, isObject(item) ? ownerOf(item, owner, items.length > 1) : owner, depth + 1);
    } else if (isObject(one)) {
      const own = ownerOf(one, owner, false);
      for (const [key, item] of Object.entries(one)) walk(item, key, underKey(key, own), depth + 1);
    }
  };
  walk(value, "", NOBODY, 0);
  return found;
}

/** What an object, and objects inside of it that hold no list, say of the account. `several`: it is one of a list. */
function ownerOf(object: JsonObject, outer: Owner, several: boolean): Owner {
  const inner = Object.entries(object).filter(
    ([key, one]) => /account|wallet|meta|info/i.test(key) && isObject(one) && !Object.values(one).some(Array.isArray),
  );
  const all = [object, ...inner.map(([, one]) => one as JsonObject)];
  const told = (keys: readonly string[], of: readonly JsonObject[] = all): string | null =>
    of.map((one) => textOf(one, ...keys)).find((one) => one !== null) ?? null;
  const bare = inner.map(([, one]) => textOf(one as JsonObject, "number", "no", "id")).find((one) => one !== null);
  const code = told(CURRENCY_KEYS)?.toUpperCase() ?? "";
  const account = textOf(object, "account");
  const number =
    told(NUMBER_KEYS) ??
    (account && /^[\dX*]{6,}$/i.test(account) ? account : null) ??
    (several ? (bare ?? null) : null);
  const day = textOf(object, "date", "day");
  return {
    number: number ?? outer.number,
    currency: isCurrency(code) ? code : outer.currency,
    name: (several ? (told(NAME_KEYS) ?? account) : null) ?? outer.name,
    day: day !== null && readPrintedDate(day) ? day : outer.day,
  };
}

/** A key that is itself an account's number, a currency or a day. */
function underKey(key: string, owner: Owner): Owner {
  if (isCurrency(key.toUpperCase()) && key.length === 3) return { ...owner, currency: key.toUpperCase() };
  if (/^\d{10}$/.test(key)) return { ...owner, number: key };
  return readPrintedDate(key) && /\D/.test(key) ? { ...owner, day: key } : owner;
}
