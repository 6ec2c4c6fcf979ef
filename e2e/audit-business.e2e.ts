/**
 * The binder for many files, in a real Chromium and with the keyboard: statements of several accounts, agreed
 * rates, findings taken or left by kind, packs for the banks, and work that is saved and opened again. What it makes is
 * compared with what the command line makes of the same files, byte for byte where both make it.
 */
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { FastifyInstance } from "fastify";
import { unzipSync } from "fflate";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { shippedPack, shippedTimeZone } from "../src/db/link/shipped-pack.ts";
import type { AuditBundle } from "../src/domain/audit/audit-result.ts";
import { printWork, readWork } from "../src/domain/audit/claim/work-file.ts";
import { madeOnce } from "../src/domain/audit/made-once.ts";
import { formatMinor, parseMinor } from "../src/domain/money/money.ts";
import { VERSION } from "../src/main/engine.ts";
import { sheetRows } from "../src/readers/sheet/sheet-rows.ts";
import { zipOf } from "../test/support/made-zip.ts";
import { onAuditPage } from "./support/audit-device.ts";
import { chromiumPath, openBrowser } from "./support/browser.ts";
import { FAIR, PHOTO, RATES, STATEMENTS, WRONG_RATES, writeAccounts } from "./support/made-accounts.ts";
import { axeFinds, smallTargets } from "./support/page-faults.ts";
import { contextOf } from "./support/shipped-pack.ts";
import { testServer } from "./support/test-server.ts";

// many files in a browser, and the command line beside it
vi.setConfig({ testTimeout: 180_000 });

const chromium = chromiumPath();
const ROOT = new URL("../", import.meta.url).pathname;
const SHOTS = new URL("./screenshots/", import.meta.url).pathname;
const WIDTHS = [320, 768, 1280] as const;

let app: FastifyInstance;
let browser: Browser;
let address: string;
let folder: string;
let path: (name: string) => string;

beforeAll(async () => {
  if (!chromium) return;
  mkdirSync(SHOTS, { recursive: true });
  folder = mkdtempSync(join(tmpdir(), "openfees-binder-"));
  path = writeAccounts(folder);
  app = await testServer({
    ctx: contextOf(shippedPack("ng")),
    engineVersion: VERSION,
  });
  address = await app.listen({ host: "127.0.0.1", port: 0 });
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

const ALL: readonly string[] = STATEMENTS;

async function checkFiles(page: Page, names: readonly string[] = ALL): Promise<void> {
  await page.setInputFiles("#file", names.map(path));
  await page.click("#device button[type=submit]");
  await page.waitForSelector("#result #more");
}

async function chooseMore(page: Page, input: string, names: readonly string[]): Promise<void> {
  await page.setInputFiles(input, names.map(path));
  await page.click("#more button");
}

async function saved(page: Page, words: string): Promise<{ name: string; bytes: Uint8Array; text: string }> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.locator(`#result >> text="${words}"`).first().click(),
  ]);
  const bytes = new Uint8Array(readFileSync(await download.path()));
  return { name: download.suggestedFilename(), bytes, text: new TextDecoder().decode(bytes) };
}

const printed = new Map<string, string>();

/** What the command line prints of an audit, asked once for each question; it exits with 1 when it found something. */
function commandLine(...args: readonly string[]): string {
  return madeOnce(printed, args.join("\n"), () => {
    try {
      const options = { cwd: ROOT, encoding: "utf8", maxBuffer: 64_000_000, stdio: "pipe" } as const;
      return execFileSync("npm", ["run", "-s", "openfees", "--", "audit", ...args], options);
    } catch (cause) {
      return String((cause as { stdout: string }).stdout);
    }
  });
}

const answerOf = (text: string) => JSON.parse(text) as AuditBundle;
const kobo = (text: string | undefined): bigint => parseMinor((text ?? "").replaceAll(",", "")) ?? -1n;
/** The sum in naira that a sentence names. */
const sumIn = (words: string | null): bigint => kobo(/₦([\d,]+\.\d\d)/.exec(words ?? "")?.[1]);
const today = (): string => new Intl.DateTimeFormat("en-CA", { timeZone: shippedTimeZone("ng") }).format(new Date());

async function tabTo(page: Page, to: Locator): Promise<void> {
  for (let i = 0; i < 120; i++) {
    await page.keyboard.press("Tab");
    if (await to.evaluate((it) => it === document.activeElement)) return;
  }
  throw new Error(`the keyboard never reached ${to}`);
}

/** Where each thing on the page begins, to see whether anything moved. */
const tops = (page: Page): Promise<readonly number[]> =>
  page
    .locator("#result h2, #result h3, #result .choice, #result summary, #packs .button")
    .evaluateAll((all) => all.map((it) => Math.round(it.getBoundingClientRect().top + window.scrollY)));

describe.skipIf(!chromium)("many statements on the person's own device", () => {
  test("are read together: accounts joined, the gap named, rows of two files counted once, no file lost by a bad one", async () => {
    await open(async (page) => {
      await checkFiles(page, [...STATEMENTS.slice(0, 2), PHOTO, ...STATEMENTS.slice(2)]);
      expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H1");
      const told = (await page.locator("#result").textContent()) ?? "";
      expect(told).toContain("One file was not read.");
      expect(told).toMatch(/photo\.png: This is a picture.*Ask the bank/);
      expect(told).toContain("5 statements of 2 accounts");
      expect(told).toMatch(
        /Gap between zenith-feb\.csv and zenith-april\.csv: 1 Mar 2026 to 31 Mar 2026 are missing\. The balance moved by -₦75,000\.00/,
      );
      const march = page.locator("#months .map tbody tr").first().locator("td").nth(2);
      expect([await march.getAttribute("data-label"), await march.textContent()]).toEqual(["Mar", "missing"]);
      expect(await page.locator("#months .map tbody tr").first().locator("td").first().textContent()).toBe("whole");
      expect(told).toContain("31 rows stand in two of your files.");
      await page.locator("[data-list=again] summary").click();
      await page.locator("[data-list=again] tbody tr").first().waitFor();
      expect(await page.locator("[data-list=again] tbody tr").count()).toBe(31);
      expect(await page.locator("[data-list=again] tbody tr").first().textContent()).toMatch(
        /access-jan\.csv, row 33.*access-jan-again\.csv, row 1/,
      );
      expect(told).toContain("Zenith Bank, 89 lines.");
    });
  });

  test("give the same bytes as the command line, and several in one file the same as the server too", async () => {
    await open(async (page) => {
      await checkFiles(page);
      const here = await saved(page, "Save as JSON");
      expect(here.text).toBe(commandLine(...ALL.map(path), "--json"));
      expect(answerOf(here.text).results).toHaveLength(5);
      expect(kobo(answerOf(here.text).totals.over)).toBe(sumIn(await page.locator("#result h1").textContent()));
    });
    const one = join(folder, "all.zip");
    writeFileSync(one, zipOf(ALL.map((name) => ({ name, body: readFileSync(path(name), "utf8") }))));
    await open(async (page) => {
      await page.setInputFiles("#file", one);
      await page.click("#device button[type=submit]");
      await page.click("#status button");
      await page.waitForSelector("#result h1");
      const here = await saved(page, "Save as JSON");
      expect(here.text).toBe(commandLine(one, "--json"));
      const form = new FormData();
      form.set("file", new File([readFileSync(one)], "all.zip"));
      expect(here.text).toBe(await (await fetch(`${address}/api/v1/audit`, { method: "POST", body: form })).text());
      // from one file to the binder
      await page.click("text=Add more files, sort the findings");
      await page.waitForSelector("#groups");
      expect((await saved(page, "Save as JSON")).text).toBe(here.text);
    });
  });

  test("grow by files that come later, and choices stay", async () => {
    await open(async (page) => {
      await checkFiles(page, ALL.slice(0, 2));
      await page.locator("#groups input").last().uncheck();
      await page.waitForFunction(() => document.querySelector("#asked")?.textContent?.includes("1 of 2 kinds"));
      await chooseMore(page, "#moreFiles", [PHOTO]);
      await page.waitForSelector("text=One file was not read.");
      expect(await page.locator("#asked").textContent()).toContain("1 of 2 kinds");
      await chooseMore(page, "#moreFiles", ALL.slice(2));
      await page.waitForSelector("text=5 statements of 2 accounts");
      expect((await saved(page, "Save as JSON")).text).toBe(commandLine(...ALL.map(path), "--json"));
      expect(await page.locator("#asked").textContent()).toContain("3 of 4 kinds");
      await page.click("#more button");
      expect(await page.locator("#moreFiles-wrong").textContent()).toContain("Choose a file first.");
    });
  });

  test("of which none can be read are refused, each with its reason", async () => {
    await open(async (page) => {
      await page.setInputFiles("#file", [path(PHOTO), path(PHOTO)]);
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#file-wrong");
      expect(await page.locator("#file-wrong > span").allTextContents()).toEqual([
        expect.stringMatching(/^photo\.png: This is a picture/),
        expect.stringMatching(/^photo\.png: This is a picture/),
        expect.stringContaining("Nothing was sent."),
      ]);
    });
  });
});

describe.skipIf(!chromium)("rates that were agreed", () => {
  test("are taken from the table that the page makes, their faults named by line, and speak as over_tariff", async () => {
    await open(async (page) => {
      await page.click("#device summary");
      const [template] = await Promise.all([
        page.waitForEvent("download"),
        page.click("text=Save an empty table to fill in"),
      ]);
      expect(readFileSync(await template.path(), "utf8")).toBe(
        execFileSync("npm", ["run", "-s", "openfees", "--", "rates", "template"], { cwd: ROOT, encoding: "utf8" }),
      );
      await page.setInputFiles("#file", path(FAIR));
      await page.setInputFiles("#rates", path(WRONG_RATES));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#rates-wrong");
      expect(await page.evaluate(() => document.activeElement?.id)).toBe("rates");
      expect(await page.locator("#rates-wrong > span").allTextContents()).toContain(
        'Line 3: no bank "ng.nobody" is listed.',
      );
      await page.setInputFiles("#rates", path(RATES));
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#groups");
      expect(await page.locator("#result").textContent()).toContain(
        "One agreed rate comes before the bank’s own list, from rates.csv.",
      );
      const here = await saved(page, "Save as JSON");
      expect(here.text).toBe(commandLine(path(FAIR), "--rates", path(RATES), "--json"));
      expect(here.text).toContain('"over_tariff"');
      // a table that comes later and is wrong changes nothing
      await chooseMore(page, "#moreRates", [WRONG_RATES]);
      await page.waitForSelector("#moreRates-wrong");
      expect(await page.locator("#moreRates-wrong").textContent()).toContain("Line 3:");
      expect((await saved(page, "Save as JSON")).text).toBe(here.text);
    });
  });
});

describe.skipIf(!chromium)("findings by kind", () => {
  test("are taken or left by keyboard alone, said in words, with nothing moving at 320 pixels, and open in parts", async () => {
    await open(async (page) => {
      await checkFiles(page);
      const box = page.locator("#groups input").first();
      const state = page.locator("#g0-state");
      await tabTo(page, box);
      expect(await box.evaluate((it) => getComputedStyle(it).outlineStyle)).not.toBe("none");
      const before = await tops(page);
      const [all, group] = [
        sumIn(await page.locator("#asked").textContent()),
        sumIn(await page.locator("#groups .over").first().textContent()),
      ];
      expect(all).toBe(kobo(answerOf((await saved(page, "Save as JSON")).text).totals.over));
      await box.focus();
      await page.keyboard.press("Space");
      await page.waitForFunction(() => document.querySelector("#g0-state")?.textContent?.includes("left out"));
      expect(sumIn(await page.locator("#asked").textContent())).toBe(all - group);
      expect(await page.locator("#asked").getAttribute("role")).toBe("status");
      expect((await tops(page)).slice(0, 12)).toEqual(before.slice(0, 12));
      await page.keyboard.press("Space");
      await page.waitForFunction(() => document.querySelector("#g0-state")?.textContent?.includes("asked for"));
      expect(sumIn(await page.locator("#asked").textContent())).toBe(all);
      expect(await state.textContent()).toBe("Now: asked for.");
      const list = page.locator("[data-list=f]");
      expect(await list.locator("tbody tr").count()).toBe(50);
      await tabTo(page, list.locator("[data-work]").first());
      await page.keyboard.press("Enter");
      await list.locator("tr.opened li").first().waitFor();
      expect(await list.locator("tr.opened").textContent()).toMatch(/Row \d+ of \w+-\w+\.csv/);
      expect(await list.locator("[data-work]").first().getAttribute("aria-expanded")).toBe("true");
      await page.keyboard.press("Enter");
      expect(await list.locator("tr.opened").count()).toBe(0);
      await tabTo(page, list.locator("[data-more]"));
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => document.querySelectorAll("[data-list=f] tbody tr").length === 100);
      // where the person reads on
      expect(await page.evaluate(() => document.activeElement?.querySelectorAll("tbody tr").length)).toBe(50);
    });
  });

  test("are filtered by bank, month, charge, verdict and sum, and the status says how many are left", async () => {
    await open(async (page) => {
      await checkFiles(page);
      const answer = answerOf((await saved(page, "Save as JSON")).text);
      const found = async () => (await page.locator("#found").textContent()) ?? "";
      const said = async (words: RegExp) => {
        await page.waitForFunction(
          (source) => new RegExp(source).test(document.querySelector("#found")?.textContent ?? ""),
          words.source,
        );
        return found();
      };
      expect(sumIn(await found())).toBe(kobo(answer.totals.over));
      await page.selectOption("#filterBank", "ng.access");
      expect(sumIn(await said(/^32 of 124 charges/))).toBe(135_300n);
      await page.selectOption("#filterVerdict", "not_permitted");
      await said(/^1 of 124 charges, one line/);
      expect(await page.locator("[data-list=f] tbody tr").count()).toBe(1);
      await page.selectOption("#filterBank", "");
      await page.selectOption("#filterVerdict", "");
      await page.selectOption("#filterMonth", "2026-02");
      await said(/^2\d of 124 charges/);
      await page.selectOption("#filterMonth", "");
      await page.fill("#filterLeast", "99999");
      await page.keyboard.press("Enter");
      await said(/^0 of 124 charges/);
      expect(await page.locator("[data-list=f]").textContent()).toContain("Nothing fits these filters.");
      await page.fill("#filterLeast", "fifty");
      await page.keyboard.press("Enter");
      await said(/^Write the sum in figures/);
    });
  });

  test("stand dense: 42 lines of several files within two screens of 1280 by 720 pixels", async () => {
    await open(
      async (page) => {
        const example = readFileSync(new URL("../data/ng/examples/savings-2026.csv", import.meta.url), "utf8");
        const files = Array.from({ length: 6 }, (_, i) => {
          const path = join(folder, `dense-${i}.csv`);
          writeFileSync(path, example.replaceAll("4821", `482${i}`));
          return path;
        });
        await page.setInputFiles("#file", files);
        await page.click("#device summary");
        await page.selectOption("#accountType", "savings");
        await page.click("#device button[type=submit]");
        await page.waitForSelector("[data-list=f] tbody tr");
        const rows = page.locator("[data-list=f] tbody tr");
        expect(await rows.count()).toBe(48);
        expect(await rows.locator("xpath=self::*[contains(@class,'under')]").count()).toBe(18);
        const box = await rows.nth(41).boundingBox();
        expect((box?.y ?? 9_999) + (box?.height ?? 0)).toBeLessThanOrEqual(2 * 720);
      },
      { viewport: { width: 1280, height: 720 } },
    );
  });

  test("are left out all at once and asked for again", async () => {
    await open(async (page) => {
      await checkFiles(page);
      const whole = await page.locator("#asked").textContent();
      await page.click("text=Leave all out");
      await page.waitForFunction(() =>
        document.querySelector("#asked")?.textContent?.includes("0 of 4 kinds, no line"),
      );
      expect(await page.locator("#packs").textContent()).toContain("Zenith Bank: nothing is asked for.");
      await page.locator("#packs .button").first().click();
      await page.waitForSelector("text=Nothing is asked of this bank.");
      await page.click("text=Ask for all");
      await page.waitForFunction((words) => document.querySelector("#asked")?.textContent === words, whole);
    });
  });
});

/** The files of a pack, by their name in it. */
async function packOf(page: Page, bank: string): Promise<Readonly<Record<string, Uint8Array>>> {
  const { bytes, name } = await saved(
    page,
    `Save the pack for ${bank === "ng.zenith" ? "Zenith Bank" : "Access Bank"}`,
  );
  expect(name).toBe(`dispute-${bank}.zip`);
  return Object.fromEntries(
    Object.entries(unzipSync(bytes)).map(([file, body]) => [file.replace(`${bank}/`, ""), body]),
  );
}

const textOf = (bytes: Uint8Array | undefined): string => new TextDecoder().decode(bytes ?? new Uint8Array());

/** What the schedule of a pack asks for, in the workbook and in the table, with the letter beside it. */
function sumsOf(pack: Readonly<Record<string, Uint8Array>>): readonly [book: string, table: string] {
  const sheets = sheetRows(pack["schedule.xlsx"] as Uint8Array);
  if (!Array.isArray(sheets)) throw new Error(sheets.message.code);
  expect(sheets.map(({ name }) => name)).toEqual(["Claims", "Findings", "Rules", "Months"]);
  const inBook = kobo(Number(sheets[0]?.rows.at(-1)?.cells[9]).toFixed(2));
  const table = textOf(pack["schedule.csv"]).trimEnd().split("\r\n");
  return [formatMinor(inBook), table.at(-1)?.split(",")[9] ?? ""];
}

describe.skipIf(!chromium)("a pack for each bank", () => {
  test("holds what the command line's --dispute writes, and its sums are those of the binder to the kobo", async () => {
    const out = join(folder, "packs");
    commandLine(...ALL.map(path), "--dispute", out, "--letter-on", today());
    await open(async (page) => {
      await checkFiles(page);
      let asked = 0n;
      for (const [i, bank] of ["ng.zenith", "ng.access"].entries()) {
        const pack = await packOf(page, bank);
        expect(Object.keys(pack).sort()).toEqual([
          "letter.html",
          "letter.txt",
          "months.csv",
          "rules.csv",
          "schedule.csv",
          "schedule.xlsx",
        ]);
        for (const same of ["letter.txt", "months.csv", "rules.csv", "schedule.csv"])
          expect(textOf(pack[same]), same).toBe(readFileSync(join(out, bank, same), "utf8"));
        expect(sheetRows(pack["schedule.xlsx"] as Uint8Array)).toEqual(
          sheetRows(new Uint8Array(readFileSync(join(out, bank, "schedule.xlsx")))),
        );
        const shown = formatMinor(sumIn(await page.locator(`#bank${i}`).textContent()));
        expect(sumsOf(pack)).toEqual([shown, shown]);
        asked += kobo(shown);
      }
      expect(asked).toBe(sumIn(await page.locator("#asked").textContent()));
    });
  });

  test("asks for the kinds that were taken and for no other", async () => {
    await open(async (page) => {
      await checkFiles(page);
      await page.locator("#groups input").first().uncheck();
      await page.waitForFunction(() => document.querySelector("#asked")?.textContent?.includes("3 of 4 kinds"));
      let asked = 0n;
      for (const [i, bank] of ["ng.zenith", "ng.access"].entries()) {
        const pack = await packOf(page, bank);
        const shown = formatMinor(sumIn(await page.locator(`#bank${i}`).textContent()));
        expect(sumsOf(pack)).toEqual([shown, shown]);
        expect(kobo(/₦([\d,]+\.\d\d)/.exec(textOf(pack["letter.txt"]))?.[1])).toBe(kobo(shown));
        asked += kobo(shown);
      }
      expect(asked).toBe(sumIn(await page.locator("#asked").textContent()));
      expect(asked).toBeLessThan(sumIn(await page.locator("#result h1").textContent()));
    });
  });
});

async function openWork(page: Page, file: string): Promise<void> {
  await page.goto(`${address}/audit`);
  await page.click("#device summary");
  await page.setInputFiles("#work", file);
  await page.click("#device button[type=submit]");
}

describe.skipIf(!chromium)("saved work", () => {
  test("is opened again with its lines, rates and choices, says by which facts it was judged, and goes on", async () => {
    await open(async (page) => {
      await page.click("#device summary");
      await page.setInputFiles("#rates", path(RATES));
      await checkFiles(page, [...ALL.slice(0, 2), PHOTO]);
      await page.locator("#groups input").last().uncheck();
      await page.waitForFunction(() => document.querySelector("#asked")?.textContent?.includes("1 of 2 kinds"));
      const asked = await page.locator("#asked").textContent();
      const json = (await saved(page, "Save as JSON")).text;
      const work = await saved(page, "Save the work");
      expect(work.name).toBe("openfees-work.json");
      expect(JSON.parse(work.text)).toMatchObject({ openfees: "work", format: 1 });
      const file = join(folder, "work.json");
      writeFileSync(file, work.bytes);

      await openWork(page, file);
      await page.waitForSelector("#groups");
      const told = (await page.locator("#result").textContent()) ?? "";
      expect(told).toMatch(/You saved this on \d+ \w+ \d{4}\. It was judged then by the facts of \d+ \w+ \d{4}\./);
      expect(told).toContain("We judged it again now, and the sum is the same.");
      expect(told).toContain("One file was not read.");
      expect(await page.locator("#asked").textContent()).toBe(asked);
      expect((await saved(page, "Save as JSON")).text).toBe(json);
      await chooseMore(page, "#moreFiles", ALL.slice(2));
      await page.waitForSelector("text=5 statements of 2 accounts");
      expect((await saved(page, "Save as JSON")).text).toBe(
        commandLine(...ALL.map(path), "--rates", path(RATES), "--json"),
      );

      // in the other place for files it is known by what it holds
      await page.goto(`${address}/audit`);
      await page.setInputFiles("#file", file);
      await page.click("#device button[type=submit]");
      await page.waitForSelector("text=You saved this on");
      expect(await page.locator("#asked").textContent()).toBe(asked);

      // the facts of another day: the page says what it was, and what it is
      const read = readWork(work.text);
      if (!read.ok) throw new Error(read.fault);
      const facts = { ...read.work.judged.facts, version: "2025.03.02" };
      const old = { ...read.work, judged: { ...read.work.judged, facts, over: "1.00" } };
      writeFileSync(file, printWork(old).join(""));
      await openWork(page, file);
      await page.waitForSelector("text=by the facts of 2 Mar 2025");
      expect(await page.locator("#result").textContent()).toContain("the sum is another one: it was 1.00");
    });
  });

  test.each([
    ["a foreign file", () => '{"results":[]}', "not work that was saved"],
    ["a newer format", () => '{"openfees":"work","format":9}', "newer openfees"],
    ["a damaged one", (text: string) => text.replace("SUPPLIER", "SUPPLIES"), "damaged"],
    ["one cut short", (text: string) => text.slice(0, -5_000), "damaged"],
  ])("%s is refused in words and nothing is opened", async (_what, change, words) => {
    await open(async (page) => {
      await checkFiles(page, ALL.slice(0, 2));
      const file = join(folder, "hurt.json");
      writeFileSync(file, change((await saved(page, "Save the work")).text));
      await openWork(page, file);
      await page.waitForSelector(".wrong");
      expect(await page.locator(".wrong").textContent()).toContain(`hurt.json: `);
      expect(await page.locator(".wrong").textContent()).toContain(words);
      expect(await page.locator("#result").isHidden()).toBe(true);
    });
  });
});

describe.skipIf(!chromium)("the binder", () => {
  test("asks for nothing but this site's own scripts, whatever is done on it", async () => {
    await open(async (page, context) => {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      const made: string[] = [];
      context.on("request", (request) => made.push(`${request.method()} ${request.url()} ${request.postData() ?? ""}`));
      await checkFiles(page);
      await page.locator("[data-work]").first().click();
      await page.locator("tr.opened").first().waitFor();
      await page.locator("#groups input").first().uncheck();
      await chooseMore(page, "#moreRates", [RATES]);
      await page.waitForSelector("text=One agreed rate comes");
      await saved(page, "Save the work");
      await saved(page, "Save as one web page");
      await packOf(page, "ng.access");
      const own = /^GET (?:blob:)?http:\/\/127\.0\.0\.1:\d+\/(?:audit\/app\/[\w-]+\.js|[\w-]{36}) $/;
      expect(made.length).toBeGreaterThan(3);
      expect(made.filter((one) => !own.test(one))).toEqual([]);
    });
  });

  test("works without a network, the pack included once it was made", async () => {
    await open(async (page, context) => {
      await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
      await checkFiles(page);
      await packOf(page, "ng.access");
      await context.setOffline(true);
      await page.goto(`${address}/audit`);
      await checkFiles(page);
      expect(sumsOf(await packOf(page, "ng.zenith"))).toHaveLength(2);
    });
  });

  test("stays light: a list shows what was asked for and no more", async () => {
    await open(async (page) => {
      await checkFiles(page);
      expect(await page.locator("#result *").count()).toBeLessThan(1_000);
      await page.locator("[data-list=s0] summary").click();
      await page.locator("[data-list=s0] tbody tr").first().waitFor();
      expect(await page.locator("[data-list=s0] tbody tr").count()).toBe(50);
    });
  });

  test.each(["light", "dark"] as const)(
    "in the %s: nothing for axe, every target 44 pixels high, no sideways scroll",
    async (colorScheme) => {
      await open(
        async (page) => {
          await checkFiles(page, [...ALL, PHOTO]);
          await page.locator("#groups input").nth(1).uncheck();
          const fits = async () =>
            expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
              page.viewportSize()?.width ?? 0,
            );
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 });
            await fits();
            await page.screenshot({ path: `${SHOTS}audit-binder-${width}-${colorScheme}.png`, fullPage: true });
          }
          for (const list of ["s0", "again"]) {
            await page.locator(`[data-list=${list}] > summary`).click();
            await page.locator(`[data-list=${list}] > div > div`).waitFor();
          }
          for (const width of WIDTHS) {
            await page.setViewportSize({ width, height: 900 });
            await fits();
          }
          await page.setViewportSize({ width: 320, height: 640 });
          expect(await smallTargets(page)).toEqual([]);
          expect(await axeFinds(page)).toEqual([]);
        },
        // axe is put into the page, which the page's policy would refuse
        { bypassCSP: true, colorScheme },
      );
    },
  );
});
