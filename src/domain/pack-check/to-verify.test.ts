import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { Rule } from "../fees/pack.ts";
import type { Price } from "../fees/price.ts";
import { toVerify } from "./to-verify.ts";

const pack = shippedPack();
const rowOf = (page: string, id: string): string => page.split("\n").find((line) => line.includes(`(\`${id}\`)`)) ?? "";
const withPrice = (price: Price): string => {
  const rule: Rule = { ...(pack.rules.find(({ id }) => id === "ng-loan-interest") as Rule), id: "made-up", price };
  return rowOf(toVerify({ ...pack, rules: [...pack.rules, rule] }), "made-up");
};

test("nobody is said to be accused on a price without any limit", () => {
  const page = toVerify(pack);
  expect(rowOf(page, "ng-loan-interest")).toContain("nobody is accused on it");
  expect(rowOf(page, "ng-card-issue-2020")).toContain("A bank is accused on it today");
  const accused = page.split("\n").filter((line) => line.includes("A bank is accused on it today"));
  expect(accused.length).toBeGreaterThan(10);
  for (const line of accused) {
    const rule = pack.rules.find(({ id }) => line.includes(`(\`${id}\`)`));
    expect([rule?.id, /^\{"kind":"(negotiable|pass_through)"\}$/.test(JSON.stringify(rule?.price))]).toEqual([
      rule?.id,
      false,
    ]);
  }
});

test.each<[string, Price, boolean]>([
  ["as agreed", { kind: "negotiable" }, false],
  ["at cost", { kind: "pass_through" }, false],
  ["not told by its source", { kind: "unresolved", verbatim: "x" }, false],
  ["as agreed, with a most", { kind: "negotiable", ceiling: { kind: "fixed", amount: "5.00" } }, true],
  ["a fixed sum", { kind: "fixed", amount: "5.00" }, true],
  [
    "the lower of a sum and what was agreed",
    { kind: "combine", op: "min", parts: [{ kind: "fixed", amount: "5.00" }, { kind: "negotiable" }] },
    true,
  ],
  [
    "a sum and what was agreed together",
    { kind: "combine", op: "sum", parts: [{ kind: "fixed", amount: "5.00" }, { kind: "negotiable" }] },
    false,
  ],
])("a price that is %s", (_what, price, accuses) => {
  expect(withPrice(price).includes("A bank is accused on it today")).toBe(accuses);
});

test("a rule that each bank begins on its own day is listed without a figure that holds nowhere", () => {
  expect(rowOf(toVerify(pack), "ng-ussd-eub-2025")).not.toContain("6.98");
});
