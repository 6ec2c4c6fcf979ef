import fc from "fast-check";
import { expect, test } from "vitest";
import { MADE_UP_RESULT } from "../../../../e2e/support/made-up-audit.ts";
import type { AuditBundle, AuditLine, AuditResult } from "../audit-result.ts";
import { claimsOf, minorOf } from "./claims.ts";
import { type ChargeFilter, claimedCharges, filterCharges, overOf } from "./filter-charges.ts";

const lineOf = fc.record({
  at: fc.integer({ min: 0, max: MADE_UP_RESULT.lines.length - 1 }),
  date: fc.constantFrom("2026-01-05", "2026-02-05", "2026-02-28"),
  over: fc.constantFrom("0.00", "1.00", "50.00"),
  tax: fc.boolean(),
});
const resultOf = fc.tuple(fc.array(lineOf, { maxLength: 12 }), fc.constantFrom("ng.zenith", "ng.uba", null)).map(
  ([lines, bank]): AuditResult => ({
    ...MADE_UP_RESULT,
    statement: { ...MADE_UP_RESULT.statement, bank },
    lines: lines.map(({ at, date, over, tax }, i): AuditLine => {
      const line = { ...(MADE_UP_RESULT.lines[at] as AuditLine), row: i + 1, date, over };
      return tax && i > 0 ? { ...line, kind: "tax", for: i } : line;
    }),
  }),
);
const bundle = fc.array(resultOf, { minLength: 1, maxLength: 3 }).map(
  (results): AuditBundle => ({
    engine: MADE_UP_RESULT.engine,
    results,
    duplicates: [],
    totals: MADE_UP_RESULT.totals,
  }),
);

test("every claim stands in one charge, a tax under the fee of its own statement, and no sum is lost", () => {
  fc.assert(
    fc.property(bundle, (answer) => {
      const charges = claimedCharges(answer);
      const lines = charges.flatMap(({ lead, taxes }) => [lead, ...taxes].map(({ line }) => line));
      const claims = claimsOf(answer);
      expect(new Set(lines).size).toBe(lines.length);
      expect(new Set(lines)).toEqual(new Set(claims.map(({ line }) => line)));
      for (const { lead, taxes } of charges)
        for (const tax of taxes) expect([tax.line.for, tax.place]).toEqual([lead.line.row, lead.place]);
      const sum = (of: readonly bigint[]) => of.reduce((a, b) => a + b, 0n);
      expect(sum(charges.map(overOf))).toBe(sum(claims.map(({ line }) => minorOf(line.over))));
    }),
  );
});

test("a filter keeps what it asks for and nothing else, and none keeps all", () => {
  const filter = fc.record(
    {
      bank: fc.constantFrom("ng.zenith", ""),
      month: fc.constantFrom("2026-01", "2026-02"),
      service: fc.constantFrom("transfer.interbank", "card.maintenance"),
      verdict: fc.constantFrom("over_cap", "duplicate"),
      least: fc.constantFrom(0n, 100n, 5_000n),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(bundle, filter, (answer, asked) => {
      const all = claimedCharges(answer);
      expect(filterCharges(all, {})).toEqual(all);
      const kept = filterCharges(all, asked as ChargeFilter);
      const fits = (one: (typeof all)[number]) =>
        (asked.bank ?? one.lead.result.statement.bank ?? "") === (one.lead.result.statement.bank ?? "") &&
        one.lead.line.date.slice(0, 7) === (asked.month ?? one.lead.line.date.slice(0, 7)) &&
        one.lead.line.service === (asked.service ?? one.lead.line.service) &&
        one.lead.line.verdict === (asked.verdict ?? one.lead.line.verdict) &&
        overOf(one) >= (asked.least ?? 0n);
      for (const one of all) expect(kept.includes(one)).toBe(fits(one));
    }),
  );
});
