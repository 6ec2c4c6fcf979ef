/**
 * A workbook saved as one XML file, as spreadsheet programs of 2003 did and many banks still do under the name .xls: rows of
 * cells that may skip places. Days are texts of ISO 8601 or serial numbers, which the table's own columns tell.
 * Source: Microsoft, "XML Spreadsheet Reference" (Worksheet, Row, Cell, Data; ss:Index, ss:MergeAcross).
 */
import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";
import { type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { readTableIn } from "../table/read-table-in.ts";
import type { Row } from "../text/delimited-text.ts";
import { MOST_COLUMNS, MOST_LINES } from "../text/limits.ts";
import { allOf, at, type Element, walkXml } from "../text/xml-elements.ts";

/** True for a text that is such a workbook. */
export const isSheetXml = (text: string): boolean =>
  text.slice(0, 4000).includes("urn:schemas-microsoft-com:office:spreadsheet");

/** Reads each sheet that holds a table of payments. */
export function readSheetXml({ text, around, options }: FileToRead): ReaderAnswer {
  const sheets: Row[][] = [];
  let many = false;
  let lines = 0;
  const fault = walkXml(
    text,
    new Set(["Row"]),
    (element) => {
      many = ++lines > MOST_LINES;
      if (many) return "stop";
      const cells = cellsOf(element);
      if (sheets.length === 0) sheets.push([]);
      if (cells.length > 0) sheets.at(-1)?.push({ cells, raw: cells.join("\t").trim() });
      return undefined;
    },
    (name) => {
      if (name === "Worksheet") sheets.push([]);
    },
  );
  if (many) return tooManyLines();
  const statements: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  for (const rows of sheets) {
    const read = readTableIn(rows, around, options);
    if (!read?.statements.some(({ lines: own, rejected }) => own.length > 0 || rejected.length > 0)) continue;
    statements.push(...read.statements);
    warnings.push(...read.warnings);
  }
  if (statements.length === 0) return refusal("no_table", "file.no_table_in_sheets", "try.csv");
  if (fault !== null)
    warnings.push({
      code: "file_cut",
      how: "rows",
    });
  return { format: "xls", statements, warnings };
}

function cellsOf(row: Element): string[] {
  const cells: string[] = [];
  for (const cell of allOf(row, "Cell")) {
    const place = Number(cell.attributes["ss:Index"] ?? cells.length + 1) - 1;
    if (!(place >= cells.length && place < MOST_COLUMNS)) {
      if (place >= MOST_COLUMNS) continue;
    } else while (cells.length < place) cells.push("");
    const data = at(cell, "Data");
    cells.push(textOf(data));
    const across = Math.min(Number(cell.attributes["ss:MergeAcross"] ?? 0) || 0, MOST_COLUMNS - cells.length);
    for (let i = 0; i < across; i++) cells.push("");
  }
  return cells;
}

/** `2024-02-01T00:00:00.000` is a day; a number keeps its digits. */
function textOf(data: Element | undefined): string {
  const text = (data?.text ?? "").replace(/[\s\u00a0]+/g, " ").trim();
  const day = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(?:\.\d{1,9})?$/.exec(text);
  if (!day) return text;
  return day[2] === "00:00:00" ? (day[1] as string) : `${day[1]} ${day[2]}`;
}
