import { expect, test } from "vitest";
import { civilDayIn } from "./clock.ts";

test("the day in Lagos begins an hour before the day in UTC", () => {
  const dayAt = (instant: string) => civilDayIn("Africa/Lagos", () => new Date(instant))();
  expect(dayAt("2025-12-31T22:59:59Z")).toBe("2025-12-31");
  expect(dayAt("2025-12-31T23:00:00Z")).toBe("2026-01-01");
});
