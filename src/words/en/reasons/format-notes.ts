import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

/** What is said of the formats that fewer people have. */
export const formatNotes: Messages<Catalogues["formatNotes"]> = {
  rows_not_shown: "{count} rows that the page does not show were left out.",

  "several_accounts.headed":
    "The file holds {count} accounts, each under its own head; each is a statement of its own.",
  "direction_by_words.card_paid": "Payments to the card carry a minus: a plus was taken for money out.",
  "direction_by_words.card_types": "Every sign of this card is the opposite of its type: the type was believed.",
  "direction_by_words.no_minus": "This debit carries no minus though others do; its word was believed.",
  "direction_from_type.trntype": "No amount has a sign: the direction is taken from TRNTYPE.",
  "direction_from_type.words": "No amount has a sign: the direction is taken from the words Withdrawal and Deposit.",
  "direction_assumed.all_in":
    "No sum has a sign: nothing in the file tells money in from money out; all were taken for money in.",
  "direction_assumed.two_sums": "The record names two sums that are not the same; we took that of T.",
  "direction_assumed.entry":
    "The payments of this entry name the other side than the entry does; we went with the entry.",
  "direction_assumed.debit_minus": "This debit carries a minus though others do not; it was taken for money out.",
  "direction_assumed.reversal":
    "A reversal whose side no balance proves: the side that it names was taken for that of its booking.",
  "direction_assumed.all_types": "Every sign is the opposite of what its TRNTYPE says; we went with the sign.",
  "direction_assumed.type":
    "The sign of this sum is not that of its type, or neither tells the side; we went with the sign.",
  minus_behind_side: "A minus behind the side of a sum was taken to turn it.",
  reversal_direction: "The balance proves that reversals are booked against the direction that they name.",
  "two_sums.record": "The record names two sums that are not the same; we took that of T.",
  "fees_beside.entries":
    "{count} charges stand beside their entries; no balance proves that they came on top, so no lines were made of them.",
  "fees_beside.transactions":
    'The transactions have a "{label}" beside the amount; nothing tells whether it came on top, so no lines were made of it.',
  "charge_assumed.inside": "Nothing tells whether the amount of this entry holds its charge; we took it to.",
  "charge_assumed.larger": "The charge is larger than the entry that is said to hold it; it was not split off.",
  "charge_in_other_currency.unnamed":
    "A charge of {charge} names no currency and the payment was in {currency}: it was not split off.",
  "charge_in_other_currency.named": "A charge of {currency} {charge} is named with this entry and was not split off.",
  years_converted: "The years were read as Buddhist ones.",
  zone_assumed: "{count} payments were made late in a day that is counted in UTC; at the bank it may be the next day.",
  minor_units: "Amounts are whole numbers and were read as kobo, though some come to less than one naira.",
  "decimals_assumed.point": "Amounts like 1.234 are read with decimals, as OFX says, though this currency has two.",
  "decimals_assumed.hundredths": "No sum has decimals though the balance has: they may be counted in hundredths.",
  decimal_comma_assumed: "Amounts like 1,234 are read with a decimal comma, as OFX says.",
  thousands_comma_assumed: "Amounts like 1,234 are read as thousands.",
  "details_differ.sum": "The payments of this entry come to another sum than the entry; we took that of the entry.",
  "details_differ.count": "The file names another count of payments than it holds.",
  "sum_differs.entries": "The file names other sums or another count of entries than it holds.",
  "sum_differs.side":
    "The file says that its {side, select, debits {debits} other {credits}} are {named}; the lines give {found}.",

  "balance_unread.field": 'The balance ":{tag}:{text}" cannot be read for certain.',
  balance_in_other_currency: "The balance {balance} is in {currency}, the account in {own}: it proves nothing.",
  "date_order_assumed.every_posted": "Every date can be read with the day or the month first; we took the day first.",
  "date_order_assumed.month": "No date proves the order of day and month: month first is assumed.",
  "days_apart.posted":
    "The day on which this was asked for is not near the one on which it was posted; we took the latter.",
  "days_apart.balances": "Days of this statement lie more than a year away from those of its balances.",
  no_such_day: "The file names the day {printed}: the end of that month is taken.",
  "not_booked.entry": "The bank marks this entry {status}: it is not booked yet.",
  "not_booked.pending": "This transaction is pending: it is not booked yet.",
  "not_booked.left_out": "{count} transactions are not booked yet and were left out.",
  narration_unsure: "The lines of this row's text may belong to the row above or below.",
  "please_check.row":
    "This row has no balance that we could read, unlike the others: compare it with the printed statement.",
  "please_check.file": "The balances do not prove every row of this PDF: compare it with the printed statement.",
  rows_put_in_order: "Rows that had changed places were put in the order that the balance proves.",
  page_break_duplicate: "{count} rows are printed again on the next page with the same balance; they were read once.",
  "repeated_row.rows": "{count} rows stand in the file twice and were read once.",
  "repeated_id.rows": "{count} rows carry an id that an earlier row has, and say something else. They are kept.",
  "repeated_id.lines": "{count} lines carry an id that an earlier line has. They are kept.",
  removed_row: "{count} rows are among those that the file itself takes back, and were left out.",
  corrected_row: "{count} lines are corrected or taken back by others of this file, and were left out.",
  other_rows: "{count} rows are of another kind of list, which we did not read.",
  repeated_sheet: 'The sheet "{name}" repeats the rows of another and was read once.',
  repeated_file: 'The file "{name}" repeats the rows of another and was read once.',
  overlapping_rows:
    'The {what, select, sheet {sheet} other {file}} "{name}" repeats {count} rows of another; they were read once.',
  rows_in_both:
    'The {what, select, sheet {sheet} other {file}} "{name}" holds {count} rows that another holds too; they were kept in both.',
  investments_not_read: "{count} trades of an investment account are no payments and were not read.",
  "file_cut.balance": "The last statement has no closing balance and no end: lines behind that place were not read.",
  "file_cut.statement": "The file breaks off within a statement: lines behind that place were not read.",
  "file_cut.rows": "The file breaks off or is damaged: rows behind that place were not read.",
  sheet_not_read: 'The sheet "{name}" holds no table of payments.',
  file_not_read: "{name}: {why, sentences}",
};
