/** A PDF statement to lines: the pages are laid out, their table is read, and what the balances do not prove is said. */
import type { ParsedStatement, ReadOptions, ReadWarning } from "../../domain/statements/statement.ts";
import { type ReaderAnswer, refusal } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { EVERY_WORD } from "../table/every-row-word.ts";
import { readTable, type Surroundings } from "../table/read-table.ts";
import { readTableIn } from "../table/read-table-in.ts";
import { MOST_SHEET_BYTES } from "../text/limits.ts";
import { cutSections, lineText } from "./cut-sections.ts";
import { doubtedNarrations } from "./doubted-narrations.ts";
import { inflatesBeyond } from "./inflated-size.ts";
import { isNoStatement } from "./is-statement.ts";
import { type LaidOut, layOut } from "./lay-out.ts";
import { readBeside } from "./lists-beside.ts";
import { mendOrder } from "./mend-order.ts";
import { type Opened, openDocument } from "./open-document.ts";
import { pictureRefusal } from "./picture-refusal.ts";
import { preambleRows } from "./preamble-rows.ts";
import { printedCurrency } from "./printed-currency.ts";
import { readSideways, type Sideways } from "./sideways.ts";
import { rowOf, tableOf } from "./table-of.ts";

export async function readPdf({ bytes, options, around }: FileToRead): Promise<ReaderAnswer> {
  if (await inflatesBeyond(bytes, MOST_SHEET_BYTES))
    return refusal("too_large", "file.pdf_packed_too_much", "try.less");
  const opened = await openDocument(bytes, options.password, options.stop);
  return "pages" in opened ? readMarks(opened, options, around) : opened;
}

/** The same from the marks of the pages on. */
export function readMarks({ pages, about }: Opened, options: ReadOptions, around: Surroundings): ReaderAnswer {
  const scanned = (): ReaderAnswer => pictureRefusal("file.pdf_picture", { ...options, about }, around.banks);
  const letters = pages.reduce((sum, page) => sum + page.glyphs.length, 0);
  if (letters === 0) return scanned();
  const laid = layOut(pages);
  // a program that scans prints its own name on each page
  const stamp = letters <= pages.length * LETTERS_OF_A_STAMP && laid.lines.length <= pages.length * 2;
  if (stamp && laid.lines.some(({ tokens }) => tokens.some((token) => /scan/i.test(token.text)))) return scanned();
  const sideways = readSideways(laid.lines);
  const lying =
    sideways && sideways.labels.length > (laid.headers[0]?.score ?? 0) ? readLying(sideways, options, around) : null;
  if (lying) return { format: "pdf", ...lying };
  const read = readBeside(pages, laid.lines, options, around) ?? readLaidOut(laid, options, around);
  if (!read) return refusal("no_table", "file.no_table_in_pdf", "try.not_a_scan");
  if (
    isNoStatement({
      texts: laid.around.map(lineText),
      labels: laid.clustered.columns.map((column) => column.label),
      hasBalance: laid.clustered.columns.some((column) => column.role === "balance"),
      proven: read.statements.some(({ chain }) => chain.state === "complete"),
    })
  )
    return refusal("no_table", "file.pdf_no_statement", "try.if_statement");
  return { format: "pdf", ...read };
}

const LETTERS_OF_A_STAMP = 60;

function readLying({ labels, rows, around: lines }: Sideways, options: ReadOptions, around: Surroundings): Read | null {
  const head = preambleRows(lines).map((cells) => rowOf(cells, 1));
  return readTableIn(
    [...head, rowOf(labels, 1), ...rows.map(({ cells, page }) => rowOf(cells, page))],
    around,
    options,
  );
}

/** Where nearly every row has its balance, one without has lost it, or the reader has. */
function lacksBalance({ lines }: ParsedStatement): ReadWarning[] {
  const without = lines.filter(({ balance }) => balance === null);
  if (without.length === 0 || without.length > lines.length * FEW) return [];
  return without.map(({ row }) => ({
    code: "please_check",
    how: "row",
    row,
  }));
}

const FEW = 0.1;

/** A statement without a payment prints its balance or its period. */
const saysItself = ({ opening, closing, period }: ParsedStatement): boolean =>
  (opening ?? closing) !== null || period !== null;

export type Read = { readonly statements: readonly ParsedStatement[]; readonly warnings: readonly ReadWarning[] };

function readLaidOut(laid: LaidOut, options: ReadOptions, { banks, layouts }: Surroundings): Read | null {
  const statements: ParsedStatement[] = [];
  const warnings: ReadWarning[] = [];
  let repeated = 0;
  const sections = cutSections(laid.rows, laid.around);
  for (const section of sections) {
    const table = tableOf(section, laid.clustered.columns, layouts, options.columns);
    const told = table.columns && readTable(table.rows, table.columns, banks, options, EVERY_WORD);
    if (!told) continue;
    repeated += table.repeated;
    const [first, ...more] = told.statements;
    const mended = more.length === 0 ? mendOrder(first) : null;
    warnings.push(...doubtedNarrations(section, laid, mended ?? first), ...lacksBalance(mended ?? first));
    const currency = printedCurrency(section, laid.clustered.columns);
    for (const one of mended ? [mended] : told.statements)
      statements.push(one.account.currency === null ? { ...one, account: { ...one.account, currency } } : one);
    warnings.push(...told.warnings.filter((one) => !mended || one.code !== "balance_unproven"));
    if (mended)
      warnings.push({
        code: "rows_put_in_order",
      });
  }
  const read = statements.reduce((sum, { lines, rejected }) => sum + lines.length + rejected.length, 0);
  if (statements.length === 0 || (read === 0 && (laid.rows.length > 0 || !statements.some(saysItself)))) return null;
  if (sections.length > 1 && statements.length > 1)
    warnings.push({
      code: "several_accounts",
      how: "headed",
      facts: { count: statements.length },
    });
  if (repeated > 0)
    warnings.push({
      code: "page_break_duplicate",
      facts: { count: repeated },
    });
  if (statements.some(({ chain }) => chain.state === "broken"))
    warnings.push({
      code: "please_check",
      how: "file",
    });
  const bank = statements.find((one) => one.bank !== null)?.bank ?? null;
  return { statements: statements.map((one) => (one.bank === null ? { ...one, bank } : one)), warnings };
}
