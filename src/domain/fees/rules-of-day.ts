/** Which rules of a service hold on a day, before anything of the event is looked at. */
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import type { Pack, Rule } from "./pack.ts";

const indexes = new WeakMap<Pack, Map<string, readonly Rule[]>>();

/** All rules of a service, in the pack's order. The pack never changes, so the index is made once. */
export function rulesOf(pack: Pack, service: string): readonly Rule[] {
  let index = indexes.get(pack);
  if (!index) {
    const made = new Map<string, Rule[]>();
    for (const rule of pack.rules) {
      if (rule.service === null) continue;
      const list = made.get(rule.service);
      if (list) list.push(rule);
      else made.set(rule.service, [rule]);
    }
    index = made;
    indexes.set(pack, index);
  }
  return index.get(service) ?? [];
}

/**
 * True when a rule holds on a day: in its span, and neither a draft nor withdrawn, except what was never allowed. A rule
 * without any day holds only when its standing is in force: it began before anything here.
 */
export const standsOn = (rule: Rule, on: CivilDate): boolean =>
  rule.never === true ||
  ((rule.from !== null || rule.until !== null || rule.standing === "in_force") &&
    inSpan(rule, on) &&
    !["draft", "withdrawn"].includes(rule.standing));

/** Whether an audit may rest an accusation on a rule (settled case 5 of the audit contract; grade D never accuses). */
export const mayAccuse = (rule: Rule): boolean => (rule.enforceable || rule.judged === true) && rule.grade !== "D";

/** The rules that set the ceiling on a day: no notes, none that stands behind another, the latest of its kind. */
export const ceilingRules = (rules: readonly Rule[], on: CivilDate): readonly Rule[] =>
  remembered(ceilings, rules, on, () => ceilingsOn(rules, on));

const ceilings = new WeakMap<readonly Rule[], Map<CivilDate, readonly Rule[]>>();
const fronts = new WeakMap<readonly Rule[], Map<CivilDate, readonly Rule[]>>();
/** A statement has many lines and few days; a server that is asked for every day of history must not keep them all. */
const MOST_DAYS = 4_000;

/** What a list of rules says on a day never changes, so it is found once. */
function remembered(
  known: WeakMap<readonly Rule[], Map<CivilDate, readonly Rule[]>>,
  rules: readonly Rule[],
  on: CivilDate,
  find: () => readonly Rule[],
): readonly Rule[] {
  let days = known.get(rules);
  if (!days || days.size >= MOST_DAYS) {
    days = new Map();
    known.set(rules, days);
  }
  let found = days.get(on);
  if (!found) {
    found = find();
    days.set(on, found);
  }
  return found;
}

function ceilingsOn(rules: readonly Rule[], on: CivilDate): readonly Rule[] {
  const front = withoutBehind(rules, on);
  return front.filter((rule) => !front.some((other) => replaces(other, rule)));
}

/** The earlier rules in force beside `rule` that it replaces: shown with it, since both are law that day. */
export const replacedBy = (rules: readonly Rule[], rule: Rule, on: CivilDate): readonly Rule[] => {
  const front = withoutBehind(rules, on);
  return front.length < 2 ? [] : front.filter((other) => replaces(rule, other));
};

const withoutBehind = (rules: readonly Rule[], on: CivilDate): readonly Rule[] =>
  remembered(fronts, rules, on, () => frontOn(rules, on));

function frontOn(rules: readonly Rule[], on: CivilDate): readonly Rule[] {
  const standing = rules.filter((rule) => !rule.reference && standsOn(rule, on));
  if (standing.length < 2) return standing;
  const ids = new Set(standing.map((rule) => rule.id));
  return standing.filter((rule) => !rule.standsBehind?.some((id) => ids.has(id)));
}

const kindOf = (rule: Rule): string => JSON.stringify([rule.when, rule.levy?.payer ?? null]);
const replaces = (later: Rule, earlier: Rule): boolean =>
  later !== earlier && (later.from ?? "") > (earlier.from ?? "") && kindOf(later) === kindOf(earlier);
