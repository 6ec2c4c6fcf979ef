import type { Sayable } from "./catalogues.ts";
import { finding } from "./made/en/finding.ts";
import { outcome } from "./made/en/outcome.ts";
import { price } from "./made/en/price.ts";
import { speakerOf } from "./speaker.ts";

/** English, and no other language: what a device loads. */
export const ENGLISH = speakerOf<Sayable>({ ...finding, ...outcome, ...price });
