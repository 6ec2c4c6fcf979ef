/** Every error that OpenAPI promises of an address is provoked there, and answers as it is promised. */
import { createHash } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import type { FastifyInstance, InjectOptions } from "fastify";
import { afterAll, describe, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CHILDREN, testServer } from "../../../e2e/support/test-server.ts";
import { Refused } from "../../app/refused.ts";
import type { ReportBook } from "../../app/report-fee.ts";
import { askChildren } from "../foreign/ask-children.ts";
import { AUDIT_LIMITS, type WebDeps } from "../web-deps.ts";
import { ADDRESSES, type Address, EVERYWHERE, EXAMPLE_RECEIPT, exampleTarget } from "./addresses.ts";
import { openApi } from "./openapi.ts";
import { PROBLEM_CODES } from "./problem-codes.ts";

const EDGE = "edge-of-a-part";
const fileForm = (text: string, fields: Readonly<Record<string, string>> = {}): InjectOptions => ({
  payload: `${Object.entries(fields)
    .map(([name, value]) => `--${EDGE}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`)
    .join(
      "",
    )}--${EDGE}\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\ncontent-type: text/csv\r\n\r\n${text}\r\n--${EDGE}--\r\n`,
  headers: { "content-type": `multipart/form-data; boundary=${EDGE}` },
});
const json = (body: unknown): InjectOptions => ({
  payload: typeof body === "string" ? body : JSON.stringify(body),
  headers: { "content-type": "application/json" },
});

/** The example of an address as a request, with another value for one field of its query or body. */
function asked(address: Address, other: Readonly<Record<string, string | undefined>> = {}): InjectOptions {
  const { sent, method } = address;
  const inBody = method === "post" && !("known" in other);
  const query = inBody ? sent.query : { ...sent.query, ...other };
  const body = sent.json
    ? json(inBody ? { ...sent.json, ...other } : sent.json)
    : sent.file === undefined
      ? {}
      : fileForm(sent.file, other as Record<string, string>);
  // a field without a value is left out
  const given = JSON.parse(JSON.stringify(query ?? {})) as Record<string, string>;
  return {
    method: method.toUpperCase() as "GET",
    url: exampleTarget({ ...address, sent: { ...sent, query: given } }, EXAMPLE_RECEIPT),
    ...body,
  };
}

/** What is asked to meet a code; where it is the server's state that decides, the example is asked as it stands. */
const REQUESTS: Readonly<Record<string, (address: Address) => InjectOptions>> = {
  bad_field: (address) =>
    address.name === "report"
      ? { url: "/api/v1/reports/none" }
      : asked(
          address,
          address.name === "reports"
            ? { words: "x".repeat(1_001) }
            : address.name === "audit"
              ? { accountType: "none" }
              : address.name === "compare"
                ? { transfers: "abc" }
                : { limit: "0" },
        ),
  bad_cursor: (address) => asked(address, { cursor: "!" }),
  unknown_service: (address) => asked(address, { service: "nothing" }),
  unknown_bank: (address) => asked(address, { bank: "nothing" }),
  unknown_jurisdiction: (address) => asked(address, { jurisdiction: "xx" }),
  missing_field: (address) => asked(address, { [address.name === "learnt" ? "since" : "service"]: undefined }),
  bad_date: (address) => asked(address, { on: "2026-02-30" }),
  bad_amount: (address) => asked(address, { amount: "abc" }),
  bad_fact: (address) =>
    "json" in address.sent ? asked(address, { account: "none" }) : asked(address, { pages: "0" }),
  bad_instant: (address) => asked(address, { known: "later" }),
  nothing_known: (address) => asked(address, { known: "2000-01-01" }),
  bad_json: (address) => ({ ...asked(address), ...json("{") }),
  bad_request: (address) => ({ ...asked(address), ...json("{") }),
  no_file: (address) => ({ ...asked(address), payload: "", headers: {} }),
  unreadable: (address) => ({ ...asked(address), ...fileForm("\u0000\u0001\u0002 nothing that is a statement") }),
  unsupported_media_type: (address) => ({
    ...asked(address),
    payload: "<a/>",
    headers: { "content-type": "text/xml" },
  }),
  too_large: (address) =>
    address.name === "audit" ? asked(address) : { ...asked(address), ...json({ words: "x".repeat(70_000) }) },
  unknown_key: (address) => {
    const request = asked(address);
    return { ...request, headers: { ...request.headers, authorization: "Bearer nobody" } };
  },
};

/** Reports that end as they are told to: how a real database comes to each end is shown in `report.int.test.ts`. */
const book = (end: () => Promise<never>): ReportBook => ({ add: end, find: end });
const refusing = (code: "key_reused" | "outcome_unknown"): Partial<WebDeps> => ({
  reports: book(() => Promise.reject(new Refused(code, null, "So it ended."))),
});
const pack = shippedPack();
const broken: WebDeps["ctx"] = {
  ...contextOf(pack),
  packs: { current: () => Promise.reject(new Error("broken")), knownAt: () => Promise.reject(new Error("broken")) },
};
const children = (limits: typeof AUDIT_LIMITS): Partial<WebDeps> => ({
  ...askChildren({ pool: CHILDREN.pool, engineVersion: "0.0.0-test" }),
  limits,
});

/** A server in the state in which a code is answered; every other code needs none. */
const STATES: Readonly<Record<string, Partial<WebDeps>>> = {
  key_reused: refusing("key_reused"),
  outcome_unknown: refusing("outcome_unknown"),
  unknown_receipt: { reports: { add: () => Promise.reject(new Error("not asked")), find: async () => undefined } },
  internal: { ctx: broken, reports: book(() => Promise.reject(new Error("broken"))) },
  busy: { bounds: { pagesATurn: 0, pagesWaiting: 0, databasePlaces: 0, databaseWaiting: 0, uploadsReceived: 0 } },
  too_many_requests: { bounds: { costlyPerMinute: 1 } },
  too_large: children({ ...AUDIT_LIMITS, bytes: 20 }),
  too_slow: children({ ...AUDIT_LIMITS, timeMs: 1 }),
  unknown_key: { apiKeys: [{ name: "a program", sha256: createHash("sha256").update("its key").digest("hex") }] },
};

const servers = new Map<string, Promise<FastifyInstance>>();
const serverIn = (state: string): Promise<FastifyInstance> => {
  const server = servers.get(state) ?? testServer(STATES[state]);
  servers.set(state, server);
  return server;
};
afterAll(async () => {
  for (const server of servers.values()) await (await server).close();
});

type Described = {
  readonly content: Readonly<Record<string, { readonly schema: object; readonly examples: Examples }>>;
};
type Examples = Readonly<Record<string, { readonly value: Readonly<Record<string, unknown>> }>>;
const described = openApi("0") as {
  paths: Record<string, Record<string, { responses: Readonly<Record<string, Described>> }>>;
  components: object;
};
const ajv = new Ajv2020({ strict: false, validateFormats: false });

describe.each(ADDRESSES.map((address) => [`${address.method} ${address.path}`, address] as const))(
  "%s",
  (_, address) => {
    test.each([...address.problems, ...EVERYWHERE])("answers %s as OpenAPI says", async (code) => {
      const server = await serverIn(code in STATES ? code : "none");
      const request = (REQUESTS[code] ?? asked)(address);
      // the one that is still allowed
      if (code === "too_many_requests") await server.inject(request);
      const answer = await server.inject(request);
      expect([answer.json().code, answer.statusCode]).toEqual([code, PROBLEM_CODES[code]?.status]);
      const type = "application/problem+json";
      expect(answer.headers["content-type"]).toContain(type);
      const response = described.paths[address.path]?.[address.method]?.responses[String(answer.statusCode)];
      const { schema, examples } = response?.content[type] ?? { schema: {}, examples: {} };
      const whole = { ...schema, components: described.components };
      expect(ajv.validate(whole, answer.json()), ajv.errorsText()).toBe(true);
      const example = examples[code]?.value ?? {};
      expect(ajv.validate(whole, example), ajv.errorsText()).toBe(true);
      for (const field of ["type", "title", "status", "code"]) expect(answer.json()[field], field).toBe(example[field]);
      expect(answer.json().detail.length).toBeGreaterThan(5);
    });
  },
);
