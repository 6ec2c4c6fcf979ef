/**
 * Tables that stand below each other in one file, each under an account number, a wallet's name or a currency of its own, are
 * statements of their own. A header that is printed again on each page, with the same name or none, is one table.
 */

import { CURRENCY_CODES } from "../text/currencies.ts";
import type { Row } from "../text/delimited-text.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import { type Columns, holdsPayments } from "./columns-by-label.ts";
import { readPreamble } from "./read-preamble.ts";
import { dateCell } from "./table-days.ts";

/**
 * The rows of each account, with what stands above its table; one part where the file holds one account. A new table begins
 * at labels that are printed again, or with `at: "name"` also at a line that names another account without them. With
 * `"header"` it begins at all labels that are printed again.
 */
export function tablesBelow(
  rows: readonly Row[],
  columns: Columns,
  at: "labels" | "name" | "header" = "labels",
): readonly (readonly Row[])[] {
  if (columns.header < 0 || columns.labels.every((label) => label === "")) return [rows];
  const header = rows[columns.header] as Row;
  let name = nameOf(rows.slice(0, columns.header));
  const parts: Row[][] = [];
  let from = 0;
  let lacksHeader = false;
  const close = (until: number): void => {
    const part = rows.slice(from, until);
    // below its name a table may go on without the labels
    if (lacksHeader) part.splice(firstDated(part, columns), 0, header);
    parts.push(part);
  };
  for (let i = columns.header + 1; i < rows.length; i++) {
    const row = rows[i] as Row;
    if (beginsWithDigit(row)) continue;
    const again = isHeaderRow(row, columns);
    if (!again && !(at === "name" && isNameRow(row, columns))) continue;
    const above = headFrom(rows, i, columns);
    if (above < from || above === columns.header) continue;
    const until = again ? i : nextTable(rows, i, columns);
    if (until < 0) break;
    const own = nameOf(rows.slice(above, until));
    if (at === "header" ? !again || above <= columns.header + 1 : own === null || own === name) continue;
    // the first table may not name its account
    close(above);
    from = above;
    lacksHeader = !again && !isHeaderRow(rows[until] as Row, columns);
    name = own;
    i = until;
  }
  close(rows.length);
  return parts;
}

/** Where a table with other columns begins, with what stands above its labels; -1 where there is none. */
export function otherTable(rows: readonly Row[], columns: Columns): number {
  for (let i = columns.header + 2; columns.header >= 0 && i < rows.length - 1; i++) {
    const row = rows[i] as Row;
    if (beginsWithDigit(row) || isHeaderRow(row, columns)) continue;
    const roles = row.cells.flatMap((cell) => (cell === "" ? [] : [roleOf(cell)]));
    if (roles.length < 3 || roles.includes(null) || !holdsPayments(roles as Role[])) continue;
    const from = headFrom(rows, i, columns);
    if (from > columns.header + 1) return from;
  }
  return -1;
}

/** Most rows begin with a day: they are neither labels nor a name, and their cells need not be cut to know it. */
const beginsWithDigit = ({ raw }: Row): boolean => /^\W{0,9}\d/.test(raw.slice(0, 16));

const NAMED = new RegExp(
  `^\\W*(?:wallet|account|acct|a\\/c|pocket|pot|vault|currency|ccy|sub[ -]?account|iban)(?: (?:no|number|name|currency|type))?\\W{0,4}[:#,-]?\\W{0,3}(\\w[\\w *.-]{1,40})$|^\\W*((?:${CURRENCY_CODES})) (?:wallet|account|balance|pocket)\\W*$|^\\W*(?:wallet|account|pocket)\\W+((?:${CURRENCY_CODES}))\\W*$|^\\W*((?:savings?|current|main|wallet|fixed|target|domiciliary|owealth)(?: (?:account|wallet|balance))?) (?:transactions|statement|account|history)\\W*$`,
  "i",
);

/** What tells the account of a table from the one above: its number, else the name of its wallet, else its currency. */
function nameOf(rows: readonly Row[]): string | null {
  const { masked, currency } = readPreamble(rows, []);
  for (const { cells } of rows) {
    const found = NAMED.exec(cells.filter((cell) => cell !== "").join(" "));
    const name = found?.slice(1).find((one) => one !== undefined);
    if (name !== undefined && masked === null)
      return name
        .toLowerCase()
        .replace(/[^a-z0-9*]+/g, " ")
        .trim();
  }
  return masked ?? currency;
}

/** A row that names an account and holds nothing else. */
function isNameRow({ cells }: Row, columns: Columns): boolean {
  const filled = cells.filter((cell) => cell !== "");
  const [first] = columns.roles;
  if ((cells[0] ?? "") === "" || first === "narration" || first === "detail" || filled.length > 2) return false;
  if (readPrintedDate(dateCell(cells, columns)) !== undefined) return false;
  return NAMED.test(filled.join(" "));
}

/** The place of the header or the first row with a day behind a row; -1 where none follows soon. */
function nextTable(rows: readonly Row[], at: number, columns: Columns): number {
  for (let i = at + 1; i < Math.min(rows.length, at + 12); i++) {
    const row = rows[i] as Row;
    if (isHeaderRow(row, columns) || readPrintedDate(dateCell(row.cells, columns)) !== undefined) return i;
  }
  return -1;
}

const firstDated = (rows: readonly Row[], columns: Columns): number =>
  rows.findIndex(({ cells }) => readPrintedDate(dateCell(cells, columns)) !== undefined);

/** The place of the header in a part. */
export const headerOf = (part: readonly Row[], columns: Columns): number =>
  part.findIndex((row) => isHeaderRow(row, columns));

function isHeaderRow({ cells }: Row, { labels }: Columns): boolean {
  if (cells.length > labels.length || /^\W*\d/.test(cells.join(""))) return false;
  const own = cells.map(normaliseLabel);
  return labels.every((label, i) => label === (own[i] ?? ""));
}

/** Where the lines above a repeated header begin: behind the last row with a day. */
function headFrom(rows: readonly Row[], header: number, columns: Columns): number {
  let from = header;
  while (from > 0 && readPrintedDate(dateCell((rows[from - 1] as Row).cells, columns)) === undefined) from--;
  return from;
}
