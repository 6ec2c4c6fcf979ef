import { expect, test } from "vitest";
import { easterSunday } from "./easter.ts";

test("Easter falls on the days that the church's tables print", () => {
  expect([2000, 2008, 2019, 2024, 2025, 2026, 2038].map(easterSunday)).toEqual([
    "2000-04-23",
    "2008-03-23",
    "2019-04-21",
    "2024-03-31",
    "2025-04-20",
    "2026-04-05",
    "2038-04-25",
  ]);
});
