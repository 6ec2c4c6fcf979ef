import { parseSync, visitorKeys } from "oxc-parser";
import { expect, test } from "vitest";
import { madeWords } from "../tools/make-words.ts";
import { isTest } from "./support/house-names.ts";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

test("what is made of the messages is what `npm run words` makes, and nothing is left over", async () => {
  const made = await madeWords();
  expect(made.length).toBeGreaterThan(0);
  for (const { path, text } of made) expect(textOf(path), path).toBe(text);
  expect(trackedFiles("src/words/made").filter((path) => !made.some((one) => one.path === path))).toEqual([]);
});

/** Files below the words that still hold sentences. A file that says its last one leaves this list; none may come. */
const STILL_TO_DO: readonly string[] = [];

type Node = { readonly type: string; readonly [key: string]: unknown };

/** Texts of three words or more, errors for programmers left out. */
function sentencesOf(path: string, source: string): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    const callee = node.callee as Node | undefined;
    if (node.type === "NewExpression" && /Error$/.test(String(callee?.name))) return;
    const text =
      node.type === "Literal" && typeof node.value === "string"
        ? node.value
        : node.type === "TemplateElement"
          ? String((node.value as { readonly cooked?: string }).cooked)
          : "";
    if (/(?:^|[^a-z])[A-Za-z]?[a-z]+,? [a-z]+,? [a-z]+/.test(text)) found.push(text);
    for (const key of visitorKeys[node.type] ?? [])
      for (const child of [node[key]].flat()) if (typeof child === "object" && child !== null) visit(child as Node);
  };
  visit(parseSync(path, source).program as unknown as Node);
  return found;
}

test("a sentence stands in the words, and in fewer and fewer files below them", () => {
  expect(sentencesOf("x.ts", "export const why = (sum) => `The limit that day was ${sum}.`;")).toHaveLength(1);
  expect(sentencesOf("x.ts", 'export const x = { code: "within_limit", fact: "nthInMonth" };')).toEqual([]);
  const below = ["domain", "app", "readers", "engine", "letters"].flatMap((room) => trackedFiles(`src/${room}`));
  const speaking = below.filter(
    (path) => /\.tsx?$/.test(path) && !isTest(path) && sentencesOf(path, textOf(path)).length > 0,
  );
  expect(speaking.sort()).toEqual([...STILL_TO_DO].sort());
});
