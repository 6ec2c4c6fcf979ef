import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inspect } from "node:util";
import fc from "fast-check";
import { describe, expect, onTestFinished, test } from "vitest";
import { CannotStart } from "../../platform/cannot-start.ts";
import { passwordsOf } from "./passwords.ts";

const SECRET = "5e".repeat(32);
const WHOLE = JSON.stringify({
  postgres: `a${SECRET}`,
  openfees_owner: `b${SECRET}`,
  openfees_app: `c${SECRET}`,
  openfees_read: `d${SECRET}`,
});

function home(): string {
  const path = mkdtempSync(join(tmpdir(), "openfees-passwords-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** Everything that a program could print of an error: as Node would, with fields and causes. */
function refusal(path: string): { readonly line: string; readonly printed: string } {
  try {
    passwordsOf(path);
  } catch (error) {
    expect(error).toBeInstanceOf(CannotStart);
    expect(error).toMatchObject({ code: "passwords_damaged", details: undefined });
    return { line: (error as Error).message, printed: inspect(error, { depth: 10, showHidden: true }) };
  }
  throw new Error("it was taken");
}

test("they are made once, for nobody else to read, and read back", () => {
  const path = home();
  const made = passwordsOf(path);
  expect(statSync(join(path, "passwords.json")).mode & 0o077).toBe(0);
  expect(passwordsOf(path)).toEqual(made);
  expect(new Set(Object.values(made)).size).toBe(4);
});

test("a file that an editor gave a byte order mark and line ends is the same file", () => {
  const path = home();
  writeFileSync(
    join(path, "passwords.json"),
    `\uFEFF${JSON.stringify(JSON.parse(WHOLE), null, 2).replaceAll("\n", "\r\n")}\r\n`,
  );
  expect(passwordsOf(path)).toEqual(JSON.parse(WHOLE));
});

describe("what cannot be used is one line, and nothing of it is printed", () => {
  const damages: readonly (readonly [string, string | Buffer])[] = [
    ["empty", ""],
    ["{}", "{}"],
    ["null", "null"],
    ["a list", `["${SECRET}"]`],
    ["a text", `"${SECRET}"`],
    ["a number", "5"],
    ["cut off", WHOLE.slice(0, -40)],
    ["cut off in front", WHOLE.slice(10)],
    ["twice", WHOLE + WHOLE],
    ["binary", Buffer.from([0, 255, 254, 3, 7, 128])],
    ["nothing but zeros, as after a crash", Buffer.alloc(500)],
    ["a byte that is no letter", Buffer.from(WHOLE.replace('"a', '"\u00e4'), "latin1")],
    ["a name of a role gone", WHOLE.replace("openfees_app", "openfees_apq")],
    ["a password that is a number", WHOLE.replace(`"c${SECRET}"`, "123")],
    ["a password with a quotation mark", WHOLE.replace(`c${SECRET}`, `${SECRET.slice(9)} ' x`)],
    ["an empty password", WHOLE.replace(`c${SECRET}`, "")],
    ["an inherited name", '{"__proto__":{"postgres":"x"}}'],
    ["far too large", `{"x":"${"y".repeat(20_000)}"}`],
    ["another file", "DATABASE_URL=postgresql://u:p@h/d\n"],
  ];
  test.each(damages)("%s", (_what, bytes) => {
    const path = home();
    writeFileSync(join(path, "passwords.json"), bytes);
    const { line, printed } = refusal(path);
    expect(line).toMatch(
      /^The file \S+passwords\.json with the passwords of PostgreSQL cannot be used: [^\n]+\. Put back a copy/,
    );
    expect(line).not.toContain("\n");
    expect(printed).not.toMatch(/5e5e|yyyy|u:p/);
    expect(readFileSync(join(path, "passwords.json"))).toEqual(Buffer.from(bytes));
  });

  test("any whole file with a piece cut out, doubled or written over", () => {
    const path = home();
    fc.assert(
      fc.property(
        fc.nat(WHOLE.length),
        fc.nat(WHOLE.length),
        fc.string({ unit: "binary", maxLength: 5 }),
        (a, b, put) => {
          const damaged = WHOLE.slice(0, Math.min(a, b)) + put + WHOLE.slice(Math.max(a, b));
          writeFileSync(join(path, "passwords.json"), damaged);
          try {
            passwordsOf(path);
          } catch (error) {
            expect(error).toBeInstanceOf(CannotStart);
            expect(inspect(error, { depth: 10, showHidden: true })).not.toContain("5e5e5e5e");
          }
        },
      ),
    );
  });

  test("a directory, a link to nowhere in a used directory, and a pipe, at which nobody waits", () => {
    const folder = home();
    mkdirSync(join(folder, "passwords.json"));
    expect(refusal(folder).line).toContain("it is no file");
    const link = home();
    mkdirSync(join(link, "postgres"));
    writeFileSync(join(link, "postgres", "PG_VERSION"), "18\n");
    symlinkSync("/nonexistent/passwords.json", join(link, "passwords.json"));
    expect(() => passwordsOf(link)).toThrow("passwords.json is missing");
    if (process.platform === "win32") return;
    const pipe = home();
    execFileSync("mkfifo", [join(pipe, "passwords.json")]);
    expect(refusal(pipe).line).toContain("it is no file");
  });
});
