import type { Bank, BankContact } from "../fees/pack.ts";

/** A wrong address tells a stranger about a person's account: two sources must name it. */
const LEAST_SOURCES = 2;

/**
 * Who answers for a bank today: the bank itself; where it became part of another on a day that is known, that one, and so on;
 * null where it was closed, or what it became part of is not listed.
 */
export function answersFor(banks: readonly Bank[], bank: Bank): Bank | null {
  const passed = new Set<string>();
  let now: Bank | undefined = bank;
  while (now?.ended && now.ended.on !== null) {
    if (passed.has(now.id)) return null;
    passed.add(now.id);
    const { into }: { readonly into: string | null } = now.ended;
    now = banks.find(({ id }) => id === into);
  }
  return now ?? null;
}

/**
 * The address a complaint to the bank may be sent to: an e-mail address at grade A or C that two sources name, the bank's own
 * first, of whoever answers for it today. null: the person is asked to look it up.
 */
export function complaintContact(banks: readonly Bank[], bank: Bank): BankContact | null {
  const known = (answersFor(banks, bank)?.contacts ?? []).filter(
    ({ kind, grade, sources }) => kind === "email" && (grade === "A" || grade === "C") && sources >= LEAST_SOURCES,
  );
  return [...known].sort((a, b) => (a.grade < b.grade ? -1 : a.grade > b.grade ? 1 : b.sources - a.sources))[0] ?? null;
}
