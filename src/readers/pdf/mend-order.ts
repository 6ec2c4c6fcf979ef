/** Neighbours that a page break made change places are put back where the balance then proves every row. */
import type { ParsedStatement, StatementLine } from "../../domain/statements/statement.ts";
import { sealStatement } from "../proof/booked-statement.ts";
import { unitsOf } from "../text/exact-number.ts";

/** Null unless the whole chain comes out when they are put back. */
export function mendOrder(statement: ParsedStatement): ParsedStatement | null {
  if (statement.chain.state === "complete" || statement.rejected.length > 0 || statement.lines.length < 3) return null;
  const lines = [...statement.lines];
  const before = (i: number): bigint | null => {
    const text = i === 0 ? statement.opening : (lines[i - 1] as StatementLine).balance;
    return text === null ? null : unitsOf(text);
  };
  const follows = (from: bigint | null, line: StatementLine): boolean =>
    line.balance !== null && (from === null || from + unitsOf(line.amount) === unitsOf(line.balance));
  let swaps = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const [a, b] = [lines[i] as StatementLine, lines[i + 1] as StatementLine];
    const at = before(i);
    if (follows(at, a) || b.balance === null || !follows(at, b) || !follows(unitsOf(b.balance), a)) continue;
    [lines[i], lines[i + 1]] = [b, a];
    swaps++;
  }
  if (swaps === 0) return null;
  const sealed = sealStatement({ ...statement, ...statement.account, lines, rejected: [] });
  return sealed.chain.state === "complete" ? sealed : null;
}
