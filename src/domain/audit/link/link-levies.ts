/**
 * Which payment a levy was taken for, and which payments a batch line of n levies: a payment owes a levy once. Levies of one
 * payment each are one assignment (`link/assign.ts`); a batch takes the payments of its period that still owe.
 */
import { addDays, type CivilDate, civilDate, dayNumber } from "../../dates/civil-date.ts";
import type { Coverage } from "../judge/coverage.ts";
import { returnKey } from "../judge/judge-return.ts";
import { isTransfer, mayBeTransfer } from "../judge/price-charge.ts";
import { type BilledPeriod, batchCount, billedMonths, billedPeriod } from "../open/billed-period.ts";
import { addCharge, type Book, type Entry, isReversed, ofKind, sizeOf } from "../open/book.ts";
import { assign, type Fit, type Link } from "./assign.ts";
import { type BankDays, bankDays } from "./bank-days.ts";
import { levied, OwingPayments } from "./owing-payments.ts";
import { inOneOf } from "./printed-periods.ts";
import { tiesOf } from "./ties.ts";

const LEVY = "levy.electronic_transfer";

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
  const others = book.entries.filter(mayBeTransfer);
  const ties = tiesOf(book, levies, inTime([...transfers, ...others]));
  const batches: BatchLine[] = [];
  const single: Entry[] = [];
  for (const levy of levies) {
    const batch = batchLine(levy, figures, ties.boundTo);
    if (batch) batches.push(batch);
    else single.push(levy);
  }
  const isPrinted = inOneOf(batches.flatMap(({ period }) => period ?? []));
  const undated = batches.filter(({ period }) => period === null).length;
  const [alone, ofOne] = ofOnePayment(single, undated, ties.boundTo);
  const asBatch = (levy: Entry) => batches.push({ levy, unit: sizeOf(levy), period: null });
  ofOne.forEach(asBatch);
  for (const service of new Set(alone.map((levy) => levy.service as string)))
    linkSingle({
      levies: alone.filter((levy) => levy.service === service),
      transfers,
      others,
      boundTo: ties.boundTo,
      coverage,
      figures,
      days,
      isPrinted,
      asBatch: undated > 0 && service === LEVY ? asBatch : null,
    });
  return { batches: linkBatches(book, batches) };
}

/**
 * Where a bank posts the levies of several days in one line without a period, such a line may also be for a single payment of
 * them. Levies of one payment that name none are taken for those where lines for several are as many as they are.
 */
function ofOnePayment(
  single: readonly Entry[],
  undated: number,
  boundTo: (levy: Entry) => readonly Entry[] | null,
): readonly [alone: readonly Entry[], ofOne: readonly Entry[]] {
  const loose = new Set(single.filter((levy) => levy.service === LEVY && !isReversed(levy) && boundTo(levy) === null));
  if (undated === 0 || undated < loose.size) return [single, []];
  return [single.filter((levy) => !loose.has(levy)), [...loose]];
}

/** A line for several payments: it prints a count or a period, or is a multiple of the levy and names no payment. */
function batchLine(
  levy: Entry,
  { unitOf }: LevyFigures,
  boundTo: (levy: Entry) => readonly Entry[] | null,
): BatchLine | null {
  const unit = levy.service === LEVY ? unitOf(levy.line.date) : null;
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

/** The one day that a line without a period prints, where it is before the line's own: what came after it is not in the line. */
function dayPrinted(levy: Entry): CivilDate | null {
  const [one, ...more] = [...levy.narration.matchAll(/\b(\d{2})[/.-](\d{2})[/.-](20\d{2})\b/g)];
  const day = one && more.length === 0 ? civilDate(Number(one[3]), Number(one[2]), Number(one[1])) : undefined;
  return day && day < levy.line.date && levy.day - dayNumber(day) <= REACH_BACK_DAYS ? day : null;
}

type Single = {
  readonly levies: readonly Entry[];
  readonly transfers: readonly Entry[];
  /** Payments that may have been transfers. */
  readonly others: readonly Entry[];
  readonly boundTo: (levy: Entry) => readonly Entry[] | null;
  readonly coverage: Coverage;
  readonly figures: LevyFigures;
  readonly days: BankDays;
  /** Whether a line for several levies prints that a day is in its period. */
  readonly isPrinted: (day: number) => boolean;
  /** Takes a levy that no payment in its reach owes for one of the days before; null where the bank posts none so. */
  readonly asBatch: ((levy: Entry) => void) | null;
};

function linkSingle({ levies, transfers, others, boundTo, coverage, figures, days, isPrinted, asBatch }: Single): void {
  const { fitOf, lawChangedBefore } = figures;
  const links = assign({
    charges: levies.filter((levy) => !isReversed(levy)),
    bearers: inTime([...transfers, ...others]),
    soft: isSoft,
    chargeKey: () => "",
    bearerKey: (payment) => fitKey(fitOf(levies[0] as Entry, payment), payment),
    fit: fitOf,
    bound: boundTo,
    daysBefore: days.daysBefore,
    surelyReaches: days.surelyReaches,
  });
  const owes = (levy: Entry, payment: Entry) => fitOf(levy, payment).as === "right";
  const late = new LateOnes(transfers, (levy, payment) => owes(levy, payment) && !isPrinted(payment.day));
  const months = new OfMonths(transfers, owes);
  const rest: [Entry, Link | undefined][] = [];
  for (const levy of levies) {
    const link = links.get(levy);
    const loose = boundTo(levy) === null;
    if (link?.bearer && !(link.left && loose)) attach(levy, link.bearer);
    levy.open = link?.open ?? (link?.left && link.bearer && mayBeTransfer(link.bearer) ? "transfer" : null);
    if (loose && (!link || link.left)) rest.push([levy, link]);
  }
  for (const [levy, link] of rest) {
    const named = months.next(levy);
    if (named) {
      attach(levy, named);
      levy.open = null;
      continue;
    }
    if (asBatch) {
      asBatch(levy);
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

const isSoft = (payment: Entry): boolean => payment.tags.size === 0 || mayBeTransfer(payment);

const inTime = (entries: Entry[]): readonly Entry[] => entries.sort((a, b) => a.at - b.at);

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

/** Lines with a printed period come first: what they cover is said; the others take what is left before them. */
function linkBatches(book: Book, lines: readonly BatchLine[]): ReadonlyMap<Entry, Batch> {
  const batches = new Map<Entry, Batch>();
  const [sample] = lines;
  if (!sample) return batches;
  const payments = new OwingPayments(book, sample.levy.service as string);
  const { workingDayBefore } = bankDays(book.pack.narration);
  let batchedUntil: CivilDate | null = null;
  const first = book.entries[0]?.line.date ?? null;
  for (const { levy, unit, period } of [...lines].sort(
    (a, b) => Number(!a.period) - Number(!b.period) || a.levy.at - b.levy.at,
  )) {
    if (period === null && batchedUntil !== null && batchedUntil >= levy.line.date) batchedUntil = null;
    const from: CivilDate = period?.from ?? (batchedUntil ? addDays(batchedUntil, 1) : (first ?? levy.line.date));
    const to = period?.to ?? dayPrinted(levy) ?? levy.line.date;
    const wanted = Number((sizeOf(levy) + unit - 1n) / unit);
    // its own days first: a payment of the working day before them may be another line's
    const own = payments.take(levy, { from, to }, wanted, period === null);
    const eve = { from: workingDayBefore(from), to: addDays(from, -1) };
    const late = payments.take(levy, eve, wanted - own.owing.length, false);
    const owing = [...late.owing, ...own.owing];
    levy.events = owing;
    for (const event of owing) addCharge(event, levy);
    batches.set(levy, {
      unit,
      wanted,
      from,
      to,
      printed: period !== null,
      open: late.open + own.open,
      fact: late.fact ?? own.fact,
    });
    if (period === null) batchedUntil = to;
  }
  return batches;
}
