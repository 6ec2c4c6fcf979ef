import type { ReasonOf } from "../domain/reason.ts";
import type { Sayable } from "./catalogues.ts";
import type { Language } from "./languages.ts";
import { ENGLISH } from "./say-english.ts";
import type { Speaker } from "./speaker.ts";

const SPEAKERS: Readonly<Record<Language, Speaker<Sayable>>> = { en: ENGLISH, pcm: ENGLISH };

/** One reason as the sentence that a person reads. */
export const say = (reason: ReasonOf<Sayable>, language: Language): string => SPEAKERS[language].say(reason);

/** The lines of a worksheet, in their order. */
export const sayAll = (reasons: readonly ReasonOf<Sayable>[], language: Language): readonly string[] =>
  SPEAKERS[language].sayAll(reasons);
