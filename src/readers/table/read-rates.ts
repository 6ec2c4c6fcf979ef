import { type AgreedRates, readAgreedRates } from "../../domain/fees/agreed-rates.ts";
import type { Pack } from "../../domain/fees/pack.ts";
import { decodeText } from "../text/decode-text.ts";
import { readDelimited } from "../text/delimited-text.ts";

/** A table of agreed rates from the bytes of its file; what is wrong is named by the line that an editor shows. */
export function readRates(bytes: Uint8Array, pack: Pack): AgreedRates {
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
  return readAgreedRates(table, pack, lines);
}

const breaksIn = (text: string): number => text.match(/\r\n|\r|\n/g)?.length ?? 0;
