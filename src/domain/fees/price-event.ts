/**
 * The one pricing engine: what a bank may charge for one event, by the rules of its day, and what the bank itself lists.
 * Pure; the charge contract (docs/contracts/charge.md) gives the states. Rules are answered with their grade, and
 * `accusable` says whether an audit may rest an accusation on the answer.
 */
import { type CivilDate, inSpan } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import { applyRateHalfUp } from "../money/rate.ts";
import { NO_FACTS_NEEDED as NONE } from "../reason.ts";
import { draftIsHigher, draftLowers, proposesFor, relaxationOn } from "./drafts.ts";
import { evaluatePrice, type PriceValue } from "./evaluate-price.ts";
import { announcedFree, listedPrice, unresolvedPrices } from "./listed-price.ts";
import { levyDue, matchRule, type Needs } from "./match-rule.ts";
import type { Grade, Pack, Payee, Rule } from "./pack.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { PriceReason } from "./price-reasons.ts";
import type { ChargeEvent, Priced, Sum } from "./priced.ts";
import { ceilingRules, mayAccuse, replacedBy, rulesOf } from "./rules-of-day.ts";
import { VAT_SERVICE, type VatOfDay, vatOn } from "./vat.ts";

type Answer = Omit<Priced, "listed">;
type Outcome = Answer | Needs;
const isNeeds = (outcome: Outcome): outcome is Needs => "kind" in outcome;

/** Licences that the banks' part of the Guide binds (reading 1). */
const UNDER_THE_TABLE: ReadonlySet<string> = new Set(["commercial", "merchant", "non_interest"]);
export const isUnderTheTable = ({ licence }: { readonly licence: string }): boolean => UNDER_THE_TABLE.has(licence);

/** Prices one event. Throws RangeError only on a malformed pack, which the data check finds first. */
export function priceEvent(pack: Pack, asked: ChargeEvent): Priced {
  const event = asSideOf(pack, asked);
  const priced = { ...lawfulPrice(pack, event), listed: listedPrice(pack, event) };
  const said = priced.listed ? [] : unresolvedPrices(pack, event);
  return said.length > 0 ? { ...priced, work: [...priced.work, ...said] } : priced;
}

/** The part of the answer that law and regulation give: for every bank of one licence the same, save what each begins by itself. */
export const lawfulPrice = (pack: Pack, event: ChargeEvent): Omit<Priced, "listed"> =>
  outsideTable(pack, event, branch(pack, event, 0));

/** What is asked of the receiver's side is another service, where the pack says which: who sends need name no side. */
function asSideOf(pack: Pack, event: ChargeEvent): ChargeEvent {
  if (event.facts.party !== "receiver") return event;
  const service = pack.services.find(({ id }) => id === event.service)?.receiver;
  return service === undefined ? event : { ...event, service };
}

/** A fact with few outcomes is tried with each of them; when all agree it does not decide. */
function branch(pack: Pack, event: ChargeEvent, depth: number): Answer {
  const outcome = evaluateOnce(pack, event);
  if (!isNeeds(outcome)) return beforeDraft(pack, event, outcome);
  const { fact, choices } = outcome;
  if (!choices || depth > 4) return untold(pack, event, [fact]);
  const answers = choices.map((choice) => branch(pack, withFact(event, fact, choice), depth + 1));
  const [first] = answers as [Answer, ...Answer[]];
  if (answers.every((answer) => sameAnswer(answer, first))) return first;
  const totals = answers.flatMap((answer) => totalsOf(answer) ?? []);
  const told = answers.every((answer) => totalsOf(answer) !== null);
  const missing = [...new Set([fact, ...answers.flatMap((answer) => answer.missing)])];
  return {
    ...untold(pack, event, missing),
    range: told ? { low: totals.reduce(lower), high: totals.reduce(higher) } : null,
    rules: [...new Set(answers.flatMap((answer) => answer.rules))],
    grade: answers.map((answer) => answer.grade).reduce(weaker),
    payee: first.payee,
    currency: first.currency,
    work: [
      { code: "depends_on", facts: { fact } },
      ...answers.map(
        ({ work }, i): PriceReason => ({ code: "in_that_case", facts: { fact, value: choices[i] ?? "", work } }),
      ),
    ],
  };
}

const lower = (a: Minor, b: Minor): Minor => (a < b ? a : b);
const higher = (a: Minor, b: Minor): Minor => (a > b ? a : b);

function totalsOf(answer: Answer): readonly Minor[] | null {
  if (answer.range) return [answer.range.low, answer.range.high];
  if (answer.state === "free" || answer.state === "not_permitted") return [0n];
  return answer.maximum ? [answer.maximum.total] : null;
}

const sameAnswer = (a: Answer, b: Answer): boolean =>
  a.state === b.state && a.maximum?.total === b.maximum?.total && a.missing.join() === b.missing.join() && !a.range;

function withFact(event: ChargeEvent, fact: string, value: string | number): ChargeEvent {
  if (fact === "account") return { ...event, account: value as NonNullable<ChargeEvent["account"]> };
  return { ...event, facts: { ...event.facts, [fact]: value } };
}

function evaluateOnce(pack: Pack, event: ChargeEvent): Outcome {
  const rules = rulesOf(pack, event.service);
  const speaking = ceilingRules(rules, event.on);
  const never = speaking.find((rule) => rule.never);
  if (never)
    return {
      ...told(never, "not_permitted", null),
      rules: [never.id],
      work: [{ code: "never_allowed", facts: { rule: never.name } }],
    };
  const match = matchRule(speaking, event);
  if (match.kind === "needs") return match;
  if (match.kind === "none") return untold(pack, event, ["rule"]);
  const { rule } = match;
  const ids = [rule.id, ...replacedBy(rules, rule, event.on).map((earlier) => earlier.id)];
  if (rule.standing === "unknown" || (event.currency !== undefined && event.currency !== rule.currency))
    return { ...untold(pack, event, ["rule"], rule), rules: ids };
  if (event.service === VAT_SERVICE) return taxItself(pack, event, rule);
  if (rule.startsByBank) return { ...fromItsOwnDay(pack, event, rule), rules: ids };
  const levy = rule.levy ? levyDue(rule.levy, rule.name, event) : null;
  if (levy?.kind === "needs") return levy;
  const outcome =
    levy?.kind === "not_due" ? { ...told(rule, "free", null), work: [levy.why] } : evaluateRule(pack, event, rule);
  return isNeeds(outcome) ? outcome : { ...outcome, rules: [...new Set([...ids, ...outcome.rules])] };
}

/**
 * A rule that each bank begins on a day of its own: free where the bank's own day has come, else the day on which it moved
 * is what is missing (settled case 8); a later day that the bank announced is said.
 */
function fromItsOwnDay(pack: Pack, event: ChargeEvent, rule: Rule): Answer {
  const announced = announcedFree(pack, event);
  const own = announced.find((fee) => inSpan(fee, event.on));
  if (!own) {
    const later = announced.find((fee) => fee.from !== null && fee.from > event.on);
    const code = event.bank === undefined ? "own_day_of_no_bank" : "own_day_unknown";
    return {
      ...untold(pack, event, ["migrationDate"], rule),
      work: [
        later?.from
          ? { code: "own_day_later", facts: { rule: rule.name, from: later.from } }
          : { code, facts: { rule: rule.name } },
      ],
    };
  }
  return {
    ...told(rule, "free", null),
    grade: weaker(rule.grade, own.grade),
    work: [{ code: "own_day_came", facts: { rule: rule.name, from: `${own.from}` } }],
  };
}

function evaluateRule(pack: Pack, event: ChargeEvent, rule: Rule): Outcome {
  const plain = evaluateRelaxed(pack, event, rule);
  const silent = rule.unprinted?.find((edge) => event.amount === parsePackAmount(edge.amount));
  if (!silent || isNeeds(plain) || !plain.maximum) return plain;
  const value = evaluatePrice(silent.price, event);
  const lenient = answerOf(pack, event, rule, value);
  if (isNeeds(lenient) || !lenient.maximum || lenient.maximum.total <= plain.maximum.total) return plain;
  return {
    ...plain,
    lenient: lenient.maximum,
    work: [...plain.work, { code: "pack_says", facts: { text: silent.says } }],
  };
}

function evaluateRelaxed(pack: Pack, event: ChargeEvent, rule: Rule): Outcome {
  const plain = evaluatePrice(rule.price, event);
  const outcome = answerOf(pack, event, rule, plain);
  const relaxed = relaxationOn(rule, event.on);
  const draft = relaxed && pack.rules.find(({ id }) => id === relaxed.by);
  if (!relaxed || !draft || isNeeds(outcome) || !outcome.maximum) return outcome;
  const other = answerOf(pack, event, rule, evaluatePrice(relaxed.price, event));
  if (isNeeds(other) || !other.maximum || other.maximum.total <= outcome.maximum.total) return outcome;
  return {
    ...other,
    rules: [...other.rules, draft.id],
    grade: weaker(other.grade, draft.grade),
    firm: { sum: outcome.maximum, grade: outcome.grade, rule: rule.id, draft: draft.id },
    work: [
      ...other.work.slice(0, 1),
      draftIsHigher(rule, draft, relaxed.from, outcome.maximum.total, other.maximum.total),
      ...other.work.slice(1),
    ],
  };
}

function answerOf(pack: Pack, event: ChargeEvent, rule: Rule, value: PriceValue): Outcome {
  if (value.kind === "needs") return value;
  if (value.kind === "unresolved") {
    const answer = untold(pack, event, ["rule"], rule);
    return { ...answer, rules: [rule.id], work: [withoutSum(rule, value)] };
  }
  const { name, from, until } = rule;
  const start: PriceReason = { code: "rule_in_force", facts: { rule: name, from, until } };
  if (value.state === "free") return { ...told(rule, "free", null), work: [start, ...value.steps] };
  if (value.fee === null) {
    const missing = value.state === "at_cost" ? ["unitCost"] : [];
    return { ...told(rule, value.state, null), missing, work: [start, ...value.steps] };
  }
  const vat = rule.vat === "none" ? null : vatOn(pack, event.on);
  const sum = withTax(value.fee, vat);
  const unsettled: PriceReason[] = rule.vat === "unsettled" ? [{ code: "vat_unsettled", facts: NONE }] : [];
  return {
    ...told(rule, value.state, sum),
    rules: vat ? [rule.id, vat.ruleId] : [rule.id],
    grade: vat ? weaker(rule.grade, vat.grade) : rule.grade,
    work: [start, ...value.steps, ...taxSteps(sum, vat), ...unsettled],
  };
}

const withTax = (fee: Minor, vat: VatOfDay | null): Sum => {
  const tax = vat ? applyRateHalfUp(fee, vat.rate) : 0n;
  return { fee, tax, total: fee + tax };
};

const taxSteps = ({ fee, tax, total }: Sum, vat: VatOfDay | null): PriceReason[] =>
  vat
    ? [
        { code: "vat_half_up", facts: { rate: vat.fraction, fee, tax } },
        { code: "with_vat", facts: { sum: total } },
      ]
    : [{ code: "without_vat", facts: NONE }];

/** Why a rule gives no sum. */
const withoutSum = ({ name: rule }: Rule, value: Extract<PriceValue, { kind: "unresolved" }>): PriceReason =>
  "verbatim" in value
    ? { code: "rule_without_sum", facts: { rule, verbatim: value.verbatim } }
    : { code: value.lacks === "band" ? "rule_without_band" : "rule_with_part_at_cost", facts: { rule } };

/** The tax asked for by itself: the amount is the fee it is taken on. */
function taxItself(pack: Pack, event: ChargeEvent, rule: Rule): Outcome {
  const vat = vatOn(pack, event.on);
  if (event.amount === undefined) return { kind: "needs", fact: "amount" };
  const { tax } = withTax(event.amount, vat);
  return {
    ...told(rule, "charged", { fee: 0n, tax, total: tax }),
    rules: [rule.id],
    work: taxSteps({ fee: event.amount, tax, total: event.amount + tax }, vat),
  };
}

const told = (rule: Rule, state: Priced["state"], maximum: Sum | null): Answer => ({
  state,
  maximum,
  range: null,
  missing: [],
  rules: [rule.id],
  grade: rule.grade,
  payee: rule.payee,
  currency: rule.currency,
  work: [],
  accusable: mayAccuse(rule),
});

function untold(pack: Pack, event: ChargeEvent, missing: readonly string[], rule?: Rule): Answer {
  const any = rule ?? rulesOf(pack, event.service)[0];
  return {
    state: "cannot_tell",
    maximum: null,
    range: null,
    missing,
    rules: rule ? [rule.id] : [],
    grade: rule?.grade ?? null,
    payee: any?.payee ?? ("bank" satisfies Payee),
    currency: any?.currency ?? pack.currency,
    work: missing.map((fact) =>
      fact === "rule" ? { code: "no_rule_answers", facts: NONE } : { code: "depends_on", facts: { fact } },
    ),
    accusable: false,
  };
}

/** From the day that a draft names for itself: what it would lower is said, with both figures. */
function beforeDraft(pack: Pack, event: ChargeEvent, answer: Answer): Answer {
  const { maximum } = answer;
  if (!maximum || maximum.total === 0n) return answer;
  for (const rule of rulesOf(pack, event.service)) {
    if (rule.standing !== "draft" || rule.currency !== answer.currency || !proposesFor(rule, event)) continue;
    const outcome = answerOf(
      pack,
      event,
      rule,
      evaluatePrice(rule.price, { amount: event.amount, facts: event.facts }),
    );
    if (isNeeds(outcome)) continue;
    const sum = outcome.state === "free" ? { fee: 0n, tax: 0n, total: 0n } : outcome.maximum;
    if (!sum || sum.total >= maximum.total) continue;
    const draft = { rule: rule.id, from: rule.proposedFrom as CivilDate, sum };
    return { ...answer, draft, work: [...answer.work, draftLowers(draft, maximum.total, sum.total)] };
  }
  return answer;
}

function weaker(a: Grade | null, b: Grade | null): Grade | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

/** The table is the banks': with a bank of another licence only its own listed fee can be told (charge case 6). */
function outsideTable(pack: Pack, event: ChargeEvent, answer: Answer): Answer {
  const bank = event.bank === undefined ? undefined : pack.banks.find((b) => b.id === event.bank);
  if (!bank || UNDER_THE_TABLE.has(bank.licence)) return answer;
  const rules = ceilingRules(rulesOf(pack, event.service), event.on);
  if (rules.length > 0 && rules.every((rule) => rule.binds === "everyone")) return answer;
  const { draft: _draft, firm: _firm, lenient: _lenient, ...rest } = answer;
  return {
    ...rest,
    state: "cannot_tell",
    maximum: null,
    range: null,
    missing: ["rule"],
    accusable: false,
    work: [{ code: "not_under_table", facts: { bank: bank.name } }],
  };
}
