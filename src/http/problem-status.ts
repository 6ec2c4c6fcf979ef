import type { RefusalCode } from "../app/refused.ts";

/** HTTP status of every refusal; the closed list makes a new code fail to compile here. */
export const STATUS: Readonly<Record<RefusalCode, number>> = {
  unknown_service: 404,
  unknown_bank: 404,
  unknown_product: 404,
  unknown_example: 404,
  unknown_file: 404,
  unknown_change: 404,
  unknown_rule: 404,
  unknown_jurisdiction: 404,
  bad_json: 400,
  missing_field: 400,
  bad_amount: 400,
  bad_fact: 400,
  bad_date: 400,
  bad_instant: 400,
  bad_cursor: 400,
  bad_field: 400,
  nothing_known: 404,
  no_file: 400,
  too_large: 413,
  too_slow: 422,
  busy: 503,
  database_away: 503,
  outcome_unknown: 503,
  key_reused: 422,
  unknown_receipt: 404,
  unreadable: 422,
};

/** The title of an error, by its status. */
export const TITLES: Readonly<Record<number, string>> = {
  400: "We could not read that question",
  401: "We do not know this key",
  404: "There is no such page",
  405: "This page cannot be used that way",
  406: "We do not speak that format",
  413: "That file is too big",
  415: "We cannot take that kind of file here",
  422: "We could not work with that",
  429: "Too many requests",
  500: "Something broke on our side",
  503: "We cannot do that right now",
};
