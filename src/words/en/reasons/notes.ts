import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

/** What is said of any file, and of a table. */
export const notes: Messages<Catalogues["notes"]> = {
  type_conflict: "The name says .{ending}, the content is {format}; the content was believed.",
  encoding_assumed: "The letters were read as {encoding}; another table is possible.",
  narration_cut:
    "The words of this row go on for more than {letters, count} letters; only the first ones were looked at.",
  "several_accounts.named":
    "The file holds {count} accounts, told apart by their numbers or names; each is a statement of its own.",
  "several_accounts.currency":
    "The file holds {count} accounts, told apart by their currencies; each is a statement of its own.",
  "several_accounts.below": "The file holds {count} accounts below each other; each is a statement of its own.",
  direction_by_balance:
    "The running balance shows that the columns mean the opposite of their labels; we went with the balance.",
  side_by_balance: "The balance shows the sum on the other side.",
  "direction_by_words.card_minus": "Payments to the card carry a minus, so a plus was taken for money out.",
  "direction_by_words.card": "The file speaks of a card, so a plus was taken for money out.",
  "direction_assumed.columns": "No label says which column is money out; we took the one with more sums in it.",
  "direction_assumed.minus": "Nothing in the file tells money in from money out; we took a minus sign for money out.",
  "direction_assumed.words": "All sums go the other way than the words beside them say; we went with the sums.",
  "side_against_words.sign": "The sign of this sum and the word beside it say two things.",
  "side_against_words.narration": "The words of this row are of money that went the other way; we went with the sum.",

  "two_sums.column":
    "Several columns could be the sum; no label and no balance tells which, and we took column {column}.",
  "two_sums.labels": 'The columns "{label}" and "{other}" hold different sums; we took the first.',
  "fees_beside.column":
    'The file has a column "{label}"; no balance proves that its sums came on top, so no lines were made of them.',
  "fees_beside.label":
    'The file has a column "{label}"; no balance proves that its sums came on top, so no lines were made of them.',
  "unit_by_label.counted": 'The label "{label}" names a unit; the sums were counted in it.',
  "unit_by_label.printed": 'The label "{label}" names a unit; the sums were left as printed.',
  "decimals_assumed.separator":
    "Numbers such as 1{separator}234 can be read in two ways; we took the comma for thousands and the point for decimals.",
  point_lost: "This sum has no decimals while all others have; its point may be lost.",
  balance_unproven: "The balances in the file do not follow from its sums.",
  opening_assumed: "This sum is its own balance: it may be the balance at the start, and no payment.",

  "date_order_assumed.every":
    "Every date can be read with the day or the month first; we took the day first. On the command line, --date-order sets it.",
  "date_order_assumed.day": "No date proves the order of day and month: day first is assumed.",
  days_half_turned: "Some days are dates and some are text; a program may have turned day and month of the dates.",
  days_start_anew: "The days start anew in this row: what follows may be of another account.",
  day_out_of_order: "This day does not fit between those around it; day and month may have changed places.",
  status_unknown: 'The row says "{status}", which we do not know; we took it for a payment.',
  "row_shifted.longer": "This row has a cell more than the others; its cells may stand one column aside.",
  "row_shifted.wordless": "This row lacks the words that the others have; its cells may stand one column aside.",
  "repeated_row.all": "Nearly every row stands in the file twice; all of them were kept.",
  repeated_statement: "A statement stands in the file twice; both were kept.",
};
