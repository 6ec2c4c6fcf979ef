import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  decimalStyle,
  exactText,
  negated,
  type PrintedNumber,
  plainPoint,
  readPrinted,
  valueIn,
} from "./exact-number.ts";

const printed = (cell: string): PrintedNumber => {
  const number = readPrinted(cell);
  if (!number) throw new Error(`no number: ${cell}`);
  return number;
};
const read = (cell: string, style: "point" | "comma" = "point"): string | undefined => {
  const number = printed(cell);
  const value = valueIn(style, number);
  return value && exactText(number.negative ? negated(value) : value);
};

test("a plain cell is read as any other, or left to what reads any other", () => {
  const digits = fc.array(fc.constantFrom(..."0123456789,,."), { minLength: 1, maxLength: 16 });
  const grouped = fc
    .tuple(fc.nat(9999), fc.array(fc.nat(999), { maxLength: 4 }), fc.nat(99))
    .map(([head, groups, end]) => {
      const three = (n: number, width: number) => String(n).padStart(width, "0");
      return `${head}${groups.map((one) => `,${three(one, 3)}`).join("")}.${three(end, 2)}`;
    });
  let plain = 0;
  fc.assert(
    fc.property(
      fc.oneof(
        digits.map((list) => list.join("")),
        grouped,
      ),
      (cell) => {
        const told = plainPoint(cell);
        if (!told) return;
        plain++;
        const number = readPrinted(cell);
        expect(number).toMatchObject({ negative: false, mark: null, signed: false });
        expect(told).toEqual(number && valueIn("point", number));
      },
    ),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(1000);
  const left = [
    "1234,567.89",
    "0001,111.12",
    "12,34.56",
    ",123.45",
    "1,234.5",
    "1.234.56",
    ",123,456.78",
    ",000,000.00",
  ];
  for (const cell of left) expect(plainPoint(cell), cell).toBeUndefined();
  expect(plainPoint("999,999,999,999.99")).toEqual(valueIn("point", printed("999,999,999,999.99")));
  // more hundredths than a number counts exactly
  expect(plainPoint("99999999999999.99")).toBeUndefined();
});

/** Digits with marks that part no thousands: each could be two numbers, or one with digits lost. */
const MISGROUPED = [
  "1 2",
  "12 34",
  "12'3.45",
  "1 2345.00",
  "1'23,456.00",
  " 1 23",
  "1 234 5",
  ",123,456.78",
  ",000,000.00",
];

describe("a printed amount", () => {
  test.each([
    ["1,234.56", "1234.56"],
    ["1 234.56", "1234.56"],
    ["1'234.56", "1234.56"],
    ["12 34 567.89", "1234567.89"],
    ["₦1,234.50", "1234.50"],
    ["NGN 50.00", "50.00"],
    ["N500", "500"],
    ["+ GBP 1,100.00", "1100.00"],
    ["(500.00)", "-500.00"],
    ["-110.7", "-110.7"],
    ["−3.000", "-3.000"],
    ["12.50-", "-12.50"],
    [".5", "0.5"],
  ])("%s is %s", (cell, value) => {
    expect(read(cell)).toBe(value);
  });

  test("may carry a mark behind it", () => {
    expect(printed("1500.00 DR").mark).toBe("debit");
    expect(printed("1,500.00CR").mark).toBe("credit");
    expect(read("1500.00 DR")).toBe("1500.00");
  });

  test.each(["", "-", "--", "N/A", "nil", "..."])("%j is blank, never zero", (cell) => {
    expect(readPrinted(cell)).toBeNull();
  });

  test.each(["12..34", "abc", "1,,2", "12.3.x", "01-Jan-2026", "5 000 naira only", ...MISGROUPED])(
    "%j is no number",
    (cell) => {
      expect(readPrinted(cell)).toBeUndefined();
    },
  );

  test("in any style reads back the same to the last decimal", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), fc.constantFrom("point", "comma"), (minor, style) => {
        const digits = minor.toString().padStart(3, "0");
        const plain = `${digits.slice(0, -2)}.${digits.slice(-2)}`;
        const grouped = plain.replace(/\B(?=(\d{3})+\.)/g, ",");
        const cell = style === "point" ? grouped : grouped.replace(/[.,]/g, (c) => (c === "." ? "," : "."));
        expect(read(cell, style)).toBe(plain);
      }),
    );
  });

  test("is read with its groups where they are, and never with a mark set anywhere else", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[1-9]\d{0,11}$/),
        fc.constantFrom(",", " ", "'", "\u00a0", "\u202f"),
        fc.nat(12),
        (whole, mark, at) => {
          const grouped = whole.replace(/\B(?=(\d{3})+$)/g, mark);
          expect(read(`${grouped}.25`)).toBe(`${whole}.25`);
          const set = Math.min(at, whole.length);
          const moved = `${whole.slice(0, set)}${mark}${whole.slice(set)}.25`;
          const trimmed = /\s/.test(mark) && set === 0;
          const number = readPrinted(moved);
          const value = number ? valueIn("point", number) : undefined;
          const right = trimmed || (whole.length - set === 3 && set >= 1 && set <= 3) || (mark === "'" && set === 0);
          expect(value && exactText(value), moved).toBe(right ? `${whole}.25` : undefined);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  test("in the other style is refused rather than read wrong", () => {
    expect(valueIn("comma", printed("1,234.56"))).toBeUndefined();
    expect(valueIn("point", printed("1.234,56"))).toBeUndefined();
  });
});

describe("the decimal style of a file", () => {
  const style = (...cells: string[]) => decimalStyle(cells.map(printed));
  test("is proven by any number that can be read in one way only", () => {
    expect(style("1.234", "5,50").style).toBe("comma");
    expect(style("1,234", "5.50").style).toBe("point");
    expect(style("1.234.567").style).toBe("comma");
  });
  test("stays open where every number can be read in both", () => {
    expect(style("1.234", "999")).toEqual({ style: null, open: true, openSeparator: "." });
    expect(style("100", "200")).toEqual({ style: null, open: false, openSeparator: null });
  });
});
