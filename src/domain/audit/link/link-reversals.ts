/**
 * Which debit a reversal gives back (reading 14): a credit whose words say so and that names, or exactly
 * mirrors, a debit of the last seven days or of its own day. An equal credit without such words never is one. Where a credit
 * fits several debits equally it gives back one whose charge was wrong, else the newest; each debit is given back once.
 */
import type { Minor } from "../../money/money.ts";
import type { LineKind } from "../audit-result.ts";
import { madeOnce } from "../made-once.ts";
import { type Book, type Entry, ofKind, returnedOf, sizeOf } from "../open/book.ts";
import { likeness } from "../open/narration.ts";
import { likeliest, narrationReader } from "../open/read-narration.ts";
import type { LooseReturn } from "./link-excess.ts";
import { NewestFree } from "./newest-free.ts";

/** Debits compared by their names for one reversal. */
const MOST_COMPARED = 60;
/** Payments like the one that came back which are asked whether they bore the same charge. */
const MOST_ALIKE = 8;
const LIKE = 0.6;
const CHARGES: readonly LineKind[] = ["fee", "tax", "levy"];
const REVERSAL_WORDS =
  /^\W{0,8}(?:(?:NIP|AUTO|PART|PARTIAL) )?(?:RSVL|RVSL|RVSAL|REVSL|RVS|REVRSL|REVERSAL|REVERSED|REVERSING|REV|REFUND|CORRECTION|WAIVER)\b[\s:.-]{0,4}(?:OF|FOR)?[\s:.-]{0,4}\(?(?:(?:EXCESS|PART|PARTIAL|OVERCHARGED?) (?:OF )?)?|[\s-]{0,4}\b(?:RSVL|RVSL|REVERSAL|REVERSED)$|\)$/g;

/** The narration of what was reversed, as far as the reversal's own words repeat it. */
const strippedOf = (narration: string): string => narration.replace(REVERSAL_WORDS, "").trim();

const leftOf = (entry: Entry): Minor => sizeOf(entry) - returnedOf(entry);

type Wanted = LooseReturn & { readonly stripped: string; readonly kind: LineKind | null };

/** Which of several debits that fit is given back: of a list, or of a few that a name ties to the reversal. */
type Pick = {
  readonly of: (list: NewestFree) => Entry | null;
  readonly among: (like: readonly Entry[]) => Entry | null;
};

/** Links the reversals of one statement, in the steps of `audit-statement.ts`. */
export class Reversals {
  readonly #book: Book;
  readonly #wanted: readonly Wanted[];
  readonly #lists = new Map<string, NewestFree>();
  readonly #given = new Set<Entry>();

  constructor(book: Book) {
    this.#book = book;
    const read = narrationReader(book.pack, book.bank);
    this.#wanted = ofKind(book, "reversal")
      .filter((reversal) => reversal.amount > 0n)
      // of one day's the larger first, whatever their order: what is given back whole is no part of another
      .sort((a, b) => a.day - b.day || (a.amount === b.amount ? 0 : a.amount > b.amount ? -1 : 1))
      .map((reversal) => {
        const stripped = strippedOf(reversal.narration);
        const { kind, service } = likeliest(read(stripped, "debit").told);
        return { reversal, stripped, service, kind: kind === "fee" || kind === "tax" || kind === "levy" ? kind : null };
      });
    if (this.#wanted.length > 0) this.#index();
  }

  #index(): void {
    const lists = new Map<string, Entry[]>();
    const put = (key: string, entry: Entry) => madeOnce(lists, key, () => []).push(entry);
    for (const entry of this.#book.entries) {
      if (entry.amount >= 0n) continue;
      const sum = `${entry.kind}|${sizeOf(entry)}`;
      put(sum, entry);
      put(`${sum}|${entry.narration}`, entry);
      if (entry.line.reference) put(`${sum}#${entry.line.reference}`, entry);
      put(`${entry.kind}|${entry.narration}`, entry);
    }
    for (const [key, list] of lists) this.#lists.set(key, new NewestFree(list, this.#given));
  }

  /** Payments that came back. */
  linkPayments(): void {
    for (const one of this.#wanted) {
      // a payment may have the words of a charge in its note, and its reversal repeats them
      const own = (): Entry | null =>
        this.#lists.get(`transaction|${one.reversal.amount}|${one.stripped}`)?.newest(one.reversal) ?? null;
      this.#give(one, one.kind === null ? (this.#targetOf(one) ?? this.#chargeUnderItsWords(one)) : own());
    }
    for (const { reversal } of this.#wanted) {
      const target = reversal.reverses;
      if (target?.kind !== "transaction") continue;
      const same = this.#lists.get(`${target.kind}|${sizeOf(target)}|${target.narration}`);
      const tied = target.line.reference !== null && target.line.reference === reversal.line.reference;
      reversal.alike = tied ? [] : (same?.some(reversal, MOST_ALIKE) ?? []);
    }
  }

  /** Charges that came back and can be only one line. */
  linkSure(): void {
    for (const one of this.#wanted) {
      if (one.kind === null || one.reversal.reverses) continue;
      const target = this.#targetOf(one, {
        of: (list) => list.onlyOne(one.reversal),
        among: (like) => (like.length === 1 ? (like[0] as Entry) : null),
      });
      this.#give(one, target);
    }
  }

  /** Reversals that are without a line. */
  get open(): readonly LooseReturn[] {
    return this.#wanted.filter(({ reversal }) => !reversal.reverses);
  }

  /** The other charges that came back; `first` are lines that are given back before others of the same sum. True when any was found. */
  linkRest(first: (charge: Entry) => boolean): boolean {
    const wrong = new Map<NewestFree, NewestFree>();
    const some = this.#wanted.filter(({ reversal, kind }) => kind !== null && !reversal.reverses);
    for (const one of some) {
      const pick = (list: NewestFree): Entry | null =>
        madeOnce(wrong, list, () => new NewestFree(list.all.filter(first), this.#given)).newest(one.reversal) ??
        list.newest(one.reversal);
      const among = (like: readonly Entry[]) => like.find(first) ?? like[0] ?? null;
      this.#give(one, this.#targetOf(one, { of: pick, among }) ?? this.#inPart(one, first));
    }
    return some.some(({ reversal }) => reversal.reverses !== null);
  }

  #give({ reversal }: Wanted, target: Entry | null): void {
    if (!target) return;
    const left = leftOf(target);
    reversal.reverses = target;
    target.returns = [...target.returns, { by: reversal, amount: reversal.amount < left ? reversal.amount : left }];
    if (leftOf(target) <= 0n) this.#given.add(target);
  }

  /** The debit that a reversal gives back whole: by reference, by its very words, by the names in it, or by its sum alone. */
  #targetOf(
    { reversal, stripped, kind }: Wanted,
    pick: Pick = { of: (list) => list.newest(reversal), among: ([first]) => first ?? null },
  ): Entry | null {
    const sum = `${kind ?? "transaction"}|${reversal.amount}`;
    const { reference } = reversal.line;
    for (const key of [...(reference ? [`${sum}#${reference}`] : []), `${sum}|${stripped}`]) {
      const list = this.#lists.get(key);
      if (list && list.newest(reversal) !== null) return pick.of(list);
    }
    const list = this.#lists.get(sum);
    if (!list) return null;
    if (reversal.words.length === 0) return pick.of(list);
    return pick.among(
      list.some(reversal, MOST_COMPARED).filter((e) => (likeness(reversal.words, e.words) ?? 0) >= LIKE),
    );
  }

  /** Some banks print a charge under its payment's words, and its reversal too: then the sum tells which came back. */
  #chargeUnderItsWords({ reversal, stripped }: Wanted): Entry | null {
    for (const kind of CHARGES) {
      const found = this.#lists.get(`${kind}|${reversal.amount}|${stripped}`)?.newest(reversal);
      if (found) return found;
    }
    return null;
  }

  /** A part of a charge that the reversal names: by its very words. */
  #inPart({ reversal, stripped, kind }: Wanted, first: (charge: Entry) => boolean): Entry | null {
    const list = this.#lists.get(`${kind}|${stripped}`);
    const larger = list?.some(reversal, MOST_COMPARED).filter((entry) => leftOf(entry) > reversal.amount) ?? [];
    return larger.find(first) ?? larger[0] ?? null;
  }

  /** A single credit of a payment with its charges returns them all: run after fees, taxes and levies are linked. */
  linkCombined(): void {
    const { open } = this;
    if (open.length === 0) return;
    const bySum = sumsWithCharges(this.#book);
    const lists = new Map<readonly WithCharges[], NewestFree>();
    for (const { reversal } of open) {
      const all = bySum.get(reversal.amount);
      if (!all) continue;
      const payments = () => new NewestFree([...new Set(all.map(({ payment }) => payment))], this.#given);
      const near = madeOnce(lists, all, payments).some(reversal, MOST_COMPARED);
      const payment = near.find(
        (one) => (likeness(reversal.words, one.words) ?? 1) >= LIKE && one.returns.length === 0,
      );
      const charges = payment && all.find((one) => one.payment === payment)?.charges;
      if (!payment || !charges || charges.some((one) => one.returns.length > 0)) continue;
      this.#given.add(payment);
      reversal.reverses = payment;
      for (const one of [payment, ...charges]) one.returns = [...one.returns, { by: reversal, amount: sizeOf(one) }];
    }
  }
}

type WithCharges = { readonly payment: Entry; readonly charges: readonly Entry[] };
/** A payment has a handful of charges: all sums of some of them are few. */
const MOST_CHARGES = 6;

/** Payments by the sum of themselves and some of their charges. */
function sumsWithCharges(book: Book): ReadonlyMap<Minor, readonly WithCharges[]> {
  const sums = new Map<Minor, WithCharges[]>();
  for (const payment of ofKind(book, "transaction")) {
    if (payment.amount >= 0n || payment.charges.length === 0) continue;
    const first = payment.charges.slice(0, MOST_CHARGES);
    const all = [...first, ...first.flatMap((c) => c.taxes)].slice(0, MOST_CHARGES);
    for (let mask = 1; mask < 1 << all.length; mask++) {
      const charges = all.filter((_, i) => mask & (1 << i));
      const sum = charges.reduce((total, c) => total + sizeOf(c), sizeOf(payment));
      madeOnce(sums, sum, () => []).push({ payment, charges });
    }
  }
  return sums;
}
