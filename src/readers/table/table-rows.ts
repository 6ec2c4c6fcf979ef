/**
 * Which rows of a table are data. A data row has a date or a sum; everything else is classified here and never
 * dropped unseen: the rows around the table, a header printed again, a wrapped narration, a balance brought forward, a total.
 */

import type { RowReason } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber, readPrinted } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import { DataRow, fitted, placesOf, RowCells, type Shape, textsOf } from "./row-cells.ts";
import type { RowWords } from "./row-words.ts";

export type TableRows = {
  readonly data: readonly DataRow[];
  /** Rows before and after the table and between its pages: what they say of the account is read from them. */
  readonly around: readonly Row[];
  /** Balances of brought-forward and carried-forward rows, as printed. */
  readonly opening: string | null;
  readonly closing: string | null;
};

const BALANCE_ROW =
  /^\W*(?:(?:opening|starting|beginning|closing|ending|previous)\s{1,9}(?:book |cleared |ledger |available )?bal(?:ance)?\b|(?:ledger )?bal(?:ance)?\.?[\s:-]{0,9}(?:as at |(?:on|from) last statement\b|[bc]\W?\/?\W?(?:f|fwd|forward|d)\b|brought\b|carried\b)|[bc]\s?\/\s?(?:f|fwd|forward|d)\b|(?:brought|carried|bro\.?|carr\.?) (?:forward|fwd|f\/wd|down)\b|forward(?:ed)? balance\b|saldo (?:anterior|inicial|final|do dia|iniziale|finale|precedente)\b|s a l d o\b|(?:alter|neuer) (?:saldo|kontostand)\b|(?:anfangs|end)saldo\b|(?:ancien|nouveau) solde\b)/i;
const CLOSES = /clos|ending|\bc\W?\/?\W?(?:f|fwd|forward|d)\b|carried|final|neuer|endsaldo|nouveau|s a l d o/i;
const OF_A_DAY = /saldo do dia\b/i;
const TOTAL_ROW =
  /^\W*(?:(?:grand|sub|page|period|running|cumulative|overall)[ -]?)?(?:totals?|summe|gesamt(?:summe|betrag)?|totaal|totale|sum(?=\W*$)|sum of (?:debits?|credits?|payments?))\b/i;
const PAGE_TEXT =
  /^\W*page\W*\d|\bpage \d+ of \d+|end of (?:statement|report|page)|computer[ -]generated|^\W*(?:this (?:is|statement)|please|disclaimer|note:|printed (?:on|by)|generated (?:on|by)|thank you)/i;
/** A line drawn with letters: `-----`, `****`, `---:`. One mark alone may stand for nought. */
const RULE = /^:?[-=*_~]{3,200}:?$/;
const MOST_WRAPPED = 8;

/** Sorts the rows of a table. `take` is given the cells of each data row, in their order. */
export function sortRows(
  rows: readonly Row[],
  columns: Columns,
  { summaryOf, headOfSection }: RowWords,
  take: (cells: RowCells) => void,
): TableRows {
  const { roles, header, labels } = columns;
  const shape: Shape = { roles, places: placesOf(roles) };
  const around: Row[] = rows.slice(0, Math.max(0, header));
  const data: DataRow[] = [];
  const lastDated = findLastDated(rows, columns);
  // where nearly all rows are longer than their labels, the columns behind these have none
  const seen = rows.slice(header + 1, header + 41).filter(({ cells }) => cells.length >= roles.length);
  const mayBeLonger = seen.filter(({ cells }) => cells.length > roles.length).length > 0.9 * seen.length;
  let once: boolean | undefined;
  const onceADay = (): boolean => {
    once ??= printsDateOnce(rows, columns);
    return once;
  };
  const nextDate = datesAhead(rows, columns);
  let opening: string | null = null;
  let closing: string | null = null;
  let heading = "";
  let wrapped = MOST_WRAPPED;
  let broken = false;
  // a table of what has not happened says so in the line above its labels
  let unbooked = headOfSection(around.at(-1)?.cells ?? []) || null;
  const push = (
    source: Row,
    cells: RowCells,
    date: string,
    aside: RowReason | null = unbooked ? { code: "row.section", facts: { section: unbooked } } : null,
  ): void => {
    if (!mayBeLonger && cells.list.length > roles.length) aside ??= { code: "row.more_cells" };
    data.push(new DataRow(source, cells, { date, shape, broken, aside }, data.at(-1)));
    take(cells);
    wrapped = 0;
    broken = false;
  };
  for (let i = header + 1; i < rows.length; i++) {
    const source = rows[i] as Row;
    const list = fitted(source.cells, roles);
    if (list.every((cell) => cell === "" || RULE.test(cell))) {
      wrapped = MOST_WRAPPED;
      continue;
    }
    if (isHeader(list, labels)) {
      broken = true;
      continue;
    }
    const section = headOfSection(source.cells);
    // one word of a narration that goes on below looks the same: a heading stands elsewhere, or above labels
    if (section !== null && (!holdsWords(source.cells, roles) || labelsFollow(rows, i, labels))) {
      unbooked = section || null;
      around.push(source);
      continue;
    }
    const row = new RowCells(list, shape.places);
    const { date } = row;
    const text = textOf(row);
    const dated = readPrintedDate(date) !== undefined;
    if (isBalanceRow(row, text)) {
      const value = isNumber(row.balance) ? row.balance : sumsOf(row)[0];
      if (value !== undefined) {
        const closes = CLOSES.test(text.slice(0, 24));
        if (closes && (data.length === 0 || i >= lastDated)) closing = value;
        else if (data.length === 0 && !OF_A_DAY.test(text)) opening = value;
        else if (i >= lastDated) opening ??= value;
      }
      // a balance carried over a page break opens and closes nothing
      if (data.length === 0 || i >= lastDated) around.push(source);
      continue;
    }
    const said = summaryOf(text);
    const summary = said && provesNothing(row) ? said : null;
    if (summary && summary !== "maybe" && (summary !== "total" || (i >= lastDated && sumsOf(row).length > 0))) {
      const value = isNumber(row.balance) ? row.balance : sumsOf(row)[0];
      const outside = data.length === 0 || i >= lastDated;
      if (summary === "closing" && outside) closing = value ?? closing;
      else if (summary === "opening" && outside) opening ??= value ?? null;
      if (outside) around.push(source);
      continue;
    }
    if (dated && TOTAL_ROW.test(text) && isBothSided(row)) {
      // a day and sums on both sides: the payments above are summed up
      around.push(source);
      continue;
    }
    const summed = isNumber(row.debit) || isNumber(row.credit) || isNumber(row.amount);
    if (!dated && ((summary && i > lastDated && isBothSided(row)) || isTotal(row, text, i > lastDated, onceADay))) {
      around.push(source);
      continue;
    }
    if (dated && !summed && isBlank(row.balance) && text === "" && allBlank(row)) {
      // a day printed alone, above its payments
      heading = date;
      continue;
    }
    if (!dated && !summed) {
      const before = data.at(-1);
      if (before && wrapped < MOST_WRAPPED && isContinuation(row, roles)) {
        before.takeWrapped(row);
        wrapped++;
      } else if (looksLikeData(list, roles) ? i < lastDated || lastDated < 0 : isAside(source.cells))
        push(source, row, date);
      else {
        around.push(source);
        if (PAGE_TEXT.test(text)) broken = true;
      }
      continue;
    }
    const day = date === "" ? inherited(data.at(-1), heading, onceADay, () => nextDate(i)) : date;
    if (summary) push(source, row, day, { code: "row.balance_or_total" });
    else push(source, row, day);
  }
  return { data, around, opening, closing };
}

const holdsWords = (cells: readonly string[], roles: readonly Role[]): boolean =>
  ["narration", "detail", "status", "reference"].includes(roles[cells.findIndex((cell) => cell !== "")] ?? "other");

/** The next row that is not blank holds the labels again. */
function labelsFollow(rows: readonly Row[], at: number, labels: readonly string[]): boolean {
  const next = rows.slice(at + 1, at + 4).find(({ cells }) => cells.some((cell) => cell !== ""));
  return next !== undefined && isHeader(next.cells, labels);
}

const isBlank = (cell: string): boolean => cell === "" || readPrinted(cell) === null;

const sumsOf = ({ debit, credit, amount }: RowCells): readonly string[] => [debit, credit, amount].filter(isNumber);

const isZero = (cell: string): boolean => /^[^1-9]*$/.test(cell);
const isBothSided = (row: RowCells): boolean => sumsOf(row).filter((cell) => !isZero(cell)).length >= 2;
const allBlank = (row: RowCells): boolean => [row.debit, row.credit, row.amount].every(isBlank);

function isHeader(cells: readonly string[], labels: readonly string[]): boolean {
  // a row with a sum or a date in it is none
  if (cells.some((cell) => /^\W*\d/.test(cell))) return false;
  const filled = cells.map(normaliseLabel).filter((label) => label !== "");
  if (filled.length < 2) return false;
  if (labels.length > 0 && cells.every((cell, i) => cell === "" || normaliseLabel(cell) === labels[i])) return true;
  return filled.length >= 4 && cells.every((cell) => cell === "" || roleOf(cell) !== null);
}

/** The words of a row: its narration, else its first cell that is no number and no date. */
function textOf({ narration, list }: RowCells): string {
  const text = typeof narration === "string" ? narration : narration.join(" ");
  return text === ""
    ? (list.find((cell) => /\p{L}{2}/u.test(cell) && readPrintedDate(cell) === undefined) ?? "")
    : text;
}

/** `Opening Balance`, `Balance B/F`: a sum that moves nothing. One that is also a payment's sum is a payment. */
function isBalanceRow(row: RowCells, text: string): boolean {
  if (text.length > 60 || !BALANCE_ROW.test(text)) return false;
  const moved = sumsOf(row).filter((cell) => !isZero(cell));
  return moved.length === 0 || moved.every((cell) => cell === row.balance) || !isNumber(row.balance);
}

/** The balances do not say that the row moves anything: it prints none, or its own sum again. */
const provesNothing = (row: RowCells): boolean =>
  !isNumber(row.balance) || sumsOf(row).every((cell) => isZero(cell) || cell === row.balance);

function isTotal(row: RowCells, text: string, after: boolean, onceADay: () => boolean): boolean {
  if (row.date !== "" && !TOTAL_ROW.test(row.date)) return false;
  const sums = sumsOf(row);
  const both = isBothSided(row);
  if (TOTAL_ROW.test(text) || TOTAL_ROW.test(row.date)) return both || !onceADay() || !isNumber(row.balance);
  return sums.length > 0 && row.narration.length === 0 && (both || after);
}

/** Only words, and only where words belong. */
function isContinuation({ list, narration, reference }: RowCells, roles: readonly Role[]): boolean {
  if (PAGE_TEXT.test(textsOf(narration).join(" "))) return false;
  const elsewhere = list.some(
    (cell, i) => cell !== "" && !["narration", "detail", "reference"].includes(roles[i] ?? "other"),
  );
  return !elsewhere && (narration.length > 0 || reference !== "");
}

/** A row inside the table with as many cells as a payment, though neither date nor sum can be read. */
const looksLikeData = (cells: readonly string[], roles: readonly Role[]): boolean => {
  const filled = roles.filter((role, i) => role !== "other" && (cells[i] ?? "") !== "").length;
  return filled >= 3 && filled * 2 >= roles.filter((role) => role !== "other").length;
};

/** It begins with a day and ends with a sum, though neither stands under its label: cells that moved, and no line of a head. */
function isAside(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== "");
  return (
    filled.length > 2 &&
    /\d[.,]\d\d$/.test(filled.at(-1) as string) &&
    readPrintedDate(filled[0] as string) !== undefined
  );
}

const dateAt = ({ roles }: Columns): number => roles.indexOf(roles.includes("date") ? "date" : "valueDate");
const dateCell = (cells: readonly string[], columns: Columns): string => cells[dateAt(columns)] ?? "";
/** Most cells begin with a digit or are blank: they need no look at their words. */
const isTotalWord = (cell: string): boolean => cell !== "" && !(cell >= "0" && cell < ":") && TOTAL_ROW.test(cell);

function findLastDated(rows: readonly Row[], columns: Columns): number {
  for (let i = rows.length - 1; i > columns.header; i--)
    if (readPrintedDate(dateCell((rows[i] as Row).cells, columns)) !== undefined) return i;
  return -1;
}

const MOVES: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount"]);

/** True where a day is printed once and the payments below it have none: told by how many rows do so. */
function printsDateOnce(rows: readonly Row[], columns: Columns): boolean {
  const sums = columns.roles.flatMap((role, i) => (MOVES.has(role) ? [i] : []));
  const date = dateAt(columns);
  let bare = 0;
  let dated = 0;
  for (let i = columns.header + 1; i < rows.length; i++) {
    const { cells } = rows[i] as Row;
    if (!sums.some((at) => isNumber(cells[at] ?? "")) || cells.some(isTotalWord)) continue;
    if ((cells[date] ?? "") === "") bare++;
    else dated++;
  }
  return bare >= 3 && bare * 10 >= dated;
}

/** The day of a row that prints none: the one above where the file does so, or where the rows on both sides agree. */
function inherited(
  before: DataRow | undefined,
  heading: string,
  onceADay: () => boolean,
  next: () => string | null,
): string {
  if (heading !== "") return heading;
  if (!before) return "";
  if (onceADay()) return before.date;
  return next() === before.date ? before.date : "";
}

/** Makes a finder of the next printed day behind a row; null where none follows. Asked from the first row to the last. */
function datesAhead(rows: readonly Row[], columns: Columns): (at: number) => string | null {
  let place = -1;
  let date: string | null = null;
  return (at) => {
    if (place > at) return date;
    date = null;
    for (place = at + 1; place < rows.length; place++) {
      const cell = dateCell((rows[place] as Row).cells, columns);
      if (readPrintedDate(cell) === undefined) continue;
      date = cell;
      break;
    }
    return date;
  };
}
