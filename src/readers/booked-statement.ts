/** One idea: what every reader of whole statements ends with: lines and balances in, a proved statement out. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { AccountType } from "../domain/fees/pack.ts";
import type { DecimalText, ParsedStatement, RejectedLine, StatementLine } from "../domain/statements/statement.ts";
import { proveChain } from "./prove-chain.ts";

export type Booked = {
  readonly bank?: string | null;
  readonly masked?: string | null;
  readonly currency?: string | null;
  readonly type?: AccountType | "unknown";
  readonly holder?: string | null;
  readonly period?: ParsedStatement["period"];
  readonly opening?: DecimalText | null;
  readonly closing?: DecimalText | null;
  readonly lines: readonly StatementLine[];
  readonly rejected: readonly RejectedLine[];
};

export function sealStatement(booked: Booked): ParsedStatement {
  const { lines, rejected, opening = null, closing = null } = booked;
  const days = lines.map((line) => line.date);
  const proof = proveChain(lines, { opening, closing, rejected: rejected.map((one) => one.row) });
  return {
    bank: booked.bank ?? null,
    account: { masked: booked.masked ?? null, currency: booked.currency ?? null, type: booked.type ?? "unknown" },
    holder: booked.holder ?? null,
    from: least(days),
    to: most(days),
    period: booked.period ?? null,
    opening,
    closing,
    order: proof.order,
    chain: proof.chain,
    lines,
    rejected,
  };
}

const least = (days: readonly CivilDate[]): CivilDate | null =>
  days.reduce<CivilDate | null>((a, b) => (a === null || b < a ? b : a), null);
const most = (days: readonly CivilDate[]): CivilDate | null =>
  days.reduce<CivilDate | null>((a, b) => (a === null || b > a ? b : a), null);

/** Keeps the last four characters of an account number; what the bank has masked stays as it is. */
export function maskAccount(number: string | null | undefined): string | null {
  const text = (number ?? "").replace(/[\s'-]/g, "");
  if (text === "" || text.length > 64) return null;
  if (/[*X]{2}/i.test(text)) return text;
  return text.length <= 4 ? text : `${"*".repeat(text.length - 4)}${text.slice(-4)}`;
}

/** Joins the parts of a narration, each said once. */
export function joinNarration(parts: readonly (string | null | undefined)[]): string {
  const kept: string[] = [];
  for (const part of parts) {
    const text = (part ?? "").replace(/\s+/g, " ").trim();
    if (text === "" || kept.some((one) => one.includes(text))) continue;
    const held = kept.findIndex((one) => text.includes(one));
    if (held >= 0) kept[held] = text;
    else kept.push(text);
  }
  return kept.join(" ");
}
