/**
 * Which payment a fee was taken for, and which fee a tax line belongs to. One idea: score the lines near the charge by
 * what ties them to it (a shared reference, the same names, place, a fitting amount) and take the best one that ties.
 */
import type { Sum } from "../fees/priced.ts";
import { type Book, type Entry, ofKind, sizeOf, standsAt } from "./book.ts";
import { likeness } from "./narration.ts";

const NEAR = 200;
const AHEAD = 6;

/** What each tie between a fee and a payment counts. */
const COUNTS = {
  base: 10,
  reference: 1000,
  like: 400,
  next: 200,
  soon: 60,
  first: 150,
  before: 100,
  day: 40,
  fitting: 80,
  /** Taken off for each line between them, up to so many. */
  lines: 9,
} as const;
/** Lines this far apart are not printed with each other. */
const APART = 8;
/** The most that a payment farther away can count without the fee's reference. */
const MOST_APART =
  COUNTS.base +
  COUNTS.like +
  COUNTS.soon +
  COUNTS.first +
  COUNTS.before +
  COUNTS.day +
  COUNTS.fitting -
  Math.min(APART + 1, COUNTS.lines);

/** Which payments a fee of this service can have been taken for; null: none, it is taken for a period or a request. */
function eventTags(service: string): ((event: Entry) => boolean) | null {
  const plain = (event: Entry) => event.tags.size === 0;
  if (service === "transfer.intrabank") return (e) => e.tags.has("transfer_out") || plain(e);
  if (service.startsWith("transfer.") || service === "standing_order")
    return (e) => e.tags.has("transfer_out") || plain(e);
  if (service.startsWith("atm.")) return (e) => e.tags.has("atm");
  if (service === "bill.payment") return (e) => e.tags.has("bill") || plain(e);
  if (service === "cash.withdrawal") return (e) => e.tags.has("cash_out");
  if (service.startsWith("cheque.returned")) return (e) => e.tags.has("cheque");
  return null;
}

/** True when this statement prints one reference on a payment and its fee: then another reference is another payment. */
function sharesReferences(book: Book): boolean {
  let shared = 0;
  let alone = 0;
  for (const fee of ofKind(book, "fee")) {
    if (!fee.line.reference || !fee.service?.startsWith("transfer.")) continue;
    const same = book.byReference.get(fee.line.reference) ?? [];
    if (same.some((e) => e.kind === "transaction" && e.amount < 0n)) shared++;
    else alone++;
  }
  return shared > alone;
}

/** What a fee for an event would be; null when nobody can tell. Supplied by the judge so that linking holds no rule. */
export type Expected = (service: string, event: Entry) => Sum | null;

/** True when a charge is that sum, its fee alone or with its tax. */
export const isDue = (due: Sum | null, charged: bigint): boolean =>
  due !== null && (near(due.fee, charged) || near(due.total, charged));

/** Fills `event` of fees and `charges` of payments. */
export function linkFees(book: Book, expected: Expected): void {
  const byReference = sharesReferences(book);
  for (const fee of ofKind(book, "fee")) {
    if (fee.amount >= 0n || fee.event || !fee.service) continue;
    const fits = eventTags(fee.service);
    if (!fits) continue;
    const best = bestEvent(book, fee, fits, byReference, expected);
    if (!best) continue;
    fee.event = best;
    best.charges = [...best.charges, fee];
    if (fee.service === "transfer.interbank" && best.tags.has("same_bank")) fee.service = "transfer.intrabank";
  }
}

function bestEvent(
  book: Book,
  fee: Entry,
  fits: (event: Entry) => boolean,
  byReference: boolean,
  expected: Expected,
): Entry | null {
  let best: Entry | null = null;
  let bestScore = 0;
  const alone = fee.line.reference === null || !book.byReference.has(fee.line.reference);
  const last = Math.min(book.entries.length - 1, fee.at + AHEAD);
  for (let at = last; at >= Math.max(0, fee.at - NEAR); at--) {
    const event = book.entries[at] as Entry;
    if (fee.day - event.day > 1 || (bestScore >= MOST_APART && alone && fee.at - at > APART)) break;
    if (event.kind !== "transaction" || event.amount >= 0n || event.day > fee.day || !fits(event)) continue;
    const score = eventScore(book, fee, event, byReference, expected, bestScore);
    if (score > bestScore) {
      best = event;
      bestScore = score;
    }
  }
  return best ?? eventByReference(book, fee, fits);
}

/** A payment with the fee's own reference, however far away in the file, up to a week before. */
function eventByReference(book: Book, fee: Entry, fits: (event: Entry) => boolean): Entry | null {
  if (!fee.line.reference) return null;
  const same = book.byReference.get(fee.line.reference) ?? [];
  return (
    same.find(
      (e) => e.kind === "transaction" && e.amount < 0n && fits(e) && fee.day >= e.day && fee.day - e.day <= 7,
    ) ?? null
  );
}

/** Above 0 when something ties the fee to the event; exact where it is above `best`. */
function eventScore(
  book: Book,
  fee: Entry,
  event: Entry,
  byReference: boolean,
  expected: Expected,
  best: number,
): number {
  const reference = fee.line.reference !== null && fee.line.reference === event.line.reference;
  if (byReference && !reference && fee.line.reference !== null && event.line.reference !== null) return 0;
  const like = likeness(fee.words, event.words);
  if (!reference && like !== null && like < 0.6) return 0;
  const taken = takenFor(fee, event);
  const next = adjacent(book, fee, event);
  const tied = reference || like !== null;
  // a second fee without a tie is that payment's only when it stands right there and is the very same sum
  if (taken.length > 0 && !tied && !(next && taken.some((c) => near(sizeOf(c), sizeOf(fee))))) return 0;
  if (taken.length > 0 && !tied && anotherFree(book, fee, event, expected)) return 0;
  if (!tied && !next && fee.day !== event.day) return 0;
  const soon = fee.seconds !== null && event.seconds !== null && Math.abs(fee.seconds - event.seconds) <= 120;
  const score =
    COUNTS.base +
    (reference ? COUNTS.reference : 0) +
    (like ?? 0) * COUNTS.like +
    (next ? COUNTS.next : 0) +
    (soon ? COUNTS.soon : 0) +
    (taken.length === 0 ? COUNTS.first : 0) +
    (event.at < fee.at ? COUNTS.before : 0) +
    (event.day === fee.day ? COUNTS.day : 0) -
    Math.min(Math.abs(fee.at - event.at), COUNTS.lines);
  // a price is only worked out where a fitting amount could still make this the best
  if (score + COUNTS.fitting <= best) return score;
  return isDue(expected(fee.service as string, event), sizeOf(fee)) ? score + COUNTS.fitting : score;
}

const NONE: readonly never[] = [];

/** Charges of the same kind that stand against the payment when the fee is taken. */
const takenFor = (fee: Entry, event: Entry): readonly Entry[] =>
  event.charges.length === 0 ? NONE : event.charges.filter((c) => c.service === fee.service && standsAt(c, fee.at));

const near = (a: bigint, b: bigint): boolean => a - b <= 1n && b - a <= 1n;

/** Only charges stand between the two: the fee was printed with this payment. */
export function adjacent(book: Book, charge: Entry, event: Entry): boolean {
  const low = Math.min(charge.at, event.at);
  const high = Math.max(charge.at, event.at);
  if (high - low > APART) return false;
  for (let at = low + 1; at < high; at++) if ((book.entries[at] as Entry).kind === "transaction") return false;
  return true;
}

/** Another payment of that day, still without such a fee, for which this fee would be the right sum. */
function anotherFree(book: Book, fee: Entry, not: Entry, expected: Expected): boolean {
  for (let at = fee.at - 1; at >= 0 && fee.at - at <= 40; at--) {
    const other = book.entries[at] as Entry;
    if (other.day !== fee.day) break;
    if (other === not || other.kind !== "transaction" || other.amount >= 0n || !other.tags.has("transfer_out"))
      continue;
    if (other.charges.some((c) => c.service === fee.service)) continue;
    if (isDue(expected(fee.service as string, other), sizeOf(fee))) return true;
  }
  return false;
}
