import type { ReasonOf } from "../domain/reason.ts";
import type { Sayable } from "./catalogues.ts";
import type { Language } from "./languages.ts";
import { finding as english } from "./made/en/finding.ts";
import { finding } from "./made/pcm/finding.ts";
import { outcome } from "./made/pcm/outcome.ts";
import { price } from "./made/pcm/price.ts";
import { ENGLISH } from "./say-english.ts";
import type { Sayings } from "./sayings.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

/** How a price is worked out, and what an audit comes to, each language says whole; a finding that it has no words for is said in English. */
const SPEAKERS: Readonly<Record<Language, Speaker<Sayable>>> = {
  en: ENGLISH,
  pcm: speakerOf<Sayable>({ ...english, ...finding, ...outcome, ...price } as Sayings<Sayable>),
};

/** Who says reasons in a language. */
export const speakerIn = (language: Language): Speaker<Sayable> => SPEAKERS[language];

/** One reason as the sentence that a person reads. */
export const say = (reason: ReasonOf<Sayable>, language: Language): string => SPEAKERS[language].say(reason);

/** The lines of a worksheet, in their order. */
export const sayAll = (reasons: readonly ReasonOf<Sayable>[], language: Language): readonly string[] =>
  SPEAKERS[language].sayAll(reasons);
