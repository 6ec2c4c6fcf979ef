/** From six fields that a person types, and three that are picked, to a year of use. What each stands for is data of the country. */
import type { CivilDate } from "../dates/civil-date.ts";
import type { Pack } from "../fees/pack.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import type { Minor } from "../money/money.ts";
import type { Usage, UsageLine } from "./usage.ts";
import { alikeIn } from "./year-months.ts";

export type CountField = "transfers" | "withdrawals" | "alerts" | "cards";
export type SumField = "transferSum" | "withdrawalSum" | "paidOut";

/** Counts are of a month (cards: held); sums absent are not known. */
export type TypedUsage = {
  readonly account: "savings" | "current";
  readonly locality?: "on_site" | "off_site";
  readonly transferSum?: Minor;
  readonly withdrawalSum?: Minor;
  readonly paidOut?: Minor;
} & Readonly<Record<CountField, number>>;

export type UsageField = keyof TypedUsage;

/** What a country's comparison is made of (`data/<jurisdiction>/compare.json`). */
export type CompareParts = {
  readonly lines: readonly {
    readonly id: string;
    readonly service: string;
    /** null: once in each period. */
    readonly times: CountField | null;
    readonly amount?: SumField;
    readonly monthDebits?: SumField;
    readonly accounts?: readonly TypedUsage["account"][];
    readonly per: keyof typeof A_YEAR;
  }[];
  /** Made up by us, and said so wherever they stand. Values as a form sends them. */
  readonly profiles: readonly {
    readonly id: string;
    readonly name: string;
    readonly plain: string;
    readonly usage: Readonly<Partial<Record<UsageField, string>>>;
  }[];
  readonly habits: readonly {
    readonly id: string;
    readonly name: string;
    readonly set?: Readonly<Partial<Record<UsageField, string>>>;
    readonly halve?: CountField;
    readonly double?: SumField;
  }[];
};

const A_YEAR = { month: 12, quarter: 4, year: 1 } as const;

/** How often a rule of the day is charged where it is charged by time, as `period` of the rule says. */
const BY_RULE: Readonly<Record<string, number>> = { monthly: 12, quarterly: 4, annual: 1, per_annum: 1 };

/** The year that begins in the month of `on`, month for month alike; `announced` are the days on which its prices change. */
export function usageOf(
  pack: Pack,
  parts: CompareParts,
  typed: TypedUsage,
  on: CivilDate,
  announced: readonly CivilDate[] = [],
): Usage {
  const periods = new Map<number, UsageLine[]>();
  for (const line of parts.lines) {
    if (line.accounts && !line.accounts.includes(typed.account)) continue;
    const amount = line.amount && typed[line.amount];
    const monthDebits = line.monthDebits && typed[line.monthDebits];
    const repeats = repeatsOf(pack, line.service, on) ?? A_YEAR[line.per];
    const lines = periods.get(repeats) ?? [];
    periods.set(repeats, lines);
    lines.push({
      id: line.id,
      service: line.service,
      times: line.times === null ? 1 : typed[line.times],
      account: typed.account,
      facts: {
        ...(typed.locality === undefined ? {} : { locality: typed.locality }),
        ...(monthDebits === undefined ? {} : { monthDebits }),
      },
      ...(amount === undefined ? {} : { amount }),
    });
  }
  return [...periods].flatMap(([repeats, lines]) =>
    alikeIn(repeats, on, announced).map((alike) => ({ ...alike, lines })),
  );
}

const repeatsOf = (pack: Pack, service: string, on: CivilDate): number | undefined =>
  ceilingRules(rulesOf(pack, service), on).flatMap(({ period }) => BY_RULE[period] ?? [])[0];
