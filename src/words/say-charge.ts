/** An answer of the charge contract in words, beside its JSON: what `lang` in the question asks for. */
import type { ChargeAnswer } from "../domain/fees/charge-answer.ts";
import { nameIn } from "../domain/fees/name-on.ts";
import type { Pack } from "../domain/fees/pack.ts";
import type { ChargeEvent } from "../domain/fees/priced.ts";
import { isUsualIn } from "../domain/fees/usual-price.ts";
import { ENGLISH, type Language, languageNamed } from "./languages.ts";
import { nameWords } from "./page-words.ts";

/** Each text in the language that was asked for, or in English where that has no words yet; `lang` is what was asked for and is known. */
export type SaidCharge = {
  readonly lang: Language;
  readonly service: string;
  readonly state: string;
  readonly payee: string;
  /** In the order of `missing`. */
  readonly missing: readonly string[];
};

export function sayCharge(
  answer: ChargeAnswer,
  { service, on }: Pick<ChargeEvent, "service" | "on">,
  pack: Pack,
  lang: string,
): SaidCharge {
  const language = languageNamed(lang) ?? ENGLISH;
  const known = pack.services.find(({ id }) => id === service);
  const open = answer.maximum === null && (answer.state === "negotiable" || answer.state === "at_cost");
  const usual = answer.state === "at_cost" && !open && isUsualIn(pack, answer.rules);
  return {
    lang: language,
    service: known ? nameIn(known, on, language).text : service,
    state: nameWords(language, open || usual ? "OPEN_STATES" : "STATES", usual ? "usual" : answer.state).text,
    payee: nameWords(language, "PAYEES", answer.payee).text,
    missing: answer.missing.map((fact) => nameWords(language, "MISSING", fact).text),
  };
}
