import { inSpan } from "../domain/dates/civil-date.ts";
import { nameOn } from "../domain/fees/name-on.ts";
import type { Rule } from "../domain/fees/pack.ts";
import { vatOn } from "../domain/fees/vat.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { Refused } from "./refused.ts";
import { type RuleView, ruleView } from "./rule-view.ts";

export type RulePageView = Dated & {
  readonly rule: RuleView;
  /** null: the rule is about no one service. */
  readonly serviceName: string | null;
  /** The share of VAT on a day of the rule: the day asked about where it holds then, else its first. */
  readonly vat: string | null;
  /** Every other rule of its service, drafts too, newest first. */
  readonly others: readonly RuleView[];
};

/** One rule on one day: what it says, since when and until when, where it stands, and the rules before and after it. */
export async function showRule(ctx: Context, input: When & { readonly rule: string }): Promise<RulePageView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const rule = pack.rules.find(({ id }) => id === input.rule);
  if (!rule) throw new Refused("unknown_rule", "rule", { code: "refused.no_rule", facts: { asked: input.rule } });
  const service = pack.services.find(({ id }) => id === rule.service);
  const view = (one: Rule): RuleView => ruleView(pack, one, on, today);
  return {
    ...datedOf(dated),
    rule: view(rule),
    serviceName: service ? nameOn(service, on) : null,
    vat: vatOn(pack, inSpan(rule, on) ? on : (rule.from ?? on))?.percent ?? null,
    others: pack.rules
      .filter((one) => one !== rule && rule.service !== null && one.service === rule.service)
      .sort((a, b) => ((a.from ?? a.proposedFrom ?? "") < (b.from ?? b.proposedFrom ?? "") ? 1 : -1))
      .map(view),
  };
}
