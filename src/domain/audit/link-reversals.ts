/**
 * Which earlier debit a reversal gives back (audit contract, reading 14): a credit whose words say so and that names, or
 * exactly mirrors, a debit of the last seven days. An equal credit without such words never is one. One idea: find the
 * target, never judge it.
 */
import { fromDayNumber } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import type { LineKind } from "./audit-result.ts";
import { type Book, type Entry, ofKind, returnedOf, sizeOf } from "./book.ts";
import { countUpTo, firstFrom } from "./book-index.ts";
import { madeOnce } from "./made-once.ts";
import { likeness } from "./narration.ts";
import { likeliest, narrationReader } from "./read-narration.ts";

const LOOK_BACK_DAYS = 7;
const REVERSAL_WORDS =
  /^\W*(?:NIP )?(?:RSVL|RVSL|RVSAL|REVSL|REVERSAL|REVERSED|REVERSING|REV)\b[\s:.-]*(?:OF|FOR)?[\s:.-]*\(?|[\s-]*\b(?:RSVL|RVSL|REVERSAL|REVERSED)$|\)$/g;

/** The narration of what was reversed, as far as the reversal's own words repeat it. */
const strippedOf = (narration: string): string => narration.replace(REVERSAL_WORDS, "").trim();

const leftOf = (entry: Entry): Minor => sizeOf(entry) - returnedOf(entry);

/** The entries of a list in time order that may be what a reversal gives back, the latest first: debits of the last days. */
function candidatesIn(book: Book, list: readonly Entry[], reversal: Entry): Entry[] {
  const found: Entry[] = [];
  const first = firstFrom(book, fromDayNumber(reversal.day - LOOK_BACK_DAYS));
  for (let i = countUpTo(list, reversal.at - 1) - 1; i >= 0; i--) {
    const entry = list[i] as Entry;
    if (entry.at < first) break;
    if (reversal.day - entry.day <= LOOK_BACK_DAYS && entry.amount < 0n && leftOf(entry) > 0n) found.push(entry);
  }
  return found;
}

/** The debits of each size, and those of which a part came back and less is left. */
type Debits = { readonly bySize: ReadonlyMap<Minor, readonly Entry[]>; readonly partly: Set<Entry> };
const debits = new WeakMap<Book, Debits>();

const debitsOf = (book: Book): Debits =>
  madeOnce(debits, book, () => {
    const bySize = new Map<Minor, Entry[]>();
    for (const entry of book.entries) if (entry.amount < 0n) madeOnce(bySize, sizeOf(entry), () => []).push(entry);
    return { bySize, partly: new Set<Entry>() };
  });

/** What a reversal may give back: debits of which just its sum is left and, where it speaks of a charge, all of that kind. */
function candidatesFor(book: Book, reversal: Entry, kind: LineKind | null): Entry[] {
  const { bySize, partly } = debitsOf(book);
  const lists = [bySize.get(reversal.amount) ?? [], [...partly].sort(byPlace), kind ? ofKind(book, kind) : []];
  const found = new Set(lists.flatMap((list) => candidatesIn(book, list, reversal)));
  return [...found].sort((a, b) => byPlace(b, a));
}

const byPlace = (a: Entry, b: Entry): number => a.at - b.at;

const sameReference = (a: Entry, b: Entry): boolean =>
  a.line.reference !== null && a.line.reference === b.line.reference;

function give(book: Book, reversal: Entry, target: Entry, amount: bigint): void {
  if (!reversal.reverses) reversal.reverses = target;
  target.returns = [...target.returns, { by: reversal, amount }];
  if (leftOf(target) > 0n) debitsOf(book).partly.add(target);
}

/** Reversals that mirror or name one line. Run once before fees are linked (`payments`) and once after (`charges`). */
export function linkReversals(book: Book, which: "payments" | "charges"): void {
  const read = narrationReader(book.pack, book.bank);
  for (const reversal of ofKind(book, "reversal")) {
    if (reversal.reverses || reversal.amount <= 0n) continue;
    const stripped = strippedOf(reversal.narration);
    const told = likeliest(read(stripped, "debit").told);
    const wantsCharge = told.kind === "fee" || told.kind === "tax" || told.kind === "levy";
    if (wantsCharge !== (which === "charges") && which === "payments") continue;
    let best: { entry: Entry; score: number } | null = null;
    const kind = wantsCharge ? told.kind : null;
    for (const entry of candidatesFor(book, reversal, kind)) {
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
  for (const reversal of ofKind(book, "reversal")) {
    if (reversal.reverses || reversal.amount <= 0n) continue;
    for (const payment of candidatesIn(book, book.entries, reversal)) {
      if (payment.kind !== "transaction" || payment.charges.length === 0 || sizeOf(payment) >= reversal.amount)
        continue;
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
