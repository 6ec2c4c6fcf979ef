import type { Contender, GivenFile, ReadRow } from "./contender.ts";
import type { Case } from "./made-files.ts";

/** Rows of all files together. A row read with a wrong day or sum is wrong; one without a counterpart is missed or made up. */
export type Score = {
  right: number;
  wrong: number;
  missed: number;
  madeUp: number;
  /** Files of which every row is right and none is too many. */
  whole: number;
  /** What went wrong, in words, and in how many files. */
  readonly faults: Map<string, number>;
};

const keyOf = ({ date, units }: ReadRow): string => `${date} ${units}`;

/** How many of one list have an equal in the other, each used once. */
function shared(one: readonly string[], other: readonly string[]): number {
  const left = new Map<string, number>();
  for (const key of other) left.set(key, (left.get(key) ?? 0) + 1);
  return one.filter((key) => {
    const count = left.get(key) ?? 0;
    left.set(key, count - 1);
    return count > 0;
  }).length;
}

/** The rows, or in words why there are none. */
export async function tryToRead({ read }: Contender, file: GivenFile): Promise<readonly ReadRow[] | string> {
  try {
    return await read(file);
  } catch (cause) {
    const said = cause instanceof Error ? cause.message : String(cause);
    return `stopped: ${(said.split("\n")[0] ?? "").replace(/\d+/g, "N").slice(0, 90)}`;
  }
}

export async function scoreOf(contender: Contender, cases: readonly Case[]): Promise<Score> {
  const score: Score = { right: 0, wrong: 0, missed: 0, madeUp: 0, whole: 0, faults: new Map() };
  const blame = (fault: string) => score.faults.set(fault, (score.faults.get(fault) ?? 0) + 1);
  for (const one of cases) {
    const read = await tryToRead(contender, one);
    const got = typeof read === "string" ? [] : read;
    const right = shared(got.map(keyOf), one.want.map(keyOf));
    const [over, under] = [got.length - right, one.want.length - right];
    const wrong = Math.min(over, under);
    score.right += right;
    score.wrong += wrong;
    score.missed += under - wrong;
    score.madeUp += over - wrong;
    if (over + under === 0) score.whole++;
    else blame(typeof read === "string" ? read : faultOf(got, one.want));
  }
  return score;
}

/** What differs, by the part that would mend most of it. */
function faultOf(got: readonly ReadRow[], want: readonly ReadRow[]): string {
  if (got.length === 0) return "no rows";
  const same = (part: (row: ReadRow) => string) => shared(got.map(part), want.map(part));
  const size = (units: bigint) => String(units < 0n ? -units : units);
  const [days, sums, sizes] = [same((r) => r.date), same((r) => String(r.units)), same((r) => size(r.units))];
  if (got.length !== want.length) return got.length < want.length ? "rows left out" : "rows too many";
  if (sums === want.length) return "wrong days";
  if (sizes === want.length) return "wrong signs";
  return days === want.length ? "wrong sums" : "wrong days and sums";
}
