import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formatMinor } from "../money/money.ts";
import { evaluatePrice } from "./evaluate-price.ts";
import { exactPrice } from "./exact-price.ts";
import type { Base, Price, Unit } from "./price.ts";
import type { ChargeFacts, FreePer } from "./priced.ts";

const sum = fc.integer({ min: 0, max: 50_000_000 }).map((n) => formatMinor(BigInt(n)));
const some = sum.filter((text) => text !== "0.00");
const fraction = fc.constantFrom("0", "0.0005", "0.001", "0.0333333333", "0.075", "0.5", "1", "2.25");
const base = fc.constantFrom<Base>("transaction_amount", "debit_turnover", "validity_days", "overdraft_used");
const unit: fc.Arbitrary<Unit> = fc.oneof(
  fc.constantFrom("occurrence", "page", "leaf", "message", "card", "period").map((per) => ({ per }) as Unit),
  fc
    .tuple(base, some, fc.constantFrom("up" as const, "down" as const, "prorata" as const))
    .map(([of, size, partial]): Unit => ({ per: "block", of, size, partial })),
);
const unitOf = fc.option(unit).map((one) => (one === null ? {} : { unit: one }));

/** Every kind of the algebra, in each other to some depth. */
const { price } = fc.letrec<{ price: Price }>((tie) => {
  const own = tie("price");
  const ceiling = fc.option(own).map((one) => (one === null ? {} : { ceiling: one }));
  return {
    price: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      fc.tuple(sum, unitOf).map(([amount, of]): Price => ({ kind: "fixed", amount, ...of })),
      fc.constantFrom<Price>({ kind: "free" }, { kind: "unresolved", verbatim: "at cost" }),
      fc.tuple(fraction, base, fc.option(sum), fc.option(sum)).map(
        ([of, on, min, max]): Price => ({
          kind: "rate",
          fraction: of,
          base: on,
          ...(min === null ? {} : { min }),
          ...(max === null ? {} : { max }),
        }),
      ),
      fc
        .tuple(sum, fc.option(sum), unitOf)
        .map(([max, min, of]): Price => ({ kind: "range", max, ...of, ...(min === null ? {} : { min }) })),
      fc
        .tuple(
          base,
          fc.constantFrom("whole" as const, "marginal" as const),
          fc.uniqueArray(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 4 }),
          fc.boolean(),
          fc.array(own, { minLength: 5, maxLength: 5 }),
        )
        .map(([on, mode, tops, open, prices]): Price => {
          const rising = tops
            .toSorted((a, b) => a - b)
            .map((top) => (on === "validity_days" ? `${top}` : `${top * 97}.50`));
          const bounds = open ? [...rising, null] : rising;
          return { kind: "tiered", on, mode, tiers: bounds.map((upTo, i) => ({ upTo, price: prices[i] as Price })) };
        }),
      fc
        .tuple(
          fc.constantFrom("sum" as const, "max" as const, "min" as const),
          fc.array(own, { minLength: 1, maxLength: 3 }),
        )
        .map(([op, parts]): Price => ({ kind: "combine", op, parts })),
      fc
        .tuple(fc.integer({ min: 1, max: 5 }), fc.constantFrom<FreePer>("calendar_month", "day"), own)
        .map(([free, per, then]): Price => ({ kind: "first_free", free, per, then })),
      fc.tuple(own, own).map(([individual, corporate]): Price => ({ kind: "by_customer", individual, corporate })),
      fc
        .tuple(sum, fc.constantFrom("day" as const, "week" as const), fraction)
        .map(([limit, per, of]): Price => ({ kind: "over_limit", limit, per, fraction: of })),
      ceiling.map((of): Price => ({ kind: "negotiable", ...of })),
      ceiling.map((of): Price => ({ kind: "pass_through", ...of })),
    ),
  };
});

const minor = fc.integer({ min: 0, max: 30_000_000 }).map(BigInt);
const count = fc.integer({ min: 1, max: 8 });
const maybe = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: undefined, freq: 6 });
const facts = fc
  .record({
    monthDebits: maybe(minor),
    overdraft: maybe(minor),
    weekTotal: maybe(minor),
    dayTotal: maybe(minor),
    unitCost: maybe(minor),
    days: maybe(count),
    pages: maybe(count),
    leaves: maybe(count),
    nthInMonth: maybe(count),
    nthInDay: maybe(count),
    customer: maybe(fc.constantFrom("individual" as const, "corporate" as const)),
  })
  .map((given) => Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as ChargeFacts);

describe("a price made ready", () => {
  test("comes to the sum that the working comes to, or asks for the same fact", () => {
    fc.assert(
      fc.property(price, maybe(minor), facts, (of, amount, given) => {
        const told = evaluatePrice(of, { amount, facts: given });
        const exact = exactPrice(of)(amount, given);
        if (told.kind === "needs") expect(exact).toEqual({ kind: "needs", fact: told.fact });
        else if (told.kind === "unresolved") expect(exact).toEqual({ kind: "unresolved" });
        else expect(exact).toEqual({ kind: "sum", state: told.state, fee: told.fee, least: told.least ?? told.fee });
      }),
      { numRuns: 2_000 },
    );
  });

  test("is made once", () => {
    const fixed: Price = { kind: "fixed", amount: "10.00" };
    expect(exactPrice(fixed)).toBe(exactPrice(fixed));
    expect(exactPrice(fixed)(undefined, {})).toBe(exactPrice(fixed)(5n, {}));
  });

  test("with a figure that is none is refused", () => {
    expect(() => exactPrice({ kind: "fixed", amount: "ten" })).toThrow(RangeError);
  });
});
