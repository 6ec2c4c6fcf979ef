import { MISSING_OF_PRICE } from "./missing-of-price.ts";

/** What the judgement of a statement may miss. A part of `missing.ts`: a phone loads it with what shows a result. */
export const MISSING_IN_AUDIT: Readonly<Record<string, string>> = {
  ...MISSING_OF_PRICE,
  monthDebits: "all payments out of the billed month",
  sameOwner: "whether both accounts have one owner",
  card: "which card was billed",
  migrationDate: "whether your bank had moved USSD charges to airtime by then",
  period: "all that it was taken for, in one statement",
  reading: "a line that we can read for sure",
  rule: "a rule that settles it",
  service: "what the charge was for",
  transfer: "which payment the fee belongs to",
};
