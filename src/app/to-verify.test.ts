import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";
import type { Rule } from "../domain/fees/pack.ts";
import type { Price } from "../domain/fees/price.ts";
import { priceEvent } from "../domain/fees/price-event.ts";
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

test("what may accuse on any day is never said to accuse nobody, and only that is said to accuse", () => {
  const page = toVerify(pack);
  const seen = { accuses: 0, shown: 0 };
  for (const rule of pack.rules.filter(
    ({ grade, service, standing }) => grade !== "A" && service && standing !== "draft",
  )) {
    const on = rule.never ? rule.from : rule.until ? addDays(rule.until, -1) : (rule.from ?? "2026-11-29");
    const facts = {
      nthInMonth: 9,
      monthDebits: 10n ** 12n,
      pages: 1,
      leaves: 1,
      weekTotal: 10n ** 12n,
      dayTotal: 10n ** 12n,
    };
    const [account = "savings"] = rule.when.account ?? [];
    const answers = [1_000_000n, 100_000_000_000n].flatMap((amount) =>
      ([true, false] as const).flatMap((sameBank) =>
        (["sender", "receiver"] as const).map((party) =>
          priceEvent(pack, {
            service: rule.service as string,
            on: on as CivilDate,
            account,
            amount,
            bank: "ng.uba",
            facts: { ...facts, sameBank, sameOwner: false, party, customer: "individual", locality: "on_site" },
          }),
        ),
      ),
    );
    const mine = answers.filter(({ rules }) => rules[0] === rule.id);
    const accuses = mine.some((one) => one.accusable && (one.maximum !== null || /free|not_permitted/.test(one.state)));
    const row = rowOf(page, rule.id);
    if (mine.length === 0) continue;
    accuses ? seen.accuses++ : seen.shown++;
    expect([rule.id, row.includes("nobody is accused on it")]).toEqual([rule.id, !accuses]);
  }
  expect(seen.accuses).toBeGreaterThan(40);
  expect(seen.shown).toBeGreaterThan(10);
});
