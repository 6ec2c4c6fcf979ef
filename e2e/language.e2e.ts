import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { axeFinds, emptyCells, smallTargets } from "./support/page-faults.ts";
import { testServer } from "./support/test-server.ts";

const chromium = chromiumPath();
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!chromium) return;
  app = await testServer();
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

async function onPhone(own: object, then: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, ...own });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(30_000);
    await then(page);
  } finally {
    await context.close();
  }
}
const languageOf = (page: Page) => page.locator("html").getAttribute("lang");

describe.skipIf(!chromium)("a person who reads Pidgin, without JavaScript", () => {
  test("chooses it at the foot, searches, works out a charge and comes back to English", async () => {
    await onPhone({ javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      expect(await languageOf(page)).toBe("en");
      await page.locator("footer a[hreflang=pcm]").click();
      expect(new URL(page.url()).searchParams.get("lang")).toBe("pcm");
      expect(await page.locator("h1").textContent()).toBe("Wetin be that bank charge?");
      await page.locator("#q").fill("60k transfer");
      await page.locator("form button[type=submit]").click();
      expect([await languageOf(page), new URL(page.url()).searchParams.get("q")]).toEqual(["pcm", "60k transfer"]);
      expect(await page.locator("main").textContent()).toContain("₦103.75");
      await page.locator("main a.button").first().click();
      expect([await languageOf(page), new URL(page.url()).pathname]).toEqual(["pcm", "/charge"]);
      await page.locator("#amount").fill("4000");
      await page.locator("form button[type=submit]").click();
      expect(await languageOf(page)).toBe("pcm");
      expect(await page.locator("main").textContent()).toContain("The highest wey dem fit charge you");
      await page.locator("nav.menu a").first().click();
      expect([await languageOf(page), new URL(page.url()).pathname]).toEqual(["pcm", "/fees"]);
      await page.locator("main a[href^='/fees/']").first().click();
      expect(await languageOf(page)).toBe("pcm");
      await page.locator("footer a[hreflang=en]").click();
      expect(await languageOf(page)).toBe("en");
      expect(new URL(page.url()).pathname).toMatch(/^\/fees\//);
    });
  });

  test("gets it unasked where the browser asks for it, and English where a link says so", async () => {
    await onPhone({ locale: "pcm-NG", javaScriptEnabled: false }, async (page) => {
      await page.goto(address);
      expect(await languageOf(page)).toBe("pcm");
      await page.goto(`${address}/?lang=en`);
      expect(await languageOf(page)).toBe("en");
      await page.locator("nav.menu a").nth(2).click();
      expect([await languageOf(page), new URL(page.url()).pathname]).toEqual(["en", "/charge"]);
    });
  });
});

describe.skipIf(!chromium)("a page in Pidgin", () => {
  test.each([
    "/?lang=pcm",
    "/?q=60k+transfer&lang=pcm",
    "/?q=opay+transfer+charge&lang=pcm",
    "/?q=N50+charge&lang=pcm",
    "/charge?lang=pcm",
    "/charge?service=transfer.interbank&amount=60000&bank=ng.zenith&lang=pcm",
    "/charge?service=card.maintenance&lang=pcm",
    "/charge?service=atm.off_us&amount=x&lang=pcm",
    "/fees?lang=pcm",
    "/fees?on=2024-05-01&lang=pcm",
    "/banks?lang=pcm",
    "/audit?lang=pcm",
    "/audit/server?lang=pcm",
    "/method?lang=pcm",
  ])("%s is clean for axe, has targets of 44 pixels and does not scroll sideways at 320", async (path) => {
    await onPhone({ bypassCSP: true }, async (page) => {
      await page.goto(address + path);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await smallTargets(page)).toEqual([]);
      expect(await emptyCells(page)).toEqual([]);
      expect(await axeFinds(page)).toEqual([]);
    });
  });
});
