import fc from "fast-check";
import { expect, test } from "vitest";
import { assignBlocks } from "./assign-blocks.ts";
import { cardSums } from "./card-signs.ts";
import { clusterColumns } from "./cluster-columns.ts";
import { yearFinder } from "./complete-days.ts";
import { isNoStatement } from "./is-statement.ts";
import { joinWords } from "./join-words.ts";
import type { Glyph, TextLine, Token } from "./marks.ts";
import { rowWalls } from "./row-walls.ts";
import { kindOf } from "./token-kind.ts";

const glyphs = (text: string, x: number, more: Partial<Glyph> = {}): Glyph[] =>
  [...text].map((letter, i) => ({
    text: letter,
    x0: x + i * 5,
    x1: x + i * 5 + 5,
    y: 100,
    size: 8,
    turn: 0,
    run: 1,
    ...more,
  }));
const words = (list: readonly Glyph[]) => joinWords({ number: 1, width: 600, height: 800, glyphs: list, boxes: [] });

test("a glyph drawn twice over itself counts once, equal letters side by side count twice", () => {
  const bold = [...glyphs("WILLED", 10), ...glyphs("WILLED", 10.3)];
  expect(words(bold).words.map(({ text }) => text)).toEqual(["WILLED"]);
});

test("letters set apart by single blanks are words, a watermark that lies askew is none of the table", () => {
  expect(words(glyphs("D a t e  P o s t e d", 10)).words.map(({ text }) => text)).toEqual(["Date", "Posted"]);
  const page = words([...glyphs("RENT", 10), ...glyphs("COPY", 10, { turn: 315, size: 60 })]);
  expect(page.words.map(({ text }) => text)).toEqual(["RENT"]);
});

test("soft and missing hyphens are read, and two runs that overlap stay two words", () => {
  expect(words(glyphs("02\u00adJan\u20112026", 10)).words[0]?.text).toBe("02-Jan-2026");
  const over = [...glyphs("TRANSFER TO", 10), ...glyphs("865,946.77", 62, { run: 2 })];
  expect(words(over).words.map(({ text }) => text)).toEqual(["TRANSFER", "TO", "865,946.77"]);
});

test("a token is a sum, a day or neither by its text alone", () => {
  for (const sum of [
    "1,234.56",
    "(500.00)",
    "1.234,56 S",
    "1'234.50",
    "1 234,56",
    "\u20a6149,990.88",
    "KSh 26.88",
    "1,728.99Cr",
    "-110.70",
  ])
    expect(kindOf(sum), sum).toBe("sum");
  for (const day of ["02-Jan-2026", "14.02.20", "2026-02-18", "December 2nd 2022", "29 Nov 2025 08:12:51"])
    expect(kindOf(day), day).toBe("day");
  expect(kindOf("04 MAY")).toBe("bareDay");
  for (const text of ["0352568534112", "12..34", "FEE-VISA/VAT"]) expect(kindOf(text), text).not.toBe("sum");
});

const token = (kind: Token["kind"], x0: number, x1: number, y: number): Token => ({
  kind,
  text: "x",
  x0,
  x1,
  y,
  yEnd: y,
  size: 8,
  page: 1,
  freeLeft: true,
  freeRight: true,
  chunk: Math.round(x0 * 1000 + y),
  tight: false,
});

test("columns come from what stands below each other, whatever edge it leans on, also without a label", () => {
  const lines = Array.from({ length: 12 }, (_, i): TextLine => {
    const y = 100 + i * 12;
    const wide = 20 + (i % 4) * 6;
    return {
      page: 1,
      y,
      size: 8,
      tokens: [
        token("day", 30, 70, y),
        token("text", 90, 200, y),
        token("sum", 400 - wide, 400, y),
        token("sum", 500 - wide / 2, 500 + wide / 2, y),
      ],
    };
  });
  const { columns } = clusterColumns(lines, []);
  expect(columns.map(({ kind }) => kind)).toEqual(["day", "text", "sum", "sum"]);
  expect(columns.map(({ lean }) => lean.side)).toEqual(["right", "left", "right", "middle"]);
});

const line = (y: number) => ({ y, yEnd: y, size: 8, whole: false });

test("blocks go to their rows at the least cost, wherever in the row they stand", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom("top" as const, "middle" as const, "bottom" as const),
      (heights, alignment) => {
        const lines: ReturnType<typeof line>[] = [];
        const rows: number[] = [];
        const truth: number[] = [];
        let y = 50;
        heights.forEach((height, row) => {
          const first = y;
          for (let i = 0; i < height; i++, y += 9) {
            lines.push(line(y));
            truth.push(row);
          }
          const last = y - 9;
          rows.push(alignment === "top" ? first : alignment === "bottom" ? last : (first + last) / 2);
          y += 4;
        });
        const { owner } = assignBlocks({ lines, rows, walls: [], leading: 9, alignment });
        expect(owner).toEqual(truth);
      },
    ),
  );
});

test("a ruling between two lines parts them, though nothing else does", () => {
  const lines = [50, 59, 68, 77].map(line);
  const { owner } = assignBlocks({ lines, rows: [54.5, 72.5], walls: [42, 61, 80], leading: 9, alignment: "middle" });
  expect(owner).toEqual([0, 0, 1, 1]);
  expect(
    rowWalls(
      [
        { x0: 20, y0: 60, x1: 400, y1: 60.5 },
        { x0: 20, y0: 90, x1: 60, y1: 90.5 },
      ],
      20,
      400,
    ),
  ).toEqual([60.25]);
});

test("days without a year take it from the printed period, across a new year and in its order", () => {
  const find = yearFinder(["12/15", "01/04"], ["Statement Period 12/14/2025 - 01/14/2026"]);
  expect([find?.("12/15"), find?.("01/04")]).toEqual(["2025-12-15", "2026-01-04"]);
  expect(yearFinder(["04 MAY"], ["Period 03-May-2026 to 01-Jun-2026"])?.("04 MAY")).toBe("2026-05-04");
  expect(yearFinder(["04 MAY"], ["no period is printed"])).toBeNull();
});

test("on a card spending is money out, whether payments carry a minus, brackets or CR", () => {
  expect(cardSums(["$200.00", "-$739.16"], ["HARDWARE", "PAYMENT - THANK YOU"])).toEqual(["-200.00", "739.16"]);
  expect(cardSums(["200.00", "484.76 CR"], ["KOPI", "PAYMENT VIA BANK"])).toEqual(["-200.00", "484.76"]);
  expect(cardSums(["-200.00", "484.76"], ["KOPI", "PAYMENT VIA BANK"])).toBeNull();
});

test("an invoice, an offer and a plan of repayments are no statement, a statement that names an invoice is one", () => {
  const looks = (texts: string[], proven = false) => isNoStatement({ texts, labels: [], hasBalance: proven, proven });
  expect(looks(["TAX INVOICE", "Bill to: Ada Obi"])).toBe(true);
  expect(looks(["Loan offer", "Repayment schedule"], true)).toBe(true);
  expect(looks(["Price list 2026"])).toBe(true);
  expect(looks(["STATEMENT OF ACCOUNT", "Remittance for invoice 12"])).toBe(false);
  expect(looks(["Example Bank"], true)).toBe(false);
});
