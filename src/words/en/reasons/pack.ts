import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const pack: Messages<Catalogues["pack"]> = {
  file_says: "{text}",
  file_missing: "is missing",
  no_such_file: "no file of a pack is called so",

  id_twice: "this id is used twice",
  not_in_list: 'no {what} is called "{id}"',
  used_and_left_out: "is in rules.json too: a row is used or left out",
  no_unknown_service: 'the service "unknown" must be there',
  product_of_other_bank: "{product} is a product of {bank}, not of {other}",
  product_of_other_account: "{product} is a {account} account, and this fee is for another kind",
  fee_of_no_service: "name the service of this fee",
  one_id_two_fees: "one id stands for two fees",

  version_without_day: "a version begins with its day, such as 2026.11.24",
  source_without_title: "the source has no title",
  stands_nowhere: "neither what it stands in nor where it was read has an address, a reference or a day",
  reference_twice: 'the reference of the source says "{word}" again, which its title has',
  checked_on_no_day: "checkedOn is no day",
  checked_after_pack: "checked on {checked}, after the pack's own day {day}: give it a new version",
  enforceable_on_d: "is enforceable on grade D: nobody is accused on a third party's reading",
  grade_a_of_bank: "grade A is the law's own text; a bank's own dated paper is B",
  tariff_without_version: "the tariff of {bank} has no version of its own",
  version_not_highest: "the pack's version {version} is to be the highest of its streams, which is {highest}",
  draft_enforceable: "a draft is never enforceable",
  relaxed_by_no_draft: "is relaxed by {by}, which is no draft of the same service",

  no_such_day: "there is no day {day}",
  ends_before_it_began: "ends on {until}, before it began on {from}",
  draft_with_days: "a draft has no days in force, but the day it proposes",
  ended_without_day: "{standing}, but without the day it ended",
  since_when: "say since when: the bank's day, or the day it was seen",
  rules_overlap:
    'and {other} speak of the same event on the same days; end one, or say which "replaces" or "standsBehind" the other',
  prices_overlap: "and {other} are two prices of one bank for the same thing on the same days",
  gap_not_said:
    "no rule is known {from, select, null {on any day} other {from {from}{until, select, null { on} other { until before {until}}}}}, and gaps.json does not say so",
  gap_that_is_none:
    "says that no rule is known {from, select, null {on any day} other {from {from}{until, select, null { on} other { until before {until}}}}}, but that is not so",

  price_of_zero: "a price of zero: say free, included, at_cost or unresolved instead",
  not_offered_with_price: "not_offered, but with a price",
  state_without_its_price: "{status}, but its price is of the kind {kind}",
  no_amount: "{text} is no amount",
  no_rate: "{text} is no rate",
  nothing_quoted: "an unresolved price quotes what the source says",
  no_block: "{size} is no size of a block",
  last_band: "the last band, and only it, is without end",
  bands_do_not_rise: "the bands do not rise",

  no_expression: "is no regular expression: {why}",
  names_no_service: "a {kind} names its service",
  told_by_another: '"{example}" ({direction}) {told, select, null {is told by no wording} other {is told by {told}}}',
  same_order: "stands at order {order} with {others}: which runs first would be chance",
  unwelcome:
    '"{found}" {why, select, index {names an index} index_number {holds a number of an index} to_confirm {asks to confirm} treatment {says how to treat the row} flags {speaks of flags} to_check {asks to check} undone {says what we have not done} notes {speaks of our notes} own_doubt {is a doubt of our own} note_to_self {is a note to ourselves} contract {names a contract} code_file {names a file of code} workings {names the workings} to_engine {speaks to the engine} row_id {names a row by its id} placeholder {names a placeholder} how_we_looked {speaks of how we looked} other {names what only we have}}: a reader sees it; say it in "comment"',
  no_address: '"{url}" is no address: a note to it belongs in the title or in "comment"',
  name_without_others: 'has a name in {language} and {unnamed} more without one: give "said" to each of its names',

  comes_out:
    "{field} {got, select, null {comes out as nothing} other {comes out as {got}}}, and {want, select, null {should be nothing} other {should be {want}}}{error, select, null {} other { ({error})}}",
};
