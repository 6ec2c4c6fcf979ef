import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { priceEvent } from "../fees/price-event.ts";
import { formatMinor } from "../money/money.ts";
import { checkTariff, MOST_TARIFF_ROWS, type TariffFinding, tariffTemplate } from "./check-tariff.ts";
import { TARIFF_COLUMNS, type TariffColumn } from "./tariff-rows.ts";

const pack = shippedPack("ng");
const today = "2026-11-29" as CivilDate;
const FROM = "2027-01-04";
type Cells = Partial<Record<TariffColumn, string>>;

const tableOf = (rows: readonly Cells[]) => [
  [...TARIFF_COLUMNS],
  ...rows.map((row) => TARIFF_COLUMNS.map((column) => row[column] ?? "")),
];
function check(...rows: readonly Cells[]) {
  const table = tableOf(rows.map((row) => ({ vat: "added", from: FROM, ...row })));
  const report = checkTariff({ table, lines: table.map((_row, i) => i + 1), pack, today });
  if (!report.ok) throw new Error(report.why);
  return report;
}
const codes = (...rows: readonly Cells[]) => check(...rows).findings.map(({ code }) => code);

/** Services whose limit on the first day is one sum, whatever is paid. */
const flat = pack.services.flatMap(({ id }) => {
  const account = id.startsWith("cheque") || id === "draft.issue" ? "current" : "savings";
  const event = { service: id, on: FROM as CivilDate, amount: 2_000_000n, account, facts: {} } as const;
  const sums = [1_000_000n, 30_000_000n].map((amount) => priceEvent(pack, { ...event, amount }));
  const [one, two] = sums.map((priced) => (priced.firm ? null : priced.maximum));
  return one && two && one.total === two.total && one.fee > 0n && sums[0]?.currency === "NGN" && !id.startsWith("levy")
    ? [{ service: id, account, fee: one.fee, taxed: one.tax > 0n }]
    : [];
});

describe("a price against its limit", () => {
  test("there are services to try", () => {
    expect(flat.length).toBeGreaterThan(5);
  });

  test("is above it from the first kobo, and not before", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...flat),
        fc.bigInt({ min: -500n, max: 500n }),
        ({ service, account, fee, taxed }, by) => {
          fc.pre(fee + by > 0n);
          const row = {
            service,
            account,
            same_bank: "no",
            fixed: formatMinor(fee + by),
            vat: taxed ? "added" : "none",
          };
          expect(codes(row).includes("above_limit"), `${service} ${row.fixed}`).toBe(by > 0n);
        },
      ),
    );
  });

  test("with its VAT inside is told by what is paid in all", () => {
    expect(codes({ service: "card.maintenance", account: "savings", fixed: "53.75", vat: "included" })).toEqual([]);
    expect(codes({ service: "card.maintenance", account: "savings", fixed: "53.76", vat: "included" })).toEqual([
      "above_limit",
    ]);
  });

  test("for every account is held against each of them", () => {
    const [finding] = check({ service: "card.maintenance", fixed: "50" }).findings as [TariffFinding];
    expect(finding).toMatchObject({ code: "above_limit", facts: { account: "current" }, limit: { total: 0n } });
  });

  test("of ten times the rate asks whether per mille was meant; of any other rate above it does not", () => {
    const row = { service: "account.maintenance", account: "current" };
    expect(check({ ...row, rate: "1 %" }).findings).toMatchObject([{ code: "above_limit", per: "ten_times" }]);
    expect(check({ ...row, rate: "0.2 %" }).findings).toMatchObject([{ code: "above_limit", per: null }]);
    expect(codes({ ...row, rate: "1 per mille" })).toEqual([]);
    expect(codes({ ...row, rate: "0.1 %" })).toEqual([]);
  });

  test("that no rule has a sum for is neither within nor above", () => {
    expect(check({ service: "loan.interest", rate: "30 %", vat: "none" }).fees).toMatchObject([{ state: "no_limit" }]);
  });
});

describe("a rate", () => {
  test("in percent and in per mille is the fraction that a decimal calculator has", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 999 }),
        fc.integer({ min: 0, max: 999_999 }),
        fc.constantFrom(["%", 100], [" percent", 100], ["‰", 1000], [" per mille", 1000], [" PER MILLE", 1000]),
        (whole, decimals, [unit, of]) => {
          const text = `${whole}.${String(decimals).padStart(6, "0")}`;
          const fraction = new Decimal(text).div(of as number);
          fc.pre(fraction.gt("0.001"));
          const { findings } = check({ service: "account.maintenance", account: "current", rate: `${text}${unit}` });
          const [finding] = findings;
          expect(finding?.code).toBe("above_limit");
          if (finding?.code !== "above_limit") return;
          const oracle = new Decimal(String(finding.amount)).times(fraction).toFixed(0, Decimal.ROUND_HALF_UP);
          expect(String(finding.own.fee)).toBe(oracle);
        },
      ),
    );
  });

  test("without its unit is not guessed", () => {
    const row = { service: "account.maintenance", account: "current", rate: "0.5" };
    expect(check(row).findings).toMatchObject([{ code: "row", fault: { column: "rate", why: "rate_without_unit" } }]);
    expect(check(row).fees).toEqual([]);
  });
});

describe("bands", () => {
  const edges = fc
    .uniqueArray(fc.integer({ min: 1, max: 10_000_000 }), { minLength: 2, maxLength: 6 })
    .map((all) => all.sort((a, b) => a - b).map((kobo) => BigInt(kobo)));
  const bandsOf = (all: readonly bigint[]): Cells[] =>
    [...all, null].map((upTo, i) => ({
      service: "transfer.interbank",
      above: i === 0 ? "" : formatMinor(all[i - 1] as bigint),
      up_to: upTo === null ? "" : formatMinor(upTo),
      fixed: "1.00",
    }));
  const shuffled = (rows: readonly Cells[]) => fc.shuffledSubarray([...rows], { minLength: rows.length });

  test("that follow each other to the end have no gap and no overlap, in whatever order they stand", () => {
    fc.assert(
      fc.property(
        edges.chain((all) => shuffled(bandsOf(all))),
        (rows) => {
          expect(codes(...rows)).toEqual([]);
        },
      ),
    );
  });

  test("of which one is missing have one gap, where it was", () => {
    fc.assert(
      fc.property(edges, fc.nat(), (all, which) => {
        const rows = bandsOf(all);
        const gone = which % rows.length;
        const { findings } = check(...rows.filter((_row, i) => i !== gone));
        const upTo = gone === rows.length - 1 ? null : (all[gone] as bigint);
        expect(findings).toMatchObject([{ code: "gap", above: gone === 0 ? 0n : all[gone - 1], upTo }]);
      }),
    );
  });

  test("of which one reaches into the next are two prices, and neither is held against the limit", () => {
    fc.assert(
      fc.property(edges, (all) => {
        const rows = bandsOf(all);
        const [first, ...others] = rows as [Cells, ...Cells[]];
        const longer = { ...first, up_to: formatMinor((all[0] as bigint) + 1n) };
        const { findings, fees } = check(longer, ...others);
        expect(findings.map(({ code }) => code)).toContain("overlap");
        expect(fees).toMatchObject([{ state: "not_priced" }]);
      }),
    );
  });

  test("that are none: the same fee twice on one day", () => {
    expect(
      codes({ service: "alert.sms", fixed: "6", per: "message" }, { service: "alert.sms", fixed: "5", per: "message" }),
    ).toEqual(["twice"]);
  });
});

describe("VAT and notice", () => {
  test("VAT that is left out, not said, or taken where the rule knows none is to be looked at", () => {
    const sms = { service: "alert.sms", fixed: "6", per: "message" };
    expect(codes({ ...sms, vat: "none" })).toEqual(["vat_due"]);
    expect(codes({ ...sms, vat: "" })).toEqual(["vat_not_said"]);
    expect(codes({ service: "loan.interest", rate: "30 %", vat: "added" })).toEqual(["vat_not_due"]);
  });

  test("notice counts working days, and is short only where a rule asks for more", () => {
    const loan = { service: "loan.interest", rate: "30 %", vat: "none", from: "2027-02-15" };
    expect(codes({ ...loan, announced: "2027-02-02" })).toEqual(["short_notice"]);
    expect(codes({ ...loan, announced: "2027-01-29" })).toEqual([]);
    const { fees } = check({
      service: "alert.sms",
      fixed: "6",
      per: "message",
      from: "2027-02-15",
      announced: "2027-02-12",
    });
    expect(fees).toMatchObject([{ noticeDays: 0 }]);
    expect(codes({ service: "alert.sms", fixed: "6", per: "message", announced: FROM })).toEqual(["announced_late"]);
  });
});

describe("what cannot be read", () => {
  test("is named by line and column, and the other rows are checked all the same", () => {
    const bad: readonly (readonly [Cells, TariffColumn, string])[] = [
      [{ service: "nothing", fixed: "1" }, "service", "unknown_service"],
      [{ service: "unknown", fixed: "1" }, "service", "unknown_service"],
      [{ service: "alert.sms", fixed: "one" }, "fixed", "no_sum"],
      [{ service: "alert.sms", fixed: "-1" }, "fixed", "no_sum"],
      [{ service: "alert.sms", fixed: "1", rate: "1 %" }, "rate", "fixed_and_rate"],
      [{ service: "alert.sms", rate: "much" }, "rate", "no_rate"],
      [{ service: "alert.sms", fixed: "1", vat: "some" }, "vat", "one_of"],
      [{ service: "alert.sms", fixed: "1", per: "0" }, "per", "one_of"],
      [{ service: "alert.sms", fixed: "1", from: "2027-02-30" }, "from", "no_day"],
      [{ service: "alert.sms", fixed: "1", above: "5", up_to: "5" }, "up_to", "bad_band"],
    ];
    for (const [row, column, why] of bad) {
      const { findings, fees } = check(row, { service: "alert.sms", fixed: "6", per: "message" });
      expect(findings).toMatchObject([{ code: "row", line: 2, fault: { column, why } }]);
      expect(fees).toMatchObject([{ line: 3, state: "within" }]);
    }
  });

  test("is any table whatever: it is refused or answered, and never thrown at", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.string(), { maxLength: 20 }), { maxLength: 8 }),
        fc.boolean(),
        (rows, headed) => {
          const table = headed ? [[...TARIFF_COLUMNS], ...rows] : rows;
          expect(typeof checkTariff({ table, lines: [], pack, today }).ok).toBe("boolean");
        },
      ),
    );
  });

  test("or is too much, or nothing, or another table is refused by name", () => {
    const of = (table: string[][]) => checkTariff({ table, lines: [], pack, today });
    expect(of([])).toMatchObject({ why: "no_table" });
    expect(of(tableOf([{}]))).toMatchObject({ why: "no_rows" });
    expect(
      of([
        ["date", "amount"],
        ["1", "2"],
      ]),
    ).toMatchObject({ why: "columns", columns: ["date", "amount"] });
    const many = Array.from({ length: MOST_TARIFF_ROWS + 1 }, () => ({ service: "alert.sms", fixed: "6" }));
    expect(of(tableOf(many))).toMatchObject({ why: "too_many_rows" });
    expect(tariffTemplate(pack).every((row) => row.length === TARIFF_COLUMNS.length)).toBe(true);
  });

  test("a tariff of the most rows is checked in seconds", () => {
    const services = flat.map(({ service }) => service);
    const many = Array.from({ length: MOST_TARIFF_ROWS }, (_, i) => ({
      service: services[i % services.length] as string,
      product: `product ${i}`,
      fixed: "1.00",
    }));
    const start = performance.now();
    expect(check(...many).fees).toHaveLength(MOST_TARIFF_ROWS);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
