import fc from "fast-check";
import { expect, test } from "vitest";
import { descriptorLimit, socketsWithin } from "./descriptor-limit.ts";

test("the limit is read where the system says it, and is unknown elsewhere", () => {
  const said = "Limit                     Soft Limit           Hard Limit           Units\n";
  expect(
    descriptorLimit(() => `${said}Max open files            1024                 524288               files\n`),
  ).toBe(1024);
  expect(
    descriptorLimit(() => `${said}Max open files            unlimited            unlimited            files\n`),
  ).toBeUndefined();
  expect(
    descriptorLimit(() => {
      throw new Error("no such file");
    }),
  ).toBeUndefined();
});

test("visitors never get so many sockets that nothing is left, and never fewer than a few", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000 }), fc.integer({ min: 64, max: 2_000_000 }), (wanted, limit) => {
      const sockets = socketsWithin(wanted, limit);
      expect(sockets).toBeLessThanOrEqual(wanted);
      expect(sockets).toBeLessThanOrEqual(limit - 16);
      expect(sockets).toBeGreaterThanOrEqual(Math.min(wanted, 16));
      if (limit >= 512) expect(sockets).toBeLessThanOrEqual(limit - 256);
    }),
  );
  expect(socketsWithin(5_000, 1_048_576)).toBe(5_000);
  expect(socketsWithin(5_000, 1_024)).toBe(768);
  expect(socketsWithin(5_000, undefined)).toBe(5_000);
});
