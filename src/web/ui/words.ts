import { type CivilDate, partsOf } from "../../domain/dates/civil-date.ts";
import type { Grade, Licence, Payee, Rule } from "../../domain/fees/pack.ts";

/** Short texts that several pages share, keyed by the closed lists of the domain. */
export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

/** `2026-03-01` as `1 Mar 2026`. */
export function dateWords(date: CivilDate | string): string {
  const { year, month, day } = partsOf(date as CivilDate);
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

/** `2026-03` as `Mar 2026`. */
export const monthWords = (month: string): string => `${MONTHS[Number(month.slice(5, 7)) - 1]} ${month.slice(0, 4)}`;

export const GRADE_WORDS: Readonly<Record<Grade, string>> = {
  A: "the law’s or the central bank’s own text",
  B: "the bank’s own dated paper",
  C: "press or a trade source",
  D: "second-hand: a reader’s note or from memory",
};

export const PAYEE_WORDS: Readonly<Record<Payee, string>> = {
  bank: "your bank",
  government: "the government",
  telco: "the phone network, through your bank",
  other_bank: "the other bank",
  network: "the card or payment network",
};

export const LICENCE_WORDS: Readonly<Record<Licence, string>> = {
  commercial: "commercial bank",
  merchant: "merchant bank",
  non_interest: "non-interest bank",
  microfinance: "microfinance bank",
  mobile_money: "mobile money",
  payment_service: "payment service bank",
};

export const STANDING_WORDS: Readonly<Record<Rule["standing"], string>> = {
  in_force: "in force",
  superseded: "replaced",
  abolished: "ended",
  draft: "a draft only",
  withdrawn: "withdrawn",
  unknown: "not known",
};

export const GROUP_WORDS: Readonly<Record<string, string>> = {
  account: "Accounts",
  alert: "Alerts",
  card: "Cards",
  atm: "Cash machines",
  transfer: "Transfers",
  standing: "Standing orders",
  direct: "Direct debits",
  ussd: "USSD codes",
  bill: "Bills",
  pos: "Shops and terminals",
  cash: "Cash at the counter",
  cheque: "Cheques",
  draft: "Bank drafts",
  token: "Tokens",
  loan: "Loans",
  fx: "Foreign currency",
  trade: "Trade",
  tax: "Tax",
  levy: "Levies",
};
