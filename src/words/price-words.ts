import { parsePackAmount } from "../domain/fees/pack-amount.ts";
import type { Base, Decimal, Price, Tier, Unit } from "../domain/fees/price.ts";
import type { Minor } from "../domain/money/money.ts";
import { plainMoney } from "../domain/money/money-words.ts";
import { formatPercent, parseRate } from "../domain/money/rate.ts";

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
};

const UNIT_WORDS: Readonly<Record<string, string>> = {
  occurrence: "",
  page: "each page",
  leaf: "each leaf",
  message: "each message",
  card: "each card",
  period: "each period",
};

const BASE_WORDS: Readonly<Record<Base, string>> = {
  transaction_amount: "the amount",
  debit_turnover: "the month's payments out",
  overdraft_used: "the overdraft in use",
  validity_days: "the days",
};

const PAST: Readonly<Record<"day" | "week", string>> = { day: "in one day", week: "in one week" };

/** The rows of a price: one for a flat price, one a band, one a part. */
export function priceRows(price: Price, currency: string): readonly PriceRow[] {
  const money = (text: Decimal) => plainMoney(parsePackAmount(text), currency);
  switch (price.kind) {
    case "free":
      return [{ when: "", price: "Free", minor: 0n }];
    case "unresolved":
      return [{ when: "", price: `Not known: ${price.verbatim}`, minor: null }];
    case "fixed":
      return [
        { when: unitWords(price.unit, currency), price: money(price.amount), minor: parsePackAmount(price.amount) },
      ];
    case "rate": {
      const share = `${formatPercent(parseRate(price.fraction))} of ${BASE_WORDS[price.base]}`;
      const edges = [price.min && `at least ${money(price.min)}`, price.max && `at most ${money(price.max)}`].filter(
        Boolean,
      );
      return [{ when: "", price: [share, ...edges].join(", "), minor: null }];
    }
    case "range":
      return [
        {
          when: unitWords(price.unit, currency),
          price: `${price.min === undefined ? "" : `at least ${money(price.min)}, `}at most ${money(price.max)}`,
          minor: null,
        },
      ];
    case "tiered":
      return price.tiers.flatMap((tier, i) => tierRows(price.on, tier, price.tiers[i - 1], currency));
    case "combine":
      return combined(price.op, price.parts, currency);
    case "first_free":
      return [
        { when: `the first ${price.free} in a month`, price: "Free", minor: 0n },
        ...priceRows(price.then, currency).map((row) => ({ ...row, when: joined("after that", row.when) })),
      ];
    case "by_customer":
      return (["individual", "corporate"] as const).flatMap((who) =>
        priceRows(price[who], currency).map((row) => ({
          ...row,
          when: joined(who === "individual" ? "a person" : "a company", row.when),
        })),
      );
    case "over_limit": {
      const share = formatPercent(parseRate(price.fraction));
      return [{ when: "", price: `${share} of what is above ${money(price.limit)} ${PAST[price.per]}`, minor: null }];
    }
    case "negotiable":
      return ceiling("As agreed with the bank", price.ceiling, currency);
    case "pass_through":
      return ceiling("What it costs the bank", price.ceiling, currency);
  }
}

const joined = (a: string, b: string): string => [a, b].filter(Boolean).join(", ");

function unitWords(unit: Unit | undefined, currency: string): string {
  if (!unit) return "";
  return unit.per === "block"
    ? `each started ${plainMoney(parsePackAmount(unit.size), currency)}`
    : (UNIT_WORDS[unit.per] ?? "");
}

function tierRows(on: Base, tier: Tier, before: Tier | undefined, currency: string): PriceRow[] {
  const edge = (text: Decimal) =>
    on === "validity_days" ? `${text} days` : plainMoney(parsePackAmount(text), currency);
  const floor = before?.upTo ? edge(before.upTo) : null;
  const band =
    tier.upTo === null
      ? floor
        ? `above ${floor}`
        : "any amount"
      : `${floor ? `above ${floor} to` : "up to"} ${edge(tier.upTo)}`;
  return priceRows(tier.price, currency).map((row) => ({ ...row, when: joined(band, row.when) }));
}

function combined(op: "sum" | "max" | "min", parts: readonly Price[], currency: string): PriceRow[] {
  const rows = parts.flatMap((part) => priceRows(part, currency));
  const [first] = rows;
  if (op === "sum" && first && rows.every((row) => row.minor !== null && row.when === first.when)) {
    const minor = rows.reduce((sum, row) => sum + (row.minor ?? 0n), 0n);
    return [{ when: first.when, price: rows.map((row) => row.price).join(" plus "), minor }];
  }
  const lead = { sum: "", max: "whichever is higher: ", min: "whichever is lower: " }[op];
  const words = rows.map((row) => joined(row.price, row.when).replace(", each", " for each"));
  return [{ when: "", price: `${lead}${words.join(op === "sum" ? " plus " : " or ")}`, minor: null }];
}

function ceiling(words: string, most: Price | undefined, currency: string): PriceRow[] {
  if (!most) return [{ when: "", price: words, minor: null }];
  return priceRows(most, currency).map((row) => ({ ...row, price: `${words}, at most ${row.price}` }));
}

/**
 * The one row of a price that holds for a payment of this sum: its band, or the row of a price without bands. null where
 * it takes more than one row to say, or the sum that picks the band is not known.
 */
export function rowFor(price: Price, amount: Minor | undefined, currency: string): PriceRow | null {
  const rows = price.kind === "tiered" ? bandRows(price, amount, currency) : priceRows(price, currency);
  return rows.length === 1 ? (rows[0] as PriceRow) : null;
}

function bandRows(price: Extract<Price, { kind: "tiered" }>, amount: Minor | undefined, currency: string) {
  if (amount === undefined || price.on !== "transaction_amount" || price.mode !== "whole") return [];
  const at = price.tiers.findIndex(({ upTo }) => upTo === null || amount <= parsePackAmount(upTo));
  const tier = price.tiers[at];
  return tier ? tierRows(price.on, tier, price.tiers[at - 1], currency) : [];
}

/** The price in one line for lists and CSV. */
export function priceSummary(price: Price, currency: string): string {
  const rows = priceRows(price, currency);
  const sums = rows.map((row) => row.minor);
  if (rows.length > 1 && sums.every((sum) => sum !== null)) {
    const sorted = [...new Set(sums as Minor[])].sort((a, b) => (a < b ? -1 : 1));
    const least = sorted[0] as Minor;
    const most = sorted.at(-1) as Minor;
    if (least !== most)
      return `${least === 0n ? "Free" : plainMoney(least, currency)} to ${plainMoney(most, currency)}`;
  }
  return rows.map((row) => (row.when ? `${row.price}, ${row.when}` : row.price)).join("; ");
}
