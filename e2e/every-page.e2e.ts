import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pictured } from "./support/look.ts";
import { openSite } from "./support/open-site.ts";
import { axeFinds, contrastFaults, emptyCells, paperFaults, smallTargets } from "./support/page-faults.ts";
import { PAGES } from "./support/pages.ts";

// Each page is opened once, with its scripts, and judged in turn: its console, on a phone, on paper, in the dark.

const site = openSite("every page");

/** Opens an address, and gives everything that the browser says of it: what scripts print, what they throw, and its own warnings. */
async function heard(page: Page, path: string): Promise<string[]> {
  const lines: string[] = [];
  page.on("pageerror", (error) => lines.push(`thrown: ${error.message}`));
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Log.entryAdded", ({ entry }) => lines.push(`${entry.level}: ${entry.text}`));
  devtools.on("Runtime.consoleAPICalled", ({ type, args }) => lines.push(`${type}: ${String(args[0]?.value)}`));
  devtools.on("Audits.issueAdded", ({ issue }) => lines.push(`issue: ${issue.code}`));
  for (const domain of ["Log", "Runtime", "Audits"] as const) await devtools.send(`${domain}.enable`);
  await page.goto(site.address + path);
  await page.waitForLoadState("networkidle");
  await devtools.detach();
  return lines;
}

const EXPECTED = [
  // that the page itself is not there, or was asked wrongly, is what its status says
  /server responded with a status of 40[04]/,
  // of frames inside another page: ours is no frame, and its sandbox opens no window
  /^warning: An iframe which has both allow-scripts and allow-same-origin/,
];

/** Opens every folded part, since people open them. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });

const ON_A_PHONE = { width: 320, height: 640 };

describe.skipIf(!site.chromium).each(PAGES)("%s", (name, path) => {
  let page: Page;
  let lines: string[] = [];
  beforeAll(async () => {
    page = await site.browser.newPage({ viewport: ON_A_PHONE, colorScheme: "light" });
    lines = await heard(page, path);
  });
  afterAll(() => page?.context().close());

  test("leaves the browser's console empty", () => {
    expect(lines.filter((line) => !EXPECTED.some((one) => one.test(line)))).toEqual([]);
  });

  test("on paper has its matter and its sources, no form and no heading without matter", async () => {
    await page.setViewportSize({ width: 768, height: 900 });
    await page.emulateMedia({ media: "print" });
    expect(await paperFaults(page)).toEqual([]);
    const addresses = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLAnchorElement>('.read-at a[href^="http"]')].map((link) => [
        link.getAttribute("href"),
        getComputedStyle(link, "::after").content,
      ]),
    );
    for (const [address, printed] of addresses) expect(printed).toContain(address);
  });

  test("on a phone: nothing for axe, every target 44 pixels high, no sideways scroll", async () => {
    await page.setViewportSize(ON_A_PHONE);
    await page.emulateMedia({ media: "screen" });
    await unfold(page);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    expect(await smallTargets(page)).toEqual([]);
    expect(await emptyCells(page)).toEqual([]);
    expect(await axeFinds(page)).toEqual([]);
  });

  test("in the dark and on a wide screen: nothing for axe in its colours", async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: "dark" });
    await pictured(page, `${name}-1280-dark`, false);
    expect(await contrastFaults(page)).toEqual([]);
  });
});

describe.skipIf(!site.chromium)("the check of the console itself", () => {
  test("sees a directive that no browser knows, a script that prints and one that throws", async () => {
    const broken = await site.browser.newContext();
    try {
      const page = await broken.newPage();
      await page.route("**/about", (route) =>
        route.fulfill({
          contentType: "text/html",
          headers: {
            "content-security-policy": "no-such-directive 'none'",
            "permissions-policy": "no-such-feature=()",
          },
          body: "<!doctype html><html lang=en><title>x</title><script>console.warn('printed'); null.x</script>",
        }),
      );
      const lines = (await heard(page, "/about")).join("\n");
      for (const what of ["no-such-directive", "no-such-feature", "printed", "thrown"]) expect(lines).toContain(what);
    } finally {
      await broken.close();
    }
  });
});
