import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const PARTS = ["tokens", "page", "parts", "audit", "forms"] as const;
/** The weights of the typeface; a file each, made by `tools/subset-typeface.ts`. */
const WEIGHTS = [400, 600] as const;

const FOLDER = new URL("../../web/styles/", import.meta.url);
const nameOf = (bytes: string | Uint8Array): string =>
  createHash("sha256").update(bytes).digest("base64url").slice(0, 12);

export type SiteStyle = {
  readonly href: string;
  readonly css: string;
  /** The same without the typeface: for a file that stands alone, whose reader may have no line. */
  readonly alone: string;
  /** Address of that sheet, for `/audit`: its scripts and facts leave no room for a typeface. */
  readonly aloneHref: string;
  readonly fonts: readonly { readonly href: string; readonly bytes: Buffer }[];
};

/**
 * The one style sheet: its parts in order, without comments and idle space, and the typeface it names. Each file stands under
 * an address that holds its hash. Until a weight is there the letters of the device stand in its place.
 */
export function readSiteStyle(): SiteStyle {
  const fonts = WEIGHTS.map((weight) => {
    const bytes = readFileSync(new URL(`openfees-sans-${weight}.woff2`, FOLDER));
    return { weight, href: `/font-${weight}-${nameOf(bytes)}.woff2`, bytes };
  });
  const faces = fonts.map(
    ({ weight, href }) =>
      `@font-face{font-family:"openfees sans";font-weight:${weight};font-display:swap;src:url(${href}) format("woff2")}\n`,
  );
  const alone = PARTS.map((part) => readFileSync(new URL(`${part}.css`, FOLDER), "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s*\n\s*/g, "\n")
    .replace(/\s*([{};,])\s*/g, "$1")
    .trim();
  const css = faces.join("") + alone;
  return { href: `/style-${nameOf(css)}.css`, css, alone, aloneHref: `/style-${nameOf(alone)}.css`, fonts };
}
