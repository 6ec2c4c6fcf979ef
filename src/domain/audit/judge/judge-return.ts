import { addDays, fromDayNumber } from "../../dates/civil-date.ts";
import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { type Book, type Entry, isReversed, returnedOf, sizeOf } from "../open/book.ts";
import type { Coverage } from "./coverage.ts";
import { accuse, type Basis, cannotTell, type Finding } from "./finding.ts";
import { ownLevy } from "./price-charge.ts";

/** Days within which the charges of a reversed payment should be back (reading 14). */
const RETURN_DAYS = 7;

/** Fees that are taken because a payment came back, or was kept from going out: they are owed then, and so is their tax. */
const FOR_THE_RETURN = /returned|stopped|failed/;

/** The payment with which a charge has to come back. */
const comesBackWith = (charge: Entry): Entry | null =>
  FOR_THE_RETURN.test((charge.parent ?? charge).service ?? "") ? null : (charge.event ?? charge.parent?.event ?? null);

/** The last reversal of a payment that came back whole; null when it did not. */
function reversalOf(event: Entry | null): Entry | null {
  if (!event || !isReversed(event)) return null;
  return event.returns.reduce((a, b) => (b.by.at > a.by.at ? b : a)).by;
}

/**
 * `not_returned`: the payment was reversed, this charge of it was not, and the statement shows the seven days after.
 * Only the levy's return is written law (the 2022 Regulations); for a fee no rule is named and the reason says so.
 */
export function missingReturn(book: Book, charge: Entry, coverage: Coverage): Finding | null {
  const event = comesBackWith(charge);
  const reversal = reversalOf(event);
  if (!event || !reversal || returnedOf(charge) + 1n >= sizeOf(charge)) return null;
  // a charge of a later day is not a charge of the reversed payment's; of one day the order proves nothing
  if (charge.day > reversal.day) return null;
  const due = addDays(fromDayNumber(reversal.day), RETURN_DAYS);
  if (!coverage.lastLine || coverage.lastLine < due) return null;
  const levy = charge.kind === "levy" ? ownLevy(book, charge.service as string, event) : null;
  const basis: Basis = {
    rule: levy?.rules[0] ?? null,
    grade: levy?.grade ?? "C",
    payee: charge.kind === "fee" ? "bank" : "government",
    work: [
      { code: "payment_reversed", facts: { row: event.line.row, by: reversal.line.row } },
      { code: "nothing_back", facts: { on: due } },
    ],
  };
  const { row } = reversal.line;
  const why: AuditReason =
    charge.kind === "levy"
      ? { code: "levy_not_returned", facts: { row } }
      : { code: "charge_not_returned", facts: { row, kind: charge.kind } };
  if (reversal.alike.some((other) => !hasLike(other, charge)))
    return cannotTell(basis, ["transfer"], { code: "reversal_fits_another", facts: NONE });
  return accuse("not_returned", 0n, basis, why);
}

/** Whether another payment carries the same charge, also not returned: then one of them stays, whichever payment came back. */
const hasLike = (payment: Entry, charge: Entry): boolean =>
  payment.standing.some((one) => isLike(one, charge) || one.taxes.some((tax) => isLike(tax, charge)));

const isLike = (one: Entry, charge: Entry): boolean =>
  one.service === charge.service && sizeOf(one) === sizeOf(charge) && !isReversed(one);

/** What payments have in common of whose charges it is asked alike whether they had to come back: the day on which they did. */
export const returnKey = (event: Entry): string => String(reversalOf(event)?.day ?? "");

/** A reversal so late that its return cannot be seen yet: said on the line and not accused (settled case 8). */
export function returnPending(charge: Entry, coverage: Coverage): AuditReason | null {
  const reversal = reversalOf(comesBackWith(charge));
  if (!reversal || returnedOf(charge) > 0n || charge.day > reversal.day || !coverage.lastLine) return null;
  return addDays(fromDayNumber(reversal.day), RETURN_DAYS) > coverage.lastLine
    ? { code: "return_not_due_yet", facts: { row: reversal.line.row } }
    : null;
}
