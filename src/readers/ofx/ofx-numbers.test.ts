import fc from "fast-check";
import { expect, test } from "vitest";
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { exactText, readPrinted } from "../text/exact-number.ts";
import { ofxNumbers } from "./ofx-numbers.ts";

function valuesOf(texts: readonly string[]): { values: (string | null)[]; codes: string[] } {
  const warnings: ReadWarning[] = [];
  const printed = texts.map((text) => readPrinted(text));
  const worthOf = ofxNumbers(printed, warnings);
  const values = printed.map((one) => {
    const value = one ? worthOf(one) : undefined;
    return value ? exactText(value) : null;
  });
  return { values, codes: warnings.map((one) => one.code) };
}

test.each([
  [["23,90", "1800.00"], ["23.90", "1800.00"], []],
  [["1234,5", "10.00", "11.00"], ["1234.5", "10.00", "11.00"], []],
  [["1.234,56", "1,234.56"], ["1234.56", "1234.56"], []],
  [["1.234", "0,50"], ["1234", "0.50"], []],
  [["1,234", "0.50"], ["1234", "0.50"], []],
  [["1,234"], ["1.234"], ["decimal_comma_assumed"]],
  [["1.234"], ["1.234"], []],
  [["30.000", "2.50"], ["30.000", "2.50"], []],
])("%j is read as %j", (texts, values, codes) => {
  expect(valuesOf(texts)).toEqual({ values, codes });
});

test("where a file writes both, a number that could be a thousand is not read", () => {
  expect(valuesOf(["1.234", "23,90", "10.00", "7"]).values).toEqual([null, "23.90", "10.00", "7"]);
});

test("three decimals in the other style are read, and what is written in none is not", () => {
  expect(valuesOf(["1.234,567", "10.00", "11.00"]).values[0]).toBe("1234.567");
  expect(valuesOf(["12,34,5", "10.00"]).values[0]).toBeNull();
});

test("two decimals are decimals beside whatever other numbers", () => {
  const cents = fc.integer({ min: 0, max: 99_999_999 });
  fc.assert(
    fc.property(fc.array(fc.tuple(cents, fc.constantFrom(".", ",")), { minLength: 1 }), (numbers) => {
      const split = numbers.map(([n, mark]) => [String(Math.trunc(n / 100)), mark, String(n % 100).padStart(2, "0")]);
      expect(valuesOf(split.map((parts) => parts.join(""))).values).toEqual(
        split.map(([whole, , fraction]) => `${whole}.${fraction}`),
      );
    }),
  );
});
