/** What real shells offer behind Tab. bash must be there; zsh and man are asked where they are installed. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { COMMANDS } from "../main/commands.ts";

const CLI = join(import.meta.dirname, "../main/cli.js");
const openfees = (...args: string[]): string =>
  execFileSync(process.execPath, [CLI, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } });
const has = (program: string): boolean => spawnSync(program, ["--version"]).error === undefined;
const folder = mkdtempSync(join(tmpdir(), "openfees-completion-"));
afterAll(() => rmSync(folder, { recursive: true }));

const pack = shippedPack();
const services = pack.services.map(({ id }) => id).filter((id) => id !== "unknown");
const banks = pack.banks.map(({ id }) => id);

describe("bash", () => {
  const script = join(folder, "openfees.bash");
  writeFileSync(script, openfees("completion", "bash"));
  /** What is offered for each line, the cursor at its end; one bash for all. */
  const offered = (lines: readonly (readonly string[])[]): string[][] => {
    const asks = lines.map(
      (words) =>
        `COMP_WORDS=(openfees ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}; COMPREPLY=(); _openfees; echo "\${COMPREPLY[*]}"`,
    );
    const text = execFileSync("bash", ["--norc", "-c", `source '${script}'\n${asks.join("\n")}`], { encoding: "utf8" });
    return text
      .split("\n")
      .slice(0, lines.length)
      .map((line) => line.split(" ").filter(Boolean));
  };

  test("offers every command, and behind each every option that it takes", () => {
    const [first, ...rest] = offered([[""], ...COMMANDS.map(({ name }) => [name, "--"])]);
    expect(first).toEqual([...COMMANDS.map(({ name }) => name), "--help", "--version"]);
    expect(rest).toEqual(COMMANDS.map(({ manual }) => [...manual.options.map(({ flag }) => flag), "--help"]));
  });

  test("offers the ids of the closed lists, where each may stand", () => {
    const [bank, service, afterFlag, narrowed] = offered([
      ["audit", "x.csv", "--bank", ""],
      ["charge", ""],
      ["charge", "--json", ""],
      ["charge", "transfer.inter"],
    ]);
    expect(bank).toEqual(banks);
    expect(service).toEqual(services);
    expect(afterFlag).toEqual(services);
    expect(narrowed).toEqual(services.filter((id) => id.startsWith("transfer.inter")));
  });

  test("offers choices, and nothing where only the person knows", () => {
    expect(
      offered([
        ["reports", "close", "X", "--as", ""],
        ["ops", "mode", ""],
        ["charge", "--on", ""],
      ]),
    ).toEqual([["changed", "kept", "unclear"], ["observe", "enforce"], []]);
  });
});

describe.skipIf(!has("zsh"))("zsh", () => {
  const script = join(folder, "_openfees");
  writeFileSync(script, openfees("completion", "zsh"));
  // a terminal of its own, in which Tab is pressed
  const PRESS = `zmodload zsh/zpty
zpty z zsh -f -i
zpty -w z "PROMPT= ; autoload -Uz compinit; compinit -D -u; source $1; LISTMAX=10000; bindkey '^I' list-choices; COLUMNS=250; LINES=400; print -r -- READY"
got=
while [[ $got != *$'\\n'READY* ]]; do zpty -r z line || break; got+=$line; done
zpty -w -n z "$2"$'\\t'
for i in {1..100}; do sleep 0.1; while zpty -r -t z line; do print -rn -- $line; i=0; seen=1; done; (( seen && ++still > 10 )) && break; done
zpty -d z
`;
  const offered = (line: string): string =>
    execFileSync("zsh", ["-f", "-c", PRESS, "press", script, line], { encoding: "utf8", timeout: 60_000 });

  test.each([
    ["openfees cha", "charge ", "audit "],
    ["openfees charge --ba", "--bank ", "--amount"],
    ["openfees charge --bank ng.z", "ng.zenith", "ng.uba"],
    ["openfees charge transfer.i", "transfer.interbank", "alert.sms"],
    ["openfees ops ", "quarantine", "audit"],
  ])("%s offers %s and not %s", (line, yes, no) => {
    const text = offered(line);
    expect(text).toContain(yes);
    expect(text).not.toContain(no);
  });
});

describe.skipIf(!has("groff"))("the manual page", () => {
  test("is set without a warning and says every command and option", () => {
    const page = openfees("man");
    const set = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-cbou"], { input: page, encoding: "utf8" });
    expect(set.stderr.replaceAll(/^.*(?:can't break line|cannot (?:adjust|break) line).*\n?/gm, "")).toBe("");
    const text = set.stdout.replaceAll(/\s+/g, " ").replaceAll("‐ ", "");
    for (const { name, manual } of COMMANDS) {
      expect(text).toContain(` ${name} To `);
      for (const { flag, takes } of manual.options) expect(text, name).toContain(takes ? `${flag} ${takes}` : flag);
      for (const { word, says } of manual.columns?.each ?? []) expect(text, name).toContain(`${word} ${says}`);
    }
  });
});
