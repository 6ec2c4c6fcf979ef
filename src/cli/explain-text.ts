/** What was seen of a PDF and why, for `openfees parse --explain`: columns, rows, evidence and readings, in words. */

import { lineText } from "../readers/pdf/cut-sections.ts";
import type { LaidOut } from "../readers/pdf/lay-out.ts";
import { cellsOf } from "../readers/pdf/table-of.ts";
import { isRefusal, type ReaderAnswer } from "../readers/proof/reader-answer.ts";
import { READING } from "../words/say-reading.ts";

const span = ({ x0, x1 }: { readonly x0: number; readonly x1: number }): string =>
  `${x0.toFixed(0)} to ${x1.toFixed(0)}`;

/** A PDF that was not opened has only its refusal. */
export function explainText(laid: LaidOut | null, answer: ReaderAnswer): string {
  const why = isRefusal(answer) ? READING.refusal(answer).message : null;
  if (laid === null) return `refused: ${why}\n`;
  const read = isRefusal(answer) ? null : answer;
  const { columns, bareSums, bareDays } = laid.clustered;
  const out = [`pages ${laid.pages.length}, lines ${laid.lines.length}, rows ${laid.rows.length}`, ""];
  out.push(laid.headers.length === 0 ? "labels: none found; the columns are told by what they hold" : "labels:");
  for (const { from, to, score, labels } of laid.headers) {
    const line = laid.lines[from];
    out.push(
      `  page ${line?.page}, height ${line?.y.toFixed(0)}, ${to - from + 1} lines, score ${score.toFixed(1)}: ${labels.map(({ text, role }) => `${text} = ${role ?? "?"}`).join("; ")}`,
    );
  }
  out.push("", "columns:");
  columns.forEach((column, i) => {
    const cells = laid.alignments[i];
    out.push(
      `  ${i + 1}. ${column.kind}, ${span(column)}, ${column.count > 0 ? `${column.count} tokens lean ${column.lean.side} at ${column.lean.at.toFixed(0)}` : "told by its label or by the words between"}${column.label === "" ? "" : `, "${column.label}" = ${column.role ?? "?"}`}${cells === null || cells === undefined ? "" : `, cells stand at the ${cells} of their rows`}`,
    );
  });
  if (bareSums) out.push("  numbers without hundredths count as sums: most rows have no others");
  if (bareDays) out.push("  days without a year count as days: most rows have no others");
  const walled = [...laid.walls.values()].some((walls) => walls.length > 0);
  out.push(
    `  rows are parted by ${walled ? "rulings or fills" : "the least cost of sharing out their lines"}`,
    "",
    "rows:",
  );
  const open = columns.map(() => Number.POSITIVE_INFINITY);
  laid.rows.forEach((row, i) => {
    const doubt = row.unsure.length > 0 ? `  (unsure: column ${row.unsure.map((at) => at + 1).join(", ")})` : "";
    out.push(
      `  ${String(i + 1).padStart(4)}  page ${row.page} at ${row.y.toFixed(0)}: ${cellsOf(row, columns, open).join(" | ")}${doubt}`,
    );
  });
  out.push("", "lines of no row:");
  for (const line of laid.around) out.push(`  page ${line.page} at ${line.y.toFixed(0)}: ${lineText(line)}`);
  out.push("", "reading:");
  if (why !== null) out.push(`  refused: ${why}`);
  for (const one of read?.statements ?? [])
    out.push(
      `  ${one.lines.length} rows read, ${one.rejected.length} rejected, order ${one.order}, balances ${one.chain.state}${one.chain.breaks.length > 0 ? ` at row ${one.chain.breaks.join(", ")}` : ""}`,
    );
  for (const warning of read?.warnings ?? []) out.push(`  ${warning.code}: ${READING.note(warning).message}`);
  return `${out.join("\n")}\n`;
}
