import type { Language } from "./languages.ts";
import { type Filling, filled } from "./message.ts";

type Table = Readonly<Record<string, string>>;

/**
 * Says a table by key in a language; what a language lacks is said in English. A place that is not filled in does not
 * compile. `others`: what other languages have of it.
 */
export const byKey =
  <T extends Table>(
    english: T,
    others: { readonly [language in Language]?: { readonly [K in keyof T]?: string } } = {},
  ) =>
  (language: Language) =>
  <K extends keyof T & string>(key: K, ...[facts]: Filling<T[K]>): string =>
    filled(others[language]?.[key] ?? (english[key] as string), facts ?? {});
