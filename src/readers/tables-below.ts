/**
 * Tables that stand below each other in one file, each under an account number of its own, are statements of their own. A
 * header that is printed again on each page, with the same number or none, is one table.
 */
import { normaliseLabel } from "./column-labels.ts";
import type { Columns } from "./columns-by-label.ts";
import type { Row } from "./delimited-text.ts";
import { readPrintedDate } from "./printed-date.ts";
import { readPreamble } from "./read-preamble.ts";

/** The rows of each account, with what stands above its table; one part where the file holds one account. */
export function tablesBelow(rows: readonly Row[], columns: Columns): readonly (readonly Row[])[] {
  if (columns.header < 0 || columns.labels.every((label) => label === "")) return [rows];
  let number = readPreamble(rows.slice(0, columns.header), []).masked;
  const parts: (readonly Row[])[] = [];
  let from = 0;
  for (let i = columns.header + 1; i < rows.length; i++) {
    if (!isHeaderRow(rows[i] as Row, columns)) continue;
    const above = headFrom(rows, i, columns);
    const own = readPreamble(rows.slice(above, i), []).masked;
    if (own === null || own === number) continue;
    // the first table may not name its account
    parts.push(rows.slice(from, above));
    from = above;
    number = own;
  }
  parts.push(rows.slice(from));
  return parts;
}

/** The place of the header in a part. */
export const headerOf = (part: readonly Row[], columns: Columns): number =>
  part.findIndex((row) => isHeaderRow(row, columns));

/** A row behind the header has a day in the column of days. */
export const holdsDays = (rows: readonly Row[], { header, roles }: Columns): boolean => {
  const at = roles.indexOf(roles.includes("date") ? "date" : "valueDate");
  return rows.slice(header + 1).some(({ cells }) => readPrintedDate(cells[at] ?? "") !== undefined);
};

function isHeaderRow({ cells }: Row, { labels }: Columns): boolean {
  if (cells.length > labels.length || /^\W*\d/.test(cells.join(""))) return false;
  const own = cells.map(normaliseLabel);
  return labels.every((label, i) => label === (own[i] ?? ""));
}

/** Where the lines above a repeated header begin: behind the last row with a day. */
function headFrom(rows: readonly Row[], header: number, { roles }: Columns): number {
  const at = roles.indexOf(roles.includes("date") ? "date" : "valueDate");
  let from = header;
  while (from > 0 && readPrintedDate((rows[from - 1] as Row).cells[at] ?? "") === undefined) from--;
  return from;
}
