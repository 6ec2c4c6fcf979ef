import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { DAY, type MadeFee, madePack } from "../../../test/support/made-tariff.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { Price } from "../fees/price.ts";
import type { Terms } from "../fees/terms.ts";
import { formatMinor, parseMinor } from "../money/money.ts";
import type { YearCost } from "./tally.ts";
import type { CustomerFacts, UsageLine } from "./usage.ts";
import { yearOf } from "./year-cost.ts";

const ONE = { bank: "xx.one" };
const minor = (text: string): bigint => parseMinor(text) as bigint;
const ends = ({ low, high }: Pick<YearCost, "low" | "high">): string =>
  high === null
    ? `${formatMinor(low)} and up`
    : low === high
      ? formatMinor(low)
      : `${formatMinor(low)} to ${formatMinor(high)}`;
const line = (service: string, times: number, more: Partial<UsageLine> = {}): UsageLine => ({
  id: service,
  service,
  times,
  facts: {},
  ...more,
});

function costs(
  fees: readonly MadeFee[],
  lines: readonly UsageLine[],
  customer: CustomerFacts = {},
  repeats = 1,
): YearCost {
  return yearOf(madePack(fees), [{ on: DAY, repeats, lines, customer }])(ONE);
}

describe("1: an Australian account that deposits, age or studies let off", () => {
  const terms: Terms = {
    adjustments: [
      {
        id: "deposits",
        when: { fact: "deposits", op: ">=", value: "2000.00" },
        effect: { waive: true },
        verbatim: "deposit at least $2,000 a month",
      },
      {
        id: "young",
        when: { fact: "age", op: "<", value: 30 },
        effect: { waive: true },
        verbatim: "under the age of 30",
      },
      {
        id: "student",
        when: { fact: "student", op: "=", value: true },
        effect: { waive: true },
        verbatim: "full time student",
      },
      {
        id: "promotion",
        when: {
          all: [{ fact: "openedInPromotion", op: "=", value: true }, { not: { fact: "age", op: "<", value: 30 } }],
        },
        effect: { waive: true },
        verbatim: "opened from February to September 2024",
      },
    ],
  };
  const keeping: MadeFee = {
    service: "account.keeping",
    price: { kind: "fixed", amount: "5.00", unit: { per: "period" } },
    terms,
  };
  const none = { deposits: minor("1999.99"), age: 30, student: false, openedInPromotion: false };
  const year = (customer: CustomerFacts) => costs([keeping], [line("account.keeping", 1)], customer, 12);

  test.each([
    [{}, "60.00"],
    [{ deposits: minor("2000.00") }, "0.00"],
    [{ age: 29 }, "0.00"],
    [{ student: true }, "0.00"],
    [{ openedInPromotion: true }, "0.00"],
  ])("with %o the year is %s", (changed, sum) => {
    expect(ends(year({ ...none, ...changed }))).toBe(sum);
  });

  test("what is not known of the customer gives both ends and says so", () => {
    const { student: _student, ...unsaid } = none;
    const cost = year(unsaid);
    expect(ends(cost)).toBe("0.00 to 60.00");
    expect(cost.why).toEqual([{ code: "waiver_unknown", service: "account.keeping" }]);
    expect(ends(year({ ...unsaid, age: 29 }))).toBe("0.00");
  });

  test("ten free ones of a month are shared by two fees, dear or cheap ones first", () => {
    const pool: Terms = { allowances: [{ pool: "essential", quantity: 10, per: "calendar_month" }] };
    const fixed = (service: string, amount: string): MadeFee => ({
      service,
      price: { kind: "fixed", amount },
      terms: pool,
    });
    const same = [fixed("electronic", "1.00"), fixed("staff", "1.00")];
    expect(ends(costs(same, [line("electronic", 8), line("staff", 7)]))).toBe("5.00");
    expect(ends(costs(same, [line("electronic", 8), line("staff", 7)], {}, 12))).toBe("60.00");
    expect(ends(costs(same, [line("electronic", 4), line("staff", 6)]))).toBe("0.00");
    const two = [fixed("electronic", "1.00"), fixed("staff", "3.00")];
    // the seven dear ones and three cheap ones free, or the eight cheap ones and two dear ones
    expect(ends(costs(two, [line("electronic", 8), line("staff", 7)]))).toBe("5.00 to 15.00");
  });
});

describe("2: a British overdraft with caps of a month", () => {
  const arranged: Price = {
    kind: "tiered",
    on: "overdraft_used",
    mode: "whole",
    tiers: [
      { upTo: "10.00", price: { kind: "free" } },
      { upTo: null, price: { kind: "fixed", amount: "6.00", unit: { per: "period" } } },
    ],
  };
  const mmc: Terms = {
    caps: [
      { pool: "mmc", per: "calendar_month", limit: { amount: "72.00" } },
      { pool: "mmc_all", per: "calendar_month", limit: { amount: "80.00" } },
    ],
  };
  const unpaid: Terms = {
    caps: [
      { pool: "unpaid", per: "calendar_month", limit: { amount: "2.75" } },
      { pool: "mmc_all", per: "calendar_month", limit: { amount: "80.00" } },
    ],
  };
  const fees: readonly MadeFee[] = [
    { service: "overdraft.arranged", price: arranged },
    { service: "overdraft.unarranged", price: { kind: "fixed", amount: "8.00" }, terms: mmc },
    { service: "item.unpaid", price: { kind: "fixed", amount: "2.75" }, terms: unpaid },
  ];
  test.each([
    ["10.00", "0.00"],
    ["10.01", "6.00"],
  ])("an arranged overdraft of %s costs %s a month", (used, sum) => {
    expect(ends(costs(fees, [line("overdraft.arranged", 1, { facts: { overdraft: minor(used) } })]))).toBe(sum);
  });
  test.each([
    [3, 0, "24.00"],
    [9, 0, "72.00"],
    [20, 0, "72.00"],
    [20, 5, "74.75"],
    [0, 5, "2.75"],
  ])("%d days without arrangement and %d unpaid items cost %s", (days, items, sum) => {
    expect(ends(costs(fees, [line("overdraft.unarranged", days), line("item.unpaid", items)]))).toBe(sum);
  });
  test("a cap of the month begins anew each month, one of the year does not", () => {
    expect(ends(costs(fees, [line("overdraft.unarranged", 20)], {}, 12))).toBe("864.00");
    const yearly = { caps: [{ pool: "year", per: "calendar_year", limit: { amount: "100.00" } }] } as const;
    const fee: MadeFee = { service: "item", price: { kind: "fixed", amount: "8.00" }, terms: yearly };
    expect(ends(costs([fee], [line("item", 3)], {}, 12))).toBe("100.00");
  });
  test("a penny for each seven pounds above a thousand, whole blocks only", () => {
    const block = {
      kind: "fixed",
      amount: "0.01",
      unit: { per: "block", of: "overdraft_used", size: "7.00", partial: "down" },
    } as const;
    const price: Price = {
      kind: "tiered",
      on: "overdraft_used",
      mode: "marginal",
      tiers: [
        { upTo: "1000.00", price: { kind: "free" } },
        { upTo: null, price: block },
      ],
    };
    const used = (sum: string) =>
      ends(
        costs(
          [{ service: "overdraft.daily", price }],
          [line("overdraft.daily", 1, { facts: { overdraft: minor(sum) } })],
        ),
      );
    expect([used("1000.00"), used("1006.99"), used("1007.00"), used("1700.00")]).toEqual([
      "0.00",
      "0.00",
      "0.01",
      "1.00",
    ]);
  });
  test("a frequency that cannot be leaves the fee open, not free", () => {
    const fee: MadeFee = {
      service: "odd",
      status: "unresolved",
      price: { kind: "unresolved", verbatim: "AcademicTerm" },
    };
    expect(ends(costs([fee], [line("odd", 1)]))).toBe("0.00 and up");
  });
});

test("3: a Brazilian annuity of which only the ends are known is never one number", () => {
  const cost = costs([{ service: "card.annuity", price: { kind: "range", max: "570.00" } }], [line("card.annuity", 1)]);
  expect(ends(cost)).toBe("0.00 to 570.00");
  expect(cost.why).toEqual([{ code: "source_names_ends", service: "card.annuity" }]);
});

describe("with the rules of Nigeria", () => {
  const pack = shippedPack();
  const most = (lines: readonly UsageLine[], on: string, repeats = 1) =>
    yearOf(pack, [{ on: on as CivilDate, repeats, lines }])(null);
  const own = (lines: readonly UsageLine[], on: string) => {
    const [only] = most(lines, on).lines;
    const taken = only as NonNullable<typeof only>;
    const total = (end: { fee: bigint; tax: bigint } | null) => (end ? end.fee + end.tax : null);
    return ends({ low: total(taken.low) as bigint, high: total(taken.high) });
  };

  test.each([
    ["5000.00", "10.75"],
    ["5000.01", "26.88"],
    ["50000.00", "26.88"],
    ["60000.00", "53.75"],
  ])("4: a transfer of %s costs at most %s", (amount, sum) => {
    expect(own([line("transfer.interbank", 1, { amount: minor(amount) })], "2026-02-01")).toBe(sum);
  });
  test("4: the duty on it stands apart and is the government's", () => {
    const cost = most([line("transfer.interbank", 1, { amount: minor("60000.00") })], "2026-02-01");
    expect(ends(cost)).toBe("103.75");
    expect(cost.keeps.map(({ payee, low }) => [payee, formatMinor(low)])).toEqual([
      ["bank", "50.00"],
      ["government", "53.75"],
    ]);
  });
  test("5: at a machine away from a branch it lies between the fee and the fee with the surcharge", () => {
    const at = (facts: UsageLine["facts"]) =>
      own([line("atm.off_us", 1, { amount: minor("45000.00"), facts })], "2025-06-01");
    expect(at({ locality: "on_site" })).toBe("322.50");
    expect(at({ locality: "off_site" })).toBe("1935.00");
    expect(at({})).toBe("322.50 to 1935.00");
  });
  test("5: as a tariff the surcharge is a range", () => {
    const block = { per: "block", of: "transaction_amount", size: "20000", partial: "up" } as const;
    const parts: Price[] = [
      { kind: "fixed", amount: "100", unit: block },
      { kind: "range", max: "500", unit: block },
    ];
    const fee: MadeFee = { service: "atm", price: { kind: "combine", op: "sum", parts } };
    expect(ends(costs([fee], [line("atm", 1, { amount: minor("45000.00") })]))).toBe("300.00 to 1800.00");
  });
  test("6: one per mille of a month's payments out, the fee rounded first", () => {
    const upkeep = line("account.maintenance", 1, { account: "current", facts: { monthDebits: minor("1234567.89") } });
    expect(own([upkeep], "2025-05-31")).toBe("1327.16");
    const { facts: _facts, ...unsaid } = upkeep;
    const open = most([{ ...unsaid, facts: {} }], "2025-05-31");
    expect(ends(open)).toBe("0.00 and up");
    expect(open.why).toEqual([{ code: "fact_missing", service: "account.maintenance", fact: "monthDebits" }]);
  });
});
