/**
 * One idea: the running balance proves that every row was read, in the right direction. Where rows carry no balance, the
 * opening balance plus all amounts must give the closing one.
 */
import type { Chain, DecimalText, ParsedStatement, StatementLine } from "../domain/statements/statement.ts";
import { unitsOf } from "./exact-number.ts";

export type ChainLine = Pick<StatementLine, "row" | "date" | "amount" | "balance">;

export type ChainEnds = {
  readonly opening: DecimalText | null;
  readonly closing: DecimalText | null;
  /** Rows that were rejected: a step over one proves nothing. */
  readonly rejected?: readonly number[];
};

export type ChainProof = { readonly chain: Chain; readonly order: ParsedStatement["order"] };

const ABSENT: Chain = { state: "absent", breaks: [] };

/** Proves a statement in the order of its rows or against it, whichever breaks less. */
export function proveChain(lines: readonly ChainLine[], ends: ChainEnds): ChainProof {
  const order = orderOfDates(lines);
  if (lines.every((line) => line.balance === null)) return { chain: byEnds(lines, ends), order };
  const forwards = steps(lines, ends);
  const backwards = steps([...lines].reverse(), ends);
  if (forwards.taken === 0 && backwards.taken === 0) return { chain: ABSENT, order };
  const back =
    backwards.breaks.length < forwards.breaks.length || (tied(forwards, backwards) && order === "newest_first");
  const best = back ? backwards : forwards;
  const rejected = ends.rejected ?? [];
  const breaks = [...new Set([...best.breaks, ...rejected])].sort((a, b) => a - b);
  if (breaks.length > 0) return { chain: { state: "broken", breaks }, order };
  const proven = tied(forwards, backwards) ? order : back ? "newest_first" : "oldest_first";
  return { chain: { state: "complete", breaks: [] }, order: proven };
}

type Steps = { readonly breaks: readonly number[]; readonly taken: number };

const tied = (a: Steps, b: Steps): boolean => a.breaks.length === b.breaks.length;

/** Walks from the oldest row to the newest and notes each row whose balance is not the one before plus its amount. */
function steps(lines: readonly ChainLine[], ends: ChainEnds): Steps {
  const breaks: number[] = [];
  let taken = 0;
  let at: bigint | null = ends.opening === null ? null : unitsOf(ends.opening);
  for (const line of lines) {
    const next: bigint | null = at === null ? null : at + unitsOf(line.amount);
    if (line.balance === null) {
      at = next;
      continue;
    }
    const printed = unitsOf(line.balance);
    if (next !== null) {
      taken++;
      if (next !== printed) breaks.push(line.row);
    }
    at = printed;
  }
  const last = lines.at(-1);
  if (at !== null && ends.closing !== null && last) {
    taken++;
    if (at !== unitsOf(ends.closing)) breaks.push(last.row);
  }
  return { breaks, taken };
}

function byEnds(lines: readonly ChainLine[], { opening, closing, rejected = [] }: ChainEnds): Chain {
  if (opening === null || closing === null) return ABSENT;
  const sum = lines.reduce((total, line) => total + unitsOf(line.amount), unitsOf(opening));
  if (sum === unitsOf(closing) && rejected.length === 0) return { state: "complete", breaks: [] };
  const last = lines.at(-1)?.row;
  return { state: "broken", breaks: rejected.length > 0 ? [...rejected] : last === undefined ? [] : [last] };
}

/** Which way the days run; "unordered" when they run both ways. */
function orderOfDates(lines: readonly Pick<ChainLine, "date">[]): ParsedStatement["order"] {
  let up = false;
  let down = false;
  for (let i = 1; i < lines.length; i++) {
    const [a, b] = [lines[i - 1]?.date ?? "", lines[i]?.date ?? ""];
    if (b > a) up = true;
    if (b < a) down = true;
  }
  if (up && down) return "unordered";
  return down ? "newest_first" : "oldest_first";
}
