/** Which payment each fee was taken for: one assignment for each group of services of which a payment carries one fee. */

import { type CivilDate, dayNumber } from "../../dates/civil-date.ts";
import type { Sum } from "../../fees/priced.ts";
import type { Coverage } from "../judge/coverage.ts";
import { returnKey } from "../judge/judge-return.ts";
import { levyKey, mayHoldLevy } from "../judge/levy-inside.ts";
import { madeOnce } from "../made-once.ts";
import { batchCount, billedPeriod } from "../open/billed-period.ts";
import { addCharge, type Book, type Entry, isReversed, ofKind, sizeOf } from "../open/book.ts";
import { firstWhere } from "../open/book-index.ts";
import { assign, type Field, type Fit, type Link } from "./assign.ts";
import { bankDays } from "./bank-days.ts";
import { Unpaid } from "./several.ts";
import { tiesOf } from "./ties.ts";

/** Payments that one kind of fee is taken for: sure ones, and those whose words leave it open. */
type Bearing = {
  readonly of: (service: string) => boolean;
  readonly sure: (payment: Entry) => boolean;
  readonly plain: boolean;
};

/** How many days a line for several reaches back that prints none. */
const WEEK = 7;

/** A payment carries at most one fee of each of these. */
const BEARINGS: readonly Bearing[] = [
  {
    of: (service) => service.startsWith("transfer.") || service === "standing_order",
    sure: (e) => e.tags.has("transfer_out"),
    plain: true,
  },
  { of: (service) => service.startsWith("atm."), sure: (e) => e.tags.has("atm"), plain: false },
  { of: (service) => service === "bill.payment", sure: (e) => e.tags.has("bill"), plain: true },
  {
    of: (service) => service === "cash.withdrawal" || service.startsWith("fx."),
    sure: (e) => e.tags.has("cash_out"),
    plain: false,
  },
  { of: (service) => service.startsWith("cheque.returned"), sure: (e) => e.tags.has("cheque"), plain: false },
];

/** What a fee for an event would be; null when it cannot be known. Supplied by the judge so that linking holds no rule. */
export type Expected = (service: string, event: Entry) => Sum | null;
/** How a fee is judged on a payment. */
export type FitOf = (fee: Entry, event: Entry) => Fit;

/** True when a charge is that sum, its fee alone or with its tax. */
export const isDue = (due: Sum | null, charged: bigint): boolean =>
  due !== null && (near(due.fee, charged) || near(due.total, charged));
const near = (a: bigint, b: bigint): boolean => a - b <= 1n && b - a <= 1n;

/** Fills `event` or `events` of fees, and `charges` of payments; `open` where a fact would decide. */
export function linkFees(book: Book, coverage: Coverage, fitOf: FitOf, dueOf: Expected): void {
  const { daysBefore, surelyReaches, workingDayBefore } = bankDays(book.pack.narration);
  const mayBeEarlier = (fee: Entry) => coverage.from === null || workingDayBefore(fee.line.date) < coverage.from;
  const payments = book.entries.filter((e) => e.kind === "transaction" || (e.unsure && e.amount < 0n));
  const fees = ofKind(book, "fee").filter((fee) => fee.amount < 0n && fee.service !== null && !fee.event);
  for (const { of, sure, plain } of BEARINGS) {
    const own = fees.filter((fee) => of(fee.service as string));
    if (own.length === 0) continue;
    const soft = (e: Entry) => e.unsure || !sure(e);
    // a line that may be a payment can carry a charge, but never makes one wrong
    const bearers = payments.filter((e) =>
      e.unsure ? plain : e.amount < 0n && (sure(e) || (plain && e.tags.size === 0)),
    );
    const free = bearers.filter((payment) => !payment.charges.some((charge) => charge.kind === "fee"));
    const several = own.filter((fee) => (batchCount(fee.narration) ?? 1) > 1);
    for (const fee of several) linkSeveral(fee, free, dueOf, workingDayBefore);
    const used = new Set(several.flatMap((fee) => fee.events));
    const single = own.filter((fee) => !several.includes(fee));
    const open = used.size > 0 ? free.filter((payment) => !used.has(payment)) : free;
    const holdsLevy = single.find(mayHoldLevy);
    const field: Omit<Field, "charges"> = {
      bearers: open,
      soft,
      chargeKey: (fee) => `${fee.service}${fee.taxes.length > 0 ? "+" : ""}`,
      bearerKey: (payment) => `${bearerKey(payment, own, dueOf)}|${levyKey(book, holdsLevy, payment)}`,
      fit: (fee, payment) =>
        isOfFeesSize(fee, payment, dueOf) || isOtherMachine(fee, payment)
          ? { as: "none" }
          : togetherFirst(fee, payment, fitOf(fee, payment)),
      bound: tiesOf(book, single, bearers).boundTo,
      daysBefore,
      surelyReaches,
    };
    const attachAll = (found: ReadonlyMap<Entry, Link>) => {
      const ofSeveral = forSeveral(open, found, daysBefore, dueOf);
      for (const [fee, link] of found) {
        const wrong = link.left && link.bearer !== null && link.open === null;
        fee.open =
          wrong && (printsSpan(fee) || (link.spare === "other" && mayBeEarlier(fee)) || ofSeveral(fee, link))
            ? "transfer"
            : link.open;
        if (link.bearer && fee.open === null) attach(fee, link.bearer);
      }
    };
    attachAll(assign({ ...field, charges: single.filter((fee) => !isReversed(fee)) }));
    // what came back takes no other charge's place
    attachAll(assign({ ...field, bearers, charges: single.filter(isReversed) }));
  }
}

/** Whether a fee that is too high for any payment is what several of its reach that have none of their own cost together. */
function forSeveral(
  payments: readonly Entry[],
  found: ReadonlyMap<Entry, Link>,
  daysBefore: (day: number) => readonly number[],
  dueOf: Expected,
): (fee: Entry, link: Link) => boolean {
  const taken = new Set([...found.values()].map(({ bearer }) => bearer));
  const free = payments.filter((payment) => !taken.has(payment));
  const unpaid = new Map<string, Unpaid>();
  return (fee, { bearer, spare }) =>
    (["total", "fee"] as const).some((part) => {
      const due = (payment: Entry) => dueOf(fee.service as string, payment)?.[part] ?? null;
      return madeOnce(unpaid, `${fee.service}${part}`, () => new Unpaid(free, due)).makeUp(
        sizeOf(fee),
        [fee.day, ...daysBefore(fee.day)],
        bearer && !spare ? due(bearer) : null,
      );
    });
}

/** What came back with its payment is on that one rather than on another. */
const togetherFirst = (fee: Entry, payment: Entry, fit: Fit): Fit =>
  fit.as === "right" && isReversed(fee) && !isReversed(payment) ? { as: "right", exact: false } : fit;

/** Words on both sides that say whose machine it was, and differ. */
const isOtherMachine = (fee: Entry, payment: Entry): boolean =>
  (fee.tags.has("off_us") && payment.tags.has("on_us")) || (fee.service === "atm.on_us" && payment.tags.has("off_us"));

/** A payment no larger than a fee is: whatever stands beside it, no one can say that the fee is for it, unless it is the very fee due. */
const isOfFeesSize = (fee: Entry, payment: Entry, dueOf: Expected): boolean =>
  sizeOf(payment) < 4n * sizeOf(fee) && !isDue(dueOf(fee.service as string, payment), sizeOf(fee));

/** Payments of one day that every fee is judged alike on. */
function bearerKey(payment: Entry, fees: readonly Entry[], dueOf: Expected): string {
  const due = dueOf((fees[0] as Entry).service as string, payment);
  const small = sizeOf(payment) < 1000_00n ? String(sizeOf(payment)) : "";
  return `${payment.tags.has("same_bank")}|${due?.total ?? sizeOf(payment)}|${small}|${[...payment.tags].join()}|${payment.tags.has("atm") ? payment.at : ""}|${returnKey(payment)}`;
}

function attach(fee: Entry, payment: Entry): void {
  fee.event = payment;
  addCharge(payment, fee);
  if (fee.service === "transfer.interbank" && payment.tags.has("same_bank")) fee.service = "transfer.intrabank";
}

/** A fee that prints a span of days or whole months is for what was paid in it, however many that were. */
const printsSpan = (fee: Entry): boolean => billedPeriod(fee.narration, fee.line.date) !== null;

/**
 * A line that says how many it is for: as many payments of the days that it prints, the dearest first. Where it prints none,
 * of its own day, or of up to a week before.
 */
function linkSeveral(
  fee: Entry,
  bearers: readonly Entry[],
  dueOf: Expected,
  workingDayBefore: (date: CivilDate) => CivilDate,
): void {
  const count = batchCount(fee.narration) as number;
  const due = (e: Entry): bigint => dueOf(fee.service as string, e)?.fee ?? 0n;
  const near: Entry[] = [];
  const span = billedPeriod(fee.narration, fee.line.date);
  const [from, until] = span ? [dayNumber(workingDayBefore(span.from)), dayNumber(span.to)] : [fee.day - WEEK, fee.day];
  const last = firstWhere(bearers.length, (at) => {
    const { day, at: place } = bearers[at] as Entry;
    return day > until || (!span && day === until && place > fee.at);
  });
  for (let at = last - 1; at >= 0 && near.length < 4 * count; at--) {
    const payment = bearers[at] as Entry;
    if (!span && fee.day - payment.day > 0 && near.length >= count) break;
    if (payment.day < from) break;
    near.push(payment);
  }
  fee.events = near
    .sort((a, b) => (due(a) > due(b) ? -1 : due(a) < due(b) ? 1 : b.at - a.at))
    .slice(0, count)
    .sort((a, b) => a.at - b.at);
}
