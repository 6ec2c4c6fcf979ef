/**
 * The words by which rows are classified are many, and most files hold none of them: a file that may hold some has
 * them fetched, and all other ways of reading bring them along.
 */
import type { Row } from "../text/delimited-text.ts";
import type { owed, saysCard, spendsPlus } from "./card-table.ts";
import type { Columns } from "./columns-by-label.ts";
import type { besideColumns, countedInUnit } from "./label-doubts.ts";
import type { oddRows } from "./odd-rows.ts";
import type { withoutStanding } from "./standing-rows.ts";
import type { Summary } from "./summary-words.ts";
import type { withoutSumming } from "./summing-rows.ts";
import type { withFeeLines } from "./table-fees.ts";

export type RowWords = {
  readonly saysCard: typeof saysCard;
  readonly spendsPlus: typeof spendsPlus;
  readonly owed: typeof owed;
  readonly withFeeLines: typeof withFeeLines;
  readonly countedInUnit: typeof countedInUnit;
  readonly besideColumns: typeof besideColumns;
  readonly oddRows: typeof oddRows;
  readonly withoutStanding: typeof withoutStanding;
  /** Only where a first reading left rows open. */
  readonly withoutSumming?: typeof withoutSumming;
  readonly summaryOf: (text: string) => Summary | null;
  readonly bookedBy: (status: string) => boolean | null;
  readonly headOfSection: (cells: readonly string[]) => string | null;
};

/** For a file that asks for none. */
export const NO_WORDS: RowWords = {
  summaryOf: () => null,
  bookedBy: () => null,
  headOfSection: () => null,
  saysCard: () => null,
  spendsPlus: () => null,
  owed: (table) => table,
  withFeeLines: () => null,
  countedInUnit: () => [],
  besideColumns: () => [],
  oddRows: () => [],
  withoutStanding: () => null,
};

/** No word of most rows begins like one of the words of balances and totals. */
export const SUMS_UP =
  /\bbal|s[ao].?ld|[bc]\s?\/\s?[fd]|brou|carri|ledg|kontost|angss|besta|egye|z.stat|baki|dev.?r|\btot|\bsum|som[am]|gesa|raze|celk|topl|ssze|yht|move|\bnumb|anza|k.ive|apyv|apgro|atlik|likut|mutas|aant|nomb|\bcount|[\u0400-\u06ff\u3000-\u9fff]/i;
/** A label names a unit. */
const UNIT = /kobo|cent|pes|minor|pai|pence|\D000\b|thou|tsd|teur|t€/i;
/** What stands above the table of a card. */
const CARD = /card|kred|tarj|cart|minim|visa/i;

/**
 * Whether rows may hold such words: one column of sums, whose sides a card turns, a unit in a label, statuses, fees, a head
 * that mentions a card, a row that sums up, a cell that stands alone like a heading; or no balance that would prove the rows.
 */
export const asksForWords = (rows: readonly Row[], { roles, header }: Columns): boolean =>
  !roles.includes("balance") ||
  roles.some((role) => role === "amount" || role === "status" || role === "fee") ||
  rows.some(
    ({ raw, cells }, i) =>
      SUMS_UP.test(raw) ||
      (i < header && CARD.test(raw)) ||
      (i === header && UNIT.test(raw)) ||
      // what stands alone above or among the rows may be a heading
      (i >= header - 1 && !/\d/.test(raw) && cells.filter((cell) => cell !== "").length === 1),
  );
