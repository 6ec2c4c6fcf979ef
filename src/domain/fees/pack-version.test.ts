import { expect, test } from "vitest";
import { compareVersions } from "./pack-version.ts";

test("versions are compared number by number, not as text", () => {
  expect(compareVersions("2026.9.1", "2026.11.1")).toBeLessThan(0);
  expect(compareVersions("2026.11.22.2", "2026.11.22")).toBeGreaterThan(0);
  expect(compareVersions("2026.11.22", "2026.11.22")).toBe(0);
});
