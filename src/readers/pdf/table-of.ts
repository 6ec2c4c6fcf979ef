/** Stage 5a, rows of a page to rows of cells as the table reader takes them, with what each column holds. */
import type { Layout } from "../../domain/fees/pack.ts";
import { normaliseLabel, type Role } from "../table/column-labels.ts";
import { type Columns, onlyOnce } from "../table/columns-by-label.ts";
import { findColumns, withCells } from "../table/find-columns.ts";
import { partsRole } from "../table/label-parts.ts";
import type { Row } from "../text/delimited-text.ts";
import { cellText, dayOf, sumText } from "./cell-text.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import { lineText, type Section } from "./cut-sections.ts";
import type { PdfRow } from "./gather-rows.ts";
import { preambleRows } from "./preamble-rows.ts";
import { settleCells, withYears } from "./settle-cells.ts";

export type Table = { readonly rows: readonly Row[]; readonly columns: Columns | null; readonly repeated: number };

export const rowOf = (cells: readonly string[], page: number): Row => ({
  cells,
  raw: cells.filter(Boolean).join("  "),
  page,
});

export function tableOf(
  { rows, around }: Section,
  columns: readonly PdfColumn[],
  layouts: readonly Layout[],
  said?: readonly string[],
): Table {
  const widths = columns.map((_, i) => widthOf(rows, i));
  const head = preambleRows(around).map((cells) => rowOf(cells, 1));
  const labels = columns.map((column) => column.label);
  const header = rowOf(labels, 1);
  const texts = around.map(lineText);
  const cells = withYears(
    rows.map((row) => rowOf(cellsOf(row, columns, widths), row.page)),
    columns,
    texts,
  );
  const told = columnsOf([...head, header, ...cells], head.length, columns, layouts, said);
  const settled = settleCells(cells, columns, told?.roles ?? [], texts);
  return { rows: [...head, header, ...settled.rows], columns: told, repeated: settled.repeated };
}

function columnsOf(
  all: readonly Row[],
  header: number,
  columns: readonly PdfColumn[],
  layouts: readonly Layout[],
  said?: readonly string[],
): Columns | null {
  // what a person says of the columns stands
  if (said) return findColumns(all, layouts, said);
  const known = findColumns(all, layouts, undefined, partsRole);
  if (known?.layout && known.header === header) return known;
  const labels = columns.map((column) => column.label);
  const roles = onlyOnce(withDate(columns), labels);
  return withCells(all, { header, roles, labels: labels.map(normaliseLabel), layout: null });
}

/** The roles that labels name; where none names the day, the first column with a day in each row is it. */
function withDate(columns: readonly PdfColumn[]): Role[] {
  const roles = columns.map((column): Role => column.role ?? "other");
  const days = columns.filter((column) => column.kind === "day");
  const most = Math.max(0, ...days.map((column) => column.count));
  const unnamed = columns.findIndex(
    (column) =>
      column.kind === "day" &&
      (column.role === null || column.role === "other" || column.role === "time") &&
      column.count >= most,
  );
  if (unnamed >= 0 && !roles.includes("date")) roles[unnamed] = "date";
  return roles;
}

export const cellsOf = (row: PdfRow, columns: readonly PdfColumn[], widths: readonly number[]): string[] =>
  columns.map((column, i) => {
    const text = cellText(row.cells[i] ?? [], column.role, widths[i] ?? 0);
    return column.kind === "sum" ? sumText(text) : column.kind === "day" ? dayOf(text) : text;
  });

/** The width to which the lines of a column are filled; none where too few of them are. */
function widthOf(rows: readonly PdfRow[], at: number): number {
  const widths: number[] = [];
  let letter = 4;
  for (const row of rows) {
    const lines = new Map<number, { x0: number; x1: number }>();
    for (const token of row.cells[at] ?? []) {
      letter = token.size * 0.7;
      const line = lines.get(Math.round(token.y));
      if (line) line.x1 = Math.max(line.x1, token.x1);
      else lines.set(Math.round(token.y), { x0: token.x0, x1: token.x1 });
    }
    for (const { x0, x1 } of lines.values()) widths.push(x1 - x0);
  }
  const widest = Math.max(0, ...widths);
  return widths.filter((width) => width >= widest - letter).length >= 3 ? widest : Number.POSITIVE_INFINITY;
}
