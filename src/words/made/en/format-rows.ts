// Made by `npm run words` of src/words/en/reasons/format-rows.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";

export const formatRows: Sayings<Catalogues["formatRows"]> = {
  "row.date_unread": () => "no date that can be read",
  "row.entry_without_day": () => "no date that can be read: neither a booking day nor a value day",
  "row.amount_unread": () => "no amount that can be read",
  "row.amount_or_side_unread": () => "no amount or no direction that can be read",
  "row.neither_side": () => "no direction: neither debit nor credit",
  "row.neither_mark": () => "no direction: neither DBIT nor CRDT",
  "row.minus_of_credit": () => "a minus before the sum of a credit: nothing tells which way it went",
  "row.status_of_transaction": (d) => "the transaction says \"" + d.status + "\"",
  "row.other_currency": (d) => "booked in " + d.currency + ", but the account is kept in " + d.own,
  "row.breaks_off": () => "the file breaks off or is damaged here",
  "row.no_object": () => "no object",
  "row.no_entry": () => "no entry of a statement: date, direction and amount expected"
};
