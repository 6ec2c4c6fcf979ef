import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SCHEMAS } from "../../test/support/shipped-folder.ts";
import { ROOT } from "../../test/support/tracked-files.ts";
import { dataCommand } from "./data.ts";

const made = mkdtempSync(join(tmpdir(), "openfees-pack-"));
afterAll(() => rmSync(made, { recursive: true, force: true }));

async function run(...args: string[]) {
  let [out, err] = ["", ""];
  const command = dataCommand({ folder: join(ROOT, "data"), shipped: () => ["ng"], schemas: async () => SCHEMAS });
  const status = await command.run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    write: async () => {},
    environment: { INIT_CWD: made },
    isTerminal: false,
  });
  return { status, out, err };
}

test("a clean pack is exit 0, by its name and when none is named", async () => {
  for (const args of [["check", "ng"], ["check"]]) {
    const { status, out } = await run(...args);
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(/^ng 2026[^\n]*104 rules[^\n]*\nNothing wrong found\.\n$/),
    ]);
  }
});

test("a pack with findings is exit 1 and says file, row and check, as words and as JSON", async () => {
  cpSync(join(ROOT, "data/ng"), join(made, "broken"), { recursive: true });
  writeFileSync(join(made, "broken/gaps.json"), "[]\n");
  writeFileSync(join(made, "broken/layouts.json"), "[{\n");
  const { status, out } = await run("check", "broken");
  expect(status).toBe(1);
  expect(out).toContain("layouts.json  /  is no JSON");
  writeFileSync(join(made, "broken/layouts.json"), "[]\n");
  const json = await run("check", join(made, "broken"), "--json");
  expect(json.status).toBe(1);
  const { packs } = JSON.parse(json.out);
  expect(packs[0].jurisdiction).toBe("ng");
  expect(packs[0].findings[0]).toEqual({
    check: "gap",
    file: "gaps.json",
    at: expect.any(String),
    message: expect.any(String),
  });
});

test.each([["none"], ["check", "xx"], ["check", "--fix"], []])(
  "%s %s is wrong use: exit 2, nothing on standard output",
  async (...args) => {
    const { status, out, err } = await run(...args);
    expect([status, out]).toEqual([2, ""]);
    expect(err.length).toBeGreaterThan(10);
  },
);
