import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

/** The same of records of other formats, and of alerts. */
export const formatRows: Messages<Catalogues["formatRows"]> = {
  "row.date_unread": "no date that can be read",
  "row.entry_without_day": "no date that can be read: neither a booking day nor a value day",
  "row.amount_unread": "no amount that can be read",
  "row.amount_or_side_unread": "no amount or no direction that can be read",
  "row.neither_side": "no direction: neither debit nor credit",
  "row.neither_mark": "no direction: neither DBIT nor CRDT",
  "row.minus_of_credit": "a minus before the sum of a credit: nothing tells which way it went",
  "row.status_of_transaction": 'the transaction says "{status}"',
  "row.other_currency": "booked in {currency}, but the account is kept in {own}",
  "row.breaks_off": "the file breaks off or is damaged here",
  "row.no_object": "no object",
  "row.no_entry": "no entry of a statement: date, direction and amount expected",
};
