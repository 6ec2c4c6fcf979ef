/**
 * Which events a change is looked at on. Every fact that decides is tried with each of its outcomes, every sum at
 * which one of the prices bends is tried, and one kobo above it.
 */
import type { FactName } from "../fees/deciding-facts.ts";
import { freeOnesIn } from "../fees/free-ones.ts";
import type { AccountType, Guard, LevyTerms } from "../fees/pack.ts";
import { parsePackAmount } from "../fees/pack-amount.ts";
import type { Price } from "../fees/price.ts";
import { type ChargeEvent, type ChargeFacts, type FreePer, NTH, type Nth } from "../fees/priced.ts";
import type { Minor } from "../money/money.ts";
import { criticalDays, criticalSums } from "./critical-sums.ts";

/** One row of law or of a list, as far as the grid looks at it. */
export type Shape = { readonly price: Price; readonly when: Guard; readonly levy?: LevyTerms };

/** The facts of an event that are no sum of money. */
export type CaseFacts = { readonly account?: AccountType } & Pick<
  ChargeFacts,
  | "locality"
  | "nthInMonth"
  | "nthInDay"
  | "party"
  | "sameOwner"
  | "sameBank"
  | "salary"
  | "pages"
  | "leaves"
  | "customer"
  | "days"
> & {
    /** Of as many alike in its week, each on a day of its own. */
    readonly nthInWeek?: number;
  };

export type Grid = {
  /** Every combination of what decides; the first choice of each fact comes first. */
  readonly combinations: readonly CaseFacts[];
  /** Rising; null alone where no sum decides. */
  readonly sums: readonly (Minor | null)[];
  /** Those among the sums at which a person thinks: the bounds themselves. */
  readonly bounds: readonly Minor[];
};

const ACCOUNTS: readonly AccountType[] = ["savings", "current", "domiciliary"];
/** Above every bound: here a band without end is looked at. */
const BEYOND = 10n;
const SOME_SUM: Minor = 10_000_00n;

export function gridOf(shapes: readonly Shape[], stated: readonly Minor[]): Grid {
  const prices = shapes.map(({ price }) => price);
  const asked = new Set(shapes.flatMap((shape) => factsAsked(shape)));
  const bounds = [...new Set([...prices.flatMap(criticalSums), ...shapes.flatMap(levyFrom)])]
    .filter((sum) => sum > 0n)
    .sort(rising);
  return {
    combinations: combined(dimensionsOf(shapes, asked)),
    sums: asked.has("amount") ? sumsOf([...bounds, ...stated]) : [null],
    bounds,
  };
}

const rising = (a: Minor, b: Minor): number => (a < b ? -1 : a > b ? 1 : 0);
const levyFrom = ({ levy }: Shape): Minor[] => (levy ? [parsePackAmount(levy.from)] : []);

function sumsOf(bounds: readonly Minor[]): Minor[] {
  const most = bounds.reduce((a, b) => (a > b ? a : b), SOME_SUM);
  const around = bounds.flatMap((sum) => [sum - 1n, sum, sum + 1n]);
  const all = [...around, SOME_SUM, most * BEYOND, most * BEYOND * BEYOND];
  return [...new Set(all)].filter((sum) => sum > 0n).sort(rising);
}

type Dimension = readonly CaseFacts[];

function dimensionsOf(shapes: readonly Shape[], asked: ReadonlySet<string>): Dimension[] {
  const dimensions: Dimension[] = [];
  const of = <K extends keyof CaseFacts>(fact: K, values: readonly NonNullable<CaseFacts[K]>[]) => {
    if (asked.has(fact)) dimensions.push(values.map((value) => ({ [fact]: value }) as CaseFacts));
  };
  of("account", ACCOUNTS);
  of("locality", ["on_site", "off_site"]);
  of("party", ["sender", "receiver"]);
  of("customer", ["individual", "corporate"]);
  if (shapes.some(({ levy }) => levy)) {
    dimensions.push([{ salary: false }, { salary: true }]);
    dimensions.push([
      { sameBank: false, sameOwner: false },
      { sameBank: false, sameOwner: true },
      { sameBank: true, sameOwner: false },
      { sameBank: true, sameOwner: true },
    ]);
  } else of("sameBank", [false, true]);
  for (const [per, fact] of Object.entries(NTH) as [FreePer, Nth][]) {
    const free = shapes.flatMap(({ price }) => freeOnesIn(price, per));
    of(fact, [...new Set([...free.map((n) => n + 1), 1, ...free])]);
  }
  of("pages", [1, 2]);
  of("leaves", [1, 2]);
  const limits = new Set(shapes.flatMap(({ price }) => limitsPer(price)));
  if (limits.size > 1) dimensions.push([{ nthInWeek: 1 }, { nthInWeek: 3 }]);
  const days = shapes.flatMap(({ price }) => criticalDays(price)).flatMap((n) => [n, n + 1]);
  of("days", [...new Set([...days, 30])]);
  return dimensions;
}

function combined(dimensions: readonly Dimension[]): readonly CaseFacts[] {
  return dimensions.reduce<readonly CaseFacts[]>(
    (all, dimension) => all.flatMap((facts) => dimension.map((choice) => ({ ...facts, ...choice }))),
    [{}],
  );
}

function limitsPer(price: Price): ("day" | "week")[] {
  if (price.kind === "by_customer") return [...limitsPer(price.individual), ...limitsPer(price.corporate)];
  return price.kind === "over_limit" ? [price.per] : [];
}

function factsAsked({ price, when, levy }: Shape): FactName[] {
  const guards = (["account", "locality", "party", "customer", "sameBank"] as const).filter(
    (key) => when[key] !== undefined,
  );
  return [...guards, ...(levy ? (["amount", "account", "party"] as const) : []), ...ofPrice(price)];
}

const SUM_OR_DAYS = {
  transaction_amount: "amount",
  debit_turnover: "amount",
  validity_days: "days",
  overdraft_used: "amount",
} as const;

function ofPrice(price: Price): FactName[] {
  switch (price.kind) {
    case "fixed":
    case "range": {
      const { unit } = price;
      if (unit?.per === "page") return ["pages"];
      if (unit?.per === "leaf") return ["leaves"];
      return unit?.per === "block" ? [SUM_OR_DAYS[unit.of]] : [];
    }
    case "rate":
      return [SUM_OR_DAYS[price.base]];
    case "tiered":
      return [SUM_OR_DAYS[price.on], ...price.tiers.flatMap((tier) => ofPrice(tier.price))];
    case "combine":
      return price.parts.flatMap(ofPrice);
    case "first_free":
      return [NTH[price.per], ...ofPrice(price.then)];
    case "by_customer":
      return ["customer", ...ofPrice(price.individual), ...ofPrice(price.corporate)];
    case "over_limit":
      return ["amount"];
    case "negotiable":
    case "pass_through":
      return price.ceiling ? ofPrice(price.ceiling) : [];
    case "free":
    case "unresolved":
      return [];
  }
}

/** The event of a case: a sum stands for that of the payment and for all that was paid in its day, week or month. */
export function eventOf(
  service: string,
  on: ChargeEvent["on"],
  { account, nthInWeek = 1, ...facts }: CaseFacts,
  sum: Minor | null,
): ChargeEvent {
  const sums =
    sum === null ? {} : { weekTotal: sum * BigInt(nthInWeek), dayTotal: sum, monthDebits: sum, overdraft: sum };
  return {
    service,
    on,
    ...(sum === null ? {} : { amount: sum }),
    ...(account === undefined ? {} : { account }),
    facts: { ...facts, ...sums },
  };
}
