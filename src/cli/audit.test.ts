import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../e2e/support/shipped-pack.ts";
import { CHILDREN } from "../../e2e/support/test-server.ts";
import { runCommand } from "../../test/support/run-command.ts";
import { askChildren } from "../http/foreign/ask-children.ts";
import { AUDIT_LIMITS } from "../http/web-deps.ts";
import { workbookOf } from "../letters/schedule-workbook.ts";
import { audit as engineAudit, VERSION } from "../main/engine.ts";
import { letterFile } from "../main/letter-file.ts";
import { auditCommand } from "./audit.ts";
import type { Command } from "./command.ts";
import { parseCommand } from "./parse.ts";

const PACK = shippedPack();
const EXAMPLE = new URL("../../data/ng/examples/savings-2026.csv", import.meta.url).pathname;
const NO_SITE = { styleHref: "/style.css", operator: null, funding: null, contact: null };
let folder = "";

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "openfees-cli-"));
  await writeFile(join(folder, "clean.csv"), "Date,Narration,Amount\n2026-02-03,POS SHOP,-10.00\n");
  await writeFile(join(folder, "bad.csv"), "Date,Narration,Amount\n2026-02-03,POS SHOP,-10.00\n2026-02-30,POS,-1.00\n");
  await writeFile(
    join(folder, "unsided.csv"),
    "Date,Narration,Amount\n2026-02-13,POS SHOP,10.00\n2026-02-14,POS,1.00\n",
  );
  await writeFile(join(folder, "notes.csv"), "just some words\n");
});
afterAll(() => rm(folder, { recursive: true }));

const run = (command: Command, args: readonly string[], isTerminal = false) =>
  runCommand(command, args, folder, isTerminal);

const packOf = (jurisdiction: string) => (jurisdiction === "ng" ? PACK : undefined);
const audit = auditCommand(() => ({
  packOf,
  engineVersion: VERSION,
  letter: {
    today: () => "2026-11-24" as never,
    template: shippedLetter,
    file: letterFile,
    workbook: async (sheets) => workbookOf(sheets),
  },
  page: async () => "<!doctype html>",
}));
const parse = parseCommand(packOf);

describe("openfees audit", () => {
  test("prints the same bytes as the server's child process and the engine", async () => {
    const { out, status } = await run(audit, [EXAMPLE, "--json"]);
    const bytes = new Uint8Array(await readFile(EXAMPLE));
    const engine = await engineAudit(bytes, PACK);
    const facts = { pack: PACK, template: shippedLetter(), site: NO_SITE, css: "" };
    const { audit: askChild } = askChildren({ pool: CHILDREN.pool, engineVersion: VERSION });
    const question = {
      facts,
      bytes,
      fileName: "x.csv",
      ask: "json",
      example: null,
      on: "2026-11-24" as never,
    } as const;
    const child = await askChild(question, AUDIT_LIMITS);
    expect(status).toBe(1);
    expect(engine.ok && engine.printed).toBe(out);
    expect(child.ok && child.parts.map(String)).toEqual([out]);
  }, 60_000);

  test("judges by the product that the person names, or that the file prints, as the child process and the engine do", async () => {
    const table = [
      "Date,Narration,Debit,Credit,Balance",
      "2026-02-01,OPENING BALANCE,,,50000.00",
      "2026-02-03,POS PURCHASE SHOP PLACE,20000.00,,30000.00",
      "2026-02-28,ACCOUNT MAINTENANCE FEE FEBRUARY 2026,20.00,,29980.00",
    ].join("\n");
    const head = "Access Bank\nStatement period: 2026-02-01 to 2026-02-28\n";
    const product = "ng.access.gold-current";
    const file = async (name: string, text: string) => {
      const path = join(folder, name);
      await writeFile(path, text);
      return path;
    };
    const unnamed = await file("unnamed.csv", `${head}Account type: Current\n${table}`);
    const named = await file("named.csv", `${head}Account type: GOLD CURRENT ACCOUNT\n${table}`);
    const said = await run(audit, [unnamed, "--json", "--product", product]);
    expect(said.out).toContain("own_list_is_lower");
    expect((await run(audit, [named, "--json"])).out).toBe(said.out);
    expect((await run(audit, [unnamed, "--json"])).out).not.toContain("own_list_is_lower");
    const bytes = new Uint8Array(await readFile(unnamed));
    const engine = await engineAudit(bytes, PACK, { product });
    expect(engine.ok && engine.printed).toBe(said.out);
    const facts = { pack: PACK, template: shippedLetter(), site: NO_SITE, css: "" };
    const about = { facts, bytes, fileName: "x.csv", ask: "json", example: null, on: "2026-11-24" as never } as const;
    const { audit: askChild } = askChildren({ pool: CHILDREN.pool, engineVersion: VERSION });
    const child = await askChild({ ...about, said: { product } }, AUDIT_LIMITS);
    expect(child.ok && child.parts.map(String)).toEqual([said.out]);
  }, 60_000);

  test("judges by what the person tells of a payment, as the child process and the engine do; a fact that is none is refused", async () => {
    const rows = [
      "Date,Description,Debit,Credit,Balance",
      "2025-04-15,ATM WITHDRAWAL OTHER BANK,20000.00,,80000.00",
      "2025-04-15,ATM WITHDRAWAL CHARGE OTHER BANK,600.00,,79400.00",
      "2025-04-30,CREDIT INTEREST,,1.00,79401.00",
    ];
    const path = join(folder, "machine.csv");
    await writeFile(path, rows.join("\n"));
    const untold = await run(audit, [path]);
    expect(untold.out).toContain("(--fact ROW.locality=on_site)");
    const bank = "ng.zenith";
    const said = await run(audit, [path, "--json", "--bank", bank, "--fact", "1.locality=on_site"]);
    expect(JSON.parse(said.out).totals.over).toBe("492.50");
    const away = await run(audit, [path, "--json", "--bank", bank, "--fact", "0.1.locality=off_site"]);
    expect(JSON.parse(away.out).totals.over).toBe("0.00");
    const told = [{ place: 0, row: 1, fact: "locality", value: "on_site" }] as const;
    const bytes = new Uint8Array(await readFile(path));
    const engine = await engineAudit(bytes, PACK, { bank, told });
    expect(engine.ok && engine.printed).toBe(said.out);
    const facts = { pack: PACK, template: shippedLetter(), site: NO_SITE, css: "" };
    const about = { facts, bytes, fileName: "x.csv", ask: "json", example: null, on: "2026-11-24" as never } as const;
    const { audit: askChild } = askChildren({ pool: CHILDREN.pool, engineVersion: VERSION });
    const child = await askChild({ ...about, said: { bank }, told }, AUDIT_LIMITS);
    expect(child.ok && child.parts.map(String)).toEqual([said.out]);
    for (const wrong of ["locality=on_site", "1.locality=nowhere", "1.bank=ng.zenith", "1.sameOwner=perhaps", "x"]) {
      const refused = await run(audit, [path, "--fact", wrong]);
      expect([refused.status, refused.err]).toEqual([2, expect.stringContaining(`but got "${wrong}"`)]);
    }
  }, 60_000);

  test("says the sum, the proof and the reason at a glance, in colour on a terminal only", async () => {
    const plain = await run(audit, [EXAMPLE]);
    expect(plain.out).toMatch(/NGN [\d.,]+ too much, in \d+ charges/);
    expect(plain.out).toContain("proves that none is missing");
    expect(plain.out).not.toContain("\u001b[");
    expect((await run(audit, [EXAMPLE], true)).out).toContain("\u001b[31m");
  });
  test("is said in the language that is named, and its data has the same codes", async () => {
    const pidgin = await run(audit, [EXAMPLE, "--lang", "pcm"]);
    expect(pidgin.out).toContain("we read 37 of 37 rows; the balance prove say none dey miss");
    expect(pidgin.out).toContain("Dem no return am".toLowerCase());
    expect(pidgin.out).not.toMatch(/too much, in |Cannot be told|rows read/);
    expect(pidgin.out).toContain("You no owe any levy for this payment of 4,500.00.");
    expect(pidgin.out).toContain("Person wey sabi Pidgin well well never read these words.");
    const lines = async (...more: string[]): Promise<{ why: string; worksheet: string[] }[]> =>
      JSON.parse((await run(audit, [EXAMPLE, "--json", ...more])).out).lines;
    const unsaid = { why: "", worksheet: [] };
    const [own, english] = [await lines("--lang", "pcm"), await lines()];
    expect(own.map((line) => ({ ...line, ...unsaid }))).toEqual(english.map((line) => ({ ...line, ...unsaid })));
    const said = (all: typeof own) => all.flatMap(({ why, worksheet }) => [why, ...worksheet]).filter(Boolean);
    expect(said(own).length).toBe(said(english).length);
    const same = said(own).filter((words) => said(english).includes(words));
    expect(same.filter((words) => /[a-z]{3}/.test(words))).toEqual([]);
    expect((await run(audit, [EXAMPLE, "--lang", "xx"])).out).toBe((await run(audit, [EXAMPLE])).out);
  });

  test("says what the reader had to choose, as a note and in the data, and so does parse", async () => {
    const { out } = await run(audit, ["unsided.csv"]);
    expect(out).toMatch(/Note on unsided\.csv: Nothing in the file tells money in from money out/);
    const { out: json } = await run(audit, ["unsided.csv", "--json"]);
    expect(JSON.parse(json).statement.warnings).toMatchObject([{ code: "direction_assumed", row: null }]);
    const { out: parsed } = await run(parse, ["unsided.csv"]);
    expect(parsed).toMatch(/note {2}Nothing in the file tells money in from money out/);
  });

  test("clears nothing of a statement without charges", async () => {
    const { status, out } = await run(audit, ["clean.csv"]);
    expect(status).toBe(0);
    expect(out).toContain("No charge found\n  No row that we read is a charge.");
  });

  test("is 1 where a charge cannot be told or a row lost the words, and clears neither", async () => {
    for (const [name, row] of [
      ["open.csv", "2026-02-03,SUNDRY BANK CHARGES,-40.00"],
      ["wordless.csv", "2026-02-03,,-53.75"],
    ] as const) {
      await writeFile(join(folder, name), `Date,Narration,Amount\n2026-02-02,POS SHOP,-10.00\n${row}\n`);
      const { status, out } = await run(audit, [name]);
      expect([name, status]).toEqual([name, 1]);
      expect(out).toMatch(/We could judge 0 of 1 charge|lost the words/);
    }
  });

  test("writes every line as CSV and a page as HTML where it is told to", async () => {
    const { status } = await run(audit, [EXAMPLE, "--csv", "lines.csv", "--html", "page.html"]);
    expect(status).toBe(1);
    const table = await readFile(join(folder, "lines.csv"), "utf8");
    expect(table.split("\r\n")).toHaveLength(39);
    expect(await readFile(join(folder, "page.html"), "utf8")).toBe("<!doctype html>");
    expect((await run(audit, [EXAMPLE, "--csv", "-"])).out).toBe(table);
  });

  test("of several files is one bundle; a file that cannot be read is named and the rest goes on", async () => {
    const { status, out, err } = await run(audit, [EXAMPLE, "clean.csv", "gone.csv", "--json"]);
    expect(status).toBe(1);
    expect(JSON.parse(out).results).toHaveLength(2);
    expect(err).toBe("gone.csv: There is no such file. [cannot_open]\n");
  });

  test.each([
    [["notes.csv"], "no_table"],
    [["gone.csv"], "cannot_open"],
    [["clean.csv", "--bank", "ng.nobody"], "No bank"],
    [["clean.csv", "--account-type", "gold"], "--account-type"],
    [["clean.csv", "--date-order", "xyz"], "--date-order"],
    [["clean.csv", "--jurisdiction", "zz"], "zz"],
    [["clean.csv", "--nonsense"], "--nonsense"],
    [[], "Name a file"],
  ])("refuses %j with a word on why", async (args, word) => {
    const { status, out, err } = await run(audit, args);
    expect([status, out]).toEqual([2, ""]);
    expect(err).toContain(word);
  });
});

describe("openfees parse", () => {
  test("is 0 for a file read whole, 1 with a rejected row, 2 for a refusal", async () => {
    expect((await run(parse, ["clean.csv"])).status).toBe(0);
    const bad = await run(parse, ["bad.csv", "--json"]);
    expect(bad.status).toBe(1);
    expect(JSON.parse(bad.out).statements[0].rejected).toEqual([
      { row: 2, raw: "2026-02-30,POS,-1.00", reason: '"2026-02-30" is no day' },
    ]);
    expect((await run(parse, ["notes.csv"])).status).toBe(2);
  });

  test("never puts out the holder's name of the file's head", async () => {
    const { out } = await run(parse, [EXAMPLE, "--json"]);
    expect(out).not.toContain("AYO MADEUP");
    expect(JSON.parse(out).statements[0].account).toEqual({ masked: "XXXXXX4821", currency: "NGN", type: "savings" });
  });

  test("of several files gives one answer a line", async () => {
    const { out } = await run(parse, ["clean.csv", "bad.csv", "--json"]);
    expect(
      out
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line).file),
    ).toEqual(["clean.csv", "bad.csv"]);
  });
});
