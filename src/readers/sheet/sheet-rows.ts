/**
 * A workbook is rows of cells with types. A number keeps the digits a person sees, a date serial becomes a day by
 * the format of its cell, a text stays as it is; what they mean is decided later, together with every other table.
 */
import { type CellObject, read, SSF, type WorkBook } from "@e965/xlsx";
import type { Refusal } from "../../domain/statements/statement.ts";
import { refusal, tooManyLines } from "../proof/reader-answer.ts";
import type { Row } from "../text/delimited-text.ts";
import { MOST_COLUMNS, MOST_LINES } from "../text/limits.ts";
import { withoutUnseen } from "../text/marked-text.ts";

export type Sheet = { readonly name: string; readonly rows: readonly Row[] };

const ASK = "try.unlocked";

/** Reads every sheet of an .xlsx, .xls or .ods workbook whose size has been checked. */
export function sheetRows(bytes: Uint8Array): Sheet[] | Refusal {
  let book: WorkBook;
  try {
    book = read(bytes, {
      type: "array",
      dense: true,
      cellDates: false,
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      sheetRows: MOST_LINES + 1,
    });
  } catch (cause) {
    const locked = /password|encrypt/i.test(cause instanceof Error ? cause.message : "");
    return locked
      ? refusal("unsupported_format", "file.workbook_locked", ASK)
      : refusal("unsupported_format", "file.workbook_damaged", ASK);
  }
  const days1904 = book.Workbook?.WBProps?.date1904 === true;
  const sheets: Sheet[] = [];
  for (const name of book.SheetNames) {
    const rows = rowsOf(
      (book.Sheets[name] as { "!data"?: (CellObject | undefined)[][] } | undefined)?.["!data"] ?? [],
      days1904,
    );
    if (!Array.isArray(rows)) return rows;
    sheets.push({ name, rows });
  }
  return sheets;
}

function rowsOf(
  data: readonly (readonly (CellObject | undefined)[] | undefined)[],
  days1904: boolean,
): Row[] | Refusal {
  if (data.length > MOST_LINES) return tooManyLines();
  const rows: Row[] = [];
  let tooWide = false;
  // both arrays may have holes: `forEach` steps over them
  data.forEach((line) => {
    const cells: string[] = [];
    line?.forEach((cell, column) => {
      const text = textOf(cell, days1904);
      if (text === "") return;
      if (column >= MOST_COLUMNS) tooWide = true;
      else {
        while (cells.length < column) cells.push("");
        cells[column] = text;
      }
    });
    if (cells.length > 0) rows.push({ cells, raw: cells.join("\t").trim() });
  });
  // a sheet leaves out the blank cells at the end of a row
  const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 0);
  for (const { cells } of rows) while (cells.length < width) (cells as string[]).push("");
  if (tooWide) return refusal("too_large", { code: "file.sheet_too_wide", facts: { most: MOST_COLUMNS } }, ASK);
  return rows;
}

function textOf(cell: CellObject | undefined, days1904: boolean): string {
  if (!cell || cell.v === undefined || cell.v === null) return "";
  if (cell.t === "n" && typeof cell.v === "number")
    return typeof cell.z === "string" && SSF.is_date(cell.z) ? dayText(cell.v, days1904) : numberText(cell.v);
  if (cell.t === "b") return cell.v ? "TRUE" : "FALSE";
  if (cell.t === "e") return "#ERROR";
  return withoutUnseen(String(cell.v))
    .replace(/[\s\u00a0]+/g, " ")
    .trim();
}

/** No sum of money has a part as small. */
const NOISE = 5e-9;

/** The fifteen digits that a workbook shows. Three decimals get a fourth, so that no one takes the point for thousands. */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return "#ERROR";
  if (Number.isInteger(value)) return Math.abs(value) < 1e21 ? BigInt(value).toString() : "#ERROR";
  const even = Number(value.toFixed(4));
  // adding up binary fractions leaves a noise behind the decimals of money: 273625.800000002
  const shown = Math.abs(value - even) < NOISE * (1 + Math.abs(value) / 1e6) ? even : Number(value.toPrecision(15));
  const text = /e/.test(String(shown)) ? shown.toFixed(8) : String(shown);
  return /\.\d{3}$/.test(text) ? `${text}0` : text;
}

function dayText(serial: number, days1904: boolean): string {
  const day = SSF.parse_date_code(serial, { date1904: days1904 }) as {
    y: number;
    m: number;
    d: number;
    H: number;
    M: number;
    S: number;
  } | null;
  if (!day) return numberText(serial);
  const two = (n: number) => String(Math.floor(n)).padStart(2, "0");
  const time = `${two(day.H)}:${two(day.M)}:${two(day.S)}`;
  if (serial < 1) return time;
  return `${String(day.y).padStart(4, "0")}-${two(day.m)}-${two(day.d)}${time === "00:00:00" ? "" : ` ${time}`}`;
}
