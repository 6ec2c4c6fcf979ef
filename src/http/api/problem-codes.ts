/** Every code that an error of the API may have, with its status and what it means; OpenAPI and the page are made of it. */
import type { RefusalCode } from "../../app/refused.ts";
import { STATUS } from "../problem-status.ts";

/** What each code means and what would help; a code without words does not compile. */
const MEANS: Readonly<Record<RefusalCode, string>> = {
  unknown_service: "No service has that id. The detail names the nearest.",
  unknown_bank: "No bank has that id. The detail names the nearest.",
  unknown_product: "No product has that id. /api/v1/products lists them.",
  unknown_change: "No change has that number.",
  unknown_rule: "No rule has that id.",
  unknown_file: "There is no such file. /data lists them.",
  unknown_example: "No example has that name.",
  unknown_jurisdiction: "We have no rules of that country.",
  bad_json: "The body is no JSON, or no object.",
  missing_field: "A field that decides is not there; `param` names it.",
  bad_amount: "Write a sum as text: “20000.00”, above zero.",
  bad_fact: "A fact has a value that means nothing; `param` names it.",
  bad_date: "Write the day as 2026-01-31.",
  bad_instant: "Write the moment as 2026-01-31 or 2026-01-31T12:00:00Z.",
  bad_cursor: "That cursor is not ours. Begin again without it.",
  bad_field: "A field has a value that means nothing; `param` names it.",
  nothing_known: "We knew nothing yet at that moment.",
  no_file: "The form has no file, or an empty one.",
  too_large: "The file or its rows are too many. Use the command or the page on your device.",
  too_slow: "The file takes longer to read than we allow.",
  busy: "Too many at once. Wait as long as Retry-After says.",
  database_away: "Reports cannot be stored right now. All else works.",
  outcome_unknown: "We cannot tell if it was stored. Send it again with the same Idempotency-Key.",
  key_reused: "That Idempotency-Key came with something else before.",
  unknown_receipt: "No report has that number.",
  unreadable: "We could not read the file. The detail says why.",
};

/** Codes of the doors before a question is read. */
const AT_THE_DOOR: Readonly<Record<string, ProblemCode>> = {
  bad_request: { status: 400, says: "The request itself is broken." },
  unknown_key: { status: 401, says: "The key in Authorization is none of ours." },
  not_found: { status: 404, says: "There is no such address." },
  method_not_allowed: { status: 405, says: "The address takes another method; Allow names it." },
  unsupported_media_type: { status: 415, says: "Send JSON or a form, as the address asks." },
  too_many_requests: { status: 429, says: "Slow down. RateLimit and Retry-After say how long." },
  internal: { status: 500, says: "Our fault. Tell us the requestId." },
};

export type ProblemCode = { readonly status: number; readonly says: string };

export const PROBLEM_CODES: Readonly<Record<string, ProblemCode>> = {
  ...Object.fromEntries(
    (Object.keys(MEANS) as RefusalCode[]).map((code) => [code, { status: STATUS[code], says: MEANS[code] }]),
  ),
  ...AT_THE_DOOR,
};
