import type { CivilDate } from "../dates/civil-date.ts";
import type { Minor } from "../money/money.ts";
import type { AccountType, Grade, Payee } from "./pack.ts";
import type { Base } from "./price.ts";
import type { PriceReason } from "./price-reasons.ts";

/** Facts about one event that a rule may need; all optional, sums in minor units. Names as in the charge contract. */
export type ChargeFacts = {
  readonly locality?: "on_site" | "off_site";
  readonly nthInMonth?: number;
  readonly nthInDay?: number;
  readonly party?: "sender" | "receiver";
  readonly sameOwner?: boolean;
  readonly sameBank?: boolean;
  readonly salary?: boolean;
  readonly pages?: number;
  readonly leaves?: number;
  readonly customer?: "individual" | "corporate";
  readonly weekTotal?: Minor;
  readonly dayTotal?: Minor;
  readonly monthDebits?: Minor;
  readonly unitCost?: Minor;
  readonly days?: number;
  readonly overdraft?: Minor;
};

/** Of what stretch the first ones are free, and the fact that says which one of it this is. */
export const NTH = { calendar_month: "nthInMonth", day: "nthInDay" } as const;
export type FreePer = keyof typeof NTH;
export type Nth = (typeof NTH)[FreePer];

/** The fact that says how much a price is worked out on. */
export const FACT_OF_BASE = {
  transaction_amount: "amount",
  debit_turnover: "monthDebits",
  validity_days: "days",
  overdraft_used: "overdraft",
} as const satisfies Readonly<Record<Base, "amount" | keyof ChargeFacts>>;

export type ChargeEvent = {
  readonly service: string;
  readonly on: CivilDate;
  readonly amount?: Minor;
  readonly account?: AccountType;
  readonly bank?: string;
  /** Id of a product of the bank: its rows take precedence over those of the whole bank. */
  readonly product?: string;
  /** The currency the person asks in; a rule in another one does not answer. */
  readonly currency?: string;
  readonly facts: ChargeFacts;
};

export type Sum = { readonly fee: Minor; readonly tax: Minor; readonly total: Minor };

export type ChargeState = "charged" | "free" | "not_permitted" | "negotiable" | "at_cost" | "cannot_tell";

/** What may be charged for one event: the answer of the charge contract before it is printed. */
export type Priced = {
  readonly state: ChargeState;
  readonly maximum: Sum | null;
  /** Higher than `maximum` where the printed text is silent on this very sum: nothing up to it is called too much. */
  readonly lenient?: Sum;
  /**
   * Where `maximum` is a draft's, because it is the higher one: what the rule itself says, with its own grade. A charge above
   * both is too much by the rule.
   */
  readonly firm?: {
    readonly sum: Sum;
    readonly grade: Grade | null;
    readonly rule: string;
    readonly draft: string;
  };
  /** What a draft, which binds no bank, would make of it on that day: said beside the answer, never a measure. */
  readonly draft?: { readonly rule: string; readonly from: CivilDate; readonly sum: Sum };
  readonly range: { readonly low: Minor; readonly high: Minor } | null;
  readonly listed: (Sum & { readonly feeId: string; readonly grade: Grade }) | null;
  readonly missing: readonly string[];
  readonly rules: readonly string[];
  readonly grade: Grade | null;
  readonly payee: Payee;
  readonly currency: string;
  /** The worksheet, line by line. */
  readonly work: readonly PriceReason[];
  /** True when an audit may accuse on the maximum: the rule is enforceable (or marked as judged) and not grade D. */
  readonly accusable: boolean;
};
