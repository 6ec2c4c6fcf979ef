/** What people type is no charge, and what banks print is one: in our own words, and with each wording of the pack taken away. */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { auditFiles } from "../src/domain/audit/audit-files.ts";
import { ACCUSATIONS, type AuditLine } from "../src/domain/audit/audit-result.ts";
import type { Pack } from "../src/domain/fees/pack.ts";
import { readInWords } from "../src/engine/read-in-words.ts";
import { ENGLISH } from "../src/words/say-english.ts";
import { FRESH_CHARGES, FRESH_INNOCENT } from "./support/fresh-narrations.ts";
import {
  BARE,
  CHARGED,
  CHARGES_BEGUN,
  GONE_ON,
  INNOCENT,
  TYPED_ALONE,
  TYPED_BEHIND,
} from "./support/own-narrations.ts";

const PACK = shippedPack("ng");

/** One line a day beside a payment of another kind, on both kinds of account. */
async function audit(
  rows: readonly (readonly [string, string, ...unknown[]])[],
  account: "savings" | "current",
  pack: Pack = PACK,
): Promise<readonly AuditLine[]> {
  let held = 9_000_000_00n;
  const lines = rows.map(([text, sum], i) => {
    held -= BigInt(sum.replace(".", ""));
    const day = new Date(Date.UTC(2026, 1, 2 + Math.floor(i / 3))).toISOString().slice(0, 10);
    return `${day};${text};-${sum};${held / 100n}.${String(held % 100n).padStart(2, "0")}`;
  });
  const read = await readInWords(
    new TextEncoder().encode(`Date;Narration;Amount;Balance\n${lines.join("\n")}\n`),
    {},
    pack,
  );
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(pack, [read.file], { accountType: account, engineVersion: "0", say: ENGLISH });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer.lines;
}

const accused = (lines: readonly AuditLine[]) =>
  lines
    .filter(({ verdict }) => verdict !== null && ACCUSATIONS.has(verdict))
    .map(({ narration, amount, service }) => `${narration} ${amount} ${service}`);

describe("what people pay in words of charges", () => {
  test("is enough to tell", () => {
    const distinct = (rows: readonly (readonly [string, ...unknown[]])[]) => new Set(rows.map(([text]) => text)).size;
    expect(distinct(INNOCENT)).toBeGreaterThanOrEqual(200);
    expect(distinct(TYPED_BEHIND)).toBeGreaterThanOrEqual(200);
    expect(distinct(CHARGED)).toBeGreaterThanOrEqual(200);
  });

  test.each(["savings", "current"] as const)(
    "is never accused on a %s account, with the bank's words before it or without",
    async (account) => {
      const behind = [...INNOCENT, ...TYPED_BEHIND];
      const lines = await audit([...behind, ...BARE, ...TYPED_ALONE], account);
      expect(accused(lines)).toEqual([]);
      const charges = lines.slice(0, behind.length).filter(({ kind }) => kind !== "transaction");
      expect(charges.map(({ narration, kind }) => `${narration} ${kind}`)).toEqual([]);
    },
  );

  test.each(["savings", "current"] as const)(
    "is never accused on a %s account in words that were written before the reading of lines was read",
    async (account) => {
      expect(FRESH_INNOCENT.length).toBeGreaterThanOrEqual(150);
      const lines = await audit(FRESH_INNOCENT, account);
      expect(accused(lines)).toEqual([]);
      // "refund charges wey you collect", in lower case and without a stroke: a charge as likely as a note
      expect(lines.filter(({ kind }) => kind !== "transaction").length).toBeLessThanOrEqual(1);
    },
  );

  test("is never accused where it begins as a charge and goes on in words of one's own, whatever the sum", async () => {
    const sums = ["6.98", "50.01", "53.75", "107.50", "260.00", "1000.00", "1612.50", "3500.00", "5375.00", "20000.00"];
    const rows = CHARGES_BEGUN.flatMap((charge, i) =>
      GONE_ON.flatMap((words, j) => {
        const sum = sums[(i + j) % sums.length] as string;
        return [`${charge} ${words}`, `${charge} ${words}`.toLowerCase()].map((text) => [text, sum] as const);
      }),
    );
    for (const account of ["savings", "current"] as const) expect(accused(await audit(rows, account))).toEqual([]);
  });

  test("is never accused as a levy for something of one's own, beside a payment that owes just that sum or none", async () => {
    const what = ["my C of O", "Mama Chidi shop", "our estate gate", "land at Epe", "iya Bose", "school bootcamp"];
    const rows = ["Stamp duty", "EMTL", "Cybersecurity levy", "CYBER LEVY"].flatMap((levy) =>
      what.flatMap((own) =>
        (
          [
            ["20000.00", "100.00"],
            ["10000.00", "50.00"],
            ["4000.00", "50.00"],
          ] as const
        ).flatMap(([paid, sum]) => [["TRF TO GTB/ADA OBI", paid] as const, [`${levy} for ${own}`, sum] as const]),
      ),
    );
    for (const account of ["savings", "current"] as const) expect(accused(await audit(rows, account))).toEqual([]);
  });

  test("is no levy of a payment that went out weeks before it, however well its sum would fit", async () => {
    const days = Array.from({ length: 30 }, (_, i) => [`POS PURCHASE SHOP ${i}`, "1500.00"] as const);
    const typed = ["Cybersecurity levy protest t-shirt", "500.00"] as const;
    const paid = ["TRF TO GTB/ADA OBI", "100000.00"] as const;
    expect(accused(await audit([paid, ...days, typed], "savings"))).toEqual([]);
    expect(accused(await audit([typed, ...days, paid], "savings"))).toEqual([]);
    expect(accused(await audit([...days, paid, typed], "savings"))).toHaveLength(1);
  });

  test("is never accused when any one wording or payment's beginning of the pack is taken away", async () => {
    const without = [
      ...PACK.wordings.map((gone) => ({ ...PACK, wordings: PACK.wordings.filter((one) => one !== gone) })),
      ...(PACK.narration.payments ?? []).map((gone) => ({
        ...PACK,
        narration: { ...PACK.narration, payments: (PACK.narration.payments ?? []).filter((one) => one !== gone) },
      })),
    ];
    const rows = [...INNOCENT, ...TYPED_BEHIND, ...BARE, ...TYPED_ALONE, ...FRESH_INNOCENT];
    for (const pack of without)
      for (const account of ["savings", "current"] as const)
        expect(accused(await audit(rows, account, pack))).toEqual([]);
  }, 600_000);
});

describe("what banks take", () => {
  test.each([
    ["our own", CHARGED],
    ["fresh", FRESH_CHARGES],
  ] as const)("is found in at least 95 of 100 of %s wordings, and its service in 93", async (_, charges) => {
    expect(charges.length).toBeGreaterThanOrEqual(150);
    const lines = await audit(charges, "current");
    const found = lines.filter(({ kind }, i) => kind === charges[i]?.[2]);
    const served = lines.filter(({ service }, i) => service === charges[i]?.[3]);
    expect(found.length / charges.length).toBeGreaterThanOrEqual(0.95);
    expect(served.length / charges.length).toBeGreaterThanOrEqual(0.93);
  });
});
