/** The command as a person runs it: its version, its lists, the day it means, and what it says of where an answer comes from. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { shippedTimeZone } from "../db/link/shipped-pack.ts";
import { civilDayIn } from "../platform/clock.ts";

const CLI = join(import.meta.dirname, "cli.js");
const run = (...args: string[]) =>
  spawnSync(process.execPath, [CLI, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } });
const pack = shippedPack();

describe("openfees", () => {
  test("--version is that of package.json, and nothing else", () => {
    const { version } = JSON.parse(readFileSync(join(import.meta.dirname, "../../package.json"), "utf8"));
    expect(run("--version")).toMatchObject({ status: 0, stdout: `${version}\n`, stderr: "" });
  });

  test("names the nearest command for one that it does not have", () => {
    const { status, stderr, stdout } = run("comlpetion", "bash");
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(/^There is no command "comlpetion"\. Did you mean completion\?/);
  });
});

describe("services and banks", () => {
  test("list every id once, as text and as JSON", () => {
    const lists: readonly [string, string, readonly string[]][] = [
      ["services", "service", pack.services.map(({ id }) => id).filter((id) => id !== "unknown")],
      ["banks", "bank", pack.banks.map(({ id }) => id)],
    ];
    for (const [command, key, ids] of lists) {
      const text = run(command, "--on", "2026-02-01");
      const rows = text.stdout.split("\n\n")[0]?.split("\n") ?? [];
      expect([text.status, rows.map((row) => row.split(" ")[0]).toSorted()]).toEqual([0, ids.toSorted()]);
      expect(text.stdout).toContain(
        `On 2026-02-01, by the facts of version ${pack.version}.\nPage /${command === "banks" ? command : "fees"}?on=2026-02-01`,
      );
      const data = JSON.parse(run(command, "--on", "2026-02-01", "--json").stdout);
      expect(data).toMatchObject({ jurisdiction: "ng", on: "2026-02-01", version: pack.version });
      expect(data[command].map((one: Record<string, string>) => one[key]).toSorted()).toEqual(ids.toSorted());
    }
  });

  test.each([["--on", "2026-02-30"], ["--jurisdiction", "xx"], ["--nothing"], ["word"]])(
    "%s %s is wrong use: status 2 and no answer",
    (...args) => {
      expect(run("banks", ...args)).toMatchObject({ status: 2, stdout: "" });
    },
  );
});

describe("charge", () => {
  test("means today where no day is given, and says the day, the page and the source", () => {
    const day = civilDayIn(shippedTimeZone("ng"));
    const before = day();
    const { status, stdout } = run("charge", "transfer.interbank", "--amount", "60000", "--fact", "sameOwner=false");
    expect(status).toBe(0);
    const said = /^Day (.*)$/m.exec(stdout)?.[1];
    expect([before, day()]).toContain(said);
    expect(stdout).toContain(`Page /charge?on=${said}&amount=60000&service=transfer.interbank&sameOwner=false\n`);
    for (const id of ["ng-eft-2020", "ng-vat-75"]) {
      const rule = pack.rules.find((one) => one.id === id);
      expect(stdout).toContain(`Source of ${id}: ${rule?.instrument?.title}`);
      expect(stdout).toContain(`read ${rule?.checkedOn} at ${rule?.source.url}`);
    }
  });

  test("of a past day is that of the day", () => {
    const asked = ["charge", "transfer.interbank", "--amount", "60000", "--json"];
    expect(JSON.parse(run(...asked, "--on", "2019-06-01").stdout).rules).not.toContain("ng-eft-2020");
  });

  test("of a jurisdiction that does not ship is refused as before", () => {
    const { status, stderr } = run("charge", "transfer.interbank", "--jurisdiction", "xx");
    expect([status, stderr]).toEqual([2, expect.stringContaining("[unknown_jurisdiction]")]);
  });

  test("of an unknown service or bank names the nearest, in text and in JSON", () => {
    const service = run("charge", "transfer.intrbank", "--amount", "1");
    expect([service.status, service.stdout]).toEqual([2, ""]);
    expect(service.stderr).toMatch(/Did you mean .*transfer\.interbank/);
    const bank = run("charge", "alert.sms", "--bank", "ng.zenit", "--json");
    expect([bank.status, JSON.parse(bank.stdout).error]).toEqual([
      2,
      { code: "bad_fact", param: "bank", message: expect.stringContaining("Did you mean ng.zenith") },
    ]);
  });
});

test("audit names the nearest bank, and where each rule that it found broken stands", () => {
  const file = join(import.meta.dirname, "../../docs/examples/made-up-statement.csv");
  const wrong = run("audit", file, "--bank", "ng.gtbnak");
  expect([wrong.status, wrong.stdout]).toEqual([2, ""]);
  expect(wrong.stderr).toContain("Did you mean ng.gtbank");
  const { status, stdout } = run("audit", file);
  expect(status).toBe(1);
  const cited = [...stdout.matchAll(/\[(ng[\w.-]+), grade/g)].map(([, id]) => id);
  expect(cited.length).toBeGreaterThan(0);
  for (const id of cited) expect(stdout).toMatch(new RegExp(`^Source of ${id}: .+ read \\d{4}-\\d\\d-\\d\\d at `, "m"));
});
