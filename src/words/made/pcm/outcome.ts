// Made by `npm run words` of src/words/pcm/reasons/outcome.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";
import { select } from "../../runtime.ts";
export const outcome: Partial<Sayings<Catalogues["outcome"]>> = {
  "outcome.too_much": (d) => d.sum + " too much",
  "outcome.all_right": (d) => select(d.charges, { "1": "The one charge correct", other: "All the " + d.charges + " charges correct" }),
  "outcome.some_judged": (d) => "We fit judge " + d.right + " of " + d.charges + " " + select(d.charges, { "1": "charge", other: "charges" }),
  "outcome.no_charge": () => "We no see any charge",
  "outcome.unreadable": () => "We no fit read this one",
  "outcome.all_inside": () => "Every one dey inside the rule of im day.",
  "outcome.right_inside": (d) => select(d.right, { "1": "That one dey inside the rule of im day.", other: "Those ones dey inside the rule of their day." }),
  "outcome.no_row": () => "No row wey we read be charge.",
  "outcome.no_row_of_some": () => "No row wey we read be charge, but we no read everything.",
  "outcome.open": (d) => select(d.open, { "1": "One charge", other: d.open + " charges" }) + " dey wey we no fit tell: something no dey.",
  "outcome.words_lost": (d) => select(d.rows, { "1": "One row", other: d.rows + " rows" }) + " of money wey comot lose the words wey tell wetin e be for.",
  "outcome.rejected": (d) => "We no fit read " + select(d.rows, { "1": "one row", other: d.rows + " rows" }) + ".",
  "outcome.broken": () => "The balance no add up, so one row fit dey miss.",
  "outcome.files_unread": (d) => "We no read " + select(d.files, { "1": "one file", other: d.files + " files" }) + "."
};
