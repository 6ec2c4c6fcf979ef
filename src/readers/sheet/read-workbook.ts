/** Each sheet of a workbook that holds a table of payments is a statement. */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { type ReaderAnswer, refusal, tooSlow } from "../proof/reader-answer.ts";
import { eachRowOnce, type ReadPart } from "../proof/repeated-rows.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { isPayment } from "../table/columns-by-cells.ts";
import { readTableIn } from "../table/read-table-in.ts";
import { sheetRows } from "./sheet-rows.ts";

/** Reads .xls, and an .xlsx whose unpacked size has been checked. */
export function readWorkbook({ bytes, options, around }: FileToRead, format: "xlsx" | "xls"): ReaderAnswer {
  const sheets = sheetRows(bytes);
  if (!Array.isArray(sheets)) return sheets;
  const parts: ReadPart[] = [];
  const unread: ReadWarning[] = [];
  for (const { name, rows } of sheets) {
    if (options.stop?.()) return tooSlow();
    const read = readTableIn(rows, around, options);
    if (read?.statements.some(({ lines, rejected }) => lines.length > 0 || rejected.length > 0)) {
      parts.push({ name, ...read });
    } else if (rows.some(({ cells }) => isPayment(cells)))
      unread.push({
        code: "sheet_not_read",
        facts: { name: name.slice(0, 40) },
      });
  }
  const { statements, warnings } = eachRowOnce(parts, "sheet");
  if (statements.length === 0) return refusal("no_table", "file.no_table_in_workbook", "try.csv_or_excel");
  return { format, statements, warnings: [...warnings, ...unread] };
}
