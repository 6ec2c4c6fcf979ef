import { createHash } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { testServer } from "../../e2e/support/test-server.ts";
import { problemShape } from "../http/api/api-shapes.ts";
import type { Bounds } from "../http/server-bounds.ts";
import type { Log, WebDeps } from "../http/web-deps.ts";

const open: FastifyInstance[] = [];
afterEach(async () => {
  for (const app of open.splice(0)) await app.close();
});

const KEY = "a-made-key-of-a-shop-0123456789abcdef";
const OTHER = "a-made-key-of-a-paper-0123456789abcde";
const known = (name: string, key: string) => ({ name, sha256: createHash("sha256").update(key).digest("hex") });
const KEYS = [known("shop", KEY), known("paper", OTHER)];
/** What it costs to follow a report; there is no database here, so who is let in is told that it is away. */
const COSTLY = "/api/v1/reports/000000000000";

async function listening(bounds: Partial<Bounds>, own: Partial<WebDeps> = {}) {
  const app = await testServer({ bounds, apiKeys: KEYS, ...own });
  open.push(app);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return (path: string, authorization?: string, init: RequestInit = {}) =>
    fetch(`${address}${path}`, { ...init, headers: authorization === undefined ? {} : { authorization } });
}
const bearer = (key: string): string => `Bearer ${key}`;
const limitOf = (answer: Response) => [answer.headers.get("ratelimit-policy"), answer.headers.get("ratelimit")];

test("a request with a key draws from the key's own bucket and leaves that of its address alone", async () => {
  const ask = await listening({ costlyPerMinute: 2, keyPerMinute: 30, keyBurst: 3 });
  const answers = [];
  for (let i = 0; i < 4; i++) answers.push(await ask(COSTLY, bearer(KEY)));
  expect(answers.map((one) => one.status)).toEqual([503, 503, 503, 429]);
  expect(limitOf(answers[0]!)).toEqual(['"key";q=3;w=6', '"key";r=2;t=2']);
  expect(answers[3]?.headers.get("retry-after")).toBe("2");
  expect(problemShape.parse(await answers[3]?.json()).code).toBe("too_many_requests");
  expect((await ask(COSTLY, bearer(OTHER))).status, "another key has another bucket").toBe(503);
  const without = await ask(COSTLY);
  expect([without.status, ...limitOf(without)]).toEqual([503, '"address";q=2;w=60', '"address";r=1;t=30']);
});

test("a known key is good for sending a statement too", async () => {
  const ask = await listening({ keyPerMinute: 60, keyBurst: 60 });
  const body = new FormData();
  body.set("file", new Blob(["Date,Narration,Amount\n2026-01-02,POS 1,-1.00\n2026-01-03,POS 2,-1.00\n"]), "x.csv");
  const answer = await ask("/api/v1/audit", bearer(KEY), { method: "POST", body });
  expect([answer.status, ...limitOf(answer)]).toEqual([200, '"key";q=60;w=60', '"key";r=59;t=1']);
});

test.each([
  ["a kept answer", "/api/v1/banks", "GET"],
  ["a question that costs", COSTLY, "GET"],
  ["an address that is none", "/api/v1/nothing", "GET"],
  ["a statement", "/api/v1/audit", "POST"],
])("an unknown key is a 401 on %s, and nobody writes the key down", async (_what, path, method) => {
  const lines: string[] = [];
  const log: Log = {
    info: (...it) => lines.push(JSON.stringify(it)),
    error: (...it) => lines.push(JSON.stringify(it)),
  };
  const ask = await listening({}, { log });
  await ask(path, undefined, { method });
  lines.length = 0;
  for (const wrong of [`${KEY}x`, KEY.slice(1), KEY.toUpperCase(), KEYS[0]?.sha256 ?? ""]) {
    const answer = await ask(path, bearer(wrong), { method });
    expect([answer.status, answer.headers.get("cache-control")]).toEqual([401, "no-store"]);
    expect(answer.headers.get("www-authenticate")).toContain("Bearer");
    const text = await answer.text();
    expect(problemShape.parse(JSON.parse(text)).code).toBe("unknown_key");
    expect(text).not.toContain(wrong);
  }
  await ask(path, bearer(KEY), { method });
  expect(lines.length).toBeGreaterThan(0);
  for (const secret of [KEY, KEY.slice(1), KEYS[0]?.sha256 ?? ""]) expect(lines.join("\n")).not.toContain(secret);
});

test("reading facts has no limit, with a key or without, and the answer is the same", async () => {
  const ask = await listening({ costlyPerMinute: 1, keyPerMinute: 1, keyBurst: 1 });
  const texts = new Set<string>();
  for (const authorization of [undefined, bearer(KEY), bearer(KEY), bearer(KEY), undefined]) {
    const answer = await ask("/api/v1/banks?limit=5", authorization);
    expect([answer.status, ...limitOf(answer)]).toEqual([200, null, null]);
    texts.add(await answer.text());
  }
  expect(texts.size).toBe(1);
});

test("pages, other ways to say who one is, and a server without keys know no key", async () => {
  const ask = await listening({});
  expect((await ask("/fees", bearer("unknown"))).status).toBe(200);
  expect((await ask("/api/v1/banks", "Basic dTpw")).status).toBe(200);
  const keyless = await listening({}, { apiKeys: [] });
  const answer = await keyless(COSTLY, bearer("unknown"));
  expect([answer.status, answer.headers.get("ratelimit-policy")]).toEqual([503, '"address";q=6000;w=60']);
});

test("the API says in its own description that a key may come", async () => {
  const ask = await listening({});
  const { security, components } = (await (await ask("/api/v1/openapi.json")).json()) as Record<string, object>;
  expect(security).toEqual([{}, { key: [] }]);
  expect(components).toMatchObject({ securitySchemes: { key: { type: "http", scheme: "bearer" } } });
});
