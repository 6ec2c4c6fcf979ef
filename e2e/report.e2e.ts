import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createReportStore } from "../src/db/report-store.ts";
import { testDatabase } from "../test/support/test-database.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { testServer } from "./support/test-server.ts";

const chromium = chromiumPath();
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const database = await testDatabase();
let there = true;
let app: FastifyInstance;
let browser: Browser;
let address: string;

beforeAll(async () => {
  if (!chromium) return;
  mkdirSync(SHOTS, { recursive: true });
  const { kysely } = database.open();
  app = await testServer({ reports: createReportStore(() => (there ? kysely : undefined)) });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

async function axeFinds(page: Page): Promise<string[]> {
  await page.addScriptTag({ content: AXE });
  return page.evaluate(async () => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(on: unknown): Promise<Found> } };
    const { violations } = await axe.run(document);
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  });
}

describe.skipIf(!chromium)("a report on a small phone", () => {
  test("without JavaScript: from a fee's page, through an outage that keeps what was typed, to its number", async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${address}/fees/alert.sms`);
    await page.getByRole("link", { name: "Report it" }).click();
    expect(await page.locator("#service").inputValue()).toBe("alert.sms");
    await page.locator("#bank").selectOption("ng.gtbank");
    await page.locator("#amount").fill("6.50");
    await page.locator("#on").fill("2026-11-20");
    await page.locator("#words").fill("Each month. My number is 08031234567.");
    there = false;
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.getByRole("alert").textContent()).toContain("Nothing is lost");
    await page.screenshot({ path: `${SHOTS}report-away-320.png`, fullPage: true });
    expect(await page.locator("#words").inputValue()).toContain("Each month");
    there = true;
    await page.getByRole("button", { name: "Send" }).click();
    await page.screenshot({ path: `${SHOTS}report-sent-320.png`, fullPage: true });
    expect(await page.locator("h1").textContent()).toContain("Thank you");
    expect(await page.locator("main").textContent()).toContain("We took out 1 part of your words");
    await page.getByRole("link", { name: "Follow it" }).click();
    await page.screenshot({ path: `${SHOTS}report-followed-320.png`, fullPage: true });
    expect(await page.locator("main").textContent()).toContain("Nobody has looked at it yet");
    await context.close();
  });

  test("form with faults, receipt and follow-up: nothing for axe, no sideways scroll", async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
    const page = await context.newPage();
    const looks = async () => {
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await axeFinds(page)).toEqual([]);
    };
    await page.goto(`${address}/report`);
    await page.getByRole("button", { name: "Send" }).click();
    expect(await page.locator(".wrong").count()).toBe(3);
    await looks();
    await page.locator("#service").selectOption("alert.sms");
    await page.locator("#bank").selectOption("ng.gtbank");
    await page.locator("#amount").fill("6.50");
    await page.getByRole("button", { name: "Send" }).click();
    await looks();
    await page.getByRole("link", { name: "Follow it" }).click();
    await looks();
    await context.close();
  });
});
