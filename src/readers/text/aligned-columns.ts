/**
 * A text whose columns are set apart by blanks alone, as terminals and old programs print them: cut where no row with a day and
 * a sum has a letter. A label stands over its column; one that covers two, or two over one, leave open which is which.
 */
import type { Row } from "./delimited-text.ts";
import { isNumber } from "./exact-number.ts";
import { readPrintedDate } from "./printed-date.ts";

type Span = { readonly from: number; readonly to: number };
type Piece = Span & { readonly text: string };

const FEWEST = 3;
const MOST_COLUMNS = 14;
/** Words of one cell stand closer than this. */
const APART = 2;

/** What stands apart on a line: words with one blank between them are one piece. */
function piecesOf(line: string): Piece[] {
  const pieces: Piece[] = [];
  for (const { 0: word, index } of line.matchAll(/\S+/g)) {
    const last = pieces.at(-1);
    const to = index + word.length;
    if (last && index - last.to < APART)
      pieces[pieces.length - 1] = { text: `${last.text} ${word}`, from: last.from, to };
    else pieces.push({ text: word, from: index, to });
  }
  return pieces;
}

/** It begins with a day and has a sum apart from it. */
function isPayment(line: string): boolean {
  const [first, ...rest] = piecesOf(line);
  // rows may be numbered
  const [day, ...more] = first && /^\d{1,4}[.)]?$/.test(first.text) ? rest : [...(first ? [first] : []), ...rest];
  return day !== undefined && readPrintedDate(day.text) !== undefined && more.some(({ text }) => isSum(text));
}

const isSum = (text: string): boolean => /[.,]\d{2}\D{0,4}$/.test(text) && isNumber(text.replace(/\+$/, ""));

/** The columns of the lines: where one of them has letters, and none of them a gap as wide as between cells. */
function columnsOf(lines: readonly string[]): Span[] {
  const width = lines.reduce((most, { length }) => Math.max(most, length), 0);
  const covered = Array.from({ length: width }, (_one, at) => lines.some((line) => (line[at] ?? " ") !== " "));
  const columns: Span[] = [];
  for (let at = 0; at < width; at++) {
    if (!covered[at]) continue;
    const last = columns.at(-1);
    if (last && at - last.to < APART) columns[columns.length - 1] = { from: last.from, to: at + 1 };
    else columns.push({ from: at, to: at + 1 });
  }
  return columns;
}

/** The row of labels: the last above the payments that has several pieces, and no number. */
function labelsAbove(lines: readonly string[], first: number): Piece[] | null {
  for (let i = first - 1; i >= Math.max(0, first - MOST_BETWEEN); i--) {
    const pieces = piecesOf(lines[i] as string);
    if (pieces.length >= FEWEST && !/\d/.test(lines[i] as string)) return pieces;
  }
  return null;
}
const MOST_BETWEEN = 4;

/** The columns with those that only a label names; null where a label is not that of one column. */
function withLabels(columns: readonly Span[], labels: readonly Piece[]): Span[] | null {
  const taken = new Set<Span>();
  const all = [...columns];
  for (const label of labels) {
    const under = columns.filter((column) => shared(label, column) > 0);
    if (under.length > 1 || under.some((column) => taken.has(column))) return null;
    if (under[0]) taken.add(under[0]);
    else all.push(label);
  }
  return all.sort((a, b) => a.from - b.from);
}

/** Points that lead from the words to the sum. */
const LEADERS = /\.{4,}|(?: \.){3,}/g;

/** One blank between the number of the row, one or two days, and the words behind them. */
const DAYS_BEFORE_WORDS = /^( {0,40}(?:\d{1,4}[.)]? {1,4})?)(\d\S{5,10}) {1,2}(?:(\d\S{5,10}) )?(?=\S)/;

const apart = (all: string, before: string, day: string, second: string | undefined): string => {
  if (readPrintedDate(day) === undefined) return all;
  const more = second === undefined ? "" : `${second}${readPrintedDate(second) === undefined ? " " : "  "}`;
  return `${before.trim() === "" ? before : `${before} `}${day}  ${more}`;
};

const shared = (a: Span, b: Span): number => Math.min(a.to, b.to) - Math.max(a.from, b.from);

/** The rows of cells of such a text; null where it has none. */
export function alignedRows(text: string): Row[] | null {
  const even = text.split(/\r\n|\n|\r/).map((line) =>
    line
      .replace(/[\u00a0]/g, " ")
      .replace(LEADERS, (dots) => " ".repeat(dots.length))
      .replace(DAYS_BEFORE_WORDS, apart)
      .trimEnd(),
  );
  const paid = even.filter(isPayment);
  if (paid.length < FEWEST || even.some((line) => line.includes("\t"))) return null;
  const first = even.findIndex(isPayment);
  const columns = withLabels(columnsOf(paid), labelsAbove(even, first) ?? []);
  if (!columns || columns.length < FEWEST || columns.length > MOST_COLUMNS) return null;
  return even.map((line, i): Row => {
    const pieces = piecesOf(line);
    // what is said above the table stands beside its own labels
    if (i < first && /\d/.test(line)) return { cells: pieces.map(({ text }) => text), raw: line.trim() };
    const cells = columns.map(() => "");
    for (const piece of pieces) {
      // that which it covers most, or the nearest
      const at = columns.reduce(
        (best, column, i) => (shared(piece, column) > shared(piece, columns[best] as Span) ? i : best),
        0,
      );
      cells[at] = cells[at] ? `${cells[at]} ${piece.text}` : piece.text;
    }
    return { cells, raw: line.trim() };
  });
}
