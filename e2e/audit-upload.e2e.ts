import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { AUDIT_LIMITS } from "../src/http/web-deps.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { madeUpAudit } from "./support/made-up-audit.ts";
import { testServer } from "./support/test-server.ts";

const chromium = chromiumPath();
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
let app: FastifyInstance;
let browser: Browser;
let address: string;
let real: FastifyInstance;
let realAddress: string;
let folder: string;

beforeAll(async () => {
  if (!chromium) return;
  folder = mkdtempSync(join(tmpdir(), "openfees-e2e-"));
  app = await testServer({ audit: madeUpAudit, limits: { ...AUDIT_LIMITS, bytes: 200_000 } });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
  real = await testServer();
  realAddress = await real.listen({ host: "127.0.0.1", port: 0 });
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  await real?.close();
  if (folder) rmSync(folder, { recursive: true });
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

/** The made-up statement that ships with the data. */
const MADE_UP = new URL("../data/ng/examples/savings-2026.csv", import.meta.url).pathname;

const file = (name: string, text: string) => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

async function upload(text: string, then: (page: Page) => Promise<void>, name = "statement.csv"): Promise<void> {
  const context = await browser.newContext({
    viewport: { width: 320, height: 640 },
    javaScriptEnabled: false,
    acceptDownloads: true,
  });
  try {
    const page = await context.newPage();
    await page.goto(`${address}/audit/server`);
    await page.setInputFiles("#file", file(name, text));
    await page.selectOption("#accountType", "savings");
    await page.click("main button[type=submit]");
    await then(page);
  } finally {
    await context.close();
  }
}

describe.skipIf(!chromium)("checking a statement", () => {
  test("the keyboard alone chooses the bank, sends the file and opens a finding", async () => {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, javaScriptEnabled: false });
    const page = await context.newPage();
    // asked for before anything is pressed: the browser needs a moment to hand its file chooser to the test
    const chooser = page.waitForEvent("filechooser");
    await page.goto(`${realAddress}/audit/server`);
    const focused = () => page.locator(":focus");
    const tabTo = async (selector: string) => {
      for (let i = 0; i < 60; i++) {
        await page.keyboard.press("Tab");
        if ((await page.locator(`${selector}:focus`).count()) > 0) return;
      }
      throw new Error(`the keyboard never reached ${selector}`);
    };
    await page.keyboard.press("Tab");
    expect(await focused().textContent()).toBe("Skip to the page");
    await page.keyboard.press("Enter");
    await tabTo("#file");
    await page.keyboard.press("Space");
    await (await chooser).setFiles(MADE_UP);
    await tabTo("#accountType");
    await page.keyboard.press("ArrowDown");
    await tabTo("main button[type=submit]");
    await page.keyboard.press("Enter");
    await page.waitForSelector("#findings");
    expect(await page.locator("h1").textContent()).toContain("too much");
    await tabTo("#findings summary");
    await page.keyboard.press("Enter");
    expect(await page.locator("#findings details[open] ol li").first().isVisible()).toBe(true);
    await context.close();
  });

  test("the made-up statement, sent as a file, is read whole and its findings open their working", async () => {
    const context = await browser.newContext({ viewport: { width: 320, height: 640 }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${realAddress}/audit/server`);
    await page.setInputFiles("#file", MADE_UP);
    await page.selectOption("#accountType", "savings");
    await page.click("main button[type=submit]");
    expect(await page.locator("h1").textContent()).toMatch(/^₦[\d,]+\.\d\d too much$/);
    const rows = readFileSync(MADE_UP, "utf8").trim().split("\n").length;
    const read = /We read (\d+) of (\d+) lines/.exec((await page.locator("main").textContent()) ?? "");
    expect(read?.[1]).toBe(read?.[2]);
    expect(Number(read?.[1])).toBeGreaterThan(rows / 2);
    expect(await page.locator("main").textContent()).toContain("The balances add up, so no line is missing.");
    await page.locator("#findings summary").first().click();
    expect(await page.locator("#findings details[open] ol li").first().isVisible()).toBe(true);
    await page.screenshot({ path: `${SHOTS}audit-real-320.png`, fullPage: true });
    await context.close();
  });

  test("a question in the result is answered without a script, and all of it is judged again", async () => {
    const context = await browser.newContext({
      viewport: { width: 360, height: 640 },
      javaScriptEnabled: false,
      acceptDownloads: true,
    });
    const page = await context.newPage();
    await page.goto(`${realAddress}/audit/server`);
    const rows = [
      "Date,Description,Debit,Credit,Balance",
      "2025-04-15,ATM WITHDRAWAL OTHER BANK,20000.00,,80000.00",
      "2025-04-15,ATM WITHDRAWAL CHARGE OTHER BANK,600.00,,79400.00",
      "2025-04-30,CREDIT INTEREST,,1.00,79401.00",
    ].join("\n");
    await page.setInputFiles("#file", file("machine.csv", rows));
    await page.click("main button[type=submit]");
    expect(await page.locator("h1").textContent()).toBe("We could judge 0 of 1 charge");
    await page.selectOption("#fact\\.0\\.1\\.locality", "on_site");
    await page.selectOption("#fact\\.0\\.bank", "ng.zenith");
    await page.click("text=Judge again");
    expect(await page.locator("h1").textContent()).toBe("₦492.50 too much");
    expect(await page.locator("#letter").textContent()).toContain("Zenith Bank");
    const [letter] = await Promise.all([page.waitForEvent("download"), page.click("text=Save the letter as text")]);
    expect(readFileSync(await letter.path(), "utf8")).toContain("₦600.00 taken - ₦107.50 right = ₦492.50 too much");
    // what was told can be told otherwise
    await page.selectOption("#fact\\.0\\.1\\.locality", "off_site");
    await page.click("text=Judge again");
    expect(await page.locator("h1").textContent()).toBe("The one charge is right");
    await context.close();
  });

  test("a fault of the file has the focus without a script, leads to its field and stands there", async () => {
    await upload("unreadable", async (page) => {
      expect(await page.locator("[role=alert]:focus a[href='#file']").count()).toBe(1);
      expect(await page.locator("#file").getAttribute("aria-describedby")).toBe("file-hint file-wrong");
      expect(await page.locator("#file-wrong").textContent()).toContain("We found no table with dates and sums in it.");
    });
  });

  test("the result is kept as one web page that stands alone, and as the JSON of the command line", async () => {
    await upload("a statement", async (page) => {
      const [html] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as one web page")]);
      const kept = readFileSync(await html.path(), "utf8");
      expect(kept).toContain("too much");
      expect(kept).toContain("<style>");
      expect(kept).not.toMatch(/<link|<script|(?:href|src)="\//);
      const [json] = await Promise.all([page.waitForEvent("download"), page.click("text=Save as JSON")]);
      const printed = readFileSync(await json.path(), "utf8");
      expect(JSON.parse(printed).totals.over).toBe("70.00");
      const api = new FormData();
      api.set("file", new File(["a statement"], "x.csv"));
      expect(await (await fetch(`${address}/api/v1/audit`, { method: "POST", body: api })).text()).toBe(printed);
    });
  });

  test("a statement of which the one charge is right says so", async () => {
    await upload("clean", async (page) => {
      expect(await page.locator("h1").textContent()).toBe("The one charge is right");
      await page.screenshot({ path: `${SHOTS}audit-clean-320.png`, fullPage: true });
    });
  });

  test("a file that cannot be read gives the form back with advice and what was picked", async () => {
    await upload("unreadable", async (page) => {
      expect(await page.locator("h1").textContent()).toBe("We could not read this file");
      expect(await page.locator("#accountType").inputValue()).toBe("savings");
      await page.screenshot({ path: `${SHOTS}audit-unreadable-320.png`, fullPage: true });
    });
  });

  test("a file that is too big is told what to do", async () => {
    await upload("x".repeat(400_000), async (page) => {
      expect(await page.locator("#file-wrong").textContent()).toContain("Ask for a shorter period");
      await page.screenshot({ path: `${SHOTS}audit-too-big-320.png`, fullPage: true });
    });
  });

  test("an error is tied to its field", async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${address}/charge?service=transfer.interbank&amount=abc`);
    const described = await page.locator("#amount").getAttribute("aria-describedby");
    expect(described).toContain("amount-wrong");
    expect(await page.locator("#amount").inputValue()).toBe("abc");
    await context.close();
  });
});
