/** Whatever a stranger writes into an address, the answer is a page or a clear refusal: never that something went wrong here. */
import fc from "fast-check";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGES } from "../../e2e/support/pages.ts";
import { testServer } from "../../e2e/support/test-server.ts";

const RUNS = process.env.LONG_FORM === "1" ? 3_000 : 300;

let app: FastifyInstance;
beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const DAYS = [
  "0001-01-01",
  "0000-12-31",
  "1582-10-10",
  "1969-12-31",
  "2024-02-30",
  "9999-12-31",
  "9999-12-01",
  "+010000-01-01",
];
const INSTANTS = [
  "0001-01-01T00:00:00Z",
  "9999-12-31T23:59:59Z",
  "2026-11-30T24:00:00Z",
  "2026-11-30T00:00:00.000000001Z",
];
const SUMS = ["0", "-1", "0.001", "1e3", "9".repeat(18), "9".repeat(40), "1,00,0", "١٢٣", "NaN", ".", "₦"];
const WORDS = [
  "__proto__",
  "constructor",
  "toString",
  "\u0000",
  "\ud800",
  "%",
  "%00",
  "a".repeat(300),
  "<b>",
  "'",
  "../..",
  "ng.gtbank",
  "transfer.interbank",
];
const EXTREMES = [...DAYS, ...INSTANTS, ...SUMS, ...WORDS, ""];
const NAMES = [
  "on",
  "known",
  "amount",
  "service",
  "bank",
  "account",
  "year",
  "kind",
  "q",
  "a",
  "b",
  "profile",
  "transfers",
  "withdrawals",
  "leaves",
  "count",
  "limit",
  "cursor",
  "jurisdiction",
  "party",
  "whole",
  "example",
  "lang",
  "__proto__",
];
const API = [
  "/api/v1",
  "/api/v1/fees",
  "/api/v1/banks",
  "/api/v1/rules",
  "/api/v1/changes",
  "/api/v1/charge",
  "/api/v1/compare",
  "/api/v1/fees/alert.sms",
  "/search.json",
  "/data/fees.csv",
];
const ENDS = ["", ".json", ".csv", ".atom", ".feed.json", ".ics"];

/** An address that the site has, with one to three of its questions asked in a way that nobody would. */
const addresses = fc
  .record({
    path: fc.constantFrom(...PAGES.map(([, path]) => path), ...API),
    end: fc.constantFrom(...ENDS),
    segment: fc.option(fc.constantFrom(...EXTREMES), { freq: 8 }),
    own: fc.array(fc.tuple(fc.nat(), fc.constantFrom(...EXTREMES)), { maxLength: 2 }),
    more: fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.constantFrom(...EXTREMES)), { maxLength: 2 }),
  })
  .map(({ path, end, segment, own, more }) => {
    const [head = "", question = ""] = path.split("?");
    const asked = [...new URLSearchParams(question)];
    for (const [at, value] of own) {
      const one = asked[at % asked.length];
      if (one) one[1] = value;
    }
    const query = [...asked, ...more].map(([name, value]) => `${written(name)}=${written(value)}`).join("&");
    const way = segment === null ? head : `${head.replace(/\/[^/]*$/, "")}/${written(segment)}`;
    return `${way === "/" ? way : way + end}${query && "?"}${query}`;
  });

/** As a browser writes it; half a character, which no browser can write, goes as the byte that some program sends. */
const written = (text: string): string => (text.isWellFormed() ? encodeURIComponent(text) : "%ED%A0%80");

test("no address is answered with a fault of ours", async () => {
  await fc.assert(
    fc.asyncProperty(addresses, async (address) => {
      const { statusCode, body } = await app.inject(address);
      expect(statusCode, `${address}\n${body.slice(0, 300)}`).toBeLessThan(500);
    }),
    {
      numRuns: RUNS,
      examples: [["/complain?kind=excess_charge&on=0001-01-01"], ["/complain?kind=excess_charge&on=9999-12-31"]],
    },
  );
});
