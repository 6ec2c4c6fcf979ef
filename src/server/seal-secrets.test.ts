import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sealer } from "./seal.ts";
import { SEAL_FILE, sealSecrets } from "./seal-secrets.ts";

let dataDir: string;
const warned: string[] = [];
const log = { warn: (...it: unknown[]) => void warned.push(JSON.stringify(it)) };
const secrets = (given?: readonly string[]) => sealSecrets({ given, folder: dataDir, log });
const BYTES = Buffer.from("a result");

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "openfees-seal-"));
  warned.length = 0;
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

test("the secret of a data directory is made once: over a restart, and by a second process, it is the same", () => {
  const first = secrets();
  const seal = sealer("saved result", first).seal(BYTES);
  expect(secrets()).toEqual(first);
  expect(sealer("saved result", secrets()).isOurs(seal, BYTES)).toBe(true);
  expect(readdirSync(dataDir)).toEqual([SEAL_FILE]);
  if (process.platform !== "win32") expect(statSync(join(dataDir, SEAL_FILE)).mode & 0o777).toBe(0o600);
  expect(warned).toEqual([]);
});

test("instances without a directory in common share what the setting says, and write nothing", () => {
  const shared = ["a secret of a whole fleet, long enough", "the one before it, which is as long"];
  expect(secrets(shared)).toEqual(shared);
  expect(readdirSync(dataDir)).toEqual([]);
});

test.each(["", "{}", "short", "x".repeat(43_000), "\0\0\0", "two\nlines of forty-three letters in all, or so"])(
  "a file that is damaged, here %j, is replaced and nothing of it is printed",
  (damage) => {
    writeFileSync(join(dataDir, SEAL_FILE), damage);
    const [made = ""] = secrets();
    expect(made).toMatch(/^[\w-]{43}$/);
    expect(readFileSync(join(dataDir, SEAL_FILE), "utf8")).toBe(made);
    expect(secrets()).toEqual([made]);
    expect(warned).toEqual([]);
  },
);

test("where no file can be made, a secret in memory does, and the log says so without it", () => {
  rmSync(dataDir, { recursive: true });
  writeFileSync(dataDir, "a file where the directory should be");
  const [made = ""] = secrets();
  expect(made).toMatch(/^[\w-]{43}$/);
  expect(secrets()).not.toEqual([made]);
  expect(warned.join()).toContain("one of this process alone");
  expect(warned.join()).not.toContain(made);
});
