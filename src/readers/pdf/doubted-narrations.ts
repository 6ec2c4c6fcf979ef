/** Rows whose words may be those of a neighbour: no balance proves a narration, so a warning asks the person to look. */
import type { ParsedStatement, ReadWarning } from "../../domain/statements/statement.ts";
import { cellText } from "./cell-text.ts";
import type { Section } from "./cut-sections.ts";
import type { LaidOut } from "./lay-out.ts";

const textOf = ({ text }: { readonly text: string }): string => text;
const bareOf = (text: string): string => text.replace(/\s/g, "");
const digitsOf = (text: string): string => text.replace(/\D/g, "");

export function doubtedNarrations(
  { rows }: Section,
  { clustered }: LaidOut,
  statement: ParsedStatement,
): ReadWarning[] {
  const { columns } = clustered;
  const named = columns.findIndex((column) => column.role === "narration");
  // without labels any text may be the narration
  const texts = named >= 0 ? [named] : columns.flatMap(({ kind }, i) => (kind === "text" ? [i] : []));
  const balances = columns.findIndex((column) => column.role === "balance");
  return rows.flatMap((row): ReadWarning[] => {
    const at = texts.find((text) => row.unsure.includes(text));
    if (at === undefined) return [];
    const text = cellText(row.cells[at] ?? [], "narration", 0);
    const balance = row.cells[balances]?.map(textOf).join("");
    const line =
      statement.lines.find(
        (one) =>
          one.balance !== null && balance && digitsOf(one.balance) === digitsOf(balance) && one.balance !== "0.00",
      ) ?? statement.lines.find((one) => text !== "" && bareOf(one.narration).includes(bareOf(text)));
    return line
      ? [
          {
            code: "narration_unsure",
            row: line.row,
          },
        ]
      : [];
  });
}
