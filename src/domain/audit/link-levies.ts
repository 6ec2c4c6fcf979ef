/**
 * Which payment a levy was taken for, and which payments a batch line of n levies. One idea: a payment owes a levy once;
 * a line that names its payment gets it, a line that names none gets the nearest one that still owes.
 */
import { addDays, type CivilDate, fromDayNumber } from "../dates/civil-date.ts";
import { type BilledPeriod, batchCount, billedPeriod } from "./billed-period.ts";
import { type Book, type Entry, isReversed, ofKind, sizeOf, standsAt } from "./book.ts";
import { firstFrom } from "./book-index.ts";
import { workingDayBefore } from "./coverage.ts";
import { adjacent } from "./link-fees.ts";
import { likeness } from "./narration.ts";
import { isTransfer, owesLevy } from "./price-charge.ts";

const NEAR = 200;
const AHEAD = 3;
const NAMED_DAYS = 7;

/** A batch line: what it says it covers, and the payments found for it. */
export type Batch = {
  readonly unit: bigint;
  readonly wanted: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** False where the wording prints no period and the line reaches back to the batch before, or to the first day. */
  readonly printed: boolean;
};

export type LevyLinks = { readonly batches: ReadonlyMap<Entry, Batch> };

const owes = (book: Book, levy: Entry, event: Entry): boolean => owesLevy(book, levy.service as string, event);

/** Fills `event`, `events` of levies and `charges` of payments, in time order. `unitOf` is the sum of one levy on a day. */
export function linkLevies(book: Book, unitOf: (on: CivilDate) => bigint | null): LevyLinks {
  const batches = new Map<Entry, Batch>();
  let batchedUntil: CivilDate | null = null;
  const first = book.entries[0]?.line.date ?? null;
  for (const levy of ofKind(book, "levy")) {
    if (levy.amount >= 0n || !levy.service || levy.event) continue;
    const unit = levy.service === "levy.electronic_transfer" ? unitOf(levy.line.date) : null;
    const count = batchCount(levy.narration);
    const period = spanOf(levy);
    const many = unit !== null && sizeOf(levy) >= 2n * unit && sizeOf(levy) % unit === 0n;
    if (unit !== null && (count !== null || period !== null || (many && !namesOne(book, levy)))) {
      const from = period?.from ?? (batchedUntil ? addDays(batchedUntil, 1) : (first ?? levy.line.date));
      const to = period?.to ?? levy.line.date;
      const wanted = Number((sizeOf(levy) + unit - 1n) / unit);
      levy.events = takeOwing(book, levy, workingDayBefore(from), to, wanted);
      for (const event of levy.events) event.charges = [...event.charges, levy];
      batches.set(levy, { unit, wanted, from, to, printed: period !== null });
      batchedUntil = to;
      continue;
    }
    const event = eventOf(book, levy);
    if (!event) continue;
    levy.event = event;
    event.charges = [...event.charges, levy];
  }
  return { batches };
}

/** A span of days counts as a batch period; a single printed day or month does not. */
function spanOf(levy: Entry): BilledPeriod | null {
  return /\d\s*(?:-{1,2}|TO)\s*\d/.test(levy.narration) ? billedPeriod(levy.narration, levy.line.date) : null;
}

const namesOne = (book: Book, levy: Entry): boolean =>
  levy.words.length > 0 &&
  book.entries
    .slice(Math.max(0, levy.at - 20), levy.at)
    .some((e) => e.kind === "transaction" && (likeness(levy.words, e.words) ?? 0) >= 0.6);

const levied = (levy: Entry, event: Entry): boolean =>
  event.charges.some((c) => c !== levy && c.service === levy.service && standsAt(c, levy.at));

/** The earliest payments from `from` to `to` that owe the levy and have none yet. */
function takeOwing(book: Book, levy: Entry, from: CivilDate, to: CivilDate, most: number): Entry[] {
  const taken: Entry[] = [];
  for (let at = firstFrom(book, from); at < book.entries.length; at++) {
    const event = book.entries[at] as Entry;
    if (taken.length >= most || event.line.date > to) break;
    if (event.line.date < from || !isTransfer(event)) continue;
    if (owes(book, levy, event) && !levied(levy, event)) taken.push(event);
  }
  return taken;
}

function eventOf(book: Book, levy: Entry): Entry | null {
  const earliest = workingDayBefore(levy.line.date);
  let best: Entry | null = null;
  let bestScore = 0;
  const last = Math.min(book.entries.length - 1, levy.at + AHEAD);
  for (let at = last; at >= Math.max(0, levy.at - NEAR); at--) {
    const event = book.entries[at] as Entry;
    if (levy.day - event.day > NAMED_DAYS) break;
    if (event.day > levy.day || !isTransfer(event)) continue;
    const score = levyScore(book, levy, event, earliest);
    if (score > bestScore) {
      best = event;
      bestScore = score;
    }
  }
  return best;
}

/** Above 0 when the levy can be this payment's: it names it, or the payment owes, or it stands right there. */
function levyScore(book: Book, levy: Entry, event: Entry, earliest: CivilDate): number {
  const reference = levy.line.reference !== null && levy.line.reference === event.line.reference;
  const like = likeness(levy.words, event.words);
  const named = reference || (like !== null && like >= 0.6);
  if (like !== null && !named) return 0;
  if (!named && event.line.date < earliest) return 0;
  const already = levied(levy, event);
  const owing = owes(book, levy, event) && !already && !isReversedBefore(event, levy);
  const next = adjacent(book, levy, event);
  if (!named && !owing && !next) return 0;
  const soon =
    levy.seconds !== null &&
    event.seconds !== null &&
    levy.day === event.day &&
    Math.abs(levy.seconds - event.seconds) <= 120;
  return (
    10 +
    (named ? 1000 + (like ?? 1) * 200 : 0) +
    (owing ? 300 : 0) +
    (next ? 120 : 0) +
    (soon ? 60 : 0) +
    (already ? 0 : 100) +
    (event.at < levy.at ? 40 : 0) +
    (event.day === levy.day ? 30 : 0) -
    Math.min(Math.abs(levy.at - event.at), 25)
  );
}

const isReversedBefore = (event: Entry, levy: Entry): boolean =>
  isReversed(event) && event.returns.every((r) => r.by.at < levy.at);

/** Payments of the last `days` days before a levy that owed one under the law of their own day and have none. */
export function owingBefore(book: Book, levy: Entry, days: number): Entry[] {
  return takeOwing(book, levy, fromDayNumber(levy.day - days), levy.line.date, Number.MAX_SAFE_INTEGER);
}
