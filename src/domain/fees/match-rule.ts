/** Which one rule applies to an event, or which fact about the event is missing to know it. */
import type { FactName } from "./deciding-facts.ts";
import type { AccountType, Guard, LevyTerms, Rule } from "./pack.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { PriceReason } from "./price-reasons.ts";
import type { ChargeEvent } from "./priced.ts";

/** A fact is absent. `choices`: the few values that differ in effect; absent: any number of outcomes. */
export type Needs = {
  readonly kind: "needs";
  readonly fact: FactName;
  readonly choices?: readonly (string | number)[] | undefined;
};

export type Match = { readonly kind: "rule"; readonly rule: Rule } | { readonly kind: "none" } | Needs;

/** The rule among those of the day whose guard the event meets. */
export function matchRule(rules: readonly Rule[], event: ChargeEvent): Match {
  let left: readonly Rule[] = rules;
  for (const key of ["account", "locality", "party", "customer"] as const) {
    const guarded = left.filter((rule) => rule.when[key] !== undefined);
    if (guarded.length === 0) continue;
    const value = key === "account" ? event.account : event.facts[key];
    if (value !== undefined) {
      left = left.filter((rule) => allows(rule.when[key], value));
      continue;
    }
    const choices = [...new Set(guarded.flatMap((rule) => rule.when[key] as readonly string[]))];
    const freely = left.length > guarded.length;
    if (choices.length > 1 || freely) return { kind: "needs", fact: key, choices };
  }
  left = left.filter((rule) => sameBankAllows(rule.when, event));
  const [rule] = [...left].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? 1 : -1));
  return rule ? { kind: "rule", rule } : { kind: "none" };
}

const allows = (list: readonly string[] | undefined, value: string): boolean => list?.includes(value) ?? true;

/** Absent `sameBank` counts as no (charge case 11). */
const sameBankAllows = (guard: Guard, event: ChargeEvent): boolean =>
  guard.sameBank === undefined || guard.sameBank === (event.facts.sameBank ?? false);

/** What the terms of a levy say of one transfer: due, not due and why, or which fact is missing. `rule` is the name of its rule. */
export type LevyDue = { readonly kind: "due" } | { readonly kind: "not_due"; readonly why: PriceReason } | Needs;

export function levyDue(levy: LevyTerms, rule: string, event: ChargeEvent): LevyDue {
  const { party, salary, sameBank, sameOwner } = event.facts;
  const notDue = (why: PriceReason): LevyDue => ({ kind: "not_due", why });
  if (event.amount === undefined) return { kind: "needs", fact: "amount" };
  if (event.amount < parsePackAmount(levy.from))
    return notDue({ code: "levy_below", facts: { rule, from: levy.from } });
  if (party !== undefined && party !== levy.payer)
    return notDue({ code: "levy_of_other_side", facts: { rule, payer: levy.payer, party } });
  if (salary && levy.exempt.includes("salary")) return notDue({ code: "levy_not_on_salary", facts: { rule } });
  if (sameOwner && levy.exempt.includes("own_accounts")) return notDue({ code: "levy_not_on_own", facts: { rule } });
  if (sameOwner && sameBank && levy.exempt.includes("own_accounts_same_bank"))
    return notDue({ code: "levy_not_on_own_in_bank", facts: { rule } });
  if (levy.accounts) {
    const everyone: readonly AccountType[] = ["savings", "current"];
    if (event.account === undefined) return { kind: "needs", fact: "account", choices: everyone };
    if (!levy.accounts.includes(event.account))
      return notDue({ code: "levy_not_on_account", facts: { rule, account: event.account } });
  }
  if (party === undefined) return { kind: "needs", fact: "party", choices: ["sender", "receiver"] };
  if (sameBank && sameOwner === undefined) return { kind: "needs", fact: "sameOwner" };
  return { kind: "due" };
}
