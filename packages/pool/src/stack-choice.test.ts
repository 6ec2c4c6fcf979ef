import { describe, expect, it } from "vitest";
import type { Capture } from "./options.ts";
import { StackChoice } from "./stack-choice.ts";

/** A choice on a clock of its own, asked `times` times in a second, `seconds` long; how many stacks each second kept. */
function kept(
  capture: Capture,
  {
    times,
    seconds = 1,
    leaked = false,
    query = false,
  }: {
    times: number;
    seconds?: number;
    leaked?: boolean;
    query?: boolean;
  },
) {
  let now = 50_000;
  const choice = new StackChoice(
    capture,
    () => now,
    () => leaked,
  );
  return Array.from({ length: seconds }, () => {
    let count = 0;
    for (let i = 0; i < times; i++) {
      if (choice.keeps(query)) count++;
      now += 1_000 / times;
    }
    return count;
  });
}

describe("the stack of a checkout", () => {
  it("is kept at each of a thousand checkouts a second", () => {
    expect(kept("auto", { times: 1_000, seconds: 3 })).toEqual([1_000, 1_000, 1_000]);
  });
  it("is kept at a thousand of many a second, and at one in sixteen of the others", () => {
    for (const count of kept("auto", { times: 200_000, seconds: 3 })) {
      expect(count).toBeGreaterThan(1_000 + 190_000 / 16);
      expect(count).toBeLessThan(2_100 + 200_000 / 16);
    }
  });
  it("is kept at every checkout of a route that leaked before", () => {
    expect(kept("auto", { times: 20_000, leaked: true })).toEqual([20_000]);
    expect(kept("sampled", { times: 20_000, leaked: true })).toEqual([20_000]);
  });
  it("is kept at fewer where one statement gives itself back, which cannot leak", () => {
    expect(kept("auto", { times: 500, seconds: 3, query: true })).toEqual([500, 500, 500]);
    for (const count of kept("auto", { times: 64_000, seconds: 3, query: true })) {
      expect(count).toBeGreaterThan(450 + 62_000 / 256);
      expect(count).toBeLessThan(1_100 + 64_000 / 256);
    }
    expect(kept("auto", { times: 20_000, query: true, leaked: true })).toEqual([20_000]);
    expect(kept("full", { times: 1_000, query: true })).toEqual([1_000]);
  });
  it("is kept in every part of a second, however many ask", () => {
    let now = 50_000;
    const choice = new StackChoice(
      "auto",
      () => now,
      () => false,
    );
    for (const everyMs of [1 / 2, 1 / 3, 1 / 7, 1 / 40]) {
      const lines: number[] = [];
      for (let i = 0; i * everyMs < 5_000; i++, now += everyMs) if (choice.keeps(true)) lines.push(now);
      const gaps = lines.slice(1).map((at, i) => at - (lines[i] ?? 0));
      // two milliseconds, and up to the next one who asks
      expect(Math.max(...gaps)).toBeLessThan(2.01 + everyMs);
    }
  });
  it("is kept always, at one in sixteen or never where that was asked for", () => {
    expect(kept("full", { times: 16_000 })).toEqual([16_000]);
    expect(kept("sampled", { times: 16_000 })).toEqual([1_000]);
    expect(kept("off", { times: 16_000, leaked: true })).toEqual([0]);
  });
});
