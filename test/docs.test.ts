import { existsSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";
import {
  anchorOf,
  breachesOfDecision,
  headingsOf,
  npmScripts,
  openfeesCommands,
  relativeLinks,
} from "./support/docs.ts";
import { ROOT, textOf, trackedFiles } from "./support/tracked-files.ts";

type Manifest = { scripts: Record<string, string> } & Record<string, Record<string, string>>;
const manifest = JSON.parse(textOf("package.json")) as Manifest;
const docs = trackedFiles("*.md").filter((path) => !path.startsWith("data/"));

/** Links of one page that lead nowhere: a missing file, or a heading that the file does not have. */
function deadLinks(path: string, markdown: string): string[] {
  return relativeLinks(markdown).filter((link) => {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : normalize(join(dirname(path), decodeURIComponent(file)));
    if (!existsSync(join(ROOT, target))) return true;
    return anchor !== undefined && !headingsOf(textOf(target)).some((heading) => anchorOf(heading.text) === anchor);
  });
}

describe("the docs", () => {
  test.each(docs)("%s has no dead link", (path) => {
    expect(deadLinks(path, textOf(path))).toEqual([]);
  });

  test.each(docs)("%s names only npm scripts that exist", (path) => {
    expect(npmScripts(textOf(path)).filter((script) => !(script in manifest.scripts))).toEqual([]);
  });

  test("a dead link, a dead heading and a made-up script are found", () => {
    expect(deadLinks("README.md", "[x](docs/nowhere.md) [y](LICENSE) [z](#no-such-heading)")).toEqual([
      "docs/nowhere.md",
      "#no-such-heading",
    ]);
    expect(npmScripts("run `npm run -s made-up` and `npm test`")).toEqual(["made-up", "test"]);
    expect(openfeesCommands("npx openfees audit x.csv\nnpm run -s openfees -- charge")).toEqual(["audit", "charge"]);
  });
});

describe("README", () => {
  const readme = textOf("README.md");

  test("gives the two commands, each alone on its line", () => {
    expect(readme).toContain("\nnpm ci && npm start\n");
    expect(readme).toContain("\nnpm ci && npm test\n");
  });

  test("says which Node the machine needs, as package.json does", () => {
    expect(readme).toContain((manifest.engines?.node ?? "").replace(">=", ""));
  });
});

describe("decision records", () => {
  const records = trackedFiles("docs/adr").map((path) => path.slice("docs/adr/".length));

  test.each(records)("%s ends in Confirmation", (name) => {
    expect(breachesOfDecision(name, textOf(`docs/adr/${name}`))).toEqual([]);
  });

  test("are numbered, and no number is used twice", () => {
    const numbers = records.map((name) => Number(name.slice(0, 4))).toSorted((a, b) => a - b);
    expect(new Set(numbers).size, numbers.join(", ")).toBe(numbers.length);
  });

  test("without a Confirmation, with an empty one or with a wrong number are refused", () => {
    expect(breachesOfDecision("0001-x.md", "# 1. X\n\n## Why\n\nBecause.\n")).toHaveLength(1);
    expect(breachesOfDecision("0001-x.md", "# 1. X\n\n## Confirmation\n\nNone.\n")).toHaveLength(1);
    expect(breachesOfDecision("0002-x.md", "# 1. X\n\n## Confirmation\n\n`test/x.test.ts` fails.\n")).toHaveLength(1);
    expect(breachesOfDecision("two.md", "# 1. X\n\n## Confirmation\n\n`test/x.test.ts` fails.\n")).toHaveLength(1);
  });

  test("give every dependency its line, and no line to a package that is not one", () => {
    const rows = textOf("docs/adr/0002-stack-and-dependencies.md")
      .split("\n")
      .filter((line) => line.startsWith("| `"));
    const written = rows.flatMap((row) => [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map((m) => m[1]));
    const used = ["dependencies", "optionalDependencies", "devDependencies"].flatMap((kind) =>
      Object.keys(manifest[kind] ?? {}),
    );
    expect(written.toSorted()).toEqual(used.toSorted());
    expect(
      rows.filter((row) =>
        row
          .split("|")
          .slice(1, -1)
          .some((cell) => cell.trim() === ""),
      ),
    ).toEqual([]);
  });
});
