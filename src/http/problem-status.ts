import type { RefusalCode } from "../app/refused.ts";
import { doorWords } from "../words/door-words.ts";

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
  400: doorWords("title.400"),
  401: doorWords("title.401"),
  404: doorWords("title.404"),
  405: doorWords("title.405"),
  406: doorWords("title.406"),
  413: doorWords("title.413"),
  415: doorWords("title.415"),
  422: doorWords("title.422"),
  429: doorWords("title.429"),
  500: doorWords("title.500"),
  503: doorWords("title.503"),
};
