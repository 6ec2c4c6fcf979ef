/**
 * Rows that sum up the payments, in words that no list has: `TRANSACTION TOTAL`, `Kontostand am 27.02.2026, Auszug Nr. 4`.
 * One word hints at it and the sums prove it: a total is the payments of each side, and a balance at the end is the one at
 * the start and all payments between them.
 */
import type { ParsedStatement } from "../../domain/statements/statement.ts";
import { type Exact, readPrinted, signedIn, unitsOf } from "../text/exact-number.ts";
import { plainLetters } from "./plain-letters.ts";
import { type DataRow, textsOf } from "./row-cells.ts";
import { BALANCES, CLOSING, OPENING, TOTALS } from "./summary-words.ts";
import { pickDays } from "./table-days.ts";
import type { Table } from "./table-lines.ts";
import type { TableSums } from "./table-numbers.ts";

/** What moves money, by its places in the data, and the balances that the other rows printed. */
type Moving = {
  readonly at: readonly number[];
  readonly opening: bigint | null;
  readonly closing: bigint | null;
};

/** So many payments between two balances are no coincidence. */
const LEAST_BETWEEN = 2;
/** Rows that sum up stand together at an end. */
const MOST_AT_AN_END = 6;

const saysOneOf = (text: string, ...lists: readonly ReadonlySet<string>[]): boolean =>
  plainLetters(text)
    .split(/[^\p{L}]+/u)
    .some((word) => lists.some((list) => list.has(word)));

/** One word of balances among any others: alone it says nothing. */
const hintsAtBalance = (text: string): boolean => saysOneOf(text, BALANCES, OPENING, CLOSING);
const hintsAtTotal = (text: string): boolean => saysOneOf(text, TOTALS);

const beginsAsBalance = ({ narration }: DataRow): boolean =>
  BALANCES.has(plainLetters(textsOf(narration).join(" ")).match(/\p{L}+/u)?.[0] ?? "");

const sizeOf = (units: bigint | null | undefined): bigint => (units == null ? 0n : units < 0n ? -units : units);

/** The table without the rows that are proven to sum up the others; null where none are. */
export function withoutSumming(given: Table, read: ParsedStatement): Table | null {
  const { data, sums, days } = given;
  const before = given.opening ? null : balanceBefore(given);
  const table = before ? { ...given, opening: before } : given;
  const [opening, closing] = [table.opening?.units ?? null, table.closing?.units ?? null];
  const moving = movingRows(read, data, sums, { opening, closing });
  if (!moving) return before ? table : null;
  const { at } = moving;
  const decimals = Math.max(0, ...sums.decimals);
  const exact = (units: bigint | null, own: Exact | null): Exact | null =>
    units === null || own?.units === units ? own : { units, decimals };
  return {
    ...table,
    data: at.map((i) => data[i] as DataRow),
    sums: sums.pick(at),
    days: pickDays(days, at),
    opening: exact(moving.opening, table.opening),
    closing: exact(moving.closing, table.closing),
    rowOf: (i) => (at[i] as number) + 1,
  };
}

/** What a column of balances before each payment says of the first, where in all others it is the balance of the row before. */
function balanceBefore({ columns, data, sums }: Table): Exact | null {
  const at = columns.labels.findIndex((label) =>
    /^(?:bal|balance) before$|^(?:previous|opening) bal(?:ance)?$/.test(label),
  );
  if (at < 0 || data.length < 2) return null;
  const told = data.map(({ cells }) => signedIn(sums.style, readPrinted(cells.list[at] ?? "")) ?? null);
  const follows = told.every((one, i) => i === 0 || (one !== null && one.units === sums.balance[i - 1]));
  return follows ? (told[0] ?? null) : null;
}

/** Null where no row sums up. `known` is what was read of the balances at both ends. */
function movingRows(
  { lines, rejected, chain }: ParsedStatement,
  data: readonly DataRow[],
  sums: TableSums,
  known: { readonly opening: bigint | null; readonly closing: bigint | null },
): Moving | null {
  if (chain.state === "complete" && rejected.length === 0) return null;
  if (lines.length + rejected.length !== data.length) return null;
  const read = new Map(lines.map(({ row, amount }) => [row - 1, unitsOf(amount)] as const));
  const printed = (i: number): bigint =>
    read.get(i) ?? sums.amount[i] ?? sizeOf(sums.credit[i]) - sizeOf(sums.debit[i]);
  const left = new Set<number>();
  const head = hintsAtBalance(data[0]?.source.raw ?? "") ? printed(0) : null;
  totalsIn(data, sums, read, known.opening ?? head, left);
  let { opening, closing } = known;
  const between = (from: number, to: number): { sum: bigint; count: number } => {
    let [sum, count] = [0n, 0];
    for (let i = from; i < to; i++)
      if (!left.has(i)) {
        sum += printed(i);
        count++;
      }
    return { sum, count };
  };
  const stands = (i: number): boolean => hintsAtBalance(data[i]?.source.raw ?? "") && sums.balance[i] == null;
  const first = data.findIndex((_row, i) => !left.has(i));
  const last = data.findLastIndex((_row, i) => !left.has(i));
  const opens = first >= 0 && stands(first);
  const closes = last > first && stands(last);
  const start = opens ? printed(first) : null;
  const end = closes ? printed(last) : null;
  const moved = between(first + (opens ? 1 : 0), closes ? last : last + 1);
  if (moved.count >= LEAST_BETWEEN) {
    if (start !== null && end !== null && start + moved.sum === end) {
      [opening, closing] = [start, end];
      left.add(first).add(last);
    } else if (end !== null && opening !== null && opening + printedSum(opens, start) + moved.sum === end) {
      closing = end;
      left.add(last);
    } else if (start !== null && closing !== null && start + moved.sum + printedSum(closes, end) === closing) {
      opening = start;
      left.add(first);
    }
  }
  // without a day where all others have one, and with its first word, a row says how the account stood
  const row = data[last];
  if (closes && row && !left.has(last) && !read.has(last) && row.date === "" && beginsAsBalance(row)) {
    closing ??= printed(last);
    left.add(last);
  }
  if (left.size === 0) return null;
  return { at: data.flatMap((_row, i) => (left.has(i) ? [] : [i])), opening, closing };
}

/** A row at the other end that hints at a balance and is a payment all the same counts with the payments. */
const printedSum = (hints: boolean, units: bigint | null): bigint => (hints ? (units ?? 0n) : 0n);

/** Adds the places of rows that are the sums of each side above them, since the start or since the row before that is one. */
function totalsIn(
  data: readonly DataRow[],
  sums: TableSums,
  read: ReadonlyMap<number, bigint>,
  opening: bigint | null,
  left: Set<number>,
): void {
  type Sides = { out: bigint; in: bigint; count: number };
  const whole: Sides = { out: 0n, in: 0n, count: 0 };
  let part: Sides = { ...whole };
  const edge = data.length - MOST_AT_AN_END;
  data.forEach((row, i) => {
    const units = read.get(i);
    const [out, into] = [sizeOf(sums.debit[i]), sizeOf(sums.credit[i])];
    const both = out > 0n && into > 0n;
    const bare = units === undefined && i >= edge && hintsAtTotal(row.source.raw);
    const adds = ({ out: paid, in: got, count }: Sides): boolean => {
      if (count < LEAST_BETWEEN) return false;
      const credits = got === into || (opening !== null && opening > 0n && got + opening === into);
      if (both) return paid === out && credits;
      if (!bare) return false;
      const only = sizeOf(sums.amount[i]) || out || into;
      return only > 0n && (only === paid || only === got || only === sizeOf(got - paid) || (into > 0n && credits));
    };
    if ((both || bare) && (adds(whole) || adds(part))) {
      left.add(i);
      part = { out: 0n, in: 0n, count: 0 };
      return;
    }
    if (units === undefined || (i === 0 && hintsAtBalance(row.source.raw))) return;
    for (const sides of [whole, part]) {
      if (units < 0n) sides.out -= units;
      else sides.in += units;
      sides.count++;
    }
  });
}
