/** All words that rows are told apart by, in one piece. */
import { cardIn, paysTheCard } from "./card-words.ts";
import { besideColumns, countedInUnit } from "./label-doubts.ts";
import type { RowWords } from "./row-words.ts";
import { bookedBy } from "./status-words.ts";
import { summaryOf } from "./summary-words.ts";
import { headOfSection } from "./unbooked-sections.ts";

export const ALL_WORDS: RowWords = {
  summaryOf,
  bookedBy,
  headOfSection,
  paysTheCard,
  cardIn,
  countedInUnit,
  besideColumns,
};
