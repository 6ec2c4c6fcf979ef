import { expect, test } from "vitest";
import { madeWords } from "../tools/make-words.ts";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

test("what is made of the messages is what `npm run words` makes, and nothing is left over", async () => {
  const made = await madeWords();
  expect(made.length).toBeGreaterThan(0);
  for (const { path, text } of made) expect(textOf(path), path).toBe(text);
  expect(trackedFiles("src/words/made").filter((path) => !made.some((one) => one.path === path))).toEqual([]);
});
