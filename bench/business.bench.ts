/**
 * The binder of a business in a real Chromium: 40 files of four accounts, 100,000 lines, chosen at once at `/audit`.
 * Told by the clock from the press of the button until the binder is shown, with the longest task of the page, the most memory
 * that its process took, and how long a choice and a pack take then.
 */
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { chromiumPath, openBrowser } from "../e2e/support/browser.ts";
import type { Bench } from "./bench.ts";
import { writeLedger } from "./made-ledger.ts";

const BANKS = ["Zenith Bank", "Access Bank", "Guaranty Trust Bank", "United Bank for Africa"] as const;
const MONTHS = 10;
const LINES_A_FILE = 2_500;
const LINES = BANKS.length * MONTHS * LINES_A_FILE;
/** So that there is something to dispute. */
const TOO_HIGH_IN = 50;
const MOST_MS = 60_000;
const MOST_TASK_MS = 200;
const MOST_CHOICE_MS = 1_000;
const MOST_ELEMENTS = 3_000;
const MOST_MB = 1_000;
type Round = {
  readonly binderMs: number;
  readonly taskMs: number;
  readonly choiceMs: number;
  readonly packMs: number;
  readonly elements: number;
  readonly mb: number;
};

async function writeFiles(folder: string): Promise<string[]> {
  const paths: string[] = [];
  for (const [i, bank] of BANKS.entries()) {
    let opening = 500_000_000;
    for (let month = 0; month < MONTHS; month++) {
      const path = join(folder, `${i + 1}-${String(month + 1).padStart(2, "0")}.csv`);
      const head = `${bank}\nAccount Number,01234567${i}9\n`;
      const seed = i * MONTHS + month;
      opening = await writeLedger(path, LINES_A_FILE, seed, {
        head,
        firstDay: Date.UTC(2025, month, 1),
        opening,
        tooHighIn: TOO_HIGH_IN,
      });
      paths.push(path);
    }
  }
  return paths;
}

/** Runs in the page: notes the longest task. */
function watchTasks(): void {
  Object.assign(globalThis, { longest: 0 });
  new PerformanceObserver((list) => {
    const of = globalThis as unknown as { longest: number };
    for (const entry of list.getEntries()) of.longest = Math.max(of.longest, entry.duration);
  }).observe({ type: "longtask" });
}

async function once(browser: Browser, address: string, paths: readonly string[]): Promise<Round> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, acceptDownloads: true });
  try {
    const page = await context.newPage();
    page.setDefaultTimeout(MOST_MS * 3);
    await page.addInitScript(watchTasks);
    await page.goto(`${address}audit`);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.setInputFiles("#file", [...paths]);
    const binderMs = await timed(async () => {
      await page.click("#device button[type=submit]");
      await page.waitForSelector("#result #more");
    });
    const told = (await page.locator("#result").textContent()) ?? "";
    const [, read, all] = /We read (\d+) of (\d+) lines\. All balances add up/.exec(told) ?? [];
    if (read !== all || !(Number(read) >= LINES) || !told.includes("4 accounts"))
      throw new Error(`not all was read: ${told.slice(0, 400)}`);
    const choiceMs = await timed(async () => {
      await page.locator("#groups input").first().uncheck();
      await page.waitForFunction(() => document.querySelector("#g0-state")?.textContent?.includes("left out"));
    });
    await page.locator("#groups input").first().check();
    const packMs = await timed(async () => {
      const [saved] = await Promise.all([
        page.waitForEvent("download"),
        page.locator("#packs .button").first().click(),
      ]);
      await saved.path();
    });
    const elements = await page.locator("body *").count();
    const taskMs = await page.evaluate(() => (globalThis as unknown as { longest: number }).longest);
    return { binderMs, taskMs, choiceMs, packMs, elements, mb: await mostMemory(browser, page) };
  } finally {
    await context.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

/** The most memory that a page's process ever held, in MB, as Linux writes it. */
async function mostMemory(browser: Browser, page: Page): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  // a renderer of another page of this browser is none of the largest
  const sizes = processInfo
    .filter(({ type }) => type === "renderer")
    .map(({ id }) => Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, "utf8"))?.[1] ?? 0) / 1024);
  if (sizes.length === 0) throw new Error(`no process shows ${page.url()}`);
  return Math.max(...sizes);
}

export const bench: Bench = {
  does: `reads and judges ${LINES.toLocaleString("en")} lines in ${BANKS.length * MONTHS} files at /audit in Chromium`,
  passLine: `the least of the rounds at most ${MOST_MS / 1000} s; no task of the page over ${MOST_TASK_MS} ms, a choice at most ${MOST_CHOICE_MS} ms; at most ${MOST_ELEMENTS} elements and ${MOST_MB} MB in each`,
  run: async ({ rounds, say }) => {
    const chromium = chromiumPath();
    if (!chromium) return { tables: [], failures: ["there is no Chromium on this machine"] };
    // pages are JSX: the loader comes before what imports them
    await import("../src/build/tsx-loader.ts");
    const { testServer } = await import("../e2e/support/test-server.ts");
    const folder = mkdtempSync(join(tmpdir(), "openfees-bench-"));
    const app = await testServer();
    const done: Round[] = [];
    try {
      const address = `${await app.listen({ host: "127.0.0.1", port: 0 })}/`;
      const paths = await writeFiles(folder);
      for (let i = 0; i < rounds; i++) {
        // a browser of its own, so that each round's memory is its own
        const browser = await openBrowser(chromium);
        try {
          done.push(await once(browser, address, paths));
        } finally {
          await browser.close();
        }
        say(`round ${i + 1}/${rounds}`);
      }
    } finally {
      await app.close();
      rmSync(folder, { recursive: true });
    }
    const least = (of: (round: Round) => number) => Math.min(...done.map(of));
    const most = (of: (round: Round) => number) => Math.max(...done.map(of));
    const lines: readonly (readonly [what: string, found: number, limit: number])[] = [
      ["milliseconds until the binder is shown", least(({ binderMs }) => binderMs), MOST_MS],
      ["milliseconds of one task of the page", least(({ taskMs }) => taskMs), MOST_TASK_MS],
      ["milliseconds for a choice", least(({ choiceMs }) => choiceMs), MOST_CHOICE_MS],
      ["elements", most(({ elements }) => elements), MOST_ELEMENTS],
      ["MB", most(({ mb }) => mb), MOST_MB],
    ];
    const rows = done.map((one, i) => [
      String(i + 1),
      ...[one.binderMs, one.taskMs, one.choiceMs, one.packMs, one.elements, one.mb].map((value) => value.toFixed(0)),
    ]);
    return {
      tables: [
        {
          title: "Milliseconds by the clock, elements of the page, MB of its process at its largest",
          rows: [["round", "binder", "longest task", "choice", "pack", "elements", "MB"], ...rows],
        },
      ],
      failures: lines.filter(([, found, limit]) => found > limit).map(([what, found]) => `${found.toFixed(0)} ${what}`),
    };
  },
};
