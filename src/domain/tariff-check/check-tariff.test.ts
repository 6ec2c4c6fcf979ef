import { Decimal } from "decimal.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../db/link/shipped-pack.ts";
import type { CivilDate } from "../dates/civil-date.ts";
import { priceEvent } from "../fees/price-event.ts";
import { formatMinor, groupMinor } from "../money/money.ts";
import { checkTariff, MOST_TARIFF_ROWS, type TariffFinding, tariffTemplate } from "./check-tariff.ts";
import { choiceOf, choicesOf } from "./tariff-choices.ts";
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
  test("whose limit is in another currency: a rate above it is doubted, and nothing is cleared", () => {
    const dollars = { service: "fx.domiciliary_withdrawal", maximum: "10" };
    const [found] = check({ ...dollars, rate: "0.5 %" }).findings;
    expect(found).toMatchObject({ code: "above_limit", severity: "doubt", per: "ten_times", currency: "USD" });
    const within = check({ ...dollars, rate: "0.05 %" });
    expect(within.findings).toEqual([]);
    expect(within.fees.map(({ state }) => state)).toEqual(["no_limit"]);
  });

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

describe("words and sums as people write them", () => {
  const columns = ["account", "customer", "locality", "same_bank", "per", "vat"] as const;

  test("each allowed word is read as itself, in whatever letters and with whatever stroke", () => {
    for (const column of columns)
      for (const word of choicesOf(column))
        for (const text of [word, word.toUpperCase(), word.replace("_", " "), word.replace("_", "-")])
          expect([text, choiceOf(column, text)]).toEqual([text, word]);
  });

  test("what can mean nothing else is read; what may mean two things is not", () => {
    const read = (column: (typeof columns)[number], ...texts: string[]) => texts.map((text) => choiceOf(column, text));
    expect(read("vat", "Excluded", "VAT exclusive", "inclusive", "exempt")).toEqual([
      "added",
      "added",
      "included",
      "none",
    ]);
    expect(read("account", "Current account", "SAVINGS ACCOUNT", "dom account")).toEqual([
      "current",
      "savings",
      "domiciliary",
    ]);
    expect(read("customer", "company")).toEqual(["corporate"]);
    expect(read("locality", "off-site", "Onsite")).toEqual(["off_site", "on_site"]);
    for (const [column, text] of [
      ["vat", "no"],
      ["vat", "yes"],
      ["vat", "7.5"],
      ["customer", "business"],
      ["account", "savings or current"],
      ["locality", "site"],
      ["vat", "constructor"],
    ] as const)
      expect([text, choiceOf(column, text)]).toEqual([text, undefined]);
  });

  test("a sum with a sign and with commas between thousands is the plain one, in every column of sums", () => {
    const dress = fc.constantFrom(
      (plain: string) => plain,
      (plain: string) => `₦${plain}`,
      (plain: string) => `N${plain}`,
      (plain: string) => `NGN ${plain}`,
    );
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 10n ** 12n }), dress, fc.boolean(), (minor, dressed, grouped) => {
        const text = dressed(grouped ? groupMinor(minor) : formatMinor(minor));
        const row = { service: "transfer.interbank", fixed: "1" };
        expect(codes({ ...row, up_to: text }, { ...row, above: text, maximum: text, minimum: text })).toEqual([]);
        const of = (fixed: string) => check({ service: "alert.sms", per: text, fixed }).findings;
        expect(of(text)).toEqual(check({ service: "alert.sms", per: text, fixed: formatMinor(minor) }).findings);
      }),
    );
    for (const fixed of ["1,5", "5,00", "1.000,00", "1,0000", "₦", "₦-1", "$5", "5 000"])
      expect(check({ service: "alert.sms", fixed }).findings).toMatchObject([
        { fault: { column: "fixed", why: "no_sum" } },
      ]);
  });
});

describe("a draft that would change a limit", () => {
  const draftsOf = (row: Cells) => check(row).fees.map(({ drafts }) => drafts);
  const draft = pack.rules.find(({ id }) => id === "ng-camf-2027-draft");

  test("is named beside a fee that is held against it, and is no finding", () => {
    expect(draft).toMatchObject({ standing: "draft", service: "account.maintenance", when: { account: ["current"] } });
    const row = { service: "account.maintenance", rate: "1 per mille", vat: "added" };
    expect(draftsOf({ ...row, account: "current" })).toEqual([["ng-camf-2027-draft"]]);
    expect(codes({ ...row, account: "current" })).toEqual([]);
  });

  test("is not named for other accounts, after its own days, or where no limit is known", () => {
    expect(draftsOf({ service: "card.maintenance", account: "current", fixed: "0" })).toEqual([[]]);
    expect(draftsOf({ service: "card.maintenance", account: "savings", fixed: "50" })).toEqual([
      ["ng-card-maint-2026-draft"],
    ]);
    const early = { service: "account.maintenance", account: "current", rate: "1 per mille", from: "2026-12-31" };
    expect(draftsOf(early)).toEqual([["ng-camf-2026-draft", "ng-camf-2027-draft"]]);
    expect(draftsOf({ service: "loan.interest", rate: "30 %", vat: "none" })).toEqual([[]]);
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

  test("is told with everything that is wrong with it at once", () => {
    const wrong: Cells = {
      service: "nothing",
      account: "both",
      customer: "all",
      locality: "here",
      same_bank: "maybe",
      above: "1,5",
      up_to: "1,5",
      fixed: "1,5",
      minimum: "1,5",
      maximum: "1,5",
      per: "day",
      vat: "some",
      from: "soon",
      announced: "then",
    };
    fc.assert(
      fc.property(fc.subarray(Object.keys(wrong) as TariffColumn[], { minLength: 1 }), (columns) => {
        const bad = Object.fromEntries(columns.map((column) => [column, wrong[column]]));
        const { findings } = check({ service: "alert.sms", fixed: "6", ...bad });
        expect(findings.map((one) => (one.code === "row" ? one.fault.column : one.code)).sort()).toEqual(
          [...columns].sort(),
        );
      }),
    );
  });

  test("opens no gap between bands: that is said instead, and a gap among lines that were all read stays one", () => {
    const band = { service: "transfer.interbank", fixed: "1" };
    const [low, middle, high] = [
      { ...band, up_to: "5,000" },
      { ...band, above: "5,000", up_to: "50,000" },
      { ...band, above: "50,000" },
    ] as const;
    for (const rows of [
      [{ ...low, fixed: "one" }, middle, high],
      [low, { ...middle, up_to: "50.000,00" }, high],
      [low, middle, { ...high, vat: "some" }],
      [low, { ...middle, service: "transfer.interbnk" }, high],
    ]) {
      const { findings } = check(...rows);
      expect(findings.map(({ code }) => code).sort()).toEqual(["gap_untold", "row"]);
      const [unread] = findings.filter(({ code }) => code === "row");
      expect(findings).toContainEqual(expect.objectContaining({ code: "gap_untold", unread: [unread?.line] }));
    }
    expect(codes(low, high, { service: "alert.sms", fixed: "one" })).toEqual(["gap", "row"]);
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

  test("a tariff of the most rows costs a row what a quarter of it does", () => {
    const services = flat.map(({ service }) => service);
    const many = Array.from({ length: MOST_TARIFF_ROWS }, (_, i) => ({
      service: services[i % services.length] as string,
      product: `product ${i}`,
      fixed: "1.00",
    }));
    const cost = (rows: typeof many): number => {
      const began = process.cpuUsage();
      expect(check(...rows).fees).toHaveLength(rows.length);
      const { user, system } = process.cpuUsage(began);
      return user + system;
    };
    const quarter = many.slice(0, MOST_TARIFF_ROWS / 4);
    cost(quarter);
    // four times the rows; what a busy machine adds is not four times as much again
    expect(cost(many) / cost(quarter)).toBeLessThan(12);
  });
});
