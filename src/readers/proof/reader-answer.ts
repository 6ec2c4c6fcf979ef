import type {
  FileReason,
  ParsedStatement,
  ReadWarning,
  Refusal,
  TryReason,
} from "../../domain/statements/statement.ts";
import { MOST_LINES } from "../text/limits.ts";

/** What the reader of one format hands back: the statements of the file, or why the whole file is refused. */
export type ReadStatements = {
  readonly format: string;
  readonly statements: readonly ParsedStatement[];
  readonly warnings: readonly ReadWarning[];
};

export type ReaderAnswer = ReadStatements | Refusal;

export const isRefusal = (answer: ReaderAnswer): answer is Refusal => "tryThis" in answer;

/** Codes of sentences that need no facts. */
type Plain<R> = Extract<R, { readonly facts?: undefined }> extends { readonly code: infer C } ? C : never;

/** A refusal; a reason that needs no facts may be its code alone. */
export const refusal = (
  code: Refusal["code"],
  message: FileReason | Plain<FileReason>,
  tryThis: TryReason | Plain<TryReason>,
): Refusal => ({
  code,
  message: (typeof message === "string" ? { code: message } : message) as FileReason,
  tryThis: (typeof tryThis === "string" ? { code: tryThis } : tryThis) as TryReason,
});

export const tooSlow = (): Refusal => refusal("too_slow", "file.too_slow", "try.shorter");

export const tooManyLines = (): Refusal =>
  refusal("too_large", { code: "file.too_many_lines", facts: { most: MOST_LINES } }, "try.split_by_year");
