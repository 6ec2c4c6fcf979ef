import { describe, expect, test } from "vitest";
import { fileOf, labelledByHand } from "../../../../test/support/hand-labelled.ts";
import { shippedPack } from "../../../db/link/shipped-pack.ts";
import { readInWords } from "../../../engine/read-in-words.ts";
import { ENGLISH } from "../../../words/say-english.ts";
import { auditStatement } from "../audit-statement.ts";
import { NeedsRareJudges } from "./rare.ts";
import { RARE_JUDGES } from "./rare-charges.ts";

const PACK = shippedPack("ng");

/** What the audit of a file says with the judges of rare charges and without them; null where it needs them. */
async function judged(labelled: ReturnType<typeof labelledByHand>[number]) {
  const read = await readInWords(fileOf(labelled), {}, PACK);
  if (!read.ok) throw new Error(labelled.about);
  const [statement] = read.file.statements;
  if (!statement) throw new Error(labelled.about);
  const options = { engineVersion: "0", say: ENGLISH, bank: labelled.bank, accountType: labelled.account };
  const whole = auditStatement(PACK, read.file, statement, { ...options, rare: RARE_JUDGES });
  try {
    return { whole, plain: auditStatement(PACK, read.file, statement, options) };
  } catch (thrown) {
    if (thrown instanceof NeedsRareJudges) return { whole, plain: null };
    throw thrown;
  }
}

describe("an audit without the judges of rare charges", () => {
  test("says the same or that it needs them, and most statements need none", async () => {
    const all = await Promise.all(labelledByHand().map(judged));
    const needless = all.filter(({ plain }) => plain !== null);
    for (const { plain, whole } of needless) expect(plain).toEqual(whole);
    expect(needless.length).toBeGreaterThan(all.length / 2);
    expect(needless.length).toBeLessThan(all.length);
  });
});
