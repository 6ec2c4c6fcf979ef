/** How the sums of a fee's rules went over the years, and what banks list beside them: the figures of its chart. */
import type { CivilDate } from "../domain/dates/civil-date.ts";
import { formatMinor } from "../domain/money/money.ts";
import { priceRows } from "../words/price-words.ts";
import type { ListedFeeView } from "./listed-fee-view.ts";
import type { RuleView } from "./rule-view.ts";
import type { BankListing } from "./show-fee.ts";

/** One sum for as long as it held, before VAT; `50.00`. */
export type HistoryStep = {
  readonly rule: string;
  readonly from: CivilDate | null;
  readonly until: CivilDate | null;
  readonly sum: string;
};

/** The sums of one band or kind of account, oldest first. */
export type CapLine = { readonly label: string; readonly steps: readonly HistoryStep[] };

/** A price that banks list on the day asked about; with the tax inside where they print it so. */
export type ListedMark = {
  readonly sum: string;
  readonly taxInside: boolean;
  readonly banks: readonly string[];
  readonly from: CivilDate | null;
};

export type FeeHistory = {
  readonly currency: string;
  readonly caps: readonly CapLine[];
  readonly listed: readonly ListedMark[];
};

/** null where no rule of the fee has a single sum: a share of an amount is no height in a chart of sums. */
export function feeHistory(history: readonly RuleView[], listed: readonly BankListing[]): FeeHistory | null {
  const lines = new Map<string, HistoryStep[]>();
  const [first] = history;
  const drawn = history.filter(
    ({ standing, currency }) => standing !== "withdrawn" && standing !== "unknown" && currency === first?.currency,
  );
  for (const { id, from, until, price, currency, appliesTo } of [...drawn].reverse())
    for (const { when, minor } of priceRows(price, currency)) {
      if (minor === null) continue;
      const label = [appliesTo, when].filter(Boolean).join(", ");
      lines.set(label, [...(lines.get(label) ?? []), { rule: id, from, until, sum: formatMinor(minor) }]);
    }
  if (!first || lines.size === 0) return null;
  return {
    currency: first.currency,
    caps: [...lines].map(([label, steps]) => ({ label, steps })),
    listed: marksOf(listed, first.currency),
  };
}

function marksOf(listed: readonly BankListing[], currency: string): ListedMark[] {
  const marks = new Map<string, { mark: Omit<ListedMark, "banks">; banks: Set<string> }>();
  for (const { name, fees } of listed)
    for (const fee of fees) {
      const sum = fee.currency === currency ? sumOf(fee) : null;
      if (sum === null) continue;
      const taxInside = fee.vat === "included" && sum !== "0.00";
      const key = `${sum} ${taxInside}`;
      const known = marks.get(key) ?? { mark: { sum, taxInside, from: fee.from }, banks: new Set<string>() };
      const from =
        known.mark.from === null || (fee.from !== null && fee.from < known.mark.from) ? fee.from : known.mark.from;
      marks.set(key, { mark: { ...known.mark, from }, banks: known.banks.add(name) });
    }
  return [...marks.values()]
    .map(({ mark, banks }) => ({ ...mark, banks: [...banks] }))
    .sort((a, b) => Number(b.sum) - Number(a.sum));
}

function sumOf({ status, price, currency }: ListedFeeView): string | null {
  if (status === "free") return "0.00";
  const [only, ...more] = status === "charged" ? priceRows(price, currency) : [];
  return only && only.minor !== null && more.length === 0 ? formatMinor(only.minor) : null;
}
