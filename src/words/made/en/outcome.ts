// Made by `npm run words` of src/words/en/reasons/outcome.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";
import { en } from "@messageformat/runtime/lib/cardinals";
import { plural } from "../../runtime.ts";
export const outcome: Sayings<Catalogues["outcome"]> = {
  "outcome.too_much": (d) => d.sum + " too much",
  "outcome.all_right": (d) => plural(d.charges, 0, en, { "1": "The one charge is right", other: "All " + d.charges + " charges are right" }),
  "outcome.some_judged": (d) => "We could judge " + d.right + " of " + d.charges + " " + plural(d.charges, 0, en, { one: "charge", other: "charges" }),
  "outcome.no_charge": () => "No charge found",
  "outcome.unreadable": () => "We could not read this",
  "outcome.all_inside": () => "Each is inside the rule of its day.",
  "outcome.right_inside": (d) => plural(d.right, 0, en, { one: "That one is inside the rule of its day.", other: "Those are inside the rule of their day." }),
  "outcome.no_row": () => "No row that we read is a charge.",
  "outcome.no_row_of_some": () => "No row that we read is a charge, but we did not read all.",
  "outcome.open": (d) => "Of " + plural(d.open, 0, en, { one: "one charge", other: d.open + " charges" }) + " we cannot tell: a fact is missing.",
  "outcome.words_lost": (d) => plural(d.rows, 0, en, { one: "One row", other: d.rows + " rows" }) + " of money out lost the words that say what it was for.",
  "outcome.rejected": (d) => plural(d.rows, 0, en, { one: "One row", other: d.rows + " rows" }) + " could not be read.",
  "outcome.broken": () => "The balances do not add up, so a row may be missing.",
  "outcome.files_unread": (d) => plural(d.files, 0, en, { one: "One file was", other: d.files + " files were" }) + " not read."
};
