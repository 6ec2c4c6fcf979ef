/**
 * One idea: a PDF gives words, words give rows, rows give a statement; where two rows of a page break have changed places,
 * they are put back only when the balance then proves every row.
 */
import type { ParsedStatement, ReadWarning, StatementLine } from "../domain/statements/statement.ts";
import { sealStatement } from "./booked-statement.ts";
import { unitsOf } from "./exact-number.ts";
import { MOST_SHEET_BYTES } from "./limits.ts";
import { inflatesBeyond } from "./pdf/inflated-size.ts";
import { pdfRows } from "./pdf-rows.ts";
import { pdfPages } from "./pdf-words.ts";
import type { FileToRead } from "./read-statement-file.ts";
import { readTableIn } from "./read-table-in.ts";
import { type ReaderAnswer, refusal } from "./reader-answer.ts";

export async function readPdf({ bytes, options, around }: FileToRead): Promise<ReaderAnswer> {
  if (await inflatesBeyond(bytes, MOST_SHEET_BYTES))
    return refusal(
      "too_large",
      "What is packed in this PDF is too large.",
      "Ask the bank for the statement as CSV or Excel, or for a shorter period.",
    );
  const pages = await pdfPages(bytes, options.password, options.stop);
  if (!Array.isArray(pages)) return pages;
  const { rows, dropped } = pdfRows(pages);
  const read = readTableIn(rows, around, options);
  if (!read)
    return refusal(
      "no_table",
      "We found no table of payments in this PDF: no columns with a date and an amount.",
      "Ask the bank for the statement as CSV or Excel. If this PDF is a scan, no program reads its amounts surely.",
    );
  const [first, ...more] = read.statements;
  const mended = more.length === 0 ? mend(first) : null;
  const warnings: ReadWarning[] = read.warnings.filter((one) => !mended || one.code !== "balance_unproven");
  if (dropped > 0)
    warnings.push({
      code: "page_break_duplicate",
      message: `${dropped} rows are printed again on the next page with the same balance; they were read once.`,
    });
  if (mended)
    warnings.push({
      code: "rows_put_in_order",
      message: "Rows that had changed places were put in the order that the balance proves.",
    });
  const statements = mended ? [mended] : read.statements;
  if (statements.some(({ chain }) => chain.state === "broken"))
    warnings.push({
      code: "please_check",
      message: "The balances do not prove every row of this PDF: compare it with the printed statement.",
    });
  return { format: "pdf", statements, warnings };
}

/** Neighbours that have changed places; null unless the whole chain comes out when they are put back. */
export function mend(statement: ParsedStatement): ParsedStatement | null {
  if (statement.chain.state === "complete" || statement.rejected.length > 0 || statement.lines.length < 3) return null;
  const lines = [...statement.lines];
  const before = (i: number): bigint | null => {
    const text = i === 0 ? statement.opening : (lines[i - 1] as StatementLine).balance;
    return text === null ? null : unitsOf(text);
  };
  const follows = (from: bigint | null, line: StatementLine): boolean =>
    line.balance !== null && (from === null || from + unitsOf(line.amount) === unitsOf(line.balance));
  let swaps = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const [a, b] = [lines[i] as StatementLine, lines[i + 1] as StatementLine];
    const at = before(i);
    if (follows(at, a) || b.balance === null || !follows(at, b) || !follows(unitsOf(b.balance), a)) continue;
    [lines[i], lines[i + 1]] = [b, a];
    swaps++;
  }
  if (swaps === 0) return null;
  const sealed = sealStatement({ ...statement, ...statement.account, lines, rejected: [] });
  return sealed.chain.state === "complete" ? sealed : null;
}
