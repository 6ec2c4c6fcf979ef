import { describe, expect, test } from "vitest";
import { look } from "./support/look.ts";
import { openSite } from "./support/open-site.ts";
import { paperFaults } from "./support/page-faults.ts";
import { PAGES } from "./support/pages.ts";

const site = openSite("pages on paper");

describe.skipIf(!site.chromium)("every page", () => {
  test.each(PAGES)(
    "%s on paper has its matter and its sources, no form and no heading without matter",
    async (_name, path) => {
      await look(site, path, { width: 768, script: true }, async (page) => {
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
    },
  );
});
