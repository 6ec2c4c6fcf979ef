import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { MADE_UP_RESULT } from "../../e2e/support/made-up-audit.ts";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { auditFiles } from "../domain/audit/audit-files.ts";
import type { AuditBundle, AuditLine, AuditResult } from "../domain/audit/audit-result.ts";
import { addDays, type CivilDate } from "../domain/dates/civil-date.ts";
import type { Bank, Rule } from "../domain/fees/pack.ts";
import { formatMinor, parseMinor } from "../domain/money/money.ts";
import { readInWords } from "../engine/read-in-words.ts";
import { dateWords } from "../web/ui/words.ts";
import { ENGLISH } from "../words/say-english.ts";
import { letterMail, letterText } from "./letter-text.ts";
import { type Block, type LetterFacts, type LetterTo, type LetterView, lettersOf } from "./letter-view.ts";
import { letterPage } from "./print-page.tsx";

const pack = shippedPack();
const template = shippedLetter();
const facts: LetterFacts = { pack, template, on: "2026-11-24" as CivilDate };

const madeUp = async (): Promise<AuditResult> => MADE_UP_RESULT;

async function example(): Promise<AuditResult> {
  const bytes = new Uint8Array(readFileSync(new URL("../../data/ng/examples/savings-2026.csv", import.meta.url)));
  const read = await readInWords(bytes, { fileName: "savings-2026.csv" }, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  return auditFiles(pack, [read.file], { engineVersion: "0", say: ENGLISH, accountType: "savings" }) as AuditResult;
}

function only(answer: AuditResult | AuditBundle, to: LetterTo = "bank", own: Partial<LetterFacts> = {}): LetterView {
  const letters = lettersOf(answer, to, { ...facts, ...own });
  expect(letters).toHaveLength(1);
  return letters[0] as LetterView;
}

const tableOf = (view: LetterView): Extract<Block, { kind: "table" }> =>
  view.blocks.find((block) => block.kind === "table") as Extract<Block, { kind: "table" }>;
const linesOf = (view: LetterView) =>
  (view.schedule.find((block) => block.kind === "lines") as Extract<Block, { kind: "lines" }>).lines;
/** The words of one line of the schedule, by the labels of its parts. */
const partsOf = (view: LetterView, at = 0): Record<string, string> =>
  Object.fromEntries(
    (linesOf(view)[at]?.parts ?? []).map(({ label, before, told, after }) => [label, `${before}${told}${after}`]),
  );
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
    const { rows, foot, by } = tableOf(view);
    expect(by).toBe("charge");
    expect(view.over).toBe(result.totals.over);
    expect(formatMinor(bare(foot[5]))).toBe(result.totals.over);
    expect(formatMinor(rows.reduce((sum, row) => sum + bare(row[5]), 0n))).toBe(result.totals.over);
    for (const row of [...rows, foot]) expect(bare(row[3]) - bare(row[4])).toBe(bare(row[5]));
    expect(rows.length).toBeGreaterThan(1);
    expect(linesOf(view).map(({ no }) => String(no))).toEqual(rows.map(([no]) => no));
  });

  test("of two files that overlap count a charge once, as the bundle does", async () => {
    const bytes = new Uint8Array(readFileSync(new URL("../../data/ng/examples/savings-2026.csv", import.meta.url)));
    const read = await readInWords(bytes, { fileName: "savings-2026.csv" }, pack);
    if (!read.ok) throw new Error(read.refusal.message);
    const bundle = auditFiles(pack, [read.file, read.file], {
      engineVersion: "0",
      say: ENGLISH,
      accountType: "savings",
    });
    expect("duplicates" in bundle && bundle.duplicates.length).toBeGreaterThan(0);
    const view = only(bundle);
    expect(view.over).toBe(bundle.totals.over);
    const text = letterText(view);
    expect(text).toMatch(/\(row \d+ of statement 1\)/);
    expect(text).not.toMatch(/of statement 2|\(row \d+\)/);
  });

  test("of more charges than a page holds stand by kind in the letter and one by one in the schedule", async () => {
    const result = await madeUp();
    const many = {
      ...result,
      lines: Array.from({ length: 6 }, (_, i) =>
        result.lines.map((line) => ({ ...line, row: line.row + i * 100 })),
      ).flat(),
    };
    const view = only(many);
    const { by, rows, foot } = tableOf(view);
    expect([by, rows.length, linesOf(view).length]).toEqual(["kind", 7, 42]);
    expect(rows.map((row) => row[2])).toEqual(Array(7).fill("6"));
    expect(formatMinor(bare(foot[5]))).toBe(view.over);
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
  expect(text).toContain(`"\u2068${narration}\u2069" ₦100.00`);
  expect(letterText(only(await madeUp()))).not.toMatch(/[\u2066-\u2069]/);
});

describe("a line of the schedule", () => {
  test("names the charge, its day, its payment with sum and day, the rule with its band, the right sum and the difference", async () => {
    const view = only(await example());
    expect(linesOf(view)[0]?.head).toBe("Transfer to another bank (NIP, NEFT), 12 Jan 2026: ₦26.88 with its VAT");
    expect(partsOf(view)).toMatchObject({
      "Taken for": 'my payment of ₦4,500.00 on 12 Jan 2026, "NIP TRANSFER TO TOBI INVENTED/LUNCH" (row 6)',
      Rule: expect.stringMatching(/: at most ₦10 for up to ₦5,000, plus VAT$/),
      Sum: "₦26.88 taken - ₦10.75 right = ₦16.13 too much",
    });
    const said = letterText(view);
    expect(said).toContain("it was taken already on 30 Jan 2026 (row 12)");
    expect(said).toContain("the payment came back on 17 Feb 2026 (row 27), this charge did not");
    expect(said).toContain("₦50 on a transfer of ₦10,000 or more, owed by the sender");
  });

  test("lets someone who knows nothing find the charge and its payment: each quotes day, sum and words of a row", async () => {
    const result = await example();
    const view = only(result);
    const rows = new Map(result.lines.map((line) => [line.row, line]));
    const quoted = linesOf(view).flatMap(({ parts }) => parts.filter(({ told }) => told !== ""));
    expect(quoted.length).toBeGreaterThan(linesOf(view).length);
    for (const { before, told, after } of quoted) {
      const line = rows.get(Number(/\(row (\d+)\)$/.exec(after)?.[1]));
      expect(line?.narration).toBe(told);
      const sum = bare(/₦[\d,]+\.\d\d/.exec(`${before}${after}`)?.[0]);
      expect(sum).toBe(-(parseMinor(line?.amount ?? "") ?? 0n));
      if (/payment of/.test(before)) expect(before).toContain(dateWords(line?.date ?? ""));
    }
    expect(new Set(linesOf(view).map(({ head }) => head)).size).toBe(5);
  });

  test("holds a fee with its tax as one charge, and a tax alone where its fee is right", async () => {
    const result = await example();
    const taxes = result.lines.filter(({ kind, over }) => kind === "tax" && over !== null && over !== "0.00");
    expect(taxes.length).toBe(3);
    expect(linesOf(only(result)).length).toBe(5);
    const alone = {
      ...result,
      lines: result.lines.map((line) =>
        line.row === 7 ? ({ ...line, verdict: "right", over: "0.00" } as AuditLine) : line,
      ),
    };
    expect(linesOf(only(alone))[0]?.head).toMatch(/^Value-added tax on a fee, 12 Jan 2026: ₦1\.88$/);
  });

  test("shows the working of a sum that no single payment makes", async () => {
    const rows = [
      "Trans. Date,Narration,Debit,Credit,Balance",
      ...["30-Mar-2025", "15-Apr-2025", "16-Apr-2025"].map(
        (day, i) => `${day},POS PURCHASE SHOP,100.00,,${900 - i * 100}.00`,
      ),
      "01-May-2025,SMS ALERT CHARGE 01APR TO 30APR 2025,258.00,,442.00",
      "30-May-2025,CREDIT INTEREST,,1.00,443.00",
    ].join("\n");
    const read = await readInWords(new TextEncoder().encode(rows), {}, pack);
    if (!read.ok) throw new Error(read.refusal.message);
    const said = { engineVersion: "0", say: ENGLISH, accountType: "savings" } as const;
    const result = auditFiles(pack, [read.file], said) as AuditResult;
    const view = only(result);
    expect(partsOf(view)).toMatchObject({ Working: "at most 2 alerts at 4.00 and VAT is 8.60" });
    // the step is found by what it is, wherever it stands
    const later = {
      ...result,
      lines: result.lines.map((line) => ({
        ...line,
        worksheet: [...line.worksheet, "a note behind"],
        steps: [...(line.steps ?? []), "note"],
      })),
    };
    expect(partsOf(only(later))).toMatchObject({ Working: "at most 2 alerts at 4.00 and VAT is 8.60" });
    expect(letterText(view)).toContain("For the alert charges (line 1) please first send me the list of alerts");
  });
});

describe("what a letter rests on", () => {
  const first = { id: "made-up-law", grade: "A", name: "A made-up limit" } as const;
  const rule: Rule = {
    ...(pack.rules[0] as Rule),
    ...first,
    instrument: { title: "Made-up Act", ref: "No 7", section: "4.2", on: null },
    source: { title: "A made-up copy", ref: null, section: null, url: null },
  };
  const textOf = async (grade: Rule["grade"], id: string | null = rule.id) => {
    const result = withLine(await madeUp(), { rule: id, grade });
    const view = only(result, "bank", { pack: { ...pack, rules: [...pack.rules, { ...rule, grade }] } });
    return letterText(view);
  };

  test.each(["A", "B"] as const)("at grade %s is cited with its section, once", async (grade) => {
    const text = await textOf(grade);
    expect(text.match(/Made-up Act, No 7, section 4\.2/g)).toHaveLength(1);
    expect(text).toMatch(/Read in its own text: .*Made-up Act, No 7, section 4\.2 \(line 1\)/);
  });

  test("at grade C is named without its section, and said to be reported, once", async () => {
    const text = await textOf("C");
    expect(text.match(/Made-up Act/g)).toHaveLength(1);
    expect(text).toMatch(/Known from published reports of it: .*Made-up Act \(line 1\)/);
    expect(text).not.toMatch(/4\.2|No 7/);
  });

  test("at grade D is not named at all", async () => {
    expect(await textOf("D")).not.toMatch(/Made-up Act|4\.2/);
  });

  test("one sentence for all lines asks for another rule, its section and its date", async () => {
    for (const result of [await madeUp(), await example()])
      expect(
        letterText(only(result)).match(/rely on another rule for a line, name it: the document, its section/g),
      ).toHaveLength(1);
  });

  test("no section of the shipped rules that we know at C or D reaches a letter", async () => {
    const result = await madeUp();
    const plain = /section \d|\b\d+\.\d+(?:\.\d+)+\b/;
    for (const known of pack.rules.filter((one) => one.instrument?.section && /[CD]/.test(one.grade))) {
      const text = letterText(only(withLine(result, { rule: known.id, grade: known.grade })));
      expect(text).not.toMatch(plain);
      expect(text).not.toContain(`${known.instrument?.title}, ${known.instrument?.ref}`);
    }
  });

  test("every rule of the pack can be said, and what is said of a band holds the sum of that band", async () => {
    const result = await madeUp();
    for (const known of pack.rules.filter(({ grade }) => grade !== "D")) {
      const { Rule: said = "" } = partsOf(only(withLine(result, { rule: known.id, grade: known.grade })));
      expect([known.id, said.startsWith(known.name)]).toEqual([known.id, true]);
      expect(said).not.toMatch(/undefined|null|\{/);
    }
    const transfer = (amount: string, at: number) => ({
      ...result,
      lines: [
        { ...(result.lines[0] as AuditLine), row: at, amount },
        { ...(result.lines[2] as AuditLine), for: at, rule: "ng-eft-2020", grade: "C" as const },
      ],
    });
    for (const [amount, band] of [
      ["-5000.00", ""],
      ["-5000.01", "₦25 for above ₦5,000 to ₦50,000"],
      ["-50000.00", "₦25 for above ₦5,000 to ₦50,000"],
      ["-50000.01", "₦50 for above ₦50,000"],
      ["-1.00", "₦10 for up to ₦5,000"],
    ] as const)
      expect(partsOf(only(transfer(amount, 1))).Rule, amount).toMatch(
        band === "" ? /branch e-transfer\)$/ : new RegExp(`: at most ${band}, plus VAT$`),
      );
  });

  test("the regulator's own sentences stand where they hold, and only there", async () => {
    const result = await madeUp();
    const said = (id: string, own: Partial<AuditLine> = {}) =>
      letterText(only(withLine(result, { rule: id, grade: "C", date: "2026-02-03", ...own })));
    expect(said("ng-eft-2020")).toContain("so it binds you");
    const before = withLine(result, { rule: "ng-eft-2017", grade: "C", date: "2019-12-31" });
    expect(letterText(only(before, "bank", { on: "2024-11-24" as CivilDate }))).not.toContain("so it binds you");
    expect(said("ng-stamp-2026", { grade: "A" })).not.toContain("so it binds you");
    const negotiable = pack.rules.find(
      (one) =>
        one.negotiable &&
        one.binds === "banks" &&
        one.grade !== "D" &&
        (one.until ?? "9") > "2026-02-03" &&
        (one.from ?? "") <= "2026-02-03",
    ) as Rule;
    expect(said(negotiable.id)).toContain("in a way that can be verified");
    expect(said("ng-eft-2020")).not.toContain("in a way that can be verified");
    expect(said("ng-eft-2020", { verdict: "not_permitted" })).toContain(
      "must go to the central bank for approval first",
    );
    for (const principle of template.principles) expect(principle.grade).toBe("A");
  });
});

describe("the letter as a page on a phone", () => {
  const LABELLED = /<(?:td|th)[^>]* role="(?:cell|rowheader)"[^>]*>/g;

  test.each([1, 5])("names the column of each cell of its table, with charges %s times over", async (times) => {
    const result = await madeUp();
    const lines = Array.from({ length: times }, (_, i) =>
      result.lines.map((one) => ({ ...one, row: one.row + i * 100 })),
    );
    const view = only({ ...result, lines: lines.flat() });
    const { by, columns, rows, foot } = tableOf(view);
    expect(by).toBe(times === 1 ? "charge" : "kind");
    const labels = (letterPage(view).match(LABELLED) ?? []).map((cell) => /data-label="([^"]*)"/.exec(cell)?.[1]);
    const [first, ...others] = columns;
    const row = [by === "charge" ? first : undefined, ...others];
    expect(labels).toEqual([...rows.flatMap(() => row), undefined, ...others]);
    expect(foot).toHaveLength(columns.length);
  });

  test("stacks the table on a narrow screen only, and breaks no word that fits its line", async () => {
    const [, style = ""] = /<style>([^<]*)<\/style>/.exec(letterPage(only(await madeUp()))) ?? [];
    const [wide = "", narrow = ""] = style.split("@media screen{@media (max-width:40rem)");
    expect(narrow).toMatch(/table,tbody,tfoot,tr,th,td\{display:block\}/);
    expect(wide).not.toMatch(/t[dr][^}]*display:block/);
    expect(style).not.toMatch(/overflow-wrap:anywhere|word-break|hyphens/);
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
      for (const text of [letterText(view), letterPage(view), decodeURIComponent(letterMail(view) ?? "")])
        expect(text).toContain("not yet reviewed by a lawyer");
    }
    const signed = only(result, "bank", {
      template: { ...template, reviewer: "A Made-up Name", reviewedOn: "2026-11-01" },
    });
    expect(signed.review).toBe("The wording of this letter was reviewed by A Made-up Name on 2026-11-01.");
  });

  test("apologise for nothing", async () => {
    for (const result of [await madeUp(), await example()])
      for (const to of ["bank", "regulator"] as const)
        expect(letterText(only(result, to))).not.toMatch(
          /sorry|apolog|I believe|I think|as I (?:read|know)|second hand|from the press|take that point back|I have not seen/i,
        );
  });

  test("claim no file that a mail would not carry", async () => {
    for (const to of ["bank", "regulator"] as const)
      expect(letterText(only(await madeUp(), to))).not.toMatch(/attach|enclos|I add |with this letter/i);
  });

  test("count thirty days for charges by the circular of 2014 and open the regulator's letter the day after", async () => {
    const result = await madeUp();
    const text = letterText(only(result));
    expect(text).toContain("You have 30 days for a complaint about excess charges (CBN circular");
    expect(text).toContain("FPR/DIR/CIR/GEN/04/009, of 30 Jun 2014)");
    expect(text).toContain("I count from 24 Nov 2026, so your time ends on 24 Dec 2026");
    expect(text).toContain("tracking number of this complaint by 27 Nov 2026");
    expect(text).toContain("Answer each line in writing by 24 Dec 2026");
    expect(text).toContain("from 25 Dec 2026: The Director, Consumer Protection Department, Central Bank of Nigeria");
    const second = only(result, "regulator");
    expect(second.email).toBe("cpd@cbn.gov.ng");
    expect(letterText(second)).toContain("That time ended on 24 Dec 2026");
  });

  test("ask for interest as the regulations have it, and say six years back and ninety days", async () => {
    const text = letterText(only(await madeUp()));
    expect(text).toContain(
      "with interest, as the rules on excess charges provide (CBN Consumer Protection Regulations 2019)",
    );
    expect(text).toContain("less than 6 years old");
    expect(text).toContain("After your answer I have 90 days for that step (CBN Consumer Protection Regulations 2019)");
    expect(text).toMatch(/Known from published reports of it: .*CBN Consumer Protection Regulations 2019/);
    expect(text).toMatch(/Read in its own text: .*FPR\/DIR\/GEN\/CIR\/05\/011, of 21 Aug 2015/);
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
    expect(letterText(sms)).toContain("send me the list of alerts");
  });

  test("leave a blank for the bank where the file does not name it", async () => {
    const result = await madeUp();
    const view = only({ ...result, statement: { ...result.statement, bank: null } });
    expect(view.blanks[0]).toEqual({ label: "Name of my bank", value: null });
  });

  test("leave blanks for name, account number and tracking number, or take what the person says", async () => {
    const result = await madeUp();
    expect(only(result).blanks.map((blank) => blank.value)).toEqual([null, null, null]);
    expect(letterText(only(result, "regulator"))).toContain("Tracking number of my complaint: ____");
    const page = letterPage(only(result, "bank", { fills: { name: "Ọláńrewájú <b>" } }));
    expect(page).toContain("Ọláńrewájú &lt;b>");
    expect(page.match(/role="textbox"/g)).toHaveLength(4);
    expect(page).not.toMatch(/<script|src=|<form/);
  });

  test("are the same every time", async () => {
    expect(letterText(only(await madeUp()))).toBe(letterText(only(await madeUp())));
  });

  test("open whole in a mail program; one that no address can hold has no link", async () => {
    const result = await example();
    for (const to of ["bank", "regulator"] as const) {
      const view = only(result, to);
      const mail = letterMail(view) ?? "";
      expect(mail).toMatch(/^mailto:[^?]*\?subject=[^&]+&body=[^&]+$/);
      const body = new URLSearchParams(mail.split("?")[1]?.replaceAll("+", "%2B")).get("body");
      expect(body?.replaceAll("\r\n", "\n")).toBe(letterText(view));
    }
    const lines = Array.from({ length: 60 }, (_, i) =>
      result.lines.map((line) => ({ ...line, row: line.row + i * 100 })),
    );
    expect(letterMail(only({ ...result, lines: lines.flat() }))).toBeNull();
  });
});
