/**
 * Which payment each charge of one kind was taken for, as one assignment over the whole statement: as many charges as can be
 * are right, of equal charges the later is left over, and what is left over is laid on what makes it least too high.
 *
 * How it works. A charge that prints the reference or the name of a payment is bound to those that print it too. The others
 * may belong to any payment of their day or of the working day before. Charges of one day and sum are one class, payments of
 * one day and price another, so that a day of thousands of lines is a handful of classes. Prices rise with sums: the charge
 * that fewest payments allow is laid first, on the cheapest payment that allows it, and that gives as many right ones as there
 * can be. A charge for which nothing is free moves others along, day by day, as long as each of them stays right.
 */
import type { Minor } from "../../money/money.ts";
import type { Entry } from "../open/book.ts";
import { assignLoose } from "./assign-loose.ts";
import { assignNamed } from "./assign-named.ts";

/**
 * How a charge is judged on a payment. `open`: it cannot be told there; the fact is named where the judge would not name it
 * himself. `none`: it was never taken for that one.
 */
export type Fit =
  /** `exact`: it is the very sum that is due there, and no less. */
  | { readonly as: "right"; readonly exact: boolean }
  | { readonly as: "open"; readonly open: string | null }
  /** `kept`: it would be right there, had it not been due back. */
  | { readonly as: "wrong"; readonly allowed: Minor; readonly kept?: boolean }
  | { readonly as: "none" };

export type Field = {
  /** Charges that stand, in time order. */
  readonly charges: readonly Entry[];
  /** Payments that may carry one, in time order. */
  readonly bearers: readonly Entry[];
  /** Payments whose words do not say that they can carry one: they may make a charge right and never make it wrong. */
  readonly soft: (bearer: Entry) => boolean;
  /** What charges of one sum have in common that decides, beside the sum. */
  readonly chargeKey: (charge: Entry) => string;
  readonly bearerKey: (bearer: Entry) => string;
  readonly fit: (charge: Entry, bearer: Entry) => Fit;
  /** The payments that a charge names; null when it names none, empty when it names one that is not there. */
  readonly bound: (charge: Entry) => readonly Entry[] | null;
  /** Day numbers from the day before back to the last day that was surely a working day, the nearest first. */
  readonly daysBefore: (day: number) => readonly number[];
  /** False where it hangs on a day that may have been a holiday: such a payment may make a charge right and never makes it wrong. */
  readonly surelyReaches: (day: number, earlier: number) => boolean;
};

/** What was found for a charge. A charge that is in no answer has no payment in reach. */
export type Link = {
  readonly bearer: Entry | null;
  /** The fact that would decide, where it does not belong to one payment only. */
  readonly open: string | null;
  /** True where every payment that makes it right is taken, or none does. */
  readonly left: boolean;
  /** Said where each payment in reach has a charge of its own: this one is a charge taken again, or of another sum. */
  readonly spare?: "again" | "other";
};

export function assign(field: Field): ReadonlyMap<Entry, Link> {
  const links = new Map<Entry, Link>();
  const taken = new Map<Entry, Entry[]>();
  const loose: Entry[] = [];
  const named: [Entry, readonly Entry[]][] = [];
  for (const charge of field.charges) {
    const bound = field.bound(charge);
    if (bound === null) loose.push(charge);
    else if (bound.length > 0) named.push([charge, bound]);
  }
  assignNamed(field, named, links, taken);
  assignLoose(field, loose, links, taken);
  return links;
}
