/**
 * The pricing algebra: one language for a bank's tariff and the regulator's ceiling, so that an audit prices both on one
 * event. Decimals are strings here, as in the data files; `price-event.ts` turns them into exact integers.
 * What holds over many events (free ones, waivers, caps of a month) stands in `terms.ts` and is applied to these prices.
 */
export type Decimal = string;

export type Base = "transaction_amount" | "debit_turnover" | "validity_days" | "overdraft_used";

export type Unit =
  | { readonly per: "occurrence" | "page" | "leaf" | "message" | "card" | "period" }
  | { readonly per: "block"; readonly of: Base; readonly size: Decimal; readonly partial: "up" | "down" | "prorata" };

export type Tier = {
  /** Highest value of the band, inclusive; null is without end. */
  readonly upTo: Decimal | null;
  readonly price: Price;
};

export type Price =
  | { readonly kind: "fixed"; readonly amount: Decimal; readonly unit?: Unit }
  | {
      readonly kind: "rate";
      readonly fraction: Decimal;
      readonly base: Base;
      readonly min?: Decimal;
      readonly max?: Decimal;
    }
  | { readonly kind: "tiered"; readonly on: Base; readonly mode: "whole" | "marginal"; readonly tiers: readonly Tier[] }
  | { readonly kind: "combine"; readonly op: "sum" | "max" | "min"; readonly parts: readonly Price[] }
  /** `usual`: the ceiling is what banks take, and no text names it as a limit. */
  | { readonly kind: "pass_through"; readonly ceiling?: Price; readonly usual?: true }
  | { readonly kind: "negotiable"; readonly ceiling?: Price }
  | { readonly kind: "first_free"; readonly free: number; readonly per: "calendar_month" | "day"; readonly then: Price }
  | { readonly kind: "by_customer"; readonly individual: Price; readonly corporate: Price }
  | { readonly kind: "over_limit"; readonly limit: Decimal; readonly per: "day" | "week"; readonly fraction: Decimal }
  /** The source names ends only: what is taken within them is known when it is taken. */
  | { readonly kind: "range"; readonly min?: Decimal; readonly max: Decimal; readonly unit?: Unit }
  | { readonly kind: "free" }
  | { readonly kind: "unresolved"; readonly verbatim: string };
