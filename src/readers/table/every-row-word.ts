/** The words that rows are told apart by, and the arithmetic that tells the rest: for a table that a first reading left open. */
import { ALL_WORDS } from "./all-row-words.ts";
import type { RowWords } from "./row-words.ts";
import { withoutSumming } from "./summing-rows.ts";

export const EVERY_WORD: RowWords = { ...ALL_WORDS, withoutSumming };
