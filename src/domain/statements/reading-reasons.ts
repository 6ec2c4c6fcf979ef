/**
 * What a reader says of a file, before it is said in words: codes and their facts. A note's code is the public one of a warning;
 * where a code has several sentences, `code.how` tells them apart. The room `words` has a sentence for each key.
 */
import type { BareReason, NoFacts } from "../reason.ts";

type Count = { readonly count: number };
type Label = { readonly label: string };
/** A sheet of a workbook or a file of an archive, by its name. */
type Part = { readonly what: "sheet" | "file"; readonly name: string };

/** What was chosen, left out or found odd in any file and in a table. */
export type TableNotes = {
  readonly type_conflict: { readonly ending: string; readonly format: string };
  readonly encoding_assumed: { readonly encoding: string };
  readonly narration_cut: { readonly letters: number };
  readonly "several_accounts.named": Count;
  readonly "several_accounts.currency": Count;
  readonly "several_accounts.below": Count;
  readonly direction_by_balance: NoFacts;
  readonly side_by_balance: NoFacts;
  readonly "direction_by_words.card_minus": NoFacts;
  readonly "direction_by_words.card": NoFacts;
  readonly "direction_assumed.columns": NoFacts;
  readonly "direction_assumed.minus": NoFacts;
  readonly "direction_assumed.words": NoFacts;
  readonly "side_against_words.sign": NoFacts;
  readonly "side_against_words.narration": NoFacts;

  readonly "two_sums.column": { readonly column: number };
  readonly "two_sums.labels": { readonly label: string; readonly other: string };
  readonly "fees_beside.column": Label;
  readonly "fees_beside.label": Label;
  readonly "unit_by_label.counted": Label;
  readonly "unit_by_label.printed": Label;
  readonly "decimals_assumed.separator": { readonly separator: string };
  readonly point_lost: NoFacts;
  readonly balance_unproven: NoFacts;
  readonly opening_assumed: NoFacts;

  readonly "date_order_assumed.every": NoFacts;
  readonly "date_order_assumed.day": NoFacts;
  readonly days_half_turned: NoFacts;
  readonly days_start_anew: NoFacts;
  readonly day_out_of_order: NoFacts;
  readonly status_unknown: { readonly status: string };
  readonly "row_shifted.longer": NoFacts;
  readonly "row_shifted.wordless": NoFacts;
  readonly "repeated_row.all": NoFacts;
  readonly repeated_statement: NoFacts;
};

/** The same of alerts. */
export type AlertNotes = {
  readonly receipt_side_assumed: NoFacts;
  readonly "fees_beside.alert": NoFacts;
  readonly balances_apart: Count;
  readonly "balance_unread.alert": NoFacts;
  readonly year_place_assumed: NoFacts;
  readonly "day_of_message.one": NoFacts;
  readonly "day_of_message.many": Count;
  readonly "repeated_row.alerts": Count;
  readonly "message_unread.message": NoFacts;
  readonly "message_unread.line": NoFacts;
  readonly nothing_booked: NoFacts;
  readonly text_between_alerts: NoFacts;
};

/** The same of the formats that fewer people have. */
export type FormatNotes = {
  readonly rows_not_shown: Count;

  readonly "several_accounts.headed": Count;
  readonly "direction_by_words.card_paid": NoFacts;
  readonly "direction_by_words.card_types": NoFacts;
  readonly "direction_by_words.no_minus": NoFacts;
  readonly "direction_from_type.trntype": NoFacts;
  readonly "direction_from_type.words": NoFacts;
  readonly "direction_assumed.all_in": NoFacts;
  readonly "direction_assumed.two_sums": NoFacts;
  readonly "direction_assumed.entry": NoFacts;
  readonly "direction_assumed.debit_minus": NoFacts;
  readonly "direction_assumed.reversal": NoFacts;
  readonly "direction_assumed.all_types": NoFacts;
  readonly "direction_assumed.type": NoFacts;
  readonly minus_behind_side: NoFacts;
  readonly reversal_direction: NoFacts;
  readonly "two_sums.record": NoFacts;
  readonly "fees_beside.entries": Count;
  readonly "fees_beside.transactions": Label;
  readonly "charge_assumed.inside": NoFacts;
  readonly "charge_assumed.larger": NoFacts;
  readonly "charge_in_other_currency.unnamed": { readonly charge: string; readonly currency: string };
  readonly "charge_in_other_currency.named": { readonly charge: string; readonly currency: string };
  readonly minor_units: NoFacts;
  readonly years_converted: NoFacts;
  readonly zone_assumed: Count;
  readonly "decimals_assumed.point": NoFacts;
  readonly "decimals_assumed.hundredths": NoFacts;
  readonly decimal_comma_assumed: NoFacts;
  readonly thousands_comma_assumed: NoFacts;
  readonly "details_differ.sum": NoFacts;
  readonly "details_differ.count": NoFacts;
  readonly "sum_differs.entries": NoFacts;
  readonly "sum_differs.side": {
    readonly side: "debits" | "credits";
    readonly named: string;
    readonly found: string;
  };

  readonly "balance_unread.field": { readonly tag: string; readonly text: string };
  readonly balance_in_other_currency: {
    readonly balance: string;
    readonly currency: string;
    readonly own: string;
  };
  readonly "date_order_assumed.every_posted": NoFacts;
  readonly "date_order_assumed.month": NoFacts;
  readonly "days_apart.posted": NoFacts;
  readonly "days_apart.balances": NoFacts;
  readonly no_such_day: { readonly printed: string };
  readonly "not_booked.entry": { readonly status: string };
  readonly "not_booked.pending": NoFacts;
  readonly "not_booked.left_out": Count;
  readonly narration_unsure: NoFacts;
  readonly "please_check.row": NoFacts;
  readonly "please_check.file": NoFacts;
  readonly rows_put_in_order: NoFacts;
  readonly page_break_duplicate: Count;
  readonly "repeated_row.rows": Count;
  readonly "repeated_id.rows": Count;
  readonly "repeated_id.lines": Count;
  readonly removed_row: Count;
  readonly corrected_row: Count;
  readonly other_rows: Count;
  readonly repeated_sheet: Part;
  readonly repeated_file: Part;
  readonly overlapping_rows: Part & Count;
  readonly rows_in_both: Part & Count;
  readonly investments_not_read: Count;
  readonly "file_cut.balance": NoFacts;
  readonly "file_cut.statement": NoFacts;
  readonly "file_cut.rows": NoFacts;
  readonly sheet_not_read: { readonly name: string };
  readonly file_not_read: { readonly name: string; readonly why: readonly BareReason[] };
};

export type NoteReasons = TableNotes & AlertNotes & FormatNotes;

/** Why a row of a table became no line. */
export type TableRows = {
  readonly "row.no_day": { readonly text: string };
  readonly "row.without_date": NoFacts;
  readonly "row.not_an_amount": { readonly text: string };
  readonly "row.without_amount": NoFacts;
  readonly "row.both_sides": NoFacts;
  readonly "row.side_untold": NoFacts;
  readonly "row.status": { readonly status: string };
  readonly "row.section": { readonly section: string };
  readonly "row.more_cells": NoFacts;
  readonly "row.balance_or_total": NoFacts;
};

/** The same of records of other formats, and of alerts. */
export type FormatRows = {
  readonly "row.date_unread": NoFacts;
  readonly "row.entry_without_day": NoFacts;
  readonly "row.amount_unread": NoFacts;
  readonly "row.amount_or_side_unread": NoFacts;
  readonly "row.neither_side": NoFacts;
  readonly "row.neither_mark": NoFacts;
  readonly "row.minus_of_credit": NoFacts;
  readonly "row.status_of_transaction": { readonly status: string };
  readonly "row.other_currency": { readonly currency: string; readonly own: string };
  readonly "row.breaks_off": NoFacts;
  readonly "row.no_object": NoFacts;
  readonly "row.no_entry": NoFacts;
};

export type RowReasons = TableRows & FormatRows;
