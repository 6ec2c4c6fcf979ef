/** What sets the table of a card apart: what is owed is printed as a plus, and so may what was spent be. */

import type { Row } from "../text/delimited-text.ts";
import type { Exact } from "../text/exact-number.ts";
import { paysTheCard } from "./card-words.ts";
import type { Columns } from "./columns-by-label.ts";
import type { DataRow } from "./row-cells.ts";
import type { Table } from "./table-lines.ts";

/** The lines above a table speak of a card. */
export const saysCard = (head: readonly Row[]): boolean =>
  head.some(({ raw }) =>
    /\b(?:credit card|card number|card no|credit limit|minimum payment)\b/i.test(raw.slice(0, 300)),
  );

/** The table with its balances, what is owed, as the account sees them. */
export function owed(table: Table): Table {
  const sums = table.sums.pick(table.data.map((_row, i) => i));
  sums.balance.forEach((balance, i) => {
    if (balance !== null) sums.balance[i] = -balance;
  });
  const turned = (one: Exact | null): Exact | null => one && { ...one, units: -one.units };
  return { ...table, sums, opening: turned(table.opening), closing: turned(table.closing), card: false };
}

/** Cards print what was spent as a plus or as a minus, each as it likes: without a balance nothing tells. */
export const isCardList = ({ labels, roles }: Columns): boolean =>
  roles.includes("amount") && labels.some((label) => /^card (?:member|holder|no|number)$/.test(label));

/**
 * A list of a card on which what was spent is a plus: its words call rows payments to the card, all of them carry a minus, and
 * most of the rest do not. Only where no balance says otherwise.
 */
export function paysCard({ columns, data, sums }: Table, amounts: readonly (bigint | null)[]): boolean {
  if (!columns.roles.includes("amount") || sums.balance.some((balance) => balance !== null)) return false;
  if (sums.mark.some((mark) => mark !== null) || sums.word.some((word) => word !== null)) return false;
  let [paid, spent, other] = [0, 0, 0];
  for (const [i, amount] of amounts.entries()) {
    if (amount === null || amount === 0n) continue;
    if (!paysTheCard((data[i] as DataRow).source.raw)) amount > 0n ? spent++ : other++;
    else if (amount > 0n) return false;
    else paid++;
  }
  return paid > 0 && spent > other;
}
