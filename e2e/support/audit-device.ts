import type { Browser, BrowserContext, Page } from "playwright-core";
import { expect } from "vitest";

/** `/audit` on a phone of 320 px for as long as `then` runs; an error in the page fails it. */
export async function onAuditPage(
  browser: Browser,
  address: string,
  then: (page: Page, context: BrowserContext) => Promise<void>,
  own: object = {},
): Promise<void> {
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
