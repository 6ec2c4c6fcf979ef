/** The description of `/api/v1` for programs: one document, made from the shapes that tests hold answers against. */
import { z } from "zod";
import { auditShape } from "../audit-shape.ts";
import {
  answerShape,
  bankShape,
  changeShape,
  compareParameters,
  compareShape,
  followedShape,
  listedFeeShape,
  listParameters,
  pageOf,
  problemShape,
  questionShape,
  receiptShape,
  reportShape,
  ruleShape,
} from "./api-shapes.ts";

const json = (shape: z.ZodType) => {
  const { $schema: _, ...schema } = z.toJSONSchema(shape);
  return schema;
};
const answers = (description: string, shape: z.ZodType, status = "200") => ({
  [status]: { description, content: { "application/json": { schema: json(shape) } } },
  default: {
    description: "A problem (RFC 9457)",
    content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
  },
});

function parameters(shape: z.ZodObject): unknown[] {
  const schema = json(shape) as { properties?: Record<string, unknown> };
  return Object.entries(schema.properties ?? {}).map(([name, part]) => ({
    name,
    in: "query",
    required: false,
    schema: part,
  }));
}

/** OpenAPI 3.1 of `/api/v1`, made from the schemas that tests hold answers against. */
export function openApi(version: string): unknown {
  const list = (summary: string, shape: z.ZodObject, item: z.ZodType) => ({
    get: { summary, parameters: parameters(shape), responses: answers("One page of the list", pageOf(item)) },
  });
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
    paths: {
      "/banks": list("The banks we list", listParameters.banks, bankShape),
      "/fees": list(
        "What banks list; a bank and service without a row are unknown, not free",
        listParameters.fees,
        listedFeeShape,
      ),
      "/rules": list(
        "Every rule of law or regulation; with `on` those whose days hold it",
        listParameters.rules,
        ruleShape,
      ),
      "/changes": list(
        "What changed, and what will: law, drafts and banks' own prices, in money, oldest first",
        listParameters.changes,
        changeShape,
      ),
      "/charge": {
        post: {
          summary: "The most that may be charged for one event",
          requestBody: { required: true, content: { "application/json": { schema: json(questionShape) } } },
          responses: answers("The answer with its worksheet", answerShape),
        },
      },
      "/compare": {
        get: {
          summary: "What a year of use costs at each bank, under what law allows at most",
          description:
            "Usage by fields or by a profile of ours. Counts are of a month and none where left out; a sum left out is not known and gives a range. `high` null: no upper end known.",
          parameters: parameters(compareParameters),
          responses: answers("Coverage, ceiling, and one page of banks", compareShape),
        },
      },
      "/reports": {
        post: {
          summary: "Tell what a bank took; it changes no fee",
          parameters: [
            {
              name: "Idempotency-Key",
              in: "header",
              required: false,
              description:
                "8 to 200 visible letters, such as a UUID. Kept for 48 hours: sent again, it is stored once.",
              schema: { type: "string", minLength: 8, maxLength: 200 },
            },
          ],
          requestBody: { required: true, content: { "application/json": { schema: json(reportShape) } } },
          responses: {
            ...answers("It was stored already under this key", receiptShape),
            ...answers("It is stored", receiptShape, "201"),
          },
        },
      },
      "/reports/{receipt}": {
        get: {
          summary: "What came of a report",
          parameters: [{ name: "receipt", in: "path", required: true, schema: { type: "string" } }],
          responses: answers("The report, without its words", followedShape),
        },
      },
      "/audit": {
        post: {
          summary: "A statement judged charge by charge; nothing is kept",
          requestBody: {
            required: true,
            content: {
              "multipart/form-data": {
                schema: {
                  type: "object",
                  required: ["file"],
                  properties: {
                    file: { type: "string", contentMediaType: "application/octet-stream" },
                    bank: { type: "string" },
                    accountType: { enum: ["savings", "current", "domiciliary"] },
                    password: { type: "string" },
                  },
                },
              },
            },
          },
          responses: answers("The audit", auditShape),
        },
      },
    },
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
