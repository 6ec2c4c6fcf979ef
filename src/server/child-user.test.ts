import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { ORDINARY } from "../../test/support/ordinary-user.ts";
import { poolOf } from "../../test/support/walled-script.ts";
import { canReach } from "../db/embedded/run-as.ts";
import { childUser } from "./child-user.ts";

const asRoot = process.getuid?.() === 0;
/** In a checkout under a closed home nobody else can run this Node. */
const open = canReach(process.execPath, ORDINARY);

function fileIn(mode: number): string {
  const folder = mkdtempSync(join(tmpdir(), "openfees-user-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "x.mjs"), "");
  chmodSync(folder, mode);
  return join(folder, "x.mjs");
}

test("root's children run as a user who owns nothing, where that one can read what they run", async () => {
  expect(await childUser(fileIn(0o755))).toEqual(asRoot && open ? { uid: 65_533, gid: 65_533 } : undefined);
  expect(await childUser(fileIn(0o700))).toBeUndefined();
});

test.runIf(asRoot && open)("such a child is answered as any other, without a right of root", async () => {
  const code =
    "return { head: [process.getuid(), process.geteuid(), process.getgid(), process.getgroups()], parts: [] };";
  const pool = await poolOf(code, { user: { uid: 65_533, gid: 65_533 } });
  const job = { context: Buffer.from("x"), head: {}, body: Buffer.from("x") };
  const { head } = await pool.run(job, { timeMs: 60_000, answerBytes: 1_000 });
  expect(JSON.parse(String(head))).toEqual([65_533, 65_533, 65_533, [65_533]]);
});
