// Made by `npm run words` of src/words/en/reasons/alert-notes.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";

export const alertNotes: Sayings<Catalogues["alertNotes"]> = {
  receipt_side_assumed: () => "A receipt does not say whose it is; it was read as that of whoever pasted it.",
  "fees_beside.alert": () => "The alert names a fee; no balance proves that it came on top of the sum, so no line was made of it.",
  balances_apart: (d) => "The balance of " + d.count + " alerts does not follow from the one before: an alert between them is missing here, or a sum or a side was misread.",
  "balance_unread.alert": () => "The balance of this alert could not be read.",
  year_place_assumed: () => "Nothing proves whether the first or the last two digits of its days are the year.",
  "day_of_message.one": () => "It prints no day; the day on which it was sent was taken.",
  "day_of_message.many": (d) => "Of " + d.count + " messages: It prints no day; the day on which it was sent was taken.",
  "repeated_row.alerts": (d) => d.count + " alerts stand in the text twice, with one balance, and were read once.",
  "message_unread.message": () => "This message speaks of a payment, and we could not read it.",
  "message_unread.line": () => "This line speaks of a payment, and we could not read it.",
  nothing_booked: () => "This message tells of no money that moved and was not read.",
  text_between_alerts: () => "This line belongs to no alert and was not read."
};
