/**
 * Text to rows of cells, whatever the delimiter. A record without a quotation mark is a line cut at its delimiter,
 * whenever it is looked at; one with a mark is read field by field. So a long file is held once, and not its cells beside it.
 */
import { roleOf } from "../table/column-labels.ts";
import { isNumber } from "./exact-number.ts";
import { MOST_COLUMNS, MOST_LINES, MOST_RECORD_CHARS } from "./limits.ts";
import { readPrintedDate } from "./printed-date.ts";

/** One record of a table: its cells and its own text. Both may be cut out each time that they are asked for: ask once. */
export type Row = {
  readonly cells: readonly string[];
  readonly raw: string;
  /** Of a printed statement. */
  readonly page?: number;
};

export type Delimited = {
  readonly rows: readonly Row[];
  readonly delimiter: string;
  /** Why the text was not cut to its end: then the rows are not all. */
  readonly fault: "too_many_lines" | "line_too_long" | null;
};

/** A record that is one line of a text: where it stands there. */
class LineRow implements Row {
  readonly #cut: LineCut;
  readonly #at: number;
  readonly #end: number;

  constructor(cut: LineCut, at: number, end: number) {
    this.#cut = cut;
    this.#at = at;
    this.#end = end;
  }

  get cells(): readonly string[] {
    // no more cells are cut than a statement has columns: a line of a megabyte is asked for its cells again and again
    return trimAll(this.raw.split(this.#cut.delimiter, MOST_COLUMNS));
  }
  get raw(): string {
    return this.#cut.text.slice(this.#at, this.#end);
  }
}
type LineCut = { readonly text: string; readonly delimiter: string };

const DELIMITERS = [",", ";", "\t", "|", "^"] as const;
const SAMPLE_LINES = 120;
/** A quoted cell over more lines than this is a stray quotation mark. */
const MOST_LINES_IN_A_RECORD = 40;

/** Splits a text by the delimiter that makes the most sense of its first lines. */
export function readDelimited(text: string): Delimited {
  const body = unquotedLines(
    text
      .replace(/^\ufeff/, "")
      .replaceAll("\0", "")
      .replace(/[│┃║]/g, "|"),
  );
  const said = /^sep=(.)\r?\n/i.exec(body);
  const rest = said ? body.slice(said[0].length) : body;
  const delimiter = said?.[1] ?? bestDelimiter(rest);
  const { rows, fault } = split(rest, delimiter);
  return { rows, delimiter, fault };
}

const WHOLE_LINE = /^"(?:[^"]|"")*"$/;
const SEEN_LINES = 20;

/** Lines that are quoted whole, marks doubled inside: a table that was written as the only cell of another. */
function unquotedLines(text: string): string {
  if (!text.startsWith('"')) return text;
  const seen = firstLines(text, SEEN_LINES)
    .split(/\r?\n|\r/)
    .filter((line) => line !== "");
  const isQuoted = (line: string): boolean => line.length < 10_000 && WHOLE_LINE.test(line) && /[,;\t|]/.test(line);
  if (seen.length < 2 || !seen.every(isQuoted)) return text;
  return text
    .split("\n")
    .map((line) => {
      const plain = line.trimEnd();
      return WHOLE_LINE.test(plain) ? plain.slice(1, -1).replaceAll('""', '"') : line;
    })
    .join("\n");
}

function bestDelimiter(text: string): string {
  const sample = firstLines(text, SAMPLE_LINES);
  let best: { delimiter: string; score: number } = { delimiter: ",", score: -1 };
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(split(sample, delimiter).rows);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}

function firstLines(text: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count; i++) {
    const next = text.indexOf("\n", at);
    if (next < 0) return text;
    at = next + 1;
  }
  return text.slice(0, at);
}

/** A day or a sum: no label. */
const BEGINS_WITH_DIGIT = /^\W{0,3}\d/;

/**
 * A header whose labels are known weighs most, then how many rows have the same number of cells, then how many have a day in
 * one cell and a number in another: a comma for decimals cuts as evenly as a mark between cells.
 */
function scoreOf(rows: readonly Row[]): number {
  let labels = 0;
  let payments = 0;
  const widths = new Map<number, number>();
  for (const { cells } of rows) {
    labels = Math.max(
      labels,
      cells.filter((cell) => cell.length < 40 && !BEGINS_WITH_DIGIT.test(cell) && roleOf(cell) !== null).length,
    );
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    const day = cells.findIndex((cell) => readPrintedDate(cell) !== undefined);
    if (day >= 0 && cells.some((cell, i) => i !== day && isNumber(cell))) payments++;
  }
  const same = Math.max(0, ...widths.values());
  return (labels >= 3 ? labels * 10 : labels) + (same + payments) / Math.max(1, rows.length);
}

/** A quotation mark that is never closed, or only pages later, is a letter: then no mark quotes. */
const split = (text: string, delimiter: string): Cut =>
  cutRecords(text, delimiter, true) ?? (cutRecords(text, delimiter, false) as Cut);

type Cut = Pick<Delimited, "rows" | "fault">;

/** Records of a text; null when marks quote and one is never closed or spans too many lines. */
export function cutRecords(text: string, delimiter: string, quotes: boolean): Cut | null {
  const rows: Row[] = [];
  const cut: LineCut = { text, delimiter };
  const newline = /\r(?!\n)|\n/.exec(text)?.[0] ?? "\n";
  let mark = quotes ? text.indexOf('"') : -1;
  let at = 0;
  while (at < text.length) {
    const found = text.indexOf(newline, at);
    const end = found < 0 ? text.length : found;
    if (rows.length > MOST_LINES) return { rows, fault: "too_many_lines" };
    if (end - at > MOST_RECORD_CHARS) return { rows, fault: "line_too_long" };
    if (mark >= 0 && mark < at) mark = text.indexOf('"', at);
    if (mark < 0 || mark > end) {
      rows.push(new LineRow(cut, at, text[end - 1] === "\r" && end > at ? end - 1 : end));
      at = end + 1;
      continue;
    }
    const record = cutQuoted(text, at, delimiter, newline);
    if (record === null) return null;
    rows.push({ cells: trimAll(record.cells), raw: withoutLineEnd(text.slice(at, record.end)) });
    at = record.end + 1;
  }
  return { rows, fault: null };
}

function withoutLineEnd(text: string): string {
  let end = text.length;
  while (end > 0 && (text[end - 1] === "\n" || text[end - 1] === "\r")) end--;
  return text.slice(0, end);
}

function trimAll(cells: string[]): readonly string[] {
  for (let i = 0; i < cells.length; i++) {
    const cell = (cells[i] as string).trim();
    // a formula that only holds a text, in a cell that is quoted itself
    cells[i] = cell.startsWith('="') && cell.endsWith('"') && cell.length > 2 ? cell.slice(2, -1).trim() : cell;
  }
  return cells;
}

/** One record with a quotation mark in it, to the end of its last line. */
function cutQuoted(
  text: string,
  from: number,
  delimiter: string,
  newline: string,
): { readonly cells: string[]; readonly end: number } | null {
  const cells: string[] = [];
  let at = from;
  let lines = 1;
  const endOfField = (start: number): number => {
    let end = start;
    while (end < text.length && text[end] !== delimiter && text[end] !== newline) end++;
    return end;
  };
  for (;;) {
    let end: number;
    if (at - from > MOST_RECORD_CHARS) return null;
    // spreadsheets write `="0012"` for a text that looks like a number
    if (text[at] === "=" && text[at + 1] === '"') at++;
    if (text[at] === '"') {
      const close = closingMark(text, at + 1);
      if (close < 0) return null;
      for (let i = text.indexOf(newline, at); i >= 0 && i < close; i = text.indexOf(newline, i + 1)) lines++;
      if (lines > MOST_LINES_IN_A_RECORD) return null;
      end = endOfField(close + 1);
      const rest = text.slice(close + 1, end);
      // text behind the closing mark: then the marks belong to the words
      const inside = text.slice(at + 1, close).replaceAll('""', '"');
      if (cells.length < MOST_COLUMNS) cells.push(rest.trim() === "" ? inside : `"${inside}"${rest}`);
    } else {
      end = endOfField(at);
      if (cells.length < MOST_COLUMNS) cells.push(text.slice(at, end));
    }
    if (text[end] !== delimiter) return { cells, end };
    at = end + 1;
  }
}

/** The mark that closes a quotation: not one of a pair, which stands for a mark in the words. */
function closingMark(text: string, from: number): number {
  let at = text.indexOf('"', from);
  while (at >= 0 && text[at + 1] === '"') at = text.indexOf('"', at + 2);
  return at;
}
