/** Claimed charges by what a person looks for: bank, month, service, verdict, and the least sum. */

import type { Minor } from "../../money/money.ts";
import type { AuditBundle, AuditResult, Verdict } from "../audit-result.ts";
import { madeOnce } from "../made-once.ts";
import { type Charge, chargesOf } from "./charges.ts";
import { type Claim, claimsOf, minorOf } from "./claims.ts";

/** A part that is absent asks nothing. A statement whose bank is not named has the bank "". */
export type ChargeFilter = {
  readonly bank?: string;
  /** `2026-02`. */
  readonly month?: string;
  readonly service?: string;
  readonly verdict?: Verdict;
  /** Too much by this at least, the tax on it with it. */
  readonly least?: Minor;
};

export type ClaimedCharge = Charge<Claim>;

const known = new WeakMap<AuditResult | AuditBundle, readonly ClaimedCharge[]>();

/** All claimed charges of an answer, by day, then in the order of the files; made once. */
export const claimedCharges = (answer: AuditResult | AuditBundle): readonly ClaimedCharge[] =>
  madeOnce(known, answer, () =>
    chargesOf(claimsOf(answer)).sort((a, b) =>
      a.lead.line.date < b.lead.line.date ? -1 : a.lead.line.date > b.lead.line.date ? 1 : 0,
    ),
  );

export const overOf = ({ lead, taxes }: ClaimedCharge): Minor =>
  [lead, ...taxes].reduce((sum, { line }) => sum + minorOf(line.over), 0n);

export function filterCharges(charges: readonly ClaimedCharge[], filter: ChargeFilter): readonly ClaimedCharge[] {
  const { bank, month, service, verdict, least } = filter;
  return charges.filter((charge) => {
    const { line, result } = charge.lead;
    return (
      (bank === undefined || (result.statement.bank ?? "") === bank) &&
      (month === undefined || line.date.startsWith(month)) &&
      (service === undefined || line.service === service) &&
      (verdict === undefined || line.verdict === verdict) &&
      (least === undefined || overOf(charge) >= least)
    );
  });
}
