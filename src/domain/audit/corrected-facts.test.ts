/** What the corrections of 29 November 2026 settled, asked of an audit: no accusation rests on a wrong figure. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../engine/read-in-words.ts";
import { ENGLISH } from "../../words/say-english.ts";
import { addDays, type CivilDate } from "../dates/civil-date.ts";
import type { AccountType, ListedFee, Pack } from "../fees/pack.ts";
import { formatMinor } from "../money/money.ts";
import { auditFiles } from "./audit-files.ts";
import type { AuditLine, AuditResult } from "./audit-result.ts";

const PACK = shippedPack();
type Line = readonly [day: string, narration: string, minor: bigint];
type Said = { readonly accountType?: AccountType; readonly bank?: string; readonly pack?: Pack };

async function audit(lines: readonly Line[], { pack = PACK, ...said }: Said = {}): Promise<AuditResult> {
  let balance = 10n ** 12n;
  const rows = lines.map(([day, narration, minor]) => {
    balance += minor;
    return `${day},${narration},${minor < 0n ? "-" : ""}${formatMinor(minor < 0n ? -minor : minor)},${formatMinor(balance)}`;
  });
  const text = `Date,Narration,Amount,Balance\n${rows.join("\n")}\n`;
  const read = await readInWords(new TextEncoder().encode(text), {}, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(pack, [read.file], { accountType: "savings", engineVersion: "0", say: ENGLISH, ...said });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer;
}
const at = (result: AuditResult, row: number): AuditLine => result.lines.find((line) => line.row === row) as AuditLine;

describe("a transfer of exactly 5,000.00", () => {
  test("accuses no fee up to 25, and above that only what lies above 25", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 9_000 }), async (kobo) => {
        const fee = BigInt(kobo);
        const result = await audit([
          ["2024-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", -500_000n],
          ["2024-02-03", "COMMISSION ON NIP TRANSFER", -fee],
          ["2024-03-20", "POS PURCHASE SHOP", -10_000n],
        ]);
        const line = at(result, 2);
        if (fee <= 1_076n) expect(line.verdict).toBe("right");
        else if (fee <= 2_689n)
          expect([line.verdict, line.missing, line.over]).toEqual(["cannot_tell", ["rule"], "0.00"]);
        else expect([line.verdict, line.allowed]).toEqual(["over_cap", "26.88"]);
      }),
      { numRuns: 60 },
    );
  });

  test("has its VAT follow the fee, and its neighbours are judged by their own band", async () => {
    const of = async (amount: bigint) => {
      const result = await audit([
        ["2024-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", -amount],
        ["2024-02-03", "COMMISSION ON NIP TRANSFER", -2_500n],
        ["2024-02-03", "VAT ON COMMISSION ON NIP TRANSFER", -188n],
        ["2024-03-20", "POS PURCHASE SHOP", -10_000n],
      ]);
      return [at(result, 2).verdict, at(result, 3).verdict];
    };
    expect(await of(500_000n)).toEqual(["cannot_tell", "cannot_tell"]);
    expect(await of(499_999n)).toEqual(["over_cap", "over_cap"]);
    expect(await of(500_001n)).toEqual(["right", "right"]);
  });
});

describe("SMS alerts", () => {
  const month = (first: CivilDate, alerts: number, charge: bigint): Line[] => [
    [addDays(first, -40), "POS PURCHASE SHOP", -10_000n],
    ...Array.from({ length: alerts }, (_, i): Line => [addDays(first, i % 27), `POS PURCHASE SHOP ${i}`, -10_000n]),
    [addDays(first, 45), "SMS ALERT FEE", -charge],
    [addDays(first, 80), "POS PURCHASE SHOP", -10_000n],
  ];
  const charge = (first: string, last: string, alerts: number, minor: bigint, said: Said = {}) => {
    const lines = month(first as CivilDate, alerts, minor).map(
      ([day, words, sum]): Line => [day, words === "SMS ALERT FEE" ? `SMS CHARGE ${first} TO ${last}` : words, sum],
    );
    return audit(lines, said).then((result) => at(result, alerts + 2));
  };

  test("from May 2025 no price is over the limit: up to 6.00 a message is right, above it the rule is missing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 27 }), fc.integer({ min: 1, max: 40_000 }), async (alerts, kobo) => {
        const line = await charge("2026-02-01", "2026-02-28", alerts, BigInt(kobo));
        const most = BigInt(alerts) * 645n;
        if (BigInt(kobo) <= most + 1n) expect(line.verdict).toBe("right");
        else expect([line.verdict, line.missing, line.over]).toEqual(["cannot_tell", ["rule"], "0.00"]);
      }),
      { numRuns: 40 },
    );
    const dear = await charge("2026-02-01", "2026-02-28", 5, 90_000n);
    expect(dear.why).toContain("6.00 a message");
  });

  test("up to April 2025 the 4.00 of that time still binds", async () => {
    expect((await charge("2025-03-01", "2025-03-31", 10, 4_300n)).verdict).toBe("right");
    expect((await charge("2025-03-01", "2025-03-31", 10, 4_400n)).verdict).toBe("over_cap");
    expect((await charge("2025-04-15", "2025-05-14", 10, 9_000n)).verdict).toBe("cannot_tell");
  });

  test("above the bank's own announced price it is over_tariff, at grade A or B only", async () => {
    const own = (grade: "B" | "C"): Said => ({
      bank: "ng.zenith",
      pack: {
        ...PACK,
        listedFees: [
          { ...(PACK.listedFees.find(({ id }) => id === "ng.gtbank.sms") as ListedFee), bank: "ng.zenith", grade },
        ],
      },
    });
    expect((await charge("2026-02-01", "2026-02-28", 10, 9_000n, own("B"))).verdict).toBe("over_tariff");
    expect((await charge("2026-02-01", "2026-02-28", 10, 6_450n, own("B"))).verdict).toBe("right");
    expect((await charge("2026-02-01", "2026-02-28", 10, 9_000n, own("C"))).verdict).toBe("cannot_tell");
  });
});

test("a fee on cash paid in is not permitted on any day from April to December 2025, and at a wallet not before 2026", async () => {
  const fee = async (on: string, bank?: string) =>
    at(
      await audit(
        [
          [on, "CASH DEPOSIT BY ADA", 90_000_000n],
          [on, "CASH DEPOSIT CHARGE", -1_000_000n],
        ],
        bank ? { bank } : {},
      ),
      2,
    ).verdict;
  for (let on = "2025-04-01" as CivilDate; on < "2026-01-01"; on = addDays(on, 17))
    expect([on, await fee(on)]).toEqual([on, "not_permitted"]);
  expect(await fee("2025-12-31", "ng.zenith")).toBe("not_permitted");
  expect(await fee("2025-12-31", "ng.opay")).toBe("cannot_tell");
  expect(await fee("2026-01-01", "ng.opay")).toBe("not_permitted");
});

test("a USSD debit is not permitted from the bank's own announced day, at every other bank its day is missing", async () => {
  const days = new Map(
    PACK.listedFees.filter(({ service }) => service === "ussd.session").map(({ bank, from }) => [bank, from]),
  );
  expect(days.size).toBe(5);
  for (const bank of PACK.banks.filter(({ licence }) => licence === "commercial")) {
    const begin = days.get(bank.id);
    for (const on of ["2025-06-02", "2025-06-03", ...(begin ? [addDays(begin, -1), begin] : []), "2026-01-05"]) {
      const line = at(await audit([[on, "USSD SESSION CHARGE", -698n]], { bank: bank.id }), 1);
      const want = on < "2025-06-03" ? "right" : begin && begin <= on ? "not_permitted" : "cannot_tell";
      expect([bank.id, on, line.verdict]).toEqual([bank.id, on, want]);
      if (want !== "cannot_tell") continue;
      // a later day that the pack knows is said, and the reason never calls it unknown
      expect([bank.id, on, line.missing]).toEqual([bank.id, on, ["migrationDate"]]);
      if (begin) expect(line.why).toContain(`announced ${begin}`);
      expect(line.why.includes("not known")).toBe(!begin);
    }
  }
  const unnamed = at(await audit([["2025-08-01", "USSD SESSION CHARGE", -698n]]), 1);
  expect([unnamed.verdict, unnamed.missing]).toEqual(["cannot_tell", ["migrationDate"]]);
  expect(unnamed.why).toContain("which bank this is");
});

test("a USSD debit at an institution that the banks' table does not bind accuses nobody and says why in whole words", async () => {
  const others = PACK.banks.filter(({ licence }) => !["commercial", "merchant", "non_interest"].includes(licence));
  expect(others.length).toBeGreaterThan(5);
  for (const { id } of others)
    for (const on of ["2024-02-05", "2025-06-03", "2026-02-05"])
      for (const minor of [698n, 1_000n]) {
        const line = at(await audit([[on, "USSD SESSION CHARGE", -minor]], { bank: id }), 1);
        if (line.verdict === "right") continue;
        expect([id, on, minor, line.verdict, line.missing]).toEqual([id, on, minor, "cannot_tell", ["rule"]]);
        expect(line.why).toMatch(/limit is for banks/);
        expect(line.why).not.toMatch(/undefined|null/);
      }
});

test("the cybersecurity levy may not be taken on any day, whether the payment it names stands in the statement or not", async () => {
  for (const { id } of PACK.banks)
    for (const [on, minor] of [
      ["2023-02-03", 5_000n],
      ["2024-05-20", 25_000n],
      ["2026-02-03", 100_000n],
    ] as const) {
      const line = at(await audit([[on, "CYBERSECURITY LEVY", -minor]], { bank: id }), 1);
      expect([id, on, line.verdict, line.allowed]).toEqual([id, on, "not_permitted", "0.00"]);
    }
  // a person's own words and a sum that nobody takes as a levy stay a payment
  const [paid, large] = await Promise.all([
    audit([["2026-02-03", "NIP TRANSFER TO ADA MADEUP/CYBERSECURITY LEVY COURSE", -2_500_000n]]),
    audit([["2026-02-03", "CYBERSECURITY LEVY", -90_000_000n]]),
  ]);
  expect([at(paid, 1).verdict, at(large, 1).verdict]).toEqual([null, null]);
});

test("above its own first-hand price an institution outside the banks' table is over its tariff, for a month's charge too", async () => {
  const [own] = PACK.listedFees.filter(({ service, grade }) => service === "account.maintenance" && grade === "B");
  expect(PACK.listedFees.find(({ id }) => id === "ng.paga.outflow")?.grade).toBe(own?.grade);
  const charged = async (bank: string, minor: bigint) =>
    at(
      await audit(
        [
          ["2026-05-01", "POS PURCHASE SHOP", -10_000n],
          ["2026-06-05", "NIP TRANSFER TO ADA MADEUP/RENT", -10_000_000n],
          ["2026-06-30", "ACCOUNT MAINTENANCE FEE JUN 2026", -minor],
          ["2026-07-20", "POS PURCHASE SHOP", -10_000n],
        ],
        { bank, accountType: "current" },
      ),
      3,
    );
  expect(await charged("ng.paga", 10_750n)).toMatchObject({ verdict: "right" });
  expect(await charged("ng.paga", 15_000n)).toMatchObject({
    verdict: "over_tariff",
    over: "42.50",
    grade: "B",
    rule: "ng.paga.outflow",
  });
  expect(await charged("ng.kuda", 15_000n)).toMatchObject({ verdict: "cannot_tell", missing: ["rule"] });
});

test("a right charge that the draft would lower says both figures from its day on, and stays right", async () => {
  const fee = async (on: string) =>
    at(
      await audit([
        [on, "NIP TRANSFER TO ADA MADEUP/RENT", -2_000_000n],
        [on, "COMMISSION ON NIP TRANSFER", -2_688n],
      ]),
      2,
    );
  expect(await fee("2026-04-30")).toMatchObject({ verdict: "right", why: expect.not.stringContaining("draft") });
  expect(await fee("2026-05-01")).toMatchObject({
    verdict: "right",
    why: expect.stringContaining("from 26.88 to 10.75"),
  });
});

test("everyday charges that no rule covers are told by their wordings, cannot be told, and accuse nobody", async () => {
  const everyday =
    "cash.agent pay.with_transfer card.credit_interest card.credit_late card.foreign_markup account.bundle cash.withdrawal_slip transfer.inbound_remittance card.topup account.balance account.history_atm".split(
      " ",
    );
  for (const service of everyday) {
    const wordings = PACK.wordings.filter((one) => one.service === service);
    expect(wordings.length, service).toBeGreaterThan(0);
    for (const words of wordings.flatMap(({ examples }) => examples)) {
      const line = at(await audit([["2026-02-03", words, -10_000n]]), 1);
      expect([words, line.service, line.verdict, line.missing]).toEqual([words, service, "cannot_tell", ["rule"]]);
    }
  }
});

test("a duty on cheque leaves is right for a whole number of them from 2026 on, and no levy on a transfer", async () => {
  const duty = async (on: string, minor: bigint) =>
    at(await audit([[on, "STAMP DUTY ON CHEQUE BOOK", -minor]], { accountType: "current" }), 1);
  expect(await duty("2026-02-03", 125_000n)).toMatchObject({
    service: "levy.cheque_leaf",
    verdict: "right",
    grade: "A",
  });
  expect(await duty("2026-02-03", 125_100n)).toMatchObject({ verdict: "cannot_tell", missing: ["leaves"] });
  expect(await duty("2025-12-31", 125_000n)).toMatchObject({ verdict: "cannot_tell", missing: ["rule"] });
});

describe("a charge where a draft has the higher figure", () => {
  const taken = async (on: string, minor: bigint) =>
    at(await audit([[on, "CARD ISSUANCE FEE", -minor]], { bank: "ng.zenith" }), 1);

  test("is right by the rule up to the rule's figure, by the draft up to the draft's, and says which text has which", async () => {
    expect(await taken("2026-11-29", 107_500n)).toMatchObject({
      verdict: "right",
      grade: "C",
      why: expect.stringContaining("limit of 1,075.00"),
    });
    for (const minor of [107_700n, 150_000n, 161_250n]) {
      const line = await taken("2026-11-29", minor);
      expect(line).toMatchObject({ verdict: "right", grade: "D" });
      for (const words of ["1,612.50", "draft", "not known to be in force", "the rule itself (grade C) has 1,075.00"])
        expect(line.why).toContain(words);
    }
    expect(await taken("2026-04-30", 150_000n)).toMatchObject({ verdict: "over_cap", allowed: "1075.00", grade: "C" });
  });

  test("is accused by the rule's grade, of what lies above both, with both figures", async () => {
    const line = await taken("2026-11-29", 200_000n);
    expect(line).toMatchObject({
      verdict: "over_cap",
      allowed: "1612.50",
      over: "387.50",
      grade: "C",
      rule: "ng-card-issue-2020",
    });
    for (const words of ["1,612.50", "1,075.00", "draft"]) expect(line.why).toContain(words);
    expect(line.worksheet.join(" ")).not.toMatch(/\bng-/);
  });
});

describe("a right charge above a lower price of the bank's own that is known at second hand", () => {
  const own = (grade: "B" | "C" | "D", service: string, price: ListedFee["price"]): Pack => ({
    ...PACK,
    listedFees: [
      ...PACK.listedFees.filter((fee) => fee.bank !== "ng.zenith"),
      {
        ...(PACK.listedFees[0] as ListedFee),
        ...{ id: "own", bank: "ng.zenith", service, name: "own", status: "charged", price, when: {}, vat: "none" },
        ...{ currency: "NGN", from: null, until: null, grade },
      },
    ],
  });
  const transfer = (pack: Pack) =>
    audit(
      [
        ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", -2_000_000n],
        ["2026-02-03", "COMMISSION ON NIP TRANSFER", -2_688n],
      ],
      { bank: "ng.zenith", pack },
    );

  test("says so with both figures and stays right; a price of the bank's own paper accuses", async () => {
    const lower = { kind: "fixed", amount: "5.00" } as const;
    for (const grade of ["C", "D"] as const) {
      const line = at(await transfer(own(grade, "transfer.interbank", lower)), 2);
      expect([line.verdict, line.over]).toEqual(["right", "0.00"]);
      for (const words of ["5.00", "26.88", `grade ${grade}`, "ask the bank"]) expect(line.why).toContain(words);
    }
    expect(at(await transfer(own("B", "transfer.interbank", lower)), 2).verdict).toBe("over_tariff");
    const same = at(await transfer(own("C", "transfer.interbank", { kind: "fixed", amount: "26.88" })), 2);
    expect([same.verdict, same.why.includes("own listed fee")]).toEqual(["right", false]);
  });

  test("says so of alerts and of account maintenance too", async () => {
    const alerts = await audit(
      [
        ["2026-01-01", "POS PURCHASE SHOP", -10_000n],
        ...Array.from({ length: 9 }, (_, i) => [`2026-02-0${i + 1}`, "POS PURCHASE SHOP", -10_000n] as Line),
        ["2026-02-28", "SMS ALERT CHARGE FEB 2026", -3_600n],
        ["2026-03-20", "POS PURCHASE SHOP", -10_000n],
      ],
      { bank: "ng.zenith", pack: own("C", "alert.sms", { kind: "fixed", amount: "1.00", unit: { per: "message" } }) },
    );
    expect(at(alerts, 11)).toMatchObject({ verdict: "right", why: expect.stringContaining("own listed fee is 9.00") });
    const maintenance = await audit(
      [
        ["2025-12-01", "POS PURCHASE SHOP", -10_000n],
        ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", -100_000_000n],
        ["2026-02-28", "ACCOUNT MAINTENANCE FEE FEB 2026", -100_000n],
        ["2026-03-20", "POS PURCHASE SHOP", -10_000n],
      ],
      {
        bank: "ng.zenith",
        accountType: "current",
        pack: own("C", "account.maintenance", { kind: "rate", fraction: "0.0005", base: "debit_turnover" }),
      },
    );
    expect(at(maintenance, 3)).toMatchObject({
      verdict: "right",
      why: expect.stringContaining("own listed fee is 500.00"),
    });
  });

  test("is said of the banks of the pack whose own list is so known", async () => {
    const line = at(
      await audit(
        [
          ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", -2_000_000n],
          ["2026-02-03", "COMMISSION ON NIP TRANSFER", -2_688n],
        ],
        { bank: "ng.sterling" },
      ),
      2,
    );
    expect(line).toMatchObject({
      verdict: "right",
      why: expect.stringMatching(/own listed fee is 0\.00 .*grade C.*26\.88/),
    });
  });
});

test("a charge of a service without any rule says that we know none, not that the statement hides it", async () => {
  const without = PACK.services.filter(
    ({ id }) => id !== "unknown" && !PACK.rules.some(({ service }) => service === id),
  );
  expect(without.length).toBeGreaterThan(5);
  let told = 0;
  for (const { id } of without) {
    const words = PACK.wordings.find((one) => one.service === id && one.kind === "fee" && !one.banks)?.examples[0];
    if (!words) continue;
    const line = at(await audit([["2026-02-03", words, -10_000n]]), 1);
    if (line.service !== id) continue;
    told++;
    expect([id, line.verdict, line.why.includes("We know no rule")]).toEqual([id, "cannot_tell", true]);
  }
  expect(told).toBeGreaterThan(3);
});

describe("everyday charges by the words that banks print", () => {
  test.each([
    ["BVN ENROLMENT FEE", "account.bvn"],
    ["BVN LINKING CHARGE", "account.bvn"],
    ["SUBSCRIPTION FEE", "account.bundle"],
    ["SUBSCRIPTION FEE JAN 2026", "account.bundle"],
    ["WESTERN UNION COMMISSION", "transfer.inbound_remittance"],
    ["MONEY GRAM FEE", "transfer.inbound_remittance"],
    ["REMITTANCE RECEIVED FEE", "transfer.inbound_remittance"],
    ["AGENT WITHDRAWAL FEE", "cash.agent"],
    ["AGENT WITHDRAWAL (FEE)", "cash.agent"],
    ["CASH ADVANCE FEE CREDIT CARD", "card.credit_interest"],
    ["LOAN STAMP DUTY", "levy.loan"],
    ["STAMP DUTY ON LOAN", "levy.loan"],
    ["STAMP DUTY ON FACILITY", "levy.loan"],
  ])("%s is %s and accuses nobody", async (words, service) => {
    for (const minor of [5_000n, 10_000n, ...(service.startsWith("levy.") ? [250_000n, 5_000_000n] : [])]) {
      const line = at(
        await audit([
          ["2026-02-01", "POS PURCHASE SHOP", -5_000_000n],
          ["2026-02-03", words, -minor],
        ]),
        2,
      );
      expect([line.service, line.verdict]).toEqual([service, "cannot_tell"]);
    }
  });

  test("a tax withheld on interest is a tax without a verdict", async () => {
    for (const words of ["WHT ON INTEREST", "WITHHOLDING TAX ON INTEREST"])
      expect(at(await audit([["2026-02-03", words, -10_000n]]), 1)).toMatchObject({ kind: "tax", verdict: null });
  });

  test("the same words in a payment's note, in a shop's or a biller's line make no such charge", async () => {
    for (const words of [
      "NIP TRANSFER TO ADA MADEUP/BVN ENROLMENT FEE",
      "TRF TO WESTERN UNION AGENT MADEUP",
      "NETFLIX SUBSCRIPTION FEE",
      "POS PURCHASE CASH ADVANCE STORES",
      "DATA SUBSCRIPTION FEE",
      "NIP TRANSFER TO UNION BANK/ADA MADEUP",
      "LOAN REPAYMENT STAMP STORES",
    ]) {
      const line = at(await audit([["2026-02-03", words, -2_500_000n]]), 1);
      expect([
        words,
        ["account.bvn", "account.bundle", "card.credit_interest", "transfer.inbound_remittance"].includes(
          line.service ?? "",
        ),
      ]).toEqual([words, false]);
      expect([words, /cannot_tell|null/.test(String(line.verdict))]).toEqual([words, true]);
    }
  });
});
