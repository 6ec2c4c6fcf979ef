/** Every labelled statement, judged in this process: what the scorer asks, and what happens when one bank's data is taken away. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { shippedPack } from "../src/db/link/shipped-pack.ts";
import { auditFiles } from "../src/domain/audit/audit-files.ts";
import { ACCUSATIONS, type AuditLine, type AuditResult, type Verdict } from "../src/domain/audit/audit-result.ts";
import type { AccountType, Pack } from "../src/domain/fees/pack.ts";
import { readInWords } from "../src/engine/read-in-words.ts";
import { FILE_READERS } from "../src/readers/file-readers.ts";
import { ENGLISH } from "../src/words/say-english.ts";
import { sharedPath } from "./support/shared-folder.ts";

type TruthLine = { row: number; kind: string; verdict: Verdict | null; accept?: (Verdict | null)[]; amount: string };
type Truth = {
  statement: { bank: string | null; rows: { total: number; read: number; rejected: number }; chain: { state: string } };
  options?: { "account-type"?: AccountType; bank?: string };
  columns?: string[];
  lines: TruthLine[];
};

const folder = sharedPath("corpus/ng-labelled");
const names = folder ? readdirSync(folder).filter((name) => existsTruth(name)) : [];
function existsTruth(name: string): boolean {
  return readdirSync(folder as string).includes(`${name}.truth.json`);
}

const truthOf = (name: string): Truth => JSON.parse(readFileSync(join(folder as string, `${name}.truth.json`), "utf8"));

async function audited(name: string, pack: Pack): Promise<AuditResult> {
  const { options = {} } = truthOf(name);
  const read = await readInWords(readFileSync(join(folder as string, name)), {}, pack, FILE_READERS);
  if (!read.ok) throw new Error(read.refusal.message);
  const answer = auditFiles(pack, [read.file], {
    engineVersion: "0",
    say: ENGLISH,
    ...(options.bank ? { bank: options.bank } : {}),
    ...(options["account-type"] ? { accountType: options["account-type"] } : {}),
  });
  if ("results" in answer) throw new Error("one statement was wanted");
  return answer;
}

const accuses = (line: Pick<AuditLine, "verdict">): boolean => line.verdict !== null && ACCUSATIONS.has(line.verdict);

/** Accusations that the truth does not hold, and true ones that were not made. */
function compare(result: AuditResult, truth: Truth): { made: number; falseOnes: number[]; missed: number[] } {
  const byRow = new Map(truth.lines.map((line) => [line.row, line]));
  const made = result.lines.filter(accuses);
  const told = new Map(result.lines.map((line) => [line.row, line]));
  const may = (line: TruthLine | undefined): boolean =>
    line !== undefined && [line.verdict, ...(line.accept ?? [])].some((v) => v !== null && ACCUSATIONS.has(v));
  return {
    made: made.length,
    falseOnes: made.filter((line) => !may(byRow.get(line.row))).map((line) => line.row),
    missed: truth.lines
      .filter((line) => line.verdict !== null && ACCUSATIONS.has(line.verdict))
      .filter((line) => !accuses(told.get(line.row) ?? { verdict: null }))
      .map((line) => line.row),
  };
}

describe.skipIf(!folder)("the labelled Nigerian statements", () => {
  let pack: Pack;
  beforeAll(() => {
    pack = shippedPack("ng");
  });

  test.each(names)("%s is read whole and judged without a false accusation", async (name) => {
    const truth = truthOf(name);
    const result = await audited(name, pack);
    expect(result.statement.rows).toEqual(truth.statement.rows);
    expect(result.statement.chain.state).toBe(truth.statement.chain.state);
    expect(result.lines.map(({ row, kind }) => `${row} ${kind}`)).toEqual(
      truth.lines.filter((line) => !("raw" in line)).map(({ row, kind }) => `${row} ${kind}`),
    );
    const { falseOnes, missed } = compare(result, truth);
    expect({ falseOnes, missed }).toEqual({ falseOnes: [], missed: [] });
  });

  test("without what we know of one bank its files are still accused at a precision of 0.99 or more", async () => {
    const seen: { name: string; taken: number; made: number; falseOnes: number }[] = [];
    for (const name of names) {
      const truth = truthOf(name);
      const { bank } = truth.statement;
      // a layout is found by its header, so a bank's file may be read by another bank's: all of them go
      const without: Pack = {
        ...pack,
        layouts: [],
        wordings: pack.wordings.filter((wording) => bank === null || !wording.banks?.includes(bank)),
        listedFees: pack.listedFees.filter((fee) => bank === null || fee.bank !== bank),
      };
      const taken = (["layouts", "wordings", "listedFees"] as const).reduce(
        (sum, part) => sum + pack[part].length - without[part].length,
        0,
      );
      const { made, falseOnes } = compare(await audited(name, without), truth);
      seen.push({ name, taken, made, falseOnes: falseOnes.length });
    }
    expect(seen.filter(({ taken }) => taken === 0)).toEqual([]);
    expect(seen.filter(({ made, falseOnes }) => falseOnes > made * 0.01)).toEqual([]);
    // a precision of nothing would hold for an auditor who accuses nobody
    expect(seen.reduce((sum, { made }) => sum + made, 0)).toBeGreaterThan(5 * seen.length);
  });
});
