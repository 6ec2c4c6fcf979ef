import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const outcome: Messages<Catalogues["outcome"]> = {
  "outcome.too_much": "{sum} too much",
  "outcome.all_right": "{charges, plural, =1 {The one charge is right} other {All {charges} charges are right}}",
  "outcome.some_judged": "We could judge {right} of {charges} {charges, plural, one {charge} other {charges}}",
  "outcome.no_charge": "No charge found",
  "outcome.unreadable": "We could not read this",
  "outcome.all_inside": "Each is inside the rule of its day.",
  "outcome.right_inside":
    "{right, plural, one {That one is inside the rule of its day.} other {Those are inside the rule of their day.}}",
  "outcome.no_row": "No row that we read is a charge.",
  "outcome.no_row_of_some": "No row that we read is a charge, but we did not read all.",
  "outcome.open": "Of {open, plural, one {one charge} other {{open} charges}} we cannot tell: a fact is missing.",
  "outcome.words_lost":
    "{rows, plural, one {One row} other {{rows} rows}} of money out lost the words that say what it was for.",
  "outcome.rejected": "{rows, plural, one {One row} other {{rows} rows}} could not be read.",
  "outcome.broken": "The balances do not add up, so a row may be missing.",
  "outcome.files_unread": "{files, plural, one {One file was} other {{files} files were}} not read.",
};
