import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { ParsedFile, ParsedStatement, StatementLine } from "../statements/statement.ts";
import { auditStatement } from "./audit-statement.ts";

// A statement may be made so that every line looks like the partner of every other. The work for it grows with the number of
// its lines, not with its square: here it is counted how often lines are looked at, which no busy machine changes.

const PACK = shippedPack();
type Made = readonly [narration: string, amount: string, reference?: string];

/** Lines that count each look at their reference, their day and their words. */
function counted(rows: readonly Made[], day: (i: number) => string): { file: ParsedFile; looks: () => number } {
  let looks = 0;
  const lines = rows.map(([narration, amount, reference = null], i) => {
    const line = { row: i + 1, valueDate: null, amount, balance: null, narration, code: null };
    const seen = { date: day(i) as CivilDate, reference };
    for (const key of ["date", "reference"] as const)
      Object.defineProperty(line, key, {
        enumerable: true,
        get: () => {
          looks++;
          return seen[key];
        },
      });
    return line as unknown as StatementLine;
  });
  const statement: ParsedStatement = {
    bank: null,
    account: { masked: null, currency: "NGN", type: "savings" },
    holder: null,
    from: day(0) as CivilDate,
    to: day(rows.length - 1) as CivilDate,
    period: null,
    opening: null,
    closing: null,
    order: "oldest_first",
    chain: { state: "absent", breaks: [] },
    lines,
    rejected: [],
  };
  return { file: { format: "csv", encoding: "utf-8", warnings: [], statements: [statement] }, looks: () => looks };
}

const oneDay = () => "2026-02-03";
const CASES: Readonly<Record<string, (i: number, all: number) => Made>> = {
  "a fee, its reversal, and so on": (i) =>
    i % 2 ? ["REVERSAL NIP CHARGE", "25.00", "A1"] : ["NIP CHARGE", "-25.00", "A1"],
  "a reversal before its fee": (i) => (i % 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "25.00"]),
  "all fees and then all reversals": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "25.00"],
  "all fees and then reversals of a part of them": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "10.00"],
  "all fees and then reversals of another sum": (i, all) =>
    i < all / 2 ? ["NIP CHARGE", "-25.00"] : ["REVERSAL NIP CHARGE", "77.00"],
  "payments and their reversals": (i, all) =>
    i < all / 2 ? ["NIP TRANSFER TO ADA", "-5000.00"] : ["REVERSAL NIP TRANSFER TO ADA", "5000.00"],
  "payments with charges and reversals of both": (i, all) =>
    i < all / 2
      ? i % 2
        ? ["NIP CHARGE", "-25.00"]
        : ["NIP TRANSFER TO ADA", "-20000.00"]
      : ["REVERSAL NIP TRANSFER TO ADA", "20025.00"],
  "fees, taxes and levies of one day": (i) =>
    (
      [
        ["NIP TRANSFER", "-20000.00"],
        ["NIP CHARGE", "-25.00"],
        ["VAT ON NIP CHARGE", "-1.88"],
        ["STAMP DUTY", "-50.00"],
      ] as const
    )[i % 4] as Made,
  "levies for a whole year, each": (i) =>
    i % 2 ? ["FGN STAMP DUTY FOR 4 TXNS 01/01--31/12/", "-200.00"] : ["NIP TRANSFER TO ADA", "-20000.00"],
  "levies that no payment owes": () => ["FGN STAMP DUTY", "-50.00"],
  "nothing but taxes": () => ["VAT ON NIP CHARGE", "-1.88"],
  "nothing but SMS charges": () => ["SMS ALERT CHARGE", "-4.00"],
  "nothing but card charges": () => ["CARD MAINTENANCE FEE", "-50.00"],
  "ATM fees and withdrawals": (i) => (i % 2 ? ["ATM WITHDRAWAL FEE", "-35.00"] : ["ATM WITHDRAWAL", "-20000.00"]),
};

const looksAt = (make: (i: number, all: number) => Made, all: number, day: (i: number) => string): number => {
  const { file, looks } = counted(
    Array.from({ length: all }, (_x, i) => make(i, all)),
    day,
  );
  const result = auditStatement(PACK, file, file.statements[0] as ParsedStatement, { engineVersion: "0" });
  expect(result.lines.length).toBe(all);
  return looks();
};

test.each(Object.keys(CASES))("four times the lines of %s are four times the work", (what) => {
  const make = CASES[what] as (i: number, all: number) => Made;
  const few = looksAt(make, 1500, oneDay);
  expect(looksAt(make, 6000, oneDay) / few).toBeLessThan(5);
});
