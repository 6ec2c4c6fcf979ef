import { parsePackAmount } from "../domain/fees/pack-amount.ts";
import type { Base, Decimal, Price, Tier, Unit } from "../domain/fees/price.ts";
import type { Minor } from "../domain/money/money.ts";
import { plainMoney } from "../domain/money/money-words.ts";
import { formatPercent, parseRate } from "../domain/money/rate.ts";
import { PRICES } from "./en/prices.ts";

/**
 * A price in plain words, as rows a person can read. Every figure in them comes from the price itself; nothing
 * is worked out here. `minor` is there where the row is one sum, so that tax can be set beside it.
 */
export type PriceRow = {
  /** What the row is for: "up to ₦5,000", "each page"; empty when the price asks nothing. */
  readonly when: string;
  /** The price in words: "₦25", "0.1 % of the month's debits". */
  readonly price: string;
  readonly minor: Minor | null;
  /** True where `price` is that sum and nothing else: not where it is free, or as agreed up to it. */
  readonly isSum: boolean;
};

/** The words of one language. */
export type PriceWords = Readonly<typeof PRICES>;

/** A row while it is put together: what it is for in parts, and the unit apart from them. */
type Row = Omit<PriceRow, "when"> & { readonly when: readonly string[]; readonly unit: string };

const EMPTY = { when: [], unit: "", minor: null, isSum: false } as const;
const joined = (parts: readonly string[]): string => parts.filter(Boolean).join(", ");
const whenOf = ({ when, unit }: Row): string => joined([...when, unit]);
const shown = ({ unit, ...row }: Row): PriceRow => ({ ...row, when: whenOf({ unit, ...row }) });

/** Says prices of one currency in one language. */
function wording(words: PriceWords, currency: string) {
  const money = (text: Decimal) => plainMoney(parsePackAmount(text), currency);
  const unitOf = (unit: Unit | undefined): string =>
    !unit || unit.per === "occurrence" ? "" : unit.per === "block" ? words.block(money(unit.size)) : words[unit.per];
  const edgesOf = (min: Decimal | undefined, max: Decimal | undefined): string[] => [
    min ? words.at_least(money(min)) : "",
    max ? words.at_most(money(max)) : "",
  ];
  const under = (when: string, price: Price): readonly Row[] =>
    rowsOf(price).map((row) => ({ ...row, when: [when, ...row.when] }));

  function rowsOf(price: Price): readonly Row[] {
    switch (price.kind) {
      case "free":
        return [{ ...EMPTY, price: words.free, minor: 0n }];
      case "unresolved":
        return [{ ...EMPTY, price: words.not_known(price.verbatim) }];
      case "fixed":
        return [
          {
            when: [],
            unit: unitOf(price.unit),
            price: money(price.amount),
            minor: parsePackAmount(price.amount),
            isSum: true,
          },
        ];
      case "rate": {
        const share = words.share(formatPercent(parseRate(price.fraction)), words[price.base]);
        return [{ ...EMPTY, price: joined([share, ...edgesOf(price.min, price.max)]) }];
      }
      case "range":
        return [{ ...EMPTY, unit: unitOf(price.unit), price: joined(edgesOf(price.min, price.max)) }];
      case "tiered":
        return price.tiers.flatMap((tier, i) => tierRows(price.on, tier, price.tiers[i - 1]));
      case "combine":
        return combined(price.op, price.parts);
      case "first_free":
        return [
          { ...EMPTY, when: [words.first_free(price.free, price.per)], price: words.free, minor: 0n },
          ...under(words.after_free, price.then),
        ];
      case "by_customer":
        return (["individual", "corporate"] as const).flatMap((who) => under(words[who], price[who]));
      case "over_limit": {
        const share = formatPercent(parseRate(price.fraction));
        return [{ ...EMPTY, price: words.above_limit(share, money(price.limit), price.per) }];
      }
      case "negotiable":
      case "pass_through": {
        const own = words[price.kind];
        if (!price.ceiling) return [{ ...EMPTY, price: own }];
        const said = "usual" in price && price.usual ? words.usual : words.ceiling;
        return rowsOf(price.ceiling).map((row) => ({ ...row, price: said(own, row.price), isSum: false }));
      }
    }
  }

  function tierRows(on: Base, { upTo, price }: Tier, before: Tier | undefined): readonly Row[] {
    const edge = (text: Decimal) => (on === "validity_days" ? words.days(text) : money(text));
    const low = before?.upTo ? edge(before.upTo) : "";
    const high = upTo === null ? "" : edge(upTo);
    const open = low ? words.above(low) : words.any_amount;
    return under(high ? (low ? words.band(low, high) : words.up_to(high)) : open, price);
  }

  function combined(op: "sum" | "max" | "min", parts: readonly Price[]): readonly Row[] {
    const rows = parts.flatMap(rowsOf);
    const [first] = rows;
    if (op === "sum" && first && rows.every((row) => row.minor !== null && whenOf(row) === whenOf(first))) {
      const minor = rows.reduce((sum, row) => sum + (row.minor ?? 0n), 0n);
      const price = rows.map((row) => row.price).join(words.plus);
      return [{ ...first, price, minor, isSum: rows.every(({ isSum }) => isSum) }];
    }
    const all = rows.map(({ price, when, unit }) => {
      const plain = joined([price, ...when]);
      return unit ? words.each(plain, unit) : plain;
    });
    return [{ ...EMPTY, price: op === "sum" ? all.join(words.plus) : words[op](all.join(words.or)) }];
  }

  function bandRows({ on, mode, tiers }: Extract<Price, { kind: "tiered" }>, amount: Minor | undefined) {
    if (amount === undefined || on !== "transaction_amount" || mode !== "whole") return [];
    const at = tiers.findIndex(({ upTo }) => upTo === null || amount <= parsePackAmount(upTo));
    const tier = tiers[at];
    return tier ? tierRows(on, tier, tiers[at - 1]) : [];
  }

  return { rowsOf, bandRows };
}

/** The rows of a price: one for a flat price, one a band, one a part. */
export const priceRows = (price: Price, currency: string, words: PriceWords = PRICES): readonly PriceRow[] =>
  wording(words, currency).rowsOf(price).map(shown);

/** The price in one line for lists and CSV. */
export function priceSummary(price: Price, currency: string, words: PriceWords = PRICES): string {
  const rows = priceRows(price, currency, words);
  const sums = rows.map((row) => row.minor);
  if (rows.length > 1 && sums.every((sum) => sum !== null)) {
    const sorted = [...new Set(sums as Minor[])].sort((a, b) => (a < b ? -1 : 1));
    const least = sorted[0] as Minor;
    const most = sorted.at(-1) as Minor;
    if (least !== most)
      return words.between(least === 0n ? words.free : plainMoney(least, currency), plainMoney(most, currency));
  }
  return rows.map((row) => joined([row.price, row.when])).join("; ");
}

/**
 * The one row of a price that holds for a payment of this sum: its band, or the row of a price without bands. null where
 * it takes more than one row to say, or the sum that picks the band is not known.
 */
export function rowFor(price: Price, amount: Minor | undefined, currency: string): PriceRow | null {
  const { rowsOf, bandRows } = wording(PRICES, currency);
  const rows = price.kind === "tiered" ? bandRows(price, amount) : rowsOf(price);
  return rows.length === 1 ? shown(rows[0] as Row) : null;
}
