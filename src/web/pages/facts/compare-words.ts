/** Words and sums that the parts of the comparison share. */

import type { BreakEvenField, CompareAnswer, CompareView } from "../../../app/compare-fees.ts";
import type { LineView, SpanView } from "../../../app/compare-view.ts";
import { parseMinor } from "../../../domain/money/money.ts";
import { plainMoney } from "../../../domain/money/money-words.ts";
import { hasWords } from "../../../words/page-words.ts";
import { ENGLISH_TEXTS, type Texts } from "../../../words/texts.ts";

/** What the person asked beside the usage; `query` is the address without its page, `wrong` has the usage's faults too. */
export type Asked = {
  readonly bank: string | undefined;
  readonly query: string;
  readonly wrong: Readonly<Record<string, string>>;
};

export const minor = (text: string): bigint => parseMinor(text) ?? 0n;

type Span = SpanView & { readonly known?: CompareAnswer["results"][number]["known"] | undefined };

/** Nothing is known of it: no price and no end. */
const isUnknown = ({ low, high, known = "none" }: Span): boolean => high === null && low === "0.00" && known === "none";

/** A sum, a range, or from a sum on where no end is known: from nothing on only where some of its prices are known. */
export function spanWords({ low, high, known }: Span, currency: string, say: Texts = ENGLISH_TEXTS): string {
  const money = (text: string) => plainMoney(minor(text), currency);
  if (isUnknown({ low, high, known })) return say.text("year.no_limit_known");
  if (high === null) return say.text("year.and_more", { sum: money(low) });
  return low === high ? money(low) : say.text("year.range", { low: money(low), high: money(high) });
}

/** What the year costs at each of two banks. */
export const pairWords = (
  { a, b }: NonNullable<CompareAnswer["breakEven"]>,
  currency: string,
  say: Texts = ENGLISH_TEXTS,
): string => {
  const sum = (side: Span) => (isUnknown(side) ? say.text("year.sum_not_known") : spanWords(side, currency, say));
  return say.text("year.pair_sums", { one: a.name, oneSum: sum(a), other: b.name, otherSum: sum(b) });
};

export const BREAK_EVEN_FIELDS: readonly BreakEvenField[] = ["transfers", "withdrawals", "alerts"];

/** A bank as a list offers it, with what people call it. */
export const bankOption = ({ id, name, short }: CompareView["banks"][number], say: Texts) =>
  [id, short === null ? name : say.text("year.called", { name, short })] as const;

/** The questions of the form. */
export type Field = Exclude<CompareView["asks"][number]["field"], undefined>;

/** A field where it is no question, to stand before what is wrong with it. */
export function fieldName(field: string, say: Texts = ENGLISH_TEXTS): string | undefined {
  const key = [`year.name.${field}`, `year.field.${field}`].find(hasWords);
  return key && say.text(key);
}

/** What a cost depends on that was not said: fields of the form, and facts that it has no field for. */
export function openOf(lines: readonly LineView[], asks: CompareView["asks"]) {
  const [fields, facts] = [new Set<Field>(), new Set<string>()];
  for (const line of lines)
    for (const { fact, free } of line.why) {
      // free ones of a day have a sentence of their own
      if (fact === undefined || free !== undefined) continue;
      const field = asks.find((one) => one.line === line.id && one.fact === fact)?.field;
      if (field) fields.add(field);
      else facts.add(fact);
    }
  return { fields: [...fields], facts: [...facts] };
}

export const fieldLabel = (field: Field, say: Texts): string =>
  say.text("year.left_open_field", { label: say.text(`year.field.${field}`) });

export const notAskedWords = (facts: readonly string[], say: Texts): string =>
  say.text("year.not_asked", { facts: facts.map((fact) => say.calledText("MISSING", fact)).join("; ") });

/** The same in words: fields by their labels. */
export function openWords(
  lines: readonly LineView[],
  asks: CompareView["asks"],
  say: Texts = ENGLISH_TEXTS,
): readonly string[] {
  const { fields, facts } = openOf(lines, asks);
  const labels = fields.map((field) => fieldLabel(field, say)).join("; ");
  return [
    ...(fields.length > 0 ? [say.text("year.left_open", { fields: labels })] : []),
    ...(facts.length > 0 ? [notAskedWords(facts, say)] : []),
  ];
}

/** How much is known of banks' own prices for this use. */
export function coverageWords({ banks, whole, some }: CompareAnswer["coverage"], say: Texts = ENGLISH_TEXTS): string {
  const [all, part] = [whole > 0, some > 0];
  const key = all && part ? "all_and_part" : all ? "all" : part ? "part" : "none";
  return say.text(`year.coverage.${key}`, { banks, whole, some });
}
