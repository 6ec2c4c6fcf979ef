// Made by `npm run words` of src/words/en/reasons/rates.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";
import { select } from "../../runtime.ts";
import { list, steps } from "../../en/formats.ts";
export const rates: Sayings<Catalogues["rates"]> = {
  cannot_open: (d) => "It cannot be opened " + select(d.why, { null: "(unknown fault)", other: "(" + d.why + ")" }) + ".",
  no_such_column: (d) => "There is no column \"" + d.label + "\"; the columns are " + list(d.columns) + ".",
  column_missing: (d) => "The column \"" + d.label + "\" is missing.",
  no_row_has_a_price: () => "No row has a price.",
  in_line: (d) => "Line " + d.line + ": " + steps(d.why),
  bank_not_listed: (d) => "no bank \"" + d.got + "\" is listed.",
  service_not_listed: (d) => "no service \"" + d.got + "\" is listed.",
  one_of: (d) => d.name + " is " + list(d.values) + ", but got \"" + d.got + "\".",
  days_are: () => "from and until are days like 2026-01-31, or blank.",
  until_is: () => "until is the first day on which it no longer holds.",
  sum_is: (d) => d.name + " is a sum like 25.00, but got \"" + d.got + "\".",
  amount_alone: () => "an amount stands alone, without per_mille, min or max.",
  per_mille_is: (d) => "per_mille is a number like 0.5, but got \"" + d.got + "\"."
};
