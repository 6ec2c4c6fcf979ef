import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { smallFee, smallPack } from "../../../test/support/small-pack.ts";
import { snapshotCommand } from "../../cli/snapshot.ts";
import { type Snapshot, shippedSnapshot, snapshotSource } from "./snapshot.ts";
import { SnapshotFolder } from "./snapshot-folder.ts";
import { gateFaults } from "./snapshot-gate.ts";

let path: string;
let folder: SnapshotFolder;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), "openfees-snapshots-"));
  folder = new SnapshotFolder(path);
});
afterEach(() => rm(path, { recursive: true }));

const made = (n: number): Snapshot => shippedSnapshot([smallPack(`2026.${n}`)], new Date(n * 1000).toISOString());

test("the newest comes back as it went in, ten are kept and nothing else is left", async () => {
  expect(await folder.best()).toBeUndefined();
  for (let n = 1; n <= 12; n++) await folder.write(made(n));
  expect((await folder.best())?.snapshot).toEqual(made(12));
  expect(await readdir(path)).toHaveLength(10);
});

test("a half-written, a changed and an unknown file are not served, but the one before is", async () => {
  await folder.write(made(1));
  const [half, changed, other] = [
    await folder.write(made(2)),
    await folder.write(made(3)),
    await folder.write(made(4)),
  ];
  await truncate(join(path, half), 300);
  const text = await readFile(join(path, changed), "utf8");
  await writeFile(join(path, changed), text.replace("Made-up Bank", "Made-op Bank"));
  const next = await readFile(join(path, other), "utf8");
  await writeFile(join(path, other), next.replace('"format":1', '"format":9'));
  expect((await folder.best())?.snapshot).toEqual(made(1));
});

test("list, pin and rollback work on the files alone", async () => {
  const [first, second] = [await folder.write(made(1)), await folder.write(made(2))];
  let said = "";
  const out = (text: string) => {
    said += text;
  };
  const terminal = { out, err: out, write: async (text: string) => out(text), environment: {}, isTerminal: false };
  const run = (...args: string[]) => snapshotCommand(async () => folder).run(args, terminal);
  expect(await run("rollback")).toBe(0);
  expect((await folder.best())?.name).toBe(first);
  expect(await run("rollback")).toBe(2);
  expect(await run("pin", second)).toBe(0);
  expect((await folder.best())?.name).toBe(second);
  expect(await run("pin", "../../etc/passwd")).toBe(2);
  said = "";
  expect(await run("list")).toBe(0);
  expect(said).toBe(`${second}  1970-01-01T00:00:02.000Z  served, pinned\n${first}  1970-01-01T00:00:01.000Z\n`);
  expect(await run("pin", "--none")).toBe(0);
  expect(await folder.pinned()).toBeUndefined();
  expect(await run("fly")).toBe(2);
});

test("the gate refuses a snapshot that lost banks or fees, or that names what is not there", () => {
  const at = new Date(0).toISOString();
  const fees = Array.from({ length: 40 }, (_, i) => smallFee(`fee-${i}`, "9.00", "2026-01-01"));
  const whole = shippedSnapshot([smallPack("2026.1", { listedFees: fees })], at);
  const less = (n: number) => shippedSnapshot([smallPack("2026.2", { listedFees: fees.slice(n) })], at);
  expect(gateFaults(whole, undefined)).toEqual([]);
  expect(gateFaults(less(2), whole)).toEqual([]);
  expect(gateFaults(less(3), whole)).toEqual(["xx lost 3 of 40 listedFees"]);
  expect(gateFaults(shippedSnapshot([], at), whole).length).toBeGreaterThan(1);
  const noBank = shippedSnapshot([smallPack("2026.2", { banks: [] })], at);
  expect(gateFaults(noBank, undefined).join()).toContain("names a bank or a service that is not there");
});

test("what was known then is answered from the snapshot", async () => {
  const [old, now] = [smallPack("2026.1"), smallPack("2026.2")];
  const from = "2026-01-01T00:00:00.000Z";
  const until = "2026-02-01T00:00:00.000Z";
  const source = snapshotSource(() => ({
    madeAt: until,
    published: "x",
    packs: [
      { pack: old, from, until },
      { pack: now, from: until, until: null },
    ],
  }));
  expect(await source.current("xx")).toBe(now);
  expect(await source.knownAt("xx", "2026-01-31T23:59:59.999Z")).toBe(old);
  expect(await source.knownAt("xx", until)).toBe(now);
  expect(await source.knownAt("xx", "2025-12-31T23:59:59Z")).toBeUndefined();
});
