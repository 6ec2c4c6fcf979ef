import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";

const FOLDER = new URL("../../migrations/", import.meta.url);
const files = readdirSync(FOLDER).sort();
const SAFE = /^-- Safe beside the previous release: (yes|no), \S.*\.$/;

test("every migration is plain SQL with a number of its own, rising from 0001", () => {
  expect(files.filter((name) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(name))).toEqual([]);
  expect(files.map((name) => Number(name.slice(0, 4)))).toEqual(files.map((_, i) => i + 1));
});

test.each(files)("%s says first whether it is safe beside the previous release, and why", (name) => {
  const text = readFileSync(new URL(name, FOLDER), "utf8");
  expect(text.split("\n")[0]).toMatch(SAFE);
});

test("a migration that does not say so, or not why, would be found", () => {
  expect("-- Adds a table.").not.toMatch(SAFE);
  expect("-- Safe beside the previous release: yes").not.toMatch(SAFE);
});
