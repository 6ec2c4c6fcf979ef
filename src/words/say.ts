import type { OutcomeFacts } from "../domain/audit/outcome.ts";
import type { PriceReasons } from "../domain/fees/price-reasons.ts";
import type { ReasonOf } from "../domain/reason.ts";
import type { Sayable } from "./catalogues.ts";
import type { Language } from "./languages.ts";
import { finding } from "./made/en/finding.ts";
import { outcome } from "./made/pcm/outcome.ts";
import { price } from "./made/pcm/price.ts";
import { ENGLISH } from "./say-english.ts";
import type { Sayings } from "./sayings.ts";
import { type Speaker, speakerOf } from "./speaker.ts";

/** How a price is worked out, and what an audit comes to, each language says whole; what is found of a line is English still. */
const SPEAKERS: Readonly<Record<Language, Speaker<Sayable>>> = {
  en: ENGLISH,
  pcm: speakerOf<Sayable>({
    ...finding,
    ...(outcome as Sayings<OutcomeFacts>),
    ...(price as Sayings<PriceReasons>),
  }),
};

/** Who says reasons in a language. */
export const speakerIn = (language: Language): Speaker<Sayable> => SPEAKERS[language];

/** One reason as the sentence that a person reads. */
export const say = (reason: ReasonOf<Sayable>, language: Language): string => SPEAKERS[language].say(reason);

/** The lines of a worksheet, in their order. */
export const sayAll = (reasons: readonly ReasonOf<Sayable>[], language: Language): readonly string[] =>
  SPEAKERS[language].sayAll(reasons);
