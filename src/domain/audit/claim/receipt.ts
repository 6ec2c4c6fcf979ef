import { formatMinor, parseMinor } from "../../money/money.ts";
import type { AuditLine, AuditResult } from "../audit-result.ts";

const FNV_BASIS = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/** A short name for a text, always the same: FNV-1a, 64 bits, over its UTF-16 units. It names, it protects nothing. */
export function shortId(text: string): string {
  let hash = FNV_BASIS;
  for (let i = 0; i < text.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(i))) * FNV_PRIME);
  return hash.toString(16).padStart(16, "0");
}

/** The id of a finding, made of its facts alone: no name, no narration, no account. The same audit gives it again. */
export const findingId = (result: AuditResult, line: AuditLine): string =>
  shortId(
    [
      result.engine.rules.jurisdiction,
      line.row,
      line.date,
      line.service,
      line.verdict,
      line.rule,
      line.charged,
      line.allowed,
      line.over,
    ].join("|"),
  );

/** Charges worked out over a whole period: one event's price is not their sum, so they have no link. */
const BY_PERIOD: ReadonlySet<string> = new Set(["alert.sms", "account.maintenance"]);

/**
 * Where the sum of a finding is worked out again: the service, the day, the payment's amount and the kind of account, and
 * for a bank's own listed fee the bank. Nothing else of the statement. null where no fee is named, or where one event does not make the sum.
 */
export function recomputePath(result: AuditResult, line: AuditLine): string | null {
  const rowOf = (row: AuditLine["for"]) =>
    typeof row === "number" ? result.lines.find((one) => one.row === row) : undefined;
  const linked = rowOf(line.for);
  // a tax line of its own leads to its fee
  const fee = line.kind === "tax" && linked !== undefined && linked.kind !== "transaction" ? linked : line;
  const payment = fee === line ? linked : rowOf(fee.for);
  if (Array.isArray(fee.for) || BY_PERIOD.has(fee.service ?? "")) return null;
  if (fee.service === null || fee.service === "unknown" || fee.service.startsWith("tax.")) return null;
  const amount = payment?.kind === "transaction" ? parseMinor(payment.amount) : undefined;
  const { account, bank } = result.statement;
  const query: readonly (readonly [string, string])[] = [
    ["service", fee.service],
    ["on", line.date],
    ...(amount === undefined ? [] : [["amount", formatMinor(amount < 0n ? -amount : amount)] as const]),
    ...(account.type === "unknown" ? [] : [["account", account.type] as const]),
    ...(line.verdict === "over_tariff" && bank !== null ? [["bank", bank] as const] : []),
  ];
  return `/charge?${query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&")}`;
}
