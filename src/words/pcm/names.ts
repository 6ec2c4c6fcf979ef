/** The closed lists in Nigerian Pidgin. */
import type * as English from "../en/names.ts";

type Translated<T> = Partial<Record<keyof T, string>>;

export const GRADES: Translated<typeof English.GRADES> = {
  A: "wetin the law or the central bank itself write",
  B: "the bank’s own paper wey get date",
  C: "newspaper or people wey sabi the work",
  D: "wetin another person talk, or wetin person remember",
};

export const PAYEES: Translated<typeof English.PAYEES> = {
  bank: "your bank",
  government: "government",
  telco: "the phone network, through your bank",
  other_bank: "the other bank",
  network: "the card or payment network",
};

export const LICENCES: Translated<typeof English.LICENCES> = {
  commercial: "commercial bank",
  merchant: "merchant bank",
  non_interest: "bank wey no dey do interest",
  microfinance: "microfinance bank",
  mobile_money: "mobile money",
  payment_service: "payment service bank",
};

export const STANDINGS: Translated<typeof English.STANDINGS> = {
  in_force: "e dey work now",
  superseded: "another one don replace am",
  abolished: "e don end",
  draft: "na draft, e never start",
  withdrawn: "dem don withdraw am",
  unknown: "we no know",
};

export const ACCOUNTS: Translated<typeof English.ACCOUNTS> = {
  savings: "savings account",
  current: "current account",
  domiciliary: "dollar or other foreign money account",
};

export const PERIODS: Readonly<Record<string, string>> = {
  quarterly: "every three months",
  annual: "every year",
  per_annum: "every year",
  monthly: "every month",
  per_beneficiary: "for each person wey receive",
  per_draft: "for each draft",
  per_cheque: "for each cheque",
  per_order: "for each order",
};

export const STATES: Translated<typeof English.STATES> = {
  charged: "The highest wey dem fit charge you:",
  free: "This one free. Your bank no suppose charge you for am.",
  not_permitted: "No bank fit collect this charge, any day at all.",
  negotiable: "The price na wetin you and your bank agree, but e no fit pass:",
  at_cost: "The bank fit ask for wetin e cost the bank, but e no fit pass:",
  cannot_tell: "We never fit give you one price.",
};

export const OPEN_STATES: Translated<typeof English.OPEN_STATES> = {
  negotiable: "The price na wetin you and your bank agree. No rule put limit.",
  at_cost: "The bank fit ask for wetin e cost the bank. No rule put limit.",
};

export const VERDICTS: Translated<typeof English.VERDICTS> = {
  right: "E correct",
  over_cap: "E pass wetin the rule allow",
  over_tariff: "E pass wetin the bank put for im own list",
  not_permitted: "Dem no suppose collect am at all",
  duplicate: "Dem collect am two times",
  wrong_tax: "The tax too much",
  wrong_payer: "Dem collect am from the wrong person",
  not_returned: "The money come back, but the charge no come back",
  cannot_tell: "We no fit tell",
};

export const SHORT_VERDICTS: Translated<typeof English.SHORT_VERDICTS> = {
  over_cap: "E pass the limit",
  over_tariff: "E pass their own list",
  not_permitted: "No be to collect",
  duplicate: "Two times",
  wrong_tax: "Tax too much",
  wrong_payer: "From wrong person",
  not_returned: "Dem no return am",
};

export const MISSING: Readonly<Record<string, string>> = {
  account: "which kind account e be",
  amount: "how much the money be",
  card: "which card dem charge",
  customer: "whether na one person or company get the account",
  dayTotal: "all the cash of that day",
  days: "for how many days e be",
  leaves: "how many cheque leaves",
  locality: "where the cash machine dey",
  migrationDate: "whether your bank don already move USSD charge go airtime that time",
  monthDebits: "all the money wey comot that month",
  nthInMonth: "how many times you withdraw like that that month",
  overdraft: "how far below zero the account go",
  pages: "how many pages",
  party: "who send and who receive",
  period: "the whole period wey dem charge for, inside one statement",
  reading: "line wey we fit read well",
  rule: "rule wey settle am",
  salary: "whether na salary",
  sameBank: "whether the two accounts dey for one bank",
  sameOwner: "whether na one person get the two accounts",
  service: "wetin the charge be for",
  statement_day: "the day, because the file no prove am",
  statement_side: "whether the money enter or comot, because the file no prove am",
  statement_sum: "how much e be, because the file no prove am",
  transfer: "which payment the fee follow",
  unitCost: "how much e cost the bank",
  weekTotal: "all the cash of that week",
};

export const DOINGS: Readonly<Record<string, string>> = {
  transfer: "Send and receive money",
  cash: "Withdraw and pay in cash",
  pay: "Pay for shop",
  account: "Keep account",
  card: "Get card or token",
  cheque: "Use cheque and draft",
  loan: "Borrow money",
  trade: "Trade and foreign money",
  levy: "Tax and duty",
};
