import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { SETTINGS } from "../src/platform/settings.ts";
import { ROOT, trackedFiles } from "./support/tracked-files.ts";

const UNITS = trackedFiles("deploy/systemd").filter((path) => path.endsWith(".service"));
const textOf = (path: string) => readFileSync(join(ROOT, path), "utf8");
const analyze = spawnSync("systemd-analyze", ["--version"]).status === 0;

test("there is a unit", () => {
  expect(UNITS).toContain("deploy/systemd/openfees.service");
});

test("the file of settings to fill in sets nothing by itself, and names only settings that there are", () => {
  const lines = textOf("deploy/systemd/openfees.environment").split("\n");
  expect(lines.filter((line) => line !== "" && !line.startsWith("#"))).toEqual([]);
  const named = lines.flatMap((line) => /^#([A-Z_]+)=/.exec(line)?.[1] ?? []);
  const known = SETTINGS.map(({ name }) => name);
  expect(named.filter((name) => !known.includes(name))).toEqual([]);
  expect(named).toEqual(expect.arrayContaining(known.filter((name) => /_ALERT_|_OPS_|_TRACES_/.test(name))));
});

describe.each(UNITS)("%s", (path) => {
  const unit = textOf(path);

  test("starts what is there, names only settings that are there, and restarts after a failure but not after a refusal", () => {
    const [, program = "", script = ""] =
      /^ExecStart=\/opt\/openfees\/(\S+) \/opt\/openfees\/(\S+) serve$/m.exec(unit) ?? [];
    expect(program).toBe("node_modules/.bin/node");
    expect(textOf(script)).toContain("#!/usr/bin/env node");
    const known = SETTINGS.map(({ name }) => name);
    for (const [name] of unit.matchAll(/OPENFEES_\w+(?==)/g)) expect(known).toContain(name);
    expect(unit).toMatch(/^Restart=on-failure$/m);
    expect(unit).toMatch(/^RestartPreventExitStatus=2$/m);
    expect(unit).toMatch(/^KillMode=mixed$/m);
  });

  if (!analyze) test.skip("systemd-analyze verify: skipped, no systemd on this machine", () => {});
  test.runIf(analyze)("is what systemd can read, without a warning", () => {
    const folder = mkdtempSync(join(tmpdir(), "openfees-unit-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    // the program stands somewhere else here, and the user may not be on this machine
    const here = unit
      .replaceAll("/opt/openfees", ROOT.replace(/\/$/, ""))
      .replace(/^(User|Group)=.*$/gm, "$1=root")
      .replace(/^Documentation=.*$/m, "");
    const file = join(folder, path.split("/").at(-1) ?? "");
    writeFileSync(file, here);
    const { status, stderr, stdout } = spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8" });
    // of other units of the machine it may say what it likes
    const ours = `${stdout}${stderr}`
      .split("\n")
      .filter((line) => line.includes(folder) || line.includes("openfees.service"));
    expect(ours).toEqual([]);
    expect(status).toBe(0);
    // the check can fail
    writeFileSync(file, here.replace("KillMode=mixed", "KillMood=mixed"));
    expect(spawnSync("systemd-analyze", ["verify", "--man=no", file], { encoding: "utf8" }).stderr).toContain(
      "KillMood",
    );
  });

  test.runIf(analyze)("leaves it little to harm: systemd's own judgement is at most 3 of 10", () => {
    const folder = mkdtempSync(join(tmpdir(), "openfees-unit-"));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const file = join(folder, "openfees.service");
    writeFileSync(file, unit.replaceAll("/opt/openfees", ROOT.replace(/\/$/, "")));
    const { stdout } = spawnSync("systemd-analyze", ["security", "--offline=true", "--no-pager", file], {
      encoding: "utf8",
    });
    const exposure = /Overall exposure level for openfees\.service: ([\d.]+)/.exec(stdout)?.[1];
    expect(Number(exposure), stdout.slice(-400)).toBeLessThanOrEqual(3);
  });
});
