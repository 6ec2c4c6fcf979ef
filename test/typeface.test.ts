/** The typeface that ships: small enough, whole for the languages of its readers, and made by the tool that says so. */
import { readFileSync } from "node:fs";
import fc from "fast-check";
import * as fontkit from "fontkit";
import { afterAll, describe, expect, test } from "vitest";
import { PAGES } from "../e2e/support/pages.ts";
import { shippedPack } from "../e2e/support/shipped-pack.ts";
import { testServer } from "../e2e/support/test-server.ts";
import { CHARACTERS, LETTERS_OF_OURS, subsetTypeface, typefaceFile, WEIGHTS } from "../tools/subset-typeface.ts";

const MOST_BYTES = 20 * 1024;
const weights = Object.keys(WEIGHTS).map(Number) as (keyof typeof WEIGHTS)[];
const bytesOf = (weight: keyof typeof WEIGHTS): Buffer => readFileSync(typefaceFile(weight));
const fonts = weights.map((weight) => fontkit.create(bytesOf(weight)) as fontkit.Font);

const pack = shippedPack();
const app = await testServer();
afterAll(() => app.close());

/** The sign that stands for a letter which a font does not have. */
const MISSING = 0;

test("weighs at most 20 KB in all its weights", () => {
  expect(weights.reduce((sum, weight) => sum + bytesOf(weight).length, 0)).toBeLessThanOrEqual(MOST_BYTES);
});

test.each(weights)("of weight %i is what the tool makes of Noto Sans", async (weight) => {
  expect(bytesOf(weight).equals(Buffer.from(await subsetTypeface(weight)))).toBe(true);
});

test("stands beside its licence, which goes where it goes", () => {
  const licence = readFileSync(new URL("open-font-licence.txt", typefaceFile(400)), "utf8");
  expect(licence).toContain("SIL OPEN FONT LICENSE Version 1.1");
  expect(licence).not.toContain('Reserved Font Name "');
});

describe.each(fonts.map((font, i) => [weights[i], font] as const))("weight %i", (_weight, font) => {
  test("has every character that a page prints, and every one of the facts", async () => {
    const printed = new Map<string, string>();
    for (const [name, path] of PAGES)
      for (const char of (await app.inject(path)).body.replace(/&#?\w+;/g, " ")) printed.set(char, name);
    const { services, banks, rules, listedFees, complaintClock, gaps } = pack;
    for (const char of JSON.stringify([services, banks, rules, listedFees, complaintClock, gaps]))
      printed.set(char, "facts");
    const missing = [...printed].filter(([char]) => char > " " && !font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0));
    expect(missing).toEqual([]);
  });

  test("has figures of one width, so that columns of sums stand in line", () => {
    expect(new Set([..."0123456789"].map((figure) => font.layout(figure).glyphs[0]?.advanceWidth)).size).toBe(1);
  });

  test("puts a tone over the letter and a dot under it, small or capital", () => {
    const tone = fc.constantFrom("", "\u0300", "\u0301", "\u0302", "\u0303", "\u0304", "\u030C");
    // no language of ours puts a tone on a letter with a cedilla
    const letters = `${LETTERS_OF_OURS.replace("ç", "")}aeioumnrs`;
    const letter = fc.constantFrom(...letters, ...letters.toUpperCase());
    fc.assert(
      fc.property(letter, tone, (one, mark) => {
        // a sign that the font lacks as one is taken apart by whatever draws the text
        const text = [...(one + mark).normalize("NFC")]
          .map((char) => (font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0) ? char : char.normalize("NFD")))
          .join("");
        const { glyphs, positions } = font.layout(text);
        for (const glyph of glyphs) expect(glyph.id, text).not.toBe(MISSING);
        // a mark takes no room of its own: it stands on its letter
        const wide = positions.filter(({ xAdvance }) => xAdvance > 0);
        expect(wide.length, text).toBe(1);
        for (const [i, glyph] of glyphs.entries()) {
          const at = positions[i];
          if (!at || at.xAdvance > 0 || !glyph.isMark) continue;
          // drawn within the letter's width, or at most half a mark beside it
          const left = glyph.bbox.minX + at.xOffset + (wide[0]?.xAdvance ?? 0);
          expect(left, text).toBeGreaterThan(-200);
          expect(left, text).toBeLessThan((wide[0]?.xAdvance ?? 0) + 50);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test("has nothing that the list does not name", () => {
    const points = [...CHARACTERS].map((char) => char.codePointAt(0));
    // the end of its table of characters
    const last = 0xffff;
    expect(font.characterSet.filter((point) => point !== last && !points.includes(point))).toEqual([]);
  });
});
