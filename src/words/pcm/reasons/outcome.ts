/** What one audit comes to, in Nigerian Pidgin. Our own wording, not yet read by a speaker. */
import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const outcome: Messages<Catalogues["outcome"]> = {
  "outcome.too_much": "{sum} too much",
  "outcome.all_right": "{charges, select, 1 {The one charge correct} other {All the {charges} charges correct}}",
  "outcome.some_judged": "We fit judge {right} of {charges} {charges, select, 1 {charge} other {charges}}",
  "outcome.no_charge": "We no see any charge",
  "outcome.unreadable": "We no fit read this one",
  "outcome.all_inside": "Every one dey inside the rule of im day.",
  "outcome.right_inside":
    "{right, select, 1 {That one dey inside the rule of im day.} other {Those ones dey inside the rule of their day.}}",
  "outcome.no_row": "No row wey we read be charge.",
  "outcome.no_row_of_some": "No row wey we read be charge, but we no read everything.",
  "outcome.open": "{open, select, 1 {One charge} other {{open} charges}} dey wey we no fit tell: something no dey.",
  "outcome.words_lost":
    "{rows, select, 1 {One row} other {{rows} rows}} of money wey comot lose the words wey tell wetin e be for.",
  "outcome.rejected": "We no fit read {rows, select, 1 {one row} other {{rows} rows}}.",
  "outcome.broken": "The balance no add up, so one row fit dey miss.",
  "outcome.files_unread": "We no read {files, select, 1 {one file} other {{files} files}}.",
};
