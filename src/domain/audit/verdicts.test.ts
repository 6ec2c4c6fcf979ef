/** One worked statement for each verdict of the audit's contract, read from text as a person's file would be. */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../engine/read-in-words.ts";
import { ENGLISH } from "../../words/say-english.ts";
import type { AccountType, ListedFee, Pack } from "../fees/pack.ts";
import { auditFiles } from "./audit-files.ts";
import type { AuditLine, AuditResult } from "./audit-result.ts";

const PACK = shippedPack();
type Line = readonly [day: string, narration: string, amount: string];
type Said = {
  readonly accountType?: AccountType;
  readonly bank?: string;
  readonly product?: string;
  readonly pack?: Pack;
  readonly head?: string;
};

/** Reads and audits made lines as a signed CSV with a running balance from a million. */
async function audit(lines: readonly Line[], { pack = PACK, head = "", ...said }: Said = {}): Promise<AuditResult> {
  let cents = 100_000_000n;
  const rows = lines.map(([day, narration, amount]) => {
    cents += BigInt(Math.round(Number(amount) * 100));
    const digits = cents.toString();
    return `${day},${narration},${amount},${digits.slice(0, -2)}.${digits.slice(-2)}`;
  });
  const text = `${head}Date,Narration,Amount,Balance\n${rows.join("\n")}\n`;
  const read = await readInWords(new TextEncoder().encode(text), {}, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(pack, [read.file], { accountType: "savings", engineVersion: "0", say: ENGLISH, ...said });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer;
}
const at = (result: AuditResult, row: number): AuditLine => result.lines.find((line) => line.row === row) as AuditLine;
const told = (line: AuditLine) => [line.verdict, line.allowed, line.over];

const SENT: Line = ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", "-20000.00"];
const FEE: Line = ["2026-02-03", "COMMISSION ON NIP TRANSFER", "-25.00"];
const VAT: Line = ["2026-02-03", "VAT ON COMMISSION ON NIP TRANSFER", "-1.88"];
const LEVY: Line = ["2026-02-03", "FGN STAMP DUTY NIP TRANSFER TO ADA MADEUP", "-50.00"];
const LATER: Line = ["2026-03-20", "POS PURCHASE SHOP", "-100.00"];

describe("a product that the person names", () => {
  const rows = PACK.listedFees.filter(({ bank, service }) => bank !== "ng.access" || service !== "transfer.interbank");
  const listed = (product: string, amount: string): ListedFee => ({
    ...(PACK.listedFees.find(({ id }) => id === "ng.access.current-gold") as ListedFee),
    id: `${product}.transfer`,
    service: "transfer.interbank",
    price: { kind: "fixed", amount },
    when: {},
    vat: "added",
    product,
    grade: "B",
  });
  const pack: Pack = {
    ...PACK,
    listedFees: [...rows, listed("ng.access.gold-current", "10.00"), listed("ng.access.individual-current", "25.00")],
  };
  const ofProduct = async (product?: string, bank = "ng.access") => {
    const said = { pack, bank, accountType: "current" as const, ...(product ? { product } : {}) };
    return told(at(await audit([SENT, FEE, VAT, LEVY, LATER], said), 2));
  };
  test("is judged by its own list: above it is over_tariff, and at another product's price of the same bank it is right", async () => {
    expect(await ofProduct("ng.access.gold-current")).toEqual(["over_tariff", "10.00", "15.00"]);
    expect(await ofProduct("ng.access.individual-current")).toEqual(["right", "25.00", "0.00"]);
  });
  test("accuses nobody where none is named, where it has no such price, or where the statement is another bank's", async () => {
    expect(await ofProduct()).toEqual(["right", "25.00", "0.00"]);
    expect(await ofProduct("ng.access.everyday-current")).toEqual(["right", "25.00", "0.00"]);
    expect(await ofProduct("ng.access.gold-current", "ng.zenith")).toEqual(["right", "25.00", "0.00"]);
  });
});

describe("a charge", () => {
  test("at the rule's figure is right, and so are its VAT and the levy that the sender owes in 2026", async () => {
    const result = await audit([SENT, FEE, VAT, LEVY, LATER]);
    expect([2, 3, 4].map((row) => told(at(result, row)))).toEqual([
      ["right", "25.00", "0.00"],
      ["right", "1.88", "0.00"],
      ["right", "50.00", "0.00"],
    ]);
    expect([2, 3, 4].map((row) => at(result, row).for)).toEqual([1, 2, 1]);
    expect(result.totals).toMatchObject({ charged: "76.88", allowed: "76.88", over: "0.00", cannotTell: "0.00" });
  });

  test("above the regulator's maximum is over_cap, with its share of the tax", async () => {
    const small: Line = ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", "-4999.99"];
    const result = await audit([small, FEE, VAT, LATER]);
    expect(told(at(result, 2))).toEqual(["over_cap", "10.00", "15.00"]);
    expect(told(at(result, 3))).toEqual(["over_cap", "0.75", "1.13"]);
    expect(at(result, 2).grade).not.toBe("D");
  });

  test("inside the maximum but above the bank's own price is over_tariff, at grade A or B only", async () => {
    const fee = (grade: "B" | "C"): ListedFee => ({
      id: "made-up-fee",
      bank: "ng.zenith",
      service: "transfer.interbank",
      name: "Transfer",
      status: "charged",
      price: { kind: "fixed", amount: "10.00" },
      when: {},
      vat: "added",
      currency: "NGN",
      from: "2020-01-01" as ListedFee["from"],
      until: null,
      validBasis: "stated",
      grade,
      source: { title: "A made-up list", ref: null, section: null, url: null },
      checkedOn: "2026-01-01" as ListedFee["checkedOn"],
    });
    const lines = [SENT, FEE, VAT, LATER];
    const first = await audit(lines, { bank: "ng.zenith", pack: { ...PACK, listedFees: [fee("B")] } });
    expect(told(at(first, 2))).toEqual(["over_tariff", "10.00", "15.00"]);
    const weak = await audit(lines, { bank: "ng.zenith", pack: { ...PACK, listedFees: [fee("C")] } });
    expect(at(weak, 2).verdict).toBe("right");
  });

  test.each([
    ["RETURNED CHEQUE CHARGE CHQ 000123", "2026-02-03"],
    ["UNPAID DIRECT DEBIT CHARGE 000123", "2026-02-03"],
    ["RETURNED CHEQUE CHARGE CHQ 000123", "2026-02-04"],
    ["STOPPED CHEQUE CHARGE CHQ 000123", "2026-02-03"],
  ])("that is taken because a payment came back is owed then: %s on %s", async (fee, day) => {
    const sum = fee.startsWith("STOPPED") ? "500.00" : "9000.00";
    const tax = fee.startsWith("STOPPED") ? "37.50" : "675.00";
    const lines: Line[] = [
      ["2026-02-02", "CASH DEPOSIT BY SELF", "700000.00"],
      ["2026-02-03", "INWARD CLEARING CHQ 000123 MADEUP LTD", "-900000.00"],
      ["2026-02-03", "REVERSAL INWARD CLEARING CHQ 000123 MADEUP LTD", "900000.00"],
      [day, fee, `-${sum}`],
      [day, `VAT ON ${fee}`, `-${tax}`],
      LATER,
    ];
    const result = await audit(lines, { accountType: "current" });
    for (const row of [4, 5]) expect(["right", "cannot_tell"]).toContain(at(result, row).verdict);
  });

  test("called COT is refused whole and uses up nothing of the month's limit, wherever it stands", async () => {
    const paid: Line = ["2026-01-05", "CHQ PAID 00012 CEMENT DEPOT", "-200000.00"];
    const first: Line = ["2025-12-30", "CHQ PAID 00011 CEMENT DEPOT", "-1.00"];
    const cot: Line = ["2026-02-02", "COT JAN 2026", "-600.00"];
    const fee = (sum: string): Line => ["2026-02-02", "ACCOUNT MAINTENANCE FEE JAN 2026", `-${sum}`];
    const all = [first, paid, cot, fee("120.00"), fee("80.00"), LATER];
    for (const order of [
      [0, 1, 2, 3, 4, 5],
      [0, 1, 3, 2, 4, 5],
      [0, 1, 3, 4, 2, 5],
    ]) {
      const lines = order.map((i) => all[i] as Line);
      const result = await audit(lines, { accountType: "current" });
      for (const [row, [, narration, amount]] of lines.entries())
        if (narration.includes("JAN 2026"))
          expect(told(at(result, row + 1))).toEqual(
            narration.startsWith("COT") ? ["not_permitted", "0.00", "600.00"] : ["right", amount.slice(1), "0.00"],
          );
    }
    const above = await audit([first, paid, cot, fee("120.00"), fee("180.00"), LATER], { accountType: "current" });
    expect(told(at(above, 5))).toEqual(["over_cap", "95.00", "85.00"]);
  });

  test("that no bank may take is not_permitted", async () => {
    const card: Line = ["2026-02-03", "CARD MAINTENANCE CHARGE Q1 2026", "-53.75"];
    const cyber: Line = ["2026-02-04", "CYBERSECURITY LEVY", "-100.00"];
    const own: Line = ["2026-02-05", "NIP TRANSFER TO BISI MADEUP", "-9000.00"];
    const early: Line = ["2026-02-05", "FGN STAMP DUTY NIP TRANSFER TO BISI MADEUP", "-50.00"];
    const result = await audit([card, cyber, own, early, LATER], { accountType: "current" });
    expect([1, 2, 4].map((row) => told(at(result, row)))).toEqual([
      ["not_permitted", "0.00", "53.75"],
      ["not_permitted", "0.00", "100.00"],
      ["not_permitted", "0.00", "50.00"],
    ]);
  });

  test("taken again for one payment is a duplicate, and so is its tax", async () => {
    const result = await audit([SENT, FEE, VAT, FEE, VAT, LATER]);
    expect([2, 3, 4, 5].map((row) => at(result, row).verdict)).toEqual(["right", "right", "duplicate", "duplicate"]);
    expect(result.totals.over).toBe("26.88");
  });

  test("with too much VAT is wrong_tax", async () => {
    const dear: Line = ["2026-02-03", "VAT ON COMMISSION ON NIP TRANSFER", "-2.50"];
    expect(told(at(await audit([SENT, FEE, dear, LATER]), 3))).toEqual(["wrong_tax", "1.88", "0.62"]);
  });

  test("that the other side owed that day is wrong_payer", async () => {
    const come: Line = ["2026-02-03", "NIP TRF FROM ADA MADEUP", "20000.00"];
    const levy: Line = ["2026-02-03", "FGN STAMP DUTY NIP TRF FROM ADA MADEUP", "-50.00"];
    expect(told(at(await audit([come, levy, LATER]), 2))).toEqual(["wrong_payer", "0.00", "50.00"]);
    const before = [come, levy].map(([, words, sum]): Line => ["2025-11-03", words, sum]);
    expect(at(await audit([...before, LATER]), 2).verdict).toBe("right");
  });

  test("on a payment that came back must come back within seven days", async () => {
    const back: Line = ["2026-02-04", "RVSL NIP TRANSFER TO ADA MADEUP/RENT", "20000.00"];
    const kept = await audit([SENT, FEE, VAT, LEVY, back, LATER]);
    expect([2, 3, 4].map((row) => at(kept, row).verdict)).toEqual(["not_returned", "not_returned", "not_returned"]);
    expect(at(kept, 5)).toMatchObject({ kind: "reversal", for: 1, verdict: null });
    const early = await audit([SENT, FEE, VAT, LEVY, back, ["2026-02-06", "POS PURCHASE SHOP", "-1.00"]]);
    expect([2, 3, 4].map((row) => at(early, row).verdict)).toEqual(["right", "right", "right"]);
  });

  test("that came back whole is right, and counts as returned", async () => {
    const back: Line = ["2026-02-04", "RVSL COMMISSION ON NIP TRANSFER", "25.00"];
    const small: Line = ["2026-02-03", "NIP TRANSFER TO ADA MADEUP/RENT", "-5000.00"];
    const result = await audit([small, FEE, back, LATER]);
    expect(at(result, 2)).toMatchObject({ verdict: "right", over: "0.00", returned: "25.00" });
    expect(result.totals.returned).toBe("25.00");
  });

  test.each([
    ["transfer", FEE, {}],
    ["service", ["2026-02-03", "SUNDRY CHARGE", "-105.00"], {}],
    ["period", ["2026-02-03", "SMS ALERT CHARGE JAN 2026", "-64.50"], {}],
  ] as const)("that lacks the fact %s cannot be told, and the fact is named", async (missing, line, said) => {
    const result = await audit([line as Line, LATER], said);
    expect(at(result, 1)).toMatchObject({ verdict: "cannot_tell", allowed: null, over: "0.00", missing: [missing] });
    expect(result.totals.cannotTell).toBe((line as Line)[2].slice(1));
  });

  test("whose account nobody named cannot be told", async () => {
    const text = "Date,Narration,Amount\n2026-02-03,CARD MAINTENANCE CHARGE Q1 2026,-53.75\n2026-03-03,x,-1.00\n";
    const read = await readInWords(new TextEncoder().encode(text), {}, PACK);
    if (!read.ok) throw new Error(read.refusal.message);
    const answer = auditFiles(PACK, [read.file], { engineVersion: "0", say: ENGLISH }) as AuditResult;
    expect(at(answer, 1)).toMatchObject({ verdict: "cannot_tell", missing: ["account"] });
  });
});

describe("charges of one statement", () => {
  test("within one limit are each allowed what was taken, not what another one took", async () => {
    const other: Line = ["2026-02-03", "NIP TRANSFER TO BISI MADEUP/FOOD", "-30000.00"];
    const whole: Line = ["2026-02-03", "NIP CHARGE + VAT ADA MADEUP", "-26.88"];
    const less: Line = ["2026-02-03", "NIP CHARGE + VAT BISI MADEUP", "-10.75"];
    const { lines, totals } = await audit([SENT, whole, other, less, LATER]);
    expect([lines[1], lines[3]].map((line) => told(line as AuditLine))).toEqual([
      ["right", "26.88", "0.00"],
      ["right", "10.75", "0.00"],
    ]);
    expect(totals).toMatchObject({ charged: "37.63", allowed: "37.63", over: "0.00", cannotTell: "0.00" });
  });

  test("carry the rate of VAT of their own day", async () => {
    const paid = (day: string, tax: string): Line[] => [
      [day, "NIP TRANSFER TO ADA MADEUP/RENT", "-60000.00"],
      [day, "COMMISSION ON NIP TRANSFER", "-50.00"],
      [day, "VAT ON COMMISSION ON NIP TRANSFER", `-${tax}`],
    ];
    const { lines } = await audit([
      ...paid("2020-01-20", "2.50"),
      ...paid("2020-02-20", "3.75"),
      ["2020-04-01", "POS PURCHASE SHOP", "-1.00"],
    ]);
    expect([lines[2], lines[5]].map((line) => [line?.verdict, line?.allowed, line?.worksheet])).toEqual([
      ["right", "2.50", ["VAT 5 % of 50.00 is 2.50"]],
      ["right", "3.75", ["VAT 7.5 % of 50.00 is 3.75"]],
    ]);
  });

  test("are added up by who gets them and by month, each once", async () => {
    const { totals } = await audit([
      SENT,
      FEE,
      VAT,
      LEVY,
      ["2026-03-03", SENT[1], "-20000.00"],
      ["2026-03-03", FEE[1], "-40.00"],
      LATER,
    ]);
    expect(totals.byPayee.map(({ payee, charged }) => [payee, charged])).toEqual([
      ["bank", "65.00"],
      ["government", "51.88"],
    ]);
    expect(totals.byMonth.map(({ month, charged, over }) => [month, charged, over])).toEqual([
      ["2026-02", "76.88", "0.00"],
      ["2026-03", "40.00", "13.12"],
    ]);
    expect(totals.charged).toBe("116.88");
  });

  test("and payments are printed with two decimals, whatever the file prints", async () => {
    const lines: Line[] = [
      ["2026-02-03", "POS PURCHASE A", "-12"],
      ["2026-02-03", "POS PURCHASE B", "-12.3"],
      ["2026-02-03", "SMS CHARGE", "-4"],
    ];
    const printed = (await audit(lines)).lines.map(({ amount, charged }) => [amount, charged]);
    expect(printed).toEqual([
      ["-12.00", null],
      ["-12.30", null],
      ["-4.00", "4.00"],
    ]);
  });
});

describe("a row whose day steps back", () => {
  const BACK: Line = ["2023-12-31", "POS PURCHASE SHOP", "-10.00"];
  test("hides no withdrawal of the month from the count of those that were free", async () => {
    const cash = (day: string): Line => [day, "NOT ON US ATM WDL", "-10000.00"];
    const { lines } = await audit([
      ["2023-12-20", "POS PURCHASE SHOP", "-10.00"],
      ...["2024-01-02", "2024-01-03", "2024-01-04"].map(cash),
      BACK,
      cash("2024-01-05"),
      ["2024-01-05", "NOT ON US ATM WITHDRAWAL CHARGE", "-37.63"],
      ["2024-02-28", "POS PURCHASE SHOP", "-10.00"],
    ]);
    expect(lines[6]).toMatchObject({ for: 6, verdict: "right" });
  });
  test("does not end the search for what a reversal gives back", async () => {
    const sent: Line = ["2024-01-04", "MOBILE TRF TO ADA MADEUP", "-8835.00"];
    const back: Line = ["2024-01-05", "REVERSAL OF-MOBILE TRF TO ADA MADEUP", "8835.00"];
    const longBefore: Line = ["2023-12-20", "POS PURCHASE SHOP", "-8835.00"];
    expect(at(await audit([sent, longBefore, back]), 3).for).toBe(1);
  });
});

describe("several files", () => {
  test("of one account that overlap are counted once, each equal row of one file for itself", async () => {
    const text = (rows: string) =>
      new TextEncoder().encode(`Account Number:,0123456789\nDate,Narration,Amount,Balance\n${rows}`);
    const january =
      "2026-02-03,NIP TRANSFER TO ADA MADEUP,-4000.00,96000.00\n2026-02-03,COMMISSION ON NIP TRANSFER,-25.00,95975.00\n";
    const more = `${january}2026-02-04,POS SHOP,-10.00,95965.00\n2026-02-04,POS SHOP,-10.00,95955.00\n`;
    const files = await Promise.all(
      [january, more].map(async (rows) => {
        const read = await readInWords(text(rows), {}, PACK);
        if (!read.ok) throw new Error(read.refusal.message);
        return read.file;
      }),
    );
    const answer = auditFiles(PACK, files, { accountType: "savings", engineVersion: "0", say: ENGLISH });
    if (!("results" in answer)) throw new Error("several statements were wanted");
    expect(answer.duplicates.map(({ rows, results }) => [rows, results])).toEqual([
      [
        [1, 1],
        [0, 1],
      ],
      [
        [2, 2],
        [0, 1],
      ],
    ]);
    expect(answer.totals).toEqual({
      ...answer.results[0]?.totals,
      byService: undefined,
      byPayee: undefined,
      byMonth: undefined,
    });
  });
});
