import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { runCommand } from "../../test/support/run-command.ts";
import type { AuditBundle } from "../domain/audit/audit-result.ts";
import { formatMinor, parseMinor } from "../domain/money/money.ts";
import { workbookOf } from "../letters/schedule-workbook.ts";
import { letterFile } from "../main/letter-file.ts";
import { joinWords } from "../readers/pdf/join-words.ts";
import { openDocument } from "../readers/pdf/open-document.ts";
import { sheetRows } from "../readers/sheet/sheet-rows.ts";
import { auditCommand } from "./audit.ts";
import { ratesCommand } from "./rates.ts";

const PACK = shippedPack();
const packOf = (jurisdiction: string) => (jurisdiction === "ng" ? PACK : undefined);
const audit = auditCommand(() => ({
  packOf,
  engineVersion: "0",
  letter: {
    today: () => "2026-11-24" as never,
    template: shippedLetter,
    file: letterFile,
    workbook: async (sheets) => workbookOf(sheets),
  },
  page: async () => "<!doctype html>",
}));
const EXAMPLE = new URL("../../data/ng/examples/savings-2026.csv", import.meta.url).pathname;
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openfees-business-"));
  const lines = [
    "2026-04-02,NIP TRANSFER TO ADA OBI,-4000.00",
    "2026-04-02,NIP CHARGE + VAT,-53.75",
    '2026-04-03,"NIP TRANSFER TO =CMD()",-4000.00',
    "2026-04-03,NIP CHARGE + VAT,-26.88",
  ];
  await writeFile(
    join(folder, "zenith.csv"),
    `Zenith Bank\nAccount Number,0123456789\nDate,Narration,Amount\n${lines.join("\n")}\n`,
  );
});
afterAll(() => rm(folder, { recursive: true }));

const kobo = (text: string | undefined): bigint => parseMinor((text ?? "").replaceAll(",", "")) ?? -1n;
const run = (args: readonly string[]) => runCommand(audit, args, folder);

describe("openfees audit --letter", () => {
  test("writes a PDF that names the bank and the sum that the audit found", async () => {
    const { status, err } = await run(["zenith.csv", "--letter", "letter.pdf", "--name", "ADA OBI"]);
    expect(status).toBe(1);
    const bytes = new Uint8Array(await readFile(join(folder, "letter.pdf")));
    const opened = await openDocument(bytes, undefined);
    if (!("pages" in opened)) throw new Error("no PDF");
    const words = opened.pages.flatMap((page) => joinWords(page).words.map((word) => word.text)).join(" ");
    expect(words).toContain("Zenith Bank");
    expect(words).toContain("59.13");
    expect(words).toContain("ADA OBI");
    expect(err).toContain("letter.pdf: 2 charges");
  });
});

describe("openfees audit --dispute", () => {
  test("writes for each bank letters, a schedule and the rules, equal to the totals to the kobo", async () => {
    const { out } = await run([EXAMPLE, "zenith.csv", EXAMPLE, "--json", "--dispute", "pack"]);
    const answer = JSON.parse(out) as AuditBundle;
    const banks = (await readdir(join(folder, "pack"))).sort();
    expect(banks).toEqual(["bank-not-named", "ng.zenith"]);
    let [inCsv, inBook] = [0n, 0n];
    for (const bank of banks) {
      const names = (await readdir(join(folder, "pack", bank))).sort();
      expect(names).toEqual(["letter.pdf", "letter.txt", "months.csv", "rules.csv", "schedule.csv", "schedule.xlsx"]);
      const sheets = sheetRows(new Uint8Array(await readFile(join(folder, "pack", bank, "schedule.xlsx"))));
      if (!Array.isArray(sheets)) throw new Error(sheets.message.code);
      expect(sheets.map(({ name }) => name)).toEqual(["Claims", "Findings", "Rules", "Months"]);
      const claims = sheets[0]?.rows.slice(1) ?? [];
      const total = claims.at(-1);
      const sum = claims.slice(0, -1).reduce((all, { cells }) => all + kobo(Number(cells[9]).toFixed(2)), 0n);
      expect(kobo(Number(total?.cells[9]).toFixed(2))).toBe(sum);
      expect(sheets[1]?.rows.slice(1).reduce((all, { cells }) => all + kobo(Number(cells[4]).toFixed(2)), 0n)).toBe(
        sum,
      );
      inBook += sum;
      const csv = (await readFile(join(folder, "pack", bank, "schedule.csv"), "utf8")).trimEnd().split("\r\n");
      inCsv += kobo(csv.at(-1)?.split(",")[9]);
      expect(await readFile(join(folder, "pack", bank, "letter.txt"), "utf8")).toContain(formatMinor(sum));
    }
    expect([formatMinor(inCsv), formatMinor(inBook)]).toEqual([answer.totals.over, answer.totals.over]);
    expect(answer.duplicates.length).toBeGreaterThan(0);
  });
});

describe("openfees audit --rates", () => {
  test("judges by the rates that were agreed, and the letter cites their page", async () => {
    await writeFile(join(folder, "rates.csv"), "bank,service,amount,page\nng.zenith,transfer.interbank,5.00,7\n");
    const fair = ["2026-04-02,NIP TRANSFER TO ADA OBI,-4000.00", "2026-04-02,NIP CHARGE + VAT,-10.75"];
    await writeFile(join(folder, "fair.csv"), `Zenith Bank\nDate,Narration,Amount\n${fair.join("\n")}\n`);
    expect((await run(["fair.csv"])).status).toBe(0);
    const { status, out } = await run(["fair.csv", "--rates", "rates.csv", "--letter", "fair.txt"]);
    expect(status).toBe(1);
    expect(out).toContain("5.37 of 10.75");
    expect(await readFile(join(folder, "fair.txt"), "utf8")).toContain("page 7");
  });

  test.each([
    ["gone.csv", "cannot be opened"],
    ["zenith.csv", "column"],
  ])("refuses the table %s", async (name, words) => {
    const { status, err, out } = await run(["zenith.csv", "--rates", name]);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(words);
  });
});

describe("openfees rates", () => {
  const rates = ratesCommand(packOf);

  test("gives a template that lists every service and can be filled in and checked", async () => {
    const { status, out } = await runCommand(rates, ["template", "--bank", "ng.zenith"], folder);
    expect(status).toBe(0);
    expect(out.trimEnd().split("\r\n")).toHaveLength(PACK.services.length + 1);
    await writeFile(join(folder, "mine.csv"), out);
    expect((await runCommand(rates, ["check", "mine.csv"], folder)).err).toContain("No row has a price");
    const [at] = out.split("\r\n").filter((row) => row.includes("alert.sms"));
    await writeFile(join(folder, "mine.csv"), out.replace(at ?? "", (at ?? "").replace(/,,/, ",3.00,")));
    expect(await runCommand(rates, ["check", "mine.csv"], folder)).toMatchObject({
      status: 0,
      out: "mine.csv: 1 rate\n",
    });
  });

  test.each([[[]], [["check"]], [["template", "--bank", "ng.nobody"]], [["burn"]]])("refuses %j", async (args) => {
    expect((await runCommand(rates, args, folder)).status).toBe(2);
  });
});

test("the summary of many files names the months seen, a gap and findings that are many", async () => {
  const many = Array.from({ length: 6 }, (_, i) => [
    `2026-01-0${i + 1},NIP TRANSFER TO ADA OBI ${i},-4000.00,${90_000 - i * 4025 - 4000}.00`,
    `2026-01-0${i + 1},COMMISSION NIP TRANSFER TO ADA OBI ${i},-25.00,${90_000 - i * 4025 - 4025}.00`,
  ]).flat();
  const head = "Account Number,0123456789\nDate,Narration,Amount,Balance\n";
  await writeFile(join(folder, "a.csv"), `${head}${many.join("\n")}\n`);
  await writeFile(
    join(folder, "b.csv"),
    `${head}2026-03-02,POS SHOP,-10.00,500.00\n2026-03-03,POS SHOP,-10.00,490.00\n`,
  );
  const { out } = await run(["a.csv", "b.csv"]);
  expect(out).toContain("6 lines, same rule");
  expect(out).toMatch(
    /Gap between a\.csv and b\.csv: 2026-01-07 to 2026-03-01 missing; the balance moved by -65,340\.00/,
  );
  expect(out).toContain("2026-01~ 2026-02! 2026-03~");
});
