import type { NarrationHints } from "../fees/pack.ts";

/** Upper case, one space between words, plain dashes: the form that wordings are matched against. */
export function normaliseNarration(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/\s+/g, " ")
    .trim()
    .toUpperCase();
}

/** The words of a normalised narration that may tell one payment from another: names, banks, notes. Digits and common words are left out. */
export function tellingWords(narration: string, common: ReadonlySet<string>): ReadonlySet<string> {
  const words = new Set<string>();
  for (const word of narration.split(/[^A-Z]+/)) if (word.length >= 3 && !common.has(word)) words.add(word);
  return words;
}

export const commonWordsOf = (hints: NarrationHints): ReadonlySet<string> => new Set(hints.commonWords);

/**
 * How well a charge's telling words are found in a payment's: 1 all of them, 0 none, null when the charge has none to compare.
 */
export function likeness(charge: ReadonlySet<string>, payment: ReadonlySet<string>): number | null {
  if (charge.size === 0) return null;
  let found = 0;
  for (const word of charge) if (payment.has(word)) found++;
  return found / charge.size;
}
