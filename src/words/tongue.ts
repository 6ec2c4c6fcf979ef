/** How what is said on a phone too, the pages of a statement and their scripts, is said in another language than English. */
import type { Sayable } from "./catalogues.ts";
import type { Language } from "./languages.ts";
import { type Filling, filled } from "./message.ts";
import type { Speaker } from "./speaker.ts";

/** Messages by key. */
export type Table = Readonly<Record<string, string>>;

/**
 * A language that is not English: what it says in the place of English, by key, and who says its reasons. A name of a closed
 * list has its table before it: `VERDICTS.right`. Where English is spoken there is none.
 */
export type Tongue = { readonly language: Language; readonly words: Table; readonly reasons: Speaker<Sayable> };

/** Who is spoken to in a tongue. */
export type Spoken = { readonly tongue?: Tongue | undefined };

/** Says the messages of a table as bare text. A place that is not filled in does not compile. */
export const textIn =
  <T extends Table>(english: T, tongue?: Tongue) =>
  <K extends keyof T & string>(key: K, ...[facts]: Filling<T[K]>): string =>
    filled(tongue?.words[key] ?? (english[key] as string), facts ?? {});
