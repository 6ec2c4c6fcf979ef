import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { smallFee, smallPack, smallRule } from "../../../test/support/small-pack.ts";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { Pack, Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { priceEvent } from "../fees/price-event.ts";
import { ceilingRules, rulesOf } from "../fees/rules-of-day.ts";
import { allChanges } from "./all-changes.ts";
import type { Change } from "./change.ts";
import { boundariesOf, dayBefore, heldAfter, ruleSteps } from "./rule-steps.ts";
import { moveOf, sideOf } from "./side.ts";

const SERVICE = "transfer.made_up";
const START = "2020-01-01" as CivilDate;
const day = (n: number): CivilDate => addDays(START, n);

const figure = fc.constantFrom("5.00", "10.00", "12.50", "100.00");
const edge = fc.constantFrom("500.00", "5000.00", "20000.00");
const simple: fc.Arbitrary<Price> = fc.oneof(
  figure.map((amount): Price => ({ kind: "fixed", amount })),
  fc.record({ fraction: fc.constantFrom("0.001", "0.01", "0.0075"), max: fc.option(figure, { nil: null }) }).map(
    ({ fraction, max }): Price => ({
      kind: "rate",
      fraction,
      base: "transaction_amount",
      ...(max === null ? {} : { max }),
    }),
  ),
  fc.tuple(figure, edge).map(
    ([amount, size]): Price => ({
      kind: "fixed",
      amount,
      unit: { per: "block", of: "transaction_amount", size, partial: "up" },
    }),
  ),
  fc.constant<Price>({ kind: "free" }),
  figure.map((amount): Price => ({ kind: "pass_through", ceiling: { kind: "fixed", amount } })),
);
const price: fc.Arbitrary<Price> = fc.oneof(
  simple,
  fc.tuple(edge, simple, simple).map(
    ([upTo, low, high]): Price => ({
      kind: "tiered",
      on: "transaction_amount",
      mode: "whole",
      tiers: [
        { upTo, price: low },
        { upTo: null, price: high },
      ],
    }),
  ),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), simple)
    .map(([free, then]): Price => ({ kind: "first_free", free, per: "calendar_month", then })),
);

const ruleOf = fc
  .record({
    from: fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }),
    length: fc.option(fc.integer({ min: 1, max: 30 }), { nil: null }),
    price,
    account: fc.option(fc.constantFrom("savings" as const, "current" as const), { nil: null }),
    vat: fc.constantFrom("added" as const, "none" as const),
  })
  .map(({ from, length, price: own, account, vat }) => ({
    from: from === null ? null : day(from),
    until: length === null ? null : day((from ?? 0) + length),
    price: own,
    when: account === null ? {} : { account: [account] },
    vat,
  }));

const vatRule = (id: string, fraction: string, from: string | null, until: string | null): Rule => ({
  ...smallRule(id, "1.00", from, until),
  service: "tax.vat",
  price: { kind: "rate", fraction, base: "transaction_amount" },
  vat: "none",
});
const VAT = [vatRule("vat-a", "0.05", null, day(20)), vatRule("vat-b", "0.075", day(20), null)];
const services = [
  {
    id: SERVICE,
    name: "Transfer",
    aliases: [],
    usage: { times: 3, per: "month" as const, of: "transfers", amount: "1000.00" },
  },
  { id: "tax.vat", name: "VAT", aliases: [] },
];
const packOf = (rows: readonly Partial<Rule>[]): Pack =>
  smallPack("1", {
    services,
    listedFees: [],
    rules: [...rows.map((row, i) => ({ ...smallRule(`rule-${i}`, "1.00", null, null), ...row })), ...VAT],
  });
const packs = fc.array(ruleOf, { minLength: 1, maxLength: 5 }).map(packOf);
const ofService = (pack: Pack): Change[] => allChanges(pack).filter(({ service }) => service === SERVICE);

describe("the ledger of rules", () => {
  const agrees = (pack: Pack, service: string, on: CivilDate) =>
    expect([...heldAfter(ruleSteps(pack, service), on)].sort(), `${service} on ${on}`).toEqual(
      ceilingRules(rulesOf(pack, service), on)
        .map(({ id }) => id)
        .sort(),
    );

  test("added up from the first day gives the rules in force on any day", () => {
    fc.assert(
      fc.property(packs, fc.integer({ min: -10, max: 90 }), (pack, n) => {
        agrees(pack, SERVICE, day(n));
      }),
    );
  });

  test("does so for every service of the shipped pack, on each day that something begins or ends and the day before", () => {
    const pack = shippedPack("ng");
    for (const { id } of pack.services)
      for (const on of boundariesOf(pack.rules)) {
        agrees(pack, id, on);
        agrees(pack, id, dayBefore(on));
      }
  });
});

describe("changes in money", () => {
  const event = fc.record({
    amount: fc.bigInt({ min: 1n, max: 5_000_000n }),
    account: fc.constantFrom("savings" as const, "current" as const, "domiciliary" as const),
    nthInMonth: fc.integer({ min: 1, max: 6 }),
  });

  test("are said on every day on which some event is paid otherwise than the day before", () => {
    fc.assert(
      fc.property(packs, event, (pack, { amount, account, nthInMonth }) => {
        const side = (on: CivilDate) =>
          sideOf(priceEvent(pack, { service: SERVICE, on, amount, account, facts: { nthInMonth } }));
        const said = ofService(pack).map(({ on }) => on);
        for (const on of boundariesOf(pack.rules))
          if (["up", "down", "other"].includes(moveOf(side(dayBefore(on)), side(on)))) expect(said).toContain(on);
      }),
      { numRuns: 80 },
    );
  });

  test("are not said where no money changes: a rule that is written anew with its old figures", () => {
    fc.assert(
      fc.property(ruleOf, fc.integer({ min: 1, max: 60 }), (row, n) => {
        const whole = { ...row, from: day(-50), until: null };
        const split = [
          { ...whole, until: day(n) },
          { ...whole, from: day(n) },
        ];
        expect(ofService(packOf(split)).map(({ on }) => on)).toEqual(ofService(packOf([whole])).map(({ on }) => on));
      }),
    );
  });

  test("show in every one of them a case that is paid otherwise, and name no day on which nothing begins", () => {
    fc.assert(
      fc.property(packs, (pack) => {
        const days = boundariesOf(pack.rules);
        for (const change of ofService(pack)) {
          expect(change.cases.some(({ before, after }) => moveOf(before, after) !== "same")).toBe(true);
          expect(days).toContain(change.on);
        }
      }),
    );
  });

  test("have the same ids and say the same in whatever order the facts come", () => {
    const pack = shippedPack("ng");
    const said = JSON.stringify(allChanges(pack), big);
    fc.assert(
      fc.property(fc.infiniteStream(fc.nat()), (chance) => {
        const shuffled = <T>(rows: readonly T[]): T[] =>
          rows
            .map((row) => ({ row, at: chance.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ row }) => row);
        const again = {
          ...pack,
          rules: shuffled(pack.rules),
          listedFees: shuffled(pack.listedFees),
          services: shuffled(pack.services),
        };
        expect(JSON.stringify(allChanges(again), big)).toBe(said);
      }),
      { numRuns: 3 },
    );
  });

  const big = (_key: string, value: unknown) => (typeof value === "bigint" ? String(value) : value);
});

describe("the shipped pack", () => {
  const pack = shippedPack("ng");
  const of = (id: string): Change => allChanges(pack).find((one) => one.id === id) as Change;

  test("says of alerts in May 2025: 80 a month more for 40 of them, and the tax on it apart", () => {
    expect(of("law.alert.sms.2025-05-01")).toMatchObject({
      direction: "dearer",
      size: { difference: { fee: 8_000n, tax: 600n, total: 8_600n } },
      before: ["ng-sms-2020"],
      after: ["ng-sms-bench-2025"],
    });
  });

  test("has every id once, goes back to 2013, and a draft only as a draft", () => {
    const all = allChanges(pack);
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    expect(all.filter(({ on }) => on <= "2013-04-01").length).toBeGreaterThan(10);
    const drafts = new Set(pack.rules.filter(({ standing }) => standing === "draft").map(({ id }) => id));
    for (const { kind, after } of all) expect(after.some((id) => drafts.has(id))).toBe(kind === "draft");
  });

  test("prices the stated usage of every service that has one and a rule with a figure", () => {
    const bad = allChanges(pack).filter(
      ({ kind, size, direction, service }) =>
        kind === "law" && size === null && (direction === "dearer" || direction === "cheaper") && usageOf(service),
    );
    expect(bad.map(({ id }) => id)).toEqual([]);
  });
  const usageOf = (id: string) => pack.services.find((service) => service.id === id)?.usage;
});

describe("what a bank lists", () => {
  const pack = (...fees: ReturnType<typeof smallFee>[]) => smallPack("1", { services, rules: VAT, listedFees: fees });
  const tariff = (given: Pack) => allChanges(given).filter(({ kind }) => kind === "tariff");

  test("changes where its next row has another price, however its rows are called", () => {
    const [change] = tariff(
      pack(
        { ...smallFee("a", "9.00", "2026-01-01"), until: "2026-05-01" as CivilDate },
        smallFee("b", "12.00", "2026-05-01"),
      ),
    );
    expect(change).toMatchObject({
      id: `tariff.made_up.${SERVICE}.2026-05-01`,
      direction: "dearer",
      before: ["a"],
      after: ["b"],
    });
  });

  test("does not change because we saw it for the first time, and is said to be first known where the bank gives the day", () => {
    expect(tariff(pack({ ...smallFee("a", "9.00", "2026-01-01"), validBasis: "seen" }))).toEqual([]);
    expect(tariff(pack(smallFee("a", "9.00", "2026-01-01")))).toMatchObject([{ direction: "first_known" }]);
  });

  test("after a time of which we know nothing is compared with the last price before it, and says until when", () => {
    const [change] = tariff(
      pack({ ...smallFee("a", "9.00", null), until: "2026-02-01" as CivilDate }, smallFee("b", "8.00", "2026-05-01")),
    );
    expect(change?.direction).toBe("cheaper");
    expect(change?.cases[0]?.knownUntil).toBe("2026-02-01");
  });
});
