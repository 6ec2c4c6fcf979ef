import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { ENGLISH } from "../../words/say-english.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { SaidFile, SaidStatement } from "../statements/statement.ts";
import { auditFiles } from "./audit-files.ts";
import type { AuditResult } from "./audit-result.ts";
import type { Said } from "./audit-statement.ts";

const pack = shippedPack();
type Account = Partial<Pick<SaidStatement["account"], "type" | "product">>;
const day = (text: string) => text as CivilDate;

/** A made-up statement of one bank: a payment out, and a maintenance charge at the end of the month. */
function audited(bank: string, account: Account = {}, said: Said = {}) {
  // what any bank may take of 20,000 on a current account; what none may take on savings
  const [fee, closing] = account.type === "current" ? ["20.00", "29980.00"] : ["250.00", "29750.00"];
  const line = (row: number, date: string, amount: string, balance: string, narration: string) => {
    return { row, date: day(date), valueDate: null, amount, balance, narration, reference: null, code: null };
  };
  const statement: SaidStatement = {
    bank,
    account: { masked: null, currency: "NGN", type: "savings", ...account },
    holder: null,
    from: day("2026-02-01"),
    to: day("2026-02-28"),
    period: { from: day("2026-02-01"), to: day("2026-02-28") },
    opening: "50000.00",
    closing,
    order: "oldest_first",
    chain: { state: "complete", breaks: [] },
    lines: [
      line(1, "2026-02-03", "-20000.00", "30000.00", "POS PURCHASE SHOP PLACE"),
      line(2, "2026-02-28", `-${fee}`, closing, "ACCOUNT MAINTENANCE FEE FEBRUARY 2026"),
    ],
    rejected: [],
  };
  const file: SaidFile = { format: "csv", encoding: "utf-8", warnings: [], statements: [statement] };
  return (auditFiles(pack, [file], { engineVersion: "0", say: ENGLISH, ...said }) as AuditResult).lines[1];
}

test("maintenance on savings is not permitted", () => {
  expect(audited("ng.zenith")).toMatchObject({ verdict: "not_permitted", allowed: "0.00", over: "250.00" });
});

test("where the bank lists it for a savings product, nobody is accused: the product is not shown", () => {
  const line = audited("ng.access");
  expect(line).toMatchObject({ verdict: "cannot_tell", missing: ["account"], over: "0.00" });
  expect(line?.worksheet.join()).not.toContain("over");
});

/** What is charged on the kind `Gold current`, whose own list is free up to a turnover; any bank may take 20 naira here. */
const gold = (product: string, bank = "ng.access") => audited(bank, { type: "current", product });

test("where the statement prints the name of the product, its own price is the measure", () => {
  const said = audited("ng.access", { type: "current" }, { product: "ng.access.gold-current" });
  expect(said?.notes).toMatchObject([{ code: "own_list_is_lower", facts: { listed: "0.00" } }]);
  for (const called of ["GOLD CURRENT ACCOUNT", "Gold Current", "gold a/c", "Gold - Current Acct"])
    expect(gold(called), called).toEqual(said);
});

test("a name that is not all of one product's, or of another bank or kind, names none", () => {
  const unnamed = audited("ng.access", { type: "current" });
  expect(unnamed?.notes).toBeUndefined();
  for (const called of ["CURRENT ACCOUNT", "GOLD PLUS CURRENT", "GOLDEN", "GOLD CREDIT CARD", ""])
    expect(gold(called), called).toEqual(unnamed);
  expect(gold("GOLD CURRENT ACCOUNT", "ng.zenith")).toEqual(audited("ng.zenith", { type: "current" }));
  expect(audited("ng.access", { product: "GOLD" })).toEqual(audited("ng.access"));
});
