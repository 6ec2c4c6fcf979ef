import { ENGLISH, type Language } from "../words/languages.ts";
import { reasonWords, type Sayable } from "../words/page-words.ts";

/** Why a question cannot be answered. The codes are a closed list; each door translates them once. */
export type RefusalCode =
  | "unknown_service"
  | "unknown_bank"
  | "unknown_product"
  | "unknown_example"
  | "unknown_file"
  | "unknown_change"
  | "unknown_rule"
  | "unknown_jurisdiction"
  | "bad_json"
  | "missing_field"
  | "bad_amount"
  | "bad_fact"
  | "bad_date"
  | "bad_instant"
  | "bad_cursor"
  | "bad_field"
  | "nothing_known"
  | "no_file"
  | "too_large"
  | "too_slow"
  | "busy"
  | "database_away"
  | "outcome_unknown"
  | "key_reused"
  | "unknown_receipt"
  | "unreadable";

/** A question that was refused: `param` names the field, the message says what is wrong and what would fix it. */
export class Refused extends Error {
  override readonly name = "Refused";
  readonly code: RefusalCode;
  readonly param: string | null;
  /** Seconds after which it is worth asking again, where that is known. */
  readonly afterSeconds: number | undefined;
  readonly #reason: Sayable | string;

  /** `reason`: what is wrong, before it is said; or as a sentence, where it is said in English only. */
  constructor(code: RefusalCode, param: string | null, reason: Sayable | string, afterSeconds?: number) {
    super(inWords(reason, ENGLISH));
    this.#reason = reason;
    this.afterSeconds = afterSeconds;
    this.code = code;
    this.param = param;
  }

  /** The message in a language; in English where that has no words for it. */
  in(language: Language): string {
    return inWords(this.#reason, language);
  }
}

const inWords = (reason: Sayable | string, language: Language): string =>
  typeof reason === "string" ? reason : reasonWords(language, reason).text;
