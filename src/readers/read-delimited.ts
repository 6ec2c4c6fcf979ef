/** One idea: text with a mark between its cells, and any other table of payments, to statements or to what to ask for. */
import type { ReadOptions } from "../domain/statements/statement.ts";
import { type Row, readDelimited } from "./delimited-text.ts";
import { speaksOfPayment } from "./looks-like-alerts.ts";
import type { FileToRead } from "./read-statement-file.ts";
import { readTable, type Surroundings } from "./read-table.ts";
import { ASK_CSV, isRefusal, type ReaderAnswer, refusal, tooManyLines } from "./reader-answer.ts";

export async function readDelimitedFile({ text, options, around }: FileToRead): Promise<ReaderAnswer> {
  const { rows, fault } = readDelimited(text);
  if (fault === "too_many_lines") return tooManyLines();
  if (fault === "line_too_long")
    return refusal("unknown_format", "A line of this file is far too long for a statement.", ASK_CSV);
  const answer = tableAnswer("csv", rows, around, options);
  return isRefusal(answer) && answer.code === "no_table" && speaksOfPayment(text)
    ? (await import("./read-alerts.ts")).noAlert()
    : answer;
}

/** The statement of one table, or a refusal that says what to ask for. */
export function tableAnswer(
  format: string,
  rows: readonly Row[],
  around: Surroundings,
  options: ReadOptions,
): ReaderAnswer {
  const read = readTable(rows, around, options);
  if (!read)
    return refusal(
      "no_table",
      "We found no table of payments in this file: no columns with a date and an amount.",
      ASK_CSV,
    );
  return { format, statements: read.statements, warnings: read.warnings };
}
