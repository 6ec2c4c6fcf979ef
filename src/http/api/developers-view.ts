/** What the page for developers shows: each address with its fields, a line that runs, and the answer to it. */
import { z } from "zod";
import type { Context } from "../../app/context.ts";
import { madeOnce } from "../../domain/audit/made-once.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import type { ApiView, FieldView } from "../../web/pages/api.tsx";
import { doorWords } from "../../words/door-words.ts";
import { ADDRESSES, type Address, curlOf, EVERYWHERE, EXAMPLE_RECEIPT } from "./addresses.ts";
import { exampleAnswers } from "./example-answers.ts";
import { PROBLEM_CODES } from "./problem-codes.ts";

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
            says: doorWords("api.receipt"),
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
    problems: Object.entries(PROBLEM_CODES)
      .map(([code, { status, says }]) => ({ code, status, says }))
      .sort((a, b) => a.status - b.status),
  };
}
