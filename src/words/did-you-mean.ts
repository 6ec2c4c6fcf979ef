import { ENGLISH, type Language } from "./languages.ts";
import { reasonWords, type Sayable } from "./page-words.ts";

/** What was probably meant, to stand behind a sentence; null where nothing is near. */
export function meant(names: readonly string[]): Sayable | null {
  const last = names.at(-1);
  if (last === undefined) return null;
  return names.length === 1
    ? { code: "meant.one", facts: { one: last } }
    : { code: "meant.several", facts: { some: names.slice(0, -1).join(", "), last } };
}

/** ` Did you mean a, b or c?`; empty where nothing is near. */
export function didYouMean(names: readonly string[], language: Language = ENGLISH): string {
  const reason = meant(names);
  return reason ? reasonWords(language, reason).text : "";
}
