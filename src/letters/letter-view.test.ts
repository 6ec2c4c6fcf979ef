import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MADE_UP_RESULT } from "../../e2e/support/made-up-audit.ts";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { auditFiles } from "../domain/audit/audit-files.ts";
import type { AuditBundle, AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";
import type { Bank, Rule } from "../domain/fees/pack.ts";
import { formatMinor, parseMinor } from "../domain/money/money.ts";
import { FILE_READERS } from "../readers/file-readers.ts";
import { readStatementFile } from "../readers/read-statement-file.ts";
import { letterMail, letterText } from "./letter-text.ts";
import { type Block, type LetterFacts, type LetterTo, type LetterView, lettersOf } from "./letter-view.ts";
import { letterPage } from "./print-page.tsx";

const pack = shippedPack();
const template = shippedLetter();
const facts: LetterFacts = { pack, template, on: "2026-11-24" as CivilDate };

const madeUp = async (): Promise<AuditResult> => MADE_UP_RESULT;

async function example(): Promise<AuditResult> {
  const bytes = new Uint8Array(readFileSync(new URL("../../data/ng/examples/savings-2026.csv", import.meta.url)));
  const read = await readStatementFile(bytes, { fileName: "savings-2026.csv" }, pack, FILE_READERS);
  if (!read.ok) throw new Error(read.refusal.message);
  return auditFiles(pack, [read.file], { engineVersion: "0", accountType: "savings" }) as AuditResult;
}

function only(answer: AuditResult | AuditBundle, to: LetterTo = "bank", own: Partial<LetterFacts> = {}): LetterView {
  const letters = lettersOf(answer, to, { ...facts, ...own });
  expect(letters).toHaveLength(1);
  return letters[0] as LetterView;
}

const tableOf = (view: LetterView): Extract<Block, { kind: "table" }> =>
  view.blocks.find((block) => block.kind === "table") as Extract<Block, { kind: "table" }>;
const titanOf = (banks: typeof pack.banks) => banks.find(({ id }) => id === "ng.titan") as (typeof pack.banks)[number];
const bare = (money: string | undefined): bigint => parseMinor((money ?? "").replace(/[₦,]/g, "")) ?? -1n;
const withLine = (result: AuditResult, own: Partial<AuditLine>): AuditResult => ({
  ...result,
  lines: [{ ...(result.lines[2] as AuditLine), ...own }],
});

describe("the sums of a letter", () => {
  test.each([
    ["a made-up audit with every finding", madeUp],
    ["the statement that ships", example],
  ])("of %s are the audit's, to the kobo", async (_name, make) => {
    const result = await make();
    const view = only(result);
    const { rows, foot } = tableOf(view);
    expect(view.over).toBe(result.totals.over);
    expect(formatMinor(bare(foot[5]))).toBe(result.totals.over);
    expect(formatMinor(rows.reduce((sum, row) => sum + bare(row[5]), 0n))).toBe(result.totals.over);
    for (const row of [...rows, foot]) expect(bare(row[3]) - bare(row[4])).toBe(bare(row[5]));
    expect(rows.length).toBeGreaterThan(1);
  });

  test("of two files that overlap count a charge once, as the bundle does", async () => {
    const bytes = new Uint8Array(readFileSync(new URL("../../data/ng/examples/savings-2026.csv", import.meta.url)));
    const read = await readStatementFile(bytes, { fileName: "savings-2026.csv" }, pack, FILE_READERS);
    if (!read.ok) throw new Error(read.refusal.message);
    const bundle = auditFiles(pack, [read.file, read.file], { engineVersion: "0", accountType: "savings" });
    expect("duplicates" in bundle && bundle.duplicates.length).toBeGreaterThan(0);
    const view = only(bundle);
    expect(view.over).toBe(bundle.totals.over);
    expect(tableOf(view).rows.every((row) => row[0]?.startsWith("1/"))).toBe(true);
  });

  test("of two banks stand in two letters", async () => {
    const one = await madeUp();
    const other = { ...one, statement: { ...one.statement, bank: "ng.access" } };
    const bundle: AuditBundle = { engine: one.engine, results: [one, other], duplicates: [], totals: one.totals };
    const letters = lettersOf(bundle, "bank", facts);
    expect(letters.map((view) => [view.bankName, view.over])).toEqual([
      ["Zenith Bank", "70.00"],
      [pack.banks.find((bank) => bank.id === "ng.access")?.name, "70.00"],
    ]);
    expect(letters[0]?.address).toContain("Zenith Bank");
  });

  test("are not asked for where nothing is too high", async () => {
    const result = await madeUp();
    expect(lettersOf({ ...result, lines: result.lines.slice(0, 2) }, "bank", facts)).toEqual([]);
  });
});

test("words that run from right to left turn nothing beside them in a letter of plain text", async () => {
  const narration = "\u05d4\u05e2\u05d1\u05e8\u05d4 500 TRF";
  const text = letterText(only(withLine(await madeUp(), { narration })));
  expect(text).toContain(`: \u2068${narration}\u2069\n`);
  expect(letterText(only(await madeUp()))).not.toMatch(/[\u2066-\u2069]/);
});

describe("what a line rests on", () => {
  const first = { id: "made-up-law", grade: "A", name: "A made-up limit" } as const;
  const rule: Rule = {
    ...(pack.rules[0] as Rule),
    ...first,
    instrument: { title: "Made-up Act", ref: "No 7", section: "4.2", on: null },
    source: { title: "A made-up copy", ref: null, section: null, url: null },
  };
  const groundOf = async (grade: AuditLine["grade"], ruleGrade: Rule["grade"], id: string | null = rule.id) => {
    const result = withLine(await madeUp(), { rule: id, grade });
    const own = { pack: { ...pack, rules: [{ ...rule, grade: ruleGrade }] } };
    const view = only(result, "bank", own);
    return { cell: tableOf(view).rows[0]?.[6], text: letterText(view) };
  };

  test.each(["A", "B"] as const)("at grade %s is cited with its section", async (grade) => {
    const { cell, text } = await groundOf(grade, grade);
    expect(cell).toBe("Made-up Act, No 7, section 4.2");
    expect(text).not.toContain("Please state the rule");
  });

  test("at grade C is asked of the bank, and no section is named", async () => {
    const { cell, text } = await groundOf("C", "C");
    expect(cell).toBe("Please state the rule");
    expect(text).toContain("state the rule and its section under which the bank took the charge");
    expect(text).toContain("A made-up limit: known to me from press or trade reports");
    expect(text).not.toMatch(/4\.2|No 7/);
  });

  test.each([
    ["A finding at C on a rule at A", "C", "A"],
    ["A finding at A on a rule at C", "A", "C"],
    ["A rule known only at D", "D", "D"],
    ["A finding at B on a rule at D", "B", "D"],
  ] as const)("%s names no section", async (_name, grade, ruleGrade) => {
    const { cell, text } = await groundOf(grade, ruleGrade);
    expect(cell).toBe("Please state the rule");
    expect(text).not.toContain("4.2");
  });

  test("no rule at all is said to be none", async () => {
    expect((await groundOf(null, "A", null)).text).toContain("rest on no text that I have seen");
  });

  test("no section of the shipped rules that we know at C or D reaches a letter", async () => {
    const result = await madeUp();
    for (const known of pack.rules.filter((one) => one.instrument?.section && /[CD]/.test(one.grade))) {
      const text = letterText(only(withLine(result, { rule: known.id, grade: known.grade })));
      expect(text).not.toMatch(/section \d|CIR\//);
    }
  });
});

describe("the words of a letter", () => {
  test.each(["bank", "regulator"] as const)(
    "to the %s ask for no secret, name no rate and threaten nothing",
    async (to) => {
      const view = only(await madeUp(), to);
      for (const text of [letterText(view), letterPage(view)])
        expect(text).not.toMatch(
          /\bPIN\b|password|\bOTP\b|BVN|interest rate|% interest|lending rate|per ?cent|lawsuit|court|police|sue\b/i,
        );
    },
  );

  test("say that no lawyer has read them until one has signed", async () => {
    expect(template.reviewer).toBeNull();
    const result = await madeUp();
    for (const to of ["bank", "regulator"] as const) {
      const view = only(result, to);
      for (const text of [letterText(view), letterPage(view), decodeURIComponent(letterMail(view, template))])
        expect(text).toContain("not yet reviewed by a lawyer");
    }
    const signed = only(result, "bank", {
      template: { ...template, reviewer: "A Made-up Name", reviewedOn: "2026-11-01" },
    });
    expect(signed.review).toBe("The wording of this letter was reviewed by A Made-up Name on 2026-11-01.");
  });

  test("count thirty days for charges and open the regulator's letter the day after", async () => {
    const result = await madeUp();
    const text = letterText(only(result));
    expect(text).toContain("The bank has 30 days for a charge that was too high. I count from 24 Nov 2026");
    expect(text).toContain("tracking number for this complaint by 27 Nov 2026");
    expect(text).toContain("your answer by 24 Dec 2026");
    expect(text).toContain("from 25 Dec 2026: The Director, Consumer Protection Department, Central Bank of Nigeria");
    const second = only(result, "regulator");
    expect(second.email).toBe("cpd@cbn.gov.ng");
    expect(letterText(second)).toContain("that time ended on 24 Dec 2026");
  });

  test("ask for the interest and the apology that the regulations have, say the ninety days, and at which grade", async () => {
    const text = letterText(only(await madeUp()));
    expect(text).toMatch(/the interest and the letter of apology .* as I know them from the press/);
    expect(text).toContain("I have 90 days to go there. I know these days from the press.");
  });

  test("leave out a charge that is older than six years, and keep the day itself", async () => {
    const result = await madeUp();
    const dated = (date: string) => withLine(result, { date: date as AuditLine["date"] });
    const on = facts.on;
    const oldest = addDays(on, -2191);
    expect(lettersOf(dated(oldest), "bank", facts)).toHaveLength(1);
    expect(lettersOf(dated(addDays(oldest, -1)), "bank", facts)).toEqual([]);
  });

  test("are addressed where two sources name the bank's address at grade A or C, else the person is asked for it", async () => {
    const result = await madeUp();
    for (const bank of pack.banks) {
      const view = only({ ...result, statement: { ...result.statement, bank: bank.id } });
      const asked = view.blanks.some(({ label }) =>
        label.startsWith("E-mail or address of the bank's complaints desk"),
      );
      expect([bank.id, asked]).toEqual([bank.id, view.email === null]);
      const successor = bank.ended?.on ? pack.banks.find(({ id }) => id === bank.ended?.into) : bank;
      const known = (successor?.contacts ?? []).find(({ value }) => value === view.email);
      if (view.email !== null) {
        expect(known).toMatchObject({ kind: "email", grade: expect.stringMatching(/^[AC]$/) });
        expect(known?.sources).toBeGreaterThan(1);
      } else
        for (const one of successor?.contacts ?? [])
          if (one.kind === "email")
            expect([one.value, one.sources > 1 && /[AC]/.test(one.grade)]).toEqual([one.value, false]);
    }
    const emailOf = (id: string) => only({ ...result, statement: { ...result.statement, bank: id } }).email;
    expect(emailOf("ng.titan")).toBe(emailOf("ng.union"));
    expect(emailOf("ng.heritage")).toBeNull();
    expect(emailOf("ng.sparkle")).toBeNull();
  });

  test("to a bank that ended are addressed to whoever answers for it now, say so, and print the address that was picked", async () => {
    const result = await madeUp();
    const of = (id: string, to: LetterTo = "bank", banks = pack.banks) =>
      only({ ...result, statement: { ...result.statement, bank: id } }, to, { pack: { ...pack, banks } });
    const titan = of("ng.titan");
    expect(titan.address).toEqual([
      "The Customer Complaints Desk",
      "Union Bank of Nigeria",
      "By e-mail: customerservice@unionbankng.com",
    ]);
    expect(letterText(titan)).toContain(
      "was with Titan Trust Bank, which became part of Union Bank of Nigeria on 1 Sep 2025",
    );
    expect(letterText(of("ng.titan", "regulator"))).toContain("so I wrote to Union Bank of Nigeria");
    const heritage = of("ng.heritage");
    expect(heritage.address.join(" ")).not.toContain("Heritage Bank");
    expect(heritage.address.join(" ")).toContain("look it up");
    expect(letterText(heritage)).toContain("was with Heritage Bank, which ended on 3 Jun 2024");
    expect(heritage.blanks.some(({ label }) => label.includes("look it up"))).toBe(true);
    // what it became part of became part of another; and two that each say they became the other
    const chained = pack.banks.map((bank) =>
      bank.id === "ng.union"
        ? { ...bank, ended: { ...(titanOf(pack.banks).ended as NonNullable<Bank["ended"]>), into: "ng.gtbank" } }
        : bank,
    ) as typeof pack.banks;
    expect(of("ng.titan", "bank", chained).answering).toBe("Guaranty Trust Bank");
    const circle = chained.map((bank) =>
      bank.id === "ng.union"
        ? { ...bank, ended: { ...(bank.ended as NonNullable<Bank["ended"]>), into: "ng.titan" } }
        : bank,
    ) as typeof pack.banks;
    expect(of("ng.titan", "bank", circle).email).toBeNull();
  });

  test("print the e-mail address that was picked in the text, on the page and on the second letter", async () => {
    const result = await madeUp();
    for (const bank of pack.banks) {
      const view = only({ ...result, statement: { ...result.statement, bank: bank.id } });
      const printed = view.email === null ? "By e-mail:" : `By e-mail: ${view.email}`;
      for (const text of [letterText(view), letterPage(view)])
        expect([bank.id, text.includes(printed)]).toEqual([bank.id, view.email !== null]);
    }
    expect(letterText(only(result, "regulator"))).toContain("By e-mail: cpd@cbn.gov.ng");
    const gtbank = only({ ...result, statement: { ...result.statement, bank: "ng.gtbank" } });
    expect(gtbank.address.at(-1)).toBe("By e-mail: gtbankmailsupport@gtbank.com");
  });

  test("ask for the list of alerts first where alerts were charged, and only there", async () => {
    const result = await madeUp();
    expect(letterText(only(result))).not.toContain("list of alerts");
    const sms = only(withLine(result, { service: "alert.sms" }));
    expect(sms.blocks[1]).toMatchObject({ text: expect.stringContaining("send me the list of alerts") });
  });

  test("leave a blank for the bank where the file does not name it", async () => {
    const result = await madeUp();
    const view = only({ ...result, statement: { ...result.statement, bank: null } });
    expect(view.blanks[0]).toEqual({ label: "Name of my bank", value: null });
  });

  test("leave blanks for name, account number and tracking number, or take what the person says", async () => {
    const result = await madeUp();
    expect(only(result).blanks.map((blank) => blank.value)).toEqual([null, null, null, null]);
    expect(letterText(only(result))).toContain("Tracking number (CCMS), given by the bank: ____");
    const page = letterPage(only(result, "bank", { fills: { name: "Ọláńrewájú <b>" } }));
    expect(page).toContain("Ọláńrewájú &lt;b>");
    expect(page.match(/role="textbox"/g)).toHaveLength(5);
    expect(page).not.toMatch(/<script|src=|<form/);
  });

  test("give each finding its receipt, the same every time", async () => {
    const [a, b] = [letterText(only(await madeUp())), letterText(only(await madeUp()))];
    expect(a).toBe(b);
    expect(new Set(a.match(/Receipt [0-9a-f]{16}/g)).size).toBe(7);
  });

  test("open in a mail program whole where they fit, else as a note", async () => {
    const result = await madeUp();
    const mail = letterMail(only(result, "regulator"), template);
    expect(mail.length).toBeLessThanOrEqual(1900);
    expect(mail).toMatch(/^mailto:cpd@cbn\.gov\.ng\?subject=[^&]+&body=[^&]+$/);
    expect(decodeURIComponent(mail)).toContain("₦70.00");
  });
});
