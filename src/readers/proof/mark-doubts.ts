import { civilDate } from "../../domain/dates/civil-date.ts";
import type { Doubt, ParsedStatement, ReadWarning, StatementLine } from "../../domain/statements/statement.ts";

/** What each warning puts in doubt: of the row that it names, or of every line of the file. */
const DOUBTS: Readonly<Record<string, Doubt>> = {
  direction_assumed: "side",
  direction_by_words: "side",
  minus_behind_side: "side",
  date_order_assumed: "day",
  days_half_turned: "day",
  decimals_assumed: "sum",
  thousands_comma_assumed: "sum",
  status_unknown: "sum",
  two_sums: "sum",
  unit_by_label: "sum",
  charge_assumed: "sum",
};

/** The statements with each line that was guessed marked as such, so that nothing is claimed by it. */
export function withDoubts(
  statements: readonly ParsedStatement[],
  warnings: readonly ReadWarning[],
): readonly ParsedStatement[] {
  const found = warnings.flatMap(({ code, row }) => (DOUBTS[code] === undefined ? [] : [{ doubt: DOUBTS[code], row }]));
  if (found.length === 0) return statements;
  const doubtOf = (line: StatementLine): Doubt | undefined =>
    found.find(({ doubt, row }) => (row === undefined || row === line.row) && isOpen(line, doubt))?.doubt;
  return statements.map((statement) => ({
    ...statement,
    lines: statement.lines.map((line) => {
      const doubt = doubtOf(line);
      return doubt === undefined ? line : { ...line, doubt };
    }),
  }));
}

/** A day is open where its two numbers may change places; a side or a sum that was guessed always is. */
function isOpen({ date }: StatementLine, doubt: Doubt): boolean {
  if (doubt !== "day") return true;
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return month !== day && civilDate(year, day, month) !== undefined;
}
