import { afterAll, beforeAll, expect, test } from "vitest";
import { contextOf, shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { testServer } from "../../../e2e/support/test-server.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import type { Price } from "../../domain/fees/price.ts";
import { learntShape } from "../api/api-shapes.ts";

const now = shippedPack();
const fixed = (pack: Pack, service: string, amount: string): Pack => ({
  ...pack,
  version: "2026.11.20",
  sha256: "1".repeat(64),
  rules: pack.rules.map((rule) =>
    rule.service === service && rule.until === null ? { ...rule, price: { kind: "fixed", amount } as Price } : rule,
  ),
});
/** Until noon of 22 November we held a card's quarterly fee to be 65. */
const then = fixed(now, "card.maintenance", "65.00");
const NOON = "2026-11-22T12:00:00.000Z";

let app: Awaited<ReturnType<typeof testServer>>;
beforeAll(async () => {
  const ctx = contextOf(now);
  const knownAt = async (_jurisdiction: string, at: string) => (at < "2026-11-20" ? undefined : at < NOON ? then : now);
  app = await testServer({ ctx: { ...ctx, packs: { ...ctx.packs, knownAt } } });
});
afterAll(() => app.close());

const json = async (url: string) => (await app.inject(url)).json();

test("two moments are set side by side: page, data, table and API say the same", async () => {
  const url = "?since=2026-11-21";
  const { body } = await app.inject(`/changes/learnt${url}`);
  const text = body.replace(/<[^>]+>/g, " ").replace(/\s+/g, " ");
  expect(text).toContain("Card maintenance");
  expect(text).toContain("We say less than we did: ₦69.88 then, ₦53.75 now");
  expect(body).toContain('href="/changes/learnt.csv?since=2026-11-21T23%3A59%3A59.999Z"');
  const view = await json(`/changes/learnt.json${url}`);
  expect(view.earlier).toEqual({ version: then.version, sha256: then.sha256 });
  expect(view.changes.map(({ service }: { service: string }) => service)).toEqual(["card.maintenance"]);
  const api = await json(`/api/v1/learnt${url}`);
  expect(api).toEqual(view);
  learntShape.parse(api);
  const [head, ...rows] = (await app.inject(`/changes/learnt.csv${url}`)).body.trim().split("\r\n");
  expect(head).toBe((await app.inject("/changes.csv")).body.split("\r\n")[0]);
  expect(rows).toHaveLength(view.changes[0].cases.length);
});

test("`known` is the later moment, an instant counts to the second, and service and bank narrow it", async () => {
  const of = async (query: string) => (await json(`/api/v1/learnt?${query}`)).changes.length;
  expect(await of("since=2026-11-21&known=2026-11-22T11:59:59Z")).toBe(0);
  expect(await of("since=2026-11-22T11:59:59Z")).toBe(1);
  expect(await of("since=2026-11-22T12:00:00Z")).toBe(0);
  expect(await of("since=2026-11-21&service=card.maintenance")).toBe(1);
  expect(await of("since=2026-11-21&service=alert.sms")).toBe(0);
  expect(await of("since=2026-11-21&bank=ng.gtbank")).toBe(0);
  expect(await of("since=2026-11-21&on=1999-01-01")).toBe(0);
});

test("before our first facts nothing is compared, and it is said; a moment in the wrong order or form is refused at its field", async () => {
  expect(await json("/api/v1/learnt?since=2020-01-01")).toMatchObject({ earlier: null, changes: [] });
  expect((await app.inject("/changes/learnt?since=2020-01-01")).body).toContain("We had no facts yet on 1 Jan 2020");
  const wrong = await app.inject("/changes/learnt?since=yesterday");
  expect(wrong.statusCode).toBe(400);
  expect(wrong.body).toContain('id="since-wrong"');
  for (const [query, status, code] of [
    ["", 400, "missing_field"],
    ["since=2026-02-30", 400, "bad_instant"],
    ["since=2026-11-23&known=2026-11-22", 400, "bad_instant"],
    ["since=2026-11-21&service=none", 404, "unknown_service"],
  ] as const) {
    const answer = await app.inject(`/api/v1/learnt?${query}`);
    expect([answer.statusCode, answer.json().code], query).toEqual([status, code]);
  }
});

test("without a moment the page asks for one", async () => {
  const { statusCode, body } = await app.inject("/changes/learnt");
  expect(statusCode).toBe(200);
  expect(body).toContain("What we knew at the end of");
  expect(body).not.toContain("Then and now");
});
