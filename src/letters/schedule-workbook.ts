import { utils, type WorkSheet, write } from "@e965/xlsx";
import type { Sheet } from "./schedule.ts";

/** Excel cuts a name of a sheet at this length. */
const LONGEST_NAME = 31;

/** Sheets of plain cells as the bytes of an .xlsx. Sums are numbers with two decimals; every text stays a text. */
export function workbookOf(sheets: readonly Sheet[]): Uint8Array {
  const book = utils.book_new();
  for (const { name, header, rows, money } of sheets) {
    const sheet = utils.aoa_to_sheet([[...header], ...rows.map((row) => [...row])]);
    for (const column of money) for (let row = 1; row <= rows.length; row++) asMoney(sheet, row, column);
    utils.book_append_sheet(book, sheet, name.slice(0, LONGEST_NAME));
  }
  return new Uint8Array(write(book, { type: "array", bookType: "xlsx", compression: true }) as ArrayBuffer);
}

/** A workbook knows no decimals: the sum is the number that prints these very digits, which holds for any sum below 10^13. */
function asMoney(sheet: WorkSheet, row: number, column: number): void {
  const cell = sheet[utils.encode_cell({ r: row, c: column })];
  if (cell?.t !== "s") return;
  cell.t = "n";
  cell.v = Number(cell.v);
  cell.z = "#,##0.00";
}
