/**
 * Sheets of a workbook and files of an archive may hold the same rows again, all of them or those of the days on
 * which they overlap. What is surely the same is read once; what may be is said.
 */
import type { ParsedStatement, ReadWarning, StatementLine } from "../../domain/statements/statement.ts";
import { sealStatement } from "./booked-statement.ts";

/** What was read of one sheet or file. */
export type ReadPart = {
  readonly name: string;
  readonly statements: readonly ParsedStatement[];
  readonly warnings: readonly ReadWarning[];
};

/** Without balances as many rows as these that meet at an end are no coincidence. */
const FEW = 3;

type Key = (line: StatementLine) => string;

/** What makes two lines the same; their balances count where both statements print them. */
function keyFor(a: ParsedStatement, b: ParsedStatement): { keyOf: Key; sure: boolean } {
  const sure = [a, b].every(({ lines }) => lines.every(({ balance }) => balance !== null));
  const keyOf: Key = ({ date, amount, balance, narration }) =>
    [date, amount, sure ? balance : "", narration].join("\u0000");
  return { keyOf, sure };
}

const sameAccount = (a: ParsedStatement, b: ParsedStatement): boolean =>
  a.account.masked === b.account.masked && a.account.currency === b.account.currency;

/** How many lines both hold. */
function inBoth(a: ParsedStatement, b: ParsedStatement, keyOf: Key): number {
  const left = new Map<string, number>();
  for (const line of a.lines) left.set(keyOf(line), (left.get(keyOf(line)) ?? 0) + 1);
  let count = 0;
  for (const line of b.lines) {
    const times = left.get(keyOf(line)) ?? 0;
    if (times === 0) continue;
    left.set(keyOf(line), times - 1);
    count++;
  }
  return count;
}

/** True where the last `count` lines of the first are the first ones of the second. */
const meet = (first: ParsedStatement, second: ParsedStatement, count: number, keyOf: Key): boolean =>
  first.lines.slice(-count).every((line, i) => keyOf(line) === keyOf(second.lines[i] as StatementLine));

/** A statement without the lines that another has already, at its start or at its end. */
function withoutLines(one: ParsedStatement, count: number, atStart: boolean): ParsedStatement {
  const lines = atStart ? one.lines.slice(count) : one.lines.slice(0, -count);
  const cut = atStart ? one.lines[count - 1] : one.lines.at(-count);
  const first = atStart === (one.order !== "newest_first");
  // what was printed for all rows opens or closes those that are left no more
  const ends = first ? { opening: cut?.balance ?? null } : { closing: lines.at(atStart ? 0 : -1)?.balance ?? null };
  return sealStatement({ ...one, ...one.account, ...ends, lines });
}

/** The statements of all parts, each row once, and what is to be said of them. */
export function eachRowOnce(parts: readonly ReadPart[], what: "sheet" | "file"): Omit<ReadPart, "name"> {
  const kept: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  for (const part of parts) {
    const before = kept.length;
    const named = { what, name: part.name.slice(0, 40) };
    let dropped = 0;
    for (const read of part.statements) {
      let one: ParsedStatement | null = read;
      for (let at = 0; one && at < before; at++) {
        const held = kept[at] as ParsedStatement;
        if (!sameAccount(held, one)) continue;
        const { keyOf, sure } = keyFor(held, one);
        const count = inBoth(held, one, keyOf);
        if (count === 0) continue;
        const surely = sure || count >= FEW || (count === held.lines.length && count === one.lines.length);
        if (surely && count === one.lines.length && one.rejected.length <= held.rejected.length) {
          one = null;
          dropped++;
        } else if (surely && count === held.lines.length && held.rejected.length <= one.rejected.length) {
          kept[at] = one;
          one = null;
          dropped++;
        } else if (surely && (meet(held, one, count, keyOf) || meet(one, held, count, keyOf))) {
          one = withoutLines(one, count, meet(held, one, count, keyOf));
          warnings.push({ code: "overlapping_rows", facts: { ...named, count } });
        } else warnings.push({ code: "rows_in_both", facts: { ...named, count } });
      }
      if (one) kept.push(one);
    }
    if (dropped > 0) warnings.push({ code: `repeated_${what}`, facts: named });
    if (dropped < part.statements.length) warnings.push(...part.warnings);
  }
  return { statements: kept, warnings };
}
