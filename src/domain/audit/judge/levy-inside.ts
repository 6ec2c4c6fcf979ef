import { NO_FACTS_NEEDED as NONE } from "../../reason.ts";
import type { AuditReason } from "../audit-reasons.ts";
import { type Book, type Entry, sizeOf } from "../open/book.ts";
import { accuse, cannotTell, comparison, exceeds, type Finding, right } from "./finding.ts";
import { ownLevy } from "./price-charge.ts";

const LEVY = "levy.electronic_transfer";
/** Fees that say that the duty on their transfer is in them. */
const HOLDS_LEVY =
  /(?:\+|&|\bAND|\bPLUS|\bINCL\w{0,6}\.?(?: OF)?) ?(?:FGN )?(?:STAMP DUTY|EMTL?|(?:E|ELECTRONIC)[ -]?LEVY|DUTY)\b/;

export const mayHoldLevy = (fee: Entry): boolean => HOLDS_LEVY.test(fee.narration);

/** What the duty in a fee's line may come to on a payment; empty where no line says that it holds one. */
export const levyKey = (book: Book, fee: Entry | undefined, payment: Entry): string =>
  fee ? String(ownLevy(book, LEVY, payment).maximum?.total ?? "") : "";

/** A fee that says that it holds the duty may be higher by what its payment owes. */
export function withLevyInside(book: Book, fee: Entry, found: Finding): Finding {
  if ((found.verdict !== "over_cap" && found.verdict !== "over_tariff") || !mayHoldLevy(fee)) return found;
  const levy = fee.event && ownLevy(book, LEVY, fee.event);
  if (!levy || (levy.state !== "charged" && levy.state !== "free"))
    return cannotTell(found, levy ? levy.missing : ["transfer"], { code: "duty_of_unknown_sum", facts: NONE });
  const [limit, duty] = [found.allowed ?? 0n, levy.maximum?.total ?? 0n];
  const allowed = limit + duty;
  const working: AuditReason = { code: "limit_and_duty", facts: { limit, duty, allowed } };
  return exceeds(sizeOf(fee), allowed)
    ? { ...accuse(found.verdict, allowed, found, working, [working, comparison(sizeOf(fee), allowed)]), why: found.why }
    : right(fee, { ...found, work: [working] }, { code: "within_limit_and_duty", facts: NONE });
}
