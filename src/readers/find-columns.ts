/** One idea: which row is the header, and which column holds what. */
import type { Layout } from "../domain/fees/pack.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
import { readPrinted } from "./exact-number.ts";
import { readPrintedDate } from "./printed-date.ts";

export type Columns = {
  /** Index of the header row, -1 when the file has none. */
  readonly header: number;
  readonly roles: readonly Role[];
  readonly labels: readonly string[];
  readonly layout: Layout | null;
};

const ROWS_BEFORE_HEADER = 120;
const ROLES: ReadonlySet<string> = new Set([
  "date",
  "valueDate",
  "time",
  "narration",
  "detail",
  "reference",
  "debit",
  "credit",
  "amount",
  "balance",
  "direction",
  "currency",
  "code",
  "other",
] satisfies Role[]);

/** Finds the columns by a header row, a person's word, or the cells themselves; null when this is no table of payments. */
export function findColumns(
  rows: readonly Row[],
  layouts: readonly Layout[],
  said?: readonly string[],
): Columns | null {
  const labelled = byHeader(rows, layouts);
  if (said) {
    const roles = said.map((name): Role => (ROLES.has(name) ? (name as Role) : "other"));
    return { header: labelled?.header ?? -1, roles, labels: labelled?.labels ?? [], layout: null };
  }
  return labelled ?? byContent(rows);
}

function byHeader(rows: readonly Row[], layouts: readonly Layout[]): Columns | null {
  let best: { columns: Columns; score: number } | null = null;
  for (let i = 0; i < Math.min(rows.length, ROWS_BEFORE_HEADER); i++) {
    const { cells } = rows[i] as Row;
    const layout = layouts.find((one) => sameLabels(one.header, cells)) ?? null;
    const roles = layout
      ? rolesOfLayout(layout, cells)
      : onlyOnce(
          cells.map((cell) => roleOf(cell) ?? "other"),
          cells,
        );
    const filled = cells.filter((cell) => cell !== "").length;
    const known = cells.filter((cell) => cell.length < 60 && roleOf(cell) !== null).length;
    if (!layout && (known < 3 || known * 2 < filled) && !(known === filled && filled >= 2)) continue;
    if (!holdsPayments(roles)) continue;
    const score = layout ? 1000 : known;
    if (!best || score > best.score)
      best = { columns: { header: i, roles, labels: cells.map(normaliseLabel), layout }, score };
  }
  return best?.columns ?? null;
}

const has = (roles: readonly Role[], ...wanted: Role[]): boolean => wanted.some((role) => roles.includes(role));

const holdsPayments = (roles: readonly Role[]): boolean =>
  has(roles, "date", "valueDate") && has(roles, "amount", "debit", "credit");

function sameLabels(header: readonly string[], cells: readonly string[]): boolean {
  const labels = cells.map(normaliseLabel).filter((label) => label !== "");
  return labels.length === header.length && header.every((label, i) => normaliseLabel(label) === labels[i]);
}

/** A layout counts its columns without the empty ones that some exports put between them. */
function rolesOfLayout(layout: Layout, cells: readonly string[]): Role[] {
  let at = 0;
  return cells.map((cell) => {
    if (normaliseLabel(cell) === "") return "other";
    const name = layout.columns[at++] ?? "other";
    return ROLES.has(name) ? (name as Role) : "other";
  });
}

const SINGLE: ReadonlySet<Role> = new Set<Role>([
  "date",
  "valueDate",
  "amount",
  "debit",
  "credit",
  "balance",
  "direction",
  "reference",
]);

/** Of two columns with the same role the one with the plainer label counts: `Betrag` before `Betrag (Fremdwährung)`. */
function onlyOnce(roles: readonly Role[], cells: readonly string[]): Role[] {
  const result: Role[] = [...roles];
  for (const role of SINGLE) {
    const places = result.flatMap((r, i) => (r === role ? [i] : []));
    if (places.length < 2) continue;
    const keep = places.reduce((a, b) => ((cells[b] as string).length < (cells[a] as string).length ? b : a));
    // a second date is the value date when none is named so
    for (const place of places)
      if (place !== keep) result[place] = role === "date" && !result.includes("valueDate") ? "valueDate" : "other";
  }
  // a column of amounts beside debit and credit says nothing that they do not
  if (has(result, "debit") && has(result, "credit"))
    return result.map((role) => (role === "amount" || role === "direction" ? "other" : role));
  return result;
}

const SHARE = 0.8;

/** No header: the columns are told by their cells. */
function byContent(rows: readonly Row[]): Columns | null {
  const all = rows.map((row) => row.cells);
  const width = modal(all.map((cells) => cells.length));
  const table = all.filter((cells) => cells.length === width);
  if (width < 2 || table.length === 0 || table.length * 2 < all.filter((cells) => cells.some(Boolean)).length)
    return null;
  const column = (i: number) => table.map((cells) => cells[i] as string);
  const roles: Role[] = new Array<Role>(width).fill("other");
  const numbers: number[] = [];
  let text = { at: -1, length: 0 };
  for (let i = 0; i < width; i++) {
    const cells = column(i);
    const filled = cells.filter((cell) => cell !== "");
    if (filled.length === 0) continue;
    if (filled.length >= cells.length * SHARE && shareOf(filled, (c) => readPrintedDate(c) !== undefined) >= SHARE)
      roles[i] = roles.includes("date") ? (roles.includes("valueDate") ? "other" : "valueDate") : "date";
    else if (shareOf(filled, isAmount) >= SHARE) numbers.push(i);
    else if (filled.length >= cells.length * SHARE && shareOf(filled, isDirection) >= SHARE) roles[i] = "direction";
    else {
      const length = filled.reduce((sum, cell) => sum + cell.length, 0);
      if (length > text.length) text = { at: i, length };
    }
  }
  if (text.at >= 0) roles[text.at] = "narration";
  giveAmounts(roles, numbers, column);
  return holdsPayments(roles) ? { header: -1, roles, labels: [], layout: null } : null;
}

function giveAmounts(roles: Role[], numbers: readonly number[], column: (i: number) => string[]): void {
  const [a, b, c] = numbers;
  if (a === undefined) return;
  const apart = (x: number, y: number) =>
    column(x).filter((cell, i) => isBlankNumber(cell) !== isBlankNumber(column(y)[i] as string)).length >=
    column(x).length * SHARE;
  if (b === undefined) roles[a] = "amount";
  else if (apart(a, b)) {
    roles[a] = "debit";
    roles[b] = "credit";
    if (c !== undefined) roles[c] = "balance";
  } else {
    roles[a] = "amount";
    roles[b] = "balance";
  }
}

const isBlankNumber = (cell: string): boolean => {
  const number = readPrinted(cell);
  return number === null || (number !== undefined && /^[0.,]*$/.test(number.digits));
};
const isAmount = (cell: string): boolean => {
  const number = readPrinted(cell);
  return number === null || (number !== undefined && /[.,]\d{1,3}$/.test(number.digits));
};
const isDirection = (cell: string): boolean => /^(d|c|dr|cr|debit|credit|o|i|in|out|af|bij)\.?$/i.test(cell);
const shareOf = (cells: readonly string[], test: (cell: string) => boolean): number =>
  cells.filter(test).length / Math.max(1, cells.length);

function modal(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [number, number])[0];
}
