/**
 * One idea: the printed sums of a table to exact numbers. The decimals are written in one style in the whole file; where no
 * number proves which, the style whose balances follow from each other does.
 */
import type { ReadWarning } from "../domain/statements/statement.ts";
import {
  type DecimalStyle,
  type Exact,
  negated,
  type PrintedNumber,
  readPrinted,
  StyleProof,
  signedIn,
  valueIn,
} from "./exact-number.ts";
import type { Columns } from "./find-columns.ts";
import { directionWord, type Sums, signAmounts } from "./sign-amounts.ts";
import type { DataRow } from "./table-rows.ts";

/** The sums of one row, in units, and how they were printed. */
export type ReadRow = Sums & {
  /** Decimals as printed, of the sum that counts and of the balance. */
  readonly decimals: number;
  readonly balanceDecimals: number;
  /** A cell for a sum holds something that is no number. */
  readonly unreadable: boolean;
  /** Some sum carries a sign of its own. */
  readonly signed: boolean;
};

export type ReadNumbers = { readonly rows: readonly ReadRow[]; readonly style: DecimalStyle };

export function readNumbers(data: readonly DataRow[], columns: Columns, warnings: ReadWarning[]): ReadNumbers {
  const worded = columns.roles.includes("direction") && wordsAreDirections(data);
  const proof = new StyleProof();
  // most files write a point: they are read once, while what they prove is gathered
  const pointed = data.map((row) => readRow(row, "point", worded, proof));
  const { found } = proof;
  const inStyle = (style: DecimalStyle) =>
    style === "point" ? pointed : data.map((row) => readRow(row, style, worded, proof));
  if (found.style !== null || !found.open)
    return { rows: inStyle(found.style ?? "point"), style: found.style ?? "point" };
  // nothing proves the style: the one whose balances chain, else the separator is taken for what English writes
  const tries = (["point", "comma"] as const).map((style) => {
    const rows = inStyle(style);
    const signed = signAmounts(rows, shapeOf(columns, rows), null);
    return { style, rows, held: heldBy(rows, signed.amounts) };
  });
  const [point, comma] = tries as [(typeof tries)[0], (typeof tries)[0]];
  if (point.held === comma.held)
    warnings.push({
      code: "decimals_assumed",
      message: `Numbers such as 1${found.openSeparator}234 can be read in two ways; we took the comma for thousands and the point for decimals.`,
    });
  const best = comma.held > point.held ? comma : point;
  return { rows: best.rows, style: best.style };
}

function heldBy(rows: readonly ReadRow[], amounts: readonly (bigint | null)[]): number {
  let held = 0;
  for (let i = 1; i < rows.length; i++) {
    const [a, b] = [(rows[i - 1] as ReadRow).balance, (rows[i] as ReadRow).balance];
    if (a === null || b === null) continue;
    if (a + (amounts[i] ?? 0n) === b || b + (amounts[i - 1] ?? 0n) === a) held++;
  }
  return held;
}

const wordsAreDirections = (data: readonly DataRow[]): boolean => {
  const words = data.map((row) => row.direction).filter((word) => word !== "");
  return words.length > 0 && words.filter((word) => directionWord(word) !== null).length >= words.length * 0.8;
};

function readRow(row: DataRow, style: DecimalStyle, worded: boolean, proof: StyleProof): ReadRow {
  const printed = readPrinted(row.amount);
  const debit = sumOf(readPrinted(row.debit), style, proof);
  const credit = sumOf(readPrinted(row.credit), style, proof);
  const amount = sumOf(printed, style, proof);
  const after = readPrinted(row.balance);
  proof.add(after);
  const balance = signedIn(style, after) ?? null;
  const told = moved(amount) ?? moved(debit) ?? moved(credit) ?? amount ?? debit ?? credit;
  return {
    debit: debit?.units ?? null,
    credit: credit?.units ?? null,
    amount: amount?.units ?? null,
    mark: printed?.mark ?? null,
    word: worded ? directionWord(row.direction) : null,
    balance: balance?.units ?? null,
    decimals: told?.decimals ?? 0,
    balanceDecimals: balance?.decimals ?? 0,
    unreadable: debit === undefined || credit === undefined || amount === undefined,
    signed: printed?.signed === true,
  };
}

const moved = (sum: Exact | null | undefined): Exact | null => (sum && sum.units !== 0n ? sum : null);

/**
 * A sum without the mark behind it: that says its side and leaves its sign alone, while behind a balance it is the sign. null:
 * the cell is blank. undefined: it cannot be read.
 */
function sumOf(
  number: PrintedNumber | null | undefined,
  style: DecimalStyle,
  proof: StyleProof,
): Exact | null | undefined {
  if (number === null) return null;
  proof.add(number);
  const read = number && valueIn(style, number);
  return read && number.negative ? negated(read) : read;
}

/** What the columns and the cells themselves say of the side of a sum. */
export const shapeOf = ({ roles }: Columns, rows: readonly ReadRow[]) => ({
  two: roles.includes("debit") || roles.includes("credit"),
  word: rows.some((row) => row.word !== null),
  signed: rows.some((row) => row.signed),
});
