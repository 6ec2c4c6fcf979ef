import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { CELLS } from "../../words/en/cells.ts";
import { PRICE_COLUMNS, priceCells, priceRow } from "./price-cells.ts";

const PACK = shippedPack();

test("a price of three bands is three rows, each figure in a cell of its own", () => {
  const rule = PACK.rules.find(({ id }) => id === "ng-eft-2020");
  const rows = priceCells(rule?.price ?? { kind: "free" }, CELLS);
  expect(rows.map(({ above, upTo, fixed }) => [above, upTo, fixed])).toEqual([
    [null, "5000.00", "10.00"],
    ["5000.00", "50000.00", "25.00"],
    ["50000.00", null, "50.00"],
  ]);
});

test("a rate with a least sum has both in cells of their own, and so has the ceiling of what is agreed", () => {
  expect(
    priceCells({ kind: "rate", fraction: "0.01", base: "transaction_amount", min: "5000.00" }, CELLS)[0],
  ).toMatchObject({
    kind: "rate",
    rate: "0.01",
    of: "transaction_amount",
    minimum: "5000.00",
    maximum: null,
  });
  expect(priceCells({ kind: "negotiable", ceiling: { kind: "fixed", amount: "2500.00" } }, CELLS)).toMatchObject([
    { kind: "negotiable", fixed: null, maximum: "2500.00" },
  ]);
});

test("no price of the pack puts two figures into one cell", () => {
  const prices = [...PACK.rules, ...PACK.listedFees].map(({ price }) => price);
  const rows = prices.flatMap((price) => priceCells(price, CELLS));
  expect(rows.length).toBeGreaterThan(prices.length);
  for (const row of rows) {
    const { above, upTo, fixed, rate, minimum, maximum } = row;
    for (const figure of [above, upTo, fixed, rate, minimum, maximum])
      if (figure !== null) expect(figure).toMatch(/^\d+(\.\d+)?$/);
    expect(priceRow(row)).toHaveLength(PRICE_COLUMNS.length);
  }
});
