import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

const PARTS = ["tokens", "page", "parts", "audit", "forms"] as const;

/** The one style sheet: its parts in order, without comments and idle space, under an address that holds its hash. */
export function readStyleSheet(): { readonly href: string; readonly css: string } {
  const css = PARTS.map((part) => readFileSync(new URL(`../../web/styles/${part}.css`, import.meta.url), "utf8"))
    .join("\n")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/\s*\n\s*/g, "\n")
    .replace(/\s*([{};,])\s*/g, "$1")
    .trim();
  const hash = createHash("sha256").update(css).digest("base64url").slice(0, 12);
  return { href: `/style-${hash}.css`, css };
}
