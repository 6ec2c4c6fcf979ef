import type { SayCharge } from "../domain/fees/charge-answer.ts";
import { question } from "./made/en/question.ts";
import { ENGLISH } from "./say-english.ts";
import { speakerOf } from "./speaker.ts";

/** What an answer to a charge says, in English. */
export const CHARGE_ENGLISH: SayCharge = { sayAll: ENGLISH.sayAll, sayFault: speakerOf(question).say };
