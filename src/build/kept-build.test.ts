import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Built, keptBuild, ROOT } from "./kept-build.ts";

const NAME = `openfees-kept-build-test-${process.pid}`;
const FOLDER = `${ROOT}node_modules/.cache/${NAME}/`;
const SOURCE = `node_modules/.cache/${NAME}-source.ts`;
let times: number;

const build = async (): Promise<Built<{ readonly of: string }>> => {
  times++;
  const of = readFileSync(ROOT + SOURCE, "utf8");
  return { files: new Map([["made.js", Buffer.from(`made of ${of}`)]]), index: { of }, sources: [SOURCE] };
};
const made = async (): Promise<string> => {
  const { folder, index } = await keptBuild(NAME, build);
  expect(readFileSync(`${folder}made.js`, "utf8")).toBe(`made of ${index.of}`);
  return index.of;
};

beforeEach(() => {
  times = 0;
  mkdirSync(`${ROOT}node_modules/.cache`, { recursive: true });
  writeFileSync(ROOT + SOURCE, "one");
});
afterEach(() => {
  rmSync(FOLDER, { recursive: true, force: true });
  rmSync(ROOT + SOURCE, { force: true });
});

test("what was built is kept until a source is another", async () => {
  expect([await made(), await made(), times]).toEqual(["one", "one", 1]);
  writeFileSync(ROOT + SOURCE, "another");
  expect([await made(), await made(), times]).toEqual(["another", "another", 2]);
});

test("a damaged index, a folder that is gone and a source that is gone are no reason to stop", async () => {
  await made();
  writeFileSync(`${FOLDER}index.json`, '{"folder":');
  expect([await made(), times]).toEqual(["one", 2]);
  for (const name of readdirSync(FOLDER)) if (name !== "index.json") rmSync(FOLDER + name, { recursive: true });
  expect([await made(), times]).toEqual(["one", 3]);
});

test("many at once make the same, and leave nothing half made", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, made));
  expect(new Set(all)).toEqual(new Set(["one"]));
  expect(readdirSync(FOLDER).filter((name) => name.startsWith("new-"))).toEqual([]);
  expect(existsSync(`${FOLDER}index.json`)).toBe(true);
});

test("where nothing may be written it is built all the same", async () => {
  writeFileSync(FOLDER.slice(0, -1), "a file in the way of the folder");
  expect([await made(), await made(), times]).toEqual(["one", "one", 2]);
});
