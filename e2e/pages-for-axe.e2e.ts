import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { look, pictured } from "./support/look.ts";
import { openSite } from "./support/open-site.ts";
import { axeFinds, contrastFaults, emptyCells, smallTargets } from "./support/page-faults.ts";
import { PAGES } from "./support/pages.ts";

const site = openSite("pages for axe");

/** Opens every folded part, since people open them. */
const unfold = (page: Page) =>
  page.evaluate(() => {
    for (const folded of document.querySelectorAll("details")) folded.open = true;
  });

describe.skipIf(!site.chromium)("every page", () => {
  test.each(PAGES)(
    "%s with JavaScript, on a phone and in the dark: nothing for axe, every target 44 pixels high, no sideways scroll",
    async (name, path) => {
      await look(site, path, { width: 320, script: true }, async (page) => {
        await unfold(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
        expect(await smallTargets(page)).toEqual([]);
        expect(await emptyCells(page)).toEqual([]);
        expect(await axeFinds(page)).toEqual([]);
        await page.emulateMedia({ colorScheme: "dark" });
        await page.setViewportSize({ width: 1280, height: 900 });
        await pictured(page, `${name}-1280-dark`, false);
        expect(await contrastFaults(page)).toEqual([]);
      });
    },
  );
});
