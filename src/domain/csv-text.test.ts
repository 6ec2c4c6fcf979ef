import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { csvText } from "./csv-text.ts";

const line = (value: string | number | null): string =>
  csvText(["a", "b"], [[value, "end"]])
    .split("\r\n")
    .slice(1)
    .join("\r\n");
const STARTS = ["=", "+", "-", "@", "＝", "＋", "－", "＠", "﹦", "﹢", "﹣", "﹫", "⁼", "⁺", "⁻", "₌", "₊", "₋", "−"];
const UNSEEN = [
  "",
  " ",
  "\u00A0",
  "\u200B",
  "\u200E",
  "\u202E",
  "\u2060",
  "\uFEFF",
  "\u00AD",
  "\u3000",
  "\u0000",
  "\u0007",
  "\u034F",
  "\u3164",
  "\u2800",
  "\u{E0020}",
];

/** As a spreadsheet that trims and folds widths may see the start of a cell. */
const startsFormula = (cell: string): boolean =>
  STARTS.includes(cell.replace(/^[\s\p{C}\p{Z}\p{M}\u3164\u2800]+/u, "").slice(0, 1)) && !/^-?\d+(\.\d+)?$/.test(cell);

describe("a cell that a spreadsheet would run", () => {
  test("is text, whatever sign begins it and whatever nobody sees stands before", () => {
    for (const sign of STARTS)
      for (const before of UNSEEN) {
        const [[cell] = []] = parse(line(`${before}${sign}1+1`), { relax_column_count: true }) as string[][];
        expect(cell, JSON.stringify([before, sign])).toBe(`'${before}${sign}1+1`);
      }
  });

  test("is none in any part, where a program ends cells at another sign", () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(fc.constantFrom(...STARTS, ...UNSEEN, ";", "|", "\t", '"', ",", "\r", "\n", "5", "x"), fc.string()),
        ),
        (parts) => {
          const text = parts.join("");
          const [[cell = ""] = []] = parse(line(text), { relax_column_count: true }) as string[][];
          // nothing is lost: without our marks it is the same text
          expect(cell.replaceAll("'", "")).toBe(text.replaceAll("'", ""));
          for (const part of [cell, ...cell.split(/[;|\t\r\n]/)])
            expect(startsFormula(part), JSON.stringify([text, part])).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test("is not made of a number, a name or a sentence with a dash inside", () => {
    for (const plain of ["-50.00", "0", "12.5", "NIP TRANSFER - ADA", "a=b", "O'Brien", "₦50"])
      expect(line(plain)).toBe(`${plain},end\r\n`);
    expect(line(null)).toBe(",end\r\n");
  });
});

test.each([
  ["a;b", '"a;b",end\r\n'],
  ["a|b", '"a|b",end\r\n'],
  ["a\tb", '"a\tb",end\r\n'],
  ["a,b", '"a,b",end\r\n'],
  ['say "x"', '"say ""x""",end\r\n'],
  ["two\nlines", '"two\nlines",end\r\n'],
  [" padded ", '" padded ",end\r\n'],
  ["x;=1+1", '"x;\'=1+1",end\r\n'],
  ["-0;", '"\'-0;",end\r\n'],
  ["-2;cmd", '"\'-2;cmd",end\r\n'],
  ["x;-500.00", '"x;-500.00",end\r\n'],
])("%j is written as %j", (text, written) => {
  expect(line(text)).toBe(written);
});
