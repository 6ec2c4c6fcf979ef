/** All words by which rows are classified, in one piece. */
import { owed, saysCard, spendsPlus } from "./card-table.ts";
import { besideColumns, countedInUnit } from "./label-doubts.ts";
import { oddRows } from "./odd-rows.ts";
import type { RowWords } from "./row-words.ts";
import { withoutStanding } from "./standing-rows.ts";
import { bookedBy } from "./status-words.ts";
import { summaryOf } from "./summary-words.ts";
import { withFeeLines } from "./table-fees.ts";
import { headOfSection } from "./unbooked-sections.ts";

export const ALL_WORDS: RowWords = {
  summaryOf,
  bookedBy,
  headOfSection,
  saysCard,
  spendsPlus,
  owed,
  withFeeLines,
  countedInUnit,
  besideColumns,
  oddRows,
  withoutStanding,
};
