/**
 * What a payment was in other money, beside the sum of the account: a second column of sums, often with one of its currencies.
 * It is left out where the rows say which of the two is the account's: both are equal in one currency and differ in all others,
 * or one is filled in each row and the other in some. Elsewhere both stay, and that there are two is warned of.
 */
import { CURRENCY_CODES, isCurrency } from "../text/currencies.ts";
import type { Row } from "../text/delimited-text.ts";
import { isNumber, readPrinted } from "../text/exact-number.ts";
import { normaliseLabel, roleOf } from "./column-labels.ts";
import { ROWS_BEFORE_HEADER } from "./columns-by-label.ts";
import { withCells } from "./two-days.ts";

const CODE = new RegExp(`(?:^|[^A-Za-z])(${CURRENCY_CODES})(?:$|[^A-Za-z])`);
const OTHER = /orig|foreign|\btrans|\btxn|\bfx\b|\bfcy\b|source|merchant|purchase|equiv/i;
const OWN = /settle|bill|account|local|\blcy\b|charged|book|naira|\bNGN\b|₦/i;

/** The rows without the second column of sums and its currencies; null where there is none, or nothing tells which it is. */
export function foreignSums(rows: readonly Row[]): Row[] | null {
  for (let header = 0; header < Math.min(rows.length, ROWS_BEFORE_HEADER); header++) {
    const labels = (rows[header] as Row).cells;
    if (labels.length < 4 || labels.some((label) => /^\W*\d/.test(label))) continue;
    const sums = labels.flatMap((label, at) => (isSum(label) ? [at] : []));
    const money = labels.flatMap((label, at) => (/curr|\bccy\b|\bcur\b/i.test(label) ? [at] : []));
    const [one, two] = sums;
    if (one === undefined || two === undefined || sums.length > 2 || money.length > 1) continue;
    const below = rows
      .slice(header + 1)
      .map(({ cells }) => cells)
      .filter((cells) => sums.some((at) => isNumber(cells[at] ?? "")));
    const told =
      byCurrency(below, labels, { sums: [one, two], money: money[0] }) ?? byBlanks(below, labels, [one, two]);
    if (!told) continue;
    const { own, code } = told;
    const left = [...sums.filter((at) => at !== own), ...money];
    const label = code === null || CODE.test(labels[own] ?? "") ? labels[own] : `Amount (${code})`;
    return rows.map((row, i) => {
      if (i < header) return row;
      const cells = i === header ? row.cells.with(own, label ?? "") : row.cells;
      return withCells(
        row,
        cells.filter((_cell, at) => !left.includes(at)),
      );
    });
  }
  return null;
}

type Told = { readonly own: number; readonly code: string | null };

const isSum = (label: string): boolean => {
  const rest = normaliseLabel(label.replace(CODE, " "));
  return CODE.test(label.trim()) && rest === "" ? true : roleOf(label) === "amount" || roleOf(rest) === "amount";
};

const sizeOf = (cell: string): string => {
  const printed = readPrinted(cell);
  return printed ? printed.digits.replace(/,(?=\d{3})/g, "").replace(/[.,]0*$/, "") : "";
};

/** In the rows of one currency both sums are equal, in those of the others they differ; a label says which is the account's. */
function byCurrency(
  below: readonly (readonly string[])[],
  labels: readonly string[],
  { sums, money }: { readonly sums: readonly [number, number]; readonly money: number | undefined },
): Told | null {
  if (money === undefined) return null;
  const [one, two] = sums;
  const equal = new Set<string>();
  const other = new Set<string>();
  for (const cells of below) {
    const code = (cells[money] ?? "").trim().toUpperCase();
    if (!isCurrency(code) || !sums.every((at) => isNumber(cells[at] ?? ""))) return null;
    (sizeOf(cells[one] ?? "") === sizeOf(cells[two] ?? "") ? equal : other).add(code);
  }
  const [code] = equal;
  if (equal.size !== 1 || code === undefined || other.size === 0 || other.has(code)) return null;
  const says = (at: number): boolean => OWN.test(labels[at] ?? "") || CODE.exec(labels[at] ?? "")?.[1] === code;
  const denies = (at: number): boolean => OTHER.test(labels[at] ?? "") && !says(at);
  const own = sums.filter((at) => says(at));
  if (own.length === 1) return { own: own[0] as number, code };
  const left = sums.filter((at) => denies(at));
  return own.length === 0 && left.length === 1 ? { own: left[0] === one ? two : one, code } : null;
}

/** One sum is filled in each row, and the other, whose label says that it is of other money, in some. */
function byBlanks(
  below: readonly (readonly string[])[],
  labels: readonly string[],
  [one, two]: readonly [number, number],
): Told | null {
  const filled = (at: number): number => below.filter((cells) => isNumber(cells[at] ?? "")).length;
  const [own, left] = filled(one) === below.length ? [one, two] : [two, one];
  if (below.length < 2 || filled(own) < below.length || filled(left) === below.length || filled(left) === 0)
    return null;
  const code = CODE.exec(labels[own] ?? "")?.[1] ?? null;
  const foreign = CODE.exec(labels[left] ?? "")?.[1] ?? null;
  const named = foreign !== null && code !== null && foreign !== code;
  return named || /orig|foreign|\bfx\b|\bfcy\b/i.test(labels[left] ?? "") ? { own, code } : null;
}
