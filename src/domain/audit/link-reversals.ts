/**
 * Which earlier debit a reversal gives back (audit contract, reading 14): a credit whose words say so and that names, or
 * exactly mirrors, a debit of the last seven days. An equal credit without such words never is one. One idea: find the
 * target, never judge it.
 */
import type { Book, Entry } from "./book.ts";
import { ofKind, returnedOf, sizeOf } from "./book.ts";
import { likeness } from "./narration.ts";
import { narrationReader } from "./read-narration.ts";

const LOOK_BACK_DAYS = 7;
const REVERSAL_WORDS =
  /^\W*(?:NIP )?(?:RSVL|RVSL|RVSAL|REVSL|REVERSAL|REVERSED|REVERSING|REV)\b[\s:.-]*(?:OF|FOR)?[\s:.-]*\(?|[\s-]*\b(?:RSVL|RVSL|REVERSAL|REVERSED)$|\)$/g;

/** The narration of what was reversed, as far as the reversal's own words repeat it. */
const strippedOf = (narration: string): string => narration.replace(REVERSAL_WORDS, "").trim();

function candidatesFor(book: Book, reversal: Entry): Entry[] {
  const found: Entry[] = [];
  for (let at = reversal.at - 1; at >= 0; at--) {
    const entry = book.entries[at] as Entry;
    if (reversal.day - entry.day > LOOK_BACK_DAYS) break;
    if (entry.amount < 0n && returnedOf(entry) < sizeOf(entry)) found.push(entry);
  }
  return found;
}

const sameReference = (a: Entry, b: Entry): boolean =>
  a.line.reference !== null && a.line.reference === b.line.reference;

function give(reversal: Entry, target: Entry, amount: bigint): void {
  if (!reversal.reverses) reversal.reverses = target;
  target.returns = [...target.returns, { by: reversal, amount }];
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
    for (const entry of candidatesFor(book, reversal)) {
      const score = fitOf(reversal, entry, stripped, wantsCharge ? told.kind : null);
      if (score !== null && (!best || score > best.score)) best = { entry, score };
    }
    // whose charge it is, is known when charges are linked: of two equal ones that of the payment that came back
    if (best && which === "payments" && best.entry.kind !== "transaction") continue;
    if (best) give(reversal, best.entry, reversal.amount < sizeOf(best.entry) ? reversal.amount : sizeOf(best.entry));
  }
}

/** How well a debit fits a reversal; null when it does not fit at all. Later debits win among equals. */
function fitOf(reversal: Entry, entry: Entry, stripped: string, kind: Entry["kind"] | null): number | null {
  const left = sizeOf(entry) - returnedOf(entry);
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
    for (const payment of candidatesFor(book, reversal)) {
      if (payment.kind !== "transaction" || sizeOf(payment) >= reversal.amount) continue;
      const charges = [...payment.charges, ...payment.charges.flatMap((c) => c.taxes)].filter(
        (c) => c.returns.length === 0,
      );
      const chosen = subsetWithSum(charges, reversal.amount - sizeOf(payment));
      if (!chosen) continue;
      give(reversal, payment, sizeOf(payment));
      for (const charge of chosen) give(reversal, charge, sizeOf(charge));
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
