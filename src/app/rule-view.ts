/** A rule, and a bank's own fee, made ready to be shown: words beside figures, three sums apart, grade and age. */
import { addDays, type CivilDate, daysBetween, inSpan } from "../domain/dates/civil-date.ts";
import { loweringOn, relaxationOn } from "../domain/fees/drafts.ts";
import { announcedFree } from "../domain/fees/listed-price.ts";
import type { Grade, Guard, Instrument, LevyTerms, ListedFee, Pack, Payee, Rule, Source } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { mayAccuse, standsOn } from "../domain/fees/rules-of-day.ts";
import { VAT_SERVICE, vatOn } from "../domain/fees/vat.ts";
import { parseMinor } from "../domain/money/money.ts";
import { exactMoney, plainMoney } from "../domain/money/money-words.ts";
import { applyRateHalfUp, type Rate } from "../domain/money/rate.ts";
import { PERIODS } from "../words/en/names.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import { filled } from "../words/message.ts";
import { nameWords } from "../words/page-words.ts";
import { PRICES_IN, RULES_IN } from "../words/price-tables.ts";
import { type PriceWords, priceRows, priceSummary } from "../words/price-words.ts";

/** A figure older than this is shown as stale. */
export const STALE_AFTER_DAYS = 180;

/** How sure we are of a figure, and since when. */
export type Provenance = {
  readonly grade: Grade;
  /** What the figure stands in: the law, the circular, the bank's own paper. */
  readonly instrument: Instrument;
  /** Where it was read. */
  readonly source: Source;
  readonly checkedOn: CivilDate;
  readonly ageDays: number;
  readonly stale: boolean;
};

/** One row of a price: what the bank keeps, what the government keeps on it, and both together. null: no single sum. */
export type PriceRowView = {
  readonly when: string;
  readonly price: string;
  readonly fee: string | null;
  readonly tax: string | null;
  readonly total: string | null;
};

export type RuleView = Provenance & {
  readonly id: string;
  readonly service: string | null;
  readonly name: string;
  readonly standing: Rule["standing"];
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly inForce: boolean;
  /** It begins after the day asked about. */
  readonly notYet: boolean;
  readonly appliesTo: string;
  readonly summary: string;
  readonly rows: readonly PriceRowView[];
  readonly price: Price;
  readonly currency: string;
  readonly payee: Payee;
  readonly payer: string;
  readonly vat: Rule["vat"];
  readonly negotiable: boolean;
  readonly period: string;
  readonly enforceable: boolean;
  /** An audit may accuse on it: it is enforceable or judged all the same, and not known from a third party alone. */
  readonly accuses: boolean;
  readonly reference: string | null;
  readonly reading: string | null;
  readonly conditions: string;
  /** A draft's higher price on that day: the rule has its own figure, and nothing up to this one is called too much. */
  readonly tolerated: DraftPrice | null;
  /** A draft's lower price on that day: said beside the rule's own, and the measure of nothing. */
  readonly lowered: DraftPrice | null;
  /** The days that a draft names for itself; null for a rule. */
  readonly proposed: { readonly from: CivilDate; readonly until: CivilDate | null } | null;
  /** It binds wallets and other institutions as it binds banks. */
  readonly bindsEveryone: boolean;
  /** Each bank began on a day of its own: no one figure holds at all of them. */
  readonly byBank: boolean;
};

export type DraftPrice = {
  /** The draft's id. */
  readonly rule: string;
  /** What the draft is called. */
  readonly name: string;
  readonly from: CivilDate;
  readonly until: CivilDate | null;
  readonly grade: Grade;
  readonly summary: string;
  readonly rows: readonly PriceRowView[];
  readonly price: Price;
};

/** For whom a price is, in words. */
export function guardWords(
  when: Guard,
  language: Language,
  levy?: { readonly terms: LevyTerms; readonly currency: string },
): string {
  const say = RULES_IN[language];
  const words: string[] = [];
  if (levy) {
    const sum = plainMoney(parseMinor(levy.terms.from) ?? 0n, levy.currency);
    words.push(filled(say[`levy_${levy.terms.payer}`], { sum }));
  }
  for (const list of [when.account, when.locality, when.party, when.customer])
    if (list) words.push(list.map((key) => say[key]).join(", "));
  if (when.sameBank !== undefined) words.push(when.sameBank ? say.same_bank : say.other_bank);
  return words.join("; ");
}

export const provenanceOf = (
  it: Pick<Rule | ListedFee, "grade" | "instrument" | "source" | "checkedOn">,
  today: CivilDate,
): Provenance => {
  const ageDays = daysBetween(it.checkedOn, today);
  const { grade, source, checkedOn } = it;
  return { grade, ...citation(it), checkedOn, ageDays, stale: ageDays > STALE_AFTER_DAYS };

  /** What was published before the two stood apart had both in its source. */
  function citation({ instrument }: { readonly instrument?: Instrument }): Pick<Provenance, "instrument" | "source"> {
    if (instrument) return { instrument, source };
    const { title, ref, section } = source;
    return { instrument: { title, ref, section, on: null }, source: { ...source, ref: null, section: null } };
  }
};

export type TaxOn = { readonly currency: string; readonly rate: Rate | null; readonly included?: boolean };

export function rowsWithTax(
  price: Price,
  { currency, rate, included = false }: TaxOn,
  words: PriceWords,
): PriceRowView[] {
  return priceRows(price, currency, words).map((row) => {
    if (row.minor === null) return { when: row.when, price: row.price, fee: null, tax: null, total: null };
    const tax = rate && !included ? applyRateHalfUp(row.minor, rate) : 0n;
    const show = (value: bigint) => exactMoney(value, currency);
    return {
      when: row.when,
      price: row.price,
      fee: show(row.minor),
      tax: included ? null : show(tax),
      total: show(row.minor + tax),
    };
  });
}

/** The day whose VAT a rule is shown with: the day asked about where the rule holds, else the nearest day on which it does. */
function taxDayOf({ from, until }: Rule, on: CivilDate): CivilDate {
  if (from !== null && on < from) return from;
  return until !== null && until <= on ? addDays(until, -1) : on;
}

export function ruleView(
  pack: Pack,
  rule: Rule,
  on: CivilDate,
  today: CivilDate,
  language: Language = ENGLISH,
): RuleView {
  const vat = rule.vat === "none" ? null : (vatOn(pack, taxDayOf(rule, on))?.rate ?? null);
  return {
    ...provenanceOf(rule, today),
    id: rule.id,
    service: rule.service,
    name: rule.name,
    standing: rule.standing,
    from: rule.from,
    until: rule.until,
    inForce: standsOn(rule, on),
    notYet: rule.from !== null && rule.from > on,
    appliesTo: guardWords(rule.when, language, rule.levy && { terms: rule.levy, currency: rule.currency }),
    summary: ruleSummary(rule, on, language),
    rows: rule.never ? [] : rule.startsByBank ? byBankRows(language) : pricedRows(rule, rule.price),
    price: shownPrice(rule, language),
    currency: rule.currency,
    payee: rule.payee,
    payer: rule.payer,
    vat: rule.vat,
    negotiable: rule.negotiable,
    period: rule.period,
    enforceable: rule.enforceable,
    accuses: mayAccuse(rule),
    reference: rule.reference ?? null,
    reading: rule.reading ?? null,
    conditions: rule.conditions,
    tolerated: toleratedOn(),
    lowered: loweredOn(),
    proposed: rule.proposedFrom ? { from: rule.proposedFrom, until: rule.proposedUntil ?? null } : null,
    bindsEveryone: rule.binds === "everyone",
    byBank: rule.startsByBank === true,
  };

  function pricedRows({ currency }: Rule, price: Price): PriceRowView[] {
    return rowsWithTax(price, { currency, rate: vat }, wordsOf(rule, language)).map((row) =>
      row.when ? row : { ...row, when: periodOf(rule, language) },
    );
  }

  function toleratedOn(): DraftPrice | null {
    const relaxed = relaxationOn(rule, on);
    const draft = relaxed && pack.rules.find(({ id }) => id === relaxed.by);
    if (!relaxed || !draft || !standsOn(rule, on)) return null;
    return draftPrice(draft, relaxed);
  }

  function loweredOn(): DraftPrice | null {
    const draft = standsOn(rule, on) ? loweringOn(pack, rule, on) : undefined;
    if (!draft?.proposedFrom) return null;
    const { proposedFrom: from, proposedUntil: until = null, price } = draft;
    return draftPrice(draft, { from, until, price });
  }

  function draftPrice(draft: Rule, { from, until, price }: Pick<DraftPrice, "from" | "until" | "price">): DraftPrice {
    return {
      rule: draft.id,
      name: draft.instrument?.title ?? draft.name,
      from,
      until,
      grade: draft.grade,
      summary: priceSummary(price, rule.currency, wordsOf(rule, language)),
      rows: pricedRows(rule, price),
      price,
    };
  }
}

/** A rule that each bank begins on a day of its own: the engine answers with no figure of the rule's, and neither does a page. */
function byBankRows(language: Language): readonly PriceRowView[] {
  const { at_announced, at_others, bank_free, bank_not_known } = RULES_IN[language];
  const none = { fee: null, tax: null, total: null };
  return [
    { when: at_announced, price: bank_free, ...none },
    { when: at_others, price: bank_not_known, ...none },
  ];
}

const shownPrice = (rule: Rule, language: Language): Price =>
  rule.startsByBank ? { kind: "unresolved", verbatim: RULES_IN[language].by_bank_verbatim } : rule.price;

const periodOf = (rule: Rule, language: Language): string =>
  rule.price.kind === "fixed" && !rule.price.unit && Object.hasOwn(PERIODS, rule.period)
    ? nameWords(language, "PERIODS", rule.period).text
    : "";

/** VAT is worked out on a fee, whatever was paid. */
const wordsOf = ({ service }: Pick<Rule, "service">, language: Language): PriceWords =>
  service === VAT_SERVICE
    ? { ...PRICES_IN[language], transaction_amount: RULES_IN[language].the_fee }
    : PRICES_IN[language];

/** The legal maximum in one line, with how often it may be taken, and on a day with a draft's higher figure beside it. */
export function ruleSummary(rule: Rule, on: CivilDate, language: Language): string {
  const say = RULES_IN[language];
  if (rule.never) return say.never;
  if (rule.startsByBank) return say.by_bank;
  const period = periodOf(rule, language);
  const words = wordsOf(rule, language);
  const price = priceSummary(rule.price, rule.currency, words);
  const own = period ? filled(say.with_period, { price, period }) : price;
  const relaxed = standsOn(rule, on) ? relaxationOn(rule, on) : null;
  return relaxed ? filled(say.relaxed, { own, draft: priceSummary(relaxed.price, rule.currency, words) }) : own;
}

/** What a rule that each bank begins on a day of its own says of one bank on a day; null where the rule is no such one. */
export function ofThisBank(pack: Pack, rule: Rule, bank: string, on: CivilDate, language: Language): string | null {
  if (!rule.startsByBank || rule.service === null) return null;
  const say = RULES_IN[language];
  const announced = announcedFree(pack, { service: rule.service, bank });
  if (announced.some((fee) => inSpan(fee, on))) return say.bank_free;
  const later = announced.find((fee) => fee.from !== null && fee.from > on);
  return later?.from ? filled(say.bank_free_from, { day: later.from }) : say.bank_day_not_known;
}
