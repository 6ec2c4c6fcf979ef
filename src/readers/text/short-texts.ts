import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";
import { MOST_NARRATION_CHARS } from "./limits.ts";

/**
 * Cuts texts that are longer than any bank prints, before anything looks for words in them. The row keeps its sum and its day;
 * a warning names it, since what stood behind the cut is not looked at.
 */
export function withShortTexts(statements: readonly ParsedStatement[]): {
  readonly statements: readonly ParsedStatement[];
  readonly cuts: readonly ReadWarning[];
} {
  const cuts: ReadWarning[] = [];
  const short = (text: string): string => text.slice(0, MOST_NARRATION_CHARS);
  const all = statements.map((statement) => {
    const long = statement.lines.filter(
      ({ narration, reference }) =>
        narration.length > MOST_NARRATION_CHARS || (reference ?? "").length > MOST_NARRATION_CHARS,
    );
    const raws = statement.rejected.some(({ raw }) => raw.length > MOST_NARRATION_CHARS);
    if (long.length === 0 && !raws) return statement;
    for (const { row } of long)
      cuts.push({
        code: "narration_cut",
        facts: { letters: MOST_NARRATION_CHARS },
        row,
      });
    const cut = new Set(long);
    return {
      ...statement,
      lines: statement.lines.map((line) =>
        cut.has(line)
          ? { ...line, narration: short(line.narration), reference: line.reference && short(line.reference) }
          : line,
      ),
      rejected: statement.rejected.map((row) => ({ ...row, raw: short(row.raw) })),
    };
  });
  return { statements: all, cuts };
}
