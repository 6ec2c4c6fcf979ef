/** Every code that an error of the API may have, with its status and what it means; OpenAPI and the page are made of it. */
import type { RefusalCode } from "../../app/refused.ts";
import { DOOR_MEANS, REFUSAL_MEANS } from "../../words/en/problem-codes.ts";
import { STATUS } from "../problem-status.ts";

/** A code without words does not compile. */
const MEANS: Readonly<Record<RefusalCode, string>> = REFUSAL_MEANS;

/** Codes of the doors before a question is read. */
const AT_THE_DOOR: Readonly<Record<keyof typeof DOOR_MEANS, number>> = {
  bad_request: 400,
  unknown_key: 401,
  not_found: 404,
  method_not_allowed: 405,
  unsupported_media_type: 415,
  too_many_requests: 429,
  internal: 500,
};

export type ProblemCode = { readonly status: number; readonly says: string };

export const PROBLEM_CODES: Readonly<Record<string, ProblemCode>> = {
  ...Object.fromEntries(
    (Object.keys(MEANS) as RefusalCode[]).map((code) => [code, { status: STATUS[code], says: MEANS[code] }]),
  ),
  ...Object.fromEntries(
    (Object.keys(AT_THE_DOOR) as (keyof typeof DOOR_MEANS)[]).map((code) => [
      code,
      { status: AT_THE_DOOR[code], says: DOOR_MEANS[code] },
    ]),
  ),
};
