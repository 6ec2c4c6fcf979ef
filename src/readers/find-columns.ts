/** One idea: which row is the header, and which column holds what. */
import type { Layout } from "../domain/fees/pack.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import { isPayment, type OpenRole, rolesByCells } from "./columns-by-cells.ts";
import type { Row } from "./delimited-text.ts";
import { isNumber } from "./exact-number.ts";
import { readPrintedDate } from "./printed-date.ts";

export type Columns = {
  /** Index of the header row, -1 when the file has none. */
  readonly header: number;
  readonly roles: readonly Role[];
  readonly labels: readonly string[];
  readonly layout: Layout | null;
  /** Two columns of sums, and nothing but their places tells which one is money out. */
  readonly sidesGuessed?: boolean;
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
  "fee",
  "status",
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
  return labelled ? completed(labelled, rows) : byCells(rows);
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
  "fee",
  "status",
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

const LEAST_WORDLESS = 3;
/** So many payments tell what the columns of a file hold. */
const SAMPLE = 400;

/** Payments of a width among the first rows behind a header. */
function sampleOf(rows: readonly Row[], from: number, width: number): (readonly string[])[] {
  const found: (readonly string[])[] = [];
  for (let i = from; i < rows.length && found.length < SAMPLE; i++) {
    const { cells } = rows[i] as Row;
    if (cells.length === width && isPayment(cells)) found.push(cells);
  }
  return found;
}

/** A header names the columns; the words, the balance or the other side that it names in no way we know are told by cells. */
function completed(columns: Columns, rows: readonly Row[]): Columns {
  const { roles, header, labels, layout } = columns;
  const lacks = !has(roles, "narration") || !has(roles, "balance") || has(roles, "debit") !== has(roles, "credit");
  if (layout || !lacks) return columns;
  const { cells } = rows[header] as Row;
  const open = roles.map((role, i): OpenRole => (role === "other" && roleOf(cells[i] ?? "") === null ? null : role));
  const sample = sampleOf(rows, header + 1, cells.length);
  return sample.length === 0 ? columns : { ...columns, ...rolesByCells(open, sample, labels) };
}

/**
 * No header that names enough: the columns are told by their cells. The last row above the first payment that holds words
 * only is the header all the same, and what its labels name stands.
 */
function byCells(rows: readonly Row[]): Columns | null {
  const all = rows.map((row) => row.cells);
  const payments = all.filter(isPayment);
  const width = modal(payments.map((cells) => cells.length));
  const first = all.findIndex((cells) => cells.length === width && isPayment(cells));
  const filled = all.slice(Math.max(0, first)).filter((cells) => cells.some(Boolean));
  if (width < 2 || payments.length * 2 < filled.length) return null;
  const header = headerAbove(all, first, width);
  const cells = header < 0 ? new Array<string>(width).fill("") : (all[header] as readonly string[]);
  const said = onlyOnce(
    cells.map((cell) => roleOf(cell) ?? "other"),
    cells,
  );
  const open = said.map((role, i): OpenRole => (role === "other" && roleOf(cells[i] as string) === null ? null : role));
  const labels = header < 0 ? [] : cells.map(normaliseLabel);
  const told = rolesByCells(open, sampleOf(rows, first, width), labels);
  // one or two rows without a word are a summary of payments, not a list of them
  const speaks = told.roles.includes("narration") || payments.length >= LEAST_WORDLESS;
  return speaks && holdsPayments(told.roles) ? { header, labels, layout: null, ...told } : null;
}

const isWord = (cell: string): boolean => cell === "" || (!isNumber(cell) && readPrintedDate(cell) === undefined);

/** The last row above the payments that is as wide as they are and holds words only; -1 when there is none. */
function headerAbove(all: readonly (readonly string[])[], first: number, width: number): number {
  for (let i = first - 1; i >= Math.max(0, first - ROWS_BEFORE_HEADER); i--) {
    const cells = all[i] as readonly string[];
    if (cells.length === width && cells.every(isWord) && cells.filter((cell) => cell !== "").length >= 2) return i;
  }
  return -1;
}

function modal(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0] as [number, number])[0];
}
