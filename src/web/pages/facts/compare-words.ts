/** Words and sums that the parts of the comparison share. */
import type { BreakEvenField } from "../../../app/compare-fees.ts";
import type { SpanView } from "../../../app/compare-view.ts";
import { parseMinor } from "../../../domain/money/money.ts";
import { plainMoney } from "../../../domain/money/money-words.ts";
import { MISSING } from "../../../words/en/missing.ts";

/** What the person asked beside the usage; `query` is the address without its page, `wrong` has the usage's faults too. */
export type Asked = {
  readonly bank: string | undefined;
  readonly query: string;
  readonly wrong: Readonly<Record<string, string>>;
};

export const minor = (text: string): bigint => parseMinor(text) ?? 0n;

/** A sum, a range, or from a sum on where no end is known. */
export function spanWords({ low, high }: SpanView, currency: string): string {
  const money = (text: string) => plainMoney(minor(text), currency);
  if (high === null) return low === "0.00" ? "no limit known" : `${money(low)} and more`;
  return low === high ? money(low) : `${money(low)} to ${money(high)}`;
}

export const BREAK_EVEN_WORDS: Readonly<Record<BreakEvenField, string>> = {
  transfers: "transfers a month",
  withdrawals: "cash withdrawals a month",
  alerts: "SMS alerts a month",
};

/** A fact that was not said. */
export const factWords = (fact: string): string => MISSING[fact] ?? fact;
