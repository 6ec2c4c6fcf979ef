import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { auditFiles } from "../audit-files.ts";
import type { AuditResult } from "../audit-result.ts";
import { type ToldFact, toldName } from "../told-facts.ts";
import { factsAsked } from "./ask-facts.ts";
import { readTold } from "./read-told.ts";

const pack = shippedPack();
const BANKS = pack.banks.map(({ id }) => id);

async function judge(rows: readonly string[], told: readonly ToldFact[] = []): Promise<AuditResult> {
  const text = ["Trans. Date,Narration,Debit,Credit,Balance", ...rows].join("\n");
  const read = await readInWords(new TextEncoder().encode(text), {}, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  return auditFiles(pack, [read.file], { engineVersion: "0", say: ENGLISH, told }) as AuditResult;
}
const tell = (name: string, value: string): ToldFact[] => readTold([[name, value]], BANKS);
const verdictOf = (result: AuditResult, row: number) => result.lines.find((one) => one.row === row)?.verdict;

const CARD = [
  "30-Jan-2026,1ST QUARTER 2026 CARD MAINT FEE-VISA,50.00,,950.00",
  "31-Jan-2026,CREDIT INTEREST,,1.00,951.00",
];
const MACHINE = [
  "15-Apr-2025,ATM WITHDRAWAL OTHER BANK,20000.00,,80000.00",
  "15-Apr-2025,ATM WITHDRAWAL CHARGE OTHER BANK,600.00,,79400.00",
  "30-Apr-2025,CREDIT INTEREST,,1.00,79401.00",
];

describe("a fact that a tap would settle", () => {
  test("is the kind of account where a charge waits for it, and both answers are judged by", async () => {
    const before = await judge(CARD);
    const asked = factsAsked(before).find(({ fact }) => fact === "account");
    expect(asked).toMatchObject({ name: "fact.0.account", charges: 1, told: null, payment: null });
    const name = asked?.name ?? "";
    expect(verdictOf(await judge(CARD, tell(name, "savings")), 1)).toBe("right");
    expect(verdictOf(await judge(CARD, tell(name, "current")), 1)).toBe("not_permitted");
  });

  test("is the bank where the file names none, and the letter and the judgement then know it", async () => {
    const before = await judge(CARD);
    expect(before.statement.bank).toBeNull();
    expect(factsAsked(before)[0]).toMatchObject({ fact: "bank", name: "fact.0.bank" });
    expect((await judge(CARD, tell("fact.0.bank", "ng.zenith"))).statement.bank).toBe("ng.zenith");
  });

  test("is where the machine of one withdrawal stood", async () => {
    const asked = factsAsked(await judge(MACHINE)).find(({ fact }) => fact === "locality");
    expect(asked).toMatchObject({ name: "fact.0.1.locality", charges: 1, payment: { row: 1 } });
    expect(verdictOf(await judge(MACHINE, tell("fact.0.1.locality", "off_site")), 2)).toBe("right");
    const onSite = await judge(MACHINE, tell("fact.0.1.locality", "on_site"));
    expect(onSite.lines.find(({ row }) => row === 2)).toMatchObject({ verdict: "over_cap", allowed: "107.50" });
    // of another withdrawal it says nothing
    expect(verdictOf(await judge(MACHINE, tell("fact.0.3.locality", "on_site")), 2)).toBe("cannot_tell");
  });

  test("stays among the questions with its answer, so that it can be told otherwise", async () => {
    const told = [...tell("fact.0.account", "savings"), ...tell("fact.0.1.locality", "on_site")];
    const asked = factsAsked(await judge(MACHINE, told), told);
    expect(asked.map(({ name, told: said, charges }) => [name, said, charges])).toEqual([
      ["fact.0.bank", null, 1],
      ["fact.0.account", "savings", 0],
      ["fact.0.1.locality", "on_site", 0],
    ]);
  });

  test("is asked of no statement that lacks nothing", async () => {
    const result = await judge(["30-Jan-2026,CREDIT INTEREST,,1.00,951.00"]);
    expect(factsAsked(result)).toEqual([]);
  });
});

describe("one owner of two accounts of one bank", () => {
  const rows = (bank: string) => [
    `05-Feb-2026,${bank} TRANSFER TO ADA MADEUP,20000.00,,80000.00`,
    `05-Feb-2026,FGN STAMP DUTY ${bank} TRANSFER TO ADA MADEUP,50.00,,79950.00`,
    "28-Feb-2026,CREDIT INTEREST,,1.00,79951.00",
  ];

  test.each(["INTRA BANK", "SAME BANK", "IN-HOUSE"])("decides the levy on a transfer called %s", async (words) => {
    const before = await judge(rows(words));
    const line = before.lines.find(({ kind }) => kind === "levy");
    expect(line?.missing).toEqual(["sameOwner"]);
    const [asked] = factsAsked(before).filter(({ fact }) => fact === "sameOwner");
    const told = async (value: string) =>
      verdictOf(await judge(rows(words), tell(asked?.name ?? "", value)), line?.row ?? 0);
    expect([await told("yes"), await told("no")]).toEqual(["not_permitted", "right"]);
  });
});

describe("what a form tells", () => {
  test("is read back by the name under which it was asked", () => {
    const facts: ToldFact[] = [
      { place: 0, row: null, fact: "bank", value: BANKS[0] as string },
      { place: 3, row: null, fact: "account", value: "current" },
      { place: 1, row: 17, fact: "locality", value: "off_site" },
      { place: 0, row: 2, fact: "sameOwner", value: "no" },
    ];
    expect(
      readTold(
        facts.map((one) => [toldName(one), one.value]),
        BANKS,
      ),
    ).toEqual(facts);
  });

  test("is nothing where name or value is none of ours, whatever comes", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.string(), fc.string())), (fields) => {
        expect(readTold(fields, BANKS)).toEqual([]);
      }),
    );
    for (const [name, value] of [
      ["fact.0.bank", "ng.nobody"],
      ["fact.0.1.bank", BANKS[0] as string],
      ["fact.0.account", "on_site"],
      ["fact.0.locality", "on_site"],
      ["fact.0.1.locality", ""],
      ["fact.-1.account", "savings"],
    ] as const)
      expect(readTold([[name, value]], BANKS), name).toEqual([]);
  });
});
