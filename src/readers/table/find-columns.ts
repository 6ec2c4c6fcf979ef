/** Which column holds what: labels decide first, and the cells fill in what they leave open. */
import type { Layout } from "../../domain/fees/pack.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import { isPayment, type OpenRole, rolesByCells } from "./columns-by-cells.ts";
import {
  type Columns,
  columnsByLabel,
  heldRoles,
  holdsPayments,
  onlyOnce,
  ROWS_BEFORE_HEADER,
} from "./columns-by-label.ts";

/** What the words of a label say that is on no list. */
type Words = (label: string) => OpenRole;
const NO_WORDS: Words = () => null;

/** Finds the columns by a header row, a person's word, or the cells themselves; null when this is no table of payments. */
export function findColumns(
  rows: readonly Row[],
  layouts: readonly Layout[],
  said?: readonly string[],
  words: Words = NO_WORDS,
): Columns | null {
  const { columns, whole } = columnsByLabel(rows, layouts, said);
  return whole ? columns : withCells(rows, columns, words);
}

/** What the cells add to what labels tell, or tell without any. */
export const withCells = (rows: readonly Row[], labelled: Columns | null, words: Words = NO_WORDS): Columns | null =>
  labelled ? completed(labelled, rows) : byCells(rows, words);

const LEAST_WORDLESS = 3;
/** So many payments tell what the columns of a file hold. */
const SAMPLE = 400;

/** Payments of a width among the first rows behind a header. */
function sampleOf(rows: readonly Row[], from: number, width: number, day = -1): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (let i = from; i < rows.length && found.length < SAMPLE; i++) {
    const { cells } = rows[i] as Row;
    // in a column of days, one without a year is a day too
    const paid =
      isPayment(cells) || (/\d/.test(cells[day] ?? "") && cells.some((cell, at) => at !== day && isNumber(cell)));
    // rows may end in a mark that the labels lack
    if (paid && cells.length >= width && !cells.slice(width).some(Boolean)) found.push(cells.slice(0, width));
  }
  return found;
}

/** What labels leave open: null where one says nothing. */
const openIn = (roles: readonly Role[], cells: readonly string[]): OpenRole[] =>
  roles.map((role, i) => (role === "other" && roleOf(cells[i] ?? "") === null ? null : role));

/** A header names the columns; words, balance or the other side that it names in no known way are found by cells. */
function completed(columns: Columns, rows: readonly Row[]): Columns {
  const { roles, header, labels } = columns;
  const { cells } = rows[header] as Row;
  const open = openIn(roles, cells);
  const sample = sampleOf(rows, header + 1, cells.length, roles.indexOf("date"));
  return sample.length === 0 ? columns : { ...columns, ...rolesByCells(open, sample, labels) };
}

/**
 * No header that names enough: the columns are found by their cells. The last row above the first payment that holds words
 * only is the header all the same, and what its labels name stands.
 */
function byCells(rows: readonly Row[], words: Words): Columns | null {
  const all = rows.map((row) => row.cells);
  const payments = all.filter(isPayment);
  const width = modal(payments.map((cells) => cells.length));
  const first = all.findIndex((cells) => cells.length === width && isPayment(cells));
  const filled = all.slice(Math.max(0, first)).filter((cells) => cells.some(Boolean));
  if (width < 2 || payments.length * 2 < filled.length) return null;
  const header = headerAbove(all, first, width);
  const cells = Array.from({ length: width }, (_one, i) => all[header]?.[i] ?? "");
  const named = cells.map((cell) => roleOf(cell) ?? words(cell) ?? "other");
  const said = onlyOnce(heldRoles(named, rows.slice(first, first + SAMPLE)), cells);
  const open = openIn(said, cells);
  const labels = header < 0 ? [] : cells.map(normaliseLabel);
  const told = rolesByCells(open, sampleOf(rows, first, width), labels);
  // one or two rows without a word are a summary of payments, not a list of them
  const speaks = told.roles.includes("narration") || payments.length >= LEAST_WORDLESS;
  return speaks && holdsPayments(told.roles) ? { header, labels, layout: null, ...told } : null;
}

/** So many blank cells may stand at the end of each row and not of the labels. */
const MOST_BLANK_ENDS = 2;

const isWord = (cell: string): boolean => cell === "" || (!isNumber(cell) && readPrintedDate(cell) === undefined);

/** The last row above the payments that is as wide as they are and holds words only; -1 when there is none. */
function headerAbove(all: readonly (readonly string[])[], first: number, width: number): number {
  for (let i = first - 1; i >= Math.max(0, first - ROWS_BEFORE_HEADER); i--) {
    const cells = all[i] as readonly string[];
    // labels may lack the blank cells at the end of the rows
    if (cells.length > width || cells.length < width - MOST_BLANK_ENDS) continue;
    if (cells.every(isWord) && cells.filter((cell) => cell !== "").length >= 2) return i;
  }
  return -1;
}

function modal(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [number, number])[0];
}
