/** One idea: bytes to text, by evidence: a byte order mark, the pattern of zero bytes, strict UTF-8, then a national table. */

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
  const chinese = decode(bytes, "gb18030", true);
  if (chinese !== undefined && looksChinese(chinese)) return { text: chinese, encoding: "gb18030", assumed: true };
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

/** Bytes above 7F come in pairs that give common ideographs; by chance in a western text they do not. */
function looksChinese(text: string): boolean {
  const foreign = [...text.slice(0, HEAD_BYTES)].filter((c) => c > "\u007f");
  return foreign.length > 0 && foreign.filter((c) => c >= "\u4e00" && c <= "\u9fa5").length / foreign.length > 0.6;
}

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
