/** What strangers send to end the service, from generators of our own: each is an answer, and the next honest one is served. */
import { deflateRawSync, deflateSync } from "node:zlib";
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { CHILDREN, SEALER, testServer } from "../../../e2e/support/test-server.ts";
import { zipOf } from "../../../test/support/made-zip.ts";
import { AUDIT_LIMITS } from "../web-deps.ts";

// the server judges in child processes
vi.setConfig({ testTimeout: 300_000 });

/** `npm run test:long` draws more of each kind, and larger ones. */
const LONG = process.env.LONG_FORM === "1";

let app: FastifyInstance;
/** Of the same children, with all the time that a busy machine may need for an honest file. */
let honest: FastifyInstance;
beforeAll(async () => {
  app = await testServer({ limits: { ...AUDIT_LIMITS, timeMs: 4_000 } });
  honest = await testServer({ limits: { ...AUDIT_LIMITS, timeMs: 120_000 } });
});
afterAll(async () => {
  await app.close();
  await honest.close();
});

const EDGE = "edge-of-a-part";
const form = (parts: readonly (readonly [head: string, body: Uint8Array | string])[]) => ({
  payload: Buffer.concat([
    ...parts.flatMap(([head, body]) => [
      Buffer.from(`--${EDGE}\r\ncontent-disposition: form-data; ${head}\r\n\r\n`),
      Buffer.from(body as string),
      Buffer.from("\r\n"),
    ]),
    Buffer.from(`--${EDGE}--\r\n`),
  ]),
  headers: { "content-type": `multipart/form-data; boundary=${EDGE}` },
});
const send = async (url: string, bytes: Uint8Array | string, name: string, to = app): Promise<number> =>
  (await to.inject({ method: "POST", url, ...form([[`name="file"; filename="${name}"`, bytes]]) })).statusCode;
const save = async (result: string, what = "statement-check.html"): Promise<number> =>
  (
    await app.inject({
      method: "POST",
      url: "/audit/server/save",
      ...form([
        ['name="what"', what],
        ['name="result"', result],
      ]),
    })
  ).statusCode;

const HONEST = "Date,Narration,Debit,Credit,Balance\n01-02-2026,NIP CHARGE,10.75,,100.00\n";
/** The next one is judged, pages are served, and no child holds more than all may. */
async function allIsWell(): Promise<void> {
  expect((await app.inject("/healthz")).statusCode).toBe(200);
  expect(await send("/api/v1/audit", HONEST, "x.csv", honest)).toBe(200);
  expect((await CHILDREN.pool()).now().residentBytes).toBeLessThan(640_000_000);
}

const of = (count: number, text: string) => text.repeat(count);
const packed = (name: string, body: string) => zipOf([{ name, body, deflate: true }]);
const pdfOf = (stream: Uint8Array, filter: string) =>
  Buffer.concat([
    Buffer.from(
      `%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>endobj\n4 0 obj<</Length ${stream.length}/Filter${filter}>>stream\n`,
    ),
    stream,
    Buffer.from("\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%EOF"),
  ]);

/** A kind of file each, with a size that is chosen for it. */
const KINDS: Readonly<Record<string, (n: number) => readonly [Uint8Array | string, string]>> = {
  "a table whose cells span columns": (n) => [
    packed("a.xls", `<html><table><tr>${of(n * 40_000, '<td colspan="999">1</td>')}`),
    "a.zip",
  ],
  "a table whose cells span rows": (n) => [
    packed("a.html", `<html><table>${of(n * 20_000, "<tr><td rowspan=9999>1")}`),
    "a.zip",
  ],
  "tables in tables": (n) => [packed("a.html", `<html>${of(n * 50_000, "<table><tr><td>")}`), "a.zip"],
  "a row of very many cells": (n) => [`Date,Narration,Amount\n${of(n * 200_000, "1,")}\n`, "a.csv"],
  "a quoted cell without its end": (n) => [`Date,Narration,Amount\n"${of(n * 200_000, 'a,""\n')}`, "a.csv"],
  "lists in lists": (n) => [`${of(n * 100_000, "[")}1${of(n * 100_000, "]")}`, "a.json"],
  "a list of very many empty things": (n) => [packed("a.json", `[${of(n * 1_000_000, "{},")}{}]`), "a.zip"],
  "elements in elements": (n) => [of(n * 100_000, "<a>"), "a.xml"],
  "entities of entities": (n) => [
    `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">${Array.from({ length: n + 3 }, (_, i) => `<!ENTITY ${String.fromCharCode(98 + i)} "${of(10, `&${String.fromCharCode(97 + i)};`)}">`).join("")}]><Document>&d;</Document>`,
    "a.xml",
  ],
  "archives in archives": (n) => {
    let inner = packed("a.csv", of(n * 100_000, HONEST));
    for (let depth = 0; depth < n + 2; depth++)
      inner = zipOf(Array.from({ length: 9 }, (_, i) => ({ name: `${i}.zip`, body: inner, deflate: true })));
    return [inner, "a.zip"];
  },
  "a file of zeros, packed": (n) => [packed("a.csv", of(n * 30_000_000, "0")), "a.zip"],
  "a page of a PDF, packed twice": (n) => [
    pdfOf(deflateSync(deflateSync(of(n * 1_000_000, "BT (a) Tj ET "))), "[/FlateDecode/FlateDecode]"),
    "a.pdf",
  ],
  "a PDF of very many words": (n) => [
    pdfOf(deflateSync(`BT /F1 9 Tf ${of(n * 400_000, "(a) Tj ")}ET`), "/FlateDecode"),
    "a.pdf",
  ],
  "one line of an alert": (n) => [`Acct:${of(n * 400_000, " 1")} Amt:NGN1.00 CR`, "a.txt"],
  "words without an end in MT940": (n) => [
    `:20:1\n:25:1\n:28C:1\n:60F:C260101NGN1,\n:61:2601020102D25,NMSC1\n:86:${of(n * 200_000, "?20/")}`,
    "a.sta",
  ],
};

describe("a file from a stranger", () => {
  test.each(Object.entries(KINDS))("that is %s ends nothing", async (_kind, make) => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: LONG ? 8 : 4 }),
        fc.constantFrom("/api/v1/audit", "/audit/server"),
        async (n, url) => {
          const [bytes, name] = make(n);
          expect([200, 400, 413, 422]).toContain(await send(url, bytes, name));
        },
      ),
      { numRuns: LONG ? 4 : 1 },
    );
    await allIsWell();
  });
});

describe("a result from a stranger", () => {
  const inflated = (n: number): [string, string][] => [
    ["a list of very many empty lines", `{"lines":[${of(n * 2_000_000, "{},")}{}]}`],
    ["lists in lists", of(n * 1_000_000, "[")],
    ["one long text", `{"why":"${of(n * 6_000_000, "x")}"}`],
    ["very many names", `{${Array.from({ length: n * 50_000 }, (_, i) => `"${i}":1`).join(",")}}`],
  ];

  test("is refused unread without our seal, whatever it would inflate to", async () => {
    const before = (await CHILDREN.pool()).now().jobs;
    for (const [, text] of inflated(6)) {
      const carried = deflateRawSync(text, { level: 1 }).toString("base64url");
      expect(await save(carried)).toBe(400);
      expect(await save(`${SEALER.seal(Buffer.from("another"))}.${carried}`)).toBe(400);
    }
    expect((await CHILDREN.pool()).now().jobs).toBe(before);
  });

  test.each(inflated(7))("ends nothing behind a seal either: %s", async (_what, text) => {
    const carried = deflateRawSync(text, { level: 1 }).toString("base64url");
    expect([400, 413, 422]).toContain(await save(`${SEALER.seal(Buffer.from(carried))}.${carried}`));
    await allIsWell();
  });
});
