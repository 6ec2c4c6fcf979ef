/**
 * Rows in which a bank prints how the account stands, in whatever words, are recognised by arithmetic: each is the one
 * before plus the sums between them. Rows with known words are recognised elsewhere.
 */
import type { ParsedStatement, StatementLine } from "../../domain/statements/statement.ts";
import { unitsOf } from "../text/exact-number.ts";

/** So many steps from one such row to the next are no coincidence. */
const STEPS = 2;

const wordsOf = ({ narration }: StatementLine): string => narration.toLowerCase().replace(/[\d\W_]+/gu, " ");

/** Whether rows of the same words, at these places, each follow from the one before by the sums between them. */
function stand(at: readonly number[], before: readonly bigint[], lines: readonly StatementLine[]): boolean {
  const own = (i: number): bigint => unitsOf((lines[i] as StatementLine).amount);
  const moved = (a: number, b: number): bigint => (before[b] as bigint) - (before[a + 1] as bigint);
  let [down, up, between] = [true, true, 0];
  for (let i = 1; i < at.length; i++) {
    const [a, b] = [at[i - 1] as number, at[i] as number];
    if (b > a + 1) between++;
    // the newest first: a row sums up what stands below it
    down &&= own(b) - own(a) === moved(a, b);
    up &&= own(a) - own(b) === moved(a, b);
    if (!down && !up) return false;
  }
  return between >= STEPS;
}

/** Places of the data rows that move money, where others only say how the account stands; null where none do. */
export function withoutStanding({ lines, rejected, chain }: ParsedStatement): readonly number[] | null {
  if (chain.state === "complete" || rejected.length > 0 || lines.some(({ row }, i) => row !== i + 1)) return null;
  const places = new Map<string, number[]>();
  const before = [0n];
  lines.forEach((line, i) => {
    const words = wordsOf(line);
    const same = places.get(words);
    if (same) same.push(i);
    else places.set(words, [i]);
    before.push((before[i] as bigint) + unitsOf(line.amount));
  });
  for (const at of places.values()) {
    if (at.length <= STEPS || at.length * 2 > lines.length + 1 || !stand(at, before, lines)) continue;
    const left = new Set(at);
    return lines.flatMap((_line, i) => (left.has(i) ? [] : [i]));
  }
  return null;
}
