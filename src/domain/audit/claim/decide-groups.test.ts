import { expect, test } from "vitest";
import { shippedLetter, shippedPack } from "../../../../e2e/support/shipped-pack.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import { disputePacks } from "../../../letters/dispute-pack.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import type { CivilDate } from "../../dates/civil-date.ts";
import { formatMinor } from "../../money/money.ts";
import { auditFiles } from "../audit-files.ts";
import type { AuditBundle } from "../audit-result.ts";
import { decideGroups } from "./decide-groups.ts";

const pack = shippedPack();
const HEAD = (bank: string) => `${bank}\nAccount Number,0123456789\nDate,Narration,Amount\n`;
const OVER = (day: string) =>
  `2026-04-0${day},NIP TRANSFER TO ADA OBI ${day},-4000.00\n2026-04-0${day},NIP CHARGE + VAT,-53.75\n`;
const LEVY = "2026-04-05,CYBERSECURITY LEVY,-20.00\n";

async function audited(): Promise<AuditBundle> {
  const texts = [HEAD("Zenith Bank") + OVER("1") + OVER("2") + LEVY, HEAD("Access Bank") + OVER("1")];
  const files = [];
  for (const text of texts) {
    const read = await readInWords(new TextEncoder().encode(text), {}, pack);
    if (!read.ok) throw new Error(read.refusal.message);
    files.push(read.file);
  }
  return auditFiles(pack, files, { engineVersion: "0", say: ENGLISH }) as AuditBundle;
}

test("all groups together ask for what the audit found, and a dropped one for nothing, in the packs as in the sums", async () => {
  const answer = await audited();
  const facts = { pack, template: shippedLetter(), on: "2026-11-25" as CivilDate };
  const all = decideGroups(answer, new Set());
  expect(formatMinor(all.asked.reduce((sum, { over }) => sum + over, 0n))).toBe(answer.totals.over);
  expect(all.groups.length).toBe(3);
  for (const dropped of [[], ...all.groups.map(({ key }) => [key]), all.groups.map(({ key }) => key)]) {
    const decided = decideGroups(answer, new Set(dropped));
    const packs = disputePacks(answer, decided.claims, facts);
    const asked = decided.asked.filter(({ count }) => count > 0);
    expect(
      packs
        .map(({ bank, count, over }) => ({ bank, count, over }))
        .sort((a, b) => (String(a.bank) < String(b.bank) ? -1 : 1)),
    ).toEqual(
      asked
        .map(({ bank, count, over }) => ({ bank, count, over }))
        .sort((a, b) => (String(a.bank) < String(b.bank) ? -1 : 1)),
    );
    for (const { letters, over } of packs) expect(letters.map(({ view }) => view.over)).toEqual([formatMinor(over)]);
    expect(decided.asked).toHaveLength(2);
  }
});

test("a group has the same key when a file is added", async () => {
  const answer = await audited();
  const [zenith] = answer.results;
  if (!zenith) throw new Error("no statement");
  const alone = decideGroups(zenith, new Set()).groups.map(({ key }) => key);
  expect(decideGroups(answer, new Set()).groups.map(({ key }) => key)).toEqual(expect.arrayContaining(alone));
});
