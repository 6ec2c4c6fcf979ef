/**
 * Makes the typeface that ships: the letters of the languages that our pages are read in, in two weights, cut from Noto
 * Sans. What comes out is kept in the repository (`src/web/styles/openfees-sans-*.woff2`), since it changes only with the
 * list below or with the font: `test/typeface.test.ts` makes it again and finds the same bytes. To write it anew:
 *
 *     node_modules/.bin/node tools/subset-typeface.ts
 */
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import subsetFont from "subset-font";

const ASCII = Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)).join("");
/** Letters beyond those of English, small; their capitals come along. */
const LETTERS = {
  yoruba: "ẹọṣàáèéìíòóùúǹń",
  igbo: "ịọụṅḿāēīōū",
  hausa: "ɓɗƙƴãĩõũñ",
  french: "àâäçéèêëîïôöùûüÿœæ",
} as const;
/** Tones and dots that stand on or under a letter where no sign has both: grave, acute, circumflex, tilde, macron, caron, dots. */
const MARKS = "\u0300\u0301\u0302\u0303\u0304\u030C\u0307\u0308\u0323";
const SIGNS = "₦“”‘’«»–—…·•−×§°©½ʼ\u00A0\u2011";

export const LETTERS_OF_OURS = Object.values(LETTERS).join("");
const small = LETTERS_OF_OURS;
/** Every character of the typeface, once. */
export const CHARACTERS = [...new Set(ASCII + small + small.toUpperCase() + MARKS + SIGNS)].sort().join("");

export const WEIGHTS = { 400: "400Regular", 600: "600SemiBold" } as const;

const require = createRequire(import.meta.url);
export const typefaceFile = (weight: keyof typeof WEIGHTS): URL =>
  new URL(`../src/web/styles/openfees-sans-${weight}.woff2`, import.meta.url);

/** One weight as WOFF2. Kept of the layout: marks find their letters, letters their distance; figures are of one width as they are. */
export async function subsetTypeface(weight: keyof typeof WEIGHTS): Promise<Uint8Array> {
  const name = WEIGHTS[weight];
  const whole = readFileSync(require.resolve(`@expo-google-fonts/noto-sans/${name}/NotoSans_${name}.ttf`));
  return subsetFont(whole, CHARACTERS, {
    targetFormat: "woff2",
    keepFeatures: ["ccmp", "mark", "mkmk", "kern"],
    noHinting: true,
    dropTables: ["STAT", "gasp"],
  });
}

if (import.meta.main)
  for (const weight of [400, 600] as const) {
    const bytes = await subsetTypeface(weight);
    writeFileSync(typefaceFile(weight), bytes);
    console.log(`${weight}: ${bytes.length} bytes, ${[...CHARACTERS].length} characters`);
  }
