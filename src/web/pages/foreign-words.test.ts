import { expect, test } from "vitest";
import { textOf, trackedFiles } from "../../../test/support/tracked-files.ts";

test("what a person or a bank's file told stands in an element that keeps its direction to itself", () => {
  const pages = trackedFiles("src/web/pages").filter((path) => path.endsWith(".tsx"));
  const told = pages.flatMap((path) =>
    [...textOf(path).matchAll(/<(\w+)[^<>]*class="(?:keeps )?told"/g)].map(([, tag]) => tag),
  );
  expect(told.length).toBeGreaterThan(5);
  expect(new Set(told)).toEqual(new Set(["bdi"]));
  const bare = pages.flatMap((path) =>
    textOf(path)
      .split("\n")
      .filter(
        (line) =>
          /\{(?:line\.narration|row\.raw|raw)\}/.test(line) &&
          /<(?!\/?bdi)\w+[^>]*>\{(?:line\.narration|row\.raw|raw)\}/.test(line),
      )
      .map((line) => `${path}: ${line.trim()}`),
  );
  expect(bare).toEqual([]);
});
