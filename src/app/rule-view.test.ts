/** With which day's VAT a rule is shown that does not hold on the day asked about. VAT went from 5 % to 7.5 % on 2020-02-01. */
import { expect, test } from "vitest";
import { shippedPack } from "../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../domain/dates/civil-date.ts";
import type { Rule } from "../domain/fees/pack.ts";
import { ruleView } from "./rule-view.ts";

const pack = shippedPack();
const day = (text: string) => text as CivilDate;
const letter = pack.rules.find(({ id }) => id === "ng-letter-2020") as Rule;

/** What is shown as VAT of a fee of 500.00 that holds on these days, on a page for `on`. */
const shown = ([from, until]: readonly [string | null, string | null], on: string): string | null | undefined => {
  const days = { from: from === null ? null : day(from), until: until === null ? null : day(until) };
  return ruleView(pack, { ...letter, ...days }, day(on), day("2026-11-29")).rows[0]?.tax;
};

test("a rule in force is shown with the VAT of the day", () => {
  expect(shown(["2020-01-01", null], "2020-01-31")).toBe("₦25.00");
  expect(shown(["2020-01-01", null], "2020-02-01")).toBe("₦37.50");
});

test("a rule that is still to come is shown with the VAT of its first day", () => {
  expect(shown(["2020-02-01", null], "2020-01-01")).toBe("₦37.50");
});

test("a rule that has ended is shown with the VAT of its last day", () => {
  expect(shown(["2020-01-01", "2025-05-01"], "2026-11-29")).toBe("₦37.50");
  expect(shown(["2017-05-01", "2020-01-01"], "2026-11-29")).toBe("₦25.00");
  expect(shown([null, "2020-01-01"], "2026-11-29")).toBe("₦25.00");
});
