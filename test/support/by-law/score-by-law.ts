/** Audits made lives and counts what was accused rightly, wrongly and not at all. */
import { auditFiles } from "../../../src/domain/audit/audit-files.ts";
import { ACCUSATIONS } from "../../../src/domain/audit/audit-result.ts";
import type { Pack } from "../../../src/domain/fees/pack.ts";
import { readInWords } from "../../../src/engine/read-in-words.ts";
import { ENGLISH } from "../../../src/words/say-english.ts";
import { customerLife, type Life } from "./customer-life.ts";
import { otherLife } from "./other-life.ts";
import { plain, printLife } from "./print-life.ts";

/** The first seed of the statements that are counted, chosen on 2026-11-30: those before it were looked at while the judge was mended. */
export const BY_LAW_SEEDS = 70_001;
/** One payment in so many is charged wrongly. */
export const OFTEN = 25;

/** Every fourth is at a wallet, an agent's or in other money. */
export const lifeOf = (seed: number, often: number): Life =>
  seed % 4 === 0 ? otherLife(seed, often) : customerLife(seed, often);

export type Score = {
  readonly statements: number;
  readonly lines: number;
  readonly charges: number;
  /** Charges that were called right or wrong: the others were said to be open. */
  readonly judged: number;
  readonly planted: number;
  readonly found: number;
  readonly falseAlarms: number;
  /** Mistakes by kind: found of planted. */
  readonly kinds: ReadonlyMap<string, { readonly planted: number; readonly found: number }>;
  /** Each false alarm and each miss, for who mends them. */
  readonly wrong: readonly string[];
  readonly missed: readonly string[];
};

/** A mistake is found where a line of its day and sum is accused: which of two equal lines is the wrong one, nobody can say. */
export async function scoreByLaw(pack: Pack, seeds: { from: number; count: number }, often: number): Promise<Score> {
  let [lines, charges, judged, planted, found, falseAlarms] = [0, 0, 0, 0, 0, 0];
  const kinds = new Map<string, { planted: number; found: number }>();
  const wrong: string[] = [];
  const missed: string[] = [];
  const count = (kind: string, hit: boolean) => {
    const one = kinds.get(kind) ?? { planted: 0, found: 0 };
    kinds.set(kind, { planted: one.planted + 1, found: one.found + Number(hit) });
  };
  for (let seed = seeds.from; seed < seeds.from + seeds.count; seed++) {
    const life = lifeOf(seed, often);
    const read = await readInWords(new TextEncoder().encode(printLife(life, seed)), {}, pack);
    if (!read.ok) throw new Error(`seed ${seed}: ${read.refusal.message}`);
    const answer = auditFiles(pack, [read.file], {
      engineVersion: "0",
      say: ENGLISH,
      accountType: life.account,
      ...(life.bank ? { bank: life.bank } : {}),
    });
    if ("results" in answer) throw new Error(`seed ${seed}: one statement was made`);
    if (answer.lines.length !== life.rows.length)
      throw new Error(`seed ${seed}: ${answer.lines.length} of ${life.rows.length} lines read`);
    lines += life.rows.length;
    charges += life.rows.filter(({ charge }) => charge).length;
    const open = life.rows.flatMap(({ on, kobo, text, wrong: kind }) =>
      kind ? [{ key: `${on} ${plain(kobo)}`, kind, text }] : [],
    );
    planted += open.length;
    for (const line of answer.lines) {
      if (line.verdict !== null && line.verdict !== "cannot_tell") judged++;
      if (line.verdict === null || !ACCUSATIONS.has(line.verdict)) continue;
      const at = open.findIndex(({ key }) => key === `${line.date} ${line.amount}`);
      const [hit] = at < 0 ? [] : open.splice(at, 1);
      if (hit) {
        found++;
        count(hit.kind, true);
      } else {
        falseAlarms++;
        wrong.push(
          `seed ${seed} row ${line.row} ${line.date} ${line.amount} ${line.narration}: ${line.verdict}, ${line.why} [${life.habits}]`,
        );
      }
    }
    for (const { key, kind, text } of open) {
      count(kind, false);
      const line = answer.lines.find(({ date, amount }) => `${date} ${amount}` === key);
      missed.push(
        `seed ${seed} ${kind} ${key} ${text}: ${line?.verdict} ${line?.missing} ${line?.why} [${life.habits}]`,
      );
    }
  }
  return { statements: seeds.count, lines, charges, judged, planted, found, falseAlarms, kinds, wrong, missed };
}
