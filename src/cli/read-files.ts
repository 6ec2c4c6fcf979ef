/** Files named on a command line, read from where the person stands, with their refusals told in one shape. */
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import type { ReadOptions, SaidFile } from "../domain/statements/statement.ts";
import { readInWords } from "../engine/read-in-words.ts";
import type { Surroundings } from "../readers/table/read-table.ts";
import { commandWords } from "../words/command-words.ts";
import type { Terminal } from "./command.ts";

export type ReadFile = { readonly name: string; readonly bytes: number } & (
  | { readonly ok: true; readonly file: SaidFile }
  | { readonly ok: false; readonly code: string; readonly message: string }
);

/** A path as the person wrote it, from the folder they stand in: npm runs scripts elsewhere and says so in INIT_CWD. */
export const pathFrom = (terminal: Terminal, path: string): string =>
  resolve(terminal.environment.INIT_CWD ?? process.cwd(), path);

const NOTE_FROM_BYTES = 1_000_000;
/** A file that a person waits for longer than this is a trap or a mistake. */
const MOST_READ_MS = 300_000;

/** Reads one file; a file that cannot be opened or read is an answer too. */
export async function readNamedFile(
  name: string,
  options: ReadOptions,
  facts: Surroundings,
  terminal: Terminal,
): Promise<ReadFile> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(pathFrom(terminal, name));
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    const why =
      code === "ENOENT"
        ? commandWords("read.no_file")
        : commandWords("read.cannot_open", { code: code ?? commandWords("read.unknown_fault") });
    return { name, bytes: 0, ok: false, code: "cannot_open", message: why };
  }
  if (bytes.length >= NOTE_FROM_BYTES)
    note(terminal, commandWords("read.progress", { name, size: (bytes.length / 1e6).toFixed(1) }));
  const until = performance.now() + MOST_READ_MS;
  const asked = { ...options, fileName: name, stop: () => performance.now() > until };
  const answer = await readInWords(bytes, asked, facts);
  if (!answer.ok) {
    const { code, message, tryThis } = answer.refusal;
    return { name, bytes: bytes.length, ok: false, code, message: `${message} ${tryThis}` };
  }
  return { name, bytes: bytes.length, ok: true, file: answer.file };
}

/** Progress, for a person at a terminal only. */
export function note(terminal: Terminal, words: string): void {
  if (terminal.isTerminal) terminal.err(`${words}\n`);
}
