/** What `npm run release` writes down, in a repository of the test's own with the real git and npm. */
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { assertReady, changelogOf, compareVersions, record } from "../tools/release.ts";
import { ROOT } from "./support/tracked-files.ts";

const BEFORE =
  "# Changelog\n\nWords.\n\n## Unreleased\n\n- See more.\n- See less.\n\n## 0.1.0 (2026-01-01)\n\n- Begin.\n";

describe("the changelog of a release", () => {
  test("has what was unreleased under the version and its day, and what was there before", () => {
    expect(changelogOf(BEFORE, "0.2.0", "2026-11-30")).toBe(
      "# Changelog\n\nWords.\n\n## Unreleased\n\n## 0.2.0 (2026-11-30)\n\n- See more.\n- See less.\n\n## 0.1.0 (2026-01-01)\n\n- Begin.\n",
    );
    const first = changelogOf("# Changelog\n\n## Unreleased\n\n- Begin.\n", "0.1.0", "2026-01-01");
    expect(first).toBe("# Changelog\n\n## Unreleased\n\n## 0.1.0 (2026-01-01)\n\n- Begin.\n");
  });

  test("is refused with nothing unreleased, without the heading, and for a version that it has", () => {
    const released = changelogOf(BEFORE, "0.2.0", "2026-11-30");
    expect(() => changelogOf(released, "0.3.0", "2026-12-01")).toThrow("nothing to release");
    expect(() => changelogOf("# Changelog\n", "0.3.0", "2026-12-01")).toThrow("no");
    expect(() => changelogOf(BEFORE, "0.1.0", "2026-12-01")).toThrow("already");
  });

  test("of this project could be made today", () => {
    const text = readFileSync(join(ROOT, "CHANGELOG.md"), "utf8");
    expect(changelogOf(text, "9999.0.0", "2026-11-30")).toContain("## 9999.0.0 (2026-11-30)");
  });
});

test.each([
  ["0.2.0", "0.1.9", 1],
  ["0.10.0", "0.9.0", 1],
  ["1.0.0", "1.0.0", 0],
  ["1.0.0", "2.0.0", -1],
])("%s beside %s", (a, b, sign) => {
  expect(Math.sign(compareVersions(a, b))).toBe(sign);
});

describe("in a repository", () => {
  let root = "";
  const git = (...args: readonly string[]) => execFileSync("git", args, { cwd: root, encoding: "utf8" }).trim();
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), "openfees-release-"));
    for (const name of ["package.json", "package-lock.json"]) copyFileSync(join(ROOT, name), join(root, name));
    writeFileSync(join(root, "CHANGELOG.md"), BEFORE);
    git("init", "--quiet", "--initial-branch=main");
    for (const [name, value] of [
      ["user.name", "nobody"],
      ["user.email", "nobody@example.invalid"],
      ["commit.gpgsign", "false"],
      ["tag.gpgsign", "false"],
    ] as const)
      git("config", name, value);
    git("add", ".");
    git("commit", "--quiet", "--message", "all");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  test("a version that is no later one, a change that is not committed and another branch are refused", () => {
    for (const [version, why] of [
      ["0.0.1", "not later"],
      ["1.0", "no version"],
      ["v2.0.0", "no version"],
    ] as const)
      expect(() => assertReady(root, version), version).toThrow(why);
    writeFileSync(join(root, "left.txt"), "");
    expect(() => assertReady(root, "9.0.0")).toThrow("Commit");
    rmSync(join(root, "left.txt"));
    git("config", "user.name", "");
    expect(() => assertReady(root, "9.0.0")).toThrow("user.name");
    git("config", "user.name", "nobody");
    git("switch", "--quiet", "--create", "side");
    expect(() => assertReady(root, "9.0.0")).toThrow("main");
    git("switch", "--quiet", "main");
    expect(() => assertReady(root, "9.0.0")).not.toThrow();
  });

  test("one commit and one tag hold the version in package.json, its lockfile and the changelog", () => {
    expect(record(root, "9.0.0", "2026-11-30")).toBe("v9.0.0");
    expect(git("status", "--porcelain")).toBe("");
    expect(git("log", "-1", "--format=%s")).toBe("Release 9.0.0");
    expect(git("show", "--stat", "--format=", "v9.0.0^{commit}").split("\n").length).toBe(4);
    for (const name of ["package.json", "package-lock.json"])
      expect(JSON.parse(git("show", `v9.0.0:${name}`)).version, name).toBe("9.0.0");
    expect(git("show", "v9.0.0:CHANGELOG.md")).toContain("## 9.0.0 (2026-11-30)\n\n- See more.");
  });
});
