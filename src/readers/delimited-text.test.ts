import { describe, expect, test } from "vitest";
import { readDelimited } from "./delimited-text.ts";

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
});
