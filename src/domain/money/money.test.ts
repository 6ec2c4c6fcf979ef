import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMinor, groupMinor, parseMinor } from "./money.ts";
import { applyRateHalfUp, formatPercent, parseRate } from "./rate.ts";

const Exact = Decimal.clone({ precision: 80 });
const minor = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });

describe("money", () => {
  test("of any size is printed and read back the same", () => {
    fc.assert(
      fc.property(minor, (value) => {
        expect(parseMinor(formatMinor(value))).toBe(value);
      }),
    );
  });

  test("is printed as decimal.js prints it", () => {
    fc.assert(
      fc.property(minor, (value) => {
        const oracle = new Exact(value.toString()).div(100).toFixed(2);
        expect(formatMinor(value)).toBe(value === 0n ? "0.00" : oracle);
      }),
    );
  });

  test("is grouped by thousands for people without changing a digit", () => {
    fc.assert(
      fc.property(minor, (value) => {
        expect(groupMinor(value).replaceAll(",", "")).toBe(formatMinor(value));
      }),
    );
    expect(groupMinor(123_456_789n)).toBe("1,234,567.89");
    expect(groupMinor(-100_000n)).toBe("-1,000.00");
  });

  test.each(["", "1.234", "1,000", "+1", " 1", "1.", ".5", "1e3", "NaN", "--1"])("%j is not read", (text) => {
    expect(parseMinor(text)).toBeUndefined();
  });

  test("one decimal is ten of the smallest unit", () => {
    expect([parseMinor("1.5"), parseMinor("1"), parseMinor("-0.05")]).toEqual([150n, 100n, -5n]);
  });
});

describe("a rate", () => {
  test("of any amount is rounded half-up as decimal.js does", () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 18n }),
        fc.integer({ min: 0, max: 2_000_000 }),
        (base, millionths) => {
          const fraction = (millionths / 1e6).toFixed(6);
          const oracle = new Exact(base.toString()).times(fraction).toFixed(0, Decimal.ROUND_HALF_UP);
          expect(applyRateHalfUp(base, parseRate(fraction)).toString()).toBe(oracle);
        },
      ),
    );
  });

  test("goes up at exactly half and stays below it", () => {
    const rate = parseRate("0.075");
    expect(applyRateHalfUp(2500n, rate)).toBe(188n);
    expect(applyRateHalfUp(20n, rate)).toBe(2n);
    expect(applyRateHalfUp(19n, rate)).toBe(1n);
  });

  test("is printed in percent without idle zeros", () => {
    expect(["0.075", "0.05", "0.001", "1", "0"].map((text) => formatPercent(parseRate(text)))).toEqual([
      "7.5 %",
      "5 %",
      "0.1 %",
      "100 %",
      "0 %",
    ]);
  });

  test("that is no decimal fraction, or of less than nothing, is a fault of the pack", () => {
    expect(() => parseRate("7,5")).toThrow(RangeError);
    expect(() => parseRate("-0.1")).toThrow(RangeError);
    expect(() => applyRateHalfUp(-1n, parseRate("0.1"))).toThrow(RangeError);
  });
});
