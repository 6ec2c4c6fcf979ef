/**
 * The printed sums of a table to exact numbers. The decimals are written in one style in the whole file; where no
 * number proves which, the style whose balances follow from each other does.
 */
import type { ReadWarning } from "../../domain/statements/statement.ts";
import { directionWord, type Shape, type Side, type Sums, signAmounts } from "../proof/sign-amounts.ts";
import {
  type DecimalStyle,
  type Exact,
  negated,
  plainPoint,
  readPrinted,
  StyleProof,
  signedIn,
  valueIn,
} from "../text/exact-number.ts";
import type { Columns } from "./columns-by-label.ts";
import type { DataRow, RowCells } from "./row-cells.ts";

const MINUS = 45;

/**
 * The sums of data rows, in units, and how they were printed, read in one way of writing decimals. Column by column, because
 * a long file has many rows and each object of a row's own costs more than its sums.
 */
export class TableSums implements Sums {
  readonly style: DecimalStyle;
  readonly debit: (bigint | null)[] = [];
  readonly credit: (bigint | null)[] = [];
  readonly amount: (bigint | null)[] = [];
  readonly balance: (bigint | null)[] = [];
  readonly mark: (Side | null)[] = [];
  /** What a column of fees says beside each sum; its size, whatever sign it is printed with. */
  readonly fee: (Exact | null)[] = [];
  /** Empty until the words of the direction column are found to be directions. */
  word: readonly (Side | null)[] = [];
  /** Decimals as printed, of the sum that counts and of the balance. */
  readonly decimals: number[] = [];
  readonly balanceDecimals: number[] = [];
  /** A cell for a sum holds something that is no number. */
  readonly unreadable: boolean[] = [];
  /** The sum carries a sign of its own. */
  readonly signed: boolean[] = [];
  /** What the numbers prove of how decimals are written. */
  readonly proof = new StyleProof();

  constructor(style: DecimalStyle) {
    this.style = style;
  }

  /** Reads the sums of the next data row. */
  take(cells: RowCells): void {
    const { style } = this;
    const printed = readPrinted(cells.amount);
    const debit = this.#sum(cells.debit);
    const credit = this.#sum(cells.credit);
    const amount = this.#sum(cells.amount);
    const balance = this.#balance(cells.balance);
    const told = moved(amount) ?? moved(debit) ?? moved(credit) ?? amount ?? debit ?? credit;
    this.debit.push(debit?.units ?? null);
    this.credit.push(credit?.units ?? null);
    this.amount.push(amount?.units ?? null);
    this.balance.push(balance?.units ?? null);
    this.mark.push(printed?.mark ?? this.#sideMark(cells));
    this.fee.push(sizeIn(style, cells.fee));
    this.decimals.push(told?.decimals ?? 0);
    this.balanceDecimals.push(balance?.decimals ?? 0);
    this.unreadable.push(debit === undefined || credit === undefined || amount === undefined);
    this.signed.push(printed?.signed === true);
  }

  /**
   * A sum without the mark behind it: that says its side and leaves its sign alone, while behind a balance it is the sign.
   * null: the cell is blank. undefined: it cannot be read.
   */
  #sum(cell: string): Exact | null | undefined {
    if (cell === "") return null;
    const plain = this.#plain(cell);
    if (plain) return plain;
    const printed = readPrinted(cell);
    if (printed === null) return null;
    this.proof.add(printed);
    const read = printed && valueIn(this.style, printed);
    return read && printed.negative ? negated(read) : read;
  }

  /** The mark behind a sum that stands in a column for one side. */
  #sideMark({ debit, credit }: RowCells): Side | null {
    for (const cell of [debit, credit]) if (cell !== "" && /[a-z]/i.test(cell)) return readPrinted(cell)?.mark ?? null;
    return null;
  }

  #balance(cell: string): Exact | null {
    const plain = this.#plain(cell);
    if (plain) return plain;
    const printed = readPrinted(cell);
    this.proof.add(printed);
    return signedIn(this.style, printed) ?? null;
  }

  #plain(cell: string): Exact | undefined {
    if (this.style !== "point") return undefined;
    const minus = cell.charCodeAt(0) === MINUS;
    const plain = plainPoint(minus ? cell.slice(1) : cell);
    if (plain) this.proof.addPoint();
    return plain && minus ? negated(plain) : plain;
  }

  /** Counts all sums in another unit: hundredths become whole ones, or thousands. */
  rescale(times: bigint, by: bigint): void {
    const more = by === 100n ? 2 : 0;
    for (const name of ["debit", "credit", "amount", "balance"] as const)
      this[name].forEach((one, i) => {
        this[name][i] = one === null ? null : (one * times) / by;
      });
    for (const name of ["decimals", "balanceDecimals"] as const)
      this[name].forEach((one, i) => {
        this[name][i] = one + more;
      });
    this.fee.forEach((one, i) => {
      this.fee[i] = one && { units: (one.units * times) / by, decimals: one.decimals + more };
    });
  }

  /** The sums of some of the rows, by their places. */
  pick(at: readonly number[]): TableSums {
    const picked = new TableSums(this.style);
    // whether sums carry signs is a habit of the file
    const signed = this.signed.includes(true);
    for (const i of at) {
      for (const name of ["debit", "credit", "amount", "balance"] as const) picked[name].push(this[name][i] ?? null);
      for (const name of ["decimals", "balanceDecimals"] as const) picked[name].push(this[name][i] ?? 0);
      picked.unreadable.push(this.unreadable[i] === true);
      picked.signed.push(signed);
      picked.mark.push(this.mark[i] ?? null);
      picked.fee.push(this.fee[i] ?? null);
    }
    if (this.word.length > 0) picked.word = at.map((i) => this.word[i] ?? null);
    return picked;
  }
}

/** The sums in the style that the file is written in; `pointed` are those of its data rows read with a point. */
export function readNumbers(
  data: readonly DataRow[],
  pointed: TableSums,
  columns: Columns,
  warnings: ReadWarning[],
): TableSums {
  const word = columns.roles.includes("direction") ? wordsOf(data) : [];
  pointed.word = word;
  const { found } = pointed.proof;
  const withComma = (): TableSums => {
    const sums = new TableSums("comma");
    for (const row of data) sums.take(row.cells);
    sums.word = word;
    return sums;
  };
  if (found.style !== null || !found.open) return found.style === "comma" ? withComma() : pointed;
  // nothing proves the style: the one whose balances chain, else the separator is taken for what English writes
  const commaed = withComma();
  const [held, heldWithComma] = [heldBy(pointed, columns), heldBy(commaed, columns)];
  if (held === heldWithComma)
    warnings.push({
      code: "decimals_assumed",
      how: "separator",
      facts: { separator: `${found.openSeparator}` },
    });
  return heldWithComma > held ? commaed : pointed;
}

/** How many balances follow from the one before or behind. */
function heldBy(sums: TableSums, columns: Columns): number {
  const { amounts } = signAmounts(sums, shapeOf(columns, sums), null);
  let held = 0;
  for (let i = 1; i < amounts.length; i++) {
    const a = sums.balance[i - 1] ?? null;
    const b = sums.balance[i] ?? null;
    if (a === null || b === null) continue;
    if (a + (amounts[i] ?? 0n) === b || b + (amounts[i - 1] ?? 0n) === a) held++;
  }
  return held;
}

/** The directions that a column's words tell; none where most of its words are something else. */
function wordsOf(data: readonly DataRow[]): readonly (Side | null)[] {
  const words = data.map((row) => directionWord(row.direction));
  const printed = data.filter((row) => row.direction !== "").length;
  const told = words.filter((word) => word !== null).length;
  return printed > 0 && told >= printed * 0.8 ? words : [];
}

/** The size of a printed number; null where it is none or nought. */
function sizeIn(style: DecimalStyle, cell: string): Exact | null {
  const printed = readPrinted(cell);
  const value = printed ? valueIn(style, printed) : undefined;
  return value && value.units !== 0n ? value : null;
}

const moved = (sum: Exact | null | undefined): Exact | null => (sum && sum.units !== 0n ? sum : null);

/** What the columns and the cells themselves say of the side of a sum. */
export function shapeOf({ roles, sidesGuessed = false }: Columns, sums: TableSums): Shape {
  const sides = (["debit", "credit"] as const).filter((side) => roles.includes(side));
  return {
    two: sides.length > 0,
    lone: (sides.length === 1 && !roles.includes("amount") && sides[0]) || null,
    guessed: sidesGuessed,
    word: sums.word.some((word) => word !== null),
    signed: sums.signed.includes(true),
  };
}
