/** What a column holds, told by its label. Words of any bank; a country's own layouts are data of its pack. */

import { CURRENCY_CODES } from "../text/currencies.ts";
import { KNOWN_OTHERS, LABELS } from "./column-words.ts";

export type Role =
  | "date"
  | "valueDate"
  | "time"
  | "narration"
  | "detail"
  | "reference"
  | "debit"
  | "credit"
  | "amount"
  | "balance"
  | "direction"
  | "currency"
  | "code"
  /** What the bank took for the payment of the row. */
  | "fee"
  /** Whether the payment was made. */
  | "status"
  | "other";

/** Columns of sums. */
export const SUM_ROLES: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount", "balance"]);

const CURRENCY_BEHIND = new RegExp(`(?: in)? (?:${CURRENCY_CODES}|naira|n|f?cfa|[ktu]sh|kz|cedis)$`, "iu");

/** A unit behind a label: the sums are counted in hundredths or in thousands. */
const UNIT_BEHIND =
  /(?: in)? (?:kobo|pesewas?|cents?|minor units?|paise|pence|centimes|centavos|teur|tsd|thousands?|000s?)$/;

/** Lower case, no accents, no brackets, no punctuation, no currency behind it: `Debit(NGN)` is `debit`. */
export function normaliseLabel(label: string): string {
  return label
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/\(([^()]{0,120})\)/g, (_all, inner: string) => (/^(dr|cr)$/.test(inner.trim()) ? ` ${inner} ` : " "))
    .replace(/\p{Sc}/gu, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()
    .replace(UNIT_BEHIND, "")
    .replace(CURRENCY_BEHIND, "")
    .trim();
}

const BY_LABEL: ReadonlyMap<string, Role> = new Map(
  Object.entries(LABELS).flatMap(([role, labels]) => labels.map((label) => [label, role as Role] as const)),
);

const BY_JOINED: ReadonlyMap<string, Role> = new Map(
  [...BY_LABEL]
    .filter(([label]) => label.includes(" "))
    .map(([label, role]) => [label.replaceAll(" ", ""), role] as const),
);

/** The role that a label names; "other" for one that is known to hold nothing we need; null when it says nothing. */
export function roleOf(label: string): Role | null {
  const plain = normaliseLabel(label);
  if (plain === "") return null;
  const role = BY_LABEL.get(plain) ?? (KNOWN_OTHERS.has(plain) ? "other" : null);
  // fonts and exports that drop the blanks: `ValueDate`, `MoneyOut`
  return role ?? (plain.length > 5 && !plain.includes(" ") ? (BY_JOINED.get(plain) ?? null) : null);
}
