/** The list of what pg-pool does names tests that exist, and every such test is on the list. */
import { expect, test } from "vitest";
import { textOf } from "./support/tracked-files.ts";

const FILES = {
  c: "packages/pool/src/drop-in-calls.int.test.ts",
  l: "packages/pool/src/drop-in-life.int.test.ts",
  s: "packages/pool/src/streaming.int.test.ts",
} as const;
type File = keyof typeof FILES;

const rows = [...textOf("packages/pool/docs/pg-pool.md").matchAll(/^\| .* \| .* \| (.*) \| ([cls]) \|$/gm)].map(
  ([, name = "", file = ""]) => ({ name, file: file as File }),
);
/** The cases of pg-pool's own suite, which come first. */
const suite =
  textOf("packages/pool/docs/pg-pool.md")
    .split("\n\n")
    .find((part) => part.startsWith("| pg-pool's file |"))
    ?.split("\n")
    .slice(2) ?? [];
/** The titles of tests as they stand in the source. */
const titlesIn = (path: string): string[] =>
  [...textOf(path).matchAll(/^ *(?:test|\]?\)|test\.each\([^"]*\))\(\s*"((?:[^"\\]|\\.)*)"/gm)].map(
    ([, title = ""]) => title,
  );

const titles = (file: File): string[] => titlesIn(FILES[file]);

test("every case of pg-pool names a test that exists", () => {
  expect(suite).toHaveLength(87);
  const missing = rows.filter(({ name, file }) => !titles(file).includes(name));
  expect(missing).toEqual([]);
});

test("every test of the drop-in stands in the list", () => {
  for (const file of ["c", "l"] as const) {
    const listed = rows.filter((row) => row.file === file).map(({ name }) => name);
    expect(titles(file).filter((title) => !listed.includes(title))).toEqual([]);
  }
});

test("every difference has its switch, or says that there is none, and a test that exists", () => {
  const [, table = ""] = textOf("packages/pool/docs/pg-pool.md").split(
    "| pg-pool | here | value and switch | why | held by | NAME |\n",
  );
  const differences = table
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.slice(2, -2).split(" | "));
  expect(differences.length).toBeGreaterThan(15);
  for (const cells of differences) {
    expect(cells).toHaveLength(6);
    const [, , value = "", , held = "", name = ""] = cells;
    expect(value).toMatch(/`|none|always/);
    expect([name, titlesIn(`packages/pool/src/${name}.int.test.ts`)]).toEqual([name, expect.arrayContaining([held])]);
  }
});

test("every option that a difference names as its switch is one", () => {
  const options = textOf("packages/pool/src/options.ts");
  const [, table = ""] = textOf("packages/pool/docs/pg-pool.md").split(
    "| pg-pool | here | value and switch | why | held by | NAME |\n",
  );
  const named = table
    .split("\n")
    .flatMap((line) => [...(line.split(" | ")[2] ?? "").matchAll(/`([a-z]\w+)(?=[`:])/gi)].map(([, one = ""]) => one));
  const pgs = ["keepAlive", "connectionTimeoutMillis", "error", "createPool"];
  expect(named.filter((one) => !pgs.includes(one) && !options.includes(`readonly ${one}?:`))).toEqual([]);
});
