import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "playwright-core";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const WHOLE = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds against WCAG 2.2 AA and its own good practice. */
export const axeFinds = (page: Page): Promise<string[]> => axeFindsBy(page, { type: "tag", values: WHOLE });

/** What axe finds of contrast alone: all that another colour scheme can change of a page that was judged whole. */
export const contrastFaults = (page: Page): Promise<string[]> =>
  axeFindsBy(page, { type: "rule", values: ["color-contrast", "link-in-text-block"] });

async function axeFindsBy(
  page: Page,
  runOnly: { readonly type: "tag" | "rule"; readonly values: readonly string[] },
): Promise<string[]> {
  // said by the browser's own tools and not by the page, whose policy for content forbids scripts from elsewhere
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(AXE);
  return page.evaluate(async (only) => {
    type Found = { violations: { id: string; nodes: { html: string }[] }[] };
    const { axe } = globalThis as unknown as { axe: { run(on: unknown, options: object): Promise<Found> } };
    const { violations } = await axe.run(document, { runOnly: only });
    return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(" | ")}`);
  }, runOnly);
}

/** Things to press that are lower than a thumb needs: 44 pixels, and 24 for a link inside a sentence. */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("a, button, input:not([type=hidden]), select, summary")]
      .filter((it) => {
        const around = (it.parentElement?.textContent ?? "").trim();
        const inline =
          it.tagName === "A" && getComputedStyle(it).display === "inline" && around !== (it.textContent ?? "").trim();
        // a box inside its label is pressed anywhere on the label
        const { height } = (it.closest("label") ?? it).getBoundingClientRect();
        return height > 0 && height < (inline ? 23.5 : 43.5) && !it.classList.contains("skip");
      })
      .map((it) => `${it.outerHTML.slice(0, 100)} ${it.getBoundingClientRect().height}`),
  );

/** Labels that a phone shows beside nothing. */
export const emptyCells = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>(".stacks td[data-label]")]
      .filter((cell) => cell.textContent?.trim() === "" && cell.getClientRects().length > 0)
      .map((cell) => cell.outerHTML.slice(0, 120)),
  );

/** What a page on paper should not have: a form, the way around the site, or a heading with nothing under it. Print media first. */
export const paperFaults = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const seen = (it: Element): boolean => it.getClientRects().length > 0;
    const textOf = (it: Element): string => (it as HTMLElement).innerText.trim();
    const empty = [...document.querySelectorAll(".entry")].filter((part) => {
      const heading = part.querySelector("h2");
      return seen(part) && heading && textOf(part) === textOf(heading);
    });
    const useless = [...document.querySelectorAll("form:not(#groups), nav, .button, .skip")].filter(seen);
    return [...empty, ...useless].map((it) => it.outerHTML.slice(0, 120));
  });
