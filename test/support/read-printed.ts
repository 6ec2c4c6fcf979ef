/** Pages printed word by word, read back as the PDF that they make. */
import type { ParsedStatement } from "../../src/domain/statements/statement.ts";
import { readPdf } from "../../src/readers/pdf/read-pdf.ts";
import { isRefusal, type ReadStatements } from "../../src/readers/proof/reader-answer.ts";
import { type PrintedPage, type PrintedWord, pdfOf, rightAt } from "./made-pdf.ts";

export const AROUND = { banks: [], layouts: [] };
export const read = async (
  pages: readonly PrintedPage[],
  options: { password?: string; height?: number; width?: number } = {},
): Promise<ReadStatements> => {
  const bytes = pdfOf(pages, options);
  const answer = await readPdf({
    bytes,
    text: "",
    options: options.password ? { password: options.password } : {},
    around: AROUND,
  });
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};
export const short = (statement: ParsedStatement | undefined) =>
  statement?.lines.map((line) => [line.date, line.amount, line.balance, line.narration]);
export const at = (x: number, y: number, text: string, size = 8): PrintedWord => ({ x, y, text, size });

/** Left edges of text columns and right edges of money columns, as one row. */
export const row = (
  y: number,
  cells: readonly (readonly [number, string] | readonly [number, string, "right"])[],
): PrintedWord[] =>
  cells.filter(([, text]) => text !== "").map(([x, text, side]) => (side ? rightAt(x, y, text) : at(x, y, text)));

/** A page with a table of two lines. */
export const simple = (): PrintedPage => [
  ...row(60, [
    [30, "Date"],
    [110, "Narration"],
    [560, "Debit", "right"],
    [650, "Credit", "right"],
    [760, "Balance", "right"],
  ]),
  ...row(80, [
    [30, "02-Jan-2026"],
    [110, "TRANSFER TO ADA"],
    [560, "100.00", "right"],
    [760, "900.00", "right"],
  ]),
  ...row(94, [
    [30, "03-Jan-2026"],
    [110, "SALARY"],
    [650, "50.00", "right"],
    [760, "950.00", "right"],
  ]),
];
