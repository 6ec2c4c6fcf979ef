import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutRecords, readDelimited } from "./delimited-text.ts";

const HEAD = "Date;Narration;Debit;Credit;Balance";
describe("a text table", () => {
  test.each([",", ";", "\t", "|"])("is split at %j when that makes most sense", (mark) => {
    const text = `${HEAD.replaceAll(";", mark)}\n02/01/2026${mark}"POS; A, B"${mark}"1.234,50"${mark}${mark}"5,00"\n`;
    const { delimiter, rows } = readDelimited(text);
    expect(delimiter).toBe(mark);
    expect(rows[1]?.cells).toEqual(["02/01/2026", "POS; A, B", "1.234,50", "", "5,00"]);
  });

  test("keeps each row's own text and the line it starts on", () => {
    const { rows } = readDelimited('Date,Narration,Amount\n2026-01-02,"two\nlines",1.00\n2026-01-03,x,2.00\n');
    expect(rows.map((row) => row.cells[1])).toEqual(["Narration", "two\nlines", "x"]);
    expect(rows[1]?.raw).toBe('2026-01-02,"two\nlines",1.00');
  });

  test("a stray quotation mark does not swallow the file", () => {
    const lines = Array.from({ length: 90 }, (_, i) => `2026-01-02,payment ${i},1.00`);
    const { rows } = readDelimited(`Date,Narration,Amount\n2026-01-01,"12 inch,1.00\n${lines.join("\n")}\n`);
    expect(rows).toHaveLength(92);
  });

  test("obeys sep= of a spreadsheet", () => {
    expect(readDelimited("sep=|\nDate|Amount\n2026-01-02|1.00\n").delimiter).toBe("|");
  });

  test("is cut as csv-parse cuts it, with marks that quote, that pair and that stand in the words", () => {
    const cell = fc.oneof(
      fc.stringMatching(/^[a-z 0-9.]{0,9}$/),
      fc.stringMatching(/^[a-z"]{1,6}$/).filter((text) => !text.startsWith('"')),
      fc.stringMatching(/^[a-z",\n ]{0,12}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
    );
    const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(table, fc.constantFrom("\n", "\r\n"), fc.boolean(), (rows, newline, closed) => {
        const text = `${rows.map((row) => row.join(",").replaceAll("\n", newline)).join(newline)}${closed ? newline : ""}`;
        fc.pre(text !== "");
        const theirs = parse(text, { relax_column_count: true, relax_quotes: true }) as string[][];
        expect(cutRecords(text, ",", true)?.rows.map((row) => row.cells)).toEqual(
          theirs.map((record) => record.map((one) => one.trim())),
        );
      }),
      { numRuns: 2_000 },
    );
  });

  test("of one long column takes no longer than its length", () => {
    const text = '"a",b\n'.repeat(200_000);
    expect(cutRecords(text, "|", true)?.rows).toHaveLength(200_000);
  });
});
