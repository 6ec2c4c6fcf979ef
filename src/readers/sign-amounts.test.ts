import { expect, test } from "vitest";
import { directionWord, type Sums, signAmounts } from "./sign-amounts.ts";

const sums = (own: Partial<Sums>): Sums => ({
  debit: null,
  credit: null,
  amount: null,
  mark: null,
  word: null,
  balance: null,
  ...own,
});
const TWO = { two: true, word: false, signed: false };
const ONE = { two: false, word: false, signed: false };

test("two columns are out and in, and a sum on both sides is nobody's", () => {
  const rows = [
    sums({ debit: 5n }),
    sums({ credit: 7n }),
    sums({ debit: 1n, credit: 2n }),
    sums({ debit: 0n, credit: 3n }),
  ];
  expect(signAmounts(rows, TWO, null).amounts).toEqual([-5n, 7n, null, 3n]);
});

test("a minus in the debit column repeats its label", () => {
  expect(signAmounts([sums({ debit: -5n }), sums({ debit: -6n })], TWO, null).amounts).toEqual([-5n, -6n]);
});

test("the balance overrules headers that are the wrong way round, and says so", () => {
  const rows = [
    sums({ debit: 5n, balance: 105n }),
    sums({ credit: 7n, balance: 98n }),
    sums({ debit: 2n, balance: 100n }),
    sums({ credit: 1n, balance: 99n }),
  ];
  expect(signAmounts(rows, TWO, 100n)).toMatchObject({ amounts: [5n, -7n, 2n, -1n], turned: true });
});

test("a word in a column of its own and a mark behind the sum tell the side", () => {
  const worded = [sums({ amount: 5n, word: "debit" }), sums({ amount: 5n, word: "credit" }), sums({ amount: 5n })];
  expect(signAmounts(worded, { ...ONE, word: true }, null).amounts).toEqual([-5n, 5n, null]);
  expect(
    signAmounts([sums({ amount: 5n, mark: "debit" }), sums({ amount: 6n, mark: "credit" })], ONE, null).amounts,
  ).toEqual([-5n, 6n]);
});

test("sums without any sign take the side that leads from balance to balance", () => {
  const rows = [
    sums({ amount: 10n, balance: 90n }),
    sums({ amount: 5n, balance: 95n }),
    sums({ amount: 1n, balance: 94n }),
  ];
  expect(signAmounts(rows, ONE, 100n)).toEqual({ amounts: [-10n, 5n, -1n], turned: false, unproven: false });
});

test("where nothing tells, the sums stay as printed and that is said", () => {
  expect(signAmounts([sums({ amount: 10n }), sums({ amount: 5n })], ONE, null)).toEqual({
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
