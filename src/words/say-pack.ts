import { pack } from "./made/en/pack.ts";
import { speakerOf } from "./speaker.ts";

/** Says what is wrong in a pack, to whoever keeps it. */
export const PACK_WORDS = speakerOf(pack);
