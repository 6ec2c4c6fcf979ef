import { outcome } from "./made/en/outcome.ts";
import { speakerOf } from "./speaker.ts";

/** English, and no other language: what a device loads. */
export const ENGLISH = speakerOf(outcome);
