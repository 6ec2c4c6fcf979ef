/** One idea: each sheet of a workbook that holds a table of payments is a statement. */
import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";
import { type ReaderAnswer, refusal, tooSlow } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { readTableIn } from "../table/read-table-in.ts";
import { sheetRows } from "./sheet-rows.ts";

/** Two sheets of the same rows: every day, sum, balance and word of the one stands in the other, in the same order. */
function saysAgain(held: ParsedStatement, one: ParsedStatement): boolean {
  if (held.lines.length !== one.lines.length || held.rejected.length !== one.rejected.length) return false;
  if (held.lines.length === 0 || held.account.masked !== one.account.masked) return false;
  return held.lines.every((line, i) => {
    const other = one.lines[i];
    return (
      other !== undefined &&
      line.date === other.date &&
      line.amount === other.amount &&
      line.balance === other.balance &&
      line.narration === other.narration
    );
  });
}

/** Reads .xls, and an .xlsx whose unpacked size has been checked. */
export function readWorkbook({ bytes, options, around }: FileToRead, format: "xlsx" | "xls"): ReaderAnswer {
  const sheets = sheetRows(bytes);
  if (!Array.isArray(sheets)) return sheets;
  const statements: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  for (const { name, rows } of sheets) {
    if (options.stop?.()) return tooSlow();
    const read = readTableIn(rows, around, options);
    if (read?.statements.some(({ lines, rejected }) => lines.length > 0 || rejected.length > 0)) {
      const fresh = read.statements.filter((one) => !statements.some((held) => saysAgain(held, one)));
      if (fresh.length < read.statements.length)
        warnings.push({
          code: "repeated_sheet",
          message: `The sheet "${name.slice(0, 40)}" repeats the rows of another and was read once.`,
        });
      if (fresh.length > 0) warnings.push(...read.warnings);
      statements.push(...fresh);
    } else if (rows.length > 1)
      warnings.push({
        code: "sheet_not_read",
        message: `The sheet "${name.slice(0, 40)}" holds no table of payments.`,
      });
  }
  if (statements.length === 0)
    return refusal(
      "no_table",
      "We found no table of payments in this workbook: no columns with a date and an amount.",
      "Ask the bank, or its app, for the statement as CSV or Excel, and try that.",
    );
  return { format, statements, warnings };
}
