/** What a statement did not show, as it stands after "does not show". */
export const NOT_SHOWN: Readonly<Record<string, string>> = {
  account: "what kind of account this is",
  customer: "whether the customer is a person or a company",
  leaves: "how many leaves it was for",
  locality: "whether the machine stood at a bank's branch",
  nthInMonth: "how many such withdrawals came before it in the month",
  pages: "how many pages it was for",
  dayTotal: "what was paid in or out that day",
  weekTotal: "what was taken out that week",
};
