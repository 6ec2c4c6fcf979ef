import { AUDIT_MISSING } from "./audit-missing.ts";

/** Every fact that may be missing where a charge is worked out or judged. */
export const MISSING: Readonly<Record<string, string>> = {
  ...AUDIT_MISSING,
  amount: "the amount",
  days: "for how many days it was",
  overdraft: "how far below zero the account was",
  party: "who sent and who received",
  salary: "whether it was a salary",
  sameBank: "whether both accounts are at one bank",
  unitCost: "what it cost the bank",
};
