import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shippedPack } from "../src/main/shipped-pack.ts";
import { ROOT, trackedFiles } from "./support/tracked-files.ts";

/** Every price of the Nigerian rules and lists, as a decimal with two places. Round powers of ten say nothing. */
function figuresOf(value: unknown, found = new Set<string>()): Set<string> {
  if (typeof value === "string" && /^\d+\.\d{2}$/.test(value) && !/^10*\.00$|^0\.00$/.test(value)) found.add(value);
  else if (Array.isArray(value)) for (const one of value) figuresOf(one, found);
  else if (typeof value === "object" && value !== null) for (const one of Object.values(value)) figuresOf(one, found);
  return found;
}

/** The sum that messages and pages show as an example of how to write one. */
const SAMPLE = "20000.00";

/** Literals of a source text that are one of the figures: as a quoted decimal or as kobo in a whole number. */
function figuresIn(source: string, figures: ReadonlySet<string>): string[] {
  const code = source.replace(/\/\*[\s\S]*?\*\//g, "").replace(/\/\/[^\n]*/g, "");
  const decimals = [...code.matchAll(/["'`]₦?(\d{1,9}(?:,\d{3})*\.\d{2})["'`]/g)].map((m) => m[1] as string);
  const kobo = [...code.matchAll(/(?<![\w.])(\d[\d_]*)n(?!\w)/g)].map((m) => {
    const digits = (m[1] as string).replaceAll("_", "").padStart(3, "0");
    return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });
  // whole numbers below one naira are counts, roundings and tolerances
  return [...decimals.map((text) => text.replaceAll(",", "")), ...kobo.filter((text) => Number(text) >= 1)].filter(
    (text) => figures.has(text) && text !== SAMPLE,
  );
}

const pack = shippedPack("ng");
const figures = figuresOf([pack.rules, pack.listedFees]);

test("no price of the Nigerian pack stands in the source: it is data", () => {
  const sources = trackedFiles("src", "packages").filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path));
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.flatMap((path) =>
    figuresIn(readFileSync(join(ROOT, path), "utf8"), figures).map((figure) => `${path}: ${figure}`),
  );
  expect(found).toEqual([]);
});

test("a price in the source would be found, in either way of writing it", () => {
  expect(figures.has("6.98")).toBe(true);
  expect(figuresIn('const fee = "6.98"; const cap = 698n;', figures)).toEqual(["6.98", "6.98"]);
  expect(figuresIn("// 6.98 in words\nconst x = 1n;", figures)).toEqual([]);
});
