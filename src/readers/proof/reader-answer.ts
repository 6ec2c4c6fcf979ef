import type { ParsedStatement, ReadWarning, Refusal } from "../../domain/statements/statement.ts";
import { MOST_LINES } from "../text/limits.ts";

/** What the reader of one format hands back: the statements of the file, or why the whole file is refused. */
export type ReadStatements = {
  readonly format: string;
  readonly statements: readonly ParsedStatement[];
  readonly warnings: readonly ReadWarning[];
};

export type ReaderAnswer = ReadStatements | Refusal;

export const isRefusal = (answer: ReaderAnswer): answer is Refusal => "tryThis" in answer;

export const refusal = (code: Refusal["code"], message: string, tryThis: string): Refusal => ({
  code,
  message,
  tryThis,
});

export const tooSlow = (): Refusal =>
  refusal("too_slow", "Reading this file takes too long.", "Ask the bank for a shorter period, or for CSV or Excel.");

export const tooManyLines = (): Refusal =>
  refusal(
    "too_large",
    `The file has more than ${MOST_LINES.toLocaleString("en")} lines.`,
    "Split it by year and read the parts one by one.",
  );

/** What helps with a file that holds no statement that we can read. */
export const ASK_CSV = "Ask the bank, or its app, for the statement as a CSV or Excel file, and try that.";
