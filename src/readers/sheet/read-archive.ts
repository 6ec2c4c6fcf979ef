/** A zip is a workbook, or a folder of statements that are each read by their own content. */
import type { ReadOptions, ReadWarning, Refusal } from "../../domain/statements/statement.ts";
import { type ReaderAnswer, refusal, tooSlow } from "../proof/reader-answer.ts";
import { eachRowOnce, type ReadPart } from "../proof/repeated-rows.ts";
import type { FileAnswer, FileToRead, Reader } from "../read-statement-file.ts";
import { MOST_SHEET_BYTES } from "../text/limits.ts";
import { type Allowance, type ArchiveFault, allowanceOf, unzip } from "./unzip.ts";

export type ReadOne = (bytes: Uint8Array, options: ReadOptions) => Promise<FileAnswer>;

const ASK = "try.unpack";

const FAULTS: Readonly<Record<ArchiveFault, Refusal>> = {
  damaged: refusal("unsupported_format", "file.archive_damaged", "try.download"),
  too_large: refusal("too_large", "file.packed_too_much", ASK),
  encrypted: refusal("unsupported_format", "file.archive_locked", ASK),
};

/**
 * Reads an archive: a workbook with the reader for workbooks, else each file in it with `readOne`. All that comes out of it,
 * and out of archives in it, counts against one allowance.
 */
export async function readArchive(
  file: FileToRead,
  workbook: Reader,
  readOne: ReadOne,
  allowance: Allowance = allowanceOf(),
): Promise<ReaderAnswer> {
  const names: string[] = [];
  const listed = unzip(file.bytes, (name) => {
    names.push(name);
    return false;
  });
  if (typeof listed === "string") return FAULTS[listed];
  if (names.some((name) => /^xl\/|^content\.xml$/i.test(name))) return readBook(file, workbook, allowance);
  const entries = unzip(file.bytes, (name) => !/(?:^|\/)(?:__MACOSX\/|\.)/.test(name), allowance);
  if (typeof entries === "string") return FAULTS[entries];
  const parts: ReadPart[] = [];
  const unread: ReadWarning[] = [];
  const formats = new Set<string>();
  let refused: Refusal | null = null;
  for (const { name, bytes } of entries) {
    if (file.options.stop?.()) return tooSlow();
    const answer = await readOne(bytes, { ...file.options, fileName: name });
    if (answer.ok) {
      parts.push({ ...answer.file, name });
      formats.add(answer.file.format);
    } else {
      refused ??= answer.refusal;
      unread.push({
        code: "file_not_read",
        facts: { name: name.slice(0, 80), why: [answer.refusal.message] },
      });
    }
  }
  const { statements, warnings } = eachRowOnce(parts, "file");
  if (statements.length === 0) return refused ?? refusal("empty", "file.archive_empty", ASK);
  return {
    format: formats.size === 1 ? ([...formats][0] as string) : "zip",
    statements,
    warnings: [...warnings, ...unread],
  };
}

/** A workbook, of which only the parts that hold cells are unpacked, and handed on with nothing in it that lies. */
async function readBook(file: FileToRead, workbook: Reader, allowance: Allowance): Promise<ReaderAnswer> {
  const { isWorkbookPart, plainWorkbook } = await import("./plain-workbook.ts");
  const own = allowanceOf(Math.min(allowance.left, MOST_SHEET_BYTES));
  const before = own.left;
  const parts = unzip(file.bytes, isWorkbookPart, own);
  allowance.left -= before - own.left;
  if (typeof parts === "string") return FAULTS[parts];
  const bytes = plainWorkbook(parts);
  return typeof bytes === "string" ? FAULTS[bytes] : workbook({ ...file, bytes });
}
