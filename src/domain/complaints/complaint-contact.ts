import type { Bank, BankContact } from "../fees/pack.ts";

/** A wrong address tells a stranger about a person's account: two sources must name it. */
const LEAST_SOURCES = 2;

/**
 * The address a complaint to the bank may be sent to: an e-mail address at grade A or C that two sources name, the
 * bank's own first. A bank that became part of another is written to there; one that was closed has none. null: the
 * person is asked to look it up.
 */
export function complaintContact(banks: readonly Bank[], bank: Bank): BankContact | null {
  if (bank.ended && bank.ended.on !== null) {
    const { into } = bank.ended;
    const next = banks.find((one) => one.id === into && one !== bank && !one.ended);
    return next ? complaintContact(banks, next) : null;
  }
  const known = (bank.contacts ?? []).filter(
    ({ kind, grade, sources }) => kind === "email" && (grade === "A" || grade === "C") && sources >= LEAST_SOURCES,
  );
  return [...known].sort((a, b) => (a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : b.sources - a.sources))[0] ?? null;
}
