/**
 * The days on which the rules of a service become others, as a ledger: what went and what came. Added up from its
 * first line to a day, it gives the rules in force on that day. It has no money in it; `law-changes.ts` asks for that.
 */
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { Pack, Rule } from "../fees/pack.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";

export type RuleStep = {
  readonly service: string;
  /** Null: before any day that we know of. */
  readonly on: CivilDate | null;
  readonly gone: readonly string[];
  readonly come: readonly string[];
};

const FIRST_DAY = "0001-01-01" as CivilDate;

/** Days on which one of the rules begins or ends, in order. */
export const boundariesOf = (rules: readonly Rule[]): readonly CivilDate[] =>
  [...new Set(rules.flatMap(({ from, until }) => [from, until]))].filter((day) => day !== null).sort();

export function ruleSteps(pack: Pack, service: string): readonly RuleStep[] {
  const rules = rulesOf(pack, service);
  const steps: RuleStep[] = [];
  let held: readonly string[] = [];
  for (const on of [null, ...boundariesOf(rules)]) {
    const now = idsOn(rules, on ?? FIRST_DAY);
    const gone = held.filter((id) => !now.includes(id));
    const come = now.filter((id) => !held.includes(id));
    if (gone.length > 0 || come.length > 0) steps.push({ service, on, gone, come });
    held = now;
  }
  return steps;
}

const idsOn = (rules: readonly Rule[], on: CivilDate): readonly string[] =>
  ceilingRules(rules, on)
    .map(({ id }) => id)
    .sort();

/** The ids of the rules in force on a day, by the ledger alone. */
export function heldAfter(steps: readonly RuleStep[], on: CivilDate): ReadonlySet<string> {
  const held = new Set<string>();
  for (const step of steps) {
    if (step.on !== null && step.on > on) break;
    for (const id of step.gone) held.delete(id);
    for (const id of step.come) held.add(id);
  }
  return held;
}

export const dayBefore = (on: CivilDate): CivilDate => (on === FIRST_DAY ? on : addDays(on, -1));
