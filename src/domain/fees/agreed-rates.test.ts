import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../engine/read-in-words.ts";
import { ENGLISH } from "../../words/say-english.ts";
import { RATE_WORDS } from "../../words/say-rates.ts";
import { auditFiles } from "../audit/audit-files.ts";
import type { AuditLine, AuditResult } from "../audit/audit-result.ts";
import { readAgreedRates, withAgreedRates } from "./agreed-rates.ts";

const pack = shippedPack();
const HEAD = ["bank", "service", "amount", "per_mille", "min", "max", "vat", "account", "from", "until", "page"];

const rates = (...rows: readonly (readonly string[])[]) => readAgreedRates([HEAD, ...rows], pack);

async function judged(
  lines: readonly string[],
  row: readonly string[],
  account: "savings" | "current",
): Promise<AuditLine[]> {
  const read = await readInWords(new TextEncoder().encode(`Date,Narration,Amount\n${lines.join("\n")}\n`), {}, pack);
  const agreed = rates(row);
  if (!read.ok || !agreed.ok) throw new Error(JSON.stringify([read, agreed]));
  const options = { engineVersion: "0", say: ENGLISH, bank: "ng.zenith", accountType: account } as const;
  const answer = auditFiles(withAgreedRates(pack, agreed.fees), [read.file], options) as AuditResult;
  return answer.lines.filter(({ verdict }) => verdict !== null);
}

const TRANSFER = ["2026-03-02,NIP TRANSFER TO ADA OBI,-40000.00", "2026-03-02,NIP CHARGE + VAT,-26.88"];

describe("agreed rates", () => {
  test("make a charge inside the law an over_tariff, with the page of the offer letter in its reason", async () => {
    const [fee] = await judged(
      TRANSFER,
      ["ng.zenith", "transfer.interbank", "20.00", "", "", "", "", "", "", "", "3"],
      "current",
    );
    expect(fee).toMatchObject({ verdict: "over_tariff", charged: "26.88", allowed: "21.50", over: "5.38", grade: "B" });
    expect(fee?.why).toContain("page 3");
  });

  test("hold on their own days, for their own account and at their own bank only", async () => {
    const outside: readonly (readonly string[])[] = [
      ["ng.zenith", "transfer.interbank", "20.00", "", "", "", "", "", "2026-03-03", "", ""],
      ["ng.zenith", "transfer.interbank", "20.00", "", "", "", "", "", "", "2026-03-02", ""],
      ["ng.zenith", "transfer.interbank", "20.00", "", "", "", "", "savings", "", "", ""],
      ["ng.gtbank", "transfer.interbank", "20.00", "", "", "", "", "", "", "", ""],
    ];
    for (const row of outside) expect((await judged(TRANSFER, row, "current"))[0]?.verdict).toBe("right");
  });

  test("per mille of the month's payments, with a floor, are the measure of an account maintenance fee", async () => {
    const month = [
      "2026-03-01,POS PURCHASE SHOP,-100000.00",
      "2026-03-31,POS PURCHASE SHOP,-100000.00",
      "2026-03-31,ACCOUNT MAINTENANCE FEE MAR 2026,-160.00",
      "2026-03-31,VAT ON ACCOUNT MAINTENANCE FEE MAR 2026,-12.00",
    ];
    const half = ["ng.zenith", "account.maintenance", "", "0.5", "120.00", "", "", "", "", "", ""];
    const [fee] = await judged(month, half, "current");
    expect(fee).toMatchObject({ verdict: "over_tariff", allowed: "120.00", over: "40.00" });
    const whole = ["ng.zenith", "account.maintenance", "", "0.8", "", "", "", "", "", "", ""];
    expect((await judged(month, whole, "current"))[0]?.verdict).toBe("right");
  });

  test("judge a charge for which no rule gives a limit", async () => {
    const line = ["2026-03-02,LOAN MANAGEMENT FEE,-5000.00"];
    const row = (amount: string) => ["ng.zenith", "loan.management", amount, "", "", "", "none", "", "", "", ""];
    expect((await judged(line, row("5000.00"), "current"))[0]?.verdict).toMatch(/right/);
    expect((await judged(line, row("4000.00"), "current"))[0]).toMatchObject({
      verdict: expect.stringMatching(/^over_/),
    });
  });

  test.each([
    [["ng.nobody", "transfer.interbank", "1.00"], "no bank"],
    [["ng.zenith", "transfer.moon", "1.00"], "no service"],
    [["ng.zenith", "transfer.interbank", "1.234"], "amount is a sum"],
    [["ng.zenith", "transfer.interbank", "1.00", "2"], "stands alone"],
    [["ng.zenith", "transfer.interbank", "", "x"], "per_mille"],
    [["ng.zenith", "transfer.interbank", "1.00", "", "", "", "maybe"], "vat is"],
    [["ng.zenith", "transfer.interbank", "1.00", "", "", "", "", "gold"], "account is"],
    [["ng.zenith", "transfer.interbank", "1.00", "", "", "", "", "", "31/01/2026"], "days like"],
    [["ng.zenith", "transfer.interbank", "1.00", "", "", "", "", "", "2026-02-01", "2026-01-01"], "until is"],
  ])("refuse the row %j and name it", (row, words) => {
    const read = rates(row, ["ng.zenith", "transfer.interbank", "1.00"]);
    expect(read.ok || read.faults.map(RATE_WORDS.say)).toEqual([
      expect.stringMatching(new RegExp(`^Line 2: .*${words}`)),
    ]);
  });

  test("without a price, with a column that nobody knows or without the bank are no rates", () => {
    expect(rates(["ng.zenith", "transfer.interbank"])).toMatchObject({ ok: false });
    expect(readAgreedRates([["bank", "service", "amuont"]], pack)).toMatchObject({ ok: false });
    expect(
      readAgreedRates(
        [
          ["service", "amount"],
          ["transfer.interbank", "1.00"],
        ],
        pack,
      ),
    ).toMatchObject({ ok: false });
  });
});
