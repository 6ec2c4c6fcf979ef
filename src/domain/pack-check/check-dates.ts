/**
 * The days of a pack. Spans are real and run forward; no two rules, and no two listed fees, say two things of
 * one event on one day; and the days on which nothing is known are said in `gaps.json`, no more and no fewer.
 */
import { addDays, type CivilDate, parseCivilDate, type Span } from "../dates/civil-date.ts";
import type { Gap, Guard, ListedFee, Pack, Rule } from "../fees/pack.ts";
import { ceilingRules } from "../fees/rules-of-day.ts";
import { NO_FACTS_NEEDED } from "../reason.ts";
import type { PackFinding, ReadPack } from "./pack-folder.ts";
import type { PackReason } from "./pack-reasons.ts";

export function checkDates({ pack, gaps }: ReadPack): PackFinding[] {
  return [...checkSpans(pack, gaps), ...checkRules(pack), ...checkListed(pack), ...checkGaps(pack, gaps)];
}

function checkSpans(pack: Pack, gaps: readonly Gap[]): PackFinding[] {
  const found: PackFinding[] = [];
  const say = (file: string, at: string, reason: PackReason) => found.push({ check: "dates", file, at, reason });
  const span = (file: string, at: string, { from, until }: Span) => {
    for (const day of [from, until])
      if (day !== null && !parseCivilDate(day)) say(file, at, { code: "no_such_day", facts: { day } });
    if (from !== null && until !== null && from >= until)
      say(file, at, { code: "ends_before_it_began", facts: { until, from } });
  };
  for (const rule of pack.rules) {
    span("rules.json", rule.id, rule);
    for (const relaxed of rule.relaxed ?? []) span("rules.json", rule.id, relaxed);
    if (rule.standing === "draft" && (rule.from !== null || rule.until !== null || !rule.proposedFrom))
      say("rules.json", rule.id, { code: "draft_with_days", facts: NO_FACTS_NEEDED });
    if (rule.proposedFrom !== undefined && !parseCivilDate(rule.proposedFrom))
      say("rules.json", rule.id, { code: "no_such_day", facts: { day: rule.proposedFrom } });
    if (["superseded", "abolished"].includes(rule.standing) && rule.until === null)
      say("rules.json", rule.id, { code: "ended_without_day", facts: { standing: rule.standing } });
  }
  for (const fee of pack.listedFees) {
    span("listed-fees.json", fee.id, fee);
    if (fee.from === null) say("listed-fees.json", fee.id, { code: "since_when", facts: NO_FACTS_NEEDED });
  }
  for (const product of pack.products ?? []) span("products.json", product.id, product);
  for (const gap of gaps) span("gaps.json", gap.service, gap);
  for (const step of pack.complaintClock)
    if (step.from !== undefined) span("complaint-clock.json", step.id, { from: step.from, until: null });
  return found;
}

const sharesDays = (a: Span, b: Span): boolean =>
  (a.until === null || b.from === null || b.from < a.until) &&
  (b.until === null || a.from === null || a.from < b.until);

/** Whether one event can meet both guards. */
function sharesEvents(a: Guard, b: Guard): boolean {
  for (const key of ["account", "locality", "party", "customer"] as const) {
    const [one, other] = [a[key] as readonly string[] | undefined, b[key] as readonly string[] | undefined];
    if (one && other && !one.some((value) => other.includes(value))) return false;
  }
  return a.sameBank === undefined || b.sameBank === undefined || a.sameBank === b.sameBank;
}

const speaks = (rule: Rule): boolean =>
  rule.service !== null && !rule.reference && !rule.never && !["draft", "withdrawn"].includes(rule.standing);

function* pairs<T>(rows: readonly T[]): Generator<readonly [T, T]> {
  for (let i = 0; i < rows.length; i++) for (let j = i + 1; j < rows.length; j++) yield [rows[i] as T, rows[j] as T];
}

function checkRules(pack: Pack): PackFinding[] {
  const settled = (a: Rule, b: Rule): boolean =>
    [...(a.standsBehind ?? []), ...(a.replaces ?? [])].includes(b.id) ||
    [...(b.standsBehind ?? []), ...(b.replaces ?? [])].includes(a.id);
  const found: PackFinding[] = [];
  for (const [a, b] of pairs(pack.rules.filter(speaks))) {
    if (a.service !== b.service || a.levy?.payer !== b.levy?.payer) continue;
    if (!sharesDays(a, b) || !sharesEvents(a.when, b.when) || settled(a, b)) continue;
    found.push({
      check: "overlap",
      file: "rules.json",
      at: a.id,
      reason: { code: "rules_overlap", facts: { other: b.id } },
    });
  }
  return found;
}

function checkListed(pack: Pack): PackFinding[] {
  const same = (a: ListedFee, b: ListedFee): boolean =>
    a.bank === b.bank &&
    a.service === b.service &&
    a.product === b.product &&
    a.variant === b.variant &&
    sharesEvents(a.when, b.when);
  return [...pairs(pack.listedFees)]
    .filter(([a, b]) => same(a, b) && sharesDays(a, b))
    .map(([a, b]) => ({
      check: "overlap",
      file: "listed-fees.json",
      at: a.id,
      reason: { code: "prices_overlap", facts: { other: b.id } },
    }));
}

/** Days without a rule, service by service: after its first rule, or all days when it has none. */
function gapsOf(pack: Pack): (Span & { readonly service: string })[] {
  return pack.services
    .filter((service) => service.id !== "unknown")
    .flatMap((service) => gapsOfService(pack, service.id).map((span) => ({ service: service.id, ...span })));
}

function gapsOfService(pack: Pack, service: string): Span[] {
  const rules = pack.rules.filter((rule) => rule.service === service);
  const speaking = rules.filter((rule) => speaks(rule) || rule.never);
  if (speaking.length === 0) return [{ from: null, until: null }];
  if (speaking.some((rule) => rule.never)) return [];
  const known = (on: CivilDate) => ceilingRules(rules, on).some((rule) => rule.standing !== "unknown");
  const edges = [...new Set(speaking.flatMap((rule) => [rule.from, rule.until]))]
    .filter((day) => day !== null)
    .sort() as CivilDate[];
  const spans: Span[] = [];
  for (const [i, from] of edges.entries()) {
    const until = edges[i + 1] ?? null;
    const before = spans.at(-1);
    if (known(from)) continue;
    if (before && before.until === from) spans[spans.length - 1] = { from: before.from, until };
    else spans.push({ from, until });
  }
  // an open start is no gap: before its first rule a service is simply not known
  return spans.filter(
    (span) => span.from !== null && (rules.some((r) => r.from === null) || anyBefore(rules, span.from)),
  );
}

const anyBefore = (rules: readonly Rule[], day: CivilDate): boolean =>
  rules.some((rule) => speaks(rule) && rule.from !== null && rule.from <= addDays(day, -1));

function checkGaps(pack: Pack, said: readonly Gap[]): PackFinding[] {
  const same = (a: Span & { service: string }, b: Span & { service: string }) =>
    a.service === b.service && a.from === b.from && a.until === b.until;
  const there = gapsOf(pack);
  return [
    ...there
      .filter((gap) => !said.some((one) => same(one, gap)))
      .map(({ service, from, until }) => gapFinding(service, { code: "gap_not_said", facts: { from, until } })),
    ...said
      .filter((gap) => !there.some((one) => same(one, gap)))
      .map(({ service, from, until }) => gapFinding(service, { code: "gap_that_is_none", facts: { from, until } })),
  ];
}

const gapFinding = (service: string, reason: PackReason): PackFinding => ({
  check: "gap",
  file: "gaps.json",
  at: service,
  reason,
});
