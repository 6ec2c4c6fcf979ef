/** Control characters but tab and line end, signs that turn the way of writing, and what stands for no letter at all. */
const INVISIBLE =
  /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufff0-\ufffb\ufffe\uffff]/g;

/**
 * What a person typed, as it may be stored and shown: without characters that cannot be seen and would change how the rest
 * reads, in whole letters, with one kind of line end. What can be seen stays as it is.
 */
export const plainWords = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("\ufffd", "")
    .replace(/\r\n?|[\x85\u2028\u2029]/g, "\n")
    .replace(INVISIBLE, "")
    .trim();
