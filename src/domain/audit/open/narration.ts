/** Upper case, one space between words, plain dashes: the form that wordings are matched against. */
export function normaliseNarration(text: string): string {
  // most texts are plain already
  if (/^[!-`{-~]+(?: [!-`{-~]+)*$/.test(text)) return text;
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toUpperCase();
}

/**
 * The words of a normalised narration that may tell one payment from another: names, banks, notes. Digits and common words
 * are left out.
 */
export function tellingWords(narration: string, isCommon: (word: string) => boolean): readonly string[] {
  return [...new Set(narration.split(/[^A-Z]+/).filter((word) => word.length >= 3 && !isCommon(word)))];
}

/**
 * How well a charge's telling words are found in a payment's: 1 all of them, 0 none, null when the charge has none to compare.
 */
export function likeness(charge: readonly string[], payment: readonly string[]): number | null {
  if (charge.length === 0) return null;
  let found = 0;
  for (const word of charge) if (payment.includes(word)) found++;
  return found / charge.length;
}
