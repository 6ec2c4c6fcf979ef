/** What the columns of a table say of the account: in which currency it is, and when the rows are of several. */

import { CURRENCY_CODES, isCurrency } from "../text/currencies.ts";
import type { Row } from "../text/delimited-text.ts";
import { maskAccount } from "../text/mask-account.ts";
import { SUM_ROLES } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import type { DataRow } from "./row-cells.ts";

/** The label of a sum that names its currency: `Amount (EUR)`, `Betrag EUR`, `CZK amount`. */
const CODE = new RegExp(`(?:^|[\\s(/])(${CURRENCY_CODES})(?:$|[\\s)/])`);

/** Three capitals in a column of their own, behind a label, or the naira's sign. */
export function currencyOf(data: readonly DataRow[], columns: Columns, rows: readonly Row[]): string | null {
  const counts = new Map<string, number>();
  if (columns.roles.includes("currency"))
    for (const { currency } of data)
      if (/^[A-Z]{3}$/.test(currency)) counts.set(currency, (counts.get(currency) ?? 0) + 1);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  if (most) return most[0];
  const header = rows[columns.header]?.cells ?? [];
  if (/₦|\bNGN\b|naira/i.test(header.join(" "))) return "NGN";
  const named = header.flatMap((label, i) =>
    SUM_ROLES.has(columns.roles[i] ?? "other")
      ? (CODE.exec(label.replace(/EUROA?S?/i, "EUR"))?.[1] ?? MARKS[/[₵€£]/.exec(label)?.[0] ?? ""] ?? [])
      : [],
  );
  if (named[0]) return named[0];
  // behind each sum, where one mark is that of one currency only
  const own = besideSum(data[0]);
  return own !== "USD" && isCurrency(own) && data.every((row) => besideSum(row) === own) ? own : null;
}

/** The places of the rows in each currency that a column names, in the order in which they come; empty when it names one only. */
export function currenciesIn(
  data: readonly DataRow[],
): { readonly currency: string; readonly at: readonly number[] }[] {
  const places = new Map<string, number[]>();
  for (let i = 0; i < data.length; i++) {
    const row = data[i] as DataRow;
    const currency = row.currency === "" ? besideSum(row) : row.currency;
    if (!isCurrency(currency)) return [];
    const at = places.get(currency);
    if (at) at.push(i);
    else places.set(currency, [i]);
  }
  if (places.size < 2) return [];
  return [...places].map(([currency, at]) => ({ currency, at }));
}

const BESIDE = new RegExp(`(?<![A-Z])(${CURRENCY_CODES})(?![A-Z])|[₦₵€$£]`, "i");
const MARKS: Readonly<Record<string, string>> = { "₦": "NGN", "₵": "GHS", "€": "EUR", $: "USD", "£": "GBP" };

/** The currency that is printed with the sum of a row. */
function besideSum(row: DataRow | undefined): string {
  if (!row) return "";
  const { cells } = row;
  for (const cell of [cells.amount, cells.debit, cells.credit]) {
    const mark = /[^\d.,\s-]/.test(cell) ? BESIDE.exec(cell)?.[0] : undefined;
    if (mark !== undefined) return MARKS[mark] ?? mark.toUpperCase();
  }
  return "";
}

/** Labels of columns that name the owner's own accounts in words. */
const WALLET =
  /^(wallet|wallet name|wallet type|pocket|pot|vault|account name|account type|product|from account|account|account id)$/;
const MOST_WALLETS = 12;

const ACCOUNT =
  /^(account|account no|account number|acc no|acct no|acct|acc|a c no|bank account|iban|iban bban|konto|kontonummer|auftragskonto|cuenta|rekening|rekeningnummer|conta|rachunek|nuban|wallet id|wallet number|sub account|from account)$/;
/** Labels of the owner's own account wherever they stand. */
const OWN =
  /^(?:auftragskonto|rekening|rekeningnummer|rachunek|nuban|wallet id|wallet number|sub account|from account)$/;
/** A column beside that names the other side: an account without more may be theirs. */
const OTHER_SIDE = /counter|benef|payee|recipient|receiver|sender|tegen|gegen|\bto\b|\bbank\b/;
const NUMBER = /^(?:[A-Z]{2}\d{2}[A-Z0-9]{4,30}|[\dX*]{6,34})$/i;

/** The rows of one account, by their place in the table. */
export type AccountRows = {
  readonly masked: string | null;
  readonly at: readonly number[];
  /** `wallet`: the label says that these are the owner's own. `word`: it may name another thing, so balances must prove it. */
  readonly by?: "wallet" | "word";
  /** The currency that the name of a wallet tells. */
  readonly currency?: string | null;
};

/** The accounts that a column names, in the order in which they come; empty when no column names one in every row. */
export function accountsIn(data: readonly DataRow[], columns: Columns): AccountRows[] {
  const numbers = byNumber(data, columns);
  return numbers.length > 0 ? numbers : byName(data, columns);
}

/** The wallets that a column names in words; empty where it names one, or so many that they are no wallets. */
function byName(data: readonly DataRow[], { labels, roles }: Columns): AccountRows[] {
  const column = labels.findIndex((label, i) => WALLET.test(label) && (roles[i] === "other" || roles[i] === "detail"));
  if (column < 0) return [];
  const wallets = new Map<string, number[]>();
  for (let i = 0; i < data.length; i++) {
    const name = ((data[i] as DataRow).source.cells[column] ?? "").trim();
    const rows = wallets.get(name);
    if (rows) rows.push(i);
    else wallets.set(name, [i]);
    if (name === "" || wallets.size > MOST_WALLETS) return [];
  }
  if (wallets.size < 2) return [];
  const own = /^(?:wallet|pocket|pot|vault|account id)/.test(labels[column] ?? "");
  return [...wallets].map(([name, at]) => ({
    masked: null,
    at,
    by: own ? "wallet" : "word",
    currency: CODE.exec(name.toUpperCase())?.[1] ?? null,
  }));
}

function byNumber(data: readonly DataRow[], { labels, roles }: Columns): AccountRows[] {
  const column = labels.findIndex((label) => ACCOUNT.test(label));
  if (column < 0) return [];
  const accounts = new Map<string, number[]>();
  for (let i = 0; i < data.length; i++) {
    const number = ((data[i] as DataRow).source.cells[column] ?? "").replace(/[\s'-]/g, "");
    const rows = accounts.get(number);
    if (rows) rows.push(i);
    else accounts.set(number, [i]);
    if (!NUMBER.test(number)) return [];
  }
  // one that stands first, or that few rows share out among them, is the owner's unless the other side is named as well
  const alone = !roles.includes("detail") && !labels.some((label) => OTHER_SIDE.test(label));
  const few = accounts.size <= MOST_WALLETS && (column === 0 || accounts.size * 3 <= data.length * 2);
  const own = OWN.test(labels[column] ?? "") || (alone && few);
  return [...accounts].map(([number, at]) => ({
    masked: maskAccount(number),
    at,
    ...(own ? { by: "wallet" as const } : {}),
  }));
}
