import fc from "fast-check";
import { expect, test } from "vitest";
import { administratorSql, connectionLimits } from "./prepare-database.ts";

const sum = (limits: Readonly<Record<string, number>>) => Object.values(limits).reduce((a, b) => a + b, 0);

test("the limits of the roles leave room for operators under what the server has", () => {
  expect(connectionLimits(100, 3)).toEqual({ openfees_owner: 5, openfees_app: 77, openfees_read: 10 });
  expect(connectionLimits(20, 3)).toEqual({ openfees_owner: 2, openfees_app: 8, openfees_read: 2 });
});

test("for every server that is large enough each role gets one and the sum fits", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 8, max: 5_000 }), (reserved, more) => {
      const limits = connectionLimits(reserved + more, reserved);
      expect(Math.min(...Object.values(limits))).toBeGreaterThan(0);
      expect(sum(limits)).toBe(more - 5);
    }),
  );
});

test("a server that is too small is refused with the number it would need", () => {
  expect(() => connectionLimits(10, 3)).toThrow("openfees needs at least 11. Raise max_connections.");
});

test("names are quoted in what an administrator runs", () => {
  const sql = administratorSql('a "b', "c-d", connectionLimits(100, 3));
  expect(sql).toContain('GRANT CREATE ON DATABASE "a ""b" TO openfees_owner;');
  expect(sql).toContain('GRANT openfees_owner, openfees_app, openfees_read TO "c-d";');
});
