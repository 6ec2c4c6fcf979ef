/** Which facts of an event a service's rules ask about on a day, so that a form asks only what matters. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Guard, ListedFee, Pack, Rule } from "./pack.ts";
import type { Price } from "./price.ts";
import { type ChargeFacts, FACT_OF_BASE, NTH } from "./priced.ts";
import { ceilingRules, rulesOf } from "./rules-of-day.ts";

export type FactName = "amount" | "account" | keyof ChargeFacts;

const ORDER: readonly FactName[] = [
  "amount",
  "account",
  "locality",
  "party",
  "customer",
  "nthInMonth",
  "nthInDay",
  "pages",
  "leaves",
  "weekTotal",
  "dayTotal",
  "monthDebits",
  "unitCost",
  "days",
  "overdraft",
  "sameBank",
  "sameOwner",
  "salary",
];

/** Facts that some rule of the service asks about on that day, whatever the account, in the order a person is asked. */
export function decidingFacts(pack: Pack, service: string, on: CivilDate): FactName[] {
  const needed = new Set<FactName>();
  for (const rule of ceilingRules(rulesOf(pack, service), on)) ofRule(rule, needed);
  return inAskedOrder(needed);
}

/** Of the named facts those that a person can be asked for, in the order in which they are asked. */
export const inAskedOrder = (needed: ReadonlySet<string>): FactName[] => ORDER.filter((field) => needed.has(field));

/** Facts that a bank's own row asks about. */
export function factsOfListed({ when, price }: ListedFee): ReadonlySet<FactName> {
  const needed = new Set<FactName>();
  ofGuard(when, needed);
  ofPrice(price, needed);
  return needed;
}

function ofGuard(when: Guard, needed: Set<FactName>): void {
  for (const key of ["account", "locality", "party", "customer", "sameBank"] as const)
    if (when[key] !== undefined) needed.add(key);
}

function ofRule(rule: Rule, needed: Set<FactName>): void {
  if (rule.never) return;
  ofGuard(rule.when, needed);
  if (rule.levy) for (const key of ["amount", "party", "sameBank", "sameOwner", "salary"] as const) needed.add(key);
  if (rule.levy?.accounts) needed.add("account");
  ofPrice(rule.price, needed);
}

function ofPrice(price: Price, needed: Set<FactName>): void {
  switch (price.kind) {
    case "fixed":
    case "range":
      if (price.unit?.per === "page") needed.add("pages");
      if (price.unit?.per === "leaf") needed.add("leaves");
      if (price.unit?.per === "block") needed.add(FACT_OF_BASE[price.unit.of]);
      return;
    case "rate":
      needed.add(FACT_OF_BASE[price.base]);
      return;
    case "tiered":
      needed.add(FACT_OF_BASE[price.on]);
      for (const tier of price.tiers) ofPrice(tier.price, needed);
      return;
    case "combine":
      for (const part of price.parts) ofPrice(part, needed);
      return;
    case "first_free":
      needed.add(NTH[price.per]);
      ofPrice(price.then, needed);
      return;
    case "by_customer":
      needed.add("customer");
      ofPrice(price.individual, needed);
      ofPrice(price.corporate, needed);
      return;
    case "over_limit":
      needed.add("amount");
      needed.add(price.per === "week" ? "weekTotal" : "dayTotal");
      return;
    case "pass_through":
      needed.add("unitCost");
      if (price.ceiling) ofPrice(price.ceiling, needed);
      return;
    case "negotiable":
      if (price.ceiling) ofPrice(price.ceiling, needed);
  }
}
