import { mkdirSync } from "node:fs";
import type { Page } from "playwright-core";
import type { OpenSite } from "./open-site.ts";

const SHOTS = new URL("../screenshots/", import.meta.url).pathname;

export type Look = { width: number; scheme?: "light" | "dark"; script?: boolean };

/** Opens an address of the site in a window of its own, which is shut afterwards. */
export async function look<T>(
  { browser, address }: OpenSite,
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

/** Pictures to look at are made where they are asked for: PICTURES=1. What a machine can judge is judged always. */
export async function pictured(page: Page, name: string, fullPage = true): Promise<void> {
  if (!process.env.PICTURES) return;
  mkdirSync(SHOTS, { recursive: true });
  await page.screenshot({ path: `${SHOTS}${name}.png`, fullPage });
}
