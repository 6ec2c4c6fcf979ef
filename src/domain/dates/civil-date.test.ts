import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  addDays,
  civilDate,
  dayNumber,
  daysBetween,
  daysInMonth,
  fromDayNumber,
  inSpan,
  parseCivilDate,
  partsOf,
  weekday,
} from "./civil-date.ts";

const days = fc.integer({ min: -719_162, max: 2_932_896 });
const DAY_MS = 86_400_000;

describe("a civil day", () => {
  test("is the day that the platform's own calendar says, from year 1 to 9999", () => {
    fc.assert(
      fc.property(days, (n) => {
        const oracle = new Date(n * DAY_MS);
        const day = fromDayNumber(n);
        expect(day).toBe(oracle.toISOString().slice(0, 10).padStart(10, "0"));
        expect(dayNumber(day)).toBe(n);
        expect(weekday(day)).toBe((oracle.getUTCDay() + 6) % 7);
      }),
    );
  });

  test("sorts as text", () => {
    fc.assert(
      fc.property(days, days, (a, b) => {
        expect(fromDayNumber(a) < fromDayNumber(b)).toBe(a < b);
      }),
    );
  });

  test("plus some days is that many days later", () => {
    fc.assert(
      fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), fc.integer({ min: -9000, max: 9000 }), (n, more) => {
        const day = fromDayNumber(n);
        expect(daysBetween(day, addDays(day, more))).toBe(more);
      }),
    );
  });

  test("that does not exist is not made", () => {
    for (const text of [
      "2026-02-30",
      "2025-02-29",
      "1900-02-29",
      "2026-13-01",
      "2026-00-10",
      "2026-1-1",
      "0000-01-01",
      "",
    ])
      expect(parseCivilDate(text)).toBeUndefined();
    expect(parseCivilDate("2000-02-29")).toBe("2000-02-29");
    expect(civilDate(2026, 1.5, 1)).toBeUndefined();
    expect(() => fromDayNumber(2_932_897)).toThrow(RangeError);
  });

  test("falls apart into its numbers, and months have their days", () => {
    expect(partsOf(fromDayNumber(0))).toEqual({ year: 1970, month: 1, day: 1 });
    expect([daysInMonth(2024, 2), daysInMonth(2023, 2), daysInMonth(2026, 4)]).toEqual([29, 28, 30]);
  });
});

test("a span holds its first day and not its last, and may be open on either side", () => {
  const [a, b, c] = ["2026-01-01", "2026-01-31", "2026-02-01"].map((text) => parseCivilDate(text)!) as [
    ReturnType<typeof fromDayNumber>,
    ReturnType<typeof fromDayNumber>,
    ReturnType<typeof fromDayNumber>,
  ];
  expect([a, b, c].map((day) => inSpan({ from: a, until: c }, day))).toEqual([true, true, false]);
  expect(inSpan({ from: null, until: null }, b)).toBe(true);
  expect(inSpan({ from: b, until: null }, a)).toBe(false);
});
