import { expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { ENGLISH } from "../../words/say-english.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import type { SaidFile, SaidStatement } from "../statements/statement.ts";
import { ACCUSATIONS } from "./audit-result.ts";
import { auditStatement } from "./audit-statement.ts";
import { RARE_JUDGES } from "./judge/rare-charges.ts";

// Statements of banks whose wordings nobody listed: what their payments are is told by little, and nobody is accused for it.

const PACK = shippedPack();
type Row = readonly [date: string, narration: string, amount: string];

function judged(rows: readonly Row[], bank: string | null = null, type: "savings" | "current" = "savings") {
  const statement: SaidStatement = {
    bank,
    account: { masked: null, currency: "NGN", type },
    holder: null,
    from: rows[0]?.[0] as CivilDate,
    to: rows.at(-1)?.[0] as CivilDate,
    period: null,
    opening: null,
    closing: null,
    order: "oldest_first",
    chain: { state: "absent", breaks: [] },
    lines: rows.map(([date, narration, amount], i) => ({
      row: i + 1,
      date: date as CivilDate,
      valueDate: null,
      amount,
      balance: null,
      narration,
      reference: null,
      code: null,
    })),
    rejected: [],
  };
  const file: SaidFile = { format: "csv", encoding: "utf-8", warnings: [], statements: [statement] };
  return auditStatement(PACK, file, statement, { engineVersion: "0", say: ENGLISH, rare: RARE_JUDGES }).lines;
}
const verdicts = (rows: readonly Row[], bank?: string | null, type?: "savings" | "current") =>
  judged(rows, bank, type).map(({ verdict }) => verdict);
const accused = (rows: readonly Row[], bank?: string | null, type?: "savings" | "current") =>
  judged(rows, bank, type).flatMap(({ row, verdict }) => (verdict !== null && ACCUSATIONS.has(verdict) ? [row] : []));

test("a transfer to an own account at another bank costs what any transfer does", () => {
  const rows: Row[] = [
    ["2026-03-03", "SELF TRANSFER EFE UDOH ACCESS BANK", "-50000.00"],
    ["2026-03-03", "TRANSFER CHARGE + VAT", "-26.88"],
    ["2026-03-03", "STAMP DUTY", "-50.00"],
  ];
  expect(verdicts(rows, "ng.wema")).toEqual([null, "right", "right"]);
  expect(verdicts([["2026-03-03", "SELF TRANSFER EFE UDOH", "-50000.00"], ...rows.slice(1)], "ng.wema")[1]).toBe(
    "not_permitted",
  );
});

test.each([
  "WEB: TRF EFE UDOH|ZENITH BANK|rent",
  "APP TO ZENITH BANK - EFE UDOH",
  "NIBSS INSTANT PAYMENT OUTWARD 000012260303 rent TO ZENITH BANK EFE UDOH",
  "rent/TRF IFO EFE UDOH ZENITH BANK",
  "NXG :TRFTOEFE UDOH/ZENITH BANK/rent",
  "QUIKPAY EFE UDOH ZENITH BANK rent",
  "QUIKPAY EFE UDOH ZENITH BANK interest for coop loan",
  "QUIKPAY EFE UDOH ZENITH BANK atm machine repair",
])("a fee and a duty beside %s are laid on nothing else", (payment) => {
  const rows: Row[] = [
    ["2026-03-03", "INTRABANK TRF TO BISI COKER", "-3000.00"],
    ["2026-03-03", payment, "-60000.00"],
    ["2026-03-03", "TRANSFER CHARGE + VAT", "-53.75"],
    ["2026-03-03", "STAMP DUTY", "-50.00"],
  ];
  expect(verdicts(rows, "ng.wema")).toEqual([null, null, "right", "right"]);
});

test("what a payer or a payee is called is no charge", () => {
  const rows: Row[] = [
    ["2026-03-03", "TRANSFER WITHIN BANK COT MAY", "-10000.00"],
    ["2026-03-03", "VAT REMITTANCE FIRS/TRF IFO SANI BIU FCMB", "-3800.00"],
    ["2026-03-03", "POS PURCHASE CHARGES & SONS IKEJA", "-15150.00"],
    ["2026-03-03", "SOFTWARE MAINTENANCE AMC", "-12000.00"],
    ["2026-03-03", "fee/trf ifo sani biu fcmb", "-1400.00"],
  ];
  expect(accused(rows, "ng.wema")).toEqual([]);
  expect(accused(rows, "ng.wema", "current")).toEqual([]);
});

test("a fee whose payment reads like a charge is no second one of another payment", () => {
  const rows: Row[] = [
    ["2026-03-03", "TRF IFO ADA OBI UBA", "-8000.00"],
    ["2026-03-03", "TRANSFER CHARGE + VAT", "-26.88"],
    ["2026-03-03", "vat/trf ifo sani biu fcmb", "-9000.00"],
    ["2026-03-03", "TRANSFER CHARGE + VAT", "-26.88"],
  ];
  expect(accused(rows, "ng.wema")).toEqual([]);
});

test("a duty that may be another payment's leaves room for the next day's", () => {
  const rows: Row[] = [
    ["2026-04-09", "POS PURCHASE SHOP", "-900.00"],
    ["2026-04-12", "TRANSFER WITHIN BANK SAM BASSEY", "-50000.00"],
    ["2026-04-13", "STAMP DUTY", "-50.00"],
    ["2026-04-13", "TRANSFER TO RITA JUDE STANBIC", "-19000.00"],
    ["2026-04-14", "STAMP DUTY", "-50.00"],
    ["2026-04-14", "TRANSFER TO OBI EZE UBA", "-1500.00"],
  ];
  expect(accused(rows, "ng.wema")).toEqual([]);
});

test("where a bank posts the duties of several days in one line, one of 50 may be for a payment of any of them", () => {
  const week = (from: number): Row[] => [
    [`2025-10-${String(from).padStart(2, "0")}`, "TRANSFER FROM ADA OBI UBA", "25000.00"],
    [`2025-10-${String(from + 1).padStart(2, "0")}`, "TRANSFER FROM OBI EZE UBA", "31000.00"],
    [`2025-10-${String(from + 4).padStart(2, "0")}`, "EMTL", "-100.00"],
  ];
  const rows: Row[] = [
    ...week(6),
    ...week(13),
    ["2025-10-20", "TRANSFER FROM ADA OBI UBA", "12000.00"],
    ["2025-10-24", "TRANSFER TO BEN ITA UBA", "-12000.00"],
    ["2025-10-24", "EMTL", "-50.00"],
  ];
  expect(verdicts(rows, "ng.wema").filter((verdict) => verdict !== null)).toEqual(["right", "right", "right"]);
  const without = rows.filter(([, , amount]) => amount !== "12000.00");
  expect(accused(without, "ng.wema")).toEqual([8]);
});

test("a day that may have been a holiday is reached over, and nobody is accused for what stands behind it", () => {
  const paid: Row[] = [
    ["2025-03-20", "POS PURCHASE SHOP", "-900.00"],
    ["2025-03-28", "TRANSFER FROM ADA OBI UBA", "25000.00"],
    // Monday and Tuesday were holidays by the moon, the Wednesday was not
    ["2025-04-02", "EMTL", "-50.00"],
    ["2025-04-02", "TRANSFER FROM OBI EZE UBA", "3000.00"],
  ];
  expect(verdicts(paid, "ng.wema")).toEqual([null, null, "right", null]);
  const small: Row[] = paid.map(([date, text, amount]) => [date, text, amount === "25000.00" ? "2500.00" : amount]);
  expect(accused(small.slice(0, 3), "ng.wema")).toEqual([]);
  // a week later no day between may have been one
  const later: Row[] = small
    .slice(0, 3)
    .map(([date, text, amount], i) => [i === 0 ? date : `2025-04-1${i + 3}`, text, amount]);
  expect(accused(later, "ng.wema")).toEqual([3]);
});

test("a line of the fee's words and VAT behind them is the tax, on whichever side of the fee it stands", () => {
  const fee: Row = ["2025-12-31", "VISA CARD MAINT FEE QUARTER 4 2025", "-50.00"];
  const tax: Row = ["2025-12-31", "VISA CARD MAINT FEE QUARTER 4 2025 VAT", "-3.75"];
  expect(verdicts([fee, tax])).toEqual(["right", "right"]);
  expect(verdicts([tax, fee])).toEqual(["right", "right"]);
});

test("a credit of REV and a debit's very words gives it back; a reverend is none", () => {
  const rows: Row[] = [
    ["2025-12-01", "QUIKPAY EFE UDOH ZENITH BANK", "-56000.00"],
    ["2025-12-02", "REV-QUIKPAY EFE UDOH ZENITH BANK", "56000.00"],
    ["2025-12-02", "REV EFE UDOH ZENITH BANK", "56000.00"],
  ];
  expect(judged(rows).map(({ kind }) => kind)).toEqual(["transaction", "reversal", "transaction"]);
});
