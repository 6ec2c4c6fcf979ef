import { decodeText } from "../text/decode-text.ts";
import { readDelimited } from "../text/delimited-text.ts";

/** A table that a person filled in, from the bytes of its file: rows that hold something, and the line on which each begins. */
export function numberedTable(bytes: Uint8Array): {
  readonly table: readonly (readonly string[])[];
  readonly lines: readonly number[];
} {
  const { text } = decodeText(bytes);
  const table: (readonly string[])[] = [];
  const lines: number[] = [];
  let at = 0;
  let line = 1;
  for (const { cells, raw } of readDelimited(text).rows) {
    const begins = text.indexOf(raw, at);
    if (begins >= 0) {
      line += breaksIn(text.slice(at, begins));
      at = begins;
    }
    if (cells.some((cell) => cell.trim() !== "")) {
      table.push(cells);
      lines.push(line);
    }
  }
  return { table, lines };
}

const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
