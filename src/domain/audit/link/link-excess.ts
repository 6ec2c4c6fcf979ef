/**
 * Links credits that give back a part of charges, not a whole charge: `REFUND OF EXCESS SMS CHARGES`, or one credit for the
 * levies of a week. It runs after judging, since the part that is too much must be known.
 */
import type { Minor } from "../../money/money.ts";
import { type Book, type Entry, returnedOf } from "../open/book.ts";
import { firstWhere } from "../open/book-index.ts";

/** A reversal that matches no debit; `service` is the one that its words name, if any. */
export type LooseReturn = { readonly reversal: Entry; readonly service: string | null };

/** How long after a charge a bank may say that it was too much. */
const REACH_DAYS = 62;
/** Charges looked at for one credit, the newest first. */
const MOST_LOOKED_AT = 60;

/**
 * Links each credit to earlier charges of its service that were too high; charges that it names come first. It takes the one
 * charge whose excess equals the credit, with or without tax; else the newest charges whose excesses add up to it. If a credit
 * fits neither it may belong to any of them, and `open` of each is set. `overOf` gives the excess of a charge, 0 if it was right.
 */
export function linkExcess(book: Book, credits: readonly LooseReturn[], overOf: (charge: Entry) => Minor): void {
  const left = (one: Entry): Minor => overOf(one) - returnedOf(one);
  const isWrong = (one: Entry): boolean => left(one) > 0n;
  const accused = book.entries.filter(isWrong);
  const withTaxes = (one: Entry): readonly Entry[] => [one, ...one.taxes.filter(isWrong)];
  for (const { reversal, service } of credits) {
    const names = ({ narration }: Entry): number => Number(reversal.narration.includes(narration));
    const until = firstWhere(accused.length, (i) => (accused[i] as Entry).day > reversal.day);
    const wrong = accused
      .slice(Math.max(0, until - MOST_LOOKED_AT), until)
      .filter((one) => isOf(one, service) && reversal.day - one.day <= REACH_DAYS && isWrong(one))
      .reverse()
      .sort((a, b) => names(b) - names(a));
    const found = wrong
      .flatMap((one, i) => [[one], withTaxes(one), wrong.slice(0, i + 1).flatMap(withTaxes)])
      .find((some) => some.reduce((sum, one) => sum - left(one), reversal.amount) ** 2n <= 1n);
    for (const one of found ?? []) {
      one.returns = [...one.returns, { by: reversal, amount: left(one) }];
      reversal.reverses ??= one;
    }
    if (!found && service) for (const one of wrong) one.open = "transfer";
  }
}

/** Same service, or any if none is named. All transfer services count as one: the words do not tell them apart, the payment does. */
const isOf = ({ service }: Entry, named: string | null): boolean =>
  named === null || service === named || [service, named].every((one) => one?.startsWith("transfer."));
