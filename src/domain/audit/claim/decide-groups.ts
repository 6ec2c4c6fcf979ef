import type { Minor } from "../../money/money.ts";
import type { AuditBundle, AuditResult } from "../audit-result.ts";
import { type Claim, type ClaimGroup, claimsOf, groupClaims } from "./claims.ts";

/** What is asked of one bank in one currency, in sums; a bank whose groups were all dropped stands here with nothing. */
export type Asked = {
  readonly bank: string | null;
  readonly currency: string | null;
  readonly count: number;
  readonly over: Minor;
};

export type Decided = {
  readonly groups: readonly (ClaimGroup & { readonly accepted: boolean })[];
  /** Of the accepted groups, in the order of the answer. */
  readonly claims: readonly Claim[];
  readonly asked: readonly Asked[];
};

/** The claims of an answer by group, and what is asked for when the groups of these keys are dropped. */
export function decideGroups(answer: AuditResult | AuditBundle, dropped: ReadonlySet<string>): Decided {
  const all = claimsOf(answer);
  const groups = groupClaims(all).map((group) => ({ ...group, accepted: !dropped.has(group.key) }));
  const kept = new Set(groups.filter(({ accepted }) => accepted).flatMap(({ claims }) => claims));
  const asked = new Map<string, Asked>();
  for (const { bank, currency, accepted, claims, over } of groups) {
    const key = `${bank}|${currency}`;
    const before = asked.get(key) ?? { bank, currency, count: 0, over: 0n };
    asked.set(key, accepted ? { ...before, count: before.count + claims.length, over: before.over + over } : before);
  }
  return { groups, claims: all.filter((claim) => kept.has(claim)), asked: [...asked.values()] };
}
