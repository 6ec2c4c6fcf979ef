import type { AuditBundle, AuditResult } from "../audit-result.ts";

const HEADER = [
  "statement",
  "row",
  "date",
  "narration",
  "amount",
  "kind",
  "service",
  "for",
  "verdict",
  "charged",
  "allowed",
  "over",
  "returned",
  "rule",
  "grade",
  "missing",
  "why",
] as const;

type Cell = string | number | null;

/** Every line of an audit as a table, rejected rows among them; `statement` counts the statements from 1. */
export function auditTable(answer: AuditResult | AuditBundle): {
  readonly header: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
} {
  const results = "results" in answer ? answer.results : [answer];
  const rows = results.flatMap(({ lines, rejected }, i) => [
    ...lines.map((line): Cell[] => [
      i + 1,
      line.row,
      line.date,
      line.narration,
      line.amount,
      line.kind,
      line.service,
      line.for === null ? null : typeof line.for === "number" ? line.for : line.for.join(" "),
      line.verdict,
      line.charged,
      line.allowed,
      line.over,
      line.returned ?? null,
      line.rule,
      line.grade,
      line.missing.join(" "),
      line.why,
    ]),
    ...rejected.map(({ row, raw, reason }): Cell[] => [
      i + 1,
      row,
      null,
      raw,
      null,
      "rejected",
      ...new Array<null>(10).fill(null),
      reason,
    ]),
  ]);
  return { header: HEADER, rows };
}
