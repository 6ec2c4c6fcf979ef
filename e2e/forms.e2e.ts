/** Every form of the site, filled in wrongly: the page says so first, in its title, and gives back what was typed. */
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { openSite } from "./support/open-site.ts";
import { axeFinds } from "./support/page-faults.ts";
import { PAGES } from "./support/pages.ts";

const site = openSite("forms in a browser");

/** What no field of its kind takes. Words and passwords may be anything. */
const WRONG = { date: "2026-02-30", figure: "12x", choice: "nothing-such" } as const;

/**
 * Fills every field of a form that can be wrong with what is wrong for it, and says which it filled. In the page, without
 * the browser's own checks: those of the server are tried, which also answer a form that was kept for a year.
 */
const fillWrongly = (page: Page, at: number): Promise<Record<string, string>> =>
  page.evaluate(
    ([nth, wrong]) => {
      const form = document.forms[nth as number] as HTMLFormElement;
      form.noValidate = true;
      const filled: Record<string, string> = {};
      for (const field of form.elements) {
        if (field instanceof HTMLSelectElement) {
          field.add(new Option(wrong.choice, wrong.choice));
          field.value = wrong.choice;
          filled[field.id] = wrong.choice;
        } else if (field instanceof HTMLInputElement && field.type === "file") filled[field.id] = "";
        else if (field instanceof HTMLInputElement && (field.type === "date" || field.inputMode !== "")) {
          const value = field.type === "date" ? wrong.date : wrong.figure;
          field.type = "text";
          field.value = value;
          filled[field.id] = value;
        }
      }
      return filled;
    },
    [at, WRONG] as const,
  );

/** The forms of a page that are sent: those of `/audit` are read by its script, and its policy lets none go. */
const formsOf = (page: Page): Promise<{ at: number; name: string }[]> =>
  page.evaluate(() =>
    [...document.forms].flatMap((form, at) =>
      form.hasAttribute("action")
        ? [
            {
              at,
              name: `${form.method} ${new URL(form.action).pathname.replace(/^(\/(?:fees|banks|rules))\/.*/, "$1/…")} ${[
                ...form.elements,
              ]
                .map(({ id }) => id)
                .filter(Boolean)
                .join(" ")}`,
            },
          ]
        : [],
    ),
  );

/** Forms in which nothing can be wrong: words to look for, and a result that goes back as it came. */
const NEVER_WRONG = ["get / q", "post /audit/server/save "];
/** Questions of a result, whose answers are picked from a list made for them: what no person can pick is refused, and that is all. */
const isPicked = (name: string): boolean => /^post \/audit\/server\/save ./.test(name);

describe.skipIf(!site.chromium)("every form of the site, filled in wrongly", () => {
  test("comes back with its faults first, the focus on them, each leading to its field, and with what was typed", async () => {
    const tried: string[] = [];
    const context = await site.browser.newContext({ viewport: { width: 320, height: 640 }, bypassCSP: true });
    const page = await context.newPage();
    for (const [, path] of PAGES) {
      await page.goto(site.address + path);
      for (const { at, name } of await formsOf(page)) {
        if (tried.includes(name)) continue;
        tried.push(name);
        await page.goto(site.address + path);
        const filled = await fillWrongly(page, at);
        expect(Object.keys(filled).length === 0, name).toBe(NEVER_WRONG.includes(name));
        if (NEVER_WRONG.includes(name)) continue;
        const [answer] = await Promise.all([
          page.waitForNavigation(),
          page.evaluate((nth) => (document.forms[nth] as HTMLFormElement).requestSubmit(), at),
        ]);
        expect(answer?.status(), name).toBe(400);
        if (isPicked(name)) continue;
        expect(await page.title(), name).toMatch(/^Error: /);
        // a form that leads to a part of the page opens there, where its own fields say what is wrong
        if (!page.url().includes("#"))
          expect(await page.evaluate(() => document.activeElement?.getAttribute("role")), name).toBe("alert");
        const said = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLAnchorElement>('[role="alert"] a')].map((link) => {
            const field = document.getElementById(link.hash.slice(1)) as HTMLInputElement | null;
            const words = (field?.getAttribute("aria-describedby") ?? "").split(" ");
            return {
              id: field?.id ?? link.hash,
              invalid: field?.getAttribute("aria-invalid") ?? null,
              told: words.some((id) => id.endsWith("-wrong") && document.getElementById(id)?.textContent),
              value: field?.value ?? "",
            };
          }),
        );
        // a field that a form asks for later keeps its value until then
        const kept = await page.evaluate(() =>
          [...document.querySelectorAll<HTMLInputElement>("input[type=hidden]")].map(({ name, value }) => [
            name,
            value,
          ]),
        );
        const later = Object.entries(filled).filter(([id]) => !said.some((one) => one.id === id));
        expect(kept, name).toEqual(expect.arrayContaining(later));
        expect(said.length, name).toBeGreaterThan(0);
        for (const { id } of said) expect(Object.keys(filled), name).toContain(id);
        for (const { id, invalid, told, value } of said) {
          expect([invalid, told], `${name}: ${id}`).toEqual(["true", true]);
          // a list shows no choice that it does not have
          if (filled[id] !== WRONG.choice) expect(value, `${name}: ${id}`).toBe(filled[id]);
        }
        await page.locator('[role="alert"] a').first().click();
        expect(await page.evaluate(() => document.activeElement?.id), name).toBe(said[0]?.id);
        expect(await axeFinds(page), name).toEqual([]);
      }
    }
    await context.close();
    expect(tried.filter((name) => !NEVER_WRONG.includes(name)).length).toBeGreaterThanOrEqual(10);
    // every page is opened, and each form twice: a busy machine takes minutes
  }, 300_000);
});
