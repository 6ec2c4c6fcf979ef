/** How a price is worked out, in Nigerian Pidgin. Our own wording, not yet read by a speaker. Whole: a worksheet is one text. */
import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const price: Messages<Catalogues["price"]> = {
  free_of_charge: "e free",
  fixed_sum: "{sum, money}",
  sum_a_message: "{sum, money} for one message",
  sum_of_count: "{count} {unit, select, page {page} other {leaf}} at {each, money} na {sum, money}",
  sum_of_part: "{each, money} for every {size, money} of {base, money} na {sum, money}",
  sum_of_blocks:
    "{blocks} block of {size, money} {part, select, started {wey don start} other {wey complete}}, at {each, money}, na {sum, money}",
  between: "the lowest na {least, money}, the highest:",
  share_of: "{share, percent} of {base, money} na {sum, money}",
  at_least: "the lowest na {sum, money}",
  at_most: "the highest na {sum, money}",
  last_band: "the band wey last",
  band_up_to: "the band wey reach {edge, money}",
  band_up_to_days: "the band wey reach {days} days",
  together: "everything together: {sum, money}",
  higher_of: "the one wey high pass: {sum, money}",
  lower_of: "the one wey low pass: {sum, money}",
  nth_of_free: "number {nth} for the {per, select, day {day} other {month}}; the first {free} free",
  not_above_limit: "{total, money} for the {per} no pass {limit, money}",
  above_limit: "{total, money} for the {per}, the limit na {limit, money}: {excess, money} of this one pass am",
  as_agreed: "wetin you and the bank agree",
  at_cost: "wetin e cost the bank",
  as_agreed_at_most: "wetin una agree, the highest:",
  at_cost_at_most: "wetin e cost, the highest:",
  at_cost_usual: "wetin e cost; banks dey take:",
  cost_is: "e cost {cost, money}: the lower one na {sum, money}",
  never_allowed: "{rule}: no bank ever get right to collect am.",
  levy_below: "{rule}: e no reach {from}, where the levy start, so you no owe anything.",
  levy_of_other_side:
    "{rule}: na the {payer, select, sender {person wey send} other {person wey receive}} owe am, no be the {party, select, sender {person wey send} other {person wey receive}}, so you no owe anything.",
  levy_not_on_salary: "{rule}: e no dey touch salary, so you no owe anything.",
  levy_not_on_own: "{rule}: e no dey touch transfer between your own accounts, so you no owe anything.",
  levy_not_on_own_in_bank:
    "{rule}: e no dey touch transfer between your own accounts for one bank, so you no owe anything.",
  levy_not_on_account: "{rule}: e no dey touch {account} account, so you no owe anything.",
  own_day_later:
    "{rule}: this bank announce {from, day} as im own day; no rule wey we know talk wetin hold before that day.",
  own_day_unknown: "{rule}: every bank start on im own day, and we no know the day of this bank.",
  own_day_of_no_bank: "{rule}: every bank start on im own day, and you no tell us the bank.",
  own_day_came: "{rule}: the bank announce say from {from, day} e no go collect anything.",
  rule_without_sum: "{rule}: we no know: {verbatim}.",
  rule_without_band: "{rule}: we no know: e pass the last band.",
  rule_with_part_at_cost: "{rule}: we no know: one part na wetin e cost.",
  rule_in_force:
    "{rule}, e dey in force{from, select, null {} other { since {from, day}}}{until, select, null {} other {, e end before {until, day}}}.",
  vat_unsettled: "Nobody don settle whether this fee get VAT; the limit include am.",
  vat_half_up: "VAT {rate, percent} of {fee, money} na {tax, money}, half dey go up",
  with_vat: "everything together {sum, money}",
  without_vat: "e no get VAT",
  no_rule_answers: "No rule wey we know answer this one for that day.",
  depends_on: "E depend on {fact}, wey you no give.",
  in_that_case: "{fact} {value}: {work, steps}",
  not_under_table: "{bank} no be the kind of bank wey this table dey hold.",
  pack_says: "{text}",
  draft_lowers:
    "One draft go bring the limit down from {limit, money} to {lowered, money} from {from, day}; we no know whether e dey in force.",
  draft_is_higher:
    "{rule}: {firm, money}. {draft}, we no know whether e dey in force: {most, money} from {from, day}. Anything wey no pass the figure of the draft, we no go call am too much.",
  own_price_without_sum:
    "Wetin we know of im own price: {verbatim} (grade {grade}, we read am on {on, day}); that one alone no give one price.",
};
