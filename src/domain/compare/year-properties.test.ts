import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, type MadeFee, madePack, madeRule } from "../../../test/support/made-tariff.ts";
import type { ListedFee, Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { priceEvent } from "../fees/price-event.ts";
import type { FreePer } from "../fees/priced.ts";
import type { Terms } from "../fees/terms.ts";
import { formatMinor } from "../money/money.ts";
import type { Span } from "./tally.ts";
import type { CustomerFacts, Seller, Usage, UsageLine } from "./usage.ts";
import { yearOf } from "./year-cost.ts";

const ONE: Seller = { bank: "xx.one" };
const SERVICES = ["transfer", "cash"] as const;

const sum = fc.integer({ min: 0, max: 900_000 }).map((n) => formatMinor(BigInt(n)));
const fixed = sum.map((amount): Price => ({ kind: "fixed", amount }));
const ofAmount = fc.oneof(
  fixed,
  fc
    .tuple(fc.integer({ min: 0, max: 9 }), sum)
    .map(([n, min]): Price => ({ kind: "rate", fraction: `0.00${n}`, base: "transaction_amount", min })),
);
const tiered = fc.tuple(fixed, fixed, fixed).map(
  ([a, b, c]): Price => ({
    kind: "tiered",
    on: "transaction_amount",
    mode: "whole",
    tiers: [
      { upTo: "5000.00", price: a },
      { upTo: "50000.00", price: b },
      { upTo: null, price: c },
    ],
  }),
);
const combined = fc
  .tuple(fc.constantFrom("sum" as const, "max" as const, "min" as const), fixed, tiered)
  .map(([op, ...parts]): Price => ({ kind: "combine", op, parts }));
const range = fc.tuple(sum, sum).map(([a, b]): Price => {
  const [min, max] = [a, b].sort((x, y) => Number(x) - Number(y)) as [string, string];
  return { kind: "range", min, max };
});
const freeFirst = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom<FreePer>("calendar_month", "day"), fc.oneof(fixed, tiered))
  .map(([free, per, then]): Price => ({ kind: "first_free", free, per, then }));
const single = fc.oneof(ofAmount, tiered, combined, range);
const anyPrice = fc.oneof(single, freeFirst);

const waiver = fc.constantFrom("student", "pension").map((fact) => ({
  id: fact,
  when: { fact, op: "=" as const, value: true },
  effect: { rateOff: "0.5" },
  verbatim: "half for some",
}));
const POOLS = ["a", "b"] as const;
/** A pool has one limit, whichever fees draw on it. */
const limits = fc.record({
  a: sum,
  b: sum,
  freeA: fc.integer({ min: 1, max: 6 }),
  freeB: fc.integer({ min: 1, max: 6 }),
});
type Limits = { readonly a: string; readonly b: string; readonly freeA: number; readonly freeB: number };
const termsOf = fc
  .record({
    free: fc.option(fc.constantFrom(...POOLS)),
    capped: fc.subarray([...POOLS]),
    adjustments: fc.array(waiver, { maxLength: 2 }),
  })
  .map(
    ({ free, capped, adjustments }) =>
      (of: Limits): Terms => ({
        allowances:
          free === null ? [] : [{ pool: free, quantity: free === "a" ? of.freeA : of.freeB, per: "calendar_month" }],
        caps: capped.map((pool) => ({ pool, per: "calendar_month", limit: { amount: of[pool] } })),
        adjustments,
      }),
  );
const vat = fc.constantFrom<ListedFee["vat"]>("none", "added", "included");
const VAT: Rule = madeRule(
  "tax",
  "tax.vat",
  { kind: "rate", fraction: "0.075", base: "transaction_amount" },
  { payee: "government" },
);

const feeOf = (service: string, price: fc.Arbitrary<Price>): fc.Arbitrary<MadeFee> =>
  fc.tuple(price, vat).map(([own, tax]) => ({ service, price: own, vat: tax }));
/** Two fees whose pools span both. */
const tariff: fc.Arbitrary<[MadeFee, MadeFee]> = fc
  .tuple(feeOf("transfer", anyPrice), feeOf("cash", anyPrice), termsOf, termsOf, limits)
  .map(([a, b, termsA, termsB, of]) => [
    { ...a, terms: termsA(of) },
    { ...b, vat: a.vat ?? "none", terms: termsB(of) },
  ]);
const lines = (most = 12): fc.Arbitrary<UsageLine[]> =>
  fc.array(
    fc
      .tuple(fc.constantFrom(...SERVICES), fc.integer({ min: 0, max: most }), fc.integer({ min: 1, max: 9_000_000 }))
      .map(([service, times, amount]) => ({ id: service, service, times, amount: BigInt(amount), facts: {} })),
    { maxLength: 4 },
  );

const within = (inner: Span, outer: Span, slack = 0n): boolean =>
  outer.low - slack <= inner.low && (outer.high === null || (inner.high !== null && inner.high <= outer.high + slack));
/** Tax is rounded on each charge, so where a cap cuts charges in other places the year differs by a kobo for each of them. */
const slackOf = (fees: readonly MadeFee[], of: readonly UsageLine[]): bigint =>
  fees.some(({ terms }) => terms?.caps?.length) ? of.reduce((sum, { times }) => sum + BigInt(times + 1) * 12n, 0n) : 0n;
const cost = (fees: readonly MadeFee[], usage: Usage, rules: readonly Rule[] = []) =>
  yearOf(madePack(fees, [VAT, ...rules]), usage)(ONE);
const period = (of: readonly UsageLine[], repeats = 1, customer: CustomerFacts = {}): Usage[number] => ({
  on: DAY,
  repeats,
  lines: of,
  customer,
});

describe("a year", () => {
  test("never costs less for one more of anything", () => {
    fc.assert(
      fc.property(tariff, lines(), fc.nat(), ([a, b], of, pick) => {
        fc.pre(of.length > 0);
        const at = pick % of.length;
        const more = of.map((line, i) => (i === at ? { ...line, times: line.times + 1 } : line));
        const [less, dearer] = [cost([a, b], [period(of, 12)]), cost([a, b], [period(more, 12)])];
        const slack = slackOf([a, b], more);
        expect(dearer.low + slack >= less.low).toBe(true);
        expect(dearer.high === null || (less.high !== null && dearer.high + slack >= less.high)).toBe(true);
      }),
    );
  });

  test("cut into stretches adds up, where nothing is counted over a month", () => {
    fc.assert(
      fc.property(
        feeOf("transfer", single),
        feeOf("cash", single),
        lines(),
        lines(),
        fc.integer({ min: 1, max: 11 }),
        (a, b, of, then, n) => {
          const whole = cost([a, b], [period(of, n), period(then, 12 - n)]);
          const parts = [cost([a, b], [period(of, n)]), cost([a, b], [period(then, 12 - n)])];
          expect(whole.low).toBe(parts.reduce((total, { low }) => total + low, 0n));
          expect(whole.high).toBe(parts.reduce<bigint>((total, { high }) => total + (high as bigint), 0n));
          const halves = of.map((line) => ({ ...line, times: line.times * 2 }));
          expect(cost([a, b], [period(halves)]).low).toBe(cost([a, b], [period(of, 2)]).low);
        },
      ),
    );
  });

  test("is the sum of who keeps it, and of its lines", () => {
    fc.assert(
      fc.property(tariff, lines(), ([a, b], of) => {
        const year = cost([a, b], [period(of, 12)]);
        // fees that share a cap may stand the other way round at the two ends
        const part = (of: readonly bigint[]) => of.reduce((total, one) => total + one, 0n);
        const kept = part(year.keeps.map(({ low }) => low));
        expect(kept <= year.low && part(year.keeps.map(({ high }) => high as bigint)) >= (year.high as bigint)).toBe(
          true,
        );
        if ([a, b].every(({ terms }) => terms?.caps?.length === 0 && terms.allowances?.length === 0)) {
          expect(kept).toBe(year.low);
          expect(part(year.lines.map(({ low }) => low.fee + low.tax))).toBe(year.low);
        }
        const steps = year.lines.flatMap((line) => line.steps.low.map(({ times, each }) => BigInt(times) * each.total));
        expect(part(steps)).toBe(year.low);
      }),
    );
  });
});

describe("the ends hold every way in which a missing fact may turn out:", () => {
  const guarded = (fact: "locality" | "customer", values: readonly [string, string]) =>
    fc.tuple(single, single).map(([a, b]): MadeFee[] => [
      { service: "cash", price: a, vat: "added", when: { [fact]: [values[0]] } },
      { service: "cash", price: b, vat: "included", when: { [fact]: [values[1]] } },
    ]);
  test.each([
    ["locality", ["on_site", "off_site"]],
    ["customer", ["individual", "corporate"]],
  ] as const)("%s", (fact, values) => {
    fc.assert(
      fc.property(
        guarded(fact, values),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 9_000_000 }),
        (fees, times, amount) => {
          const of = (facts: UsageLine["facts"]) => [
            period([{ id: "cash", service: "cash", times, amount: BigInt(amount), facts }]),
          ];
          const open = cost(fees, of({}));
          const ways = values.map((value) => cost(fees, of({ [fact]: value })));
          for (const way of ways) expect(within(way, open)).toBe(true);
          expect(ways.some(({ low }) => low === open.low)).toBe(true);
          expect(ways.some(({ high }) => high === open.high)).toBe(true);
        },
      ),
    );
  });

  test("the amount", () => {
    fc.assert(
      fc.property(
        anyPrice,
        vat,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.integer({ min: 1, max: 9_000_000 }), { minLength: 1 }),
        (price, tax, times, amounts) => {
          const fees = [{ service: "transfer", price, vat: tax }];
          const of = (amount?: bigint): Usage => [
            period([{ id: "t", service: "transfer", times, facts: {}, ...(amount === undefined ? {} : { amount }) }]),
          ];
          const open = cost(fees, of());
          for (const amount of amounts) expect(within(cost(fees, of(BigInt(amount))), open)).toBe(true);
        },
      ),
    );
  });

  test("whether a waiver holds", () => {
    fc.assert(
      fc.property(tariff, lines(), fc.boolean(), fc.boolean(), ([a, b], of, student, pension) => {
        const open = cost([a, b], [period(of, 12)]);
        expect(within(cost([a, b], [period(of, 12, { student, pension })]), open, slackOf([a, b], of))).toBe(true);
        expect(within(cost([a, b], [period(of, 12, { student })]), open, slackOf([a, b], of))).toBe(true);
      }),
    );
  });

  test("in which order things were done", () => {
    fc.assert(
      fc.property(
        freeFirst,
        fc.array(fc.integer({ min: 1, max: 9_000_000 }), { minLength: 1, maxLength: 8 }),
        (price, amounts) => {
          const fees = [{ service: "transfer", price }];
          const open = cost(fees, [
            period(
              amounts.map((amount, i) => ({
                id: `${i}`,
                service: "transfer",
                times: 1,
                amount: BigInt(amount),
                facts: {},
              })),
            ),
          ]);
          const inOrder = amounts.reduce((total, amount, i) => {
            // all of them on one day, which the usage does not say
            const facts = { nthInMonth: i + 1, nthInDay: i + 1 };
            const pack = madePack(fees, [VAT]);
            const event = { service: "transfer", on: DAY, amount: BigInt(amount), facts, bank: "xx.one" };
            return total + (priceEvent(pack, event).listed?.total as bigint);
          }, 0n);
          expect(within({ low: inOrder, high: inOrder }, open)).toBe(true);
        },
      ),
    );
  });

  test("the bank's own price, under the law's ceiling", () => {
    fc.assert(
      fc.property(tiered, fc.integer({ min: 0, max: 100 }), lines(), (ceiling, share, of) => {
        const rules = SERVICES.map((service) => madeRule(`law-${service}`, service, ceiling, { vat: "added" }));
        const open = cost([], [period(of, 12)], rules);
        const most = yearOf(madePack([], [VAT, ...rules]), [period(of, 12)])(null);
        expect(open.low).toBe(0n);
        expect(open.high).toBe(most.high);
        const lower = (price: Price): Price =>
          price.kind === "tiered"
            ? { ...price, tiers: price.tiers.map((tier) => ({ ...tier, price: lower(tier.price) })) }
            : price.kind === "fixed"
              ? {
                  ...price,
                  amount: formatMinor((BigInt(Math.round(Number(price.amount) * 100)) * BigInt(share)) / 100n),
                }
              : price;
        const fees = SERVICES.map((service): MadeFee => ({ service, price: lower(ceiling), vat: "added" }));
        expect(within(cost(fees, [period(of, 12)], rules), open)).toBe(true);
      }),
    );
  });
});

describe("free ones of a day", () => {
  // biome-ignore lint/suspicious/noThenProperty: the pack's own word for the price after the free ones
  const price: Price = { kind: "first_free", free: 3, per: "day", then: { kind: "fixed", amount: "10.00" } };
  const pack = madePack([{ service: "transfer", price, vat: "none" }]);
  const usage = (facts: UsageLine["facts"], times = 40): Usage => [
    { on: DAY, repeats: 12, lines: [{ id: "transfer", service: "transfer", times, amount: 300_000n, facts }] },
  ];

  test("the dearest is all of them on one day, and even then the first of them are free: so the reason says", () => {
    const { low, high, why } = yearOf(pack, usage({}))(ONE);
    expect([low, high]).toEqual([0n, 37n * 12n * 1_000n]);
    const told = { code: "fact_missing", service: "transfer", fact: "nthInDay", free: 3, after: "10.00" };
    expect(why).toEqual([told]);
  });

  test("free ones of a list that has ended are not told of", () => {
    const made = madePack([
      { service: "transfer", price },
      { service: "transfer", price: { ...price, free: 5 } },
    ]);
    const listedFees = made.listedFees.map((fee, i) => (i === 1 ? { ...fee, until: DAY } : fee));
    const { why, high } = yearOf({ ...made, listedFees }, usage({}))(ONE);
    expect(why.map(({ free }) => free)).toEqual([3]);
    expect(high).toBe(444_000n);
  });

  test("no more than are free on any one day cost nothing, and nothing is open", () => {
    expect(yearOf(pack, usage({}, 3))(ONE)).toMatchObject({ low: 0n, high: 0n, why: [] });
  });

  test("who is past the free ones of the day pays for each, and who is not pays nothing", () => {
    expect(yearOf(pack, usage({ nthInDay: 4 }))(ONE)).toMatchObject({ low: 480_000n, high: 480_000n });
    expect(yearOf(pack, usage({ nthInDay: 3 }))(ONE)).toMatchObject({ low: 0n, high: 0n });
  });

  const freeOf = (free: number, per: FreePer, then: Price): Price => ({ kind: "first_free", free, per, then });
  /** Free ones of a day, alone or after those of the month; as a bank lists them or as law has them. */
  const counted = fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.option(fc.integer({ min: 1, max: 6 })), fc.oneof(fixed, tiered))
    .map(([ofDay, ofMonth, then]) => ({
      ofDay,
      price:
        ofMonth === null ? freeOf(ofDay, "day", then) : freeOf(ofMonth, "calendar_month", freeOf(ofDay, "day", then)),
    }));
  const amounts = fc.array(fc.integer({ min: 1, max: 9_000_000 }), { minLength: 1, maxLength: 30 });
  const lineOf = (amount: number, i: number): UsageLine => ({
    id: `${i}`,
    service: "transfer",
    times: 1,
    amount: BigInt(amount),
    facts: {},
  });

  test("over whatever days they are spread, the exact sum lies between the ends, and some spread reaches each", () => {
    fc.assert(
      fc.property(
        counted,
        vat,
        fc.constantFrom("own", "law"),
        amounts,
        fc.array(fc.nat({ max: 29 }), { minLength: 30, maxLength: 30 }),
        ({ price: of, ofDay }, tax, whose, sums, days) => {
          const made =
            whose === "own"
              ? madePack([{ service: "transfer", price: of, vat: tax }], [VAT])
              : madePack([], [VAT, madeRule("law", "transfer", of, { vat: tax === "included" ? "added" : tax })]);
          const seller = whose === "own" ? ONE : null;
          const year = yearOf(made, [period(sums.map(lineOf))])(seller);
          const priced = (amount: number, nthInMonth: number, nthInDay: number): bigint => {
            const facts = { nthInMonth, nthInDay };
            const asked = { service: "transfer", on: DAY, amount: BigInt(amount), facts };
            const { listed, state, maximum } = priceEvent(made, whose === "own" ? { ...asked, ...ONE } : asked);
            if (whose === "own") return listed?.total as bigint;
            return state === "free" ? 0n : (maximum?.total as bigint);
          };
          const spreadOver = (order: readonly number[], dayOf: (i: number) => number): bigint => {
            const done = new Map<number, number>();
            return order.reduce((total, amount, i) => {
              const day = dayOf(i);
              done.set(day, (done.get(day) ?? 0) + 1);
              return total + priced(amount, i + 1, done.get(day) as number);
            }, 0n);
          };
          const drawn = spreadOver(sums, (i) => days[i] as number);
          expect(within({ low: drawn, high: drawn }, year)).toBe(true);
          const cheapFirst = sums.toSorted((a, b) => {
            const [x, y] = [a, b].map((sum) => priced(sum, 1_000, 1_000)) as [bigint, bigint];
            return x < y ? -1 : x > y ? 1 : 0;
          });
          expect(spreadOver(cheapFirst, () => 0)).toBe(year.high);
          if (sums.length <= 28 * ofDay) expect(spreadOver(cheapFirst.toReversed(), (i) => i % 28)).toBe(year.low);
        },
      ),
    );
  });
});
