/**
 * One idea: which way the money went. A file writes it in one of a few ways; the header says which, and the running
 * balance has the last word. What neither tells is not guessed: the row is rejected.
 */
import { type Exact, negated } from "./exact-number.ts";

/** The cells of one row that bear on its amount; null where blank, `bad` where the text is no number. */
export type AmountCells = {
  readonly debit: Signed | null;
  readonly credit: Signed | null;
  readonly amount: Signed | null;
  readonly word: "debit" | "credit" | null;
  readonly balance: Exact | null;
};

export type Signed = { readonly value: Exact; readonly signed: boolean; readonly mark: "debit" | "credit" | null };

/** A way of writing direction; `null` when this way says nothing of the row. */
type Reading = (cells: AmountCells) => Exact | null | "both";

const size = (value: Exact): Exact => (value.units < 0n ? negated(value) : value);
const isZero = (value: Exact): boolean => value.units === 0n;
const filled = (side: Signed | null): Signed | null => (side && !isZero(side.value) ? side : null);

const inColumns =
  (out: "debit" | "credit", keepSign: boolean): Reading =>
  (cells) => {
    const into = out === "debit" ? "credit" : "debit";
    const [gone, come] = [filled(cells[out]), filled(cells[into])];
    if (gone && come) return "both";
    if (gone) return negated(keepSign ? gone.value : size(gone.value));
    if (come) return keepSign ? come.value : size(come.value);
    const zero = cells.debit ?? cells.credit;
    return zero ? zero.value : null;
  };

const signedAmount: Reading = ({ amount, word }) => {
  if (!amount) return null;
  const said = amount.mark ?? word;
  if (said) return said === "debit" ? negated(size(amount.value)) : size(amount.value);
  return amount.value;
};

const invertedAmount: Reading = (cells) => {
  const value = signedAmount(cells);
  return value === null || value === "both" ? value : negated(value);
};

const ownSign: Reading = ({ amount }) => amount?.value ?? null;

export type Direction = {
  /** By row: the signed amount, or why there is none. */
  readonly amounts: readonly (Exact | "no amount" | "both a debit and a credit" | "the direction cannot be told")[];
  /** The balance spoke against the header and was believed. */
  readonly balanceWon: boolean;
};

/** Decides for a whole table. `hasColumns`: it has a debit or a credit column. `opening` helps the first row. */
export function directionOf(rows: readonly AmountCells[], hasColumns: boolean, opening: Exact | null): Direction {
  if (!hasColumns && isUnsigned(rows)) return byBalance(rows, opening);
  const oneSided = rows.every((row) => row.debit === null) || rows.every((row) => row.credit === null);
  // one column of money, some of it with a minus: its sign means what it says
  const signedSide = oneSided && rows.some((row) => (row.debit ?? row.credit)?.signed);
  const readings: readonly Reading[] =
    hasColumns && signedSide
      ? [inColumns("debit", true), inColumns("credit", true)]
      : hasColumns
        ? [inColumns("debit", false), inColumns("debit", true), inColumns("credit", false)]
        : [signedAmount, invertedAmount, ownSign];
  const scored = readings.map((reading) => ({ reading, proofs: proofsOf(rows, reading, opening) }));
  const [first] = scored as [(typeof scored)[number]];
  const best = scored.reduce((a, b) => (b.proofs.right > a.proofs.right ? b : a));
  // the header is believed unless the balance proves most rows against it
  const won =
    best !== first && first.proofs.right * 2 < best.proofs.right && best.proofs.right * 10 >= best.proofs.steps * 8;
  const { reading } = won ? best : first;
  return {
    amounts: rows.map((cells) => {
      const value = reading(cells);
      if (value === "both") return "both a debit and a credit";
      return value ?? "no amount";
    }),
    balanceWon: won,
  };
}

/** Positive amounts only, no mark and no word: nothing but the balance can tell. */
const isUnsigned = (rows: readonly AmountCells[]): boolean =>
  rows.every(({ amount, word }) => word === null && (!amount || (!amount.signed && amount.mark === null)));

type Proofs = { readonly right: number; readonly steps: number };

/** How many steps from balance to balance come out, in the better of the two orders. */
function proofsOf(rows: readonly AmountCells[], reading: Reading, opening: Exact | null): Proofs {
  const values = rows.map((cells) => {
    const value = reading(cells);
    return value === null || value === "both" ? null : value.units;
  });
  const walk = (indexes: readonly number[]): Proofs => {
    let right = 0;
    let steps = 0;
    let at = opening?.units ?? null;
    for (const i of indexes) {
      const [value, balance] = [values[i] ?? null, rows[i]?.balance?.units ?? null];
      if (balance === null || value === null) {
        at = balance ?? (at !== null && value !== null ? at + value : null);
        continue;
      }
      if (at !== null) {
        steps++;
        if (at + value === balance) right++;
      }
      at = balance;
    }
    return { right, steps };
  };
  const forwards = rows.map((_, i) => i);
  const [a, b] = [walk(forwards), walk([...forwards].reverse())];
  return b.right > a.right ? b : a;
}

/** Signs each row by the step of the balance. */
function byBalance(rows: readonly AmountCells[], opening: Exact | null): Direction {
  const told = (step: -1 | 1): Direction["amounts"] => {
    const order = rows.map((_, i) => i);
    if (step < 0) order.reverse();
    const amounts: Direction["amounts"][number][] = rows.map(() => "no amount");
    let at = opening?.units ?? null;
    for (const i of order) {
      const { amount, balance } = rows[i] as AmountCells;
      if (amount && balance && at !== null && at + amount.value.units === balance.units) amounts[i] = amount.value;
      else if (amount && balance && at !== null && at - amount.value.units === balance.units)
        amounts[i] = negated(amount.value);
      else if (amount) amounts[i] = "the direction cannot be told";
      if (balance) at = balance.units;
    }
    return amounts;
  };
  const count = (amounts: Direction["amounts"]): number => amounts.filter((one) => typeof one !== "string").length;
  if (rows.every((row) => row.balance === null))
    return {
      amounts: rows.map(({ amount }) => amount?.value ?? "no amount"),
      balanceWon: false,
    };
  const [a, b] = [told(1), told(-1)];
  return { amounts: count(b) > count(a) ? b : a, balanceWon: false };
}
