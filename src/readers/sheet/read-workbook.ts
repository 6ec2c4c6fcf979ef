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
        message: `The sheet "${name.slice(0, 40)}" holds no table of payments.`,
      });
  }
  const { statements, warnings } = eachRowOnce(parts, "sheet");
  if (statements.length === 0)
    return refusal(
      "no_table",
      "We found no table of payments in this workbook: no columns with a date and an amount.",
      "Ask the bank, or its app, for the statement as CSV or Excel, and try that.",
    );
  return { format, statements, warnings: [...warnings, ...unread] };
}
