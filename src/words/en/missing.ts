import { MISSING_IN_AUDIT } from "./missing-in-audit.ts";

/**
 * What a fact is called that is missing, as it stands after "we would need" and "does not show": each fact once. Two parts of
 * the table stand in files of their own, since a phone loads no others.
 */
export const MISSING: Readonly<Record<string, string>> = {
  ...MISSING_IN_AUDIT,
  amount: "the amount",
  nthInDay: "how many such payments there were that day",
  overdraft: "how far below zero the account was",
  party: "who sent and who received",
  salary: "whether it was a salary",
  sameBank: "whether both accounts are at one bank",
  unitCost: "what it cost the bank",
};
