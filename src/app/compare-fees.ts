/**
 * What a year of use costs at every bank, and what the law lets any of them take. Coverage is given before results;
 * where ranges overlap no bank is named cheapest; a price that is stale or not from the bank's own paper does not decide alone.
 */
import { breakEven, byCost, noneCheaperThan, type Stretch, winnerOf } from "../domain/compare/break-even.ts";
import { PriceBook } from "../domain/compare/occurrence.ts";
import { hasEnded, sellersOf } from "../domain/compare/sellers.ts";
import type { Known, Span, YearCost } from "../domain/compare/tally.ts";
import {
  type CompareParts,
  type CountField,
  type TypedUsage,
  type UsageField,
  usageOf,
} from "../domain/compare/typed-usage.ts";
import type { Seller, Usage, UsagePeriod } from "../domain/compare/usage.ts";
import { yearOf } from "../domain/compare/year-cost.ts";
import { endsOf, withoutDuties } from "../domain/compare/year-ends.ts";
import { announcedDays } from "../domain/compare/year-months.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Pack } from "../domain/fees/pack.ts";
import { isUnderTheTable } from "../domain/fees/price-event.ts";
import { bankOf, coverageOf, sellerOf } from "./compare-sellers.ts";
import { type CostView, costView, isFirm, type ResultView, type SpanView, spanView } from "./compare-view.ts";
import type { Context } from "./context.ts";
import { type Dated, datedOf, datedPack, type When } from "./dated-pack.ts";
import { type ReadUsage, readUsage, USAGE_FIELDS } from "./read-usage.ts";
import { Refused } from "./refused.ts";

export type CompareInput = When & {
  /** As typed; a profile's values stand where nothing is typed. */
  readonly values: Readonly<Record<string, string | undefined>>;
  readonly profile?: string | undefined;
  /** The person's own bank. */
  readonly bank?: string | undefined;
  /** Two banks or products whose break-even is asked, by id. */
  readonly pair?: readonly [string | undefined, string | undefined] | undefined;
  readonly by?: BreakEvenField | undefined;
  /** Only those, of all that are compared. */
  readonly among?: Among | undefined;
  readonly page: number;
  readonly pageSize: number;
};

export const BREAK_EVEN_FIELDS = ["transfers", "withdrawals", "alerts"] as const;
/** Banks are those whom the law's table of limits binds; wallets are all others, small banks among them. */
export const AMONG = ["banks", "wallets"] as const;
export type Among = (typeof AMONG)[number];
export type BreakEvenField = (typeof BREAK_EVEN_FIELDS)[number];
/** So many of a month are tried. */
const MOST_TRIED = 100;

type Named = { readonly id: string; readonly name: string };

export type CompareView = Dated & {
  readonly currency: string;
  readonly profiles: readonly (Named & { readonly plain: string })[];
  /** By name. */
  readonly banks: readonly (Named & { readonly short: string | null })[];
  readonly among: Among | null;
  readonly profile: string | null;
  /** The fields as they were taken, to fill the form again. */
  readonly usage: Readonly<Record<string, string>>;
  readonly wrong: ReadUsage["wrong"];
  /** Which field says which fact of which line of the year. */
  readonly asks: readonly { readonly line: string; readonly fact: string; readonly field: UsageField }[];
  /** null: nothing was asked yet, or a field is wrong. */
  readonly answer: CompareAnswer | null;
};

export type CompareAnswer = {
  readonly coverage: { readonly banks: number; readonly whole: number; readonly some: number; readonly none: number };
  /** What any bank may take at most. */
  readonly ceiling: CostView;
  /** The person's own bank. */
  readonly own: ResultView | null;
  /** The year in the parts between announced changes, with the ceiling and the own bank of each; empty where nothing changes. */
  readonly parts: readonly YearPart[];
  readonly winner: Pick<ResultView, "bank" | "name" | "product"> | null;
  /** Those than which none can be cheaper, as long as the prices that are not `firm` still hold; where several, they cost the same. */
  readonly noneCheaper: readonly NoneCheaper[];
  /** Why no bank is named cheapest: ranges overlap, or what is cheapest rests on prices that may not decide alone. */
  readonly noWinner: "overlap" | "not_firm" | null;
  /**
   * One page of banks and of products with a price of their own: first those of which some own price is known, then by the
   * lowest upper end, then by name.
   */
  readonly results: readonly ResultView[];
  readonly page: number;
  readonly pages: number;
  /** What changes of habit would save in the year, at the person's bank where one is given, else at the ceiling. */
  readonly habits: readonly (Named & SpanView)[];
  readonly breakEven: {
    /** With what a year costs at each, for the use that was asked about. */
    readonly a: Named & SpanView;
    readonly b: Named & SpanView;
    readonly by: BreakEvenField;
    readonly most: number;
    readonly stretches: readonly Stretch[];
  } | null;
};

export type NoneCheaper = Pick<ResultView, "bank" | "name" | "product" | "firm"> & SpanView;

/** From its first day on, the next part's being the end. */
export type YearPart = {
  readonly from: CivilDate;
  readonly ceiling: SpanView;
  readonly own: SpanView | null;
};

const NO_PARTS: CompareParts = { lines: [], profiles: [], habits: [] };

export async function compareFees(ctx: Context, input: CompareInput): Promise<CompareView> {
  const dated = await datedPack(ctx, input);
  const { pack, on, today } = dated;
  const parts = pack.compare ?? NO_PARTS;
  const profile = input.profile === undefined ? undefined : parts.profiles.find(({ id }) => id === input.profile);
  if (input.profile !== undefined && !profile)
    throw new Refused("bad_field", "profile", { code: "refused.profile", facts: { asked: input.profile } });
  if (input.bank !== undefined) bankOf(pack, input.bank);
  const [a, b] = input.pair ?? [];
  for (const [param, id] of Object.entries({ a, b })) if (id !== undefined) sellerOf(pack, id, param);
  const given = Object.fromEntries(
    USAGE_FIELDS.flatMap((field) => (input.values[field] ? [[field, input.values[field]]] : [])),
  );
  const values: Readonly<Record<string, string>> = { ...profile?.usage, ...given } as Record<string, string>;
  const { typed, wrong } = readUsage(values);
  const asked = Object.keys(values).length > 0 && Object.keys(wrong).length === 0;
  return {
    ...datedOf(dated),
    currency: pack.currency,
    profiles: parts.profiles.map(({ id, name, plain }) => ({ id, name, plain })),
    banks: pack.banks
      .filter(({ ended }) => !hasEnded(ended?.on, on))
      .map(({ id, name, short = null }) => ({ id, name, short }))
      .sort(({ name: one }, { name: other }) => (one.toLowerCase() < other.toLowerCase() ? -1 : 1)),
    among: input.among ?? null,
    profile: profile?.id ?? null,
    usage: values,
    wrong,
    asks: parts.lines.flatMap(({ id: line, amount, monthDebits }) => [
      { line, fact: "account", field: "account" as const },
      { line, fact: "locality", field: "locality" as const },
      ...(amount ? [{ line, fact: "amount", field: amount }] : []),
      ...(monthDebits ? [{ line, fact: "monthDebits", field: monthDebits }] : []),
    ]),
    answer: asked
      ? answerOf({ pack, on, today, announced: announcedIn(pack, parts, on) }, parts, {
          ...input,
          pair: a && b ? [a, b] : undefined,
          typed,
          values,
        })
      : null,
  };
}

type Asked = Pick<CompareInput, "bank" | "by" | "among" | "page" | "pageSize"> & {
  readonly pair: readonly [string, string] | undefined;
  readonly typed: TypedUsage;
  readonly values: Readonly<Record<string, string>>;
};
type About = {
  readonly pack: Pack;
  readonly on: CivilDate;
  readonly today: CivilDate;
  /** Days of the year on which a price changes. */
  readonly announced: readonly CivilDate[];
};

const announcedIn = (pack: Pack, { lines }: CompareParts, on: CivilDate): readonly CivilDate[] =>
  announcedDays(
    pack,
    lines.map(({ service }) => service),
    on,
  );

function answerOf(about: About, parts: CompareParts, asked: Asked): CompareAnswer {
  const { pack, on, announced } = about;
  const { typed, bank, among, page, pageSize } = asked;
  const book = new PriceBook(pack);
  const usage = usageOf(pack, parts, typed, on, announced);
  // every bank gets its two ends; the working is made for those that are shown
  const ends = endsOf(pack, usage, book);
  const year = yearOf(pack, usage, book);
  const all = sellersOf(pack, usage, typed.account, on).map(({ seller, name }) => ({
    seller,
    name,
    ...ends(seller),
  }));
  // where nothing of its own is known every one has the same range: those come behind the others
  const open = ({ known }: { readonly known: Known }) => (known === "none" ? 1 : 0);
  const own = all.find(({ seller }) => seller.bank === bank && seller.product === undefined);
  const underTable = (id: string) => isUnderTheTable({ licence: book.licenceOf(id) });
  const costs = all.filter(({ seller }) => among === undefined || underTable(seller.bank) === (among === "banks"));
  costs.sort((a, b) => open(a) - open(b) || byCost(a, b) || (a.name < b.name ? -1 : 1));
  const dressed = ({ seller, name, known }: (typeof costs)[number]): ResultView => {
    const view = costView(about, year(seller));
    return { bank: seller.bank, name, product: seller.product ?? null, known, firm: isFirm(view), ...view };
  };
  const best = winnerOf(costs, withoutDuties);
  const firm = best !== undefined && dressed(best).firm;
  const pages = Math.max(1, Math.ceil(costs.length / pageSize));
  const at = Math.min(Math.max(1, page), pages);
  return {
    coverage: coverageOf(costs),
    ceiling: costView(about, year(null)),
    own: own ? dressed(own) : null,
    parts: partsOf(about, usage, book, own?.seller ?? null),
    winner: best && firm ? { bank: best.seller.bank, name: best.name, product: best.seller.product ?? null } : null,
    noneCheaper: noneCheaperThan(costs, withoutDuties).map((one): NoneCheaper => {
      const { bank: of, name, product, firm: sure, low, high } = dressed(one);
      return { bank: of, name, product, firm: sure, low, high };
    }),
    noWinner: best ? (firm ? null : "not_firm") : "overlap",
    results: costs.slice((at - 1) * pageSize, at * pageSize).map(dressed),
    page: at,
    pages,
    habits: habitsOf(about, parts, asked, book),
    breakEven: asked.pair ? pairOf(about, parts, asked, book, asked.pair) : null,
  };
}

/** What is charged by the quarter or the year stands in the part in which its price holds. */
function partsOf({ pack, announced }: About, usage: Usage, book: PriceBook, own: Seller): CompareAnswer["parts"] {
  const parts = new Map<number, UsagePeriod[]>();
  for (const period of usage) {
    const changes = announced.filter((day) => day <= period.on).length;
    const part = parts.get(changes);
    if (part) part.push(period);
    else parts.set(changes, [period]);
  }
  if (parts.size < 2) return [];
  return [...parts.values()]
    .map((of) => {
      const year = yearOf(pack, of, book);
      const from = of.map(({ on }) => on).reduce((one, other) => (one < other ? one : other));
      return { from, ceiling: spanView(year(null)), own: own === null ? null : spanView(year(own)) };
    })
    .sort((one, other) => (one.from < other.from ? -1 : 1));
}

function habitsOf(
  { pack, on, announced }: About,
  parts: CompareParts,
  { typed, values, bank }: Asked,
  book: PriceBook,
): CompareAnswer["habits"] {
  const seller = bank === undefined ? null : { bank };
  const cost = (of: TypedUsage): YearCost => yearOf(pack, usageOf(pack, parts, of, on, announced), book)(seller);
  const now = cost(typed);
  return parts.habits.flatMap(({ id, name, set, halve, double }) => {
    const changed = { ...readUsage({ ...values, ...set }).typed };
    if (halve !== undefined && double !== undefined) {
      const sum = typed[double];
      // half as often is exact for an even number only
      if (sum === undefined || typed[halve] % 2 !== 0 || typed[halve] === 0) return [];
      Object.assign(changed, { [halve]: typed[halve] / 2, [double]: sum * 2n });
    }
    const saved = savedBy(now, cost(changed));
    return saved === null || (saved.high !== null && saved.high <= 0n) || saved.low < 0n
      ? []
      : [{ id, name, ...spanView(saved) }];
  });
}

/** What is not known of the lines that stay as they are is the same before and after: only changed lines count. */
function savedBy(before: YearCost, after: YearCost): Span | null {
  let [low, high]: [bigint, bigint | null] = [0n, 0n];
  for (const line of before.lines) {
    const now = after.lines.find(({ id }) => id === line.id);
    for (const [old, fresh] of [[line, now] as const, ...duties(line, now)]) {
      const [a, b] = [ends(old), fresh ? ends(fresh) : { low: 0n, high: 0n }];
      if (a.low === b.low && a.high === b.high) continue;
      if (a.high === null) high = null;
      if (b.high === null) return null;
      low += a.low - (fresh && b.low !== b.high ? b.high : b.low);
      if (high !== null && a.high !== null) high += a.high - (fresh && b.low !== b.high ? b.low : b.high);
    }
  }
  return { low, high };
}

type Taking = Pick<YearCost["lines"][number], "low" | "high">;
const ends = ({ low, high }: Taking): Span => ({
  low: low.fee + low.tax,
  high: high === null ? null : high.fee + high.tax,
});
const duties = (line: YearCost["lines"][number], now: YearCost["lines"][number] | undefined) =>
  line.duties.map((duty) => [duty, now?.duties.find(({ service }) => service === duty.service)] as const);

function pairOf(
  { pack, on, announced }: About,
  parts: CompareParts,
  { typed, by = "transfers" }: Asked,
  book: PriceBook,
  [first, second]: readonly [string, string],
): CompareAnswer["breakEven"] {
  const [one, other] = [sellerOf(pack, first), sellerOf(pack, second)];
  const ends = (of: TypedUsage) => endsOf(pack, usageOf(pack, parts, of, on, announced), book);
  const stretches = breakEven((count) => {
    const tried = ends({ ...typed, [by satisfies CountField]: count });
    return { a: withoutDuties(tried(one.seller)), b: withoutDuties(tried(other.seller)) };
  }, MOST_TRIED);
  const asked = ends(typed);
  const side = (id: string, { seller, name }: typeof one) => ({ id, name, ...spanView(asked(seller)) });
  return { a: side(first, one), b: side(second, other), by, most: MOST_TRIED, stretches };
}

export const COMPARE_COLUMNS = [
  "bank",
  "name",
  "low",
  "high",
  "currency",
  "own_prices_known",
  "kept_by_bank_high",
  "kept_by_government_high",
  "product",
] as const;

/** Rows of the comparison as a table, one bank a row. */
export const compareCells = ({ answer, currency }: CompareView): readonly (readonly string[])[] =>
  (answer?.results ?? []).map((row) => {
    const kept = (payee: string): string => {
      const one = row.keeps.find((it) => it.payee === payee);
      return one ? (one.high ?? "") : "0.00";
    };
    return [
      row.bank,
      row.name,
      row.low,
      row.high ?? "",
      currency,
      row.known,
      kept("bank"),
      kept("government"),
      row.product ?? "",
    ];
  });
