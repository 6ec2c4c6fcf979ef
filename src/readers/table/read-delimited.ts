/** Text with a mark between its cells, and any other table of payments, to statements or to what to ask for. */
import type { ReadOptions } from "../../domain/statements/statement.ts";
import { isRefusal, type ReaderAnswer, refusal, tooManyLines } from "../proof/reader-answer.ts";
import type { FileToRead } from "../read-statement-file.ts";
import { type Row, readDelimited } from "../text/delimited-text.ts";
import { type Columns, columnsByLabel } from "./columns-by-label.ts";
import { readOne } from "./read-one-table.ts";
import type { Surroundings, TableRead } from "./read-table.ts";
import { asksForWords, NO_WORDS, SUMS_UP } from "./row-words.ts";

export async function readDelimitedFile({ text, options, around }: FileToRead): Promise<ReaderAnswer> {
  const { rows, fault } = readDelimited(text);
  if (fault === "too_many_lines") return tooManyLines();
  if (fault === "line_too_long") return refusal("unknown_format", "file.line_too_long", "try.csv");
  const answer = await tableAnswer("csv", rows, around, options);
  if (!isRefusal(answer) || answer.code !== "no_table") return answer;
  const aligned = (await import("../text/aligned-columns.ts")).alignedRows(text);
  const cut = aligned && (await tableAnswer("csv", aligned, around, options));
  if (cut && !isRefusal(cut)) return cut;
  const { appList, mayBeAppList } = await import("../alerts/app-list.ts");
  const shown = mayBeAppList(text) ? appList(text) : null;
  if (shown) return tableAnswer("alerts", shown, around, options);
  const messages = await messagesOf(text, rows);
  if (messages) return (await import("../alerts/read-alerts.ts")).readAlerts(messages, around.banks, options);
  const { speaksOfPayment } = await import("../alerts/looks-like-alerts.ts");
  if (!speaksOfPayment(text)) return answer;
  // of a text that is no table and no plain alert, what can be read of it tells whether it was one
  const { noAlert, readAlerts } = await import("../alerts/read-alerts.ts");
  const read = readAlerts(text, around.banks, options);
  return !isRefusal(read) && read.statements.some(({ lines }) => lines.length > 0) ? read : noAlert();
}

/** Saved messages, of a messenger's export or of a table. */
async function messagesOf(text: string, rows: readonly Row[]) {
  const { messagesInRows, messagesInText } = await import("../alerts/message-backup.ts");
  return messagesInText(text) ?? messagesInRows(rows);
}

/** Its labels are in no western letters, or it has none. */
const isForeign = ({ labels }: Columns): boolean => labels.some((label) => /[\u0250-\uffff]/.test(label));

const isOdd = ({ warnings, statements }: TableRead, labels: readonly string[]): boolean =>
  warnings.length > 0 ||
  statements.some(({ rejected }) => rejected.length > 0) ||
  labels.some((label, i) => label !== "" && labels.indexOf(label) < i);

/** So many rows may stand at the end of a table that are no payments. */
const ENDS = 6;

/** The statement of one table, or a refusal that says what to ask for. */
export async function tableAnswer(
  format: string,
  rows: readonly Row[],
  { banks, layouts }: Surroundings,
  options: ReadOptions,
): Promise<ReaderAnswer> {
  const labelled = columnsByLabel(rows, layouts, options.columns);
  // most labels are known: what looks at cells is fetched where they are not, and what looks at their words where cells do not tell
  let { columns } = labelled;
  if (!labelled.whole) {
    const { withCells } = await import("./find-columns.ts");
    columns = withCells(rows, labelled.columns);
    if (!columns || columns.sidesGuessed || columns.sumGuessed || isForeign(columns))
      columns = (await import("./other-words.ts")).inOtherWords(rows, labelled.columns, layouts);
  }
  const words = columns && asksForWords(rows, columns) ? (await import("./all-row-words.ts")).ALL_WORDS : NO_WORDS;
  // a row below the labels that begins with no day may be the labels or the name of another table
  const more = columns !== null && rows.some(({ raw }, i) => i > columns.header && !/^\W{0,9}\d/.test(raw));
  const readRows = more ? (await import("./read-table.ts")).readTable : readOne;
  let read = columns && readRows(rows, columns, banks, options, words);
  // rows that it gives back, or the last, may sum up what is above in whatever words
  const sumsUp = (): boolean => rows.slice(-ENDS).some(({ raw }) => SUMS_UP.test(raw));
  // cells that stand otherwise leave rows unread, something to warn of, or the same label twice
  if (!options.columns && (!read || isOdd(read, columns?.labels ?? []))) {
    const parted = (await import("./read-reshaped.ts")).readReshaped(rows, { banks, layouts }, options);
    if (parted) return { format, ...parted };
  }
  if (
    columns &&
    read?.statements.some((one) => one.rejected.length > 0 || (one.chain.state !== "complete" && sumsUp()))
  ) {
    const { EVERY_WORD, inOneStyle } = await import("./every-row-word.ts");
    read = readRows(inOneStyle(rows, columns), columns, banks, options, EVERY_WORD);
  }
  if (!read) return refusal("no_table", "file.no_table", "try.csv");
  return { format, statements: read.statements, warnings: read.warnings };
}
