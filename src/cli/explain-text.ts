/** What was seen of a PDF and why, for `openfees parse --explain`: columns, rows, evidence and readings, in words. */

import { lineText } from "../readers/pdf/cut-sections.ts";
import type { LaidOut } from "../readers/pdf/lay-out.ts";
import { cellsOf } from "../readers/pdf/table-of.ts";
import { isRefusal, type ReaderAnswer } from "../readers/proof/reader-answer.ts";
import { commandWords } from "../words/command-words.ts";
import { READING } from "../words/say-reading.ts";

const round = (at: number | undefined): string => String(at?.toFixed(0));

/** A PDF that was not opened has only its refusal. */
export function explainText(laid: LaidOut | null, answer: ReaderAnswer): string {
  const why = isRefusal(answer) ? READING.refusal(answer).message : null;
  const refused = commandWords("explain.refused", { why: String(why) });
  if (laid === null) return `${refused}\n`;
  const read = isRefusal(answer) ? null : answer;
  const { columns, bareSums, bareDays } = laid.clustered;
  const { pages, lines, rows } = laid;
  const out = [
    commandWords("explain.counts", { pages: pages.length, lines: lines.length, rows: rows.length }),
    "",
    commandWords(laid.headers.length === 0 ? "explain.no_labels" : "explain.labels"),
  ];
  for (const { from, to, score, labels } of laid.headers) {
    const line = laid.lines[from];
    const said = {
      page: String(line?.page),
      height: round(line?.y),
      lines: to - from + 1,
      score: score.toFixed(1),
      labels: labels.map(({ text, role }) => `${text} = ${role ?? "?"}`).join("; "),
    };
    out.push(`  ${commandWords("explain.label", said)}`);
  }
  out.push("", commandWords("explain.columns"));
  columns.forEach((column, i) => {
    out.push(`  ${columnWords(column, i, laid.alignments[i])}`);
  });
  if (bareSums) out.push(`  ${commandWords("explain.bare_sums")}`);
  if (bareDays) out.push(`  ${commandWords("explain.bare_days")}`);
  const walled = [...laid.walls.values()].some((walls) => walls.length > 0);
  out.push(`  ${commandWords(walled ? "explain.by_walls" : "explain.by_cost")}`, "", commandWords("explain.rows"));
  const open = columns.map(() => Number.POSITIVE_INFINITY);
  laid.rows.forEach((row, i) => {
    const unsure = row.unsure.map((at) => at + 1).join(", ");
    const said = {
      number: String(i + 1).padStart(4),
      page: row.page,
      height: round(row.y),
      cells: cellsOf(row, columns, open).join(" | "),
      unsure: unsure === "" ? "" : commandWords("explain.unsure", { columns: unsure }),
    };
    out.push(`  ${commandWords("explain.row", said)}`);
  });
  out.push("", commandWords("explain.around"));
  for (const line of laid.around)
    out.push(`  ${commandWords("explain.line", { page: line.page, height: round(line.y), text: lineText(line) })}`);
  out.push("", commandWords("explain.reading"));
  if (why !== null) out.push(`  ${refused}`);
  for (const one of read?.statements ?? []) {
    const { state, breaks } = one.chain;
    const said = {
      read: one.lines.length,
      rejected: one.rejected.length,
      order: one.order,
      chain: state,
      at: breaks.length > 0 ? commandWords("parse.at_row", { rows: breaks.join(", ") }) : "",
    };
    out.push(`  ${commandWords("explain.statement", said)}`);
  }
  for (const warning of read?.warnings ?? []) out.push(`  ${warning.code}: ${READING.note(warning).message}`);
  return `${out.join("\n")}\n`;
}

/** One column: what it holds, where it stands, by what it was told, and what its label says. */
function columnWords(
  { kind, x0, x1, count, lean, label, role }: LaidOut["clustered"]["columns"][number],
  at: number,
  cells: LaidOut["alignments"][number] | undefined,
): string {
  return commandWords("explain.column", {
    number: at + 1,
    kind,
    span: commandWords("explain.span", { from: round(x0), to: round(x1) }),
    told:
      count > 0
        ? commandWords("explain.leans", { count, side: lean.side, at: round(lean.at) })
        : commandWords("explain.told"),
    named: label === "" ? "" : commandWords("explain.named", { label, role: role ?? "?" }),
    aligned: cells === null || cells === undefined ? "" : commandWords("explain.aligned", { side: cells }),
  });
}
