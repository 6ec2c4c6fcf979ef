/**
 * What the command says by key, apart from the pages: no page and no phone has it. A language says it as soon as a table of
 * its own stands here; what that lacks is said in English.
 */
import { COMMAND_ANSWERS } from "./en/command-answers.ts";
import { COMMAND_USE } from "./en/command-use.ts";
import { ENGLISH, type Language } from "./languages.ts";
import { type Filling, filled } from "./message.ts";

const EN = { ...COMMAND_USE, ...COMMAND_ANSWERS } as const;

export type CommandKey = keyof typeof EN;

const TABLES: Readonly<Record<Language, Readonly<Partial<Record<CommandKey, string>>>>> = { en: EN, pcm: {} };

/** Says keys in a language. A place that is not filled in does not compile. */
export const commandWordsIn =
  (language: Language) =>
  <K extends CommandKey>(key: K, ...[facts]: Filling<(typeof EN)[K]>): string =>
    filled(TABLES[language][key] ?? EN[key], facts ?? {});

export const commandWords = commandWordsIn(ENGLISH);
