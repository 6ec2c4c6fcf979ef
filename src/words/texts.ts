import { ENGLISH, type Language } from "./languages.ts";
import type { Facts } from "./message.ts";
import { type NameTable, nameWords, type PageKey, pageWords } from "./page-words.ts";

/** Says words of pages as bare text, in one language: what a sentence is put together with outside of markup. */
export type Texts = {
  readonly text: (key: PageKey, facts?: Facts) => string;
  /** What a member of a closed list is called. */
  readonly calledText: (table: NameTable, id: string) => string;
};

export const textsIn = (language: Language): Texts => ({
  text: (key, facts) => pageWords(language, key, facts).text,
  calledText: (table, id) => nameWords(language, table, id).text,
});

/** For what exists in English only: feeds, calendars, the command. */
export const ENGLISH_TEXTS: Texts = textsIn(ENGLISH);
