import { describe, expect, test } from "vitest";
import { shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import type { SaidFile } from "../../statements/statement.ts";
import { auditFiles } from "../audit-files.ts";
import type { AuditBundle } from "../audit-result.ts";
import { claimsOf, groupClaims, minorOf } from "./claims.ts";
import { joinAccounts } from "./join-accounts.ts";

const pack = shippedPack();

/** `day amount narration` a line, with the balance that follows. */
async function file(opening: number, lines: readonly string[], account = ""): Promise<SaidFile> {
  let at = opening;
  const rows = lines.map((line) => {
    const [day, amount, ...words] = line.split(" ");
    at += Number(amount);
    return `${day},${words.join(" ")},${amount}.00,${at}.00`;
  });
  const head = account === "" ? "" : `Account Number,${account}\n`;
  const text = `${head}Opening Balance,${opening}.00\nDate,Narration,Amount,Balance\n${rows.join("\n")}\n`;
  const read = await readInWords(new TextEncoder().encode(text), {}, pack);
  if (!read.ok) throw new Error(read.refusal.message);
  return read.file;
}

const bundle = (...files: SaidFile[]): AuditBundle =>
  auditFiles(pack, files, { engineVersion: "0", say: ENGLISH, accountType: "savings" }) as AuditBundle;

const JANUARY = ["2026-01-01 500 TRANSFER FROM ADA OBI", "2026-01-31 -100 POS SHOP"];
const FEBRUARY = ["2026-02-02 -50 POS SHOP", "2026-02-28 -50 POS SHOP"];

describe("several statements of one account", () => {
  test("are one where the closing balance is the next one's opening, though no number is printed", async () => {
    const answer = bundle(await file(1400, FEBRUARY), await file(1000, JANUARY));
    const [account, ...others] = joinAccounts(answer);
    expect(others).toEqual([]);
    expect(account?.places).toEqual([1, 0]);
    expect(account?.joints).toEqual([{ before: 1, after: 0, kind: "meets", missing: null, moved: null }]);
    expect(account?.months).toEqual([
      { month: "2026-01", seen: "whole" },
      { month: "2026-02", seen: "whole" },
    ]);
  });

  test("with days missing between them say which days and what moved unseen", async () => {
    const march = ["2026-03-10 -10 POS SHOP", "2026-03-31 -10 POS SHOP"];
    const answer = bundle(await file(1000, JANUARY, "0123456789"), await file(1375, march, "0123456789"));
    const [account] = joinAccounts(answer);
    expect(account?.joints).toEqual([
      { before: 0, after: 1, kind: "gap", missing: { from: "2026-02-01", to: "2026-03-09" }, moved: "-25.00" },
    ]);
    expect(account?.months.map(({ seen }) => seen)).toEqual(["whole", "none", "part"]);
  });

  test("that overlap count each row once, and equal rows inside one file stay two payments", async () => {
    const twice = ["2026-01-30 -10 POS SHOP", "2026-01-31 -10 POS SHOP", "2026-01-31 -10 POS SHOP"];
    const answer = bundle(
      await file(1000, twice, "0123456789"),
      await file(990, [...twice.slice(1), "2026-02-03 -5 POS SHOP"], "0123456789"),
    );
    expect(answer.duplicates.map(({ rows }) => rows)).toEqual([
      [2, 1],
      [3, 2],
    ]);
    expect(joinAccounts(answer)[0]?.joints.map(({ kind }) => kind)).toEqual(["overlaps"]);
    expect(answer.results.map(({ lines }) => lines.length)).toEqual([3, 3]);
  });

  test("of two numbers are two accounts, whatever their balances", async () => {
    const answer = bundle(await file(1000, JANUARY, "0123456789"), await file(1400, FEBRUARY, "9876543210"));
    expect(joinAccounts(answer).map(({ masked }) => masked)).toEqual(["******6789", "******3210"]);
    expect(answer.duplicates).toEqual([]);
  });
});

test("claims of one kind are one group, and the groups add up to the total of all files, to the kobo", async () => {
  const fees = ["01", "02", "03"].flatMap((day) => [
    `2026-01-${day} -4000 NIP TRANSFER TO ADA OBI ${day}`,
    `2026-01-${day} -25 COMMISSION NIP TRANSFER TO ADA OBI ${day}`,
  ]);
  const answer = bundle(
    await file(90_000, fees, "0123456789"),
    await file(
      90_000,
      [...fees, "2026-01-09 -4000 NIP TRANSFER TO BOLA SANI", "2026-01-09 -30 COMMISSION NIP TRANSFER TO BOLA SANI"],
      "0123456789",
    ),
  );
  const claims = claimsOf(answer);
  const groups = groupClaims(claims);
  expect(groups.map((group) => [group.service, group.verdict, group.claims.length])).toEqual([
    ["transfer.interbank", "over_cap", 4],
  ]);
  expect(answer.duplicates).toHaveLength(6);
  expect(groups.reduce((sum, group) => sum + group.over, 0n)).toBe(minorOf(answer.totals.over));
  expect(claims.length).toBeGreaterThan(0);
});
