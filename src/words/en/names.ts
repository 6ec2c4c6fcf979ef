/** What the members of the closed lists are called: one table each, which every page, command and table asks. */
import type { AccountType, Grade, Licence, Payee, Rule } from "../../domain/fees/pack.ts";
import type { ChargeState } from "../../domain/fees/priced.ts";

export * from "./result-names.ts";

export const GRADES: Readonly<Record<Grade, string>> = {
  A: "the law’s or the central bank’s own text",
  B: "the bank’s own dated paper",
  C: "press or a trade source",
  D: "second-hand: a reader’s note or from memory",
};

/** Who keeps a sum. */
export const PAYEES: Readonly<Record<Payee, string>> = {
  bank: "your bank",
  government: "the government",
  telco: "the phone network",
  other_bank: "the other bank",
  network: "the card or payment network",
};

/** The same said of a sum, beside it. */
export const KEEPS: Readonly<Record<Payee, string>> = {
  bank: "your bank keeps it",
  government: "the government keeps it",
  telco: "your bank takes it for the phone network",
  other_bank: "the other bank keeps it",
  network: "the card or payment network keeps it",
};

export const LICENCES: Readonly<Record<Licence, string>> = {
  commercial: "commercial bank",
  merchant: "merchant bank",
  non_interest: "non-interest bank",
  microfinance: "microfinance bank",
  mobile_money: "mobile money",
  payment_service: "payment service bank",
};

export const STANDINGS: Readonly<Record<Rule["standing"], string>> = {
  in_force: "in force",
  superseded: "replaced",
  abolished: "ended",
  draft: "a draft only",
  withdrawn: "withdrawn",
  unknown: "not known",
};

/** The kinds as one picks them. */
export const ACCOUNT_KINDS: Readonly<Record<AccountType, string>> = {
  savings: "Savings",
  current: "Current",
  domiciliary: "Foreign currency (domiciliary)",
};

/** How often a flat price is due, where the price itself does not say. */
export const PERIODS: Readonly<Record<string, string>> = {
  quarterly: "each quarter",
  annual: "each year",
  per_annum: "each year",
  monthly: "each month",
  per_beneficiary: "each beneficiary",
  per_draft: "each draft",
  per_cheque: "each cheque",
  per_order: "each order",
};

/** What is said of one charge, as a heading above its sums. */
export const STATES: Readonly<Record<ChargeState, string>> = {
  charged: "The most you may be charged:",
  free: "This is free. Your bank may not charge for it.",
  not_permitted: "No bank may take this charge, on any day.",
  negotiable: "The price is as agreed with your bank, up to:",
  at_cost: "The bank may ask what it costs the bank, up to:",
  cannot_tell: "We cannot give one sum yet.",
};

/** The same where no rule sets a limit; `usual`: a sum is known, which is what banks take. */
export const OPEN_STATES: Readonly<Record<"negotiable" | "at_cost" | "usual", string>> = {
  negotiable: "The price is as agreed with your bank. No rule sets a limit.",
  at_cost: "The bank may ask what it costs the bank. No rule sets a limit.",
  usual: "The bank may ask what it costs the bank. Banks take:",
};

/** Accusations as short as a column wants them. */
export const SHORT_VERDICTS: Readonly<Record<string, string>> = {
  over_cap: "Above the limit",
  over_tariff: "Above the own list",
  not_permitted: "Not allowed",
  duplicate: "Taken twice",
  wrong_tax: "Too much tax",
  wrong_payer: "From the wrong side",
  not_returned: "Not given back",
};

/** What people do at a bank. */
export const DOINGS: Readonly<Record<string, string>> = {
  transfer: "Send and receive money",
  cash: "Withdraw and pay in cash",
  pay: "Pay in a shop",
  account: "Keep an account",
  card: "Have a card or a token",
  cheque: "Use cheques and drafts",
  loan: "Borrow",
  trade: "Trade and foreign money",
  levy: "Taxes and duties",
};
