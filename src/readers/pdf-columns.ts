/**
 * One idea: which column a printed text belongs to. Amounts lean on the right edge of theirs, texts begin at the left edge
 * that most rows share.
 */
import type { Role } from "./column-labels.ts";
import { type Column, MONEY } from "./pdf-header.ts";
import { AMOUNT, type Line, type Span } from "./pdf-lines.ts";
import { readPrintedDate } from "./printed-date.ts";

const BLANK = /^(?:-{1,3}|–|—)$/;

export type Edges = { readonly left: readonly number[]; readonly right: readonly number[] };

/** Where each column's data begin and end, learned from spans that stand under one label only. */
export function edgesOf(body: readonly Line[], columns: readonly Column[]): Edges {
  const starts: number[][] = columns.map(() => []);
  const ends: number[][] = columns.map(() => []);
  for (const line of body) {
    for (const span of line.spans) {
      const under = columns.flatMap((column, i) => (span.x1 > column.x0 && span.x0 < column.x1 ? [i] : []));
      if (under.length !== 1) continue;
      const at = under[0] as number;
      const money = MONEY.has((columns[at] as Column).role);
      if (money === AMOUNT.test(span.text)) {
        starts[at]?.push(span.x0);
        ends[at]?.push(span.x1);
      }
    }
  }
  const low = (list: readonly number[], other: number) =>
    list.length === 0 ? other : ([...list].sort((a, b) => a - b)[Math.floor(list.length * 0.05)] as number);
  const common = (list: readonly number[], other: number) => {
    const counts = new Map<number, number>();
    for (const one of list) counts.set(Math.round(one), (counts.get(Math.round(one)) ?? 0) + 1);
    return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [other, 0] as [number, number])[0];
  };
  return {
    left: columns.map((column, i) => Math.min(low(starts[i] as number[], column.x0), column.x0)),
    right: columns.map((column, i) => common(ends[i] as number[], column.x1)),
  };
}

/** The column a span belongs to; -1 when it stands in none. */
function columnOf(span: Span, columns: readonly Column[], edges: Edges): number {
  if (AMOUNT.test(span.text) || BLANK.test(span.text)) {
    const at = nearestMoney(span, columns, edges);
    if (at >= 0) return at;
  }
  if (/\d/.test(span.text) && readPrintedDate(span.text) !== undefined) {
    const at = nearestDate(span, columns, edges);
    if (at >= 0) return at;
  }
  let best = -1;
  for (let i = 0; i < columns.length; i++) {
    const column = columns[i] as Column;
    if (MONEY.has(column.role) && !BLANK.test(span.text)) continue;
    const left = edges.left[i] as number;
    if (left <= span.x0 + 4 && (best < 0 || left >= (edges.left[best] as number))) best = i;
  }
  return best;
}

/** Of the columns of days that a day stands in or near, the one whose beginning or middle is nearest. */
function nearestDate(span: Span, columns: readonly Column[], edges: Edges): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach((column, i) => {
    if (column.role !== "date" && column.role !== "valueDate") return;
    const left = edges.left[i] as number;
    if (span.x1 < left - 4 || span.x0 > column.x1 + 6) return;
    const off = Math.min(
      Math.abs(span.x0 - left),
      Math.abs(span.x0 - column.x0),
      Math.abs((span.x0 + span.x1) / 2 - (column.x0 + column.x1) / 2),
    );
    if (off < least) [best, least] = [i, off];
  });
  return best;
}

/** Amounts lean on the right edge, or stand under the label; too far from both it is a number in a text. */
function nearestMoney(span: Span, columns: readonly Column[], edges: Edges): number {
  let best = -1;
  let least = Number.POSITIVE_INFINITY;
  columns.forEach((column, i) => {
    if (!MONEY.has(column.role)) return;
    const middle = (span.x0 + span.x1) / 2;
    const off = Math.min(
      Math.abs(span.x1 - (edges.right[i] as number)),
      Math.abs(middle - (column.x0 + column.x1) / 2),
      Math.abs(span.x0 - column.x0) + 2,
    );
    if (off < least) [best, least] = [i, off];
  });
  const column = columns[best];
  if (!column) return -1;
  const reach = Math.max(24, column.x1 - column.x0);
  return least <= reach ? best : -1;
}

export type Band = {
  readonly line: Line;
  readonly cells: readonly (readonly Span[])[];
  readonly money: boolean;
  readonly text: boolean;
  readonly dated: boolean;
};

export function bandOf(line: Line, columns: readonly Column[], edges: Edges): Band {
  const cells: Span[][] = columns.map(() => []);
  let stray = false;
  for (const span of line.spans) {
    const at = columnOf(span, columns, edges);
    if (at < 0) {
      stray = true;
      continue;
    }
    cells[at]?.push(span);
  }
  spreadDates(cells, columns);
  findSum(cells, columns, edges);
  const inRole = (test: (role: Role) => boolean) =>
    cells.some((list, i) => list.length > 0 && test((columns[i] as Column).role));
  const money = cells.some(
    (list, i) => MONEY.has((columns[i] as Column).role) && list.some((span) => AMOUNT.test(span.text)),
  );
  const dates = cells.flatMap((list, i) => ((columns[i] as Column).role === "date" ? list : []));
  const odd = dates.some((span) => !/\d/.test(span.text) || span.text.length > 24);
  return {
    line,
    cells,
    money,
    dated: dates.some((span) => readPrintedDate(span.text) !== undefined),
    text: !stray && !odd && inRole((role) => !MONEY.has(role)),
  };
}

/** A row with a balance and no sum, but with an amount left of it that no label claims: that is the sum. */
function findSum(cells: Span[][], columns: readonly Column[], edges: Edges): void {
  const sums = columns.flatMap(({ role }, i) => (MONEY.has(role) && role !== "balance" ? [i] : []));
  const balance = cells.find((list, i) => columns[i]?.role === "balance" && list.length > 0)?.[0];
  if (!balance || sums.length === 0 || sums.some((i) => (cells[i] as Span[]).length > 0)) return;
  const rest = cells.flatMap((list, i) =>
    MONEY.has((columns[i] as Column).role) ? [] : list.map((span) => ({ span, i })),
  );
  const last = rest.reduce<{ span: Span; i: number } | null>(
    (a, b) => (a === null || b.span.x1 > a.span.x1 ? b : a),
    null,
  );
  if (!last || last.span.x1 > balance.x0) return;
  const off = (i: number) => Math.abs((edges.right[i] as number) - last.span.x1);
  const to = sums.reduce((a, b) => (off(b) < off(a) ? b : a));
  const [words, sum] = AMOUNT.test(last.span.text) ? [undefined, last.span] : unglued(last.span);
  if (!sum || (words && off(to) > LEANS)) return;
  cells[last.i] = (cells[last.i] as Span[]).flatMap((span) => (span === last.span ? (words ?? []) : span));
  cells[to]?.push(sum);
}

/** How far from the edge of its column an amount may end that was printed against the text before it. */
const LEANS = 3;
const GLUED = /^(.*[^\d.,+\s-])([+-]?\d{1,3}(?:,\d{3})*\.\d{2})$/;

/** A text so long that it runs into the sum beside it comes as one word: `TRANSFER TO865,946.77`. */
function unglued(span: Span): readonly [Span?, Span?] {
  const [, words = "", sum = ""] = GLUED.exec(span.text) ?? [];
  if (sum === "") return [];
  const at = span.x1 - ((span.x1 - span.x0) * sum.length) / span.text.length;
  return [
    { ...span, text: words, x1: at },
    { ...span, text: sum, x0: at },
  ];
}

/** Two days under one label, as where a label stands off its column: they go to the two columns of days in order. */
function spreadDates(cells: Span[][], columns: readonly Column[]): void {
  const places = columns.flatMap((column, i) => (column.role === "date" || column.role === "valueDate" ? [i] : []));
  const days = places.flatMap((i) => cells[i] as Span[]).sort((a, b) => a.x0 - b.x0);
  if (places.length < 2 || days.length !== places.length) return;
  if (!days.every((day) => readPrintedDate(day.text) !== undefined)) return;
  places.forEach((place, k) => {
    cells[place] = [days[k] as Span];
  });
}
