/** What the lines around a table say of the account: whose bank, which kind, which period, which balances. */

import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { AccountType, Bank } from "../../domain/fees/pack.ts";
import { CURRENCY_CODES, isCurrency } from "../text/currencies.ts";
import type { Row } from "../text/delimited-text.ts";
import { maskAccount, maskIfNumber } from "../text/mask-account.ts";
import { type Bounds, dayIn, readPrintedDate } from "../text/printed-date.ts";

export type NamedBank = Pick<Bank, "id" | "name" | "aliases" | "statementFile">;

export type Preamble = {
  readonly bank: string | null;
  readonly holder: string | null;
  readonly masked: string | null;
  readonly currency: string | null;
  readonly type: AccountType | "unknown";
  /** What the bank calls the account, as printed. */
  readonly product: string | null;
  /** Opening and closing balance as printed. */
  readonly opening: string | null;
  readonly closing: string | null;
  /** The two ends of the printed period, as printed. */
  readonly period: readonly [string, string] | null;
};

type Said = { readonly label: string; readonly value: string };

/** `Label:,value`, `Label: value` and, on one row, several of them. */
function saidOf(rows: readonly Row[]): Said[] {
  const said: Said[] = [];
  for (const { cells } of rows) {
    for (let i = 0; i < cells.length; i++) {
      const cell = cells[i] as string;
      const inside = /^([^:]{2,40}):\s*(\S.*)$/.exec(cell);
      if (inside) said.push({ label: labelText(inside[1] as string), value: (inside[2] as string).trim() });
      else {
        const next = cells.slice(i + 1).find((c) => c !== "");
        if (cell !== "" && next !== undefined) said.push({ label: labelText(cell), value: next });
      }
    }
  }
  return said;
}

const labelText = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();

export function readPreamble(rows: readonly Row[], banks: readonly NamedBank[]): Preamble {
  const said = saidOf(rows);
  const find = (pattern: RegExp): string | null => said.find(({ label }) => pattern.test(label))?.value ?? null;
  const text = rows.map((row) => row.cells.join(" ")).join("\n");
  // a person or a street may be called like a bank
  const ofBank = rows.filter(
    (row) => !/^\W*(?:(?:account|customer|acct|client) ?(?:name|holder)|name|address)\b/i.test(row.cells[0] ?? ""),
  );
  const title = titleOf(rows);
  const type = find(
    /^(account|acct|product) ?(type|class|category|name type)?$|^(account|acct) (type|class|product)$|^product$/,
  );
  return {
    bank: bankIn(ofBank.map((row) => row.cells.join(" ")).join("\n"), banks),
    holder: find(/^(account|customer|acct|client) ?(name|holder)( name)?$|^(name|account holder)$/) ?? title.holder,
    masked: maskedIn(said) ?? maskAccount(title.number),
    currency:
      currencyCode(find(/^(account |wallet )?(currency|ccy)( code)?$/) ?? "") ??
      currencyCode(find(/^(wallet|pocket)$/)?.match(/^\W*[A-Z]{3}\b/)?.[0] ?? "") ??
      BEHIND_ACCOUNT.exec(text)?.[1] ??
      // a code alone is a currency, whatever the language of the label beside it
      said.find(({ value }) => isCurrency(value))?.value ??
      null,
    type:
      accountType(type ?? "") ??
      accountType(text.match(/\b(savings?|current|domiciliary) (account|acct)/i)?.[0] ?? "") ??
      "unknown",
    product: type,
    opening: find(/^(opening|beginning|start(ing)?) (cleared |book |ledger )?balance$|^balance (b f|brought forward)$/),
    closing: find(/^(closing|ending|end) (cleared |book |ledger )?balance$|^balance (c f|carried forward)$/),
    period: periodOf(said, text),
  };
}

/** `Account 0123456789 NGN`, `Conta 0123456789 - EUR - Conta Extracto` */
const BEHIND_ACCOUNT = new RegExp(
  `^(?!Paid|From|To )[^\\d\\n]{3,24}[\\dX*]{6,34}\\W{1,3}(${CURRENCY_CODES})(?!\\w)`,
  "m",
);

const ACCOUNT = /^(account|acct?|a c|nuban)( number| no| nuban)?$|^iban$|^(giro|tagesgeld|spar)?konto(nummer)?$/;

/** The first account label with a number beside it; `Account: Savings` is another fact. */
function maskedIn(said: readonly Said[]): string | null {
  for (const { label, value } of said) {
    const masked = ACCOUNT.test(label) ? maskIfNumber(value) : null;
    if (masked !== null) return masked;
  }
  return null;
}

const currencyCode = (value: string): string | null =>
  /\bnaira\b|₦/i.test(value) ? "NGN" : (/\b([A-Z]{3})\b/.exec(value.toUpperCase())?.[1] ?? null);

const TITLE = /^(?:account|statement|transaction)s?\b[a-z\s–-]*\bfor\s+(\d{10})(?:\s+(\D{3,60}))?$/i;

/** `Account History - for 0123456789 ADA OBI`: a title that names the account and its holder. */
function titleOf(rows: readonly Row[]): { readonly number: string | null; readonly holder: string | null } {
  for (const { cells } of rows)
    for (const cell of cells) {
      const title = TITLE.exec(cell.trim());
      if (title) return { number: title[1] as string, holder: title[2]?.trim() ?? null };
    }
  return { number: null, holder: null };
}

export function accountType(text: string): AccountType | undefined {
  if (/\bdom(iciliary)?\b|\bforeign currency\b/i.test(text)) return "domiciliary";
  if (/saving/i.test(text)) return "savings";
  return /\bcurrent\b|\bchecking\b|\bcheque account\b/i.test(text) ? "current" : undefined;
}

/** The one listed bank that the text names; when it names several, the one named first. */
export function bankIn(text: string, banks: readonly NamedBank[]): string | null {
  const plain = ` ${text.toLowerCase().replace(/[^a-z0-9]+/g, " ")} `;
  let best: { id: string; at: number; length: number } | null = null;
  for (const bank of banks) {
    for (const name of [bank.name, ...bank.aliases]) {
      const words = name
        .toLowerCase()
        .replace(/[^a-z0-9]+/g, " ")
        .trim();
      const at = words.length < 3 ? -1 : plain.indexOf(` ${words} `);
      if (at < 0) continue;
      if (!best || at < best.at || (at === best.at && words.length > best.length))
        best = { id: bank.id, at, length: words.length };
    }
  }
  return best?.id ?? null;
}

function periodOf(said: readonly Said[], text: string): readonly [string, string] | null {
  const isDate = (part: string | undefined): part is string =>
    part !== undefined && readPrintedDate(part) !== undefined;
  for (const { label, value } of said) {
    if (!/period|statement (date|range|cycle)|date range|duration|between|from/.test(label)) continue;
    const parts = value
      .split(/\s{1,9}(?:to|-|–|until|and)\s{1,9}/i)
      .map((part) => part.trim().replace(/^from\s+/i, ""));
    if (isDate(parts[0]) && isDate(parts[1])) return [parts[0], parts[1]];
  }
  const one = (pattern: RegExp) => said.find(({ label, value }) => pattern.test(label) && isDate(value))?.value;
  const [from, to] = [
    one(/^(start|from|period from|date from|begin)( date)?$/),
    one(/^(end|to|period to|date to)( date)?$/),
  ];
  if (from && to) return [from, to];
  const loose =
    /(?:from|period|cycle|between)\W{1,20}([\w ,./-]{6,20}?)\s{1,9}(?:to|-|and)\s{1,9}([\w ,./-]{6,20})/i.exec(text);
  return loose && isDate(loose[1]?.trim()) && isDate(loose[2]?.trim())
    ? [(loose[1] as string).trim(), (loose[2] as string).trim()]
    : null;
}

/** The printed period as days, in the file's order of day and month; null when it is no period. */
export function boundsOf(period: readonly [string, string] | null, order: "dmy" | "mdy"): Bounds | null {
  if (!period) return null;
  const [from, to] = period.map((text): CivilDate | undefined => {
    const date = readPrintedDate(text);
    return date && dayIn(order, date);
  });
  return from && to && from <= to ? { from, to } : null;
}

/** What stands above the table takes precedence; what stands below and between fills the gaps. */
export function mergePreambles(head: Preamble, rest: Preamble): Preamble {
  return {
    bank: head.bank ?? rest.bank,
    holder: head.holder ?? rest.holder,
    masked: head.masked ?? rest.masked,
    currency: head.currency ?? rest.currency,
    type: head.type === "unknown" ? rest.type : head.type,
    product: head.product ?? rest.product,
    opening: head.opening ?? rest.opening,
    closing: head.closing ?? rest.closing,
    period: head.period ?? rest.period,
  };
}
