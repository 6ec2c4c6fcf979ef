import { formatMinor } from "../money/money.ts";
import { parsePackAmount } from "./pack-amount.ts";
import type { Base, Price, Unit } from "./price.ts";

/**
 * One row of a price for people who count: one fact a cell. `above` and `upTo` are the band's ends (the second is in it), `joined`
 * says how the rows of one price go together, `words` holds what a source says without a figure that can be worked with.
 */
export type PriceCells = {
  readonly kind: Price["kind"];
  readonly condition: string | null;
  readonly above: string | null;
  readonly upTo: string | null;
  readonly fixed: string | null;
  readonly rate: string | null;
  readonly of: string | null;
  readonly per: string | null;
  /** How large a block is. */
  readonly perSize: string | null;
  readonly minimum: string | null;
  readonly maximum: string | null;
  readonly joined: "sum" | "max" | "min" | null;
  readonly words: string | null;
};

export const PRICE_COLUMNS = [
  "price_kind",
  "condition",
  "above",
  "up_to",
  "fixed",
  "rate",
  "rate_of",
  "per",
  "per_size",
  "minimum",
  "maximum",
  "joined",
  "words",
] as const;

/** The cells of one row in the order of the columns. */
export const priceRow = (cells: PriceCells): (string | null)[] => [
  cells.kind,
  cells.condition,
  cells.above,
  cells.upTo,
  cells.fixed,
  cells.rate,
  cells.of,
  cells.per,
  cells.perSize,
  cells.minimum,
  cells.maximum,
  cells.joined,
  cells.words,
];

const EMPTY = {
  condition: null,
  above: null,
  upTo: null,
  fixed: null,
  rate: null,
  of: null,
  per: null,
  perSize: null,
  minimum: null,
  maximum: null,
  joined: null,
  words: null,
} as const;

/** What a cell says where it holds no figure. A period is that of the price: `calendar_month`. */
export type PriceCellWords = {
  readonly partInBand: string;
  readonly first: (count: number, period: string) => string;
  readonly afterFirst: (count: number, period: string) => string;
  readonly aboveLimit: string;
};

/** A price as rows of cells: one for a flat price or a rate, one a band, one a part. */
export function priceCells(price: Price, words: PriceCellWords): readonly PriceCells[] {
  const under = (part: Price, condition: string): PriceCells[] =>
    priceCells(part, words).map((row) => ({ ...row, condition: both(condition, row.condition) }));
  switch (price.kind) {
    case "free":
      return [{ ...EMPTY, kind: "free", fixed: "0.00" }];
    case "unresolved":
      return [{ ...EMPTY, kind: "unresolved", words: price.verbatim }];
    case "fixed":
      return [{ ...EMPTY, kind: "fixed", fixed: sum(price.amount), ...perOf(price.unit) }];
    case "rate":
      return [
        {
          ...EMPTY,
          kind: "rate",
          rate: price.fraction,
          of: price.base,
          minimum: price.min === undefined ? null : sum(price.min),
          maximum: price.max === undefined ? null : sum(price.max),
        },
      ];
    case "range":
      return [{ ...EMPTY, kind: "range", ...perOf(price.unit), minimum: price.min ?? null, maximum: price.max }];
    case "tiered":
      return price.tiers.flatMap((tier, i) =>
        priceCells(tier.price, words).map((row) => ({
          ...row,
          above: edge(price.on, price.tiers[i - 1]?.upTo ?? null),
          upTo: edge(price.on, tier.upTo),
          condition: both(row.condition, price.mode === "marginal" ? words.partInBand : null),
        })),
      );
    case "combine":
      return price.parts.flatMap((part) => priceCells(part, words).map((row) => ({ ...row, joined: price.op })));
    case "first_free":
      return [
        { ...EMPTY, kind: "free", fixed: "0.00", condition: words.first(price.free, price.per) },
        ...under(price.then, words.afterFirst(price.free, price.per)),
      ];
    case "by_customer":
      return [...under(price.individual, "individual"), ...under(price.corporate, "corporate")];
    case "over_limit":
      return [
        {
          ...EMPTY,
          kind: "over_limit",
          above: sum(price.limit),
          rate: price.fraction,
          of: words.aboveLimit,
          per: price.per,
        },
      ];
    case "negotiable":
    case "pass_through":
      // a ceiling is the most of what is agreed or passed on
      return price.ceiling
        ? priceCells(price.ceiling, words).map((row) => ({
            ...row,
            kind: price.kind,
            fixed: null,
            maximum: row.fixed ?? row.maximum,
          }))
        : [{ ...EMPTY, kind: price.kind }];
  }
}

const both = (a: string | null, b: string | null): string | null => [a, b].filter(Boolean).join("; ") || null;
const perOf = (unit: Unit | undefined): Pick<PriceCells, "per" | "perSize"> => ({
  per: unit?.per ?? null,
  perSize: unit?.per === "block" ? sum(unit.size) : null,
});

/** Every sum in one form: `50.00`. */
const sum = (text: string): string => formatMinor(parsePackAmount(text));

/** The end of a band is a sum, or a number of days. */
const edge = (on: Base, text: string | null): string | null =>
  text === null || on === "validity_days" ? text : sum(text);
