import { createServer } from "node:http";
import { expect, onTestFinished, test } from "vitest";
import { testServers } from "../../../../test/support/listening.ts";
import { sleep, testPools } from "../../../../test/support/pool-under-test.ts";
import { pollUntil } from "../../../platform/deadline.ts";
import type { Alert } from "./alert-book.ts";
import { AlertPost, type PostOptions } from "./alert-post.ts";
import { OwnAlerts } from "./own-alerts.ts";
import { type WebhookOptions, webhookCourier } from "./webhook-courier.ts";

type Message = {
  readonly at: number;
  readonly text: string;
  readonly alerts: readonly { readonly status: string; readonly labels: Record<string, string> }[];
};
const pools = await testPools();
const { listening } = testServers();
const FILE = "own-alerts.int.test.ts:";

/** A receiver that notes what it gets and answers as it is told. */
async function receiver(answer: (n: number) => number | "never" = () => 200) {
  const got: Message[] = [];
  let calls = 0;
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (bytes) => {
      body += bytes;
    });
    request.on("end", () => {
      const status = answer(calls++);
      if (status === "never") return;
      if (status === 200) got.push({ at: performance.now(), ...(JSON.parse(body) as Omit<Message, "at">) });
      response.writeHead(status).end();
    });
  });
  const url = `http://127.0.0.1:${await listening(server)}/hook`;
  const alerts = () => got.flatMap((one) => one.alerts);
  return { url, got, alerts, calls: () => calls };
}

const warned: string[] = [];
const log = { warn: (fields: Record<string, unknown>) => void warned.push(JSON.stringify(fields)) };
const postTo = (options: Omit<WebhookOptions, "instance">, retry?: PostOptions["retry"]) => {
  const post = new AlertPost(webhookCourier({ instance: "test", ...options }), { log, ...(retry ? { retry } : {}) });
  onTestFinished(() => post.stop());
  return post;
};
const alert = (place: string, status: Alert["status"] = "firing"): Alert => ({
  name: "LeakReclaimed",
  severity: "ticket",
  place,
  summary: place,
  status,
  startsAt: 0,
  endsAt: status === "firing" ? undefined : 1,
});

test("the February leak, and one outside any scope: each is a message with its file and line within 15 s, and only the second a page", {
  timeout: 90_000,
}, async () => {
  const { pool } = pools.pool({ max: 10, mode: "enforce", leakWarnMs: 4_000 });
  const { url, got, alerts } = await receiver();
  const disk = { free: 1, least: 1 };
  const own = new OwnAlerts([postTo({ url })]);
  const looking = setInterval(() => own.look({ pool: pool.snapshot(), disk }), 1_000);
  onTestFinished(() => clearInterval(looking));
  const began = performance.now();
  await pool
    .scope("GET /report", async () => {
      const client = await pool.connect();
      await client.query("SELECT 1");
      throw new Error("an error path without finally");
    })
    .catch(() => {});
  const first = await pollUntil(() => got[0], 15_000);
  expect(first?.alerts).toMatchObject([
    { status: "firing", labels: { alertname: "LeakReclaimed", severity: "ticket" } },
  ]);
  expect(first?.alerts[0]?.labels.place).toMatch(new RegExp(`${FILE}\\d+$`));
  expect(first?.text).toContain("GET /report");
  expect((first?.at ?? Number.POSITIVE_INFINITY) - began).toBeLessThan(15_000);
  await sleep(3_000);
  expect(alerts().map(({ labels }) => labels.severity)).toEqual(["ticket"]);

  const outside = performance.now();
  const client = await pool.connect();
  await client.query("SELECT 2");
  const page = await pollUntil(
    () => got.find((one) => one.alerts.some(({ labels }) => labels.severity === "page")),
    15_000,
  );
  expect(page?.alerts[0]?.labels).toMatchObject({
    alertname: "LeakNotReclaimed",
    place: expect.stringContaining(FILE),
  });
  expect((page?.at ?? Number.POSITIVE_INFINITY) - outside).toBeLessThan(15_000);
  client.release();
  const over = await pollUntil(() => alerts().find(({ status }) => status === "resolved"), 25_000);
  expect(over?.labels.alertname).toBe("LeakNotReclaimed");
  expect(alerts().filter(({ status, labels }) => status === "firing" && labels.severity === "page")).toHaveLength(1);
});

test("a receiver that fails is asked again later each time, and gets the newest word of each alert once", async () => {
  const { url, got, alerts, calls } = await receiver((n) => (n < 3 ? 500 : 200));
  const post = postTo({ url, apartMs: 10 }, { firstMs: 50, largestMs: 400 });
  post.add([alert("a"), alert("b")]);
  await pollUntil(() => (calls() >= 2 ? true : undefined), 5_000);
  post.add([alert("a", "resolved"), alert("b")]);
  await pollUntil(() => got[0], 5_000);
  await sleep(200);
  expect(got).toHaveLength(1);
  expect(alerts().map(({ status, labels }) => `${labels.place} ${status}`)).toEqual(["a resolved", "b firing"]);
  expect(warned.at(-1)).toBe('{"why":"status 500"}');
});

test("messages keep their distance, and what comes meanwhile goes together", async () => {
  const { url, got } = await receiver();
  const post = postTo({ url, apartMs: 400 });
  for (let i = 0; i < 20; i++) {
    post.add([alert(`place ${i}`)]);
    await sleep(20);
  }
  await pollUntil(() => (got.flatMap((one) => one.alerts).length === 20 ? true : undefined), 5_000);
  expect(got.length).toBeLessThanOrEqual(3);
  for (const [i, { at }] of got.entries()) if (i > 0) expect(at - (got[i - 1]?.at ?? 0)).toBeGreaterThan(300);
});

test("a receiver that hangs harms nothing: it is given up, tried again, and what it did not take is bounded", async () => {
  const { url, got, calls } = await receiver((n) => (n === 0 ? "never" : 200));
  const post = postTo({ url, answerMs: 300, apartMs: 10 }, { firstMs: 20, largestMs: 20 });
  const began = performance.now();
  for (let i = 0; i < 10_000; i++) post.add([alert(`place ${i % 60}`)]);
  expect(performance.now() - began).toBeLessThan(1_000);
  await pollUntil(() => (got.length >= 2 ? true : undefined), 5_000);
  await sleep(100);
  expect(got.map((one) => one.alerts.length)).toEqual([50, 10]);
  expect([calls(), warned.at(-1)]).toEqual([3, '{"why":"no answer"}']);
});

test("an address where nobody is, and one that sends elsewhere, are tried again and never followed", async () => {
  const { url: away, got } = await receiver();
  const port = await listening(
    createServer((_request, response) => void response.writeHead(302, { location: away }).end()),
  );
  for (const url of [`http://127.0.0.1:${port}/secret-path`, "http://127.0.0.1:9/secret-path"]) {
    const post = postTo({ url, apartMs: 10 }, { firstMs: 20, largestMs: 20 });
    warned.length = 0;
    post.add([alert("a")]);
    await pollUntil(() => warned[0], 5_000);
    post.stop();
    expect(warned).toEqual(['{"why":"no connection"}']);
  }
  expect(got).toEqual([]);
});
