import { expect, test } from "vitest";
import { directionWord, type Sums, signAmounts } from "./sign-amounts.ts";

type Row = { [K in keyof Sums]?: Sums[K][number] };

/** Rows one by one to sums column by column. */
const columns = (...rows: readonly Row[]): Sums => ({
  debit: rows.map(({ debit = null }) => debit),
  credit: rows.map(({ credit = null }) => credit),
  amount: rows.map(({ amount = null }) => amount),
  balance: rows.map(({ balance = null }) => balance),
  mark: rows.map(({ mark = null }) => mark),
  word: rows.map(({ word = null }) => word),
});
const TWO = { two: true, word: false, signed: false };
const ONE = { two: false, word: false, signed: false };

test("two columns are out and in, and a sum on both sides is nobody's", () => {
  const rows = columns({ debit: 5n }, { credit: 7n }, { debit: 1n, credit: 2n }, { debit: 0n, credit: 3n });
  expect(signAmounts(rows, TWO, null).amounts).toEqual([-5n, 7n, null, 3n]);
});

test("a minus in the debit column repeats its label", () => {
  expect(signAmounts(columns({ debit: -5n }, { debit: -6n }), TWO, null).amounts).toEqual([-5n, -6n]);
});

test("the balance overrules headers that are the wrong way round, and says so", () => {
  const rows = columns(
    { debit: 5n, balance: 105n },
    { credit: 7n, balance: 98n },
    { debit: 2n, balance: 100n },
    { credit: 1n, balance: 99n },
  );
  expect(signAmounts(rows, TWO, 100n)).toMatchObject({ amounts: [5n, -7n, 2n, -1n], turned: true });
});

test("a word in a column of its own and a mark behind the sum tell the side", () => {
  const worded = columns({ amount: 5n, word: "debit" }, { amount: 5n, word: "credit" }, { amount: 5n });
  expect(signAmounts(worded, { ...ONE, word: true }, null).amounts).toEqual([-5n, 5n, null]);
  expect(
    signAmounts(columns({ amount: 5n, mark: "debit" }, { amount: 6n, mark: "credit" }), ONE, null).amounts,
  ).toEqual([-5n, 6n]);
});

test("sums without any sign take the side that leads from balance to balance", () => {
  const rows = columns({ amount: 10n, balance: 90n }, { amount: 5n, balance: 95n }, { amount: 1n, balance: 94n });
  expect(signAmounts(rows, ONE, 100n)).toEqual({ amounts: [-10n, 5n, -1n], turned: false, unproven: false });
});

test("where nothing tells, the sums stay as printed and that is said", () => {
  expect(signAmounts(columns({ amount: 10n }, { amount: 5n }), ONE, null)).toEqual({
    amounts: [10n, 5n],
    turned: false,
    unproven: true,
  });
});

test.each([
  ["DR", "debit"],
  ["Af", "debit"],
  ["Money Out", "debit"],
  ["cr.", "credit"],
  ["Bij", "credit"],
  ["haben", "credit"],
  ["POS", null],
  ["", null],
])("%j is %s", (word, side) => {
  expect(directionWord(word)).toBe(side);
});
