/** What a developer sees first: the list of addresses, the page with lines to paste, and examples that are asked for real. */
import { execFile } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { afterAll, describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CHILDREN, testServer } from "../../../e2e/support/test-server.ts";
import { askChildren } from "../foreign/ask-children.ts";
import { originOf } from "../origin-of.ts";
import { STATUS } from "../problem-status.ts";
import { ADDRESSES, EVERYWHERE } from "./addresses.ts";

const run = promisify(execFile);
const pack = shippedPack();
const app = await testServer(askChildren({ pool: CHILDREN.pool, engineVersion: "0.0.0-test" }));
const address = await app.listen({ host: "127.0.0.1", port: 0 });
afterAll(() => app.close());

const plain = (html: string): string =>
  html
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&#39;", "'")
    .replaceAll("&amp;", "&");
const page = async (): Promise<string> => (await fetch(`${address}/api`)).text();
const blocks = (html: string): string[] =>
  [...html.matchAll(/<pre><code>([\s\S]*?)<\/code><\/pre>/g)].map(([, code]) => plain(code ?? ""));
const shell = async (line: string): Promise<string> => (await run("bash", ["--norc", "-c", line])).stdout;

/** Needs PostgreSQL, which is away here: what is stored is tried in `api-reports.int.test.ts`. */
const STORES = /\/api\/v1\/reports/;

type Field = { name: string; schema: { description?: string } };
type Body = { content: Record<string, { schema: { properties?: Record<string, Field["schema"]> } }> };
type Described = { parameters: Field[]; requestBody?: Body };
const fieldsOf = ({ content }: Body = { content: {} }): Field[] =>
  Object.values(content).flatMap(({ schema: { properties = {} } }) =>
    Object.entries(properties).map(([name, schema]) => ({ name, schema })),
  );

/** The block that shows pages of a list and ETags. */
const ETAG = /--etag-save/;

describe("the page for developers", () => {
  test("has a line for each address, and each answers as the page says", async () => {
    const code = blocks(await page());
    const lines = code.filter((text) => /^(?:curl|printf) /.test(text) && text.includes("/api/v1") && !ETAG.test(text));
    expect(lines.length).toBe(ADDRESSES.length);
    for (const line of lines.filter((text) => !STORES.test(text))) {
      const beside = code[code.indexOf(line) + 1] ?? "";
      const shown = JSON.parse(beside);
      expect(JSON.parse(await shell(line)), line).toEqual(shown);
    }
  });

  test("has lines for pages as data that run too", async () => {
    const [data = ""] = blocks(await page());
    for (const line of data.split("\n")) expect((await shell(line)).length, line).toBeGreaterThan(200);
  });

  test("has lines that run for the next page of a list, and for what has not changed", async () => {
    const lines = (blocks(await page()).find((text) => ETAG.test(text)) ?? "").split("\n");
    const folder = await mkdtemp(join(tmpdir(), "openfees-etag-"));
    const said: string[] = [];
    for (const line of lines) said.push(await shell(`cd ${folder}; ${line}`));
    const [first, second, saved, same] = said;
    const idsOf = (text = "") => (JSON.parse(text) as { data: { id: string }[] }).data.map(({ id }) => id);
    expect(idsOf(second)).toHaveLength(5);
    expect(idsOf(second)).not.toEqual(idsOf(first));
    expect([saved, same]).toEqual(["status 200\n", "status 304\n"]);
    await rm(folder, { recursive: true });
  });

  test("says every field of every address in words, and every code that it names", async () => {
    const html = plain(await page());
    const { paths } = (await (await fetch(`${address}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, Described>>;
    };
    for (const operations of Object.values(paths))
      for (const { parameters, requestBody } of Object.values(operations))
        for (const { name, schema } of [...parameters, ...fieldsOf(requestBody)]) {
          expect(schema.description, name).toMatch(/\w/);
          expect(html).toContain(schema.description);
        }
    for (const code of [...ADDRESSES.flatMap(({ problems }) => problems), ...EVERYWHERE, ...Object.keys(STATUS)])
      expect(html).toContain(`<code>${code}</code>`);
  });

  test("repeats no host that is no plain one, whatever a request says", async () => {
    const weird = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom("a'b", "x$(id)", "a b", "<b>", 'h"', "[::1]:80;ls"),
    );
    fc.assert(
      fc.property(weird, (host) => {
        const origin = originOf({ host, protocol: "http", socket: { localPort: 8080 } } as never);
        expect(origin).toMatch(/^http:\/\/[a-z\d.:[\]-]+$/);
      }),
    );
    const asked = await app.inject({ url: "/api", headers: { host: "fees.example.org" } });
    expect(plain(asked.body)).toContain("curl -s 'http://fees.example.org/api/v1/banks?limit=1'");
    expect(asked.headers["cache-control"]).toBe("no-store");
    expect((await app.inject({ url: "/api", headers: { host: "evil'$(id)" } })).body).not.toContain("$(id)");
  });
});

type Operation = {
  parameters: { name: string; in: string; required: boolean; example?: unknown }[];
  requestBody?: { content: Record<string, { schema: object; example: Record<string, string> }> };
  responses: Record<string, { content: Record<string, { schema: object }> }>;
};

describe("OpenAPI", () => {
  test("has an example of each address that the server answers as its schema says", async () => {
    const description = (await (await fetch(`${address}/api/v1/openapi.json`)).json()) as {
      paths: Record<string, Record<string, Operation>>;
    };
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    for (const [path, operations] of Object.entries(description.paths))
      for (const [method, { parameters, requestBody, responses }] of Object.entries(operations)) {
        const query = new URLSearchParams();
        for (const { name, example, required, in: where } of parameters) {
          if (required) expect(example, `${path} ${name}`).toBeDefined();
          if (where === "query" && example !== undefined) query.set(name, String(example));
        }
        const [[type, { schema: asks, example }] = ["", { schema: {}, example: {} }]] = Object.entries(
          requestBody?.content ?? {},
        );
        if (requestBody) expect(ajv.validate(asks, example), ajv.errorsText()).toBe(true);
        if (path.startsWith("/reports")) continue;
        const form = new FormData();
        if (type.startsWith("multipart")) form.set("file", new File([example.file ?? ""], "statement.csv"));
        const body =
          type === ""
            ? {}
            : type.startsWith("multipart")
              ? { body: form }
              : { body: JSON.stringify(example), headers: { "content-type": type } };
        const answer = await fetch(`${address}/api/v1${path}?${query}`, { method: method.toUpperCase(), ...body });
        expect(answer.status, path).toBe(200);
        const schema = responses["200"]?.content["application/json"]?.schema ?? {};
        expect(ajv.validate(schema, await answer.json()), `${path}: ${ajv.errorsText()}`).toBe(true);
      }
  });
});

test("/api/v1 lists every address, and each example of one that is read answers", async () => {
  const index = (await (await fetch(`${address}/api/v1`)).json()) as {
    documentation: string;
    openapi: string;
    addresses: { method: string; address: string; example: string }[];
  };
  expect(index.addresses.map((one) => `${one.method} ${one.address}`)).toEqual(
    ADDRESSES.map(({ method, path }) => `${method.toUpperCase()} /api/v1${path}`),
  );
  const read = index.addresses.filter(({ method, example }) => method === "GET" && !STORES.test(example));
  for (const link of [index.documentation, index.openapi, ...read.map(({ example }) => example)])
    expect((await fetch(address + link)).status, link).toBe(200);
});

describe("GET /api/v1/charge", () => {
  const questions = fc.record(
    {
      service: fc.constantFrom(...pack.services.map(({ id }) => id), "no.such"),
      on: fc.constantFrom("2019-06-01", "2026-02-01", "2026-02-30"),
      amount: fc.constantFrom("1.00", "20000.00", "abc"),
      bank: fc.constantFrom("ng.gtbank", "ng.nobody"),
      account: fc.constantFrom("savings", "current", "gold"),
      whole: fc.boolean(),
      facts: fc.record(
        {
          locality: fc.constantFrom("on_site", "off_site"),
          pages: fc.integer({ min: 0, max: 9 }),
          sameOwner: fc.boolean(),
          weekTotal: fc.constant("900000.00"),
        },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: ["service", "on"] },
  );

  test("is the answer of a POST of the same question, letter for letter, refusals too", async () => {
    await fc.assert(
      fc.asyncProperty(questions, async ({ facts = {}, ...fields }) => {
        const given = Object.keys(facts).length > 0 ? { ...fields, facts } : fields;
        const payload = JSON.stringify({ id: "1", jurisdiction: "ng", ...given });
        const posted = await app.inject({
          method: "POST",
          url: "/api/v1/charge",
          payload,
          headers: { "content-type": "application/json" },
        });
        const query = new URLSearchParams(
          Object.entries({ ...fields, ...facts }).map(([name, value]) => [name, String(value)]),
        );
        const read = await app.inject(`/api/v1/charge?${query}`);
        const without = (text: string) => text.replace(/"requestId":"[^"]*"/, "");
        expect([read.statusCode, without(read.body)]).toEqual([posted.statusCode, without(posted.body)]);
      }),
      { numRuns: 150 },
    );
  });

  test("means today where no day is given, and refuses a field that is none", async () => {
    const today = await app.inject("/api/v1/charge?service=alert.sms");
    expect([today.statusCode, today.body]).toEqual([
      200,
      (await app.inject("/api/v1/charge?service=alert.sms&on=2026-11-24")).body,
    ]);
    const strange = await app.inject("/api/v1/charge?service=alert.sms&colour=red");
    expect([strange.statusCode, strange.json().code, strange.json().param]).toEqual([400, "bad_fact", "colour"]);
  });

  test("of an unknown service names the nearest", async () => {
    for (const url of [
      "/api/v1/charge?service=transfer.intrbank",
      "/api/v1/fees?service=transfer.intrbank",
      "/fees/transfer.intrbank.json",
    ])
      expect((await app.inject(url)).json(), url).toMatchObject({
        code: "unknown_service",
        detail: expect.stringMatching(/Did you mean .*transfer\.interbank/),
      });
  });
});

test("no list prints a sum with the sign of a currency", async () => {
  for (const list of ["banks", "products", "fees", "rules", "changes"])
    expect((await app.inject(`/api/v1/${list}?limit=200`)).body.match(/[₦$]\d[\d,.]*/g), list).toBeNull();
});

test("every list has an ETag, of what was known on a day too, and answers 304 to it", async () => {
  for (const url of [
    "/api/v1/banks",
    "/api/v1/fees?limit=3",
    "/api/v1/rules?on=2026-02-01",
    "/api/v1/rules?known=2026-11-24",
    "/api/v1",
  ]) {
    const { etag } = (await app.inject(url)).headers;
    expect(etag, url).toMatch(/^W\/"/);
    expect((await app.inject({ url, headers: { "if-none-match": String(etag) } })).statusCode, url).toBe(304);
  }
});
