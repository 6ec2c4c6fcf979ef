/**
 * Stage 5c, the rows of one account before they are read: a balance that a page carries forward is left out, and so is the
 * row that a page break prints again; days get their year, a card's sums their side.
 */
import type { Role } from "../table/column-labels.ts";
import type { Row } from "../text/delimited-text.ts";
import { readPrinted } from "../text/exact-number.ts";
import { cardSums, isCard } from "./card-signs.ts";
import type { PdfColumn } from "./cluster-columns.ts";
import { yearFinder } from "./complete-days.ts";
import { kindOf } from "./token-kind.ts";

export type Settled = { readonly rows: readonly Row[]; readonly repeated: number };

const FORWARD = /\b(?:b\s?\/\s?f|c\s?\/\s?f|b\/d|c\/d|(?:brought|carried) (?:forward|down|over)|balance forward)\b/i;

export function settleCells(
  rows: readonly Row[],
  columns: readonly PdfColumn[],
  roles: readonly Role[],
  texts: readonly string[],
): Settled {
  const kept = withoutForwarded(rows, columns, roles);
  const { rows: once, repeated } = withoutRepeated(kept, roles);
  return { rows: withSides(withDays(once, columns, roles), columns, roles, texts), repeated };
}

const isSums =
  (columns: readonly PdfColumn[]) =>
  (cell: string, i: number): boolean =>
    columns[i]?.kind === "sum" && /[1-9]/.test(cell);

/** Of balances brought and carried forward the first and the last say where the account began and ended. */
function withoutForwarded(rows: readonly Row[], columns: readonly PdfColumn[], roles: readonly Role[]): Row[] {
  const forwarded = (row: Row): boolean => {
    const text = row.cells.filter((_, i) => columns[i]?.kind === "text").join(" ");
    const sums = row.cells.filter(isSums(columns)).length;
    return text.length < 60 && FORWARD.test(text) && sums <= 1 && (roles.includes("balance") || sums === 1);
  };
  return rows.filter((row, i) => i === 0 || i === rows.length - 1 || !forwarded(row));
}

/** The last row of a page printed again on the next: the same balance after the same sum cannot be twice. */
function withoutRepeated(rows: readonly Row[], roles: readonly Role[]): { rows: Row[]; repeated: number } {
  const balance = roles.indexOf("balance");
  const moves = roles.flatMap((role, i) => (role === "debit" || role === "credit" || role === "amount" ? [i] : []));
  const kept: Row[] = [];
  for (const row of rows) {
    const before = kept.at(-1);
    const again =
      before !== undefined &&
      before.page !== row.page &&
      balance >= 0 &&
      row.cells[balance] !== "" &&
      moves.some((i) => /[1-9]/.test(row.cells[i] ?? "")) &&
      row.cells.every((cell, i) => cell === before.cells[i]);
    if (!again) kept.push(row);
  }
  return { rows: kept, repeated: rows.length - kept.length };
}

/** In a column of days no sum. */
const DOTTED = /^\d{2}\.\d{2}\.?$/;
/** A year printed once above its first day: `2026` above `02 Jan`. */
const YEAR = /^(?:19|20)\d{2}$/;
const YEAR_ABOVE = /^((?:19|20)\d{2}) (\d{1,2} \p{L}{3,9})$/u;

/** Days without their year as `YYYY-MM-DD`, where a period is printed. */
export function withYears(
  rows: readonly Row[],
  columns: readonly PdfColumn[],
  texts: readonly string[],
): readonly Row[] {
  const places = columns.flatMap((column, i) => (column.kind === "day" ? [i] : []));
  const parted = rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) =>
      places.includes(i) ? cell.replace(YEAR_ABOVE, "$2 $1").replace(YEAR, "") : cell,
    ),
  }));
  const bare = parted.flatMap((row) =>
    places.map((i) => row.cells[i] ?? "").filter((cell) => kindOf(cell) === "bareDay" || DOTTED.test(cell)),
  );
  // a balance below the rows prints its day as well
  const ends = bare.length > 0 ? rows.map((row) => row.raw).filter((raw) => /(?:19|20)\d{2}/.test(raw)) : [];
  const find = bare.length > 0 ? yearFinder(bare, texts, ends) : null;
  if (!find) return parted;
  return parted.map((row) => ({
    ...row,
    cells: row.cells.map((cell, i) => (places.includes(i) ? (find(cell) ?? cell) : cell)),
  }));
}

function withSides(
  rows: readonly Row[],
  columns: readonly PdfColumn[],
  roles: readonly Role[],
  texts: readonly string[],
): readonly Row[] {
  const at = roles.indexOf("amount");
  if (at >= 0 && !isCard(texts)) return withOtherMark(rows, at, roles);
  if (at < 0 || roles.includes("balance") || roles.includes("direction") || !isCard(texts)) return rows;
  const narration = (row: Row): string => row.cells.filter((_, i) => columns[i]?.kind === "text").join(" ");
  const sums = cardSums(
    rows.map((row) => row.cells[at] ?? ""),
    rows.map(narration),
  );
  if (!sums) return rows;
  return rows.map((row, k) => ({ ...row, cells: row.cells.map((cell, i) => (i === at ? (sums[k] as string) : cell)) }));
}

/** Where one side of the sums is marked and the other is not, what is plain is of the other side. */
function withOtherMark(rows: readonly Row[], at: number, roles: readonly Role[]): readonly Row[] {
  if (roles.includes("direction")) return rows;
  const printed = rows.map((row) => readPrinted(row.cells[at] ?? ""));
  const marks = new Set(printed.flatMap((number) => number?.mark ?? []));
  if (marks.size !== 1 || printed.some((number) => number?.signed) || printed.every((number) => !number || number.mark))
    return rows;
  const other = marks.has("credit") ? "DR" : "CR";
  const marked = (cell: string, k: number): string => (printed[k] && !printed[k]?.mark ? `${cell} ${other}` : cell);
  return rows.map((row, k) => ({ ...row, cells: row.cells.map((cell, i) => (i === at ? marked(cell, k) : cell)) }));
}

/** How the words of a row begin that is no payment. */
const TOTAL =
  /^\W*(?:(?:sub|grand|page|running|opening|closing|final|previous|new)[ -]?)?(?:totals?|balance|brought|carried|[bc]\/f)\b/i;

const LEAST_AGAIN = 2;

/** A bank that prints each day once leaves it out below: a row with its sum and its balance is of the day above. */
function withDays(rows: readonly Row[], columns: readonly PdfColumn[], roles: readonly Role[]): readonly Row[] {
  const date = roles.indexOf(roles.includes("date") ? "date" : "valueDate");
  const balance = roles.indexOf("balance");
  if (date < 0 || balance < 0) return rows;
  let day = "";
  const isMoved = (row: Row): boolean =>
    row.cells.some((cell, i) => i !== balance && columns[i]?.kind === "sum" && /[1-9]/.test(cell));
  // where the balance is printed once a day, rows with a day of their own lack it too
  const once = rows.some((row) => row.cells[date] !== "" && isMoved(row) && !/\d/.test(row.cells[balance] ?? ""));
  // where rows of one day print it each, one without has lost its own
  const again = rows.filter(({ cells, page }, i) => {
    const before = rows[i - 1];
    return cells[date] !== "" && before?.page === page && before?.cells[date] === cells[date];
  });
  if (again.length >= LEAST_AGAIN) return rows;
  return rows.map((row) => {
    if (row.cells[date] !== "") day = row.cells[date] as string;
    const moved = isMoved(row);
    const words = row.cells.filter((_, i) => columns[i]?.kind === "text").join(" ");
    const balanced = once ? words !== "" : /\d/.test(row.cells[balance] ?? "");
    if (row.cells[date] !== "" || day === "" || !moved || !balanced || TOTAL.test(words)) return row;
    return { ...row, cells: row.cells.map((cell, i) => (i === date ? day : cell)) };
  });
}
