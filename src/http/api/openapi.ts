/** OpenAPI of `/api/v1` and the list that it answers by itself: both made of the table of addresses. */
import { z } from "zod";
import { doorWords } from "../../words/door-words.ts";
import { TITLES } from "../problem-status.ts";
import { ADDRESSES, type Address, EVERYWHERE, EXAMPLE_RECEIPT, exampleTarget } from "./addresses.ts";
import { problemShape } from "./api-shapes.ts";
import { PROBLEM_CODES, type ProblemCode } from "./problem-codes.ts";

const json = (shape: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema as { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
};

const PROBLEM = { $ref: "#/components/schemas/Problem" };

/** An error as it is answered. Its `detail` says what is wrong with that one question. */
const problemExample = (code: string, { status, says }: ProblemCode) => ({
  summary: says,
  value: {
    type: `urn:openfees:problem:${code}`,
    title: TITLES[status],
    status,
    detail: says,
    code,
    param: null,
    requestId: "7d0e4a54-3a55-4f0e-9d3c-0d3b6f1c2a77",
  },
});

/** Every error of an address by its status, each code with an example. */
function problemsOf({ problems }: Address): Readonly<Record<string, object>> {
  const byStatus = Object.groupBy([...problems, ...EVERYWHERE], (code) => String(codeOf(code).status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, codes = []]) => [
      status,
      {
        description: `${TITLES[Number(status)]} (${codes.join(", ")})`,
        content: {
          "application/problem+json": {
            schema: { allOf: [PROBLEM, { type: "object", properties: { code: { enum: codes } } }] },
            examples: Object.fromEntries(codes.map((code) => [code, problemExample(code, codeOf(code))])),
          },
        },
      },
    ]),
  );
}

function codeOf(code: string): ProblemCode {
  const known = PROBLEM_CODES[code];
  if (!known) throw new Error(`the list of codes has no ${code}`);
  return known;
}

function parametersOf({ query, headers, path, sent }: Address): unknown[] {
  const { properties = {}, required = [] } = query ? json(query) : {};
  return [
    ...Object.entries(properties).map(([name, schema]) => ({
      name,
      in: "query",
      required: required.includes(name),
      schema,
      ...(sent.query?.[name] === undefined ? {} : { example: exampleOf(name, sent.query[name]) }),
    })),
    ...Object.entries(headers).map(([name, shape]) => ({ name, in: "header", required: false, schema: json(shape) })),
    ...(path.includes("{receipt}")
      ? [
          {
            name: "receipt",
            in: "path",
            required: true,
            schema: { type: "string", description: doorWords("api.receipt") },
            example: EXAMPLE_RECEIPT,
          },
        ]
      : []),
  ];
}

/** An example is of the kind that its schema names. */
const exampleOf = (name: string, text: string): unknown =>
  name === "limit" || name === "transfers" ? Number(text) : text;

function bodyOf({ body, sent }: Address): object {
  if (!body) return {};
  const { type, shape } = body;
  const schema = json(shape);
  const file = schema.properties?.file;
  return {
    requestBody: {
      required: true,
      content: {
        [type]: {
          schema: file
            ? {
                ...schema,
                properties: {
                  ...schema.properties,
                  file: { ...(file as object), contentMediaType: "application/octet-stream" },
                },
              }
            : schema,
          example: sent.json ?? { file: sent.file },
        },
      },
    },
  };
}

const operation = (address: Address) => ({
  operationId: address.name,
  summary: address.says,
  parameters: parametersOf(address),
  ...bodyOf(address),
  responses: {
    ...Object.fromEntries(
      address.answers.map(({ status, says, shape }) => [
        status,
        { description: says, content: { "application/json": { schema: json(shape) } } },
      ]),
    ),
    ...problemsOf(address),
    default: { description: "A problem (RFC 9457)", content: { "application/problem+json": { schema: PROBLEM } } },
  },
});

/** OpenAPI 3.1 of `/api/v1`, made from the schemas that tests hold answers against. */
export function openApi(version: string): unknown {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const address of ADDRESSES)
    paths[address.path] = { ...paths[address.path], [address.method]: operation(address) };
  return {
    openapi: "3.1.0",
    info: {
      title: "openfees",
      version,
      summary: "Bank fees, the rules above them, and statements checked against both",
      description:
        "The facts are licensed under CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/), the code under:",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/api/v1" }],
    // keys are optional
    security: [{}, { key: [] }],
    paths,
    components: {
      schemas: { Problem: json(problemShape) },
      securitySchemes: {
        key: {
          type: "http",
          scheme: "bearer",
          description:
            "A key that whoever runs the site gave you. Reports and audits then draw from a bucket of the key's own, told in RateLimit and RateLimit-Policy, instead of that of your address. An unknown key is a 401.",
        },
      },
    },
  };
}

/** What `/api/v1` answers: where everything is, with a question for each address that can be tried at once. */
export const apiIndex = (version: string): unknown => ({
  name: "openfees",
  version,
  licence: "CC-BY-4.0",
  documentation: "/api",
  openapi: "/api/v1/openapi.json",
  addresses: ADDRESSES.map((address) => ({
    method: address.method.toUpperCase(),
    address: `/api/v1${address.path}`,
    says: address.says,
    example: exampleTarget(address, EXAMPLE_RECEIPT),
  })),
});
