/** Small statements with more than one reading: what is wrong under each of them is accused, and nothing else. */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { BACK } from "./one-reading/back.ts";
import type { Case } from "./one-reading/case.ts";
import { DAYS } from "./one-reading/days.ts";
import { PERIODS } from "./one-reading/periods.ts";
import { WORDS } from "./one-reading/words.ts";
import { accusedOf, auditRows } from "./support/audit-rows.ts";

const KINDS: Readonly<Record<string, readonly Case[]>> = {
  "what a charge is billed for": PERIODS,
  "which payment a charge is for": DAYS,
  "what came back, and who owed it": BACK,
  "whose words they are": WORDS,
};

test("a row of the grammar that is one bank's says how sure it is, where it was seen and by which channel", () => {
  const own = (shippedPack("ng").narration.payments ?? []).filter(({ banks }) => banks);
  expect(own.length).toBeGreaterThan(3);
  for (const { id, grade, source, channel } of own) expect([id, grade, source, channel]).not.toContain(undefined);
  for (const { grade, source } of own) if (/memory/i.test(source ?? "")) expect(grade).toBe("D");
});

for (const [kind, cases] of Object.entries(KINDS))
  describe(kind, () => {
    for (const one of cases)
      test(one.name, async () => {
        const answer = await auditRows(one.rows, one.said);
        expect(answer.rejected).toEqual([]);
        const found = Object.fromEntries(accusedOf(answer).map(({ row, verdict }) => [row, verdict]));
        expect(found).toEqual(one.accused);
        for (const [row, verdict] of Object.entries(one.told ?? {}))
          expect(answer.lines.find((line) => line.row === Number(row))?.verdict).toBe(verdict);
      });
  });
