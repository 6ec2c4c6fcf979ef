import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { shippedSnapshot } from "./snapshot.ts";
import { SnapshotFolder } from "./snapshot-folder.ts";

const newer = (n: number) => `29990101T00000000${n}Z-${"0".repeat(12)}.snapshot`;

test("a pipe, a folder, a link and a damaged file with a snapshot's name are passed over, and nobody waits for them", async () => {
  const path = mkdtempSync(join(tmpdir(), "openfees-snapshots-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const folder = new SnapshotFolder(path);
  const whole = await folder.write(shippedSnapshot([], "2026-11-29T08:00:00.000Z"));
  mkdirSync(join(path, newer(1)));
  writeFileSync(join(path, newer(1), "in-it"), "");
  execFileSync("mkfifo", [join(path, newer(2)), join(path, "a-pipe")]);
  symlinkSync(join(path, "a-pipe"), join(path, newer(3)));
  symlinkSync("/dev/zero", join(path, newer(4)));
  symlinkSync(join(path, "nowhere"), join(path, newer(5)));
  writeFileSync(join(path, newer(6)), Buffer.alloc(1_000));
  mkdirSync(join(path, "pinned"));
  expect((await folder.best())?.name).toBe(whole);
  expect(await folder.pin(newer(2))).toBe(false);
  // more than are kept: what is no file is left alone when old ones are removed
  for (let second = 10; second < 22; second++)
    await folder.write(shippedSnapshot([], `2026-11-29T09:00:${second}.000Z`));
  expect(readdirSync(path)).toEqual(expect.arrayContaining([newer(1), newer(2)]));
  expect((await folder.best())?.snapshot.madeAt).toBe("2026-11-29T09:00:21.000Z");
});
