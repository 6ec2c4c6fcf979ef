/** Which languages there are, and which one an asker reads. */

/** By their BCP 47 names; `pcm` is Nigerian Pidgin. The first is the one that has every word. */
export const LANGUAGES = ["en", "pcm"] as const;
export type Language = (typeof LANGUAGES)[number];
export const ENGLISH: Language = "en";

/** How each calls itself. */
export const OWN_NAMES: Readonly<Record<Language, string>> = { en: "English", pcm: "Naijá (Pidgin)" };

/** A text, and the language that it turned out to be in: English where the asked one has no words for it yet. */
export type Said = { readonly text: string; readonly language: Language };

/** `pcm`, `PCM` and `pcm-NG` are one language; undefined for one that we have no words of. */
export function languageNamed(tag: string): Language | undefined {
  const primary = tag.trim().split("-")[0]?.toLowerCase();
  return LANGUAGES.find((language) => language === primary);
}

/** More of the header than this is not read: no reader lists a hundred languages. */
const LONGEST_HEADER = 400;

/**
 * The language of an `Accept-Language` header: the one with the highest weight, the first of several. English for no header,
 * for one that cannot be read, and for one that names no language of ours. Never throws.
 */
export function languageAccepted(header: string | undefined): Language {
  // nearly everybody: told without reading the list
  if (header === undefined || !/pcm/i.test(header)) return ENGLISH;
  let best: { readonly language: Language; readonly weight: number } | undefined;
  for (const part of header.slice(0, LONGEST_HEADER).split(",")) {
    const [tag = "", ...parameters] = part.split(";");
    const language = tag.trim() === "*" ? ENGLISH : languageNamed(tag);
    const weight = weightOf(parameters);
    if (language !== undefined && weight > (best?.weight ?? 0)) best = { language, weight };
  }
  return best?.language ?? ENGLISH;
}

/** `q` of RFC 9110, from 0 to 1; one that is no such number counts as not wanted. */
function weightOf(parameters: readonly string[]): number {
  const q = parameters.map((text) => text.trim()).find((text) => /^q\s*=/i.test(text));
  if (q === undefined) return 1;
  const value = q.slice(q.indexOf("=") + 1).trim();
  return /^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(value) ? Number(value) : 0;
}
