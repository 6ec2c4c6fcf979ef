/** Bytes to text, by proof: a byte order mark, the pattern of zero bytes, strict UTF-8. */

/** Invisible marks: of writing direction, of no width, of a place where a word may break. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

/** A text without its invisible marks. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, "");

export type DecodedText = { readonly text: string; readonly encoding: string; readonly assumed: boolean };

export const HEAD_BYTES = 65_536;

/** Decodes what is proven by a mark, by its zero bytes or by being UTF-8 whole; undefined of any other. `said` is what the person told us. */
export function markedText(bytes: Uint8Array, said?: string): DecodedText | undefined {
  if (said !== undefined) {
    const text = decode(bytes, said, false);
    if (text !== undefined) return { text, encoding: said.toLowerCase(), assumed: false };
  }
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked) return { text: decode(bytes, marked, false) ?? "", encoding: marked, assumed: false };
  const utf8 = decode(bytes, "utf-8", true);
  return utf8 === undefined ? undefined : { text: utf8, encoding: "utf-8", assumed: false };
}

/** Undefined where a table is not known or, if `fatal`, does not hold these bytes. */
export function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal }).decode(bytes);
  } catch {
    return undefined;
  }
}

function byMark([a, b, c]: Uint8Array): string | null {
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8";
  if (a === 0xff && b === 0xfe) return "utf-16le";
  return a === 0xfe && b === 0xff ? "utf-16be" : null;
}

/** UTF-16 without a mark: in western text every other byte is zero. */
function byZeros(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, HEAD_BYTES & ~1);
  let even = 0;
  let odd = 0;
  for (let i = 0; i + 1 < head.length; i += 2) {
    if (head[i] === 0) even++;
    if (head[i + 1] === 0) odd++;
  }
  const pairs = Math.max(1, head.length >> 1);
  if (odd / pairs > 0.4 && even / pairs < 0.1) return "utf-16le";
  return even / pairs > 0.4 && odd / pairs < 0.1 ? "utf-16be" : null;
}
