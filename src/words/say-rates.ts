import { rates } from "./made/en/rates.ts";
import { speakerOf } from "./speaker.ts";

/** Says what is wrong in a table of agreed rates. */
export const RATE_WORDS = speakerOf(rates);
