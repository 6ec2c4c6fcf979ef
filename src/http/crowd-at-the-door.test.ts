import { gzipSync } from "node:zlib";
import type { FastifyInstance } from "fastify";
import { afterEach, expect, test } from "vitest";
import { testServer } from "../../e2e/support/test-server.ts";
import { byHand, hangUpAll } from "../../test/support/by-hand.ts";
import type { ReportBook } from "../app/report-fee.ts";
import { pollUntil } from "../platform/deadline.ts";
import { problemShape } from "./api/api-shapes.ts";
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

const UPLOAD = (length: number) =>
  `POST /api/v1/audit HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${length}\r\n\r\n--b`;
const honest = async (address: string): Promise<number> => {
  const body = new FormData();
  body.set("file", new Blob(["x".repeat(1_000)]), "x.csv");
  return (await fetch(`${address}/api/v1/audit`, { method: "POST", body })).status;
};

test("who sends a statement drop by drop takes nobody's place, and is cut off", async () => {
  const { address, port, arrived } = await listening({ uploadGraceMs: 1_000, uploadLeastPace: 500 });
  const slow = Array.from({ length: 40 }, () => byHand(port));
  for (const { socket } of slow) socket.write(UPLOAD(4_000_000));
  await until(() => arrived() === 40);
  expect(await honest(address)).toBe(422);
  const drops = setInterval(() => {
    for (const { socket } of slow) socket.write("a");
  }, 100);
  await Promise.all(slow.map(({ closed }) => closed));
  clearInterval(drops);
  expect(slow.map(({ said }) => said().slice(0, 12))).toEqual(slow.map(() => "HTTP/1.1 408"));
});

test("where more statements come than are taken in at once, the slowest of whoever sends the most makes room", async () => {
  const { address, port, arrived } = await listening({
    uploadsReceived: 3,
    uploadGraceMs: 60_000,
    trustedProxies: ["127.0.0.1"],
  });
  const many = Array.from({ length: 3 }, () => byHand(port));
  for (const { socket } of many)
    socket.write(UPLOAD(4_000_000).replace("host: x", "host: x\r\nx-forwarded-for: 192.0.2.1"));
  await until(() => arrived() === 3);
  expect(await honest(address)).toBe(422);
  await Promise.race(many.map(({ closed }) => closed));
  expect(many.map(({ said }) => said().slice(0, 12)).toSorted()).toEqual(["", "", "HTTP/1.1 408"]);
});

test("a statement is refused before its bytes are taken where its client would be sent away, or the day is spent", async () => {
  const judging = { full: () => true, spent: () => false, afterSeconds: () => 7 };
  const { address } = await listening({}, { judging });
  const body = new FormData();
  body.set("file", new Blob(["x".repeat(1_000)]), "x.csv");
  const refused = await fetch(`${address}/api/v1/audit`, { method: "POST", body });
  expect([refused.status, refused.headers.get("retry-after")]).toEqual([503, "7"]);
  const spent = await listening({}, { judging: { ...judging, spent: () => true } });
  const tomorrow = await fetch(`${spent.address}/api/v1/audit`, { method: "POST", body });
  expect([tomorrow.status, tomorrow.headers.get("retry-after")]).toEqual([503, "3600"]);
  expect(problemShape.parse(await tomorrow.json()).detail).toContain("on your own device");
});

test("a crowd that presses the example button has it made once, with whatever else in the address", async () => {
  let made = 0;
  const audit: WebDeps["audit"] = async () => {
    made++;
    await new Promise((resolve) => setTimeout(resolve, 50));
    return { ok: true, parts: [Buffer.from("<p>before "), Buffer.from("carried"), Buffer.from(" after</p>")] };
  };
  const { address } = await listening({}, { audit });
  const ask = (more: string) => fetch(`${address}/audit/server?example=savings-2026${more}`);
  const crowd = await Promise.all(
    Array.from({ length: 60 }, (_, i) =>
      ask(["", `&x=${i}`, `&q=${i}`, "&known=2026-01-01", "&example=savings-2026"][i % 5] ?? ""),
    ),
  );
  expect(crowd.map(({ status }) => status)).toEqual(crowd.map(() => 200));
  expect(await crowd[0]?.text()).toMatch(/^<p>before [\w.-]+\.carried after<\/p>$/);
  await ask("");
  expect(made).toBe(1);
  expect((await fetch(`${address}/audit/server?example=nobody`)).status).toBe(404);
});

test("one process of two keeps half of what an address may ask in a minute", async () => {
  const { book } = slowReports();
  const reports = { ...book, find: async () => undefined };
  const { address } = await listening({ costlyPerMinute: 4 }, { reports, peers: () => 2 });
  const statuses = [];
  for (let i = 0; i < 3; i++) statuses.push((await fetch(`${address}/api/v1/reports/000000000000`)).status);
  expect(statuses).toEqual([404, 404, 429]);
});

const B = "----b";
const fileOf = (value: string) =>
  `--${B}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${value}\r\n`;
test.each([
  ["without its end", fileOf("Date,Narration"), B],
  ["that ends in a head", `${fileOf("x")}--${B}\r\nContent-Dispo`, B],
  ["of nothing", "", B],
  ["without a boundary", fileOf("x"), undefined],
  ["with an empty boundary", fileOf("x"), ""],
  ["with another boundary", fileOf("x"), "other"],
  ["with a boundary too long", fileOf("x"), "b".repeat(2_000)],
  [
    "with too many fields",
    `${`--${B}\r\nContent-Disposition: form-data; name="bank"\r\n\r\nx\r\n`.repeat(50)}--${B}--\r\n`,
    B,
  ],
  ["with too many files", `${fileOf("x").repeat(5)}--${B}--\r\n`, B],
  [
    "with the language's own names",
    `--${B}\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\nx\r\n${fileOf("x")}--${B}--\r\n`,
    B,
  ],
  [
    "with a head of 1 MB",
    `--${B}\r\nContent-Disposition: form-data; name="${"a".repeat(1_000_000)}"\r\n\r\nx\r\n--${B}--\r\n`,
    B,
  ],
])("a form %s is the sender's fault at every door that reads one", async (_what, body, boundary) => {
  const { address } = await listening({});
  const type = `multipart/form-data${boundary === undefined ? "" : `; boundary=${boundary}`}`;
  for (const path of ["/api/v1/audit", "/audit/server", "/audit/server/save", "/audit/server/again"]) {
    const answer = await fetch(`${address}${path}`, { method: "POST", headers: { "content-type": type }, body });
    expect([400, 413, 415, 422], `${path}: ${answer.status}`).toContain(answer.status);
  }
});
