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
    words: [...all("narration"), ...all("detail")],
  };
}

const NO_WORDS: readonly string[] = [];

/** One data row: its cells by what they hold, as printed. A long file has many, so a row holds little of its own. */
export class DataRow {
  readonly source: Row;
  /** A header or a page end stands between this row and the one before. */
  readonly afterBreak: boolean;
  date: string;
  readonly #cells: readonly string[];
  readonly #places: Places;
  #wrapped: string[] | null = null;
  #reference: string | null = null;

  constructor(source: Row, cells: readonly string[], places: Places, afterBreak: boolean) {
    this.source = source;
    this.afterBreak = afterBreak;
    this.#cells = cells;
    this.#places = places;
    this.date = this.#at(places.date);
  }

  #at(place: number): string {
    return place < 0 ? "" : (this.#cells[place] ?? "");
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
  get reference(): string {
    if (this.#reference !== null) return this.#reference;
    const cell = this.#at(this.#places.reference);
    return cell.startsWith("'") ? cell.slice(1) : cell;
  }

  /** Each text once: the narrations, then what else says who or what. */
  get narration(): readonly string[] {
    const { words } = this.#places;
    if (words.length === 1 && !this.#wrapped) {
      const only = this.#at(words[0] as number);
      return only === "" ? NO_WORDS : [only];
    }
    const texts: string[] = [];
    for (const place of words) {
      const cell = this.#at(place);
      if (cell !== "" && !texts.includes(cell)) texts.push(cell);
    }
    return this.#wrapped ? [...texts, ...this.#wrapped] : texts;
  }

  /** Takes a row that holds only words as the rest of this one. */
  takeWrapped({ narration, reference }: DataRow): void {
    this.#wrapped = [...(this.#wrapped ?? []), ...narration];
    if (reference !== "") this.#reference = `${this.reference}${reference}`;
  }
}

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

export function sortRows(rows: readonly Row[], columns: Columns): TableRows {
  const { roles, header, labels } = columns;
  const places = placesOf(roles);
  const around: Row[] = rows.slice(0, Math.max(0, header));
  const data: DataRow[] = [];
  const lastDated = findLastDated(rows, columns);
  const onceADay = printsDateOnce(rows, columns);
  let opening: string | null = null;
  let closing: string | null = null;
  let heading = "";
  let wrapped = MOST_WRAPPED;
  let broken = false;
  for (let i = header + 1; i < rows.length; i++) {
    const source = rows[i] as Row;
    const cells = fitted(source.cells, roles);
    if (cells.every((cell) => cell === "")) {
      wrapped = MOST_WRAPPED;
      continue;
    }
    if (isHeader(cells, labels)) {
      broken = true;
      continue;
    }
    const row = new DataRow(source, cells, places, broken);
    const text = textOf(row, cells);
    const dated = readPrintedDate(row.date) !== undefined;
    const sums = sumsOf(row);
    if (isBalanceRow(row, text, sums)) {
      const value = isNumber(row.balance) ? row.balance : sums[0];
      if (value !== undefined) {
        if (CLOSES.test(text.slice(0, 24))) closing = value;
        else if (data.length === 0) opening = value;
        else if (i > lastDated) opening ??= value;
      }
      around.push(source);
      continue;
    }
    if (!dated && isTotal(row, text, sums, i > lastDated, onceADay)) {
      around.push(source);
      continue;
    }
    if (dated && sums.length === 0 && isBlank(row.balance) && text === "" && allBlank(row)) {
      // a day printed alone, above its payments
      heading = row.date;
      continue;
    }
    if (!dated && sums.length === 0) {
      const before = data.at(-1);
      if (before && wrapped < MOST_WRAPPED && isContinuation(cells, roles, row)) {
        before.takeWrapped(row);
        wrapped++;
      } else if (i < lastDated && looksLikeData(cells, roles)) {
        data.push(row);
        wrapped = 0;
        broken = false;
      } else {
        around.push(source);
        if (PAGE_TEXT.test(text)) broken = true;
      }
      continue;
    }
    if (row.date === "") row.date = inherited(rows, i, columns, data.at(-1), heading, onceADay);
    data.push(row);
    wrapped = 0;
    broken = false;
  }
  return { data, around, opening, closing };
}

const isBlank = (cell: string): boolean => cell === "" || readPrinted(cell) === null;

const sumsOf = ({ debit, credit, amount }: DataRow): readonly string[] => [debit, credit, amount].filter(isNumber);

const isZero = (cell: string): boolean => /^[^1-9]*$/.test(cell);
const allBlank = (row: DataRow): boolean => [row.debit, row.credit, row.amount].every(isBlank);

/** A row with more cells than the header has a delimiter in its narration: the narration takes what is too much. */
function fitted(cells: readonly string[], roles: readonly Role[]): readonly string[] {
  const extra = cells.length - roles.length;
  if (extra <= 0) return cells;
  if (cells.slice(roles.length).every((cell) => cell === "")) return cells.slice(0, roles.length);
  const at = roles.indexOf("narration");
  if (at < 0) return cells;
  const joined = [...cells.slice(0, at), cells.slice(at, at + extra + 1).join(", "), ...cells.slice(at + extra + 1)];
  const sums = (list: readonly string[]) =>
    roles.every((role, i) => !/^(debit|credit|amount|balance)$/.test(role) || readPrinted(list[i] ?? "") !== undefined);
  return sums(joined) && !sums(cells) ? joined : cells;
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
function textOf({ narration }: DataRow, cells: readonly string[]): string {
  if (narration.length > 0) return narration.join(" ");
  return cells.find((cell) => /\p{L}{2}/u.test(cell) && readPrintedDate(cell) === undefined) ?? "";
}

/** `Opening Balance`, `Balance B/F`: a sum that moves nothing. One that is also a payment's sum is a payment. */
function isBalanceRow(row: DataRow, text: string, sums: readonly string[]): boolean {
  if (text.length > 60 || !BALANCE_ROW.test(text)) return false;
  const moved = sums.filter((cell) => !isZero(cell));
  return moved.length === 0 || moved.every((cell) => cell === row.balance) || !isNumber(row.balance);
}

function isTotal(row: DataRow, text: string, sums: readonly string[], after: boolean, onceADay: boolean): boolean {
  if (row.date !== "" && !TOTAL_ROW.test(row.date)) return false;
  const both = sums.filter((cell) => !isZero(cell)).length >= 2;
  if (TOTAL_ROW.test(text) || TOTAL_ROW.test(row.date)) return both || !onceADay || !isNumber(row.balance);
  return sums.length > 0 && row.narration.length === 0 && (both || after);
}

/** Only words, and only where words belong. */
function isContinuation(cells: readonly string[], roles: readonly Role[], row: DataRow): boolean {
  if (PAGE_TEXT.test(row.narration.join(" "))) return false;
  const elsewhere = cells.some(
    (cell, i) => cell !== "" && !["narration", "detail", "reference"].includes(roles[i] ?? "other"),
  );
  return !elsewhere && (row.narration.length > 0 || row.reference !== "");
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

const SUM_ROLES: ReadonlySet<Role> = new Set<Role>(["debit", "credit", "amount"]);

/** True where a day is printed once and the payments below it have none: told by how many rows do so. */
function printsDateOnce(rows: readonly Row[], columns: Columns): boolean {
  const sums = columns.roles.flatMap((role, i) => (SUM_ROLES.has(role) ? [i] : []));
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
  onceADay: boolean,
): string {
  if (heading !== "") return heading;
  if (!before) return "";
  if (onceADay) return before.date;
  for (let i = at + 1; i < rows.length; i++) {
    const next = dateCell((rows[i] as Row).cells, columns);
    if (readPrintedDate(next) !== undefined) return next === before.date ? next : "";
  }
  return "";
}
