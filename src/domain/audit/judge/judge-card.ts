import { madeOnce } from "../made-once.ts";
import { billedMonths, billedQuarter, monthsCounted, monthsIn, quarterOf } from "../open/billed-period.ts";
import { type Book, type Entry, isReversed, sizeOf } from "../open/book.ts";
import { feesAlike, type Groups, groupBy } from "../open/book-index.ts";
import { accuse, cannotTell, exceeds, type Finding, right, strongest } from "./finding.ts";
import { judgePrice } from "./judge-price.ts";
import { priceFor } from "./price-charge.ts";

const SCHEME = /\b(VISA|MASTER|VERVE|AFRIGO|AMEX|UNION ?PAY)/;
const DIGITS = /(?:\*\*|XX)\s?(\d{3,4})\b/;

/** The card as the wording prints it: its last digits, else its scheme; null when it prints neither. */
function cardOf(narration: string): string | null {
  const digits = DIGITS.exec(narration);
  return digits?.[1] ?? SCHEME.exec(narration)?.[1] ?? null;
}

/** Naira card maintenance (reading 6): the price first, then whether the quarter was billed before. */
export function judgeCardMaintenance(book: Book, fee: Entry): Finding {
  const several = quartersOf(fee);
  if (several > 1) return judgeQuarters(book, fee, several);
  const price = judgePrice(book, fee, {});
  const rule = book.pack.rules.find((r) => r.id === price.rule);
  if (price.verdict === "cannot_tell" || price.verdict === "not_permitted" || rule?.period !== "quarterly")
    return price;
  const billed = billedIn(book, quarterKey(fee));
  const earlier = firstBefore(billed.all, fee);
  if (earlier === undefined) return price;
  const basis = { rule: price.rule, grade: price.grade, payee: price.payee, work: price.work };
  const card = cardOf(fee.narration);
  const same = firstBefore(billed.ofCardAndQuarter.get(cardAndQuarter(fee) ?? "") ?? [], fee);
  if (same)
    return strongest([
      price,
      accuse("duplicate", 0n, basis, { code: "same_card_before", facts: { row: same.line.row } }),
    ]);
  const toldApart =
    card !== null &&
    firstBefore(billed.ofCard.get(card) ?? [], fee) === undefined &&
    firstBefore(billed.ofNoCard, fee) === undefined;
  if (toldApart) return price;
  if (price.verdict !== "right") return price;
  return cannotTell(basis, ["card"], { code: "cards_not_told_apart", facts: { row: earlier.line.row } });
}

/** How many quarters a line is for; 1 where it does not say. */
function quartersOf(fee: Entry): number {
  const named = billedMonths(fee.narration, fee.line.date);
  return Math.ceil(Math.max(named ? monthsIn(named) : 1, monthsCounted(fee.narration) ?? 1) / 3);
}

/** A line for several quarters: each at the price of one. */
function judgeQuarters(book: Book, fee: Entry, quarters: number): Finding {
  const one = judgePrice(book, fee, {});
  if (one.verdict !== "over_cap" && one.verdict !== "over_tariff") return one;
  const allowed = (one.allowed ?? 0n) * BigInt(quarters);
  return exceeds(sizeOf(fee), allowed)
    ? { ...one, allowed }
    : right(fee, one, { code: "within_quarters", facts: { quarters, limit: allowed } });
}

/** The quarter that a line bills, or without a printed one was posted in. */
const quarterKey = ({ service, narration, line }: Entry): string =>
  `${service} ${billedQuarter(narration, line.date) ?? quarterOf(line.date)}`;
const ofQuarter = feesAlike(quarterKey);

/** A card and a quarter that a line prints, both; null where one of them is not printed. */
function cardAndQuarter({ narration, line }: Entry): string | null {
  const [card, quarter] = [cardOf(narration), billedQuarter(narration, line.date)];
  return card === null || quarter === null ? null : `${card} ${quarter}`;
}

/** Maintenance lines of one quarter that took something and were not given back, each list in time order. */
type Billed = {
  readonly all: readonly Entry[];
  readonly ofNoCard: readonly Entry[];
  readonly ofCard: Groups;
  readonly ofCardAndQuarter: Groups;
};
const known = new WeakMap<Book, Map<string, Billed>>();

/** Worked out once for a quarter, so that many lines of one quarter take no longer each than few. */
function billedIn(book: Book, key: string): Billed {
  const quarters = madeOnce(known, book, () => new Map<string, Billed>());
  return madeOnce(quarters, key, () => {
    const all = ofQuarter(book, key).filter((one) => sizeOf(one) !== 0n && !isReversed(one));
    return {
      all,
      ofNoCard: all.filter(({ narration }) => cardOf(narration) === null),
      ofCard: groupBy(all, ({ narration }) => cardOf(narration)),
      ofCardAndQuarter: groupBy(all, cardAndQuarter),
    };
  });
}

/** The first of a list that stands before a fee and is no part of it. */
function firstBefore(list: readonly Entry[], fee: Entry): Entry | undefined {
  for (const other of list) {
    if (other.at >= fee.at) return undefined;
    if (other.parent !== fee) return other;
  }
  return undefined;
}

/** Some banks call the card's fee by the account's name: on a savings account a sum that the card's limit allows is no accusation. */
export function mayBeCardFee(book: Book, fee: Entry): boolean {
  const card = priceFor(book, "card.maintenance", fee.line.date, undefined);
  return card.maximum !== null && sizeOf(fee) <= card.maximum.total + 1n;
}
