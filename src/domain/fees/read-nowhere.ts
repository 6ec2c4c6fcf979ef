import type { Source } from "./pack.ts";

/** The source title that a pack gives to a figure known from memory only. */
const FROM_MEMORY = "From memory";

/** Whether the source is memory alone. */
export const isFromMemory = ({ title }: Pick<Source, "title">): boolean => title === FROM_MEMORY;
