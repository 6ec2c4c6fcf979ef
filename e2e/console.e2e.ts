import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openSite } from "./support/open-site.ts";
import { PAGES } from "./support/pages.ts";

const site = openSite("the browser's console");

/** Everything that the browser says of a page: what scripts print, what they throw, and its own warnings. */
async function said(page: Page, path: string): Promise<string[]> {
  const lines: string[] = [];
  page.on("pageerror", (error) => lines.push(`thrown: ${error.message}`));
  const devtools = await page.context().newCDPSession(page);
  devtools.on("Log.entryAdded", ({ entry }) => lines.push(`${entry.level}: ${entry.text}`));
  devtools.on("Runtime.consoleAPICalled", ({ type, args }) => lines.push(`${type}: ${String(args[0]?.value)}`));
  devtools.on("Audits.issueAdded", ({ issue }) => lines.push(`issue: ${issue.code}`));
  for (const domain of ["Log", "Runtime", "Audits"] as const) await devtools.send(`${domain}.enable`);
  await page.goto(site.address + path);
  await page.waitForLoadState("networkidle");
  return lines;
}

const EXPECTED = [
  // that the page itself is not there, or was asked wrongly, is what its status says
  /server responded with a status of 40[04]/,
  // of frames inside another page: ours is no frame, and its sandbox opens no window
  /^warning: An iframe which has both allow-scripts and allow-same-origin/,
];

// side by side, since most of each is waiting for a network that has become quiet
describe.skipIf(!site.chromium).concurrent("the browser's console", () => {
  test.each(PAGES)("stays empty on %s", async (_name, path) => {
    const context = await site.browser.newContext();
    try {
      const lines = await said(await context.newPage(), path);
      expect(lines.filter((line) => !EXPECTED.some((one) => one.test(line)))).toEqual([]);
    } finally {
      await context.close();
    }
  });
});

describe.skipIf(!site.chromium)("the check itself", () => {
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
      const lines = (await said(page, "/about")).join("\n");
      for (const what of ["no-such-directive", "no-such-feature", "printed", "thrown"]) expect(lines).toContain(what);
    } finally {
      await broken.close();
    }
  });
});
