import { readFileSync, writeFileSync } from "node:fs";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { chromiumPath, openBrowser } from "../e2e/support/browser.ts";
import { testServer } from "../e2e/support/test-server.ts";

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });
let app: FastifyInstance, browser: Browser, address: string;
const OUT = process.env.OUT ?? "/tmp/r/shots/";
beforeAll(async () => {
  app = await testServer();
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  await app.inject("/audit");
  browser = await openBrowser(chromiumPath() as string);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
});
const EX = new URL("../data/ng/examples/savings-2026.csv", import.meta.url).pathname;
const shift = (bank: string, nth: number) =>
  readFileSync(EX, "utf8")
    .replaceAll("4821", `48${20 + nth}`)
    .replace("Account Name,", `Bank,${bank}\nAccount Name,`);
for (const width of [360, 1280])
  test(`one ${width}`, async () => {
    const page = await (await browser.newContext({ viewport: { width, height: width === 360 ? 640 : 800 } })).newPage();
    page.on("pageerror", (e) => console.log("ERR", e));
    await page.goto(`${address}/audit`);
    await page.screenshot({ path: `${OUT}form-${width}.png`, fullPage: true });
    await page.setInputFiles("#file", EX);
    await page.click("#device button[type=submit]");
    await page.waitForSelector("#result h1");
    await page.waitForTimeout(400);
    const at = await page.locator("#letter .button").first().boundingBox();
    console.log(
      width,
      "letter's button ends at",
      at && at.y + at.height,
      "whole",
      await page.evaluate(() => document.documentElement.scrollHeight),
    );
    await page.screenshot({
      path: `${OUT}one-${width}.png`,
      fullPage: true,
      clip: { x: 0, y: 0, width, height: 1700 },
    });
    await page.close();
  });
test("desk", async () => {
  const files = [
    ["Zenith Bank", 1],
    ["GTBank", 2],
    ["Access Bank", 3],
    ["UBA", 4],
    ["First Bank", 5],
  ].map(([b, n]) => {
    const p = `/tmp/r/f${n}.csv`;
    writeFileSync(p, shift(b as string, n as number));
    return p;
  });
  for (const width of [360, 1280]) {
    const page = await (await browser.newContext({ viewport: { width, height: width === 360 ? 640 : 800 } })).newPage();
    page.on("pageerror", (e) => console.log("ERR", e));
    await page.goto(`${address}/audit`);
    await page.setInputFiles("#file", files);
    await page.selectOption("#accountType", "savings");
    await page.click("#device button[type=submit]");
    await page.waitForSelector("#result h1");
    await page.waitForTimeout(600);
    const box = await page.locator("#findings").boundingBox();
    console.log(width, "findings", box, "whole", await page.evaluate(() => document.documentElement.scrollHeight));
    await page.screenshot({
      path: `${OUT}desk-${width}.png`,
      fullPage: true,
      clip: { x: 0, y: 0, width, height: 2000 },
    });
    await page.close();
  }
});
test("server", async () => {
  const page = await (
    await browser.newContext({ viewport: { width: 360, height: 640 }, javaScriptEnabled: false })
  ).newPage();
  await page.goto(`${address}/audit/server`);
  await page.setInputFiles("#file", EX);
  await page.click("main button[type=submit]");
  await page.screenshot({ path: `${OUT}server-360.png`, fullPage: true });
  await page.goto(`${address}/audit/server`);
  writeFileSync("/tmp/r/bad.csv", "hello world");
  await page.setInputFiles("#file", "/tmp/r/bad.csv");
  await page.click("main button[type=submit]");
  await page.screenshot({ path: `${OUT}server-bad-360.png` });
  expect(1).toBe(1);
});
