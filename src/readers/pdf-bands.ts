/**
 * One idea: which printed lines make one row. A line with an amount is a row; the lines around it that hold only text belong
 * to the row they are nearest to.
 */

import type { Role } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
import { type Band, bandOf, type Edges } from "./pdf-columns.ts";
import { type Column, MONEY } from "./pdf-header.ts";
import type { Line, Span } from "./pdf-lines.ts";

export type PdfRows = {
  readonly rows: readonly Row[];
  /** How many rows were printed twice at a page break. */
  readonly dropped: number;
};

export const rowOf = (cells: readonly string[], page: number): Row => ({
  cells,
  raw: cells.filter(Boolean).join("  "),
  page,
});

export type BuiltRow = { cells: string[]; page: number };

export function joinRows(
  body: readonly Line[],
  columns: readonly Column[],
  edges: Edges,
): { rows: BuiltRow[]; left: Line[]; dropped: number } {
  const bands = body.map((line) => bandOf(line, columns, edges));
  const anchors = anchorsOf(bands);
  const left: Line[] = [];
  if (anchors.length === 0) return { rows: [], left: [...body], dropped: 0 };
  const leading = typicalLeading(bands);
  const centred = isCentred(bands, anchors);
  const owner = new Array<number>(bands.length).fill(-1);
  for (const at of anchors) owner[at] = at;
  for (let k = -1; k < anchors.length; k++) {
    const a = k < 0 ? -1 : (anchors[k] as number);
    const b = k + 1 < anchors.length ? (anchors[k + 1] as number) : bands.length;
    share(bands, owner, a, b, centred, leading);
  }
  const rows: BuiltRow[] = [];
  let dropped = 0;
  for (const at of anchors) {
    const own = bands.flatMap((band, i) => (i >= at - 12 && i <= at + 40 && owner[i] === at ? [band] : []));
    const row = {
      cells: columns.map((column, c) =>
        cellText(
          own.flatMap((band) => band.cells[c] as readonly Span[]),
          column.role,
        ),
      ),
      page: (bands[at] as Band).line.page,
    };
    const before = rows.at(-1);
    fillDay(row, rows.at(-1), columns);
    // the last row of a page printed again on the next: the same balance after the same amount cannot be twice
    if (before && before.page !== row.page && isSame(before, row, columns)) dropped++;
    else rows.push(row);
  }
  bands.forEach((band, i) => {
    if (owner[i] === -1) left.push(band.line);
  });
  return { rows, left, dropped };
}

/** A bank that prints each day once leaves it out below: a row with its sum and its balance is of the day above. */
function fillDay(row: BuiltRow, before: BuiltRow | undefined, columns: readonly Column[]): void {
  const at = columns.findIndex((column) => column.role === "date");
  const filled = (role: (one: Role) => boolean) =>
    columns.some((column, i) => role(column.role) && /\d/.test(row.cells[i] ?? ""));
  if (at < 0 || !before || row.cells[at] !== "" || (before.cells[at] ?? "") === "") return;
  if (!filled((one) => one === "balance") || !filled((one) => MONEY.has(one) && one !== "balance")) return;
  if (/\b(?:totals?|balance|brought|carried|[bc]\/f)\b/i.test(row.cells.join(" "))) return;
  row.cells[at] = before.cells[at] ?? "";
}

/** Lines that begin a row: those with an amount, and those with a day of their own between two rows that have theirs. */
function anchorsOf(bands: readonly Band[]): number[] {
  const money = bands.flatMap((band, i) => (band.money ? [i] : []));
  const all: number[] = [];
  bands.forEach((band, i) => {
    if (band.money) all.push(i);
    if (band.money || !band.dated) return;
    const before = money.findLast((at) => at < i);
    const after = money.find((at) => at > i);
    const has = (at: number | undefined) => at === undefined || (bands[at] as Band).dated;
    if (before !== undefined && has(before) && has(after)) all.push(i);
  });
  return all;
}

/** The usual distance from one line to the next. */
function typicalLeading(bands: readonly Band[]): number {
  const gaps: number[] = [];
  for (let i = 1; i < bands.length; i++) {
    const gap = distance(bands, i - 1, i);
    if (gap > 0 && Number.isFinite(gap)) gaps.push(gap);
  }
  gaps.sort((a, b) => a - b);
  return gaps[Math.floor(gaps.length / 2)] ?? 12;
}

const distance = (bands: readonly Band[], a: number, b: number): number => {
  const [from, to] = [bands[a], bands[b]];
  return from && to && from.line.page === to.line.page ? to.line.y - from.line.y : Number.POSITIVE_INFINITY;
};

/** Whether rows hold text above the line with the amounts: then the first lines of pages do. */
function isCentred(bands: readonly Band[], anchors: readonly number[]): boolean {
  let above = 0;
  let first = 0;
  for (const at of anchors) {
    const before = bands[at - 1];
    const opens = !before || before.line.page !== (bands[at] as Band).line.page;
    const opensWithText = before?.text && !before.money && (at < 2 || bands[at - 2]?.line.page !== before.line.page);
    if (opens) first++;
    else if (opensWithText && at < 3) {
      first++;
      above++;
    } else if (opensWithText) above++;
  }
  return above > 0 && above >= first * 0.5;
}

/** Gives the text lines between two rows to the one above, to the one below, or to none. */
function share(bands: readonly Band[], owner: number[], a: number, b: number, centred: boolean, leading: number): void {
  const between: number[] = [];
  for (let i = a + 1; i < b; i++) between.push(i);
  if (between.length === 0) return;
  // what is no text of the table ends the row above and is left out, with all that follows it up to the row below
  const cut = between.findIndex((i) => !(bands[i] as Band).text);
  const usable = cut < 0 ? between : between.slice(0, cut);
  const split = splitAt(bands, usable, a, b, centred && cut < 0);
  usable.forEach((i, k) => {
    const up = k < split;
    const to = up ? a : b;
    if (to < 0 || to >= bands.length) return;
    const gap = up ? distance(bands, i - 1, i) : distance(bands, i, i + 1);
    const far = Number.isFinite(gap) && gap > leading * 2.6;
    if (!far && (up ? owner[i - 1] === a || i - 1 === a : true)) owner[i] = to;
  });
}

/** How many of the lines between belong to the row above. */
function splitAt(bands: readonly Band[], between: readonly number[], a: number, b: number, centred: boolean): number {
  if (a < 0) return centred ? 0 : between.length;
  if (!centred) return between.length;
  if (b >= bands.length) return between.length;
  const gaps = [a, ...between].map((i, k) => distance(bands, i, [...between, b][k] as number));
  const widest = Math.max(...gaps);
  const narrow = Math.min(...gaps);
  if (widest > narrow * 1.2) return gaps.indexOf(widest);
  return Math.floor(between.length / 2);
}

function cellText(spans: readonly Span[], role: Role): string {
  return spans.reduce((all, span) => {
    if (all === "") return span.text;
    const tight =
      role === "date" || role === "valueDate"
        ? /[-/T.]$/.test(all) || /^[-/]/.test(span.text)
        : role === "reference" && span.y > (spans[0] as Span).y + 1;
    return `${all}${tight ? "" : " "}${span.text}`;
  }, "");
}

function isSame(a: BuiltRow, b: BuiltRow, columns: readonly Column[]): boolean {
  const balance = columns.findIndex((column) => column.role === "balance");
  if (balance < 0 || a.cells[balance] === "") return false;
  const moved = columns.some(
    (column, i) => MONEY.has(column.role) && i !== balance && /[1-9]/.test(a.cells[i] as string),
  );
  return moved && a.cells.every((cell, i) => cell === b.cells[i]);
}
