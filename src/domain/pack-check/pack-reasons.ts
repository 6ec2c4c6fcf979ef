/** What may be wrong in a pack: the codes of its findings with their facts. */
import type { NoFacts, ReasonOf } from "../reason.ts";

/** What of a text is not for a reader. */
export type Unwelcome =
  | "index"
  | "index_number"
  | "to_confirm"
  | "treatment"
  | "flags"
  | "to_check"
  | "undone"
  | "notes"
  | "own_doubt"
  | "note_to_self"
  | "contract"
  | "code_file"
  | "workings"
  | "to_engine"
  | "row_id"
  | "placeholder"
  | "how_we_looked"
  | "only_ours";

type Gap = { readonly from: string | null; readonly until: string | null };

export type PackReasons = {
  // its files
  /** `text`: what the parser or the schema says. */
  readonly file_says: { readonly text: string };
  readonly file_missing: NoFacts;
  readonly no_such_file: NoFacts;

  // ids
  readonly id_twice: NoFacts;
  readonly not_in_list: { readonly what: "service" | "bank" | "rule" | "product"; readonly id: string };
  readonly used_and_left_out: NoFacts;
  readonly no_unknown_service: NoFacts;
  readonly product_of_other_bank: { readonly product: string; readonly bank: string; readonly other: string };
  readonly product_of_other_account: { readonly product: string; readonly account: string };
  readonly fee_of_no_service: NoFacts;
  readonly one_id_two_fees: NoFacts;

  // evidence
  readonly version_without_day: NoFacts;
  readonly source_without_title: NoFacts;
  readonly stands_nowhere: NoFacts;
  readonly reference_twice: { readonly word: string };
  readonly checked_on_no_day: NoFacts;
  readonly checked_after_pack: { readonly checked: string; readonly day: string };
  readonly enforceable_on_d: NoFacts;
  readonly grade_a_of_bank: NoFacts;
  readonly tariff_without_version: { readonly bank: string };
  readonly version_not_highest: { readonly version: string; readonly highest: string };
  readonly draft_enforceable: NoFacts;
  readonly relaxed_by_no_draft: { readonly by: string };

  // days
  readonly no_such_day: { readonly day: string };
  readonly ends_before_it_began: { readonly until: string; readonly from: string };
  readonly draft_with_days: NoFacts;
  readonly ended_without_day: { readonly standing: string };
  readonly since_when: NoFacts;
  readonly rules_overlap: { readonly other: string };
  readonly prices_overlap: { readonly other: string };
  readonly gap_not_said: Gap;
  readonly gap_that_is_none: Gap;

  // prices
  readonly price_of_zero: NoFacts;
  readonly not_offered_with_price: NoFacts;
  readonly state_without_its_price: { readonly status: string; readonly kind: string };
  readonly no_amount: { readonly text: string };
  readonly no_rate: { readonly text: string };
  readonly nothing_quoted: NoFacts;
  readonly no_block: { readonly size: string };
  readonly last_band: NoFacts;
  readonly bands_do_not_rise: NoFacts;

  // wordings, and words that a reader sees
  readonly no_expression: { readonly why: string };
  readonly names_no_service: { readonly kind: string };
  readonly told_by_another: { readonly example: string; readonly direction: string; readonly told: string | null };
  readonly same_order: { readonly order: number; readonly others: string };
  readonly unwelcome: { readonly found: string; readonly why: Unwelcome };
  readonly no_address: { readonly url: string };
  readonly name_without_others: { readonly language: string; readonly unnamed: number };

  // worked examples: values as JSON
  readonly comes_out: {
    readonly field: string;
    readonly got: string | null;
    readonly want: string | null;
    readonly error: string | null;
  };
};

export type PackReason = ReasonOf<PackReasons>;
