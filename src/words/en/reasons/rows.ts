import type { Catalogues } from "../../catalogues.ts";
import type { Messages } from "../../sayings.ts";

/** Why a row of a table became no line: said behind its number. */
export const rows: Messages<Catalogues["rows"]> = {
  "row.no_day": '"{text}" is no day',
  "row.without_date": "the row has no date",
  "row.not_an_amount": '"{text}" is no amount',
  "row.without_amount": "the row has no amount",
  "row.both_sides": "the row has a sum on both sides",
  "row.side_untold": "nothing tells whether the money came in or went out",
  "row.status": 'the row says "{status}", and the balance does not say otherwise',
  "row.section": 'no payment was read: it stands under "{section}"',
  "row.more_cells": "no payment was read: it has more cells than labels",
  "row.balance_or_total": "no payment was read: it may be a balance or a total",
};
