/**
 * What the balances say of alerts that do not follow from each other. Alerts are sent for some movements and not for
 * others, so a step may hide an alert that is not here, and is warned of; one that fits the sum with its side turned is
 * a broken chain.
 */
import type { ParsedStatement, ReadWarning, StatementLine } from "../../domain/statements/statement.ts";
import { unitsOf } from "../text/exact-number.ts";

/** Whether the lines run from the newest to the oldest by their days and times; null where these do not say. */
function runsBack(lines: readonly StatementLine[]): boolean | null {
  let [up, down] = [false, false];
  for (const [i, { date, time }] of lines.entries()) {
    const last = lines[i - 1];
    if (!last) continue;
    const [a, b] = last.time && time ? [last.date + last.time, date + time] : [last.date, date];
    up ||= a < b;
    down ||= a > b;
  }
  return up === down ? null : down;
}

export function proveSteps(
  sealed: ParsedStatement,
  textRowOf: (row: number) => number,
): [ParsedStatement, ReadWarning?] {
  const back = runsBack(sealed.lines);
  const reversed = back ?? sealed.order === "newest_first";
  // balances that only follow against the course of time prove the sides wrong
  if (
    sealed.chain.state === "complete" &&
    (sealed.order === "unordered" || reversed === (sealed.order === "newest_first"))
  )
    return [sealed];
  const apart: number[] = [];
  const turned: number[] = [];
  const lines = reversed ? sealed.lines.toReversed() : sealed.lines;
  const rejected = new Set(sealed.rejected.map(({ row }) => row));
  let before: bigint | null = null;
  let moved = 0n;
  let at = 0;
  for (const { row, amount, balance } of lines) {
    // a rejected alert between two explains their step
    for (let between = Math.min(at, row) + 1; between < Math.max(at, row); between++)
      if (rejected.has(between)) before = null;
    at = row;
    moved += unitsOf(amount);
    if (balance === null) continue;
    const after = unitsOf(balance);
    if (before !== null && after !== before + moved) {
      apart.push(row);
      if (after === before - moved) turned.push(row);
    }
    before = after;
    moved = 0n;
  }
  const chain =
    turned.length > 0 ? ({ state: "broken", breaks: turned } as const) : ({ state: "absent", breaks: [] } as const);
  if (apart.length === 0) return [{ ...sealed, chain }];
  return [
    { ...sealed, chain },
    {
      code: "balances_apart",
      facts: { count: apart.length },
      row: textRowOf(apart[0] as number),
    },
  ];
}
