/** What the bank itself lists, set beside a charge that is inside the law. */
import type { Priced } from "../../fees/priced.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { type Entry, sizeOf } from "../open/book.ts";
import { exceeds, type Finding } from "./finding.ts";

type Own = NonNullable<Priced["listed"]>;

/** A listed price of this grade is the bank's own paper, or the person's own agreement: it may accuse (settled case 13). */
export const isFirstHand = ({ grade }: Own): boolean => grade === "A" || grade === "B";

/**
 * A right charge above a listed price that is known at second hand says so with both figures, and stays right. `listed` is
 * the part of that price which this line should hold.
 */
export function besideOwnList(found: Finding, fee: Entry, own: Own | null, listed: bigint): Finding {
  if (found.verdict !== "right" || !own || isFirstHand(own) || !exceeds(sizeOf(fee), listed)) return found;
  const said: AuditReason = { code: "own_list_is_lower", facts: { listed, grade: own.grade, charged: sizeOf(fee) } };
  return { ...found, why: [...found.why, said] };
}
