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
  details_differ: "sum",
  days_apart: "day",
  day_out_of_order: "day",
  unit_by_label: "sum",
  charge_assumed: "sum",
  side_against_words: "side",
  row_shifted: "side",
  point_lost: "sum",
  opening_assumed: "sum",
};

/** Of these only a day whose two numbers may change places is in doubt; any other, and a side or a sum, always is. */
const TURNED: ReadonlySet<string> = new Set(["date_order_assumed", "days_half_turned"]);

/** The statements with each line that was guessed marked as such, so that nothing is claimed by it. */
export function withDoubts(
  statements: readonly ParsedStatement[],
  warnings: readonly ReadWarning[],
): readonly ParsedStatement[] {
  const found = warnings.flatMap(({ code, row }) => {
    const doubt = DOUBTS[code];
    return doubt === undefined ? [] : [{ doubt, row, turned: TURNED.has(code) }];
  });
  if (found.length === 0) return statements;
  const doubtOf = (line: StatementLine): Doubt | undefined =>
    found.find(({ row, turned }) => (row === undefined || row === line.row) && (!turned || isOpen(line)))?.doubt;
  return statements.map((statement) => ({
    ...statement,
    lines: statement.lines.map((line) => {
      const doubt = doubtOf(line);
      return doubt === undefined ? line : { ...line, doubt };
    }),
  }));
}

/** A day is open where its two numbers may change places. */
function isOpen({ date }: StatementLine): boolean {
  const [year, month, day] = date.split("-").map(Number) as [number, number, number];
  return month !== day && civilDate(year, day, month) !== undefined;
}
