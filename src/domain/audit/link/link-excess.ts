/**
 * Credits that give back what was too much of charges, and no charge whole: `REFUND OF EXCESS SMS CHARGES`, one credit for the
 * levies of a week. They are laid once it is known what was too much.
 */
import type { Minor } from "../../money/money.ts";
import { type Book, type Entry, returnedOf } from "../open/book.ts";
import { firstWhere } from "../open/book-index.ts";

/** A reversal that gives no debit back, and the service that its words name, if they name a charge. */
export type LooseReturn = { readonly reversal: Entry; readonly service: string | null };

/** How long after a charge a bank may say that it was too much. */
const REACH_DAYS = 62;
/** Charges looked at for one credit, the newest first. */
const MOST_LOOKED_AT = 60;

/**
 * Gives each credit to the charges of its service that were too high before it, to those that it names first: to the one of which it is what was too much,
 * its tax with it or not, or to the newest ones which it makes good together. What fits none of these may be for any of them:
 * `open` is filled. `overOf` is what was too much of a charge, 0 of one that was not accused.
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

/** Of the same service, or of any where none is named; which of those for a transfer it was, the payment says and not the words. */
const isOf = ({ service }: Entry, named: string | null): boolean =>
  named === null || service === named || [service, named].every((one) => one?.startsWith("transfer."));
