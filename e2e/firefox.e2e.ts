/** In Debian's Firefox as in Chromium: a statement is read and judged on the device, the letter is made there, and nothing leaves. */
import { setTimeout as wait } from "node:timers/promises";
import type { FastifyInstance } from "fastify";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Ears, openEars } from "./support/ears.ts";
import { Firefox, type FirefoxPage, firefoxPath } from "./support/firefox.ts";
import { testServer } from "./support/test-server.ts";
import { WAYS, wayOut } from "./support/ways-out.ts";

// a browser that starts slowly, and a hundred ways out with a moment each
vi.setConfig({ testTimeout: 300_000, hookTimeout: 150_000 });

const path = firefoxPath();
const CSV = new URL("../data/ng/examples/savings-2026.csv", import.meta.url).pathname;
/** Stands for the statement: wherever it turns up, something left. */
const SECRET = "madeup-secret-4821";

let app: FastifyInstance;
let firefox: Firefox;
let address: string;
/** Another server, which only counts who comes. */
let ears: Ears;
const asked: string[] = [];

beforeAll(async () => {
  if (!path) return;
  app = await testServer();
  app.server.on("request", (request) => asked.push(`${request.method} ${request.url}`));
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  await app.inject("/audit");
  ears = await openEars("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n<p>bare</p>");
  firefox = await Firefox.open(path);
});
afterAll(async () => {
  await firefox?.close();
  await app?.close();
  ears?.close();
});

if (!path) test.skip("tests in Firefox: skipped, no Firefox on this machine", () => {});

async function checkStatement(page: FirefoxPage): Promise<void> {
  await page.chooseFile("#file", CSV);
  await page.press("#device button[type=submit]");
  await page.waitForElement("#findings");
}

async function onAuditPage(then: (page: FirefoxPage) => Promise<void>): Promise<void> {
  const page = await firefox.newPage();
  try {
    await page.goto(`${address}/audit`);
    await page.waitFor("navigator.serviceWorker.controller !== null");
    await then(page);
    expect(firefox.errors.splice(0)).toEqual([]);
  } finally {
    await page.close();
  }
}

describe.skipIf(!path)("in Firefox", () => {
  test("a statement is judged, its letter made and the result saved, with no request but for the site's own scripts", async () => {
    await onAuditPage(async (page) => {
      asked.length = 0;
      firefox.requests.length = 0;
      await checkStatement(page);
      expect(await page.text("#result h1")).toMatch(/^₦[\d,]+\.\d\d too much$/);
      expect(await page.text("#result")).toContain("We read 37 of 37 lines.");
      await page.pressText("Save the letter as text");
      const [letter, words] = await firefox.nextDownload();
      expect(letter).toMatch(/^letter.*\.txt$/);
      expect(words).toContain("not yet reviewed by a lawyer");
      await page.pressText("Save as one web page");
      const [, saved] = await firefox.nextDownload();
      expect(saved).toMatch(/^<!doctype html>/i);
      expect(saved).toContain(await page.text("#result h1"));
      expect(saved).not.toMatch(/<link|<script|(?:href|src)="\//);
      const own = /^GET (?:blob:)?http:\/\/127\.0\.0\.1:\d+\/(?:audit\/app\/[\w-]+\.js|[\w-]{36})$/;
      expect(firefox.requests.filter((one) => !own.test(one))).toEqual([]);
      // Firefox itself looks whether the service worker has changed
      expect(asked.filter((one) => !/^GET \/audit\/(?:app\/[\w-]+|offline)\.js$/.test(one))).toEqual([]);
    });
  });

  test("with a statement open, every way out is shut, to other servers and to this one", async () => {
    const page = await firefox.newPage();
    await page.goto(`${address}/audit`);
    await page.waitFor("navigator.serviceWorker.controller !== null");
    await checkStatement(page);
    asked.length = 0;
    ears.arrived.length = 0;
    const open: string[] = [];
    const at = `127.0.0.1:${ears.datagrams}`;
    for (const [way, code] of Object.entries(WAYS))
      for (const [where, server] of [
        ["another server", ears.url],
        ["this server", address],
      ] as const) {
        const tried = page.evaluate(wayOut(code, `${server}/?${SECRET}`, at)).catch(() => {});
        await Promise.race([tried, wait(2_000)]);
        await wait(150);
        const got = [...ears.arrived.splice(0), ...asked.splice(0).filter((one) => one.includes(SECRET))];
        if (got.length > 0 || firefox.opened.splice(0).length > 0) open.push(`${way} to ${where}: ${got.join(", ")}`);
        if (!(await page.url()).startsWith(`${address}/audit`)) {
          open.push(`${way} to ${where} moved the page`);
          await page.goto(`${address}/audit`);
        }
        // loading the page again is allowed, since its own address says nothing; then the statement is gone
        if (!(await page.evaluate<boolean>("document.querySelector('#findings') !== null"))) await checkStatement(page);
      }
    await wait(1_000);
    open.push(...ears.arrived, ...asked.filter((one) => one.includes(SECRET)));
    expect(open).toEqual([]);
    await page.close();
  });

  test("on a page without this policy the same ways are open, so that the test above can fail", async () => {
    const page = await firefox.newPage();
    await page.goto(`${ears.url}/bare`);
    const arrives: string[] = [];
    const some = ["fetch without an answer", "a beacon", "a picture", "a script", "a frame"];
    for (const way of some) {
      ears.arrived.length = 0;
      await page.evaluate(wayOut(WAYS[way] as string, `${ears.url}/?${SECRET}`, "")).catch(() => {});
      for (let i = 0; i < 20 && !ears.arrived.some((line) => line.includes(SECRET)); i++) await wait(150);
      if (ears.arrived.some((line) => line.includes(SECRET))) arrives.push(way);
    }
    expect(arrives).toEqual(some);
    await page.close();
  });
});
