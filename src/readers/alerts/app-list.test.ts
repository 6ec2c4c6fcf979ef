import { describe, expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";

// Lists of payments as apps show them, copied or read from a picture: no labels, a day above or beside the payments.

type Paid = readonly [day: string, clock: string, words: string, sum: string];
const ROWS: readonly Paid[] = [
  ["2026-02-03", "10:15 AM", "Transfer to ADA OBI", "-5,000.00"],
  ["2026-02-03", "11:00 AM", "MTN Airtime", "-1,000.00"],
  ["2026-02-19", "09:15 AM", "BOLA ADE", "+12,500.50"],
];
const LINES = ROWS.map(([day, , , sum]) => [day, Number(sum.replaceAll(",", ""))]);
const named = (day: string): string => `${Number(day.slice(8))} Feb 2026`;
const DAYS: readonly ((day: string) => string)[] = [
  named,
  (day) => `0${day.slice(8)}/02/2026`.slice(-10),
  (day) => `${day === "2026-02-03" ? "Tuesday" : "Thursday"}, ${day.slice(8)} February 2026`,
  (day) => `Feb ${Number(day.slice(8))}, 2026`,
];
const MARKS = ["₦", "NGN ", "", "GHS"];
const list = (head: (day: string) => string, item: (row: Paid) => string): string =>
  ROWS.map((row, i) => `${row[0] === ROWS[i - 1]?.[0] ? "" : `${head(row[0])}\n`}${item(row)}`).join("\n");
const marked = (sum: string, mark: string): string => `${sum.slice(0, 1)}${mark}${sum.slice(1)}`;

describe.each(MARKS)("sums marked %j", (mark) => {
  test.each([
    ["words, clock, sum", ([, clock, words, sum]: Paid) => `${words}\n${clock}\n${marked(sum, mark)}`],
    ["words, sum", ([, , words, sum]: Paid) => `${words}\n${marked(sum, mark)}`],
    ["sum, words", ([, , words, sum]: Paid) => `${marked(sum, mark)}\n${words}`],
    [
      "words and sum, clock and status",
      ([, clock, words, sum]: Paid) => `${words}   ${marked(sum, mark)}\n${clock} · Successful`,
    ],
    ["words, a second line of words, sum", ([, , words, sum]: Paid) => `${words}\nGTBank\n${marked(sum, mark)}`],
  ])("below their day: %s", async (_what, item) => {
    for (const head of DAYS) expect(await tellReading(list(head, item))).toMatchObject({ lines: LINES, statements: 1 });
    expect(await tellReading(`History\nBalance ₦57,500.50\n\n${list(named, item)}`)).toMatchObject({ lines: LINES });
  });

  test.each([
    ["before", ([day, clock, words, sum]: Paid) => `${words}\n${named(day)}, ${clock}\n${marked(sum, mark)}`],
    ["behind", ([day, clock, words, sum]: Paid) => `${words} ${marked(sum, mark)}\n${named(day)} ${clock}\tSuccessful`],
    [
      "without its year behind",
      ([day, clock, words, sum]: Paid) =>
        `${words} ${marked(sum, mark)}\nFeb ${Number(day.slice(8))}${day.endsWith("03") ? "rd" : "th"}, ${clock}`,
    ],
  ])("with their day %s", async (_what, item) => {
    expect(await tellReading(`Feb 2026\n${ROWS.map(item).join("\n")}`)).toMatchObject({ lines: LINES, statements: 1 });
  });
});

test.each([
  [
    "days that nobody can tell",
    list(
      (day) => (day.endsWith("03") ? "Yesterday" : "Today"),
      ([, , words, sum]) => `${words}\n${sum}`,
    ),
  ],
  [
    "days without a year",
    list(
      (day) => named(day).slice(0, -5),
      ([, , words, sum]) => `${words}\n${sum}`,
    ),
  ],
  ["a sum without a sign", list(named, ([, , words, sum]) => `${words}\n₦${sum.replace("-", "")}`)],
  [
    "a payment without words",
    list(named, ([, , words, sum]) => `${words === "MTN Airtime" ? "" : `${words}\n`}${sum}`),
  ],
  ["words behind the last sum alone", `${list(named, ([, , words, sum]) => `${words}\n${sum}`)}\nBALO`],
  [
    "one payment that failed, though not each says how it went",
    list(named, ([, , words, sum]) => `${words}\n${words === "MTN Airtime" ? "Failed\n" : ""}${sum}`),
  ],
])("a list with %s is not read in silence", async (_what, text) => {
  expect((await tellReading(text)).said).toBe(true);
});

test("what failed is no payment where each says how it went", async () => {
  const text = list(
    named,
    ([, , words, sum]) => `${words} ${sum}\n${words === "MTN Airtime" ? "Failed" : "Successful"}`,
  );
  const { lines, said } = await tellReading(text);
  expect(lines.length === 2 || said).toBe(true);
});
