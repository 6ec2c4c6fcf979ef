/** Words and sums that the parts of the comparison share. */

import type { BreakEvenField, CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import type { LineView, SpanView } from "../../../app/compare-view.ts";
import { parseMinor } from "../../../domain/money/money.ts";
import { plainMoney } from "../../../domain/money/money-words.ts";
import { FACTS } from "../../../words/en/facts.ts";
import { MISSING } from "../../../words/en/missing.ts";
import { filled } from "../../../words/message.ts";

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

/** The questions of the form. */
export const FIELD_LABELS = {
  account: "Kind of account",
  cards: "Debit cards you hold",
  transfers: "Transfers to other banks a month",
  transferSum: "How much is one transfer?",
  withdrawals: "Cash taken at other banks’ machines, times a month",
  withdrawalSum: "How much each time?",
  locality: "Where are those machines?",
  alerts: "SMS alerts a month",
  paidOut: "Paid out to others a month (current account)",
} as const;

/** The same where they are no questions, to stand before what is wrong. */
export const FIELD_NAMES: Readonly<Record<string, string>> = {
  ...FIELD_LABELS,
  transferSum: "How much is one transfer",
  withdrawalSum: "How much each time",
  locality: "Where are those machines",
};

export type Field = keyof typeof FIELD_LABELS;

/** What a cost depends on that was not said: the fields of the form by their labels, then facts that it has no field for. */
export function openWords(lines: readonly LineView[], asks: CompareView["asks"]): readonly string[] {
  const [fields, facts] = [new Set<string>(), new Set<string>()];
  for (const line of lines)
    for (const { fact } of line.why) {
      if (fact === undefined) continue;
      const field = asks.find((one) => one.line === line.id && one.fact === fact)?.field;
      if (field) fields.add(filled(FACTS["compare.field"], { label: FIELD_LABELS[field] }));
      else facts.add(MISSING[fact] ?? fact);
    }
  return [
    ...(fields.size > 0 ? [filled(FACTS["compare.left_open"], { fields: [...fields].join("; ") })] : []),
    ...(facts.size > 0 ? [filled(FACTS["compare.not_asked"], { facts: [...facts].join("; ") })] : []),
  ];
}

/** How much is known of banks' own prices for this use. */
export const coverageWords = ({ banks, whole, some }: CompareAnswer["coverage"]): string =>
  filled(FACTS[whole > 0 ? "compare.all" : some > 0 ? "compare.part" : "compare.none"], { banks, whole, some });
