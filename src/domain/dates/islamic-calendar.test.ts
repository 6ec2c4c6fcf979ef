import { describe, expect, test } from "vitest";
import { type CivilDate, daysBetween } from "./civil-date.ts";
import { islamicDay, islamicYearsIn } from "./islamic-calendar.ts";

const ISLAMIC = new Intl.DateTimeFormat("en-u-ca-islamic-civil-nu-latn", {
  year: "numeric",
  month: "numeric",
  day: "numeric",
  timeZone: "UTC",
});

describe("the arithmetical Islamic calendar", () => {
  test("agrees with the calendar that JavaScript comes with", () => {
    for (let year = 1400; year < 1500; year++)
      for (const [month, day] of [
        [1, 1],
        [3, 12],
        [10, 1],
        [12, 10],
      ] as const) {
        const parts = ISLAMIC.formatToParts(new Date(`${islamicDay(year, month, day)}T00:00:00Z`));
        const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
        expect([part("year"), part("month"), part("day")]).toEqual([year, month, day]);
      }
  });

  test("is at most a day or two from the days that Nigeria's government proclaimed", () => {
    const proclaimed: readonly (readonly [number, number, number, CivilDate])[] = [
      [1436, 12, 10, "2015-09-24" as CivilDate],
      [1438, 3, 12, "2016-12-12" as CivilDate],
      [1444, 12, 10, "2023-06-28" as CivilDate],
      [1445, 10, 1, "2024-04-09" as CivilDate],
      [1446, 10, 1, "2025-03-31" as CivilDate],
    ];
    for (const [year, month, day, first] of proclaimed)
      expect(Math.abs(daysBetween(islamicDay(year, month, day), first))).toBeLessThanOrEqual(2);
  });

  test("finds every Islamic year that touches one of ours", () => {
    for (let year = 1990; year < 2060; year++) {
      const years = islamicYearsIn(year);
      expect(islamicDay(years[0] as number, 1, 1) < `${year}-01-01`).toBe(true);
      expect(islamicDay((years.at(-1) as number) + 1, 1, 1) > `${year}-12-31`).toBe(true);
    }
  });
});
