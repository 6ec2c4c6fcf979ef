import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditInThread } from "../src/http/audit-in-thread.ts";
import { VERSION } from "../src/main/engine.ts";
import { shippedPack } from "../src/main/shipped-pack.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { contextOf } from "./support/shipped-pack.ts";
import { testServer } from "./support/test-server.ts";

const chromium = chromiumPath();
const ROOT = new URL("../", import.meta.url).pathname;
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
/** The made-up statement that ships with the data. */
const CSV = `${ROOT}data/ng/examples/savings-2026.csv`;

let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!chromium) return;
  mkdirSync(SHOTS, { recursive: true });
  app = await testServer({
    ctx: contextOf(shippedPack("ng")),
    engineVersion: VERSION,
    audit: auditInThread(VERSION),
  });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

async function open(then: (page: Page, context: BrowserContext) => Promise<void>, own: object = {}): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, acceptDownloads: true, ...own });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const wrong: string[] = [];
    page.on("pageerror", (error) => wrong.push(String(error)));
    await page.goto(`${address}/audit`);
    await then(page, context);
    expect(wrong).toEqual([]);
  } finally {
    await context.close();
  }
}

async function checkFile(page: Page, path: string): Promise<void> {
  await page.setInputFiles("#file", path);
  await page.click("main button[type=submit]");
}

async function savedJson(page: Page): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as JSON")]);
  expect(download.suggestedFilename()).toBe("statement-check.json");
  return readFileSync(await download.path(), "utf8");
}

/** What the command line prints; it exits with 1 when it found something. */
function printed(path: string): string {
  try {
    return execFileSync("npm", ["run", "-s", "openfees", "--", "audit", path, "--json"], {
      cwd: ROOT,
      encoding: "utf8",
      maxBuffer: 64_000_000,
    });
  } catch (cause) {
    return String((cause as { stdout: string }).stdout);
  }
}

async function answered(path: string): Promise<string> {
  const form = new FormData();
  form.set("file", new File([readFileSync(path)], path.split("/").at(-1) ?? ""));
  return (await fetch(`${address}/api/v1/audit`, { method: "POST", body: form })).text();
}

describe.skipIf(!chromium)("a statement on the person's own device", () => {
  test("is read whole, its balance proven, and its findings open their working", async () => {
    await open(async (page) => {
      await checkFile(page, CSV);
      await page.waitForSelector("#result h1");
      expect(await page.locator("#result h1").textContent()).toMatch(/^₦[\d,]+\.\d\d too much$/);
      expect(await page.locator("#result").textContent()).toContain("The balances add up, so no line is missing.");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      await page.locator("#findings summary").first().click();
      expect(await page.locator("#findings details[open] ol li").first().isVisible()).toBe(true);
    });
  });

  test("gives the same bytes in the browser, on the server and on the command line", async () => {
    await open(async (page) => {
      await checkFile(page, CSV);
      const here = await savedJson(page);
      expect(here).toBe(await answered(CSV));
      expect(here).toBe(printed(CSV));
    });
  });

  test("without JavaScript the page leads to the form that sends the file, and says so", async () => {
    await open(
      async (page) => {
        expect(await page.locator("#device").isVisible()).toBe(false);
        await page.click("text=Send it to the server");
        expect(new URL(page.url()).pathname).toBe("/audit/server");
      },
      { javaScriptEnabled: false },
    );
  });
});
