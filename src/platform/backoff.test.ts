import { expect, test } from "vitest";
import { backoffMs } from "./backoff.ts";

test("waits double from the first to the largest", () => {
  const waits = [0, 1, 2, 3, 60].map((attempt) => backoffMs(attempt, { firstMs: 50, largestMs: 300 }));
  expect(waits).toEqual([50, 100, 200, 300, 300]);
});

test("jitter only shortens a wait, and by no more than its share", () => {
  expect(backoffMs(1, { firstMs: 50, largestMs: 300, jitter: 0.5 }, () => 0)).toBe(50);
  expect(backoffMs(1, { firstMs: 50, largestMs: 300, jitter: 0.5 }, () => 1)).toBe(100);
});
