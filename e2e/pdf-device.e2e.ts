import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { VERSION } from "../src/main/engine.ts";
import { madePrinted } from "../test/support/printed/made-printed.ts";
import { onAuditPage } from "./support/audit-device.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { contextOf } from "./support/shipped-pack.ts";
import { testServer } from "./support/test-server.ts";

// PDFs of many makers in a real browser, beside the command
vi.setConfig({ testTimeout: 240_000 });

const chromium = chromiumPath();
const ROOT = new URL("../", import.meta.url).pathname;
/** Made statements: of both printers, with locks, turned pages, drawn letters and several accounts among them. */
const SEEDS = [1, 3, 4, 8, 12, 17];
const LOCKED = "aes-256-packed-empty-owner";

let app: FastifyInstance;
let browser: Browser;
let address: string;
let folder: string;

beforeAll(async () => {
  if (!chromium) return;
  folder = mkdtempSync(join(tmpdir(), "openfees-e2e-"));
  app = await testServer({ ctx: contextOf(shippedPack("ng")), engineVersion: VERSION });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  await app.inject("/audit");
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  if (folder) rmSync(folder, { recursive: true });
});

/** What the command prints; it exits with 1 when it found something. */
function printed(path: string): string {
  const run = ["run", "-s", "openfees", "--", "audit", path, "--json"];
  try {
    return execFileSync("npm", run, { cwd: ROOT, encoding: "utf8", maxBuffer: 64_000_000 });
  } catch (cause) {
    return String((cause as { stdout: string }).stdout);
  }
}

async function inBrowser(path: string): Promise<string> {
  let saved = "";
  await onAuditPage(browser, address, async (page) => {
    await page.setInputFiles("#file", path);
    await page.click("#device button[type=submit]");
    const fetches = page.locator("#status button");
    await page.locator("#result h1, #status button").first().waitFor();
    if (await fetches.isVisible()) await fetches.click();
    await page.waitForSelector("#result h1");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as JSON")]);
    saved = readFileSync(await download.path(), "utf8");
  });
  return saved;
}

test.skipIf(!chromium)("a PDF is read in the browser as on the command line, byte for byte", async () => {
  const files = [`${ROOT}test/fixtures/locked/${LOCKED}.pdf`];
  for (const seed of SEEDS) {
    const { bytes, truth } = await madePrinted(seed, [4, 9, 16]);
    if (truth.password !== undefined) continue;
    files.push(join(folder, `made-${seed}.pdf`));
    writeFileSync(files.at(-1) as string, bytes);
  }
  expect(files.length).toBeGreaterThanOrEqual(5);
  for (const path of files) {
    const [here, there] = [await inBrowser(path), printed(path)];
    expect(there.length, path).toBeGreaterThan(200);
    expect(here, path).toBe(there);
  }
});
