/** The audit's answer as types, all of them parts of its one definition, `audit-shape.ts`. */
import type { BundleShape, ReasonShape, ResultShape } from "./audit-shape.ts";

export type AuditResult = ResultShape;
/** Several statements, in one file or several. */
export type AuditBundle = BundleShape;
export type AuditLine = AuditResult["lines"][number];
export type AuditSums = AuditBundle["totals"];
export type Verdict = NonNullable<AuditLine["verdict"]>;
export type LineKind = AuditLine["kind"];
/** A reason as JSON has it: its code, and its facts with sums as decimals in text. */
export type SaidReason = ReasonShape;

export const ACCUSATIONS: ReadonlySet<Verdict> = new Set<Verdict>([
  "over_cap",
  "over_tariff",
  "not_permitted",
  "duplicate",
  "wrong_tax",
  "wrong_payer",
  "not_returned",
]);

export const resultsOf = (answer: AuditResult | AuditBundle): readonly AuditResult[] =>
  "results" in answer ? answer.results : [answer];
