import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { canReach, firstClosedFolder } from "./run-as.ts";

test("a folder that others may not enter hides what is below it", () => {
  const home = mkdtempSync(join(tmpdir(), "openfees-reach-"));
  try {
    chmodSync(home, 0o711);
    mkdirSync(join(home, "data"));
    const other = { uid: 64_000, gid: 64_000, name: "other" };
    expect(canReach(join(home, "data"), other)).toBe(true);
    chmodSync(home, 0o700);
    expect(firstClosedFolder(join(home, "data", "x"), other)).toBe(home);
    expect(canReach(join(home, "data"), undefined)).toBe(true);
  } finally {
    rmSync(home, { recursive: true });
  }
});
