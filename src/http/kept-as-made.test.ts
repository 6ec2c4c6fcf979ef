/** An answer that is given again is the answer that was given first: the same words, called the same thing, for as long. */
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { PAGES } from "../../e2e/support/pages.ts";
import { testServer } from "../../e2e/support/test-server.ts";

let app: FastifyInstance;
beforeAll(async () => {
  app = await testServer();
});
afterAll(() => app.close());

const ENDS = ["", ".json", ".csv", ".atom", ".feed.json", ".ics"];
/** What differs from one answer to the next. */
const OF_ONE_ANSWER = ["x-request-id", "date", "connection", "keep-alive"];
const TYPES: Readonly<Record<string, RegExp>> = {
  ".json": /^application\/json/,
  ".csv": /^text\/csv/,
  ".atom": /^application\/atom\+xml/,
  ".feed.json": /^application\/feed\+json/,
  ".ics": /^text\/calendar/,
};

async function answer(address: string) {
  const { statusCode, headers, body } = await app.inject(address);
  const said = Object.entries(headers).filter(([name]) => !OF_ONE_ANSWER.includes(name));
  return { statusCode, headers: Object.fromEntries(said.sort()), body };
}

/** Every page, and every other form that one without a question may have. */
const addresses = new Set(
  PAGES.flatMap(([, path]) => (path === "/" || path.includes("?") ? [path] : ENDS.map((end) => path + end))),
);

test("whatever is asked a second time is answered as the first time, under the name of its kind", async () => {
  const kinds = new Map<string, number>();
  for (const address of addresses) {
    const first = await answer(address);
    if (first.statusCode !== 200) continue;
    const end = ENDS.findLast((one) => one !== "" && address.endsWith(one)) ?? "";
    const type = TYPES[end] ?? /^text\/html/;
    expect(first.headers["content-type"], address).toMatch(type);
    // a form has a key of its own each time, and says that nobody may keep it
    if (first.headers["cache-control"] === "no-store") continue;
    kinds.set(end, (kinds.get(end) ?? 0) + 1);
    const again = await answer(address);
    expect(again.headers, address).toEqual(first.headers);
    expect(again.body === first.body, address).toBe(true);
  }
  expect([...kinds.keys()].sort()).toEqual([...ENDS].sort());
});
