/** One idea: a zip is a workbook, or a folder of statements that are each read by their own content. */
import type { ParsedStatement, ReadOptions, ReadWarning, Refusal } from "../domain/statements/statement.ts";
import { MOST_SHEET_BYTES } from "./limits.ts";
import type { FileAnswer, FileToRead, Reader } from "./read-statement-file.ts";
import { type ReaderAnswer, refusal, tooSlow } from "./reader-answer.ts";
import { type ArchiveFault, unzip } from "./unzip.ts";

export type ReadOne = (bytes: Uint8Array, options: ReadOptions) => Promise<FileAnswer>;

const ASK = "Unpack it and give us the statements in it one by one.";

const FAULTS: Readonly<Record<ArchiveFault, Refusal>> = {
  damaged: refusal(
    "unsupported_format",
    "This archive or workbook is damaged.",
    "Download the file again and try that.",
  ),
  too_large: refusal("too_large", "What is packed in this file is too large.", ASK),
  encrypted: refusal("unsupported_format", "This archive is locked with a password.", ASK),
};

/** Reads an archive: a workbook with the reader for workbooks, else each file in it with `readOne`. */
export async function readArchive(file: FileToRead, workbook: Reader, readOne: ReadOne): Promise<ReaderAnswer> {
  const names: string[] = [];
  const listed = await unzip(file.bytes, (name) => {
    names.push(name);
    return false;
  });
  if (typeof listed === "string") return FAULTS[listed];
  if (names.some((name) => /^xl\/|^content\.xml$/i.test(name))) {
    const checked = await unzip(file.bytes, () => true, MOST_SHEET_BYTES);
    return typeof checked === "string" ? FAULTS[checked] : workbook(file);
  }
  const entries = await unzip(file.bytes, (name) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name));
  if (typeof entries === "string") return FAULTS[entries];
  const statements: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  const formats = new Set<string>();
  let refused: Refusal | null = null;
  for (const { name, bytes } of entries) {
    if (file.options.stop?.()) return tooSlow();
    const answer = await readOne(bytes, { ...file.options, fileName: name });
    if (answer.ok) {
      statements.push(...answer.file.statements);
      warnings.push(...answer.file.warnings);
      formats.add(answer.file.format);
    } else {
      refused ??= answer.refusal;
      warnings.push({ code: "file_not_read", message: `${name.slice(0, 80)}: ${answer.refusal.message}` });
    }
  }
  if (statements.length === 0) return refused ?? refusal("empty", "This archive holds no file.", ASK);
  return { format: formats.size === 1 ? ([...formats][0] as string) : "zip", statements, warnings };
}
