/** What a person may ask back: every charge that was too high, once, whichever file it stands in. */
import { type Minor, parseMinor } from "../../money/money.ts";
import { ACCUSATIONS, type AuditBundle, type AuditLine, type AuditResult, resultsOf } from "../audit-result.ts";

export type Claim = {
  readonly result: AuditResult;
  /** Place of the statement among the results, from 0. */
  readonly place: number;
  readonly line: AuditLine;
};

/** Charges with something over, in the order of the answer; a row that an earlier statement holds too is not claimed again. */
export function claimsOf(answer: AuditResult | AuditBundle): Claim[] {
  const again = new Set<string>();
  if ("duplicates" in answer)
    for (const { rows, results } of answer.duplicates)
      for (let i = 1; i < rows.length; i++) again.add(`${results[i]}/${rows[i]}`);
  return resultsOf(answer).flatMap((result, place) =>
    result.lines
      .filter((line) => line.verdict !== null && ACCUSATIONS.has(line.verdict) && minorOf(line.over) > 0n)
      .filter((line) => !again.has(`${place}/${line.row}`))
      .map((line) => ({ result, place, line })),
  );
}

/** A decimal of the answer as minor units; null is nothing. */
export const minorOf = (text: string | null): Minor => (text === null ? 0n : (parseMinor(text) ?? 0n));

/** Claims that share a service, a verdict and a rule, at one bank and in one currency: what a person accepts or drops as one. */
export type ClaimGroup = {
  /** Made of what its claims share: the same kind of finding has it again when files are added. */
  readonly key: string;
  readonly bank: string | null;
  readonly currency: string | null;
  readonly service: string | null;
  readonly verdict: AuditLine["verdict"];
  readonly rule: string | null;
  readonly over: Minor;
  readonly claims: readonly Claim[];
};

/** The claims by what is wrong with them, the largest sum first. */
export function groupClaims(claims: readonly Claim[]): ClaimGroup[] {
  const groups = new Map<string, Claim[]>();
  for (const claim of claims) {
    const { service, verdict, rule } = claim.line;
    const { bank, account } = claim.result.statement;
    const key = [bank, account.currency, service, verdict, rule].join("|");
    const group = groups.get(key);
    if (group) group.push(claim);
    else groups.set(key, [claim]);
  }
  return [...groups]
    .map(([key, list]) => {
      const { result, line } = list[0] as Claim;
      const over = list.reduce((sum, one) => sum + minorOf(one.line.over), 0n);
      const { service, verdict, rule } = line;
      const { bank, account } = result.statement;
      return { key, bank, currency: account.currency, service, verdict, rule, over, claims: list };
    })
    .sort((a, b) => (a.over === b.over ? b.claims.length - a.claims.length : a.over < b.over ? 1 : -1));
}
