/** The table of promises and frameworks names those that are tested, and all of them. */
import { expect, test } from "vitest";
import { FRAMEWORKS } from "./support/frameworks.ts";
import { PROMISES } from "./support/pool-promises.ts";
import { textOf } from "./support/tracked-files.ts";

test("each row is a promise and each column a framework that the tests run", () => {
  const rows = textOf("packages/pool/docs/promises.md")
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .map((line) => line.slice(2, -2).split(" | "));
  const frameworks = Object.keys(FRAMEWORKS);
  expect(rows).toEqual([
    ["point", "promise", ...frameworks],
    ...Object.entries(PROMISES).map(([name, { point }]) => [String(point), name, ...frameworks.map(() => "held")]),
  ]);
});
