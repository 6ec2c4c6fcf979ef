/** One idea: what the columns of a table say of the account: in which currency it is, and when the rows are of several. */

import { SUM_ROLES } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import { CURRENCY_CODES, isCurrency } from "./currencies.ts";
import type { Row } from "./delimited-text.ts";
import { maskAccount } from "./mask-account.ts";
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
    SUM_ROLES.has(columns.roles[i] ?? "other") ? (CODE.exec(label)?.[1] ?? []) : [],
  );
  return named[0] ?? null;
}

/** The places of the rows in each currency that a column names, the most used first; empty when it names one only. */
export function currenciesIn(
  data: readonly DataRow[],
): { readonly currency: string; readonly at: readonly number[] }[] {
  const places = new Map<string, number[]>();
  for (let i = 0; i < data.length; i++) {
    const { currency } = data[i] as DataRow;
    if (!isCurrency(currency)) return [];
    const at = places.get(currency);
    if (at) at.push(i);
    else places.set(currency, [i]);
  }
  if (places.size < 2) return [];
  return [...places].map(([currency, at]) => ({ currency, at })).sort((a, b) => b.at.length - a.at.length);
}

const ACCOUNT =
  /^(account|account no|account number|acc no|acct no|acct|acc|a c no|bank account|iban|iban bban|konto|kontonummer|auftragskonto|cuenta|rekening|rekeningnummer|conta|rachunek)$/;
const NUMBER = /^(?:[A-Z]{2}\d{2}[A-Z0-9]{8,30}|[\dX*]{6,34})$/i;

/** The rows of one account, by their place in the table. */
export type AccountRows = { readonly masked: string | null; readonly at: readonly number[] };

/** The accounts that a column names, in the order in which they come; empty when no column names one in every row. */
export function accountsIn(data: readonly DataRow[], { labels }: Columns): AccountRows[] {
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
  return [...accounts].map(([number, at]) => ({ masked: maskAccount(number), at }));
}
