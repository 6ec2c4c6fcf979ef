/** Bytes that nothing proves to be of one table of letters: the likeliest national one. */
import { type DecodedText, decode, HEAD_BYTES } from "./marked-text.ts";

/** Decodes a text in an old national table; never throws. */
export function inOldTable(bytes: Uint8Array): DecodedText {
  const script = scriptOf(bytes);
  const letters = script === null ? undefined : decode(bytes, script, true);
  if (script !== null && letters !== undefined) return { text: letters, encoding: script, assumed: true };
  const table = central(bytes) ? "windows-1250" : "windows-1252";
  return { text: decode(bytes, table, false) ?? "", encoding: table, assumed: true };
}

/** A table of another script, told by how its letters follow each other; null of a text in western letters. */
function scriptOf(bytes: Uint8Array): string | null {
  let [all, russian, kana] = [0, 0, 0];
  bytes.subarray(0, HEAD_BYTES).forEach((byte, i) => {
    if (byte < 0x80) return;
    all++;
    // Russian words are of letters from C0 on alone, of which western texts have one or two between plain ones
    if (byte > 0xbf && (bytes[i - 1] ?? 0) > 0xbf && (bytes[i + 1] ?? 0) > 0xbf) russian++;
    // leads of kana and of some ideographs: signs that no western bank prints
    if ([0x82, 0x83, 0x88, 0x89, 0x8b].includes(byte) && (bytes[i + 1] ?? 0) > 0x3f) kana++;
  });
  if (russian > all * 0.5) return "windows-1251";
  if (kana > 3 && kana > all * 0.05) return "shift_jis";
  return looksChinese(bytes) ? "gb18030" : null;
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

/**
 * Letters that the two tables place apart: the Polish, Czech and Hungarian ones and the western accents. What is a Danish or a
 * French letter in the one and a Czech one in the other counts as Czech only beside an s or z with caron, which few others have.
 */
function central(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  const czech = head.some((byte) => CARONS.has(byte));
  let balance = 0;
  for (const byte of head) {
    if (CENTRAL.has(byte)) balance++;
    else if (WESTERN.has(byte)) balance--;
    else if (EITHER.has(byte)) balance += czech ? 1 : -1;
  }
  return balance > 0;
}

const CARONS: ReadonlySet<number> = new Set([0x8a, 0x8d, 0x8e, 0x9a, 0x9d, 0x9e]);
const CENTRAL: ReadonlySet<number> = new Set([0x9c, 0x9f, 0xb3, 0xb9, 0xbf, 0xd5, 0xf5, 0xfb]);
const WESTERN: ReadonlySet<number> = new Set([0xe0, 0xea, 0xe6, 0xf1, 0xe5, 0xc5, 0xc6, 0xf4, 0xee, 0xe3, 0xe7]);
/** r, c, e, n and d with caron and u with a ring, or the Danish o and the vowels with a grave or two points. */
const EITHER: ReadonlySet<number> = new Set([0xd8, 0xf8, 0xe8, 0xc8, 0xf9, 0xec, 0xf2, 0xef]);
