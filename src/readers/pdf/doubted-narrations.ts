/** Rows whose words might as well be those of a neighbour: no balance proves a narration, so the person is told to look. */
import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";
import { cellText } from "./cell-text.ts";
import type { Section } from "./cut-sections.ts";
import type { LaidOut } from "./lay-out.ts";

export function doubtedNarrations(
  { rows }: Section,
  { clustered }: LaidOut,
  statement: ParsedStatement,
): ReadWarning[] {
  const at = clustered.columns.findIndex((column) => column.role === "narration");
  if (at < 0) return [];
  return rows.flatMap((row): ReadWarning[] => {
    if (!row.unsure.includes(at)) return [];
    const text = cellText(row.cells[at] ?? [], "narration", Number.POSITIVE_INFINITY);
    const line = statement.lines.find((one) => text !== "" && one.narration.includes(text));
    return line
      ? [
          {
            code: "narration_unsure",
            message: "The lines of this row's text may belong to the row above or below.",
            row: line.row,
          },
        ]
      : [];
  });
}
