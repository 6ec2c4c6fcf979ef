import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const price: Messages<Catalogues["price"]> = {
  free_of_charge: "free of charge",
  fixed_sum: "{sum, money}",
  sum_a_message: "{sum, money} a message",
  sum_of_count:
    "{count} {unit, select, page {{count, plural, one {page} other {pages}}} other {{count, plural, one {leaf} other {leaves}}}} at {each, money} is {sum, money}",
  sum_of_part: "{each, money} for each {size, money} of {base, money} is {sum, money}",
  sum_of_blocks:
    "{blocks} {part} {blocks, select, 1 {block} other {blocks}} of {size, money} at {each, money} is {sum, money}",
  between: "at least {least, money}, at most:",
  share_of: "{share, percent} of {base, money} is {sum, money}",
  at_least: "at least {sum, money}",
  at_most: "at most {sum, money}",
  last_band: "the last band",
  band_up_to: "the band up to {edge, money}",
  band_up_to_days: "the band up to {days} days",
  together: "together: {sum, money}",
  higher_of: "whichever is higher: {sum, money}",
  lower_of: "whichever is lower: {sum, money}",
  nth_of_free: "number {nth} of the {per, select, day {day} other {month}}; the first {free} are free",
  not_above_limit: "{total, money} in the {per} is not above {limit, money}",
  above_limit: "{total, money} in the {per}, limit {limit, money}: {excess, money} of this one is above it",
  as_agreed: "as agreed with the bank",
  at_cost: "what it costs the bank",
  as_agreed_at_most: "as agreed, at most:",
  at_cost_at_most: "at cost, at most:",
  at_cost_usual: "at cost; banks take:",
  cost_is: "cost {cost, money}: the lower is {sum, money}",
  never_allowed: "{rule}: no bank was ever allowed to take it.",
  levy_below: "{rule}: below {from}, where the levy begins, so none is due.",
  levy_of_other_side: "{rule}: the {payer} owes it, not the {party}, so none is due.",
  levy_not_on_salary: "{rule}: a salary is exempt, so none is due.",
  levy_not_on_own: "{rule}: a transfer between own accounts is exempt, so none is due.",
  levy_not_on_own_in_bank: "{rule}: a transfer between own accounts in one bank is exempt, so none is due.",
  levy_not_on_account: "{rule}: {account} accounts are exempt, so none is due.",
  own_day_later:
    "{rule}: this bank announced {from, day} as its own day; no rule that we know of says what held there before it.",
  own_day_unknown: "{rule}: each bank began on a day of its own, and that of this bank is not known.",
  own_day_of_no_bank: "{rule}: each bank began on a day of its own, and the bank is not given.",
  own_day_came: "{rule}: the bank announced that it takes nothing from {from, day} on.",
  rule_without_sum: "{rule}: not known: {verbatim}.",
  rule_without_band: "{rule}: not known: above the last band.",
  rule_with_part_at_cost: "{rule}: not known: a part at cost.",
  rule_in_force:
    "{rule}, in force{from, select, null {} other { since {from, day}}}{until, select, null {} other { until before {until, day}}}.",
  vat_unsettled: "Nobody has settled whether this fee carries VAT; the limit includes it.",
  vat_half_up: "VAT {rate, percent} of {fee, money} is {tax, money}, a half rounded up",
  with_vat: "together {sum, money}",
  without_vat: "no VAT on it",
  no_rule_answers: "No rule that we know of answers this for that day.",
  depends_on: "It depends on {fact}, which is not given.",
  in_that_case: "{fact} {value}: {work, steps}",
  not_under_table: "{bank} is not a bank of the kind that this table binds.",
  pack_says: "{text}",
  draft_lowers:
    "A draft would lower the limit from {limit, money} to {lowered, money} from {from, day}; it is not known to be in force.",
  draft_is_higher:
    "{rule}: {firm, money}. {draft}, not known to be in force: {most, money} from {from, day}. Nothing up to the draft's figure is called too much.",
  own_price_without_sum:
    "What is known of its own price: {verbatim} (grade {grade}, read on {on, day}); no sum follows from that alone.",
};
