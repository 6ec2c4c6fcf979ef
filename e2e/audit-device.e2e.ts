import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { VERSION } from "../src/main/engine.ts";
import { onAuditPage } from "./support/audit-device.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { axeFinds, smallTargets } from "./support/page-faults.ts";
import { contextOf } from "./support/shipped-pack.ts";
import { testServer } from "./support/test-server.ts";

// every form in one browser, and the command line beside it
vi.setConfig({ testTimeout: 180_000 });

const chromium = chromiumPath();
const ROOT = new URL("../", import.meta.url).pathname;
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
/** The made-up statement that ships with the data. */
const CSV = `${ROOT}data/ng/examples/savings-2026.csv`;
const WIDTHS = [320, 768, 1280] as const;

let app: FastifyInstance;
let browser: Browser;
let address: string;
let folder: string;

/** Starts the server, at the address it had before if it had one. */
async function serve(): Promise<void> {
  app = await testServer({
    ctx: contextOf(shippedPack("ng")),
    engineVersion: VERSION,
  });
  address = await app.listen({ host: "127.0.0.1", port: address ? Number(new URL(address).port) : 0 });
}

beforeAll(async () => {
  if (!chromium) return;
  mkdirSync(SHOTS, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "openfees-e2e-"));
  await serve();
  // the scripts are made at the first request, which takes longer than a page may on a busy machine
  await app.inject("/audit");
  browser = await openBrowser(chromium);
});
afterAll(async () => {
  await browser?.close();
  await app?.close();
  if (folder) rmSync(folder, { recursive: true });
});

if (!chromium) test.skip("browser tests: skipped, no Chromium on this machine", () => {});

const open = (then: (page: Page, context: BrowserContext) => Promise<void>, own: object = {}) =>
  onAuditPage(browser, address, then, own);

/** Chooses a file and checks it; where a reader has to be fetched, says yes. */
async function checkFile(page: Page, path: string): Promise<void> {
  await page.setInputFiles("#file", path);
  await page.click("#device button[type=submit]");
  const fetches = page.locator("#status button");
  await page.locator("#result h1, #status button").first().waitFor();
  if (await fetches.isVisible()) await fetches.click();
  await page.waitForSelector("#result h1");
}

const example = (ending: string): string => `${ROOT}data/ng/examples/savings-2026.${ending}`;
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

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

  test.each(["csv", "txt", "xlsx", "pdf"])(
    "as .%s gives the same bytes in the browser, on the server and on the command line",
    async (ending) => {
      await open(async (page) => {
        await checkFile(page, example(ending));
        const here = await savedJson(page);
        expect(here).toBe(await answered(example(ending)));
        expect(here).toBe(printed(example(ending)));
        expect(JSON.parse(here).totals.over).not.toBe("0.00");
      });
    },
  );

  test("every made-up statement is tried by one press, whatever its form", async () => {
    await open(async (page) => {
      const forms = await page.locator("#example option").allTextContents();
      expect(forms.length).toBeGreaterThan(8);
      for (const label of forms) {
        await page.selectOption("#example", { label });
        await page.click("#try button");
        await page.locator("#result h1, #status button").first().waitFor();
        if (await page.locator("#status button").isVisible()) await page.click("#status button");
        await page.waitForSelector("#result h1");
        expect(await page.locator("#result").textContent(), label).toContain("We read 37 of 37 lines.");
        expect(await page.locator("#result").textContent(), label).toContain("made-up statement");
        await page.click("text=Check another statement");
      }
    });
  });

  test("a PDF's reader is fetched only after its weight was said and the person agreed", async () => {
    await open(async (page, context) => {
      const fetched: string[] = [];
      context.on("request", (request) => fetched.push(request.url()));
      await page.setInputFiles("#file", example("pdf"));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#status button");
      expect(await page.locator("#status").textContent()).toMatch(/fetches its reader once: \d+ KB/);
      expect(fetched.filter((url) => url.includes("read-pdf"))).toEqual([]);
      await page.click("#status button");
      await page.waitForSelector("#result h1");
      expect(fetched.filter((url) => url.includes("read-pdf"))).not.toEqual([]);
    });
  });

  test("pasted alerts are read like a file", async () => {
    await open(async (page) => {
      await page.fill("#alerts", readFileSync(example("txt"), "utf8"));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#result h1");
      expect(await page.locator("#result").textContent()).toContain("We read 37 of 37 lines.");
    });
  });

  test("letters and their days are made on the device, and the saved page stands alone", async () => {
    await open(async (page) => {
      await checkFile(page, CSV);
      const saved = async (words: string) => {
        const [download] = await Promise.all([
          page.waitForEvent("download"),
          page.locator(`#result >> text="${words}"`).first().click(),
        ]);
        return [download.suggestedFilename(), readFileSync(await download.path(), "utf8")] as const;
      };
      const [, html] = await saved("Save as one web page");
      expect(html).toContain("<style>");
      expect(html).not.toMatch(/<link|<script|(?:href|src)="\//);
      expect(html).toContain(await page.locator("#result h1").innerText());
      expect(html).toContain("We read 37 of 37 lines.");
      expect(await saved("Save the letter to print")).toEqual([
        "letter.html",
        expect.stringMatching(/^<!doctype html>/),
      ]);
      const [name, text] = await saved("Save the letter as text");
      expect([name, text]).toEqual(["letter.txt", expect.stringContaining("not yet reviewed by a lawyer")]);
      expect((await saved("Save the days for your calendar"))[1]).toMatch(/^BEGIN:VCALENDAR\r\n/);
      const [mail] = await page
        .locator("#letter a[href^='mailto:']")
        .evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
      expect(mail).toContain("subject=");
    });
  });

  test("a table that we cannot make out is read after three questions", async () => {
    const rows =
      "Alpha,Beta,Gamma,Delta,Epsilon\n2026-01-05,CORNER SHOP,1500,,98500\n2026-01-20,SALARY,,20000,118500\n";
    await open(
      async (page) => {
        await page.setInputFiles("#file", file("strange.csv", rows));
        await page.click("#device button[type=submit]");
        await page.waitForSelector("#columns-form");
        expect(await page.locator("#file-wrong").textContent()).toContain("tell us below which column is which");
        expect(await axeFinds(page)).toEqual([]);
        await page.screenshot({ path: `${SHOTS}audit-columns-320.png`, fullPage: true });
        await page.click("#columns-form button");
        expect(await page.locator("#dateColumn-wrong").textContent()).toContain("each of the three questions");
        expect(await page.evaluate(() => document.activeElement?.id)).toBe("dateColumn");
        await page.selectOption("#dateColumn", "0");
        await page.selectOption("#narrationColumn", "1");
        await page.selectOption("#outColumn", "2");
        await page.selectOption("#inColumn", "3");
        await page.selectOption("#balanceColumn", "4");
        await page.click("#columns-form button");
        await page.waitForSelector("#result h1");
        expect(await page.locator("#result").textContent()).toContain("We read 2 of");
        const { lines } = JSON.parse(await savedJson(page)) as { lines: { amount: string; narration: string }[] };
        expect(lines.map(({ amount, narration }) => [amount, narration])).toEqual([
          ["-1500.00", "CORNER SHOP"],
          ["20000.00", "SALARY"],
        ]);
      },
      { bypassCSP: true },
    );
  });

  test.each([
    [
      "tells no money in from money out",
      "Date,Description,Amount\n2026-01-05,CORNER SHOP,1500.00\n2026-01-20,SOMETHING,20000.00\n",
      "Nothing in the file tells money in from money out",
    ],
    [
      "has two columns of sums without a label",
      "2026-01-05;CORNER SHOP;;15,00\n2026-01-06;SALARY;200,00;\n2026-01-07;BAKER;;7,00\n",
      "No label says which column is money out",
    ],
    [
      "prints fees beside its sums",
      "Date,Description,Amount,Fee\n2026-01-05,CORNER SHOP,-1500.00,10.00\n2026-01-20,SALARY,20000.00,\n",
      "no balance proves that its sums came on top",
    ],
  ])("a file that %s says so, and asks", async (_what, rows, said) => {
    await open(async (page) => {
      await page.setInputFiles("#file", file("unsure.csv", rows));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#result h1");
      expect(await page.locator("#result").textContent()).toContain(said);
      await page.click("text=Say which column is which");
      await page.locator("#dateColumn").waitFor();
    });
  });

  test("a file that cannot be read says what to try, and what was picked is still there", async () => {
    await open(async (page) => {
      await page.click("#device summary");
      await page.selectOption("#accountType", "savings");
      await page.setInputFiles("#file", file("photo.png", "\u0089PNG not a statement"));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#file-wrong");
      expect(await page.locator("#file-wrong").textContent()).toContain("Nothing was sent.");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("file");
      expect(await page.locator("#file").getAttribute("aria-describedby")).toBe("file-hint file-wrong");
      expect(await page.locator("#file").getAttribute("aria-invalid")).toBe("true");
      expect(await page.locator("#accountType").inputValue()).toBe("savings");
      // the next try begins without the old fault
      await page.setInputFiles("#file", CSV);
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#result h1");
      expect(await page.locator(".wrong, [aria-invalid]").count()).toBe(0);
    });
  });

  test("a fault of pasted alerts and of a password stands at that field", async () => {
    await open(async (page) => {
      await page.click("#device button[type=submit]");
      expect(await page.locator("#file-wrong").textContent()).toContain("Choose a file, or paste your alerts first.");
      await page.fill("#alerts", "hello");
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#alerts-wrong");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("alerts");
      expect(await page.locator("#file-wrong").count()).toBe(0);
    });
  });

  test("sentences that were pasted are answered as pasted: they hold no alert, and nobody is asked for columns", async () => {
    await open(async (page) => {
      await page.fill("#alerts", "my bank removed 50 naira from my account yesterday, why?\nplease help, I am tired");
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#alerts-wrong");
      const said = await page.locator("#alerts-wrong").textContent();
      expect(said).toContain("This text holds no alert that we can read");
      expect(said).not.toContain("column");
      expect(await page.locator("#columns").innerHTML()).toBe("");
    });
  });

  test("on a phone of 360 by 740 pixels the button that checks stands within a screen and a half", async () => {
    await open(
      async (page) => {
        const box = await page.locator("#device button[type=submit]").boundingBox();
        expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(1.5 * 740);
      },
      { viewport: { width: 360, height: 740 } },
    );
  });

  test("answers on a phone of 360 px: five findings, a tax under its fee, and the letter within two screens", async () => {
    await open(
      async (page) => {
        await checkFile(page, CSV);
        await page.waitForSelector("#letter a.button");
        expect(await page.locator("#findings > div > .finding").count()).toBe(5);
        const box = await page.locator("#letter a.button").first().boundingBox();
        expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(2 * 640);
        const fee = page.locator("#findings .finding", { hasText: "Above the limit" });
        await fee.locator("summary").click();
        expect(await fee.locator(".work").allTextContents()).toEqual([
          expect.stringContaining("COMMISSION ON NIP TRANSFER"),
          expect.stringContaining("VAT ON COMMISSION ON NIP TRANSFER"),
        ]);
        // folded: sums, rows and what cannot be told
        expect(await page.locator("#result table:visible").count()).toBe(0);
        await page.screenshot({ path: `${SHOTS}audit-answer-360.png`, fullPage: true });
      },
      { viewport: { width: 360, height: 640 } },
    );
  });

  test("asks for what the file does not show and judges again at once, on the device", async () => {
    const rows =
      "Date,Description,Debit,Credit,Balance\n2026-01-30,1ST QUARTER 2026 CARD MAINT FEE-VISA,50.00,,950.00\n2026-01-31,CREDIT INTEREST,,1.00,951.00\n";
    await open(async (page, context) => {
      const fetched: string[] = [];
      await checkFile(page, file("ask.csv", rows));
      expect(await page.locator("h1:visible").textContent()).toBe("We could judge 0 of 1 charge");
      await page.locator("#fact\\.0\\.account").waitFor();
      context.on("request", (request) => fetched.push(request.url()));
      await page.selectOption("#fact\\.0\\.account", "current");
      await page.selectOption("#fact\\.0\\.bank", "ng.gtbank");
      await page.click("#told button");
      await page.waitForFunction(() => document.querySelector("#result h1")?.textContent?.includes("too much"));
      expect(await page.locator("#result h1").textContent()).toBe("₦50.00 too much");
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      expect(await page.locator("#result a[href='#facts']").textContent()).toBe(
        "Judged with your answers. Change them",
      );
      expect(await page.locator("#letter").textContent()).toContain("Guaranty Trust Bank");
      // told otherwise, it is judged otherwise
      await page.selectOption("#fact\\.0\\.account", "savings");
      await page.click("#told button");
      await page.waitForFunction(() => document.querySelector("#result h1")?.textContent?.includes("right"));
      expect(fetched.filter((url) => !url.includes("/audit/app/"))).toEqual([]);
    });
  });

  test("the way back leads to the form and keeps the result; forward, and a button, show it again", async () => {
    await open(async (page) => {
      await page.click("#device summary");
      await page.selectOption("#accountType", "savings");
      await checkFile(page, CSV);
      const said = await page.locator("#result h1").textContent();
      await page.goBack();
      await page.waitForSelector("#device:visible");
      expect(await page.locator("#still-there").textContent()).toContain("Your result is still here.");
      expect(await page.locator("#accountType").inputValue()).toBe("savings");
      await page.goForward();
      await page.waitForSelector("#result h1:visible");
      expect(await page.locator("#result h1").textContent()).toBe(said);
      await page.goBack();
      await page.click("#still-there button");
      await page.waitForSelector("#result h1:visible");
      const [download] = await Promise.all([page.waitForEvent("download"), page.click("text=Save the letter as text")]);
      expect(readFileSync(await download.path(), "utf8")).toContain("₦196.76");
    });
  });

  test("leaving a page whose result was saved nowhere is asked about, and coming back says that it is gone", async () => {
    await open(async (page) => {
      await checkFile(page, CSV);
      const asked: string[] = [];
      page.on("dialog", (dialog) => {
        asked.push(dialog.type());
        void dialog.accept();
      });
      await page.locator("#findings summary").first().click();
      await page.locator("#findings >> text=The rule of that day").first().click();
      await page.waitForURL(/\/fees\//);
      expect(asked).toEqual(["beforeunload"]);
      await page.goBack();
      await page.waitForSelector("#status.bad, #result h1:visible");
      if (await page.locator("#result").isVisible()) return;
      expect(await page.locator("#status").textContent()).toContain("Your result is gone");
      expect(await page.locator("#device").isVisible()).toBe(true);
    });
  });

  test("works without a network after the first load, for every form that needs no large reader", async () => {
    await open(async (page, context) => {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await context.setOffline(true);
      await app.close();
      try {
        for (const ending of ["csv", "txt", "ofx", "sta", "xml", "json"]) {
          await page.goto(`${address}/audit`);
          await checkFile(page, example(ending));
          expect(await page.locator("#result").textContent(), ending).toContain("We read 37 of 37 lines.");
        }
      } finally {
        await serve();
      }
    });
  });

  test("the keyboard alone chooses the file, checks it and opens a finding", async () => {
    await open(
      async (page) => {
        const tabTo = async (selector: string) => {
          for (let i = 0; i < 80; i++) {
            await page.keyboard.press("Tab");
            if ((await page.locator(`${selector}:focus`).count()) > 0) return;
          }
          throw new Error(`the keyboard never reached ${selector}`);
        };
        // asked for before anything is pressed: the browser needs a moment to hand its file chooser to the test
        const chooser = page.waitForEvent("filechooser");
        await tabTo("#file");
        await page.keyboard.press("Space");
        await (await chooser).setFiles(CSV);
        await tabTo("#device summary");
        await page.keyboard.press("Enter");
        await tabTo("#accountType");
        await page.keyboard.press("ArrowDown");
        await tabTo("#device button");
        await page.keyboard.press("Enter");
        await page.waitForSelector("#result h1:focus");
        await tabTo("#findings summary");
        await page.keyboard.press("Enter");
        expect(await page.locator("#findings details[open] ol li").first().isVisible()).toBe(true);
      },
      { viewport: { width: 1280, height: 900 } },
    );
  });

  test.each(["light", "dark"] as const)(
    "in the %s: nothing for axe, every target 44 pixels high, no sideways scroll",
    async (colorScheme) => {
      await open(
        async (page) => {
          const look = async (name: string) => {
            for (const width of WIDTHS) {
              await page.setViewportSize({ width, height: 900 });
              expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
              await page.screenshot({ path: `${SHOTS}${name}-${width}-${colorScheme}.png`, fullPage: true });
            }
            await page.setViewportSize({ width: 320, height: 640 });
            expect(await smallTargets(page)).toEqual([]);
            expect(await axeFinds(page)).toEqual([]);
          };
          await look("audit-device");
          await checkFile(page, CSV);
          await page.evaluate(() => {
            for (const folded of document.querySelectorAll("details")) folded.open = true;
          });
          await look("audit-device-result");
        },
        // axe is put into the page, which the page's policy would refuse
        { bypassCSP: true, colorScheme },
      );
    },
  );

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
