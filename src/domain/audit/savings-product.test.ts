import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { ENGLISH } from "../../words/say-english.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { ParsedFile, ParsedStatement } from "../statements/statement.ts";
import { auditStatement } from "./audit-statement.ts";

const pack = shippedPack();
const day = (text: string) => text as CivilDate;

/** A made-up savings statement of one bank: a payment out, and a maintenance charge at the end of the month. */
function audited(bank: string) {
  const line = (row: number, date: string, amount: string, balance: string, narration: string) => {
    return { row, date: day(date), valueDate: null, amount, balance, narration, reference: null, code: null };
  };
  const statement: ParsedStatement = {
    bank,
    account: { masked: null, currency: "NGN", type: "savings" },
    holder: null,
    from: day("2026-02-03"),
    to: day("2026-02-28"),
    period: null,
    opening: "50000.00",
    closing: "29750.00",
    order: "oldest_first",
    chain: { state: "complete", breaks: [] },
    lines: [
      line(1, "2026-02-03", "-20000.00", "30000.00", "POS PURCHASE SHOP PLACE"),
      line(2, "2026-02-28", "-250.00", "29750.00", "ACCOUNT MAINTENANCE FEE FEBRUARY 2026"),
    ],
    rejected: [],
  };
  const file: ParsedFile = { format: "csv", encoding: "utf-8", warnings: [], statements: [statement] };
  return auditStatement(pack, file, statement, { engineVersion: "0", say: ENGLISH }).lines[1];
}

test("maintenance on savings is not permitted", () => {
  expect(audited("ng.zenith")).toMatchObject({ verdict: "not_permitted", allowed: "0.00", over: "250.00" });
});

test("where the bank lists it for a savings product, nobody is accused: the product is not shown", () => {
  const line = audited("ng.access");
  expect(line).toMatchObject({ verdict: "cannot_tell", missing: ["account"], over: "0.00" });
  expect(line?.worksheet.join()).not.toContain("over");
});
