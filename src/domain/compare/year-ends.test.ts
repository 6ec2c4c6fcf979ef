import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { DAY, type MadeFee, madePack, madeRule } from "../../../test/support/made-tariff.ts";
import { civilDate } from "../dates/civil-date.ts";
import type { Guard, Licence, ListedFee, Pack } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import type { FreePer } from "../fees/priced.ts";
import { formatMinor } from "../money/money.ts";
import { PriceBook } from "./occurrence.ts";
import { knownOf, type YearCost } from "./tally.ts";
import type { Usage, UsageLine, Why } from "./usage.ts";
import { yearOf } from "./year-cost.ts";
import { endsOf, type YearEnds } from "./year-ends.ts";

const SERVICES = ["transfer", "cash", "alert"] as const;
const BANKS = ["xx.one", "xx.two", "xx.three"] as const;
const LICENCES: readonly Licence[] = ["commercial", "mobile_money", "microfinance"];

const sum = fc.integer({ min: 0, max: 900_000 }).map((n) => formatMinor(BigInt(n)));
const fixed = sum.map((amount): Price => ({ kind: "fixed", amount }));
const rate = fc
  .tuple(fc.integer({ min: 0, max: 9 }), sum)
  .map(([n, min]): Price => ({ kind: "rate", fraction: `0.00${n}`, base: "transaction_amount", min }));
const ofMonth = fc.constant<Price>({ kind: "rate", fraction: "0.001", base: "debit_turnover" });
const tiered = fc.tuple(fixed, rate).map(
  ([a, b]): Price => ({
    kind: "tiered",
    on: "transaction_amount",
    mode: "whole",
    tiers: [
      { upTo: "5000.00", price: a },
      { upTo: null, price: b },
    ],
  }),
);
const range = sum.map((max): Price => ({ kind: "range", max }));
const freeFirst = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.constantFrom<FreePer>("calendar_month", "day"), fixed)
  .map(([free, per, then]): Price => ({ kind: "first_free", free, per, then }));
const never = fc.constantFrom<Price>({ kind: "unresolved", verbatim: "ask" }, { kind: "negotiable" }, { kind: "free" });
const price = fc.oneof(fixed, rate, ofMonth, tiered, range, freeFirst, never);
const when = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Guard>({}) },
  fc.constantFrom<Guard>(
    { account: ["savings"] },
    { account: ["current"] },
    { locality: ["on_site"] },
    { locality: ["off_site"] },
    { customer: ["corporate"] },
    { sameBank: true },
  ),
);
const status = fc.oneof(
  { weight: 6, arbitrary: fc.constant<ListedFee["status"]>("charged") },
  fc.constantFrom<ListedFee["status"]>("free", "included", "not_offered", "unresolved"),
);
const terms = fc.oneof(
  { weight: 9, arbitrary: fc.constant(undefined) },
  fc.constant({ allowances: [{ pool: "a", quantity: 3, per: "calendar_month" as const }] }),
);
const fee: fc.Arbitrary<MadeFee> = fc
  .record({
    service: fc.constantFrom(...SERVICES),
    price,
    bank: fc.constantFrom(...BANKS),
    vat: fc.constantFrom<ListedFee["vat"]>("none", "added", "included", "unsettled"),
    when,
    status,
    product: fc.option(fc.constantFrom("basic", "gold"), { nil: undefined, freq: 3 }),
    terms,
  })
  .map(({ product, terms: own, ...rest }) => ({
    ...rest,
    ...(product === undefined ? {} : { product }),
    ...(own === undefined ? {} : { terms: own }),
  }));

/** Some lists begin or end within the year that is asked about. */
const spanOf = fc.constantFrom<Partial<ListedFee>>(
  {},
  {},
  { until: DAY },
  { from: civilDate(2026, 5, 1) as ListedFee["from"] },
);
const pack: fc.Arbitrary<Pack> = fc
  .tuple(
    fc.array(fc.tuple(fee, spanOf), { maxLength: 10 }),
    fc.array(fc.tuple(fc.constantFrom(...SERVICES), price, when), { maxLength: 3 }),
    fc.array(fc.constantFrom(...LICENCES), { minLength: 3, maxLength: 3 }),
  )
  .map(([fees, rules, licences]) => {
    const vat = madeRule("tax", "tax.vat", { kind: "rate", fraction: "0.075", base: "transaction_amount" });
    const law = rules.map(([service, of, guard], i) =>
      madeRule(`law-${i}`, service, of, { vat: "added", when: guard, binds: i % 2 === 0 ? "banks" : "everyone" }),
    );
    const made = madePack(
      fees.map(([one]) => one),
      [vat, ...law],
    );
    return {
      ...made,
      listedFees: made.listedFees.map((one, i) => ({ ...one, ...fees[i]?.[1] })),
      services: SERVICES.map((id) => ({ id, name: id, aliases: [] })),
      banks: BANKS.map((id, i) => ({ id, name: id, aliases: [], grade: "B", licence: licences[i] as Licence })),
    };
  });

const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 4 });
const line: fc.Arbitrary<UsageLine> = fc
  .record({
    service: fc.constantFrom(...SERVICES),
    times: fc.integer({ min: 0, max: 9 }),
    amount: maybe(fc.integer({ min: 1, max: 9_000_000 })),
    account: maybe(fc.constantFrom("savings" as const, "current" as const)),
    locality: maybe(fc.constantFrom("on_site" as const, "off_site" as const)),
    monthDebits: maybe(fc.integer({ min: 0, max: 90_000_000 })),
    customer: maybe(fc.constantFrom("individual" as const, "corporate" as const)),
  })
  .map(({ service, times, amount, account, locality, monthDebits, customer }) => ({
    id: service,
    service,
    times,
    ...(amount === undefined ? {} : { amount: BigInt(amount) }),
    ...(account === undefined ? {} : { account }),
    facts: {
      ...(locality === undefined ? {} : { locality }),
      ...(monthDebits === undefined ? {} : { monthDebits: BigInt(monthDebits) }),
      ...(customer === undefined ? {} : { customer }),
    },
  }));
const usage: fc.Arbitrary<Usage> = fc.array(
  fc
    .tuple(
      fc.constantFrom(DAY, civilDate(2026, 6, 1) as typeof DAY),
      fc.integer({ min: 1, max: 6 }),
      fc.array(line, { maxLength: 4 }),
    )
    .map(([on, repeats, lines]) => ({ on, repeats, lines })),
  { minLength: 1, maxLength: 3 },
);

const told = (why: readonly Why[]) => [...new Set(why.map((one) => JSON.stringify(one)))].sort();
const sameAs = (cost: YearCost, ends: YearEnds): void => {
  expect({ low: ends.low, high: ends.high }).toEqual({ low: cost.low, high: cost.high });
  expect(told(ends.why())).toEqual(told(cost.why));
  expect(ends.known).toBe(knownOf(cost));
};

describe("the ends of a year", () => {
  test("of one who is asked for many usages of a day come from prices that were found once", () => {
    const one = madePack([
      { service: "cash", price: { kind: "fixed", amount: "5.00" }, when: { locality: ["on_site"] } },
    ]);
    const [book, seller] = [new PriceBook(one), { bank: "xx.one" }];
    const event = (times: number) => book.eventOf({ id: "cash", service: "cash", times, facts: {} }, DAY, 1);
    expect(book.occurrence(event(7), seller)).toBe(book.occurrence(event(8), seller));
  });

  test("are those of the working, for the same reasons, whatever is listed, done and known", () => {
    fc.assert(
      fc.property(pack, usage, (of, done) => {
        const [whole, quick] = [yearOf(of, done), endsOf(of, done)];
        for (const bank of BANKS)
          for (const seller of [
            { bank },
            { bank, product: "basic" },
            { bank, product: "gold" },
            { bank, product: "new" },
          ])
            sameAs(whole(seller), quick(seller));
      }),
      { numRuns: 1_500 },
    );
  });
});

test("duties that the same use draws everywhere are not part of what is compared", () => {
  const drawn: Pack["services"] = [
    { id: "transfer", name: "transfer", aliases: [], draws: [{ service: "duty", party: "sender" }] },
    { id: "cash", name: "cash", aliases: [] },
    { id: "alert", name: "alert", aliases: [] },
    { id: "duty", name: "duty", aliases: [] },
  ];
  fc.assert(
    fc.property(pack, usage, price, (of, done, duty) => {
      const rules = [...of.rules, madeRule("duty", "duty", duty, { payee: "government" })];
      const [bare, whole] = [
        { ...of, rules },
        { ...of, rules, services: drawn },
      ].map((one) => endsOf(one, done));
      for (const bank of BANKS) {
        const [without, ends] = [bare?.({ bank }), whole?.({ bank })] as [YearEnds, YearEnds];
        expect(ends.withoutDuties).toEqual({ low: without.low, high: without.high });
      }
    }),
    { numRuns: 300 },
  );
});
