import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { look, pictured } from "./support/look.ts";
import { openSite } from "./support/open-site.ts";
import { PAGES } from "./support/pages.ts";

const site = openSite("pages without script");
const WIDTHS = [320, 768, 1280] as const;

describe.skipIf(!site.chromium)("every page", () => {
  // all pages in one window, as a visitor walks through them
  let page: Page;
  beforeAll(async () => {
    page = await site.browser.newPage({ javaScriptEnabled: false, colorScheme: "light" });
  });
  afterAll(() => page?.context().close());

  test.each(PAGES)("%s without JavaScript is whole at 320, 768 and 1280 pixels", async (name, path) => {
    await page.setViewportSize({ width: WIDTHS[0], height: 640 });
    await page.goto(site.address + path);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await pictured(page, `${name}-${width}`);
    }
    expect(await page.locator("h1").count()).toBe(1);
  });

  test("an answer to “N50 charge” stands above the fold of a small phone", async () => {
    await look(site, "/?q=N50+charge", { width: 320 }, async (page) => {
      const box = await page.locator("main .most").first().boundingBox();
      expect(box && box.y + box.height).toBeLessThanOrEqual(640);
      expect(await page.locator("main .most").first().textContent()).toContain("₦50");
    });
  });

  if (process.env.README_PICTURE)
    test("README's picture is made anew", async () => {
      await look(site, "/?q=NIP+CHG", { width: 960 }, async (page) => {
        await page.setViewportSize({ width: 960, height: 560 });
        await page.screenshot({ path: new URL("../docs/images/home.png", import.meta.url).pathname });
      });
    });
});
