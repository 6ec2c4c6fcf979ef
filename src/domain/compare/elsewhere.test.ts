import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import type { AuditLine, AuditResult } from "../audit/audit-result.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { priceEvent } from "../fees/price-event.ts";
import { formatMinor } from "../money/money.ts";
import { elsewhereOf } from "./elsewhere.ts";

const pack = shippedPack();
const ON = "2026-11-29" as CivilDate;

const line = (row: number, more: Partial<AuditLine>): AuditLine => ({
  row,
  date: "2026-02-03",
  narration: "",
  amount: "-0.00",
  kind: "transaction",
  service: null,
  for: null,
  verdict: null,
  charged: null,
  allowed: null,
  over: null,
  rule: null,
  grade: null,
  missing: [],
  also: [],
  why: "",
  worksheet: [],
  ...more,
});
const audited = (lines: readonly AuditLine[], type: "savings" | "unknown" = "savings"): AuditResult =>
  ({
    statement: {
      bank: "ng.gtbank",
      account: { type, currency: "NGN", masked: null },
      from: "2026-01-01",
      to: "2026-03-31",
    },
    lines,
  }) as unknown as AuditResult;
/** A transfer of so much, its charge and the tax on it. */
const transfer = (row: number, naira: number, fee: string, date = "2026-02-03"): AuditLine[] => [
  line(row, { amount: `-${naira}.00`, date }),
  line(row + 1, { kind: "fee", service: "transfer.interbank", for: row, amount: `-${fee}`, charged: fee, date }),
  line(row + 2, { kind: "tax", for: row + 1, amount: "-0.75", charged: "0.75", date }),
];

describe("a statement's charges at other banks", () => {
  test("come to what the calculator says of each, and what was paid stands beside with its tax", () => {
    const sum = fc.integer({ min: 1, max: 200_000 });
    fc.assert(
      fc.property(fc.array(sum, { minLength: 1, maxLength: 30 }), (sums) => {
        const lines = sums.flatMap((naira, i) => transfer(1 + i * 3, naira, "25.00", `2026-0${1 + (i % 3)}-05`));
        const told = elsewhereOf(pack, audited(lines), ON);
        expect(told?.charges).toBe(sums.length);
        expect(told?.paid).toBe(BigInt(sums.length) * 2_575n);
        const each = sums.map((naira) =>
          priceEvent(pack, {
            service: "transfer.interbank",
            on: ON,
            amount: BigInt(naira) * 100n,
            account: "savings",
            facts: {},
          }),
        );
        expect(told?.ceiling.high).toBe(each.reduce((all, { maximum }) => all + (maximum?.total ?? 0n), 0n));
        // Sterling says that it takes nothing for them, and Kuda takes nothing for 25 of a month
        expect(told?.rows.find(({ bank }) => bank === "ng.sterling")).toMatchObject({ low: 0n, high: 0n });
        expect(told?.rows.find(({ bank }) => bank === "ng.kuda")).toMatchObject({ low: 0n, high: 0n });
      }),
      { numRuns: 60 },
    );
  });

  test("count free ones by the months of the statement", () => {
    const of = (dates: (i: number) => string) =>
      elsewhereOf(
        pack,
        audited(Array.from({ length: 30 }, (_, i) => transfer(1 + i * 3, 6_000, "25.00", dates(i))).flat()),
        ON,
      );
    const kuda = (told: ReturnType<typeof of>) => told?.rows.find(({ bank }) => bank === "ng.kuda")?.high;
    expect(kuda(of((i) => (i % 2 ? "2026-02-03" : "2026-03-03")))).toBe(0n);
    expect(formatMinor(kuda(of(() => "2026-02-03")) as bigint)).toBe("53.75");
  });

  test("say what is not in them", () => {
    const lines = [
      ...transfer(1, 5_000, "10.00"),
      line(10, { kind: "fee", service: "alert.sms", amount: "-240.00" }),
      line(11, { kind: "fee", service: "account.maintenance", amount: "-500.00" }),
      line(12, { kind: "fee", service: null, amount: "-9.00" }),
      line(13, { kind: "fee", service: "transfer.interbank", for: [1, 2], amount: "-9.00" }),
      line(14, { kind: "fee", service: "card.maintenance", amount: "-50.00", returned: "50.00" }),
    ];
    const told = elsewhereOf(pack, audited(lines), ON);
    expect(told?.charges).toBe(1);
    expect(Object.fromEntries(told?.unseen.map(({ why, charges }) => [why, charges]) ?? [])).toEqual({
      how_many: 1,
      month: 1,
      not_told: 2,
      came_back: 1,
    });
  });

  test("are not asked of another currency, nor where nothing can be priced anew", () => {
    const dollars = audited(transfer(1, 5_000, "10.00"));
    expect(
      elsewhereOf(
        pack,
        { ...dollars, statement: { ...dollars.statement, account: { ...dollars.statement.account, currency: "USD" } } },
        ON,
      ),
    ).toBe(null);
    expect(elsewhereOf(pack, audited([line(1, { kind: "fee", service: "alert.sms" })]), ON)).toBe(null);
  });

  test("lead to a usual month of the comparison's form", () => {
    const lines = ["01", "02", "03"].flatMap((month, m) =>
      Array.from({ length: 4 }, (_, i) =>
        transfer(1 + m * 100 + i * 3, 1_000 * (i + 1), "10.00", `2026-${month}-05`),
      ).flat(),
    );
    expect(elsewhereOf(pack, audited(lines), ON)?.fields).toEqual({
      account: "savings",
      cards: "0",
      transfers: "4",
      transferSum: "3000",
      withdrawals: "0",
      bank: "ng.gtbank",
    });
  });
});
