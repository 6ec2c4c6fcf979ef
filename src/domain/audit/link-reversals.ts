/**
 * Which earlier debit a reversal gives back (audit contract, reading 14): a credit whose words say so and that names, or
 * exactly mirrors, a debit of the last seven days. An equal credit without such words never is one. One idea: find the
 * target, never judge it.
 */
import { fromDayNumber } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import type { LineKind } from "./audit-result.ts";
import { type Book, type Entry, ofKind, sizeOf } from "./book.ts";
import { firstFrom } from "./book-index.ts";
import { LeftOver, leftOf, leftOversBy } from "./left-over.ts";
import { madeOnce } from "./made-once.ts";
import { likeness } from "./narration.ts";
import { narrationReader } from "./read-narration.ts";

const LOOK_BACK_DAYS = 7;
const REVERSAL_WORDS =
  /^\W*(?:NIP )?(?:RSVL|RVSL|RVSAL|REVSL|REVERSAL|REVERSED|REVERSING|REV)\b[\s:.-]{0,20}(?:OF|FOR)?[\s:.-]{0,20}\(?|[\s-]{0,20}\b(?:RSVL|RVSL|REVERSAL|REVERSED)$|\)$/g;

/** The narration of what was reversed, as far as the reversal's own words repeat it. */
const strippedOf = (narration: string): string => narration.replace(REVERSAL_WORDS, "").trim();

/** So many of the latest debits are looked at for each tie: an honest account has fewer of one size in a week. */
const NEAR = 200;

/** The latest of a list in time order that a reversal may give back: debits of the last days of which something is left. */
function candidatesIn(book: Book, list: LeftOver, reversal: Entry): Entry[] {
  const found: Entry[] = [];
  const first = firstFrom(book, fromDayNumber(reversal.day - LOOK_BACK_DAYS));
  for (const entry of list.before(reversal.at)) {
    if (entry.at < first || found.length >= NEAR) break;
    if (reversal.day - entry.day <= LOOK_BACK_DAYS && entry.at < reversal.at) found.push(entry);
  }
  return found;
}

/** The debits of a statement by each thing that ties one to its reversal. */
type Debits = {
  readonly bySize: ReadonlyMap<Minor, LeftOver>;
  /** Those of which a part came back, by what is left: the latest few of each. */
  readonly partly: Map<Minor, Entry[]>;
  readonly byNarration: ReadonlyMap<string, LeftOver>;
  readonly byReference: ReadonlyMap<string, LeftOver>;
};
const debits = new WeakMap<Book, Debits>();
const listsOfKind = new WeakMap<readonly Entry[], LeftOver>();
const NO_DEBITS: LeftOver = new LeftOver([]);

const debitsOf = (book: Book): Debits =>
  madeOnce(debits, book, () => {
    const out = book.entries.filter(({ amount }) => amount < 0n);
    return {
      bySize: leftOversBy(out, sizeOf),
      partly: new Map(),
      byNarration: leftOversBy(out, ({ narration }) => narration),
      byReference: leftOversBy(out, ({ line }) => line.reference),
    };
  });

/** What a reversal may give back: debits of which just its sum is left and, where it speaks of a charge, all of that kind. */
function candidatesFor(book: Book, reversal: Entry, stripped: string, kind: LineKind | null): Entry[] {
  const { bySize, partly, byNarration, byReference } = debitsOf(book);
  const kindred = kind ? ofKind(book, kind) : null;
  const lists = [
    bySize.get(reversal.amount),
    new LeftOver(partly.get(reversal.amount) ?? []),
    byNarration.get(stripped),
    byReference.get(reversal.line.reference ?? ""),
    kindred
      ? madeOnce(listsOfKind, kindred, () => new LeftOver(kindred.filter(({ amount }) => amount < 0n)))
      : undefined,
  ];
  const found = new Set(lists.flatMap((list) => candidatesIn(book, list ?? NO_DEBITS, reversal)));
  return [...found].sort((a, b) => b.at - a.at);
}

const sameReference = (a: Entry, b: Entry): boolean =>
  a.line.reference !== null && a.line.reference === b.line.reference;

function give(book: Book, reversal: Entry, target: Entry, amount: bigint): void {
  if (!reversal.reverses) reversal.reverses = target;
  target.returns = [...target.returns, { by: reversal, amount }];
  const left = leftOf(target);
  if (left > 0n) {
    const latest = madeOnce(debitsOf(book).partly, left, () => []);
    latest.push(target);
    latest.sort((a, b) => a.at - b.at);
    if (latest.length > NEAR) latest.shift();
  }
}

/** Reversals that mirror or name one line. Run once before fees are linked (`payments`) and once after (`charges`). */
export function linkReversals(book: Book, which: "payments" | "charges"): void {
  const read = narrationReader(book.pack, book.bank);
  for (const reversal of ofKind(book, "reversal")) {
    if (reversal.reverses || reversal.amount <= 0n) continue;
    const stripped = strippedOf(reversal.narration);
    const { told } = read(stripped, "debit");
    const wantsCharge = told.kind === "fee" || told.kind === "tax" || told.kind === "levy";
    if (wantsCharge !== (which === "charges") && which === "payments") continue;
    let best: { entry: Entry; score: number } | null = null;
    const kind = wantsCharge ? told.kind : null;
    for (const entry of candidatesFor(book, reversal, stripped, kind)) {
      const score = fitOf(reversal, entry, stripped, kind);
      if (score !== null && (!best || score > best.score)) best = { entry, score };
    }
    // whose charge it is, is known when charges are linked: of two equal ones that of the payment that came back
    if (best && which === "payments" && best.entry.kind !== "transaction") continue;
    if (best)
      give(book, reversal, best.entry, reversal.amount < sizeOf(best.entry) ? reversal.amount : sizeOf(best.entry));
  }
}

/** How well a debit fits a reversal; null when it does not fit at all. Later debits win among equals. */
function fitOf(reversal: Entry, entry: Entry, stripped: string, kind: Entry["kind"] | null): number | null {
  const left = leftOf(entry);
  const mirrors = left === reversal.amount;
  const like = likeness(reversal.words, entry.words);
  const named =
    sameReference(reversal, entry) ||
    (stripped.length > 0 && entry.narration === stripped) ||
    (like !== null && like >= 0.6);
  if (!mirrors && !(named && kind !== null && entry.kind === kind && reversal.amount < left)) return null;
  if (kind !== null && entry.kind !== kind && !(mirrors && named)) return null;
  if (kind === null && entry.kind !== "transaction" && !(mirrors && named)) return null;
  if (like !== null && like < 0.6 && !named) return null;
  return (
    (mirrors ? 500 : 0) +
    (sameReference(reversal, entry) ? 300 : 0) +
    (like ?? 0) * 100 +
    ((entry.event ?? entry.parent?.event)?.returns.length ? 80 : 0) -
    (reversal.at - entry.at) / 1000
  );
}

/** A single credit of a payment with its charges returns them all: run after fees, taxes and levies are linked. */
export function linkCombinedReversals(book: Book): void {
  const charged = new LeftOver(
    book.entries.filter(({ amount, kind, charges }) => amount < 0n && kind === "transaction" && charges.length > 0),
  );
  for (const reversal of ofKind(book, "reversal")) {
    if (reversal.reverses || reversal.amount <= 0n) continue;
    for (const payment of candidatesIn(book, charged, reversal)) {
      if (sizeOf(payment) >= reversal.amount) continue;
      const charges = [...payment.charges, ...payment.charges.flatMap((c) => c.taxes)].filter(
        (c) => c.returns.length === 0,
      );
      const chosen = subsetWithSum(charges, reversal.amount - sizeOf(payment));
      if (!chosen) continue;
      give(book, reversal, payment, sizeOf(payment));
      for (const charge of chosen) give(book, reversal, charge, sizeOf(charge));
      break;
    }
  }
}

/** Charges that together are exactly `sum`; null when none are. A payment has a handful of charges, so trying all is cheap. */
function subsetWithSum(charges: readonly Entry[], sum: bigint): Entry[] | null {
  const few = charges.slice(0, 12);
  for (let mask = 1; mask < 1 << few.length; mask++) {
    const chosen = few.filter((_, i) => mask & (1 << i));
    if (chosen.reduce((total, c) => total + sizeOf(c), 0n) === sum) return chosen;
  }
  return null;
}
