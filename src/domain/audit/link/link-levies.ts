/**
 * Which payment a levy was taken for, and which payments a batch line of n levies: a payment owes a levy once. Levies of one
 * payment each are one assignment (`link/assign.ts`); a batch takes the payments of its period that still owe.
 */
import { addDays, type CivilDate, dayNumber } from "../../dates/civil-date.ts";
import type { Coverage } from "../judge/coverage.ts";
import { returnKey } from "../judge/judge-return.ts";
import { isTransfer, ownLevy } from "../judge/price-charge.ts";
import { type BilledPeriod, batchCount, billedMonths, billedPeriod } from "../open/billed-period.ts";
import { addCharge, type Book, type Entry, isReversed, ofKind, sizeOf } from "../open/book.ts";
import { firstFrom } from "../open/book-index.ts";
import { assign, type Fit, type Link } from "./assign.ts";
import { type BankDays, bankDays } from "./bank-days.ts";
import { tiesOf } from "./ties.ts";

/** How far a late collection may reach back over a change of the law. */
export const REACH_BACK_DAYS = 31;

/** A batch line: what it says it covers, and the payments found for it. */
export type Batch = {
  readonly unit: bigint;
  readonly wanted: number;
  readonly from: CivilDate;
  readonly to: CivilDate;
  /** False where the wording prints no period and the line reaches back to the batch before, or to the first day. */
  readonly printed: boolean;
  /** Payments of its time of which a fact would tell whether they owe, and that fact. */
  readonly open: number;
  readonly fact: string | null;
};

export type LevyLinks = { readonly batches: ReadonlyMap<Entry, Batch> };

/** What the judge knows of levies: the sum of one on a day, how one is judged on a payment, and where the law changed. */
export type LevyFigures = {
  readonly unitOf: (on: CivilDate) => bigint | null;
  readonly fitOf: (levy: Entry, event: Entry) => Fit;
  readonly lawChangedBefore: (service: string, on: CivilDate) => boolean;
};

type BatchLine = { readonly levy: Entry; readonly unit: bigint; readonly period: BilledPeriod | null };

/** Fills `event`, `events` of levies and `charges` of payments. */
export function linkLevies(book: Book, coverage: Coverage, figures: LevyFigures): LevyLinks {
  const levies = ofKind(book, "levy").filter((levy) => levy.amount < 0n && levy.service !== null && !levy.event);
  if (levies.length === 0) return { batches: new Map() };
  const days = bankDays(book.pack.narration);
  const transfers = ofKind(book, "transaction").filter(isTransfer);
  const ties = tiesOf(book, levies, transfers);
  const batches: BatchLine[] = [];
  const single: Entry[] = [];
  for (const levy of levies) {
    const batch = batchLine(levy, figures, ties.boundTo);
    if (batch) batches.push(batch);
    else single.push(levy);
  }
  for (const service of new Set(single.map((levy) => levy.service as string)))
    linkSingle({
      levies: single.filter((levy) => levy.service === service),
      transfers,
      boundTo: ties.boundTo,
      coverage,
      figures,
      days,
    });
  return { batches: linkBatches(book, batches) };
}

/** A line for several payments: it prints a count or a period, or is a multiple of the levy and names no payment. */
function batchLine(
  levy: Entry,
  { unitOf }: LevyFigures,
  boundTo: (levy: Entry) => readonly Entry[] | null,
): BatchLine | null {
  const unit = levy.service === "levy.electronic_transfer" ? unitOf(levy.line.date) : null;
  if (unit === null) return null;
  const period = spanOf(levy);
  if (batchCount(levy.narration) !== null || period !== null) return { levy, unit, period };
  const many = sizeOf(levy) >= 2n * unit && sizeOf(levy) % unit === 0n;
  return many && boundTo(levy) === null ? { levy, unit, period } : null;
}

/** A span of days counts as a batch period; a single printed day or month does not. */
function spanOf(levy: Entry): BilledPeriod | null {
  return /\d\s?(?:-{1,2}|TO)\s?\d/.test(levy.narration) ? billedPeriod(levy.narration, levy.line.date) : null;
}

type Single = {
  readonly levies: readonly Entry[];
  readonly transfers: readonly Entry[];
  readonly boundTo: (levy: Entry) => readonly Entry[] | null;
  readonly coverage: Coverage;
  readonly figures: LevyFigures;
  readonly days: BankDays;
};

function linkSingle({ levies, transfers, boundTo, coverage, figures, days }: Single): void {
  const { fitOf, lawChangedBefore } = figures;
  const links = assign({
    charges: levies.filter((levy) => !isReversed(levy)),
    bearers: transfers,
    soft: (payment) => payment.tags.size === 0,
    chargeKey: () => "",
    bearerKey: (payment) => fitKey(fitOf(levies[0] as Entry, payment), payment),
    fit: fitOf,
    bound: boundTo,
    daysBefore: days.daysBefore,
  });
  const owes = (levy: Entry, payment: Entry) => fitOf(levy, payment).as === "right";
  const late = new LateOnes(transfers, owes);
  const months = new OfMonths(transfers, owes);
  const rest: [Entry, Link | undefined][] = [];
  for (const levy of levies) {
    const link = links.get(levy);
    const loose = boundTo(levy) === null;
    if (link?.bearer && !(link.left && loose)) attach(levy, link.bearer);
    levy.open = link?.open ?? null;
    if (loose && (!link || link.left)) rest.push([levy, link]);
  }
  for (const [levy, link] of rest) {
    const named = months.next(levy);
    if (named) {
      attach(levy, named);
      levy.open = null;
      continue;
    }
    // the levies of the time before may be posted after the law has changed, or on the statement's first days
    if (lawChangedBefore(levy.service as string, levy.line.date)) {
      const owing = late.next(levy);
      if (owing) attach(levy, owing);
      levy.open = owing ? null : "period";
    } else if (coverage.from === null || days.workingDayBefore(levy.line.date) < coverage.from) levy.open = "period";
    else if (link?.bearer) attach(levy, link.bearer);
  }
  for (const levy of levies) {
    const [named] = boundTo(levy) ?? [];
    if (!levy.event && isReversed(levy) && named) attach(levy, named);
  }
}

const fitKey = (fit: Fit, payment: Entry): string =>
  `${fit.as}${fit.as === "wrong" ? fit.allowed : fit.as === "open" ? fit.open : ""}${payment.amount < 0n}|${returnKey(payment)}`;

function attach(levy: Entry, payment: Entry): void {
  levy.event = payment;
  addCharge(payment, levy);
}

/** Payments that still owe, the earliest first: each is given once. */
class LateOnes {
  readonly #payments: readonly Entry[];
  readonly #owes: (levy: Entry, payment: Entry) => boolean;
  #at = 0;

  constructor(payments: readonly Entry[], owes: (levy: Entry, payment: Entry) => boolean) {
    this.#payments = payments;
    this.#owes = owes;
  }

  /** A payment of the days before a levy; levies are asked for in time order. */
  next(levy: Entry): Entry | null {
    for (; this.#at < this.#payments.length; this.#at++) {
      const payment = this.#payments[this.#at] as Entry;
      if (payment.day > levy.day) return null;
      if (levy.day - payment.day > REACH_BACK_DAYS || levied(levy, payment) || !this.#owes(levy, payment)) continue;
      this.#at++;
      return payment;
    }
    return null;
  }
}

/** Payments of the month that a levy prints, each given once: a single printed month is no batch, but says for whose month it is. */
class OfMonths {
  readonly #payments: readonly Entry[];
  readonly #owes: (levy: Entry, payment: Entry) => boolean;
  readonly #at = new Map<string, number>();

  constructor(payments: readonly Entry[], owes: (levy: Entry, payment: Entry) => boolean) {
    this.#payments = payments;
    this.#owes = owes;
  }

  next(levy: Entry): Entry | null {
    const month = billedMonths(levy.narration, levy.line.date);
    if (!month) return null;
    const last = dayNumber(month.to);
    const first = dayNumber(month.from);
    let at = this.#at.get(month.from) ?? this.#payments.findIndex(({ day }) => day >= first);
    if (at < 0) at = this.#payments.length;
    let found: Entry | null = null;
    for (; at < this.#payments.length && !found; at++) {
      const payment = this.#payments[at] as Entry;
      if (payment.day > last) break;
      if (!levied(levy, payment) && this.#owes(levy, payment)) found = payment;
    }
    this.#at.set(month.from, at);
    return found;
  }
}

const levied = (levy: Entry, event: Entry): boolean =>
  event.charges.some((c) => c !== levy && c.service === levy.service && !isReversed(c));

/** Lines with a printed period come first: what they cover is said; the others take what is left before them. */
function linkBatches(book: Book, lines: readonly BatchLine[]): ReadonlyMap<Entry, Batch> {
  const batches = new Map<Entry, Batch>();
  let batchedUntil: CivilDate | null = null;
  const first = book.entries[0]?.line.date ?? null;
  for (const { levy, unit, period } of [...lines].sort((a, b) => Number(!a.period) - Number(!b.period))) {
    if (period === null && batchedUntil !== null && batchedUntil >= levy.line.date) batchedUntil = null;
    const from: CivilDate = period?.from ?? (batchedUntil ? addDays(batchedUntil, 1) : (first ?? levy.line.date));
    const to = period?.to ?? levy.line.date;
    const wanted = Number((sizeOf(levy) + unit - 1n) / unit);
    const { owing, open, fact } = takeOwing(
      book,
      levy,
      { from: bankDays(book.pack.narration).workingDayBefore(from), to },
      wanted,
      period === null,
    );
    levy.events = owing;
    for (const event of owing) addCharge(event, levy);
    batches.set(levy, { unit, wanted, from, to, printed: period !== null, open, fact });
    if (period === null) batchedUntil = to;
  }
  return batches;
}

type Owing = { readonly owing: readonly Entry[]; readonly open: number; readonly fact: string | null };

/** The earliest payments of a time that owe the levy and have none yet; `before`: of its last day only those that stand before the line. */
function takeOwing(book: Book, levy: Entry, { from, to }: BilledPeriod, most: number, before: boolean): Owing {
  const owing: Entry[] = [];
  let open = 0;
  let fact: string | null = null;
  const service = levy.service as string;
  const last = dayNumber(to);
  for (let at = firstFrom(book, from); at < book.entries.length && owing.length < most; at++) {
    const event = book.entries[at] as Entry;
    if (event.day > last || (before && event.at > levy.at)) break;
    if (event.line.date < from || !isTransfer(event) || levied(levy, event)) continue;
    const { state, missing } = ownLevy(book, service, event);
    if (state === "charged") owing.push(event);
    else if (state !== "free") {
      open++;
      fact ??= missing[0] ?? null;
    }
  }
  return { owing, open, fact };
}
