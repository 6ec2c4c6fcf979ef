import { mkdirSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { axeFinds, contrastFaults, emptyCells, paperFaults, smallTargets } from "./support/page-faults.ts";
import { PAGES } from "./support/pages.ts";
import { testServer } from "./support/test-server.ts";

const chromium = chromiumPath();
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
const WIDTHS = [320, 768, 1280] as const;

let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!chromium) return;
  mkdirSync(SHOTS, { recursive: true });
  app = await testServer();
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

type Look = { width: number; scheme?: "light" | "dark"; script?: boolean };

async function look<T>(
  path: string,
  { width, scheme = "light", script = false }: Look,
  then: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext({
    viewport: { width, height: width < 500 ? 640 : 900 },
    colorScheme: scheme,
    javaScriptEnabled: script,
    bypassCSP: script,
  });
  try {
    const page = await context.newPage();
    await page.goto(address + path);
    return await then(page);
  } finally {
    await context.close();
  }
}

/** Opens every folded part, since people open them. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });

/** Pictures to look at are made where they are asked for: PICTURES=1. What a machine can judge is judged always. */
const pictured = (page: Page, name: string, fullPage = true) =>
  process.env.PICTURES ? page.screenshot({ path: `${SHOTS}${name}.png`, fullPage }) : undefined;

describe.skipIf(!chromium)("every page", () => {
  test.each(PAGES)("%s without JavaScript is whole at 320, 768 and 1280 pixels", async (name, path) => {
    await look(path, { width: 320 }, async (page) => {
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 900 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await pictured(page, `${name}-${width}`);
      }
      expect(await page.locator("h1").count()).toBe(1);
    });
  });

  test.each(PAGES)(
    "%s with JavaScript, on a phone and in the dark: nothing for axe, every target 44 pixels high, no sideways scroll",
    async (name, path) => {
      await look(path, { width: 320, script: true }, async (page) => {
        await unfold(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        expect(await smallTargets(page)).toEqual([]);
        expect(await emptyCells(page)).toEqual([]);
        expect(await axeFinds(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.setViewportSize({ width: 1280, height: 900 });
        await pictured(page, `${name}-1280-dark`, false);
        expect(await contrastFaults(page)).toEqual([]);
      });
    },
  );

  test.each(PAGES)(
    "%s on paper has its matter and its sources, no form and no heading without matter",
    async (_name, path) => {
      await look(path, { width: 768, script: true }, async (page) => {
        await page.emulateMedia({ media: "print" });
        expect(await paperFaults(page)).toEqual([]);
        const addresses = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLAnchorElement>('.read-at a[href^="http"]')].map((link) => [
            link.getAttribute("href"),
            getComputedStyle(link, "::after").content,
          ]),
        );
        for (const [address, printed] of addresses) expect(printed).toContain(address);
      });
    },
  );

  test("an answer to “N50 charge” stands above the fold of a small phone", async () => {
    await look("/?q=N50+charge", { width: 320 }, async (page) => {
      const box = await page.locator("main .most").first().boundingBox();
      expect(box && box.y + box.height).toBeLessThanOrEqual(640);
      expect(await page.locator("main .most").first().textContent()).toContain("₦50");
    });
  });

  if (process.env.README_PICTURE)
    test("README's picture is made anew", async () => {
      await look("/?q=NIP+CHG", { width: 960 }, async (page) => {
        await page.setViewportSize({ width: 960, height: 560 });
        await page.screenshot({ path: new URL("../docs/images/home.png", import.meta.url).pathname });
      });
    });
});
