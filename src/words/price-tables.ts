/** The words of prices and of rules in each language, which has them whole: a line is never half in another. */
import { PRICES } from "./en/prices.ts";
import { RULES } from "./en/rules.ts";
import type { Language } from "./languages.ts";
import { PRICES as PCM_PRICES } from "./pcm/prices.ts";
import { RULES as PCM_RULES } from "./pcm/rules.ts";
import type { PriceWords } from "./price-words.ts";

export const PRICES_IN: Readonly<Record<Language, PriceWords>> = { en: PRICES, pcm: PCM_PRICES };
export const RULES_IN: Readonly<Record<Language, Readonly<Record<keyof typeof RULES, string>>>> = {
  en: RULES,
  pcm: PCM_RULES,
};
