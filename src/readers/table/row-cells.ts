/**
 * The cells of one row by what they hold. A row may have more cells than its header has columns: where one cell was
 * cut at a mark of its own, it is put together again in the one way that fits.
 */

import type { RowReason } from "../../domain/statements/statement.ts";
import type { Row } from "../text/delimited-text.ts";
import { readPrinted } from "../text/exact-number.ts";
import { type Role, SUM_ROLES } from "./column-labels.ts";

/** Which column holds what: the first of each kind, and all that hold words. -1: none does. */
export type Places = Readonly<Record<Exclude<Role, "narration" | "detail" | "other">, number>> & {
  readonly words: readonly number[];
};

export function placesOf(roles: readonly Role[]): Places {
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

export const textsOf = (words: string | readonly string[]): readonly string[] =>
  typeof words === "string" ? (words === "" ? [] : [words]) : words;

/** What was found of a row beside its cells. */
export type RowRead = {
  readonly date: string;
  readonly shape: Shape;
  /** A header or a page end stands between this row and the one before. */
  readonly broken: boolean;
  /** Why the row is no payment, though it looks like one; null of nearly all. */
  readonly aside: RowReason | null;
};

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
  /** Why the row is no payment, though it looks like one; null of nearly all. */
  readonly aside: RowReason | null;
  reference: string;
  /** The text that stands alone, or each text of several. */
  narration: string | readonly string[];
  readonly #shape: Shape;

  /** `before` is the row before it, whose texts it shares. */
  constructor(source: Row, cells: RowCells, read: RowRead, before: DataRow | undefined) {
    const { date, shape, broken, aside } = read;
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
    this.aside = aside;
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
    const row = new DataRow(
      this.source,
      this.cells,
      { date: this.date, shape: this.#shape, broken: false, aside: null },
      this,
    );
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
export type Shape = { readonly roles: readonly Role[]; readonly places: Places };

/** A row with more cells than the header has a delimiter in its narration: the narration takes what is too much. */
export function fitted(cells: readonly string[], roles: readonly Role[]): readonly string[] {
  const extra = cells.length - roles.length;
  if (extra <= 0) return cells;
  if (cells.slice(roles.length).every((cell) => cell === "")) return cells.slice(0, roles.length);
  const joinedSums = roles.length <= WIDEST && extra <= WIDEST ? withThousands(cells, roles) : null;
  if (joinedSums) return joinedSums;
  const at = roles.indexOf("narration");
  if (at < 0) return cells;
  const joined = [...cells.slice(0, at), cells.slice(at, at + extra + 1).join(", "), ...cells.slice(at + extra + 1)];
  const sums = (list: readonly string[]) =>
    roles.every((role, i) => !SUM_ROLES.has(role) || readPrinted(list[i] ?? "") !== undefined);
  return sums(joined) && (at === roles.length - 1 || !sums(cells)) ? joined : cells;
}

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
    if (!isSum || !/^[-+(]?\D{0,4}\d{1,3}$/.test(first)) return;
    for (
      let to = from + 1;
      to < cells.length && /^\d{3}(?:\.\d{2}(?:[-)]| ?[CD]R)?)?$/i.test(cells[to] as string);
      to++
    ) {
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
