import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { SCHEMAS } from "../../test/support/shipped-folder.ts";
import { ROOT } from "../../test/support/tracked-files.ts";
import { shippedPack } from "../db/link/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { choicesOf } from "../domain/tariff-check/tariff-choices.ts";
import { TARIFF_COLUMNS } from "../domain/tariff-check/tariff-rows.ts";
import { dataCommand } from "./data.ts";

const made = mkdtempSync(join(tmpdir(), "openfees-pack-"));
afterAll(() => rmSync(made, { recursive: true, force: true }));

const reference = join(made, "reference");

async function run(...args: string[]) {
  let [out, err] = ["", ""];
  const command = dataCommand({
    folder: join(ROOT, "data"),
    shipped: () => ["ng"],
    schemas: async () => SCHEMAS,
    reference,
    tariff: { packOf: () => shippedPack("ng"), today: () => "2026-11-29" as CivilDate },
  });
  const status = await command.run(args, {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    write: async (text) => {
      out += text;
    },
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
      expect.stringMatching(/^ng 2026[^\n]*115 rules[^\n]*\nNothing wrong found\.\n$/),
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

test("the page of figures to verify is written for a pack that ships, the most harmful first, and the docs hold the same", async () => {
  mkdirSync(reference);
  await run("check", join(made, "broken"));
  expect(existsSync(join(reference, "to-verify.md"))).toBe(false);
  await run("check", "ng");
  const page = readFileSync(join(reference, "to-verify.md"), "utf8");
  const rows = page.split("\n").filter((line) => /^\| \d/.test(line));
  expect(rows[0]).toMatch(/`ng-eft-2020`.*A bank is accused on it today.*SME Mastermind/);
  const rankOf = (words: string) => rows.findIndex((row) => row.includes(words));
  expect(rankOf("accused on it today")).toBeLessThan(rankOf("last years are judged"));
  expect(rankOf("last years are judged")).toBeLessThan(rankOf("nobody is accused"));
  expect(rows.some((row) => /\| A \|$/.test(row))).toBe(false);
  expect(page).toBe(readFileSync(join(ROOT, "docs/reference/to-verify.md"), "utf8"));
});

const HEAD =
  "service,name,product,account,customer,locality,same_bank,above,up_to,fixed,rate,minimum,maximum,per,vat,from,announced";

function tariff(...rows: string[]): string {
  const file = join(made, "tariff.csv");
  writeFileSync(file, [HEAD, ...rows, ""].join("\n"));
  return file;
}

test("a tariff within its limits is exit 0 and says so; one above is exit 1 with its line", async () => {
  const good = tariff("card.maintenance,Card,,savings,,,,,,50,,,,,added,2027-01-04,2026-12-01");
  const fine = await run("tariff", "check", good);
  expect([fine.status, fine.out]).toEqual([0, expect.stringContaining("The fee is within its limit.")]);
  const bad = tariff("card.maintenance,Card,,savings,,,,,,50.01,,,,,added,2027-01-04,2026-12-01");
  const found = await run("tariff", "check", bad, "--json");
  expect(found.status).toBe(1);
  expect(JSON.parse(found.out).findings).toMatchObject([{ line: 2, code: "above_limit", service: "card.maintenance" }]);
});

test("the template, filled in by nobody, has no fee; a file that is none, a bank or a day that is none is exit 2", async () => {
  const template = await run("tariff", "template");
  expect(template.status).toBe(0);
  const empty = join(made, "empty.csv");
  writeFileSync(empty, template.out);
  expect(await run("tariff", "check", empty)).toMatchObject({
    status: 2,
    err: expect.stringContaining("No row has a price"),
  });
  const one = tariff("alert.sms,SMS,,,,,,,,6,,,,message,added,2027-01-04,2026-12-01");
  for (const args of [
    ["check", "nowhere.csv"],
    ["check", one, "--bank", "ng.none"],
    ["check", one, "--on", "2026-02-30"],
    ["check"],
    [],
  ])
    expect((await run("tariff", ...args)).status, args.join(" ")).toBe(2);
});

test("the help names each column of a tariff on a line of its own, with the words that it allows", async () => {
  const { err } = await run("tariff", "--nothing");
  for (const column of TARIFF_COLUMNS) {
    expect(err).toMatch(new RegExp(`^  ${column} +[A-Z]`, "m"));
    expect(err.replaceAll(/\s+/g, " ")).toContain(choicesOf(column).join(", "));
  }
});
