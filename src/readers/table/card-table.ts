/** What sets the table of a card apart: what is owed is printed as a plus, and so may what was spent be. */

import type { Row } from "../text/delimited-text.ts";
import type { Exact } from "../text/exact-number.ts";
import { cardIn, paysTheCard } from "./card-words.ts";
import type { DataRow } from "./row-cells.ts";
import type { Table } from "./table-lines.ts";

/** Whether the lines above a table mention a card. */
export function saysCard(head: readonly Row[]): Table["card"] {
  const said = head.map(({ raw }) => cardIn(raw));
  return said.find((one) => one === "credit") ?? said.find((one) => one !== null) ?? null;
}

/** The table with its balances, what is owed, as the account sees them. */
export function owed(table: Table): Table {
  const sums = table.sums.pick(table.data.map((_row, i) => i));
  sums.balance.forEach((balance, i) => {
    if (balance !== null) sums.balance[i] = -balance;
  });
  const turned = (one: Exact | null): Exact | null => one && { ...one, units: -one.units };
  return { ...table, sums, opening: turned(table.opening), closing: turned(table.closing), card: null };
}

/**
 * Whether what was spent on a card has a plus: words that call rows payments to the card, all of which carry a minus
 * while most of the rest carry none; or a head that mentions a card above rows of which most carry none. Balances that
 * follow from such sums are what is owed, where words leave no doubt that it is a card. null where nothing shows it.
 */
export function spendsPlus({ columns, data, sums, card }: Table, amounts: readonly (bigint | null)[]): SpendsPlus {
  if (!columns.roles.includes("amount")) return null;
  if (sums.mark.some((mark) => mark !== null) || sums.word.some((word) => word !== null)) return null;
  const count = (minus: boolean): number => amounts.filter((one) => one && one < 0n === minus).length;
  // cards call a row a sale or a payment in a column of its own
  const sold = data.some(({ direction }) => /^(?:sale|purchase)$/i.test(direction));
  if (!sold && count(true) > 2 * count(false)) return null;
  let [paid, surely, spent, other] = [0, 0, 0, 0];
  for (const [i, amount] of amounts.entries()) {
    if (!amount) continue;
    const { source, direction } = data[i] as DataRow;
    const pays = sold && /^payment$/i.test(direction) ? "likely" : paysTheCard(source.raw);
    if (pays === null) amount > 0n ? spent++ : other++;
    else if (amount > 0n) return null;
    else paid++;
    if (pays === "surely") surely++;
  }
  const balanced = sums.balance.some((balance) => balance !== null);
  if (surely > 0 && spent > other) return "words";
  if (paid > 0) return !balanced && other === 0 && (sold || spent > 1) ? "words" : null;
  return card && spent > other && (!balanced || card === "credit") ? "head" : null;
}

export type SpendsPlus = "words" | "head" | null;
