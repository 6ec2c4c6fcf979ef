/** What the price of a charge may turn on and a statement may not show. A part of `missing.ts`: a phone loads it first. */
export const MISSING_OF_PRICE: Readonly<Record<string, string>> = {
  account: "what kind of account this is",
  customer: "whether the account is a person’s or a company’s",
  dayTotal: "all cash of that day",
  days: "for how many days it was",
  leaves: "how many cheque leaves there were",
  locality: "where the ATM is",
  nthInMonth: "how many such withdrawals there were that month",
  pages: "how many pages there were",
  weekTotal: "all cash of that week",
};
