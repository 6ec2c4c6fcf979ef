import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fromDayNumber, parseCivilDate, partsOf } from "../../domain/dates/civil-date.ts";
import { type DateOrder, dayIn, orderOf, type PrintedDate, readPrintedDate } from "./printed-date.ts";

const day = (text: string, order: DateOrder = "dmy") => {
  const date = readPrintedDate(text);
  return date && dayIn(order, date);
};
const dates = (...texts: string[]) => texts.map((text) => readPrintedDate(text) as PrintedDate);

describe("a printed date", () => {
  test.each([
    ["02-Jan-2026", "2026-01-02"],
    ["31-JUL-15", "2015-07-31"],
    ["02 Aug 2015", "2015-08-02"],
    ["02Jan 2026", "2026-01-02"],
    ["December 2nd 2022", "2022-12-02"],
    ["Jan 5, 2026", "2026-01-05"],
    ["2019.04.19.", "2019-04-19"],
    ["20180226", "2018-02-26"],
    ["2026-02-18T19:04:06", "2026-02-18"],
    ["28/2'2009", "2009-02-28"],
    ["01/May/2026", "2026-05-01"],
    ["22/01/23 12:46:35", "2023-01-22"],
    ["29 Nov 2025 08:12:51", "2025-11-29"],
  ])("%s is %s", (text, iso) => {
    expect(day(text)).toBe(iso);
  });

  test("keeps its time of day", () => {
    expect(readPrintedDate("09/01/2025 11:16:20 PM")?.time).toBe("23:16:20");
    expect(readPrintedDate("2026-02-18T19:04:06")?.time).toBe("19:04:06");
    expect(readPrintedDate("02-Jan-2026")?.time).toBeNull();
  });

  test.each(["", "TOTAL", "1,234.56", "12.50", "99-Foo-2026", "2026", "OPENING BALANCE 1"])("%j is none", (text) => {
    expect(readPrintedDate(text)).toBeUndefined();
  });

  test("of a day that does not exist is no day", () => {
    expect(day("30/02/2026")).toBeUndefined();
    expect(day("31-Apr-2026")).toBeUndefined();
  });

  test("in any order reads back the same", () => {
    fc.assert(
      fc.property(fc.integer({ min: 11_000, max: 24_000 }), fc.constantFrom("dmy", "mdy", "ymd"), (n, order) => {
        const date = fromDayNumber(n);
        const { year, month, day: d } = partsOf(date);
        const parts = { dmy: [d, month, year], mdy: [month, d, year], ymd: [year, month, d] }[order];
        expect(day(parts.join("/"), order)).toBe(date);
      }),
    );
  });
});

describe("the order of day and month", () => {
  const span = { from: parseCivilDate("2025-09-01")!, to: parseCivilDate("2025-11-30")! };
  test("is settled by a number above twelve", () => {
    expect(orderOf(dates("01/02/2026", "13/02/2026"), null, undefined)).toEqual({ order: "dmy", assumed: false });
    expect(orderOf(dates("01/02/2026", "02/13/2026"), null, undefined)).toEqual({ order: "mdy", assumed: false });
  });
  test("else by the printed period", () => {
    expect(orderOf(dates("09/01/2025", "10/02/2025"), span, undefined)).toEqual({ order: "mdy", assumed: false });
  });
  test("else by the order of the rows", () => {
    expect(orderOf(dates("01/02/2026", "01/05/2026", "02/01/2026"), null, undefined).order).toBe("mdy");
  });
  test("else by what is known of the layout, else the day comes first and that is said", () => {
    expect(orderOf(dates("01/02/2026"), null, "mdy")).toEqual({ order: "mdy", assumed: false });
    expect(orderOf(dates("01/02/2026"), null, undefined)).toEqual({ order: "dmy", assumed: true });
  });
  test("else the month comes first where all would be one day of several months, and that is said too", () => {
    const march = dates("03/02/2026", "03/03/2026", "03/05/2026", "03/06/2026", "03/07/2026");
    expect(orderOf(march, null, undefined)).toEqual({ order: "mdy", assumed: true });
    const monthly = dates("03/02/2026", "03/03/2026", "03/04/2026", "03/05/2026", "03/06/2026", "03/07/2026");
    expect(orderOf(monthly, null, undefined)).toEqual({ order: "dmy", assumed: true });
    expect(orderOf(dates("03/02/2026", "03/09/2026"), null, undefined).order).toBe("dmy");
  });
  test("is that of one month, without a word, where the days lie as unevenly as no standing payment does", () => {
    const days = ["02", "02", "05", "06", "11", "12"];
    const inMarch = (order: (day: string) => string) => orderOf(dates(...days.map(order)), null, undefined);
    expect(inMarch((day) => `03/${day}/2026`)).toEqual({ order: "mdy", assumed: false });
    expect(inMarch((day) => `${day}/03/2026`)).toEqual({ order: "dmy", assumed: false });
    const quarters = dates("01/01/2026", "04/01/2026", "07/01/2026", "10/01/2026");
    expect(orderOf(quarters, null, undefined)).toEqual({ order: "dmy", assumed: true });
    const twoYears = dates("01/03/2025", "01/03/2026", "04/03/2026", "05/03/2026", "09/03/2026");
    expect(orderOf(twoYears, null, undefined)).toEqual({ order: "dmy", assumed: true });
  });
});

test.each([
  ["French", "5 janvier 2026|05 févr. 2026|5-AOÛT-2026|05 déc. 26", "01 02 08 12"],
  ["Portuguese", "5 de março de 2026|05-ago-2026|5 set 2026|05 Dez 26", "03 08 09 12"],
  ["Swahili", "5 Machi 2026|05-Mac-2026|5 Julai 2026|05 Desemba 26", "03 03 07 12"],
  ["Arabic", "5 يناير 2026|05-أغسطس-2026|٥ جانفي ٢٠٢٦|05 دجنبر 26", "01 08 01 12"],
  ["Hausa", "5 Janairu 2026|05-Satumba-2026|5 Yuli 2026|05 Disamba 26", "01 09 07 12"],
])("the names of months in %s", (_language, days, months) => {
  const read = days.split("|").map((day) => readPrintedDate(day));
  expect(read.map((date) => date && dayIn("dmy", date))).toEqual(months.split(" ").map((month) => `2026-${month}-05`));
});
