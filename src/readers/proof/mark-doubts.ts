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
  zone_assumed: "day",
};

/** Of these only some days are in doubt: those whose two numbers may change places, or late ones. All else is in every line. */
const TOUCHED: Readonly<Record<string, (line: StatementLine) => boolean>> = {
  date_order_assumed: (line) => isOpen(line),
  days_half_turned: (line) => isOpen(line),
  zone_assumed: ({ time }) => (time ?? "") >= LATE,
};
/** Banks of Africa and Europe are up to three hours ahead of UTC. */
export const LATE = "21:00:00";

/** The statements with each line that was guessed marked as such, so that nothing is claimed by it. */
export function withDoubts(
  statements: readonly ParsedStatement[],
  warnings: readonly ReadWarning[],
): readonly ParsedStatement[] {
  // by the row that each names: a file may have as many warnings as lines
  const found = new Map<number | undefined, { readonly at: number; readonly doubt: Doubt; readonly code: string }[]>();
  warnings.forEach(({ code, row }, at) => {
    const doubt = DOUBTS[code];
    if (doubt === undefined) return;
    const alike = found.get(row) ?? [];
    alike.push({ at, doubt, code });
    found.set(row, alike);
  });
  if (found.size === 0) return statements;
  const ofFile = found.get(undefined) ?? [];
  const doubtOf = (line: StatementLine): Doubt | undefined => {
    const touches = ({ code }: { readonly code: string }) => TOUCHED[code]?.(line) ?? true;
    const [own, all] = [(found.get(line.row) ?? []).find(touches), ofFile.find(touches)];
    return (own && all && all.at < own.at ? all : (own ?? all))?.doubt;
  };
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
