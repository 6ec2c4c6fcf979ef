/** Control characters, signs that turn the way of writing, and what stands for no letter at all. */
const INVISIBLE = /[\p{Cc}\p{Bidi_Control}\p{Noncharacter_Code_Point}\ufff9-\ufffb]/gu;
const LAYOUT = ["\n", "\t"];

/**
 * What a person typed, as it may be stored and shown: without characters that cannot be seen and would change how the rest
 * reads, in whole letters, with one kind of line end. What can be seen stays as it is.
 */
export const plainWords = (text: string): string =>
  text
    .toWellFormed()
    .replaceAll("\ufffd", "")
    .replace(/\r\n?|[\u0085\u2028\u2029]/g, "\n")
    .replace(INVISIBLE, (sign) => (LAYOUT.includes(sign) ? sign : ""))
    .trim();
