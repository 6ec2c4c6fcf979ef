/** Bytes to text, by evidence: a byte order mark, the pattern of zero bytes, strict UTF-8, then a national table. */

/** Marks that nobody sees: of writing direction, of no width, of a place where a word may break. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]/g;

/** A text without the marks in it that nobody sees. */
export const withoutUnseen = (text: string): string => text.replace(UNSEEN, "");

export type DecodedText = { readonly text: string; readonly encoding: string; readonly assumed: boolean };

const HEAD_BYTES = 65_536;

/** Decodes a file; never throws. `assumed`: no proof, the likeliest table was taken. `said` is what the person told us. */
export function decodeText(bytes: Uint8Array, said?: string): DecodedText {
  if (said !== undefined) {
    const text = decode(bytes, said, false);
    if (text !== undefined) return { text, encoding: said.toLowerCase(), assumed: false };
  }
  const marked = byMark(bytes) ?? byZeros(bytes);
  if (marked) return { text: decode(bytes, marked, false) ?? "", encoding: marked, assumed: false };
  const utf8 = decode(bytes, "utf-8", true);
  if (utf8 !== undefined) return { text: utf8, encoding: "utf-8", assumed: false };
  const chinese = looksChinese(bytes) ? decode(bytes, "gb18030", true) : undefined;
  if (chinese !== undefined) return { text: chinese, encoding: "gb18030", assumed: true };
  const table = central(bytes) ? "windows-1250" : "windows-1252";
  return { text: decode(bytes, table, false) ?? "", encoding: table, assumed: true };
}

function decode(bytes: Uint8Array, encoding: string, fatal: boolean): string | undefined {
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

const FEWEST_IDEOGRAPHS = 4;

/**
 * Chinese comes in words: pairs of GB2312, both bytes above A0, one behind the other. An accented letter before a plain one
 * is a legal pair of GB18030 too, but a western text has its accents one by one, between plain letters: no such pair counts.
 */
function looksChinese(bytes: Uint8Array): boolean {
  const end = Math.min(bytes.length, HEAD_BYTES);
  let foreign = 0;
  let inWords = 0;
  for (let i = 0; i < end; i++) {
    const start = i;
    while (i < end && (bytes[i] as number) >= 0x80) i++;
    foreign += i - start;
    let pairs = 0;
    for (let at = start; at + 1 < i; at += 2) if (isGb2312(bytes[at] as number, bytes[at + 1] as number)) pairs++;
    if (pairs > 1) inWords += pairs;
  }
  return inWords >= FEWEST_IDEOGRAPHS && (2 * inWords) / foreign > 0.6;
}

/** Signs stand in rows A1 to A9, ideographs in B0 to F7. */
const isGb2312 = (lead: number, trail: number): boolean =>
  ((lead >= 0xa1 && lead <= 0xa9) || (lead >= 0xb0 && lead <= 0xf7)) && trail >= 0xa1 && trail <= 0xfe;

/** Letters that the two tables place apart: s, z with caron and the Polish, Czech and Hungarian long ones. */
function central(bytes: Uint8Array): boolean {
  let central = 0;
  let western = 0;
  for (const byte of bytes.subarray(0, HEAD_BYTES)) {
    if ([0x9c, 0x9f, 0xb3, 0xb9, 0xbf, 0xd5, 0xd8, 0xec, 0xef, 0xf2, 0xf5, 0xf8, 0xfb].includes(byte)) central++;
    if ([0xe0, 0xe8, 0xea, 0xe6, 0xf1, 0xe5, 0xc6, 0xf4, 0xee].includes(byte)) western++;
  }
  return central > western;
}
