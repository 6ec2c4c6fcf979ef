/** Figures are written as in English. */
export * from "../en/formats.ts";
