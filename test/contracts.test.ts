import { describe, expect, test } from "vitest";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

// What code and tests call "reading 5", "settled case 9" or "charge case 3" stands in docs/contracts under that number.

const CITED = /\b(readings?|settled cases?|charge cases?) (\d{1,2})(?: (?:and|to) (\d{1,2}))?\b/g;
const TEXTS = {
  reading: ["audit", "Readings"],
  "settled case": ["audit", "Settled cases"],
  "charge case": ["charge", "Charge cases"],
} as const;
type Kind = keyof typeof TEXTS;

/** The numbers of the list under a heading of the second rank. */
function numbered(page: string, heading: string): number[] {
  const part = page.split(/^## /m).find((one) => one.startsWith(`${heading}\n`)) ?? "";
  return [...part.matchAll(/^(\d{1,2})\. /gm)].map((match) => Number(match[1]));
}

const texts = Object.fromEntries(
  Object.entries(TEXTS).map(([kind, [page, heading]]) => [
    kind,
    numbered(textOf(`docs/contracts/${page}.md`), heading),
  ]),
) as Record<Kind, number[]>;

const citations = (text: string): { kind: Kind; n: number }[] =>
  [...text.matchAll(CITED)].flatMap(([, kind = "", ...numbers]) =>
    numbers.filter(Boolean).map((n) => ({ kind: kind.replace(/s$/, "") as Kind, n: Number(n) })),
  );

describe("the law of the house", () => {
  test.each(Object.keys(TEXTS) as Kind[])("every %s has its number, without a gap", (kind) => {
    expect(texts[kind].length).toBeGreaterThan(10);
    expect(texts[kind]).toEqual(texts[kind].map((_, i) => i + 1));
  });

  test("whatever is cited by number has its text", () => {
    const files = [
      "src/**/*.ts",
      "packages/**/*.ts",
      "src/**/*.tsx",
      "test/**/*.ts",
      "drills/**/*.ts",
      "*.md",
      "docs/**/*.md",
    ].flatMap((glob) => trackedFiles(glob));
    const cited = files
      .filter((path) => path !== "test/contracts.test.ts")
      .flatMap((path) => citations(textOf(path)).map((one) => ({ path, ...one })));
    expect(cited.length).toBeGreaterThan(20);
    expect(cited.filter(({ kind, n }) => !texts[kind].includes(n))).toEqual([]);
  });

  test("a citation without its text is found", () => {
    expect(citations("(reading 99) and settled cases 9 and 16")).toEqual([
      { kind: "reading", n: 99 },
      { kind: "settled case", n: 9 },
      { kind: "settled case", n: 16 },
    ]);
    expect(texts.reading).not.toContain(99);
  });
});
