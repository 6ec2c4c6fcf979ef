/** One made statement as a file that is not plain text: a workbook, a page of a table, a PDF. */
import { type CellObject, utils, write } from "@e965/xlsx";
import { type CivilDate, partsOf } from "../../src/domain/dates/civil-date.ts";
import { pdfOf, rightAt } from "./made-pdf.ts";
import { asRows, type MadeStatement } from "./made-statement.ts";

/** Days from the first of January 1900 as Excel counts them, which takes 1900 for a leap year. */
const serialOf = (date: CivilDate): number => {
  const { year, month, day } = partsOf(date);
  return Date.UTC(year, month - 1, day) / 86_400_000 + 25_569;
};

const number = (text: string): CellObject | string =>
  text === "" ? "" : { t: "n", v: Number(text.replaceAll(",", "")), z: "#,##0.00" };

/** A workbook of text as banks write it, or one whose days and amounts are cells of their own kind. */
export function asXlsx(made: MadeStatement, cells: "text" | "typed" = "text"): Uint8Array {
  const rows: (string | CellObject)[][] = asRows(made);
  const first = rows.length - made.lines.length;
  const typed = rows.map((row, i) => {
    const line = made.lines[i - first];
    if (!line) return row;
    const day: CellObject = { t: "n", v: serialOf(line.date), z: "dd-mmm-yyyy" };
    return [day, day, ...row.slice(2).map((cell, c) => (c === 0 ? cell : number(String(cell))))];
  });
  const book = utils.book_new();
  utils.book_append_sheet(book, utils.aoa_to_sheet(cells === "typed" ? typed : rows), "S");
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
}

export const asHtml = (made: MadeStatement): string =>
  `<table>${asRows(made)
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("")}</table>`;

const RIGHT = [445, 560, 660];
const ROWS_A_PAGE = 36;

/** Columns of words, amounts leaning on their right edge, over as many pages as it takes. */
export function asPdf(made: MadeStatement): Uint8Array {
  const rows = asRows(made);
  const pages = Array.from({ length: Math.ceil(rows.length / ROWS_A_PAGE) }, (_, n) =>
    rows.slice(n * ROWS_A_PAGE, (n + 1) * ROWS_A_PAGE).flatMap((cells, i) =>
      cells.flatMap((text, c) => {
        const y = 40 + i * 14;
        if (text === "") return [];
        return c > 2 ? [rightAt(RIGHT[c - 3] as number, y, text)] : [{ x: [30, 100, 170][c] as number, y, text }];
      }),
    ),
  );
  return pdfOf(pages);
}
