import type { CivilDate } from "../domain/dates/civil-date.ts";
import { inSpan } from "../domain/dates/civil-date.ts";
import { isProposalOn } from "../domain/fees/drafts.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Bank, Pack, Rule, Service } from "../domain/fees/pack.ts";
import { ceilingRules, standsOn } from "../domain/fees/rules-of-day.ts";
import { vatOn } from "../domain/fees/vat.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import type { ChangeView } from "./change-view.ts";
import type { Context } from "./context.ts";
import { type Dated, type DatedPack, datedOf, datedPack, type When } from "./dated-pack.ts";
import { type FeeHistory, feeHistory } from "./fee-history.ts";
import { KeptOfPack } from "./kept-of-pack.ts";
import { latestChanges } from "./list-changes.ts";
import { type ListedFeeView, listedFeeView } from "./listed-fee-view.ts";
import { noService } from "./not-listed.ts";
import { type RuleView, ruleView } from "./rule-view.ts";
import { type WholeView, wholeView } from "./whole-view.ts";

/** How many of the banks we list have a fee of this service that we have seen. */
export type Coverage = { readonly known: number; readonly banks: number };

export type BankListing = {
  readonly bank: string;
  readonly name: string;
  readonly licence: Bank["licence"];
  /** Empty: unknown, which is not the same as free. */
  readonly fees: readonly ListedFeeView[];
};

export type FeeView = Dated & {
  readonly service: string;
  readonly name: string;
  readonly plain: string | null;
  readonly aliases: readonly string[];
  /** The rules that set the ceiling on that day; none: no rule that we know of. */
  readonly inForce: readonly RuleView[];
  /** In force too, but beside the ceiling: special cases and notes. */
  readonly beside: readonly RuleView[];
  /** What drafts known on that day propose, from that day or a later one. */
  readonly drafts: readonly RuleView[];
  /** Every rule with a day, newest first. */
  readonly history: readonly RuleView[];
  readonly vat: { readonly percent: string; readonly rule: string } | null;
  /** What leaves the account in all, band by band; null where nothing is drawn beside the fee. */
  readonly whole: WholeView | null;
  /** The government keeps it: no bank has a fee of its own for it. */
  readonly duty: boolean;
  readonly listed: readonly BankListing[];
  readonly coverage: Coverage;
  /** The sums of the rules over the years and what banks list: a chart; null where no rule has a single sum. */
  readonly chart: FeeHistory | null;
  /** Why no rule is known on that day, where none is; null where one is known, or the pack gives no reason. */
  readonly gap: string | null;
  /** The newest changes of its law, and those to come. */
  readonly changes: readonly ChangeView[];
};

/** One fee on one day: the rule, the tax, what each bank lists, and how the rule changed. `language`: of prices that hold and of bands. */
export async function showFee(
  ctx: Context,
  input: When & { readonly service: string; readonly language?: Language },
): Promise<FeeView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const service = pack.services.find((s) => s.id === input.service && s.id !== "unknown");
  if (!service) throw noService(pack, input.service);
  const { language = ENGLISH } = input;
  const key = `${service.id} ${on} ${today} ${language}`;
  return { ...datedOf(dated), ...kept.of(pack, key, () => feeOn(dated, service, language)) };
}

const kept = new KeptOfPack<Omit<FeeView, keyof Dated>>(100);

function feeOn(dated: DatedPack, service: Service, language: Language): Omit<FeeView, keyof Dated> {
  const { pack, on, today } = dated;
  const rules = pack.rules.filter((rule) => rule.service === service.id);
  const view = (rule: Rule) => ruleView(pack, rule, on, today);
  const standing = rules.filter((rule) => standsOn(rule, on));
  const speaking = ceilingRules(rules, on);
  const listed = pack.banks.map((bank) => listingOf(pack, bank, service.id, on, today));
  const vat = vatOn(pack, on);
  const history = rules
    .filter((rule) => rule.standing !== "draft" && !rule.reference)
    .sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? 1 : -1))
    .map(view);
  return {
    service: service.id,
    name: nameOn(service, on),
    plain: service.plain ?? null,
    aliases: service.aliases,
    inForce: speaking.map((rule) => ruleView(pack, rule, on, today, language)),
    beside: standing.filter((rule) => !speaking.includes(rule)).map(view),
    drafts: rules.filter((rule) => isProposalOn(rule, on)).map(view),
    history,
    chart: feeHistory(history, listed),
    vat: vat && { percent: vat.percent, rule: vat.ruleId },
    whole: wholeView(pack, service.id, on, language),
    duty: isDuty(service),
    listed: listed.sort((a, b) => Number(b.fees.length > 0) - Number(a.fees.length > 0) || (a.name < b.name ? -1 : 1)),
    coverage: { known: listed.filter((l) => l.fees.length > 0).length, banks: listed.length },
    changes: latestChanges(dated, service.id, { past: 2, toCome: 2 }),
    gap: pack.gaps?.find((gap) => gap.service === service.id && inSpan(gap, on))?.why ?? null,
  };
}

/** A duty or a tax: the law sets it and the government keeps it, so no bank has a fee of its own for it, known rule or not. */
export const isDuty = ({ id }: Pick<Service, "id">): boolean => /^(?:levy|tax)\./.test(id);

export function listedOn(pack: Pack, on: CivilDate): Pack["listedFees"] {
  return pack.listedFees.filter((fee) => inSpan(fee, on));
}

function listingOf(pack: Pack, bank: Bank, service: string, on: CivilDate, today: CivilDate): BankListing {
  const fees = listedOn(pack, on).filter((fee) => fee.bank === bank.id && fee.service === service);
  return {
    bank: bank.id,
    name: bank.name,
    licence: bank.licence,
    fees: fees.map((fee) => listedFeeView(pack, fee, on, today)),
  };
}
