import type { Decimal, Price } from "./price.ts";

/**
 * What a tariff says of many charges together, beside the price of one: how many are free, who is let off, and the most that
 * a month or a year may come to. Pools have names because real ones span several fees of one bank.
 */
export type Terms = {
  readonly perOccurrence?: { readonly min?: Decimal; readonly max?: Decimal };
  readonly allowances?: readonly Allowance[];
  readonly adjustments?: readonly Adjustment[];
  readonly caps?: readonly Cap[];
};

export type Per = "calendar_month" | "calendar_year";

export type Allowance = {
  readonly pool: string;
  /** So many are free. */
  readonly quantity: number;
  readonly per: Per;
  readonly when?: Condition;
};

export type Cap = {
  readonly pool: string;
  readonly per: Per;
  readonly limit: { readonly amount: Decimal } | { readonly occurrences: number };
};

export type Adjustment = {
  readonly id: string;
  readonly when: Condition;
  readonly effect:
    | { readonly waive: true }
    | { readonly amountOff: Decimal }
    /** A fraction of the fee. */
    | { readonly rateOff: Decimal }
    | { readonly replaceWith: Price };
  /** The bank's own words. */
  readonly verbatim: string;
};

/** What must hold of the customer. A sum is a text, a number a count, a flag true or false. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly fact: string; readonly op: ">=" | "<" | "="; readonly value: string | number | boolean };
