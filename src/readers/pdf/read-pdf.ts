/** A PDF statement to lines: the pages are laid out, their table is read, and what the balances do not prove is said. */
import type { ParsedStatement, ReadOptions, ReadWarning } from "../../domain/statements/statement.ts";
import { MOST_SHEET_BYTES } from "../limits.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { readTable, type Surroundings } from "../read-table.ts";
import { readTableIn } from "../read-table-in.ts";
import { type ReaderAnswer, refusal } from "../reader-answer.ts";
import { cutSections, lineText } from "./cut-sections.ts";
import { doubtedNarrations } from "./doubted-narrations.ts";
import { inflatesBeyond } from "./inflated-size.ts";
import { isNoStatement } from "./is-statement.ts";
import { type LaidOut, layOut } from "./lay-out.ts";
import type { PageMarks } from "./marks.ts";
import { mendOrder } from "./mend-order.ts";
import { openDocument } from "./open-document.ts";
import { preambleRows } from "./preamble-rows.ts";
import { readSideways, type Sideways } from "./sideways.ts";
import { rowOf, tableOf } from "./table-of.ts";

export async function readPdf({ bytes, options, around }: FileToRead): Promise<ReaderAnswer> {
  if (await inflatesBeyond(bytes, MOST_SHEET_BYTES))
    return refusal(
      "too_large",
      "What is packed in this PDF is too large.",
      "Ask the bank for the statement as CSV or Excel, or for a shorter period.",
    );
  const marks = await openDocument(bytes, options.password, options.stop);
  if (!Array.isArray(marks)) return marks as ReaderAnswer;
  return readMarks(marks as readonly PageMarks[], options, around);
}

/** The same from the marks of the pages on. */
export function readMarks(marks: readonly PageMarks[], options: ReadOptions, around: Surroundings): ReaderAnswer {
  if (marks.every((page) => page.glyphs.length === 0)) return scanned();
  const laid = layOut(marks);
  const sideways = readSideways(laid.lines);
  const lying =
    sideways && sideways.labels.length > (laid.headers[0]?.score ?? 0) ? readLying(sideways, options, around) : null;
  if (lying) return { format: "pdf", ...lying };
  const read = readLaidOut(laid, options, around);
  if (!read)
    return refusal(
      "no_table",
      "We found no table of payments in this PDF: no columns with a date and an amount.",
      "Ask the bank for the statement as CSV or Excel. If this PDF is a scan, no program reads its amounts surely.",
    );
  if (
    isNoStatement({
      texts: laid.around.map(lineText),
      labels: laid.clustered.columns.map((column) => column.label),
      hasBalance: laid.clustered.columns.some((column) => column.role === "balance"),
      proven: read.statements.some(({ chain }) => chain.state === "complete"),
    })
  )
    return refusal(
      "no_table",
      "This PDF has a table of days and sums, but does not look like a statement of an account.",
      "If it is one, ask the bank for it as CSV or Excel and try that.",
    );
  return { format: "pdf", ...read };
}

const scanned = () =>
  refusal(
    "unsupported_format",
    "This PDF is a picture of a statement: it holds no text.",
    "Ask the bank for the statement as CSV, Excel or a PDF that was not scanned.",
  );

function readLying({ labels, rows, around: lines }: Sideways, options: ReadOptions, around: Surroundings): Read | null {
  const head = preambleRows(lines).map((cells) => rowOf(cells, 1));
  return readTableIn(
    [...head, rowOf(labels, 1), ...rows.map(({ cells, page }) => rowOf(cells, page))],
    around,
    options,
  );
}

export type Read = { readonly statements: readonly ParsedStatement[]; readonly warnings: readonly ReadWarning[] };

function readLaidOut(laid: LaidOut, options: ReadOptions, { banks, layouts }: Surroundings): Read | null {
  const statements: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  let repeated = 0;
  const sections = cutSections(laid.rows, laid.around);
  for (const section of sections) {
    const table = tableOf(section, laid.clustered.columns, layouts, options.columns);
    const told = table.columns && readTable(table.rows, table.columns, banks, options);
    if (!told) continue;
    repeated += table.repeated;
    const [first, ...more] = told.statements;
    const mended = more.length === 0 ? mendOrder(first) : null;
    warnings.push(...doubtedNarrations(section, laid, mended ?? first));
    statements.push(...(mended ? [mended] : told.statements));
    warnings.push(...told.warnings.filter((one) => !mended || one.code !== "balance_unproven"));
    if (mended)
      warnings.push({
        code: "rows_put_in_order",
        message: "Rows that had changed places were put in the order that the balance proves.",
      });
  }
  const read = statements.reduce((sum, { lines, rejected }) => sum + lines.length + rejected.length, 0);
  if (statements.length === 0 || (read === 0 && laid.rows.length > 0)) return null;
  if (sections.length > 1 && statements.length > 1)
    warnings.push({
      code: "several_accounts",
      message: `The file holds ${statements.length} accounts, each under its own head; each is a statement of its own.`,
    });
  if (repeated > 0)
    warnings.push({
      code: "page_break_duplicate",
      message: `${repeated} rows are printed again on the next page with the same balance; they were read once.`,
    });
  if (statements.some(({ chain }) => chain.state === "broken"))
    warnings.push({
      code: "please_check",
      message: "The balances do not prove every row of this PDF: compare it with the printed statement.",
    });
  const bank = statements.find((one) => one.bank !== null)?.bank ?? null;
  return { statements: statements.map((one) => (one.bank === null ? { ...one, bank } : one)), warnings };
}
