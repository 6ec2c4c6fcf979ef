/** How wallets, the till of an agent and accounts in other money print: `other-life.ts` lives a life at one of them. */
import type { Party } from "./bank-styles.ts";

export type WalletStyle = {
  /** Named by the person: what these institutions may take stands in no table that was seen. */
  readonly bank: string;
  readonly send: (p: Party) => string;
  /** To another person in the same wallet. */
  readonly sendInside: (p: Party) => string;
  readonly receive: (p: Party) => string;
  /** Into the customer's own pocket there, and out of it. */
  readonly keep: string;
  readonly fetch: string;
  readonly earned: string;
  readonly fee: string;
  readonly vat: string;
  /** To the end of 2025, and after. */
  readonly levies: readonly [string, string];
  readonly back: (text: string) => string;
  /** The day from which it took the levy of the receiver. */
  readonly leviesFrom: string;
};

export const WALLETS: readonly WalletStyle[] = [
  {
    bank: "ng.opay",
    send: (p) => `Transfer to ${p.who} | ${p.bank} | ${p.note}`,
    sendInside: (p) => `Transfer to ${p.who} | OPay | ${p.note}`,
    receive: (p) => `Transfer from ${p.who}`,
    keep: "Auto-save to OWealth Balance",
    fetch: "OWealth Withdrawal(Transaction Payment)",
    earned: "OWealth Interest Earned",
    fee: "Transfer Fee",
    vat: "VAT on Transfer Fee",
    levies: ["Electronic Money Transfer Levy", "Stamp Duty"],
    back: (text) => `Reversal of ${text}`,
    leviesFrom: "2024-12-01",
  },
  {
    bank: "ng.palmpay",
    send: (p) => `Send to ${p.who} ${p.bank}`,
    sendInside: (p) => `Send to PalmPay ${p.who}`,
    receive: (p) => `Received from ${p.who}`,
    keep: "CashBox Auto Save",
    fetch: "CashBox Withdrawal",
    earned: "CashBox Interest",
    fee: "Transaction Fee Transfer",
    vat: "VAT",
    levies: ["EMTL", "Government Stamp Duty"],
    back: (text) => `Reversed ${text}`,
    leviesFrom: "2024-11-30",
  },
  {
    bank: "ng.kuda",
    send: (p) => `outward transfer/${p.who}/${p.bank}/${p.note}`,
    sendInside: (p) => `local funds transfer/${p.who}`,
    receive: (p) => `inward transfer/${p.who}/${p.bank}`,
    keep: "spend + save",
    fetch: "pocket withdrawal",
    earned: "savings interest",
    fee: "transfer fee",
    vat: "vat on transfer fee",
    levies: ["emtl charge", "stamp duty charge"],
    back: (text) => `reversal: ${text}`,
    leviesFrom: "2022-07-15",
  },
  {
    bank: "ng.moniepoint",
    send: (p) => `TRF|${p.note || "TRANSFER"}|${p.who} ${p.bank}`,
    sendInside: (p) => `TRF|${p.note || "TRANSFER"}|${p.who} MONIEPOINT`,
    receive: (p) => `TRF FROM ${p.who}/${p.bank}`,
    keep: "SAVINGS PLAN CONTRIBUTION",
    fetch: "SAVINGS PLAN PAYOUT",
    earned: "SAVINGS PLAN INTEREST",
    fee: "TRANSFER FEE",
    vat: "VALUE ADDED TAX",
    levies: ["ELECTRONIC MONEY TRANSFER LEVY", "STAMP DUTY"],
    back: (text) => `REVERSAL ${text}`,
    leviesFrom: "2024-09-09",
  },
];

/** What stands on an agent's account beside what customers pay and draw: no rule of the banks' table is for any of it. */
export const OF_AGENTS: readonly (readonly [string, number])[] = [
  ["AGENT COMMISSION PAID", 35],
  ["POS TERMINAL RENT FEE", -1_000],
  ["TERMINAL CAUTION FEE", -21_500],
  ["AGENT LOAN REPAYMENT", -4_500],
  ["AIRTIME SOLD 0803", -500],
  ["EKEDC TOKEN SOLD", -3_000],
  ["BILL SERVICE CHARGE", -100],
  ["TERMINAL ROLL PAPER CHARGE", -800],
];

/** What banks take of accounts in other money, with no rule in that money. */
export const ABROAD: readonly (readonly [string, number])[] = [
  ["SWIFT CHARGES", 25],
  ["OFFSHORE CHARGES OUR", 15],
  ["OUTWARD TT COMMISSION", 12.5],
  ["SMS ALERT CHARGES", 0.4],
  ["ACCOUNT MAINTENANCE FEE", 1],
  ["HARDWARE TOKEN FEE", 3],
  ["STATEMENT CHARGE", 2],
  ["ELECTRONIC MONEY TRANSFER LEVY", 0.05],
  ["FGN STAMP DUTY", 0.04],
  ["USSD SESSION CHARGE", 0.01],
  ["CARD ISSUANCE FEE VISA", 5],
  ["ACCOUNT CLOSURE CHARGE", 10],
  ["TRANSFER CHARGE", 7],
  ["CYBER INSURANCE PREMIUM", 3.2],
];
