/**
 * One idea: the words that rows are told apart by are many, and most files hold none of them: a file that may hold some has
 * them fetched, and all other ways of reading bring them along.
 */
import type { Row } from "../text/delimited-text.ts";
import type { cardIn, paysTheCard } from "./card-words.ts";
import { roleOf } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import type { besideColumns, countedInUnit } from "./label-doubts.ts";
import type { Summary } from "./summary-words.ts";

export type RowWords = {
  readonly paysTheCard: typeof paysTheCard;
  readonly cardIn: typeof cardIn;
  readonly countedInUnit: typeof countedInUnit;
  readonly besideColumns: typeof besideColumns;
  readonly summaryOf: (text: string) => Summary | null;
  readonly bookedBy: (status: string) => boolean | null;
  readonly headOfSection: (cells: readonly string[]) => string | null;
};

/** For a file that asks for none. */
export const NO_WORDS: RowWords = {
  summaryOf: () => null,
  bookedBy: () => null,
  headOfSection: () => null,
  paysTheCard: () => null,
  cardIn: () => null,
  countedInUnit: () => [],
  besideColumns: () => [],
};

/** No word of most rows begins like one of the words of balances and totals. */
export const SUMS_UP =
  /\bbal|s[ao].?ld|[bc]\s?\/\s?[fd]|brou|carri|ledg|kontost|angss|besta|egye|z.stat|baki|dev.?r|\btot|\bsum|som[am]|gesa|raze|celk|topl|ssze|yht|move|\bnumb|anza|aant|nomb|\bcount|[\u0400-\u06ff\u3000-\u9fff]/i;
/** A label names a unit. */
const UNIT = /kobo|cent|pes|minor|pai|pence|\D000\b|thou|tsd|teur|t€/i;
/** A list of a card, or a payment to one, holds such words. */
const CARD =
  /\bcard\b|credit|minim|kred|tarj|cart|visa|thank|rec'?d|rece|re.u|recib|auto ?pay|graci|merci|obrig|ontv|bedan|erhal|dank|ricev|graz|mott|\btack|einz|gsein|(?:su|votre|ihre|your) /i;

/**
 * Whether rows may hold such words: a label of a unit or of a column left aside, statuses, a row that sums up, a list of a
 * card, a cell that stands alone like a heading.
 */
export function asksForWords(rows: readonly Row[], { roles, header }: Columns): boolean {
  const labels = rows[header]?.cells ?? [];
  const open = labels.some((label, i) => {
    const role = roles[i] === "other" ? roleOf(label) : null;
    return role === "amount" || role === "fee" || UNIT.test(label);
  });
  const amounts = roles.includes("amount");
  return (
    open ||
    roles.includes("status") ||
    rows.some(
      ({ raw, cells }, i) =>
        SUMS_UP.test(raw) ||
        ((amounts || i < header) && CARD.test(raw)) ||
        // what stands alone above or among the rows may be a heading
        (i >= header - 1 && !/\d/.test(raw) && cells.filter((cell) => cell !== "").length === 1),
    )
  );
}
