/**
 * One idea: which rows of a table are data. A data row has a date or a sum; everything else is told apart here and never
 * dropped unseen: the rows around the table, a header printed again, a wrapped narration, a balance brought forward, a total.
 */
import { normaliseLabel, type Role, roleOf } from "./column-labels.ts";
import type { Row } from "./delimited-text.ts";
import { isNumber, readPrinted } from "./exact-number.ts";
import type { Columns } from "./find-columns.ts";
import { readPrintedDate } from "./printed-date.ts";

/** Which column holds what: the first of each kind, and all that hold words. -1: none does. */
type Places = Readonly<Record<Exclude<Role, "narration" | "detail" | "other">, number>> & {
  readonly words: readonly number[];
};

function placesOf(roles: readonly Role[]): Places {
  const all = (role: Role): number[] => roles.flatMap((one, i) => (one === role ? [i] : []));
  const first = (role: Role): number => roles.indexOf(role);
  const hasDate = roles.includes("date");
  return {
    date: first(hasDate ? "date" : "valueDate"),
    valueDate: hasDate ? first("valueDate") : -1,
    time: first("time"),
    reference: first("reference"),
    debit: first("debit"),
    credit: first("credit"),
    amount: first("amount"),
    balance: first("balance"),
    direction: first("direction"),
    currency: first("currency"),
    code: first("code"),
    fee: first("fee"),
    status: first("status"),
    words: [...all("narration"), ...all("detail")],
  };
}

/** The cells of one row by what they hold, as printed: for as long as the row is looked at. */
export class RowCells {
  readonly list: readonly string[];
  readonly #places: Places;

  constructor(list: readonly string[], places: Places) {
    this.list = list;
    this.#places = places;
  }

  #at(place: number): string {
    return place < 0 ? "" : (this.list[place] ?? "");
  }

  get date(): string {
    return this.#at(this.#places.date);
  }
  get valueDate(): string {
    return this.#at(this.#places.valueDate);
  }
  get time(): string {
    return this.#at(this.#places.time);
  }
  get code(): string {
    return this.#at(this.#places.code);
  }
  get direction(): string {
    return this.#at(this.#places.direction);
  }
  get currency(): string {
    return this.#at(this.#places.currency);
  }
  get debit(): string {
    return this.#at(this.#places.debit);
  }
  get credit(): string {
    return this.#at(this.#places.credit);
  }
  get amount(): string {
    return this.#at(this.#places.amount);
  }
  get balance(): string {
    return this.#at(this.#places.balance);
  }
  get fee(): string {
    return this.#at(this.#places.fee);
  }
  get status(): string {
    return this.#at(this.#places.status);
  }
  get reference(): string {
    const cell = this.#at(this.#places.reference);
    return cell.startsWith("'") ? cell.slice(1) : cell;
  }

  /** Each text once: the narrations, then what else says who or what. One that stands alone comes without a list. */
  get narration(): string | readonly string[] {
    const { words } = this.#places;
    if (words.length === 1) return this.#at(words[0] as number);
    const texts: string[] = [];
    for (const place of words) {
      const cell = this.#at(place);
      if (cell !== "" && !texts.includes(cell)) texts.push(cell);
    }
    return texts;
  }
}

const textsOf = (words: string | readonly string[]): readonly string[] =>
  typeof words === "string" ? (words === "" ? [] : [words]) : words;

/**
 * One data row: what of its words a line will need, and the row that it was, whose cells can be cut again. A long file has
 * many rows, so one holds little of its own, and says a day in the very text of the row before where that is the same.
 */
export class DataRow {
  readonly source: Row;
  /** A header or a page end stands between this row and the one before. */
  readonly afterBreak: boolean;
  readonly date: string;
  readonly valueDate: string;
  readonly time: string;
  readonly code: string;
  readonly direction: string;
  readonly currency: string;
  readonly status: string;
  reference: string;
  /** The text that stands alone, or each text of several. */
  narration: string | readonly string[];
  readonly #shape: Shape;

  constructor(source: Row, cells: RowCells, date: string, shape: Shape, before: DataRow | undefined, broken: boolean) {
    const { valueDate } = cells;
    this.source = source;
    this.afterBreak = broken;
    this.date = date === before?.date ? before.date : date;
    this.valueDate = valueDate === before?.valueDate ? before.valueDate : valueDate;
    this.time = cells.time;
    this.code = cells.code;
    this.direction = cells.direction;
    this.currency = cells.currency;
    this.status = cells.status;
    this.reference = cells.reference;
    this.narration = cells.narration;
    this.#shape = shape;
  }

  /** Its cells, cut again. */
  get cells(): RowCells {
    const { roles, places } = this.#shape;
    return new RowCells(fitted(this.source.cells, roles), places);
  }

  /** The fee that is printed beside this row's payment, as a row of its own under the label of its column. */
  feeRow(label: string): DataRow {
    const row = new DataRow(this.source, this.cells, this.date, this.#shape, this, false);
    row.narration = [[label, ...textsOf(this.narration)].join(" ")];
    return row;
  }

  /** Takes a row that holds only words as the rest of this one. */
  takeWrapped({ narration, reference }: RowCells): void {
    this.narration = [...textsOf(this.narration), ...textsOf(narration)];
    this.reference += reference;
  }
}

/** What the columns of a table hold. */
type Shape = { readonly roles: readonly Role[]; readonly places: Places };

export type TableRows = {
  readonly data: readonly DataRow[];
  /** Rows before and after the table and between its pages: what they say of the account is read from them. */
  readonly around: readonly Row[];
  /** Balances of brought-forward and carried-forward rows, as printed. */
  readonly opening: string | null;
  readonly closing: string | null;
};

const BALANCE_ROW =
  /^\W*(?:(?:opening|starting|beginning|closing|ending|previous)\s+(?:book |cleared |ledger |available )?bal(?:ance)?\b|bal(?:ance)?\.?\s*(?:as at |b\W?\/?\W?f\b|c\/?f\b|b\/?d\b|c\/?d\b|brought\b|carried\b)|[bc]\/f\b|(?:brought|carried) (?:forward|down)\b)/i;
const CLOSES = /clos|ending|c\W?\/?\W?[fd]\b|carried/i;
const TOTAL_ROW = /^\W*(?:(?:grand|sub|page|period|running)[ -]?)?totals?\b/i;
const PAGE_TEXT =
  /^\W*page\W*\d|\bpage \d+ of \d+|end of (?:statement|report|page)|computer[ -]generated|^\W*(?:this (?:is|statement)|please|disclaimer|note:|printed (?:on|by)|generated (?:on|by)|thank you)/i;
const MOST_WRAPPED = 8;

/** Sorts the rows of a table. `take` is given the cells of each data row, in their order. */
export function sortRows(rows: readonly Row[], columns: Columns, take: (cells: RowCells) => void): TableRows {
  const { roles, header, labels } = columns;
  const shape: Shape = { roles, places: placesOf(roles) };
  const around: Row[] = rows.slice(0, Math.max(0, header));
  const data: DataRow[] = [];
  const lastDated = findLastDated(rows, columns);
  let once: boolean | undefined;
  const onceADay = (): boolean => {
    once ??= printsDateOnce(rows, columns);
    return once;
  };
  let opening: string | null = null;
  let closing: string | null = null;
  let heading = "";
  let wrapped = MOST_WRAPPED;
  let broken = false;
  const push = (source: Row, cells: RowCells, date: string): void => {
    data.push(new DataRow(source, cells, date, shape, data.at(-1), broken));
    take(cells);
    wrapped = 0;
    broken = false;
  };
  for (let i = header + 1; i < rows.length; i++) {
    const source = rows[i] as Row;
    const list = fitted(source.cells, roles);
    if (list.every((cell) => cell === "")) {
      wrapped = MOST_WRAPPED;
      continue;
    }
    if (isHeader(list, labels)) {
      broken = true;
      continue;
    }
    const row = new RowCells(list, shape.places);
    const { date } = row;
    const text = textOf(row);
    const dated = readPrintedDate(date) !== undefined;
    if (isBalanceRow(row, text)) {
      const value = isNumber(row.balance) ? row.balance : sumsOf(row)[0];
      if (value !== undefined) {
        if (CLOSES.test(text.slice(0, 24))) closing = value;
        else if (data.length === 0) opening = value;
        else if (i > lastDated) opening ??= value;
      }
      around.push(source);
      continue;
    }
    const summed = isNumber(row.debit) || isNumber(row.credit) || isNumber(row.amount);
    if (!dated && isTotal(row, text, i > lastDated, onceADay)) {
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
      } else if ((i < lastDated || lastDated < 0) && looksLikeData(list, roles)) push(source, row, date);
      else {
        around.push(source);
        if (PAGE_TEXT.test(text)) broken = true;
      }
      continue;
    }
    push(source, row, date === "" ? inherited(rows, i, columns, data.at(-1), heading, onceADay) : date);
  }
  return { data, around, opening, closing };
}

const isBlank = (cell: string): boolean => cell === "" || readPrinted(cell) === null;

const sumsOf = ({ debit, credit, amount }: RowCells): readonly string[] => [debit, credit, amount].filter(isNumber);

const isZero = (cell: string): boolean => /^[^1-9]*$/.test(cell);
const allBlank = (row: RowCells): boolean => [row.debit, row.credit, row.amount].every(isBlank);

/** A row with more cells than the header has a delimiter in its narration: the narration takes what is too much. */
function fitted(cells: readonly string[], roles: readonly Role[]): readonly string[] {
  const extra = cells.length - roles.length;
  if (extra <= 0) return cells;
  if (cells.slice(roles.length).every((cell) => cell === "")) return cells.slice(0, roles.length);
  const joinedSums = roles.length <= WIDEST && extra <= WIDEST ? withThousands(cells, roles) : null;
  if (joinedSums) return joinedSums;
  const at = roles.indexOf("narration");
  if (at < 0) return cells;
  const joined = [...cells.slice(0, at), cells.slice(at, at + extra + 1).join(", "), ...cells.slice(at + extra + 1)];
  const sums = (list: readonly string[]) =>
    roles.every((role, i) => !/^(debit|credit|amount|balance)$/.test(role) || readPrinted(list[i] ?? "") !== undefined);
  return sums(joined) && !sums(cells) ? joined : cells;
}

const SUM_ROLES: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount", "balance"]);
/** A statement has fewer columns than this. */
const WIDEST = 60;

/**
 * The cells of a row whose sums were cut at their own commas, `1,195,000.00` into three: the one way of joining them that fits
 * the columns; null when there is none or more than one.
 */
function withThousands(cells: readonly string[], roles: readonly Role[]): readonly string[] | null {
  const ways: string[][] = [];
  const fill = (role: number, from: number, done: readonly string[]): void => {
    if (ways.length > 1 || cells.length - from < roles.length - role) return;
    if (role === roles.length) {
      if (from === cells.length) ways.push([...done]);
      return;
    }
    const isSum = SUM_ROLES.has(roles[role] as Role);
    const first = cells[from] as string;
    if (!isSum || readPrinted(first) !== undefined) fill(role + 1, from + 1, [...done, first]);
    if (!isSum || !/^[-+(]?\d{1,3}$/.test(first)) return;
    for (let to = from + 1; to < cells.length && /^\d{3}(?:\.\d{2}\)?)?$/.test(cells[to] as string); to++) {
      const sum = cells.slice(from, to + 1).join(",");
      if (sum.includes(".")) {
        fill(role + 1, to + 1, [...done, sum]);
        return;
      }
    }
  };
  fill(0, 0, []);
  return ways.length === 1 ? (ways[0] as string[]) : null;
}

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

function isTotal(row: RowCells, text: string, after: boolean, onceADay: () => boolean): boolean {
  if (row.date !== "" && !TOTAL_ROW.test(row.date)) return false;
  const sums = sumsOf(row);
  const both = sums.filter((cell) => !isZero(cell)).length >= 2;
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
  rows: readonly Row[],
  at: number,
  columns: Columns,
  before: DataRow | undefined,
  heading: string,
  onceADay: () => boolean,
): string {
  if (heading !== "") return heading;
  if (!before) return "";
  if (onceADay()) return before.date;
  for (let i = at + 1; i < rows.length; i++) {
    const next = dateCell((rows[i] as Row).cells, columns);
    if (readPrintedDate(next) !== undefined) return next === before.date ? next : "";
  }
  return "";
}
