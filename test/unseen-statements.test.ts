/**
 * How right accusations are on statements that nothing was tuned on: seeds of our own generator that are used nowhere else, and a
 * second generator with other words and orders whose bank does take too much. The figures are printed.
 */
import { describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { auditFiles } from "../src/domain/audit/audit-files.ts";
import { ACCUSATIONS } from "../src/domain/audit/audit-result.ts";
import { readInWords } from "../src/engine/read-in-words.ts";
import { ENGLISH } from "../src/words/say-english.ts";
import { madeAccount, printed } from "./support/made-account.ts";
import { keyOf, otherCustomer } from "./support/other-customer.ts";

const PACK = shippedPack("ng");
/** UNSEEN=N statements of each kind; the short form is for every run. */
const MANY = Number(process.env.UNSEEN ?? 24);
const FROM = Number(process.env.UNSEEN_FROM ?? 90_001);

/** One transfer in so many is charged wrongly: where two mistakes of neighbouring days can make up for each other, one is missed. */
const OFTEN = Number(process.env.UNSEEN_OFTEN ?? 20);

type Found = { readonly key: string; readonly row: number; readonly verdict: string; readonly why: string };

async function accusedIn(text: string, account: "savings" | "current", lines: number): Promise<Found[]> {
  const read = await readInWords(new TextEncoder().encode(text), {}, PACK);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(PACK, [read.file], { engineVersion: "0", say: ENGLISH, accountType: account });
  if ("results" in answer) throw new Error("one statement was made");
  expect(answer.lines.length).toBe(lines);
  return answer.lines.flatMap(({ row, date, amount, verdict, why, narration }) =>
    verdict !== null && ACCUSATIONS.has(verdict)
      ? [{ key: keyOf(date, amount), row, verdict, why: `${narration}: ${why}` }]
      : [],
  );
}

describe("statements that nothing was tuned on", () => {
  test("of banks that charge right are accused of nothing", async () => {
    let lines = 0;
    const wrong: string[] = [];
    for (let seed = FROM; seed < FROM + MANY; seed++) {
      const made = madeAccount(seed);
      const other = otherCustomer(seed, 0);
      lines += made.rows.length + other.lines;
      for (const one of await accusedIn(printed(made, seed), made.account, made.rows.length))
        wrong.push(`first, seed ${seed}, row ${one.row}: ${one.verdict}, ${one.why}`);
      for (const one of await accusedIn(other.text, other.account, other.lines))
        wrong.push(`second, seed ${seed}, row ${one.row}: ${one.verdict}, ${one.why}`);
    }
    console.info(`${2 * MANY} unseen statements of banks that charge right: ${lines} lines, ${wrong.length} accused`);
    expect(wrong).toEqual([]);
  });

  test("of a bank that takes too much are accused of nothing else, and of nearly all of it", async () => {
    const kinds = new Map<string, { planted: number; found: number }>();
    let [accused, right] = [0, 0];
    const wrong: string[] = [];
    for (let seed = FROM; seed < FROM + MANY; seed++) {
      const { text, account, lines, planted } = otherCustomer(seed, OFTEN);
      const open = [...planted];
      const found = await accusedIn(text, account, lines);
      accused += found.length;
      for (const one of found) {
        const at = open.findIndex(({ key }) => key === one.key);
        if (at < 0) wrong.push(`seed ${seed}, row ${one.row}: ${one.verdict}, ${one.why}`);
        else {
          const [hit] = open.splice(at, 1);
          right++;
          count(kinds, hit?.kind as string, true);
        }
      }
      for (const { key, kind } of open) {
        count(kinds, kind, false);
        if (process.env.UNSEEN_SHOW) console.info(`missed: seed ${seed} ${kind} ${key}`);
      }
    }
    const all = [...kinds.values()].reduce((sum, { planted }) => sum + planted, 0);
    const table = [...kinds].map(([kind, { planted, found }]) => `${kind} ${found}/${planted}`).sort();
    const precision = right / accused;
    const recall = right / all;
    console.info(
      `${MANY} unseen statements of a bank that takes too much: ${all} planted, ${accused} accused, precision ${precision.toFixed(4)}, recall ${recall.toFixed(4)} (${table.join(", ")})`,
    );
    expect(all).toBeGreaterThan(2 * MANY);
    if (process.env.UNSEEN_SHOW) console.info(wrong.join("\n"));
    expect(precision).toBeGreaterThanOrEqual(0.998);
    expect(recall).toBeGreaterThanOrEqual(0.97);
  });
});

function count(kinds: Map<string, { planted: number; found: number }>, kind: string, found: boolean): void {
  const one = kinds.get(kind) ?? { planted: 0, found: 0 };
  kinds.set(kind, { planted: one.planted + 1, found: one.found + Number(found) });
}
