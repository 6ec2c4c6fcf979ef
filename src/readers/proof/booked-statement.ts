/**
 * What every reader of whole statements ends with: lines, rejected rows and balances in, a proved statement out.
 */
import type { CivilDate } from "../../domain/dates/civil-date.ts";
import type { AccountType } from "../../domain/fees/pack.ts";
import type { DecimalText, ParsedStatement, RejectedLine, StatementLine } from "../../domain/statements/statement.ts";
import { unitsOf } from "../text/exact-number.ts";
import { type Order, orderOfRows, proveChain } from "./balance-chain.ts";

export type Booked = {
  readonly bank?: string | null;
  readonly masked?: string | null;
  readonly currency?: string | null;
  readonly type?: AccountType | "unknown";
  readonly product?: string | null;
  readonly holder?: string | null;
  readonly period?: ParsedStatement["period"];
  readonly opening?: DecimalText | null;
  readonly closing?: DecimalText | null;
  readonly lines: readonly StatementLine[];
  readonly rejected: readonly RejectedLine[];
};

/** The order of the rows in time, and what the balances prove of them. */
export type Proved = Pick<ParsedStatement, "order" | "chain">;

/** A statement of its parts. A reader that has proven its rows in another way hands in that proof. */
export function sealStatement(booked: Booked, proved: Proved = proofOf(booked)): ParsedStatement {
  const { lines, rejected, opening = null, closing = null } = booked;
  return {
    bank: booked.bank ?? null,
    account: {
      masked: booked.masked ?? null,
      currency: booked.currency ?? null,
      type: booked.type ?? "unknown",
      ...(booked.product ? { product: booked.product } : {}),
    },
    holder: booked.holder ?? null,
    ...endsOf(lines),
    period: booked.period ?? null,
    opening,
    closing,
    order: proved.order,
    chain: proved.chain,
    lines,
    rejected,
  };
}

/** Proves lines by their balances, or by the opening and the closing one where they print none. */
export function proofOf(booked: Pick<Booked, "opening" | "closing" | "lines" | "rejected">): Proved {
  const rows: number[] = [];
  const amounts: (bigint | null)[] = [];
  const balances: (bigint | null)[] = [];
  const days: (CivilDate | null)[] = [];
  const put = (row: number, day: CivilDate | null, amount: bigint | null, balance: bigint | null): void => {
    rows.push(row);
    days.push(day);
    amounts.push(amount);
    balances.push(balance);
  };
  // a rejected row keeps its place: the step over it proves whether it moved anything
  const unread = booked.rejected.map(({ row }) => row).sort((a, b) => a - b);
  let next = 0;
  const putUnread = (before: number): void => {
    for (; next < unread.length && (unread[next] as number) < before; next++)
      put(unread[next] as number, null, null, null);
  };
  const units = (text: DecimalText | null | undefined) => (text === null || text === undefined ? null : unitsOf(text));
  for (const { row, date, amount, balance } of booked.lines) {
    putUnread(row);
    put(row, date, unitsOf(amount), units(balance));
  }
  putUnread(Number.POSITIVE_INFINITY);
  const links = { amounts, balances, rowOf: (at: number) => rows[at] as number };
  const order: Order = orderOfRows(links, days);
  return { order, chain: proveChain(links, order, units(booked.opening), units(booked.closing)).chain };
}

/** First and last day of the lines. */
function endsOf(lines: readonly StatementLine[]): Pick<ParsedStatement, "from" | "to"> {
  let from: CivilDate | null = null;
  let to: CivilDate | null = null;
  for (const { date } of lines) {
    if (from === null || date < from) from = date;
    if (to === null || date > to) to = date;
  }
  return { from, to };
}

const RAGGED = /^\s|[^\S ]| {2}|\s$/;
const evenText = (text: string): string => (RAGGED.test(text) ? text.replace(/\s+/g, " ").trim() : text);

/** Joins the parts of a narration, each said once; of one that stands alone only the blanks are evened out. */
export function joinNarration(parts: string | readonly (string | null | undefined)[]): string {
  if (typeof parts === "string") return evenText(parts);
  const kept: string[] = [];
  for (const part of parts) {
    const text = evenText(part ?? "");
    if (text === "" || kept.some((one) => one.includes(text))) continue;
    const held = kept.findIndex((one) => text.includes(one));
    if (held >= 0) kept[held] = text;
    else kept.push(text);
  }
  return kept.join(" ");
}
