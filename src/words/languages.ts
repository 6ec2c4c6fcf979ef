/** The languages that something is said in, by their BCP 47 tags. What a language has no words for is said in English. */
export const LANGUAGES = ["en"] as const;

export type Language = (typeof LANGUAGES)[number];
