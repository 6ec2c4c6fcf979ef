import type { ReasonOf } from "../domain/reason.ts";
import type { Sayable } from "./catalogues.ts";
import type { Language } from "./languages.ts";
import { finding } from "./made/pcm/finding.ts";
import { outcome } from "./made/pcm/outcome.ts";
import { price } from "./made/pcm/price.ts";
import { ENGLISH } from "./say-english.ts";
import type { Sayings } from "./sayings.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

/** A language has each of its catalogues whole, or none: a worksheet is one text. */
const SPEAKERS: Readonly<Record<Language, Speaker<Sayable>>> = {
  en: ENGLISH,
  pcm: speakerOf({ ...finding, ...outcome, ...price } as Sayings<Sayable>),
};

/** Who says reasons in a language. */
export const speakerIn = (language: Language): Speaker<Sayable> => SPEAKERS[language];

/** One reason as the sentence that a person reads. */
export const say = (reason: ReasonOf<Sayable>, language: Language): string => SPEAKERS[language].say(reason);

/** The lines of a worksheet, in their order. */
export const sayAll = (reasons: readonly ReasonOf<Sayable>[], language: Language): readonly string[] =>
  SPEAKERS[language].sayAll(reasons);
