import { describe, expect, test } from "vitest";
import { breachesOf, longSignatures, readRooms, roomOf } from "./support/floors.ts";
import { breachesOfLength, breachesOfName, isTest } from "./support/house-names.ts";
import { textOf, trackedFiles } from "./support/tracked-files.ts";

const rooms = readRooms(textOf("ARCHITECTURE.md"));
const isSource = (path: string) => /\.tsx?$/.test(path) && !path.endsWith(".d.ts");
/** A file's room and name: its path under `src/`, or under the `src/` of a package of ours, which is a room by its name. */
const insideOf = (path: string): string => {
  const [, name, rest] = /^packages\/([^/]+)\/src\/(.*)$/.exec(path) ?? [];
  return name === undefined ? path.slice("src/".length) : `${packageNames.get(name)}/${rest}`;
};
const packageNames = new Map(
  trackedFiles("packages/*/package.json").map((path) => [
    path.split("/")[1],
    (JSON.parse(textOf(path)) as { name: string }).name,
  ]),
);
const source = trackedFiles("src", "packages").filter(isSource);

describe("the floor plan", () => {
  test("names every room under src, and no room twice", () => {
    const paths = rooms.map((room) => room.path);
    expect(new Set(paths).size).toBe(paths.length);
    expect(source.filter((path) => roomOf(rooms, insideOf(path)) === undefined)).toEqual([]);
  });

  test("lists no room and no folder that is not there, and every folder of a room that has some", () => {
    const folders = new Set(source.map((path) => insideOf(path).split("/").slice(0, -1).join("/")));
    const has = (name: string) => [...folders].some((folder) => folder === name || folder.startsWith(`${name}/`));
    expect(rooms.map(({ path }) => path).filter((path) => !has(path))).toEqual([]);
    const section =
      textOf("ARCHITECTURE.md")
        .split(/^## /m)
        .find((part) => part.startsWith("Folders inside a room")) ?? "";
    const rows = section.split("\n").filter((line) => line.startsWith("| `"));
    const listed = rows.flatMap((row) =>
      [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
    );
    expect(listed.length).toBeGreaterThan(15);
    expect(listed.filter((name) => name !== "web/styles" && !has(name))).toEqual([]);
    const parted = new Set(
      listed.filter((name) => name.split("/").length > 1).map((name) => name.split("/").slice(0, -1).join("/")),
    );
    const unlisted = [...folders].filter(
      (folder) =>
        parted.has(folder.split("/").slice(0, -1).join("/")) &&
        !listed.includes(folder) &&
        roomOf(rooms, `${folder}/x`)?.path !== folder,
    );
    expect(unlisted).toEqual([]);
  });

  test("is kept by every file that is not a test", () => {
    const found = source
      .filter((path) => !isTest(path))
      .flatMap((path) => breachesOf(rooms, insideOf(path), textOf(path)));
    expect(found).toEqual([]);
  });

  test.each([
    [
      "an import that goes up",
      "domain/fees/x.ts",
      `import { x } from "../../readers/x.ts";`,
      "domain may not import readers",
    ],
    ["an import that goes sideways", "http/x.ts", `import { x } from "../cli/x.ts";`, "http may not import cli"],
    ["a re-export that goes up", "domain/x.ts", `export * from "../app/x.ts";`, "domain may not import app"],
    [
      "a dynamic import that goes up",
      "app/x.ts",
      `export const x = () => import("../db/x.ts");`,
      "app may not import db",
    ],
    ["a type that goes up", "domain/x.ts", `export type X = import("../app/x.ts").X;`, "domain may not import app"],
    ["code where only types may come in", "app/x.ts", `import { x } from "../readers/x.ts";`, "only types"],
    [
      "an inline type import, which still loads the file",
      "app/x.ts",
      `import { type X } from "../readers/x.ts";`,
      "only types",
    ],
    [
      "an island from a page",
      "web/pages/x.tsx",
      `import { x } from "../islands/x.ts";`,
      "web may not import web/islands",
    ],
    ["a page from a letter", "letters/x.tsx", `import { x } from "../web/pages/x.tsx";`, "letters may not import web"],
    ["Node in the engine", "domain/x.ts", `import { readFile } from "node:fs/promises";`, "the package node:"],
    ["Node in a reader", "readers/x.ts", `import { gunzipSync } from "node:zlib";`, "the package node:"],
    ["a package that no row names", "db/x.ts", `import { camelCase } from "lodash";`, "the package lodash"],
    [
      "a package of ours in a room that may not",
      "http/x.ts",
      `import { Pool } from "openfees-pool";`,
      "http may not import openfees-pool",
    ],
    [
      "a site's file in a package of ours",
      "openfees-pool/x.ts",
      `import { x } from "../../../src/platform/x.ts";`,
      "outside src/",
    ],
    [
      "a package of ours by its path",
      "db/x.ts",
      `import { x } from "../../packages/pool/src/pool.ts";`,
      "outside src/",
    ],
    ["pg outside db and pool", "http/x.ts", `import type { Pool } from "pg";`, "the package pg"],
    [
      "an import that is put together at run time",
      "app/x.ts",
      `export const x = (y: string) => import(y);`,
      "import(...)",
    ],
    ["a file outside src", "web/x.ts", `import { x } from "../../test/support/x.ts";`, "outside src/"],
    ["a folder that is no room", "services/x.ts", `export const x = 1;`, "is in no room"],
    ["an async function in the engine", "domain/x.ts", `export const x = async () => 1;`, "may not use async"],
    ["the clock in the engine", "domain/x.ts", `export const x = () => Date.now();`, "may not use Date"],
    ["today in the engine", "domain/x.ts", `export const x = () => new Date();`, "may not use Date"],
    ["chance in the engine", "domain/x.ts", `export const x = () => Math.random();`, "may not use Math.random"],
    ["the environment in the engine", "domain/x.ts", `export const x = process.env.X;`, "may not use process"],
    [
      "a timer in the engine",
      "domain/x.ts",
      `export const x = () => setTimeout(() => {}, 1);`,
      "may not use setTimeout",
    ],
    ["the network in the engine", "domain/x.ts", `export const x = () => fetch("/");`, "may not use fetch"],
    ["a Buffer in a reader", "readers/x.ts", `export const x = Buffer.from("");`, "may not use Buffer"],
    ["the clock in a verb", "app/x.ts", `export const x = () => new Date();`, "may not use Date"],
  ])("refuses %s", (_what, path, text, breach) => {
    expect(breachesOf(rooms, path, text).join("\n")).toContain(breach);
  });

  test.each([
    ["an import that goes down", "http/x.ts", `import { x } from "../app/x.ts";`],
    ["a type from a room that opens its types", "app/x.ts", `import type { X } from "../readers/x.ts";`],
    ["the part of a room that is opened alone", "letters/x.tsx", `import { x } from "../web/ui/x.tsx";`],
    ["a package of ours by its name", "db/x.ts", `import { Pool } from "openfees-pool";`],
    ["a neighbour in the same room", "domain/fees/x.ts", `import { x } from "../money/money.ts";`],
    [
      "a label that only looks like a refused name",
      "domain/x.ts",
      `export const x = { process: 1, fetch: 2 }.process;`,
    ],
    ["a refused name inside words", "domain/x.ts", `// new Date()\nexport const x = "process.env";`],
    ["Node in a door", "cli/x.ts", `import { readFile } from "node:fs/promises";`],
  ])("allows %s", (_what, path, text) => {
    expect(breachesOf(rooms, path, text)).toEqual([]);
  });
});

test("the walks of ARCHITECTURE.md lead through files that are there", () => {
  const named = [...textOf("ARCHITECTURE.md").matchAll(/`((?:src|packages)\/[\w./-]+\.tsx?)`/g)].map(
    ([, path = ""]) => path,
  );
  const tracked = new Set(trackedFiles("src", "packages"));
  expect(named.length).toBeGreaterThan(25);
  expect(named.filter((path) => !tracked.has(path))).toEqual([]);
});

describe("names", () => {
  const named = trackedFiles("src", "packages/*/src", "test", "e2e", "drills", "bench", "migrations", "messages");

  test("are kebab-case and say something", () => {
    expect(named.flatMap(breachesOfName)).toEqual([]);
  });

  test.each([
    "src/domain/FeePack.ts",
    "src/http/send_file.ts",
    "src/web/utils.ts",
    "src/app/fee-helpers.ts",
    "src/common/x.ts",
    "src/db/poolManager.ts",
  ])("like %s are refused", (path) => {
    expect(breachesOfName(path)).not.toEqual([]);
  });
});

describe("a signature", () => {
  test("has at most five parameters by position", () => {
    const files = [...source, ...trackedFiles("drills", "bench", "tools").filter(isSource)];
    const long = files.filter((path) => !isTest(path)).flatMap((path) => longSignatures(path, textOf(path)));
    expect(long).toEqual([]);
  });

  test.each([
    "export function x(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1) {}",
    "const x = (a, b, c, d, e, f) => a;",
    "class X { constructor(a, b, c, d, e, f) {} }",
    "export type X = { call(a: 1, b: 1, c: 1, d: 1, e: 1, f: 1): void };",
  ])("like %s is found", (text) => {
    expect(longSignatures("src/app/x.ts", text)).toEqual(["src/app/x.ts:1 6 parameters"]);
    expect(longSignatures("src/app/x.ts", text.replace(/, f(: 1)?\)/, ")"))).toEqual([]);
  });
});

describe("a long file", () => {
  const long = `export const x = 1;\n${"// x\n".repeat(160)}`;

  test("opens with what all of it does", () => {
    const files = trackedFiles("src", "packages", "test", "drills", "bench", "*.ts").filter(isSource);
    expect(files.flatMap((path) => breachesOfLength(path, textOf(path)))).toEqual([]);
  });

  test("is refused when it does not", () => {
    expect(breachesOfLength("src/app/x.ts", long)).not.toEqual([]);
    expect(breachesOfLength("src/app/x.ts", `// Prints a table of fees, widest column last.\n${long}`)).toEqual([]);
    expect(
      breachesOfLength(
        "src/app/x.ts",
        `import { a } from "./a.ts";\n\n/** Prints a table of fees,\n * widest column\n * last. */\n${long}`,
      ),
    ).toEqual([]);
    expect(breachesOfLength("src/app/x.ts", `// A table.\n${long}`)).not.toEqual([]);
    expect(breachesOfLength("src/app/x.test.ts", long)).toEqual([]);
  });
});
