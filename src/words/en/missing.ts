/** What a fact is called that is missing, as it stands after "we would need" and "does not show": one table, of two parts. */

/** Those that the judgement of a statement may miss: a phone loads no more of the table. */
export const MISSING_IN_AUDIT: Readonly<Record<string, string>> = {
  account: "what kind of account this is",
  card: "which card was billed",
  customer: "whether the account is a person’s or a company’s",
  dayTotal: "all cash of that day",
  leaves: "how many cheque leaves there were",
  locality: "where the cash machine stands",
  migrationDate: "whether your bank had moved USSD charges to airtime by then",
  monthDebits: "all payments out of the billed month",
  nthInMonth: "how many such withdrawals there were that month",
  pages: "how many pages there were",
  period: "the whole billed period in one statement",
  reading: "a line that we can read for sure",
  rule: "a rule that settles it",
  sameOwner: "whether both accounts have one owner",
  service: "what the charge was for",
  statement_day: "its day, which the file does not prove",
  statement_side: "whether it came in or went out, which the file does not prove",
  statement_sum: "its sum, which the file does not prove",
  transfer: "which payment the fee belongs to",
  weekTotal: "all cash of that week",
};

export const MISSING: Readonly<Record<string, string>> = {
  ...MISSING_IN_AUDIT,
  amount: "the amount",
  days: "for how many days it was",
  overdraft: "how far below zero the account was",
  party: "who sent and who received",
  salary: "whether it was a salary",
  sameBank: "whether both accounts are at one bank",
  unitCost: "what it cost the bank",
};
