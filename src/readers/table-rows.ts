/**
 * One idea: which rows of a table are data. A data row is one that books a payment; preamble, header, repeated headers,
 * wrapped continuations, brought-forward and totals rows are not, and are never counted (audit contract, settled case 10).
 */
import { normaliseLabel, type Role } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
import { readPrinted } from "./exact-number.ts";
import type { Columns } from "./find-columns.ts";
import { readPrintedDate } from "./printed-date.ts";

/** A row that books something, or tries to. `wrapped` are the rows whose text goes on with its narration. */
export type DataRow = { readonly row: Row; readonly cells: readonly string[]; readonly wrapped: readonly Row[] };

export type SortedRows = {
  readonly data: readonly DataRow[];
  /** Cells of the printed opening and closing balance inside the table. */
  readonly opening: string | null;
  readonly closing: string | null;
  /** Everything around the data: what the file says of the account may stand here too. */
  readonly around: readonly Row[];
};

const OPENING =
  /^\W*(?:opening|beginning|start(?:ing)?|brought forward|(?:bal(?:ance)?|amount)? ?b\W?f\b|balance (?:brought|carried) f(?:or)?w(?:ar)?d|previous balance|saldo inicial)\b/i;
const CLOSING = /^\W*(?:closing|ending|carried forward|(?:bal(?:ance)?)? ?c\W?f\b|final balance|saldo final)\b/i;
const FORWARD =
  /\bbalance (?:brought|carried) f(?:or)?w(?:ar)?d\b|\bbalance [bc]\W?f\b|^\W*(?:opening|closing) balance\b/i;
const TOTAL =
  /^\W*(?:grand |sub ?|page )?totals?\b|\btotals? (?:debits?|credits?|\(|for\b|withdrawals?|deposits?|lodg)|^\W*(?:sum|count|no\.? of|number of) /i;
const FOOTER =
  /^\W*(?:page \d|end of (?:statement|report)|generated|printed|this is|thank|disclaimer|note\b|please|for (?:enquir|more)|uncleared|cleared|available balance|dr count|cr count|\*{3})/i;

/** Sorts the rows after the header. */
export function sortRows(rows: readonly Row[], columns: Columns): SortedRows {
  const at = (role: Role): number => columns.roles.indexOf(role);
  const [dateAt, valueAt, balanceAt] = [at("date"), at("valueDate"), at("balance")];
  const amounts = columns.roles.flatMap((role, i) =>
    role === "debit" || role === "credit" || role === "amount" ? [i] : [],
  );
  const narrationAt = at("narration");
  const around = rows.slice(0, Math.max(0, columns.header));
  const data: { row: Row; cells: readonly string[]; wrapped: Row[] }[] = [];
  let opening: string | null = null;
  let closing: string | null = null;
  for (const row of rows.slice(columns.header + 1)) {
    const cells = fitted(row.cells, columns, narrationAt);
    if (cells.every((cell) => cell === "") || isHeaderAgain(cells, columns)) continue;
    const cell = (i: number): string => (i < 0 ? "" : (cells[i] ?? ""));
    const dateText = cell(dateAt) || cell(valueAt);
    const dated = readPrintedDate(dateText) !== undefined;
    const moved = amounts.some((i) => isMoney(cell(i)));
    const words = wordsOf(cells, columns);
    if (FORWARD.test(words) || ((!dated || !moved) && (OPENING.test(words) || CLOSING.test(words)))) {
      const sum = lastMoney(cells, balanceAt, amounts);
      if (data.length === 0 && !CLOSING.test(words)) opening ??= sum;
      else if (CLOSING.test(words)) closing = sum ?? closing;
      around.push(row);
    } else if (!dated && (TOTAL.test(words) || TOTAL.test(cells.find((one) => one !== "") ?? ""))) around.push(row);
    else if (dated || moved) {
      if (!dated && (dateText === "" || !moved) && FOOTER.test(words)) around.push(row);
      else data.push({ row, cells, wrapped: [] });
    } else if (triesToBook(cells, amounts, dateText)) data.push({ row, cells, wrapped: [] });
    else if (isContinuation(cells, narrationAt, columns) && data.length > 0 && !FOOTER.test(words))
      data.at(-1)?.wrapped.push(row);
    else around.push(row);
  }
  return { data, opening, closing, around };
}

/** A cell that holds a number; a dash or nothing is none. */
const isMoney = (cell: string): boolean => {
  const number = readPrinted(cell);
  return number !== null && number !== undefined;
};

/** A date that is none beside something in an amount's place, or an amount that is none beside digits of a date. */
function triesToBook(cells: readonly string[], amounts: readonly number[], dateText: string): boolean {
  const odd = amounts.some((i) => /\d/.test(cells[i] ?? "") && readPrinted(cells[i] ?? "") === undefined);
  return odd && (dateText === "" || /\d/.test(dateText) || /pending/i.test(dateText));
}

function isHeaderAgain(cells: readonly string[], columns: Columns): boolean {
  if (columns.labels.length === 0) return false;
  const labels = cells.map(normaliseLabel);
  const wanted = columns.labels.filter((label) => label !== "");
  return wanted.length > 0 && wanted.every((label) => labels.includes(label));
}

/** The words of a row: narration first, else every cell that is neither number nor date. */
function wordsOf(cells: readonly string[], columns: Columns): string {
  const told = cells
    .filter((_, i) => columns.roles[i] === "narration" || columns.roles[i] === "detail")
    .join(" ")
    .trim();
  if (told !== "") return told;
  return cells.filter((cell) => cell !== "" && !isMoney(cell) && readPrintedDate(cell) === undefined).join(" ");
}

function lastMoney(cells: readonly string[], balanceAt: number, amounts: readonly number[]): string | null {
  const wanted = [cells[balanceAt] ?? "", ...amounts.map((i) => cells[i] ?? ""), ...[...cells].reverse()];
  return wanted.find((cell) => isMoney(cell) && readPrintedDate(cell) === undefined) ?? null;
}

function isContinuation(cells: readonly string[], narrationAt: number, columns: Columns): boolean {
  const filled = cells.flatMap((cell, i) => (cell === "" ? [] : [i]));
  if (narrationAt < 0 || filled.length === 0) return false;
  return (
    filled.every(
      (i) => i === narrationAt || ["detail", "reference", "other", "code"].includes(columns.roles[i] ?? "other"),
    ) && filled.some((i) => i === narrationAt || columns.roles[i] === "detail" || columns.roles[i] === "reference")
  );
}

/** A row with more cells than the header: a comma in a narration that nobody quoted. The narration takes what is too much. */
function fitted(cells: readonly string[], columns: Columns, narrationAt: number): readonly string[] {
  const width = columns.roles.length;
  const used = cells.findLastIndex((cell) => cell !== "") + 1;
  if (used <= width || narrationAt < 0) return cells;
  const extra = used - width;
  const merged = [
    ...cells.slice(0, narrationAt),
    cells.slice(narrationAt, narrationAt + extra + 1).join(", "),
    ...cells.slice(narrationAt + extra + 1, used),
  ];
  return misfits(merged, columns) < misfits(cells, columns) ? merged : cells;
}

function misfits(cells: readonly string[], columns: Columns): number {
  return columns.roles.filter((role, i) => {
    const cell = cells[i] ?? "";
    if (role === "date" || role === "valueDate") return cell !== "" && readPrintedDate(cell) === undefined;
    if (role === "debit" || role === "credit" || role === "amount" || role === "balance")
      return readPrinted(cell) === undefined;
    return false;
  }).length;
}
