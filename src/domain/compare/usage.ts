import type { CivilDate } from "../dates/civil-date.ts";
import type { AccountType } from "../fees/pack.ts";
import type { ChargeFacts } from "../fees/priced.ts";
import type { Minor } from "../money/money.ts";

/** One thing that is done so many times in a period, each time alike. An absent amount or fact is not known, never zero. */
export type UsageLine = {
  readonly id: string;
  readonly service: string;
  readonly times: number;
  readonly amount?: Minor;
  readonly account?: AccountType;
  readonly facts: ChargeFacts;
};

/** A month of use, or a longer stretch for what is charged less often. Free ones and caps of a month are counted in it. */
export type UsagePeriod = {
  /** Whose prices hold in it. */
  readonly on: CivilDate;
  /** So many alike in the year. */
  readonly repeats: number;
  readonly lines: readonly UsageLine[];
  readonly customer?: CustomerFacts;
};

/** What waivers ask about: a sum in minor units, a count, a yes or no. */
export type CustomerFacts = Readonly<Record<string, Minor | number | boolean>>;

export type Usage = readonly UsagePeriod[];

/** Who is asked for the price: a bank, one of its products, or null for the most that the law lets any bank take. */
export type Seller = { readonly bank: string; readonly product?: string } | null;

/** Why a sum has two ends. */
export type Why = {
  readonly code: "own_price_unknown" | "fact_missing" | "no_rule" | "source_names_ends" | "waiver_unknown" | "order";
  readonly service: string;
  /** What is missing, where it is a fact. */
  readonly fact?: string;
  /** Where it is missing how many there were on one day: so many of a day are free, and what one more costs after them, before tax. */
  readonly free?: number;
  readonly after?: string;
};

/** Reasons of one key are one reason. */
export const whyKey = ({ code, service, fact, free, after }: Why): string =>
  [code, service, fact, free, after].join(" ");
