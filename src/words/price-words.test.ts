import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Price } from "../domain/fees/price.ts";
import { exactMoney, plainMoney } from "../domain/money/money-words.ts";
import { priceRows, priceSummary } from "./price-words.ts";

const fixed = (amount: string): Price => ({ kind: "fixed", amount });
const block = (amount: string): Price => ({
  kind: "fixed",
  amount,
  unit: { per: "block", of: "transaction_amount", size: "1000.00", partial: "up" },
});

describe("a price in words", () => {
  test("tells each band from the end of the one before", () => {
    const price: Price = {
      kind: "tiered",
      on: "transaction_amount",
      mode: "whole",
      tiers: [
        { upTo: "100.00", price: fixed("1.00") },
        { upTo: "200.00", price: fixed("2.50") },
        { upTo: null, price: fixed("4.00") },
      ],
    };
    expect(priceRows(price, "NGN").map((row) => [row.when, row.price])).toEqual([
      ["up to ₦100", "₦1"],
      ["above ₦100 to ₦200", "₦2.50"],
      ["above ₦200", "₦4"],
    ]);
    expect(priceSummary(price, "NGN")).toBe("₦1 to ₦4");
  });

  test("adds what is taken together on the same unit, and keeps the parts in its words", () => {
    const price: Price = { kind: "combine", op: "sum", parts: [block("1.00"), block("5.00")] };
    expect(priceRows(price, "NGN")).toEqual([
      { when: "each started ₦1,000", price: "₦1 plus ₦5", minor: 600n, isSum: true },
    ]);
  });

  test("never shows a sum for what is not known or only agreed", () => {
    for (const price of [
      { kind: "unresolved", verbatim: "not seen" },
      { kind: "negotiable" },
      { kind: "pass_through" },
    ] as const) {
      const [row] = priceRows(price, "NGN");
      expect(row?.minor).toBeNull();
      expect(row?.price).not.toContain("0");
    }
  });

  test("says what is free, and how many are", () => {
    // biome-ignore lint/suspicious/noThenProperty: the pricing algebra calls it so
    const price: Price = { kind: "first_free", free: 3, per: "calendar_month", then: fixed("2.00") };
    expect(priceRows(price, "NGN").map((row) => `${row.when}: ${row.price}`)).toEqual([
      "the first 3 in a month: Free",
      "after that: ₦2",
    ]);
  });

  test("prints money exactly: the digits read back are the sum", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }), (minor) => {
        const digits = exactMoney(minor, "NGN").replace(/[₦,.]/g, "");
        expect(BigInt(digits)).toBe(minor);
        expect(exactMoney(minor, "NGN").startsWith(plainMoney(minor, "NGN"))).toBe(true);
      }),
    );
  });
});
