import { expect, test } from "vitest";
import { read, row, short } from "../../../test/support/read-printed.ts";
import { assignBlocks } from "./assign-blocks.ts";
import { cellWalls } from "./cell-walls.ts";
import { kindOf } from "./token-kind.ts";

// What cuts cells and rows: rulings, ends of lines, ends of pages.

const HEADER = row(40, [
  [30, "Date"],
  [110, "Narration"],
  [560, "Debit", "right"],
  [650, "Credit", "right"],
  [760, "Balance", "right"],
]);
const payment = (y: number, day: string, text: string, debit: string, balance: string) =>
  row(y, [
    [30, day],
    [110, text],
    [560, debit, "right"],
    [760, balance, "right"],
  ]);

test("a row that a page break cuts is one row, and its end is no head of the next page", async () => {
  const answer = await read([
    [
      ...HEADER,
      ...payment(60, "02-Jan-2026", "RENT", "100.00", "900.00"),
      ...payment(80, "03-Jan-2026", "TRANSFER TO ADA OBI OF", "50.00", "850.00"),
    ],
    [
      ...HEADER,
      ...row(52, [[110, "EXAMPLE STREET 12"]]),
      ...payment(72, "04-Jan-2026", "SHOP", "25.00", "825.00"),
      ...payment(92, "05-Jan-2026", "FUEL", "25.00", "800.00"),
    ],
  ]);
  expect(short(answer.statements[0])?.map((one) => one[3])).toEqual([
    "RENT",
    "TRANSFER TO ADA OBI OF EXAMPLE STREET 12",
    "SHOP",
    "FUEL",
  ]);
  expect(answer.warnings).toEqual([]);
});

test("text between the rows is no head of the page where two pages agree on it", async () => {
  const page = (from: number, balance: number) => [
    ...HEADER,
    ...payment(60, `0${from}-Jan-2026`, `SHOP ${from}`, "10.00", `${balance}.00`),
    ...row(72, [[110, "IKEJA CITY MALL"]]),
    ...payment(92, `0${from + 1}-Jan-2026`, `FUEL ${from}`, "10.00", `${balance - 10}.00`),
  ];
  const answer = await read([page(1, 990), page(3, 970)]);
  expect(short(answer.statements[0])?.map((one) => one[3])).toEqual([
    "SHOP 1 IKEJA CITY MALL",
    "FUEL 1",
    "SHOP 3 IKEJA CITY MALL",
    "FUEL 3",
  ]);
});

test("an upright ruling parts cells that stand close, and so does the edge of a filled cell", () => {
  const walls = cellWalls([
    { x0: 100, y0: 10, x1: 100.5, y1: 50 },
    { x0: 20, y0: 10, x1: 60, y1: 30 },
    { x0: 0, y0: 0, x1: 500, y1: 60 },
  ]);
  expect(walls(95, 105, 30)).toBe(true);
  expect(walls(95, 105, 55)).toBe(false);
  expect(walls(58, 64, 20)).toBe(true);
  expect(walls(110, 120, 30)).toBe(false);
});

test("a line that has room for the next word ends its text: the text below belongs to the next row", () => {
  const line = (y: number, width: number, firstWord: number) => ({
    y,
    yEnd: y,
    size: 8,
    whole: false,
    width,
    firstWord,
  });
  // three lines as near to each other as the rows are: the second fills its cell, the first does not
  const lines = [line(100, 40, 20), line(110, 118, 20), line(120, 50, 30)];
  const cost = (alignment: "top" | "bottom", rows: readonly number[]) =>
    assignBlocks({ lines, rows, walls: [], leading: 10, full: 120, alignment }).cost;
  expect(cost("top", [100, 110])).toBeLessThan(cost("bottom", [110, 120]));
  expect(assignBlocks({ lines, rows: [100, 110], walls: [], leading: 10, full: 120, alignment: "top" }).owner).toEqual([
    0, 1, 1,
  ]);
});

test("a day takes no word of the cell beside it", () => {
  for (const day of ["Fri 10 Apr 2026", "Apr 10, 2026", "10 Apr 2026 10:11:12 WAT", "Mo, 10.04.2026".slice(4)])
    expect(kindOf(day), day).toBe("day");
  for (const text of ["fees 10 Apr 2026", "Jan-26 23", "2026-04-10 10:11:12 VALUE", "2026-04-10 10:11 POS"])
    expect(kindOf(text), text).not.toBe("day");
});
