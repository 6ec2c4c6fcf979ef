import { constants, deflateRawSync, deflateSync } from "node:zlib";
import { type ZippedFile, zipOf } from "../../../test/support/made-zip.ts";

/** A file that somebody sends to hurt. It is made when it is sent: all of them together would fill the drill's own memory. */
export type Body = {
  readonly name: string;
  readonly fileName: string;
  readonly bytes: () => Uint8Array;
  readonly fields?: Readonly<Record<string, string>>;
  /** It ended, filled or held the whole service once: sent in every run, also in a short one. */
  readonly killer?: boolean;
};

export const text = (value: string): Uint8Array => Buffer.from(value, "utf8");
export const latin = (value: string): Uint8Array => Buffer.from(value, "latin1");

/** The head of a CSV statement, and one line of it. */
export const HEAD = "Trans Date,Value Date,Reference,Narration,Debit,Credit,Balance\n";
export const line = (narration: string, i = 0, amount = "25.00"): string =>
  `02/01/2026,02/01/2026,A${i},${narration},${amount},,"${100_000 - 25 * (i + 1)}.00"\n`;
/** A small statement of three lines with one narration. */
export const csv = (narration: string): string => HEAD + [0, 1, 2].map((i) => line(narration, i)).join("");
/** `count` lines, each by its number. */
export const lines = (count: number, one: (i: number) => string): string =>
  HEAD + Array.from({ length: count }, (_, i) => one(i)).join("");

/**
 * A raw deflate stream of `block` said `times` times, made without doing it: each block ends on a byte and forgets what was
 * before, so that its packed bytes can be repeated. (RFC 1951; the last two bytes are an empty final block.)
 */
export function packedAgain(block: Uint8Array, times: number): Uint8Array {
  const one = deflateRawSync(block, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([...Array.from({ length: times }, () => one), Uint8Array.of(3, 0)]);
}

/** The same with the head of a zlib stream (RFC 1950) and a wrong checksum, nested in itself `levels` times. */
export function zlibAgain(block: Uint8Array, times: number, levels = 1): Uint8Array {
  let packed: Uint8Array = Buffer.concat([Uint8Array.of(0x78, 0x9c), packedAgain(block, times), new Uint8Array(4)]);
  for (let i = 1; i < levels; i++) packed = deflateSync(packed, { level: 9 });
  return packed;
}

/** An archive whose files are all packed. */
export const zipped = (files: readonly (readonly [string, string | Uint8Array])[]): Uint8Array =>
  zipOf(files.map(([name, body]) => ({ name, body, deflate: true })));

/** A file of an archive that holds `block` said `times` times. */
export const zippedAgain = (name: string, block: Uint8Array, times: number): ZippedFile => ({
  name,
  body: "",
  packed: packedAgain(block, times),
  said: block.length * times,
});

/** Bytes by chance that can be repeated. */
export function bytesBySeed(seed: number, length: number): Uint8Array {
  let state = seed >>> 0 || 1;
  return Uint8Array.from({ length }, () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state & 255;
  });
}
