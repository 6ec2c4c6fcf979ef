import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { testServer } from "../../e2e/support/test-server.ts";
import { byHand, hangUpAll } from "../../test/support/by-hand.ts";
import type { ReportBook } from "../app/report-fee.ts";
import { pollUntil } from "../platform/deadline.ts";
import { problemShape } from "./api-shapes.ts";
import type { Bounds } from "./server-bounds.ts";
import type { WebDeps } from "./web-deps.ts";

const open: FastifyInstance[] = [];
afterEach(async () => {
  hangUpAll();
  for (const app of open.splice(0)) await app.close();
});

type Listening = { readonly port: number; readonly address: string; readonly arrived: () => number };

async function listening(bounds: Partial<Bounds>, own: Partial<WebDeps> = {}): Promise<Listening> {
  let arrived = 0;
  const scopes = async (app: FastifyInstance) => {
    app.addHook("onRequest", (_request, _reply, done) => {
      arrived++;
      done();
    });
  };
  const app = await testServer({ bounds, scopes, ...own });
  open.push(app);
  const address = await app.listen({ host: "127.0.0.1", port: 0 });
  return { address, port: Number(new URL(address).port), arrived: () => arrived };
}

/** Waits for what comes, however slow the machine is. */
async function until(holds: () => boolean): Promise<void> {
  expect(await pollUntil(() => (holds() ? true : undefined), 30_000)).toBe(true);
}

test("huge headers are refused", async () => {
  const { address } = await listening({});
  expect((await fetch(`${address}/fees`, { headers: { "x-much": "x".repeat(20_000) } })).status).toBe(431);
  expect((await fetch(`${address}/fees`)).status).toBe(200);
});

test("who sends its headers or its body drop by drop is cut off", async () => {
  const { port } = await listening({ headersMs: 300, requestMs: 600 });
  const slow = byHand(port);
  slow.socket.write("GET /fees HTTP/1.1\r\n");
  const drops = setInterval(() => slow.socket.write("x-drop: 1\r\n"), 50);
  await slow.closed;
  clearInterval(drops);
  expect(slow.said()).toMatch(/^HTTP\/1\.1 408/);
  const body = byHand(port);
  body.socket.write(
    "POST /api/v1/charge HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n",
  );
  const more = setInterval(() => body.socket.write(" "), 50);
  await body.closed;
  clearInterval(more);
  expect(body.said()).not.toContain("HTTP/1.1 200");
});

test("who asks and does not read is cut off, and the others are served meanwhile", async () => {
  const { port, address } = await listening({ unreadMs: 300 });
  const greedy = byHand(port);
  greedy.socket.pause();
  // more than the kernel keeps for a connection
  greedy.socket.write("GET /api/v1/rules?limit=200 HTTP/1.1\r\nhost: x\r\n\r\n".repeat(400));
  const began = performance.now();
  let served = 0;
  const done = greedy.closed.then(() => true);
  greedy.socket.on("end", () => greedy.socket.destroy());
  while (performance.now() - began < 20_000) {
    expect((await fetch(`${address}/fees`)).status).toBe(200);
    served++;
    const [app] = open;
    const count = await new Promise<number>((resolve) => app?.server.getConnections((_c, n) => resolve(n)));
    // only our own is left
    if (count <= 1 && served > 3) break;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  greedy.socket.resume();
  expect(await done).toBe(true);
});

test("more sockets than there may be do not keep others out for longer than silence is allowed", async () => {
  const { port, address } = await listening({ connections: 30, headersMs: 400 });
  for (let i = 0; i < 60; i++) byHand(port);
  let status = 0;
  const end = performance.now() + 10_000;
  while (status !== 200 && performance.now() < end)
    status = await fetch(`${address}/healthz`).then(
      (answer) => answer.status,
      () => 0,
    );
  expect(status).toBe(200);
});

test("a body that was compressed as a whole is not opened", async () => {
  const { address } = await listening({});
  const bomb = gzipSync(Buffer.alloc(10_000_000, " "));
  for (const path of ["/api/v1/charge", "/api/v1/reports", "/report", "/api/v1/audit"]) {
    const answer = await fetch(`${address}${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", "content-encoding": "gzip" },
      body: bomb,
    });
    expect(answer.status, path).toBe(415);
    expect(problemShape.parse(await answer.json()).code).toBe("unsupported_media_type");
  }
});

/** A store of reports in which every question takes until it is let go. */
function slowReports() {
  const waiting: (() => void)[] = [];
  const book: ReportBook = {
    add: async () => {
      await new Promise<void>((go) => waiting.push(go));
      return { receipt: "000000000000", again: false };
    },
    find: async () => {
      await new Promise<void>((go) => waiting.push(go));
      return undefined;
    },
  };
  return { book, waiting };
}
const BOUNDS = { databasePlaces: 2, databaseWaiting: 2, databaseWaitMs: 30_000, trustedProxies: ["127.0.0.1"] };
const from = (client: string) => ({ "x-forwarded-for": client });
/** Lets so many looks end, one after the other, as they come. */
async function letGo(waiting: readonly (() => void)[], count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    await until(() => waiting.length > i);
    waiting[i]?.();
  }
}

test("the door takes in its places and its line; the next is refused at once, in its own form, with a time to come again", async () => {
  const { book, waiting } = slowReports();
  const { address, arrived } = await listening(BOUNDS, { reports: book });
  const all = Array.from({ length: 4 }, () => fetch(`${address}/report/000000000000`));
  await until(() => arrived() === 4 && waiting.length === 2);
  const refused = await fetch(`${address}/api/v1/reports/000000000000`);
  expect(refused.status).toBe(503);
  expect(Number(refused.headers.get("retry-after"))).toBeGreaterThan(0);
  expect(refused.headers.get("ratelimit-policy")).toBe('"address";q=6000;w=60');
  expect(refused.headers.get("ratelimit")).toMatch(/^"address";r=\d+;t=\d+$/);
  expect(problemShape.parse(await refused.json()).code).toBe("busy");
  const page = await fetch(`${address}/report/000000000000`);
  expect([page.status, page.headers.get("content-type")]).toEqual([503, "text/html; charset=utf-8"]);
  const typed = {
    bank: "ng.gtbank",
    service: "alert.sms",
    amount: "6.50",
    on: "2026-11-20",
    words: "as typed",
    key: "a-key-of-a-form",
  };
  const form = await fetch(`${address}/report`, { method: "POST", body: new URLSearchParams(typed) });
  const text = await form.text();
  expect(form.status).toBe(503);
  for (const part of ['value="6.50"', ">as typed</textarea>", 'value="a-key-of-a-form"', "Please try again"])
    expect(text).toContain(part);
  // pages from memory know no door
  expect((await fetch(`${address}/fees`)).status).toBe(200);
  await letGo(waiting, 4);
  expect((await Promise.all(all)).map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
});

test("who waits in front of a crowd of one address is served in turn with it, where the proxy is trusted, and only there", async () => {
  const { book, waiting } = slowReports();
  const { address, arrived } = await listening(BOUNDS, { reports: book });
  const statuses: Record<string, number[]> = { crowd: [], other: [] };
  const ask = (who: string, client: string) =>
    fetch(`${address}/api/v1/reports/000000000000`, { headers: from(client) }).then((answer) =>
      statuses[who]?.push(answer.status),
    );
  const crowd = Array.from({ length: 4 }, () => ask("crowd", "192.0.2.1"));
  await until(() => arrived() === 4 && waiting.length === 2);
  const other = ask("other", "198.51.100.7");
  // the crowd's last one makes room
  await until(() => statuses.crowd?.length === 1);
  await letGo(waiting, 4);
  await Promise.all([...crowd, other]);
  expect(statuses).toEqual({ crowd: [503, 404, 404, 404], other: [404] });

  const guess = await listening({ ...BOUNDS, trustedProxies: [], costlyPerMinute: 2 });
  const pace = [];
  for (let i = 0; i < 4; i++)
    pace.push((await fetch(`${guess.address}/api/v1/reports/000000000000`, { headers: from(`192.0.2.${i}`) })).status);
  expect(pace).toEqual([503, 503, 429, 429]);
  const limited = await fetch(`${guess.address}/api/v1/reports/000000000000`);
  expect([limited.headers.get("ratelimit"), limited.headers.get("retry-after")]).toEqual(['"address";r=0;t=60', "30"]);
});

test("uploads are bounded before their bytes are taken", async () => {
  const { address, port, arrived } = await listening({ uploadsInMemory: 1 });
  const first = byHand(port);
  first.socket.write(
    "POST /api/v1/audit HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 1000000\r\n\r\n--b",
  );
  await until(() => arrived() === 1);
  const body = new FormData();
  body.set("file", new Blob(["x".repeat(1_000)]), "x.csv");
  const send = async () => (await fetch(`${address}/api/v1/audit`, { method: "POST", body })).status;
  expect(await send()).toBe(503);
  first.socket.destroy();
  let status = 503;
  for (let i = 0; i < 100 && status === 503; i++) status = await send();
  expect(status).toBe(422);
});
