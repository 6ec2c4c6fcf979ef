/** One idea: text to rows of cells, whatever the delimiter; csv-parse does the quoting. */
import { parse } from "csv-parse/browser/esm/sync";
import { roleOf } from "./column-labels.ts";

/** One record of a table: its cells, its own text and the line of the file it starts on, from 1. */
export type Row = {
  readonly cells: readonly string[];
  readonly raw: string;
  readonly line: number;
  /** Of a printed statement. */
  readonly page?: number;
};

export type Delimited = { readonly rows: readonly Row[]; readonly delimiter: string };

const DELIMITERS = [",", ";", "\t", "|"] as const;
const SAMPLE_LINES = 120;
/** A quoted cell over more lines than this is a stray quotation mark. */
const MOST_LINES_IN_A_RECORD = 40;

/** Splits a text by the delimiter that makes the most sense of its first lines. */
export function readDelimited(text: string): Delimited {
  const body = text.replace(/^\ufeff/, "").replace(/\0/g, "");
  const said = /^sep=(.)\r?\n/i.exec(body);
  const rest = said ? body.slice(said[0].length) : body;
  const delimiter = said?.[1] ?? bestDelimiter(rest);
  return { rows: split(rest, delimiter), delimiter };
}

function bestDelimiter(text: string): string {
  const sample = firstLines(text, SAMPLE_LINES);
  let best: { delimiter: string; score: number } = { delimiter: ",", score: -1 };
  for (const delimiter of DELIMITERS) {
    const score = scoreOf(split(sample, delimiter));
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

/** A header whose labels are known weighs most, then how many rows have the same number of cells. */
function scoreOf(rows: readonly Row[]): number {
  let labels = 0;
  const widths = new Map<number, number>();
  for (const { cells } of rows) {
    labels = Math.max(labels, cells.filter((cell) => cell.length < 40 && roleOf(cell) !== null).length);
    if (cells.length > 1) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
  }
  const same = Math.max(0, ...widths.values());
  return (labels >= 3 ? labels * 10 : labels) + same / Math.max(1, rows.length);
}

/** A quotation mark that is never closed, or only pages later, is a letter: then no mark quotes. */
function split(text: string, delimiter: string): Row[] {
  try {
    const rows = parseWith(text, delimiter, '"');
    if (rows.every((row) => countLines(row.raw) <= MOST_LINES_IN_A_RECORD)) return rows;
  } catch {
    // csv-parse refuses a text that ends inside a quotation
  }
  return parseWith(text, delimiter, false);
}

const countLines = (text: string): number => text.split("\n").length;

function parseWith(text: string, delimiter: string, quote: '"' | false): Row[] {
  const records = parse(text, {
    delimiter,
    quote,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    info: true,
    raw: true,
  }) as unknown as { info: { lines: number }; raw: string; record: string[] }[];
  return records.map(({ info, raw, record }) => ({
    cells: record.map((cell) => cell.trim()),
    raw: raw.replace(/[\r\n]+$/, ""),
    line: info.lines,
  }));
}
