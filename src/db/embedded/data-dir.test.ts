import { homedir } from "node:os";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { dataDir } from "./data-dir.ts";

test("a setting wins, and a relative one starts where the person stands", () => {
  expect(dataDir("/srv/openfees", {})).toBe("/srv/openfees");
  expect(dataDir("kept/here", { INIT_CWD: "/srv/somebody" })).toBe("/srv/somebody/kept/here");
});

test("else it is .openfees in the project's folder, or under /var/lib where PostgreSQL may not enter that", () => {
  const own = fileURLToPath(new URL("../../../.openfees", import.meta.url));
  const chosen = dataDir(undefined, {});
  expect(chosen === own || /^\/var\/lib\/openfees\/[0-9a-f]{12}$/.test(chosen)).toBe(true);
  expect(chosen).not.toContain(`${homedir()}/.local`);
  expect(dataDir(undefined, {})).toBe(chosen);
});
