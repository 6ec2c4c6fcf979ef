import { z } from "zod";
import { ADDRESSES, type Address, exampleTarget } from "./addresses.ts";
import { problemShape } from "./api-shapes.ts";
import { EXAMPLE_RECEIPT } from "./example-answers.ts";

const json = (shape: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema as { readonly properties?: Readonly<Record<string, unknown>>; readonly required?: readonly string[] };
};

const PROBLEM = {
  description: "A problem (RFC 9457)",
  content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
};

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
            schema: { type: "string", description: "The number that the report was answered with" },
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
    default: PROBLEM,
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
    // nobody needs a key
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
