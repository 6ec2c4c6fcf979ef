// Made by `npm run words` of src/words/en/reasons/rows.ts: change that file.
import type { Catalogues } from "../../catalogues.ts";
import type { Sayings } from "../../sayings.ts";

export const rows: Sayings<Catalogues["rows"]> = {
  "row.no_day": (d) => "\"" + d.text + "\" is no day",
  "row.without_date": () => "the row has no date",
  "row.not_an_amount": (d) => "\"" + d.text + "\" is no amount",
  "row.without_amount": () => "the row has no amount",
  "row.both_sides": () => "the row has a sum on both sides",
  "row.side_untold": () => "nothing tells whether the money came in or went out",
  "row.status": (d) => "the row says \"" + d.status + "\", and the balance does not say otherwise",
  "row.section": (d) => "no payment was read: it stands under \"" + d.section + "\"",
  "row.more_cells": () => "no payment was read: it has more cells than labels",
  "row.balance_or_total": () => "no payment was read: it may be a balance or a total"
};
