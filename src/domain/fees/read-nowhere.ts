import type { Source } from "./pack.ts";

/** The title by which a pack names the source of what nobody read anywhere. */
const FROM_MEMORY = "From memory";

/** Whether what is said rests on memory alone. */
export const isFromMemory = ({ title }: Pick<Source, "title">): boolean => title === FROM_MEMORY;
