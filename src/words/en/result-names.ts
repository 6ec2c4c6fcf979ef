/** The names that a result shows first. Apart from the others, since a phone loads them with its script. */
import type { AuditLine, Verdict } from "../../domain/audit/audit-result.ts";
import type { AccountType } from "../../domain/fees/pack.ts";

/** One account of each kind. */
export const ACCOUNTS: Readonly<Record<AccountType, string>> = {
  savings: "savings account",
  current: "current account",
  domiciliary: "foreign-currency account",
};

export const VERDICTS: Readonly<Record<Verdict, string>> = {
  right: "Right",
  over_cap: "More than the rule allows",
  over_tariff: "More than the bank’s own list says",
  not_permitted: "Not allowed at all",
  duplicate: "Taken twice",
  wrong_tax: "Too much tax",
  wrong_payer: "Taken from the wrong side",
  not_returned: "The payment came back, its charge did not",
  cannot_tell: "We cannot tell",
};

/** What a row of a statement is. */
export const KINDS: Readonly<Record<AuditLine["kind"], string>> = {
  transaction: "Payment",
  fee: "Fee",
  tax: "Tax",
  levy: "Levy",
  interest: "Interest",
  reversal: "Given back",
};

/** The parts of a bar of money. */
export const SHARES = { right: "right", unsure: "we cannot tell", over: "too much" } as const;
