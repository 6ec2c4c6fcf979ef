/**
 * With a statement open, nothing leaves the page. Every way out that a page has is tried, from the page and from
 * a worker of its own, towards this server and towards others; what arrives is counted where it would arrive.
 */
import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { type Ears, openEars } from "./support/ears.ts";
import { testServer } from "./support/test-server.ts";
import { WAYS, wayOut } from "./support/ways-out.ts";

// some fifty ways, each with a moment in which it could arrive
vi.setConfig({ testTimeout: 240_000 });

const chromium = chromiumPath();
const CSV = new URL("../data/ng/examples/savings-2026.csv", import.meta.url).pathname;
/** Stands for the statement: wherever it turns up, something left. */
const SECRET = "madeup-secret-4821";

let app: FastifyInstance;
let browser: Browser;
let address: string;
/** Another server, which only counts who comes. */
let ears: Ears;
const asked: string[] = [];

beforeAll(async () => {
  if (!chromium) return;
  app = await testServer();
  app.server.on("request", (request) => asked.push(`${request.method} ${request.url}`));
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  // the scripts are made at the first request, which takes longer than a page may on a busy machine
  await app.inject("/audit");
  ears = await openEars("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  ears?.close();
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

async function checkStatement(page: Page): Promise<void> {
  await page.setInputFiles("#file", CSV);
  await page.click("#device button[type=submit]");
  await page.waitForSelector("#findings");
}

/** A page with a statement checked on it. */
async function withStatement(then: (page: Page, context: BrowserContext) => Promise<void>): Promise<void> {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    await page.goto(`${address}/audit`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await checkStatement(page);
    asked.length = 0;
    ears.arrived.length = 0;
    await then(page, context);
  } finally {
    await context.close();
  }
}

const stunAt = () => `127.0.0.1:${ears.datagrams}`;

/** Long enough for a request that was let through to arrive: each is to this machine. */
const settle = (page: Page) => page.waitForTimeout(150);

/** Tries one way out. */
const tryWay = (page: Page, code: string, url: string): Promise<unknown> =>
  page.evaluate(wayOut(code, url, stunAt())).catch(() => {});

describe.skipIf(!chromium)("with a statement open", () => {
  test("every way out of the page is shut, to other servers and to this one", async () => {
    await withStatement(async (page, context) => {
      const pages: string[] = [];
      context.on("page", (opened) => pages.push(opened.url()));
      const open: string[] = [];
      for (const [way, code] of Object.entries(WAYS))
        for (const [where, url] of [
          ["another server", `${ears.url}/?${SECRET}`],
          ["this server", `${address}/?${SECRET}`],
        ] as const) {
          await tryWay(page, code, url);
          await settle(page);
          const got = [...ears.arrived.splice(0), ...asked.splice(0).filter((one) => one.includes(SECRET))];
          if (got.length > 0 || pages.splice(0).length > 0) open.push(`${way} to ${where}: ${got.join(", ")}`);
          if (!page.url().startsWith(`${address}/audit`)) {
            open.push(`${way} to ${where} moved the page to ${page.url()}`);
            break;
          }
          // loading the page again is allowed, since its own address says nothing; then the statement is gone
          if ((await page.locator("#findings").count()) === 0) await checkStatement(page);
        }
      await page.waitForTimeout(1_000);
      open.push(...ears.arrived, ...asked.filter((one) => one.includes(SECRET)));
      expect(open).toEqual([]);
      expect(await page.locator("#findings").count()).toBe(1);
    });
  });

  test("on a page without this policy the same ways are open, so that the test above can fail", async () => {
    const context = await browser.newContext({ serviceWorkers: "block" });
    const page = await context.newPage();
    // a page without any policy; what it holds does not matter
    await page.route("**/bare", (route) => route.fulfill({ contentType: "text/html", body: "<p>bare</p>" }));
    await page.goto(`${ears.url}/bare`);
    const url = `${ears.url}/?${SECRET}`;
    const arrives: string[] = [];
    for (const way of ["fetch without an answer", "a beacon", "a picture", "a script", "a frame"]) {
      ears.arrived.length = 0;
      await tryWay(page, WAYS[way] as string, url);
      for (let i = 0; i < 20 && !ears.arrived.some((line) => line.includes(SECRET)); i++) await settle(page);
      if (ears.arrived.some((line) => line.includes(SECRET))) arrives.push(way);
    }
    expect(arrives).toEqual(["fetch without an answer", "a beacon", "a picture", "a script", "a frame"]);
    await context.close();
  });

  test("a link that the page shows is followed when a person presses it, one that was slipped in is not", async () => {
    await withStatement(async (page) => {
      await page.evaluate((url) => {
        const link = document.createElement("a");
        link.href = url;
        link.id = "slipped-in";
        link.textContent = "Slipped in";
        document.querySelector("#result")?.prepend(link);
      }, `${address}/?${SECRET}`);
      await page.click("#slipped-in");
      await settle(page);
      expect(asked.filter((one) => one.includes(SECRET))).toEqual([]);
      expect(new URL(page.url()).pathname).toBe("/audit");
      await page.locator("#findings summary").first().click();
      await page.locator("#findings >> text=The rule of that day").first().click();
      await page.waitForURL(/\/fees\//);
    });
  });

  test("no request is made while a statement is read and judged but for the site's own files, none with a question", async () => {
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.goto(`${address}/audit`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    const made: string[] = [];
    context.on("request", (request) => made.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
    asked.length = 0;
    await page.setInputFiles("#file", CSV);
    await page.click("#device button[type=submit]");
    await page.waitForSelector("#findings");
    const [saved] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as one web page")]);
    await saved.path();
    const own = /^GET (?:blob:)?http:\/\/127\.0\.0\.1:\d+\/(?:audit\/app\/[\w-]+\.js|[\w-]{36}) $/;
    expect(made.filter((one) => !own.test(one))).toEqual([]);
    expect(asked.filter((one) => !/^GET \/audit\/app\/[\w-]+\.js$/.test(one))).toEqual([]);
    await context.close();
  });
});
