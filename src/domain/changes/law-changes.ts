/** Where the law makes a charge another one: day by day from the rules, in money, past and to come, and what drafts would do. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Pack, Rule, Service } from "../fees/pack.ts";
import { priceEvent } from "../fees/price-event.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import { VAT_SERVICE } from "../fees/vat.ts";
import type { Change } from "./change.ts";
import { type After, type Before, compareSides } from "./compare-sides.ts";
import { eventOf } from "./event-grid.ts";
import { boundariesOf, dayBefore } from "./rule-steps.ts";
import { sideOf } from "./side.ts";

/** Changes of the law and of its drafts, service by service. */
export function lawChanges(given: Pack): readonly Change[] {
  const pack = withoutTolerance(given);
  return pack.services.flatMap((service) => [...ofLaw(pack, service), ...ofDrafts(pack, service)]);
}

/** What a draft makes us tolerate is no change of the law: the rules are priced by their own figures. */
export const withoutTolerance = (pack: Pack): Pack => ({
  ...pack,
  rules: pack.rules.map(({ relaxed: _relaxed, ...rule }) => rule),
});

function ofLaw(pack: Pack, service: Service): Change[] {
  const rules = rulesOf(pack, service.id);
  const own = boundariesOf(rules.filter(speaks));
  const taxed = service.id !== VAT_SERVICE && rules.some(({ vat }) => vat !== "none");
  const tax = taxed ? boundariesOf(rulesOf(pack, VAT_SERVICE)) : [];
  const days = [...new Set([...own, ...tax])].sort();
  return days.flatMap((on, i) => {
    const before = idsBefore(rules, days, i);
    const after = idsOn(rules, on);
    const cause = before.join() === after.join() ? "tax" : "rule";
    if (after.length === 0 || (cause === "tax" && !tax.includes(on))) return [];
    const compared = compareSides(
      rules.filter(speaks),
      service.usage,
      lastKnown(pack, service.id, days, i),
      (facts, sum) => sideOf(priceEvent(pack, eventOf(service.id, on, facts, sum))),
    );
    if (!compared) return [];
    return [
      {
        id: `${cause === "tax" ? "tax" : "law"}.${service.id}.${on}`,
        kind: "law" as const,
        cause,
        ...about(service.id, on),
        ...compared,
        ...(cause === "tax"
          ? { before: idsBefore(rulesOf(pack, VAT_SERVICE), [on], 0), after: idsOn(rulesOf(pack, VAT_SERVICE), on) }
          : { before: before.filter((id) => !after.includes(id)), after: after.filter((id) => !before.includes(id)) }),
      },
    ];
  });
}

/** Drafts neither begin nor end anything, and notes set no price. */
export const speaks = ({ standing, reference }: Rule): boolean =>
  !reference && standing !== "draft" && standing !== "withdrawn";

const about = (service: string, on: CivilDate) => ({ service, on, bank: null, product: null });

const idsOn = (rules: readonly Rule[], on: CivilDate): readonly string[] =>
  ceilingRules(rules, on)
    .map(({ id }) => id)
    .sort();

/** The rules of the last day before, or where none stood then, of the last on which one did. */
function idsBefore(rules: readonly Rule[], days: readonly CivilDate[], at: number): readonly string[] {
  for (let i = at; i >= 0; i--) {
    const ids = idsOn(rules, dayBefore(days[i] as CivilDate));
    if (ids.length > 0) return ids;
  }
  return [];
}

/** What was paid before the day at `at`; where nothing is known of that time, what was paid when something last was. */
const lastKnown =
  (pack: Pack, service: string, days: readonly CivilDate[], at: number): Before =>
  (facts, sum) => {
    for (let i = at; i >= 0; i--) {
      const until = days[i] as CivilDate;
      const side = sideOf(priceEvent(pack, eventOf(service, dayBefore(until), facts, sum)));
      if (side.kind !== "unknown") return { side, knownUntil: i === at ? null : until };
    }
    return { side: { kind: "unknown" }, knownUntil: null };
  };

/** Drafts of one service that name the same day are one change: what holds that day, and what would. */
function ofDrafts(pack: Pack, service: Service): Change[] {
  const drafts = rulesOf(pack, service.id).filter(({ standing, proposedFrom }) => standing === "draft" && proposedFrom);
  const days = [...new Set(drafts.map((draft) => draft.proposedFrom as CivilDate))].sort();
  return days.flatMap((on) => {
    const meant = drafts.filter(({ proposedFrom }) => proposedFrom === on);
    const would = inForce(pack, meant, on);
    const price =
      (from: Pack): After =>
      (facts, sum) =>
        sideOf(priceEvent(from, eventOf(service.id, on, facts, sum)));
    const shapes = rulesOf(would, service.id).filter(speaks);
    const now = price(pack);
    const compared = compareSides(
      shapes,
      service.usage,
      (facts, sum) => ({ side: now(facts, sum), knownUntil: null }),
      price(would),
    );
    if (!compared) return [];
    const held = idsOn(rulesOf(pack, service.id), on);
    const then = idsOn(rulesOf(would, service.id), on);
    return [
      {
        id: `draft.${service.id}.${on}`,
        kind: "draft" as const,
        cause: "rule" as const,
        ...about(service.id, on),
        ...compared,
        before: held.filter((id) => !then.includes(id)),
        after: meant.map(({ id }) => id).sort(),
      },
    ];
  });
}

const inForce = (pack: Pack, drafts: readonly Rule[], on: CivilDate): Pack => ({
  ...pack,
  rules: pack.rules.map((rule) => (drafts.includes(rule) ? { ...rule, standing: "in_force", from: on } : rule)),
});
