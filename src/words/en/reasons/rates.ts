import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

export const rates: Messages<Catalogues["rates"]> = {
  cannot_open: "It cannot be opened {why, select, null {(unknown fault)} other {({why})}}.",
  no_such_column: 'There is no column "{label}"; the columns are {columns, list}.',
  column_missing: 'The column "{label}" is missing.',
  no_row_has_a_price: "No row has a price.",
  in_line: "Line {line}: {why, steps}",
  bank_not_listed: 'no bank "{got}" is listed.',
  service_not_listed: 'no service "{got}" is listed.',
  one_of: '{name} is {values, list}, but got "{got}".',
  days_are: "from and until are days like 2026-01-31, or blank.",
  until_is: "until is the first day on which it no longer holds.",
  sum_is: '{name} is a sum like 25.00, but got "{got}".',
  amount_alone: "an amount stands alone, without per_mille, min or max.",
  per_mille_is: 'per_mille is a number like 0.5, but got "{got}".',
};
