import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { testServer } from "../../e2e/support/test-server.ts";
import { type ByHand, byHand, hangUpAll } from "../../test/support/by-hand.ts";
import { pollUntil } from "../platform/deadline.ts";
import type { Bounds } from "./server-bounds.ts";
import type { WebDeps } from "./web-deps.ts";

// A real server; the crowd's questions come in one piece, so that all of them are there before the first is answered.

const open: FastifyInstance[] = [];
afterEach(async () => {
  hangUpAll();
  for (const app of open.splice(0)) await app.close();
});

async function listening(bounds: Partial<Bounds>, own: Partial<WebDeps> = {}) {
  const given: { route: string; status: number }[] = [];
  const app = await testServer({ bounds, answered: ({ route, status }) => given.push({ route, status }), ...own });
  open.push(app);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return { address, port: Number(new URL(address).port), given };
}

const get = (path: string, headers = ""): string => `GET ${path} HTTP/1.1\r\nhost: x\r\n${headers}\r\n`;
/** Sends many questions over one connection at once. */
function askAll(port: number, questions: readonly string[]): ByHand {
  const crowd = byHand(port);
  crowd.socket.write(questions.join(""));
  return crowd;
}

/** A turn is handed on some rounds of the event loop after its answer; the server turns in this very loop. */
async function turnsHandedOn(): Promise<void> {
  for (let round = 0; round < 50; round++) await new Promise((resolve) => setImmediate(resolve));
}

/** The heads of so many answers, in the order of the questions. */
async function headsOf(crowd: ByHand, count: number): Promise<string[]> {
  const heads = () =>
    crowd
      .said()
      .split("HTTP/1.1 ")
      .slice(1)
      .map((text) => text.split("\r\n\r\n")[0] ?? "");
  const all = await pollUntil(() => (heads().length === count ? heads() : undefined), 30_000);
  expect(all, `${heads().length} of ${count} answers came`).toBeDefined();
  return all ?? [];
}
const countOf = (heads: readonly string[], status: number): number =>
  heads.filter((head) => head.startsWith(`${status} `)).length;

test("of a crowd for ever other pages so many are made as wait their turn, the rest is told to come again; a kept page goes out between", async () => {
  const { address, port, given } = await listening({ pagesATurn: 1, pagesWaiting: 40, pagesWaitMs: 60_000 });
  expect((await fetch(`${address}/fees`)).status).toBe(200);
  await turnsHandedOn();
  given.length = 0;
  const reader = byHand(port);
  await new Promise((resolve) => reader.socket.once("connect", resolve));
  const crowd = askAll(
    port,
    Array.from({ length: 200 }, (_, i) => get(`/no-such-page-${i}`)),
  );
  reader.socket.write(get("/fees"));
  const heads = await headsOf(crowd, 200);
  expect([countOf(heads, 404), countOf(heads, 503)]).toEqual([41, 159]);
  for (const head of heads.filter((one) => one.startsWith("503"))) expect(head).toMatch(/retry-after: [1-9]/);
  expect(reader.said()).toContain("HTTP/1.1 200");
  const kept = given.findIndex(({ status }) => status === 200);
  const last = given.findLastIndex(({ status }) => status === 404);
  expect(kept).toBeGreaterThanOrEqual(0);
  expect(kept).toBeLessThan(last);
});

test.each([
  ["lists", (i: number) => get(`/api/v1/rules?limit=${i + 1}`), 200],
  ["searches", (i: number) => get(`/?q=fee+${i}`), 200],
  ["charges", (i: number) => get(`/charge?service=transfer.interbank&amount=${i + 1}`), 200],
  ["days of one page, each packed", (i: number) => get(`/fees?on=2026-10-${i + 10}`, "accept-encoding: br\r\n"), 200],
  ["forms", () => get("/report"), 200],
  ["scripts that are none", (i: number) => get(`/audit/app/none-${i}.js`), 404],
])("%s wait their turn", async (_what, question, status) => {
  const { address, port } = await listening({ pagesATurn: 1, pagesWaiting: 5, pagesWaitMs: 60_000 });
  // what is made once for all, such as the scripts and the page that days share, is there
  await (await fetch(`${address}/audit`)).text();
  await (await fetch(`${address}/fees?on=2026-10-09`)).text();
  await turnsHandedOn();
  const crowd = askAll(
    port,
    Array.from({ length: 20 }, (_, i) => question(i)),
  );
  const heads = await headsOf(crowd, 20);
  expect([countOf(heads, status), countOf(heads, 503)]).toEqual([6, 14]);
});

test("who asks for a page whose maker is turned away is answered too", async () => {
  const { port } = await listening({ pagesATurn: 1, pagesWaiting: 0 });
  const crowd = askAll(port, [get("/banks"), ...Array.from({ length: 5 }, () => get("/method"))]);
  const heads = await headsOf(crowd, 6);
  expect(heads.map((head) => head.slice(0, 3))).toEqual(["200", "503", "503", "503", "503", "503"]);
});

test("turns are handed on to the end, and the health check waits for none", async () => {
  const { address, port } = await listening({ pagesATurn: 1, pagesWaiting: 0 });
  for (let i = 0; i < 5; i++) {
    await turnsHandedOn();
    const crowd = askAll(port, [get(`/gone-${i}`), get(`/also-gone-${i}`), get("/healthz")]);
    expect((await headsOf(crowd, 3)).map((head) => head.slice(0, 3))).toEqual(["404", "503", "200"]);
  }
  await turnsHandedOn();
  expect((await fetch(`${address}/about`)).status).toBe(200);
});

test("who sends a question slowly holds up nobody's page, nor does a statement that is judged in a thread", async () => {
  let judged = 0;
  const audit: WebDeps["audit"] = () => {
    judged++;
    return new Promise(() => {});
  };
  const { address, port } = await listening({ pagesATurn: 1, pagesWaiting: 0 }, { audit });
  const slow = byHand(port);
  slow.socket.write(
    "POST /api/v1/charge HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n{",
  );
  const form = await (await fetch(`${address}/audit/server`)).text();
  const example = /example=([\w.-]+)/.exec(form)?.[1];
  expect(example).toBeDefined();
  await turnsHandedOn();
  const looking = byHand(port);
  looking.socket.write(get(`/audit/server?example=${example}`));
  expect(await pollUntil(() => (judged === 1 ? true : undefined), 30_000)).toBe(true);
  expect((await fetch(`${address}/no-such-page`)).status).toBe(404);
  await turnsHandedOn();
  expect((await fetch(`${address}/fees`)).status).toBe(200);
});
