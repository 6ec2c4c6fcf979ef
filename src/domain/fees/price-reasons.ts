/** What is said of a price worked out, line by line: the codes of a worksheet with their facts. */
import type { Minor } from "../money/money.ts";
import type { NoFacts, ReasonOf } from "../reason.ts";
import type { Grade } from "./pack.ts";
import type { Decimal } from "./price.ts";
import type { FreePer } from "./priced.ts";

type Sum = { readonly sum: Minor };
/** `rule` is the name of a rule, as the pack has it. */
type OfRule = { readonly rule: string };

export type PriceReasons = {
  // what a price comes to
  readonly free_of_charge: NoFacts;
  readonly fixed_sum: Sum;
  readonly sum_a_message: Sum;
  readonly sum_of_count: Sum & { readonly count: number; readonly unit: "page" | "leaf"; readonly each: Minor };
  readonly sum_of_part: Sum & { readonly each: Minor; readonly size: Minor; readonly base: Minor };
  /** `blocks` is a whole number of any length. */
  readonly sum_of_blocks: Sum & {
    readonly blocks: string;
    readonly part: "started" | "whole";
    readonly size: Minor;
    readonly each: Minor;
  };
  readonly between: { readonly least: Minor };
  readonly share_of: Sum & { readonly share: Decimal; readonly base: Minor };
  readonly at_least: Sum;
  readonly at_most: Sum;
  readonly last_band: NoFacts;
  readonly band_up_to: { readonly edge: Minor };
  readonly band_up_to_days: { readonly days: Decimal };
  readonly together: Sum;
  readonly higher_of: Sum;
  readonly lower_of: Sum;
  readonly nth_of_free: { readonly nth: number; readonly free: number; readonly per: FreePer };
  readonly not_above_limit: { readonly total: Minor; readonly per: "day" | "week"; readonly limit: Minor };
  readonly above_limit: {
    readonly total: Minor;
    readonly per: "day" | "week";
    readonly limit: Minor;
    readonly excess: Minor;
  };
  readonly as_agreed: NoFacts;
  readonly at_cost: NoFacts;
  readonly as_agreed_at_most: NoFacts;
  readonly at_cost_at_most: NoFacts;
  readonly at_cost_usual: NoFacts;
  readonly cost_is: Sum & { readonly cost: Minor };

  // which rule it follows, and what else the rule says
  readonly never_allowed: OfRule;
  readonly levy_below: OfRule & { readonly from: Decimal };
  readonly levy_of_other_side: OfRule & { readonly payer: string; readonly party: string };
  readonly levy_not_on_salary: OfRule;
  readonly levy_not_on_own: OfRule;
  readonly levy_not_on_own_in_bank: OfRule;
  readonly levy_not_on_account: OfRule & { readonly account: string };
  readonly own_day_later: OfRule & { readonly from: string };
  readonly own_day_unknown: OfRule;
  readonly own_day_of_no_bank: OfRule;
  readonly own_day_came: OfRule & { readonly from: string };
  readonly rule_without_sum: OfRule & { readonly verbatim: string };
  readonly rule_without_band: OfRule;
  readonly rule_with_part_at_cost: OfRule;
  readonly rule_in_force: OfRule & { readonly from: string | null; readonly until: string | null };
  readonly vat_unsettled: NoFacts;
  readonly vat_half_up: { readonly rate: Decimal; readonly fee: Minor; readonly tax: Minor };
  readonly with_vat: Sum;
  readonly without_vat: NoFacts;
  readonly no_rule_answers: NoFacts;
  /** `fact` as the question names it. */
  readonly depends_on: { readonly fact: string };
  readonly in_that_case: {
    readonly fact: string;
    readonly value: string | number;
    readonly work: readonly PriceReason[];
  };
  readonly not_under_table: { readonly bank: string };
  /** The pack's own sentence. */
  readonly pack_says: { readonly text: string };
  readonly draft_lowers: { readonly limit: Minor; readonly lowered: Minor; readonly from: string };
  readonly draft_is_higher: OfRule & {
    readonly firm: Minor;
    readonly draft: string;
    readonly most: Minor;
    readonly from: string;
  };
  readonly own_price_without_sum: { readonly verbatim: string; readonly grade: Grade; readonly on: string };
};

export type PriceReason = ReasonOf<PriceReasons>;
