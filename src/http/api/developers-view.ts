/** What the page for developers shows: each address with its fields, a line that runs, and the answer to it. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import type { RefusalCode } from "../../app/refused.ts";
import { madeOnce } from "../../domain/audit/made-once.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import type { ApiView, FieldView } from "../../web/pages/api.tsx";
import { STATUS } from "../answer-problem.tsx";
import { ADDRESSES, type Address, curlOf, EVERYWHERE } from "./addresses.ts";
import { EXAMPLE_RECEIPT, exampleAnswers } from "./example-answers.ts";

/** What each code means and what would help; a code without words does not compile. */
const MEANS: Readonly<Record<RefusalCode, string>> = {
  unknown_service: "No service has that id. The detail names the nearest.",
  unknown_bank: "No bank has that id. The detail names the nearest.",
  unknown_product: "No product has that id. /api/v1/products lists them.",
  unknown_change: "No change has that number.",
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

const MORE: Readonly<Record<string, readonly [number, string]>> = {
  bad_request: [400, "The request itself is broken."],
  unknown_key: [401, "The key in Authorization is none of ours."],
  not_found: [404, "There is no such address."],
  method_not_allowed: [405, "The address takes another method; Allow names it."],
  unsupported_media_type: [415, "Send JSON or a form, as the address asks."],
  too_many_requests: [429, "Slow down. RateLimit and Retry-After say how long."],
  internal: [500, "Our fault. Tell us the requestId."],
};

type Schema = {
  readonly properties?: Readonly<Record<string, { readonly description?: string }>>;
  readonly required?: readonly string[];
};

function fieldsOf({ query, body, headers, path }: Address): FieldView[] {
  const of = (shape: z.ZodObject | null, where: FieldView["where"]): FieldView[] => {
    const { properties = {}, required = [] } = shape ? (z.toJSONSchema(shape) as Schema) : {};
    return Object.entries(properties).map(([name, { description = "" }]) => ({
      name,
      where,
      needed: required.includes(name),
      says: description,
    }));
  };
  return [
    ...(path.includes("{receipt}")
      ? [
          {
            name: "receipt",
            where: "address",
            needed: true,
            says: "The number that the report was answered with",
          } as const,
        ]
      : []),
    ...of(query, "address"),
    ...of(body?.shape ?? null, "body"),
    ...Object.entries(headers).map(([name, shape]) => ({
      name,
      where: "header" as const,
      needed: false,
      says: shape.description ?? shape.meta()?.description ?? "",
    })),
  ];
}

const answers = new WeakMap<Pack, Promise<ReadonlyMap<string, unknown>>>();

export async function developersView(
  ctx: Context,
  pack: Pack,
  origin: string,
  engineVersion: string,
): Promise<ApiView> {
  const made = await madeOnce(answers, pack, () => exampleAnswers(pack, engineVersion, ctx));
  return {
    origin,
    version: pack.version,
    addresses: ADDRESSES.map((address) => ({
      name: address.name,
      method: address.method.toUpperCase(),
      path: `/api/v1${address.path}`,
      says: address.says,
      fields: fieldsOf(address),
      curl: curlOf(address, origin, EXAMPLE_RECEIPT),
      status: address.answers[0]?.status ?? "200",
      answer: made.has(address.name) ? JSON.stringify(made.get(address.name), null, 1) : null,
      problems: address.problems,
    })),
    everywhere: EVERYWHERE,
    problems: [
      ...Object.entries(MEANS).map(([code, says]) => ({ code, status: STATUS[code as RefusalCode], says })),
      ...Object.entries(MORE).map(([code, [status, says]]) => ({ code, status, says })),
    ].sort((a, b) => a.status - b.status),
  };
}
