/** What a charge line was taken for, as the result shows it. */
import type { AuditLine, AuditResult } from "../audit-result.ts";
import { madeOnce } from "../made-once.ts";

const indexes = new WeakMap<AuditResult, ReadonlyMap<number, AuditLine>>();

/** The lines of a result by their rows; made once. */
const linesByRow = (result: AuditResult): ReadonlyMap<number, AuditLine> =>
  madeOnce(indexes, result, () => new Map(result.lines.map((line) => [line.row, line])));

/** One payment, several by their rows, or nothing that the statement shows. A tax stands for its fee, and that for the payment. */
export function paymentOf(
  result: AuditResult,
  line: AuditLine,
): { readonly one: AuditLine | null; readonly rows: readonly number[] } {
  const rows = linesByRow(result);
  const linked = typeof line.for === "number" ? rows.get(line.for) : undefined;
  const of = line.kind === "tax" && linked && linked.kind !== "transaction" ? linked.for : line.for;
  const one = typeof of === "number" ? (rows.get(of) ?? null) : null;
  return { one: one?.kind === "transaction" ? one : null, rows: typeof of === "object" && of !== null ? of : [] };
}
