import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testServer } from "../../../e2e/support/test-server.ts";

/** A price at cost whose sum is what banks take. No text names it as a limit, and no page may call it one. */
const SAID = "What it costs the bank; banks take ₦6";
const AS_LIMIT = /at most ₦6|you pay at most|the most that may be taken (?:today|while|on)|fee, at most|, up to:/i;

let app: FastifyInstance;
beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const textOf = async (url: string) => {
  const { statusCode, body } = await app.inject({ url });
  expect([url, statusCode]).toEqual([url, 200]);
  return body
    .replace(/<(script|style)[\s\S]*?<\/\1>/g, "")
    .replace(/<svg[\s\S]*?<\/svg>/g, "")
    .replace(/<[^>]*>/g, " ")
    .replace(/\s+/g, " ");
};

test.each(["/fees/alert.sms", "/rules/ng-sms-bench-2025", "/?q=sms+alert+charge"])(
  "%s says the price of an SMS alert in the one way, and not as a limit",
  async (url) => {
    const text = await textOf(url);
    expect(text).toContain(SAID);
    expect(text).not.toMatch(AS_LIMIT);
  },
);

test("lists of fees, of banks' fees and of changes say it in the same way", async () => {
  for (const url of ["/", "/fees", "/banks/ng.opay", "/changes"]) {
    const text = await textOf(url);
    expect([url, text.includes(SAID)]).toEqual([url, true]);
    expect([url, text.includes("at most ₦6")]).toEqual([url, false]);
  }
});

test("the calculator gives the sum as what banks take, and the change is no change of a limit", async () => {
  const charge = await textOf("/charge?service=alert.sms");
  expect(charge).toContain("The bank may ask what it costs the bank. Banks take:");
  expect(charge).not.toMatch(AS_LIMIT);
  const change = await textOf("/changes/law.alert.sms.2025-05-01");
  expect(change).toContain(SAID);
  expect(change).not.toContain("The limit for banks");
});

test("a price at cost with a figure of the rule keeps it as the most", async () => {
  expect(await textOf("/fees/token.hardware")).toContain("What it costs the bank, at most ₦2,500");
});
