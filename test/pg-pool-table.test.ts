/** One idea: the list of what pg-pool does names tests that exist, and every such test is on the list. */
import { expect, test } from "vitest";
import { textOf } from "./support/tracked-files.ts";

const FILES = {
  c: "src/pool/drop-in-calls.int.test.ts",
  l: "src/pool/drop-in-life.int.test.ts",
  s: "src/pool/streaming.int.test.ts",
} as const;
type File = keyof typeof FILES;

const rows = [...textOf("docs/reference/pg-pool.md").matchAll(/^\| .* \| .* \| (.*) \| ([cls]) \|$/gm)].map(
  ([, name = "", file = ""]) => ({ name, file: file as File }),
);
/** The titles of tests as they stand in the source. */
const titles = (file: File): string[] =>
  [...textOf(FILES[file]).matchAll(/^ *(?:test|\]\))\(\s*"((?:[^"\\]|\\.)*)"/gm)].map(([, title = ""]) => title);

test("every case of pg-pool names a test that exists", () => {
  expect(rows.length).toBeGreaterThan(50);
  const missing = rows.filter(({ name, file }) => !titles(file).includes(name));
  expect(missing).toEqual([]);
});

test("every test of the drop-in stands in the list", () => {
  for (const file of ["c", "l"] as const) {
    const listed = rows.filter((row) => row.file === file).map(({ name }) => name);
    expect(titles(file).filter((title) => !listed.includes(title))).toEqual([]);
  }
});
