import { join } from "node:path";
import { parseSync } from "oxc-parser";
import { describe, expect, test } from "vitest";
import { compileExpression } from "../src/domain/audit/open/classify.ts";
import { shippedPack } from "../src/main/shipped-pack.ts";
import { isTest } from "./support/house-names.ts";
import { whyNotLinear } from "./support/linear-expressions.ts";
import { ROOT, textOf, trackedFiles } from "./support/tracked-files.ts";

// No expression that meets a stranger's text may take more than linear time. Every literal of the source is looked at, every
// expression that is put together when its file is loaded, and every wording of a country pack.

/**
 * These meet text of this repository alone, its own pages, style sheets and words; an error's message, cut to a thousand
 * letters; or the address of a database that the operator wrote.
 */
const OWN_TEXT: ReadonlySet<string> = new Set([
  "src/cli/snapshot.ts",
  "src/http/site/style-sheet.ts",
  "src/platform/safe-error.ts",
  "src/platform/secrets.ts",
  "src/web/ui/kept-page.tsx",
]);

const HINTS = shippedPack("ng").narration;

/** Put together while the program runs, with what they can be: checked as these. */
const MADE_LATER: Readonly<Record<string, readonly string[]>> = {
  "src/domain/audit/open/classify.ts": ["[123456789]"],
  // the codes and signs of the shipped pack
  "src/domain/audit/open/open-narration.ts": [...(HINTS.leadingCodes ?? []), ...Object.keys(HINTS.bankSigns ?? {})],
  "src/http/answer-problem.tsx": ["^/api/v1/banks/[^/]+/fees/[^/]+/?$"],
  "src/readers/mt940/mt940-narration.ts": ["\\?(?=\\d{2})", "\\/\\d{2}", "\\^(?=\\d{2})"],
};

type Node = { readonly type: string; readonly start: number; readonly [key: string]: unknown };
type Found = { readonly place: string; readonly source: string; readonly flags: string };

/** The literals of a file, and how many expressions it puts together as it is loaded and later. */
function expressionsIn(path: string, text: string): { literals: Found[]; loaded: number; later: number } {
  const literals: Found[] = [];
  let [loaded, later] = [0, 0];
  const walk = (value: unknown, inside: boolean): void => {
    if (Array.isArray(value)) {
      for (const one of value) walk(one, inside);
      return;
    }
    if (value === null || typeof value !== "object") return;
    const node = value as Node;
    const regex = node.regex as { pattern: string; flags: string } | undefined;
    if (node.type === "Literal" && regex) {
      const line = text.slice(0, node.start).split("\n").length;
      literals.push({ place: `${path}:${line}`, source: regex.pattern, flags: regex.flags });
    }
    const callee = node.callee as { name?: string } | undefined;
    if ((node.type === "NewExpression" || node.type === "CallExpression") && callee?.name === "RegExp")
      inside ? later++ : loaded++;
    const deeper = inside || /Function|Method/.test(node.type);
    for (const key of Object.keys(node)) if (key !== "type") walk(node[key], deeper);
  };
  walk(parseSync(path, text).program, false);
  return { literals, loaded, later };
}

/** The expressions that a file puts together while it is loaded: the constructor is watched meanwhile. */
async function madeBy(path: string): Promise<Found[]> {
  const made: Found[] = [];
  const Plain = globalThis.RegExp;
  globalThis.RegExp = new Proxy(Plain, {
    construct: (target, [source, flags]: [string | RegExp, string?]) => {
      const one = new target(source, flags);
      made.push({ place: path, source: one.source, flags: one.flags });
      return one;
    },
  });
  try {
    // a question mark: loaded again, though another file has it already
    await import(/* @vite-ignore */ `${join(ROOT, path)}?watched`);
  } finally {
    globalThis.RegExp = Plain;
  }
  return made;
}

const faultsOf = (found: readonly Found[]): string[] =>
  found.flatMap(({ place, source, flags }) => {
    const why = whyNotLinear(source, flags);
    return why === null ? [] : [`${place} /${source}/${flags}: ${why}`];
  });

const files = trackedFiles("src", "packages").filter(
  (path) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts") && !isTest(path),
);
const all = files.map((path) => ({ path, ...expressionsIn(path, textOf(path)) }));

test("every expression of the source takes linear time", () => {
  expect(all.flatMap(({ literals }) => literals).length).toBeGreaterThan(300);
  expect(faultsOf(all.filter(({ path }) => !OWN_TEXT.has(path)).flatMap(({ literals }) => literals))).toEqual([]);
});

test("so does every one that is put together when its file is loaded", async () => {
  for (const { path, loaded } of all.filter((one) => one.loaded > 0)) {
    const made = await madeBy(path);
    expect(made.length, path).toBeGreaterThanOrEqual(loaded);
    expect(faultsOf(made)).toEqual([]);
  }
});

test("one that is put together later stands here with what it can be", () => {
  expect(all.filter(({ later }) => later > 0).map(({ path }) => path)).toEqual(Object.keys(MADE_LATER).sort());
  expect(
    faultsOf(
      Object.entries(MADE_LATER).flatMap(([place, sources]) =>
        sources.map((source) => ({ place, source, flags: "u" })),
      ),
    ),
  ).toEqual([]);
});

test("every wording of every country pack takes linear time", () => {
  const packs = trackedFiles("data").filter((path) => path.endsWith("/wordings.json"));
  expect(packs.length).toBeGreaterThan(0);
  for (const place of packs) {
    const wordings = JSON.parse(textOf(place)) as { id: string; match: string; unless?: string }[];
    const found = wordings.flatMap(({ id, match, unless }) =>
      [match, unless].flatMap((one) => {
        if (one === undefined) return [];
        const { source, flags } = compileExpression(one);
        return [{ place: `${place} ${id}`, source, flags }];
      }),
    );
    expect(faultsOf(found)).toEqual([]);
  }
});

describe("the checker", () => {
  test.each([
    ["(a+)+$", ""],
    ["^(?:\\s+|--[^\\n]*\\n?|\\/\\*[\\s\\S]*?\\*\\/|\\()*([a-z]+)", "i"],
    ["(?:a|a)*b", ""],
    ["^(\\w+\\s?)*$", ""],
    ["\\s+$", ""],
    ["\\d+(?!a)", ""],
    ["\\s*;\\s*$", ""],
    ["^\\d+\\d*x", ""],
    ["a.*b.*c", ""],
    ["<footer.*?<\\/footer>", "s"],
    ["\\/\\*[\\s\\S]*?\\*\\/", ""],
    ["\\(([^)]*)\\)", ""],
    ["(?=.*x)y", ""],
    ["^\\s*x", "m"],
    ["^(?:\\d{1,3}(?:,\\d{3})*)*$", ""],
    ["[\\w.]+@[\\w.]+\\.com", ""],
    ["^.*A.*B$", ""],
    ["(.)\\1+x", ""],
  ])("finds /%s/%s", (source, flags) => {
    expect(whyNotLinear(source, flags)).not.toBeNull();
  });

  test.each([
    ["^\\s+x", ""],
    ["\\s+", "g"],
    ["^\\d+(?:\\.\\d+)?$", ""],
    ['"[^"]*"', "g"],
    ["\\b[A-Z]{3}\\b", ""],
    ["(?<!\\d)\\d+(?!\\d)", ""],
    ["^[^:]{2,40}:\\s*(\\S.*)$", ""],
    ["^[a-z]+(?: [a-z]+)*$", ""],
    ["\\s{1,9}$", ""],
    ["^a.*b", ""],
  ])("lets /%s/%s through", (source, flags) => {
    expect(whyNotLinear(source, flags)).toBeNull();
  });

  test("sees an expression in any place of a file, and one that is put together", () => {
    const text = "const a = /x+/g; export const f = (b = [/y/]) => new RegExp(b); const c = RegExp(`z`);";
    const { literals, loaded, later } = expressionsIn("x.ts", text);
    expect(literals.map(({ source }) => source)).toEqual(["x+", "y"]);
    expect([loaded, later]).toEqual([1, 1]);
  });
});
