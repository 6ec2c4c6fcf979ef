/** The typeface as a browser draws it: loaded from this site alone, and whole for the languages of its readers. */
import type { CDPSession, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { LETTERS_OF_OURS } from "../tools/subset-typeface.ts";
import { openSite } from "./support/open-site.ts";

const site = openSite("the typeface in a browser");

type Used = { readonly familyName: string; readonly isCustomFont: boolean; readonly glyphCount: number };

/** The fonts that an element was really drawn with. */
async function fontsOf(devtools: CDPSession, selector: string): Promise<Used[]> {
  await devtools.send("DOM.enable");
  await devtools.send("CSS.enable");
  const { root } = await devtools.send("DOM.getDocument");
  const { nodeId } = await devtools.send("DOM.querySelector", { nodeId: root.nodeId, selector });
  return (await devtools.send("CSS.getPlatformFontsForNode", { nodeId })).fonts;
}

const TONES = ["", "\u0300", "\u0301", "\u0302", "\u0303", "\u0304", "\u030C"];
const PROVERB = {
  yoruba: "Ọ̀nà kan kò wọ ọjà; ìwà l’ẹwà ọmọ ènìyàn. Ẹ̀gbẹ́ ẹ̀ṣọ́, ṣé ẹ ti gbọ́?",
  igbo: "Egbe bere, ugo bere. Ọ bụrụ na ụmụnne kwụrụ ọtọ, ihe ọma ga-adị. Ṅụọ mmiri ị ńụ́.",
  hausa: "Ƙaramin ƙwaro ya fi ɓaure. Ɗan’uwa, ka yi haƙuri: ƴanci. R̃ãnã, ’ya’ya.",
  money: "₦26.88, of which VAT ₦1.88 · 7.5% – “NIP CHG”",
};

async function typeset(page: Page): Promise<void> {
  const letters = [...LETTERS_OF_OURS, ..."aeioumnr", ...LETTERS_OF_OURS.toUpperCase(), ..."AEIOUMNR"];
  const written = ["NFC", "NFD"].flatMap((form) =>
    letters.flatMap((letter) => TONES.map((tone) => (letter + tone).normalize(form))),
  );
  await page.evaluate(
    async ([all, proverbs]) => {
      const main = document.querySelector("main") as HTMLElement;
      main.innerHTML = "";
      for (const weight of ["400", "600"]) {
        const p = document.createElement("p");
        p.id = `all-${weight}`;
        p.style.fontWeight = weight;
        p.textContent = `${all} ${proverbs}`;
        main.append(p);
      }
      await document.fonts.ready;
    },
    [written.join(" "), Object.values(PROVERB).join(" ")] as const,
  );
}

describe.skipIf(!site.chromium)("the typeface in a browser", () => {
  test("draws every letter with every tone in both weights, and no other font is asked", async () => {
    const context = await site.browser.newContext({ bypassCSP: true });
    const page = await context.newPage();
    await page.goto(`${site.address}/about`);
    await typeset(page);
    const devtools = await context.newCDPSession(page);
    for (const weight of [400, 600]) {
      const fonts = await fontsOf(devtools, `#all-${weight}`);
      expect(fonts.map(({ isCustomFont }) => isCustomFont)).toEqual([true]);
      expect(fonts[0]?.glyphCount).toBeGreaterThan(1_000);
    }
    await context.close();
  });

  test("comes from this site under an site.address that holds its hash, kept for a year", async () => {
    for (const path of ["/", "/fees/alert.sms", "/audit/server"]) {
      const context = await site.browser.newContext();
      const page = await context.newPage();
      const asked: { url: string; status: number; cache: string | undefined; type: string | undefined }[] = [];
      page.on("response", (answer) => {
        if (answer.url().endsWith(".woff2"))
          asked.push({
            url: answer.url(),
            status: answer.status(),
            cache: answer.headers()["cache-control"],
            type: answer.headers()["content-type"],
          });
      });
      await page.goto(site.address + path, { waitUntil: "networkidle" });
      await page.evaluate(() => document.fonts.ready);
      expect(asked.length, path).toBe(2);
      for (const { url, status, cache, type } of asked) {
        expect(url).toMatch(new RegExp(`^${site.address}/font-[46]00-[\\w-]{12}\\.woff2$`));
        expect([status, cache, type]).toEqual([200, "public, max-age=31536000, immutable", "font/woff2"]);
      }
      const devtools = await context.newCDPSession(page);
      expect((await fontsOf(devtools, "h1")).map(({ isCustomFont }) => isCustomFont)).toEqual([true]);
      await context.close();
    }
  });

  test("is there in the dark and on paper, and a saved result asks for nothing", async () => {
    const context = await site.browser.newContext({ colorScheme: "dark" });
    const page = await context.newPage();
    await page.goto(`${site.address}/fees/alert.sms`);
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => document.fonts.ready);
    const devtools = await context.newCDPSession(page);
    expect((await fontsOf(devtools, "h1")).map(({ isCustomFont }) => isCustomFont)).toEqual([true]);
    await context.close();
  });
});
