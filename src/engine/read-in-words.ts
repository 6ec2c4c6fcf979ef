/** The way from the bytes of a file to what was read of it, with what its reader says in words. */
import type { ReadOptions, SaidFile, SaidRefusal } from "../domain/statements/statement.ts";
import { FILE_READERS } from "../readers/file-readers.ts";
import { readStatementFile } from "../readers/read-statement-file.ts";
import type { Surroundings } from "../readers/table/read-table.ts";
import { READING } from "../words/say-reading.ts";

export type FileAnswer =
  | { readonly ok: true; readonly file: SaidFile }
  | { readonly ok: false; readonly refusal: SaidRefusal };

/** Reads a file of any format. Never throws for what a file holds. */
export async function readInWords(
  bytes: Uint8Array,
  options: ReadOptions,
  around: Surroundings,
  readers = FILE_READERS,
): Promise<FileAnswer> {
  const read = await readStatementFile(bytes, options, around, readers);
  return read.ok
    ? { ok: true, file: READING.file(read.file) as SaidFile }
    : { ok: false, refusal: READING.refusal(read.refusal) };
}
