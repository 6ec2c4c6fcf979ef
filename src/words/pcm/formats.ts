/** Figures are written as in English; a fact that is missing has its own name. */
import { MISSING } from "../en/missing.ts";
import { NAMES } from "./names.ts";

export * from "../en/formats.ts";

const OWN: Readonly<Record<string, string | undefined>> = { ...MISSING, ...NAMES.MISSING };

/** Facts that are missing, any of which would settle it. */
export const facts = (names: readonly string[]): string => names.map((name) => OWN[name] ?? name).join(" or ");
