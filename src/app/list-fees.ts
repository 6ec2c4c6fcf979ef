import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Grade, Pack, Payee, Service } from "../domain/fees/pack.ts";
import { ceilingRules } from "../domain/fees/rules-of-day.ts";
import { ENGLISH, type Language } from "../words/languages.ts";
import type { Context } from "./context.ts";
import { type Dated, type DatedPack, datedOf, datedPack, type When } from "./dated-pack.ts";
import { KeptOfPack } from "./kept-of-pack.ts";
import { ofThisBank, type RuleView, ruleSummary, ruleView } from "./rule-view.ts";
import { type Coverage, isDuty, listedOn } from "./show-fee.ts";

export type FeeSummary = {
  readonly service: string;
  readonly name: string;
  readonly aliases: readonly string[];
  /** The legal maximum in one line; null: no rule that we know of on that day. */
  readonly maximum: string | null;
  /** The rules that say so. */
  readonly rules: readonly Pick<RuleView, "id" | "appliesTo" | "price" | "currency" | "tolerated">[];
  readonly payee: Payee | null;
  /** The weakest grade of the figures in it. */
  readonly grade: Grade | null;
  readonly checkedOn: CivilDate | null;
  readonly stale: boolean;
  /** Null where no bank sets the price: a duty or a tax is the law's. */
  readonly coverage: Coverage | null;
};

export type FeeGroup = { readonly id: string; readonly fees: readonly FeeSummary[] };
export type FeesView = Dated & {
  readonly groups: readonly FeeGroup[];
  /** Services that most questions are about, most common first. */
  readonly common: readonly string[];
};

/** Every service of the closed list with its legal maximum on a day, grouped by the first word of its id. */
export async function listFees(ctx: Context, input: When & { readonly language?: Language }): Promise<FeesView> {
  const dated = await datedPack(ctx, input);
  const { groups } = summariesOn(dated, input.language);
  return { ...datedOf(dated), groups, common: dated.pack.search?.common ?? [] };
}

type Summaries = { readonly groups: readonly FeeGroup[]; readonly of: ReadonlyMap<string, FeeSummary> };

/** Every search shows those of its day. */
const kept = new KeptOfPack<Summaries>(16);

/** All fees of a day, in their groups and by id; made once for each day and language. */
export function summariesOn(dated: DatedPack, language: Language | undefined): Summaries {
  const { pack, on, today } = dated;
  return kept.of(pack, `${on} ${today} ${language}`, () => {
    const groups = groupsOn(dated, language);
    return { groups, of: new Map(groups.flatMap(({ fees }) => fees.map((fee) => [fee.service, fee] as const))) };
  });
}

function groupsOn(dated: DatedPack, language: Language | undefined): readonly FeeGroup[] {
  const groups = new Map<string, FeeSummary[]>();
  for (const service of dated.pack.services) {
    if (service.id === "unknown") continue;
    const id = service.id.split(/[._]/)[0] as string;
    groups.set(id, [...(groups.get(id) ?? []), summaryOf(dated, service, { language })]);
  }
  return [...groups].map(([id, fees]) => ({ id, fees }));
}

type ToldFor = {
  /** What the rules are at that one bank, where they begin bank by bank. */
  readonly bank?: string | null;
  readonly language?: Language | undefined;
};

export function summaryOf(
  { pack, on, today }: { readonly pack: Pack; readonly on: CivilDate; readonly today: CivilDate },
  service: Service,
  { bank = null, language = ENGLISH }: ToldFor = {},
): FeeSummary {
  const rules = ceilingRules(
    pack.rules.filter((rule) => rule.service === service.id),
    on,
  );
  const views = rules.map((rule) => ruleView(pack, rule, on, today, language));
  const words = rules.map((rule, i) => {
    const who = views[i]?.appliesTo;
    const price =
      (bank === null ? null : ofThisBank(pack, rule, bank, on, language)) ?? ruleSummary(rule, on, language);
    return who && (rules.length > 1 || rule.levy) ? `${price} (${who})` : price;
  });
  const known = new Set(
    listedOn(pack, on)
      .filter((fee) => fee.service === service.id)
      .map((fee) => fee.bank),
  ).size;
  return {
    service: service.id,
    name: service.name,
    aliases: service.aliases,
    maximum: words.length > 0 ? [...new Set(words)].join("; ") : null,
    rules: views.map(({ id, appliesTo, price, currency, tolerated }) => ({
      id,
      appliesTo,
      price,
      currency,
      tolerated,
    })),
    payee: rules[0]?.payee ?? null,
    grade:
      views
        .flatMap(({ grade, tolerated }) => (tolerated ? [grade, tolerated.grade] : [grade]))
        .sort()
        .at(-1) ?? null,
    checkedOn: views.map((v) => v.checkedOn).sort()[0] ?? null,
    stale: views.some((v) => v.stale),
    coverage: isDuty(service) ? null : { known, banks: pack.banks.length },
  };
}
