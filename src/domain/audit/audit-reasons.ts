/** What is said of a statement's line: the codes of findings with their facts. Rows are those of the file. */
import type { Grade } from "../fees/pack.ts";
import type { Decimal } from "../fees/price.ts";
import type { PriceReasons } from "../fees/price-reasons.ts";
import type { Minor } from "../money/money.ts";
import type { NoFacts, ReasonOf } from "../reason.ts";

type Row = { readonly row: number };
type Limit = { readonly limit: Minor };

/** What a draft allows at most, and what the rule itself does, with the rule's grade. */
export type BothFigures = Limit & { readonly most: Minor; readonly grade: Grade };

type Alerts = { readonly alerts: number; readonly each: Minor; readonly vat: boolean; readonly allowed: Minor };
type Days = { readonly from: string; readonly to: string };

export type FindingReasons = {
  // of a line that is not judged
  readonly third_decimal: NoFacts;

  // whatever the charge is
  readonly comparison: { readonly charged: Minor; readonly allowed: Minor; readonly over: Minor };
  readonly gives_back: Row;
  readonly came_back_whole: { readonly rows: readonly number[] };
  readonly too_much_came_back: { readonly returned: Minor };
  readonly part_came_back: { readonly returned: Minor };
  readonly nothing_proves: { readonly doubt: "side" | "day" | "sum" };

  // by its price
  readonly other_currency: NoFacts;
  readonly free_by_weak_source: NoFacts;
  readonly no_such_charge: NoFacts;
  readonly limit_is_for_banks: NoFacts;
  readonly within_limit: Limit;
  readonly within_draft: BothFigures;
  readonly above_draft: BothFigures;
  readonly above_weak_source: Limit;
  readonly sum_between_bands: NoFacts;
  readonly above_limit_of_day: Limit;
  readonly within_lowest_limit: Limit;
  /** `page` is where the person's own list of rates has it. */
  readonly above_agreed: Limit & { readonly page: string | null };
  readonly within_agreed: Limit;
  readonly above_own_list: Limit;
  readonly own_list_is_lower: { readonly listed: Minor; readonly grade: Grade; readonly charged: Minor };
  readonly no_rule_known: NoFacts;
  readonly rule_of_two_days: NoFacts;
  readonly not_shown: { readonly missing: readonly string[] };

  // a fee
  readonly wording_says_nothing: NoFacts;
  readonly may_be_payment: NoFacts;
  readonly of_several_payments: NoFacts;
  readonly same_charge_before: Row;
  readonly period_open_ended: NoFacts;
  readonly fee_without_payment: NoFacts;
  readonly within_least_cheque: Limit;
  readonly cheque_not_seen: NoFacts;
  readonly within_payments: Limit & { readonly count: number };
  readonly payments_not_named: { readonly count: number };
  readonly fee_without_withdrawal: NoFacts;
  readonly duty_of_unknown_sum: NoFacts;
  readonly limit_and_duty: Limit & { readonly duty: Minor; readonly allowed: Minor };
  readonly within_limit_and_duty: NoFacts;
  readonly same_card_before: Row;
  readonly cards_not_told_apart: Row;
  readonly within_quarters: Limit & { readonly quarters: number };
  readonly sessions_debit_nothing: NoFacts;
  readonly session_without_price: NoFacts;
  readonly whole_sessions: { readonly each: Minor; readonly vat: boolean };
  readonly no_whole_sessions: { readonly each: Minor };
  readonly sessions_of_no_bank: NoFacts;
  readonly sessions_move_later: { readonly from: string };
  readonly sessions_day_not_known: NoFacts;

  // a fee for a period
  readonly alert_without_price: NoFacts;
  readonly period_not_whole: NoFacts;
  readonly within_alerts: Alerts & Days;
  readonly alerts_without_limit: Alerts;
  readonly limit_of_alerts_is_for_banks: NoFacts;
  readonly above_alerts: Days;
  readonly alerts_at_most: Alerts;
  readonly same_period_before: Row;
  readonly listed_for_one_product: NoFacts;
  readonly may_be_card_fee: NoFacts;
  readonly months_not_named: NoFacts;
  readonly month_not_whole: NoFacts;
  readonly month_without_payments: NoFacts;
  /** Months as `2026-02`; `to` and `before` where there is a second month, and a sum that was taken for the month before. */
  readonly month_debits: Limit & {
    readonly from: string;
    readonly to: string | null;
    readonly debits: Minor;
    readonly before: Minor | null;
  };
  readonly within_month_limit: Limit;
  readonly above_limit_of_banks: NoFacts;
  readonly above_month_limit: Limit;
  readonly abolished_beside: Row;
  readonly abolished_above: NoFacts;
  readonly abolished_name: NoFacts;

  // what should have come back
  readonly payment_reversed: Row & { readonly by: number };
  readonly nothing_back: { readonly on: string };
  readonly levy_not_returned: Row;
  readonly charge_not_returned: Row & { readonly kind: string };
  readonly reversal_fits_another: NoFacts;
  readonly return_not_due_yet: Row;

  // a tax
  readonly tax_without_fee: NoFacts;
  readonly levy_carries_no_vat: NoFacts;
  readonly same_tax_before: Row;
  readonly vat_of_fee: { readonly rate: Decimal; readonly fee: Minor; readonly tax: Minor };
  readonly fee_was_not_due: Row;
  readonly fee_had_to_come_back: Row;
  readonly follows_fee: Row;
  readonly no_rate_of_vat: NoFacts;
  readonly tax_on_allowed_fee: { readonly fee: Minor };
  readonly rate_of_vat_was: { readonly rate: Decimal };
  readonly vat_of_day: Row;

  // a levy or duty
  readonly may_be_no_levy: NoFacts;
  readonly levy_of_several_payments: NoFacts;
  readonly levy_of_unseen_payment: NoFacts;
  readonly same_levy_before: Row;
  /** `count` is a whole number of any length. */
  readonly whole_duties: { readonly each: Minor; readonly count: string };
  readonly duties_not_counted: NoFacts;
  readonly no_rule_of_duty: NoFacts;
  readonly levy_never_owed: NoFacts;
  readonly one_levy_due: Limit;
  readonly levy_was_due: { readonly side: "sender" | "receiver" };
  readonly levy_of_the_other: { readonly side: "sender" | "receiver" };
  readonly no_levy_due: { readonly payment: Minor };
  readonly levy_without_payment: NoFacts;
  readonly levies_found: Days & {
    readonly found: number;
    readonly wanted: number;
    readonly rows: readonly number[];
    readonly each: Minor;
  };
  readonly levies_of_payments: { readonly count: number };
  readonly days_not_shown: NoFacts;
  readonly levies_not_told: NoFacts;
  readonly no_payment_owed_levy: NoFacts;
  readonly few_payments_owed_levy: { readonly count: number };
};

export type AuditReason = ReasonOf<FindingReasons & PriceReasons>;
