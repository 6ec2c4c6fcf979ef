import type { Grade, Payee } from "../../fees/pack.ts";
import type { Priced } from "../../fees/priced.ts";
import type { Minor } from "../../money/money.ts";
import type { AuditReason } from "../audit-reasons.ts";
import type { Verdict } from "../audit-result.ts";
import { type Entry, sizeOf } from "../open/book.ts";

/** What was found of one charge line, before anything that came back is taken off. `allowed` is null when it cannot be told. */
export type Finding = {
  readonly verdict: Verdict;
  readonly allowed: Minor | null;
  readonly rule: string | null;
  readonly grade: Grade | null;
  readonly payee: Payee;
  readonly missing: readonly string[];
  readonly also: readonly Verdict[];
  /** Why this verdict, and after it what else is to be said: a sentence each. */
  readonly why: readonly AuditReason[];
  readonly work: readonly AuditReason[];
};

/** One kobo, or cent, on any recomputed amount (reading 13). */
const TOLERANCE: Minor = 1n;
export const exceeds = (charged: Minor, allowed: Minor): boolean => charged > allowed + TOLERANCE;

/** Precedence of verdicts: when several hold, the first is the verdict and the rest go to `also`. */
const PRECEDENCE: readonly Verdict[] = [
  "duplicate",
  "not_returned",
  "wrong_payer",
  "not_permitted",
  "wrong_tax",
  "over_cap",
  "over_tariff",
  "cannot_tell",
  "right",
];

const NONE: readonly never[] = [];

export type Basis = {
  readonly rule: string | null;
  readonly grade: Grade | null;
  readonly payee: Payee;
  readonly work: readonly AuditReason[];
};

export const basisOf = (priced: Priced): Basis => ({
  rule: priced.rules[0] ?? null,
  grade: priced.grade,
  payee: priced.payee,
  work: priced.work,
});

export const right = (entry: Entry, basis: Basis, ...why: readonly AuditReason[]): Finding => ({
  ...basis,
  verdict: "right",
  allowed: sizeOf(entry),
  missing: NONE,
  also: NONE,
  why,
});

export const cannotTell = (basis: Basis, missing: readonly string[], ...why: readonly AuditReason[]): Finding => ({
  ...basis,
  verdict: "cannot_tell",
  allowed: null,
  missing: missing.length > 0 ? missing : ["rule"],
  also: NONE,
  why,
});

export const accuse = (
  verdict: Verdict,
  allowed: Minor,
  basis: Basis,
  why: AuditReason,
  line: readonly AuditReason[] = [],
): Finding => ({
  ...basis,
  verdict,
  allowed,
  missing: NONE,
  also: NONE,
  why: [why],
  work: [...basis.work, ...line],
});

/**
 * Returns the finding of highest precedence; accusations that also hold go to its `also`. A "right" or "cannot tell" beside
 * one is dropped.
 */
export function strongest(findings: readonly Finding[]): Finding {
  if (findings.length === 1) return findings[0] as Finding;
  const sorted = [...findings].sort((a, b) => PRECEDENCE.indexOf(a.verdict) - PRECEDENCE.indexOf(b.verdict));
  const [first, ...rest] = sorted as [Finding, ...Finding[]];
  const also = rest.map((f) => f.verdict).filter((v) => v !== "right" && v !== "cannot_tell" && v !== first.verdict);
  return also.length > 0 ? { ...first, also: [...new Set(also)] } : first;
}

/** Compares a charge with what was allowed. */
export const comparison = (charged: Minor, allowed: Minor): AuditReason => ({
  code: "comparison",
  facts: { charged, allowed, over: charged > allowed ? charged - allowed : 0n },
});

/** Above a limit of the day. */
export const aboveLimit = (entry: Entry, limit: Minor, basis: Basis): Finding =>
  accuse("over_cap", limit, basis, { code: "above_limit_of_day", facts: { limit } }, [
    comparison(sizeOf(entry), limit),
  ]);
