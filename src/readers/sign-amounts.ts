/**
 * One idea: which way the money went. A file may print two columns, a sign, a mark or a word; each way of reading it is a
 * hypothesis, and the running balance says which one holds. Where nothing proves another, the header's own reading stands.
 */
import { bestHolding, type Link } from "./balance-chain.ts";

/** The sums of one data row in units; a mark is `DR` or `CR` behind a number, a word stands in a column of its own. */
export type Sums = {
  readonly debit: bigint | null;
  readonly credit: bigint | null;
  readonly amount: bigint | null;
  readonly mark: "debit" | "credit" | null;
  readonly word: "debit" | "credit" | null;
  readonly balance: bigint | null;
};

type Reading = { readonly name: string; readonly sign: (sums: Sums) => bigint | null };

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** `debit` words of any language that was seen in a statement. */
export function directionWord(text: string): "debit" | "credit" | null {
  const word = text.trim().toLowerCase().replace(/\.$/, "");
  if (/^(?:d|dr|db|debit|deb|debet|o|out|af|outflow|money out|withdrawal|payment|dbit|s|soll|-)$/.test(word))
    return "debit";
  if (/^(?:c|cr|k|credit|cred|i|in|bij|inflow|money in|deposit|crdt|h|haben|\+)$/.test(word)) return "credit";
  return null;
}

const side = (kind: "debit" | "credit", value: bigint): bigint => (kind === "debit" ? -size(value) : size(value));

function twoColumns(flipDebit: boolean): (sums: Sums) => bigint | null {
  return ({ debit, credit }) => {
    const out = debit ?? 0n;
    const into = credit ?? 0n;
    if (out !== 0n && into !== 0n) return null;
    if (debit === null && credit === null) return null;
    return into - (flipDebit ? -out : out);
  };
}

const oneColumn = ({ amount, mark, word }: Sums): bigint | null => {
  if (amount === null) return null;
  const told = word ?? mark;
  return told === null ? amount : side(told, amount);
};

function readingsOf(rows: readonly Sums[], columns: { two: boolean; word: boolean }): Reading[] {
  if (!columns.two) {
    const readings: Reading[] = [
      { name: "printed", sign: columns.word ? (s) => (s.word === null ? null : oneColumn(s)) : oneColumn },
      { name: "turned", sign: (s) => negate(oneColumn(s)) },
    ];
    if (columns.word) readings.push({ name: "signed", sign: ({ amount }) => amount });
    return readings;
  }
  const minus = (pick: (s: Sums) => bigint | null) => {
    const values = rows.map(pick).filter((v): v is bigint => v !== null && v !== 0n);
    return values.length > 0 && values.filter((v) => v < 0n).length * 2 > values.length;
  };
  // a minus on most sums of the debit column repeats what its label says; one column alone may hold both signs
  const debit = minus((s) => s.debit);
  return [
    { name: "printed", sign: twoColumns(debit) },
    { name: "sizes", sign: (s) => twoColumns(false)(sizes(s)) },
    { name: "turned", sign: (s) => negate(twoColumns(debit)(s)) },
  ];
}

const negate = (value: bigint | null): bigint | null => (value === null ? null : -value);
const sizes = (s: Sums): Sums => ({
  ...s,
  debit: s.debit === null ? null : size(s.debit),
  credit: s.credit === null ? null : size(s.credit),
});

export type Signed = {
  readonly amounts: readonly (bigint | null)[];
  /** The balance proved another reading than the header's. */
  readonly turned: boolean;
  /** Nothing in the file tells money in from money out. */
  readonly unproven: boolean;
};

/** Share of the balance's steps that another reading must prove before it may contradict the header. */
const PROOF = 0.6;

export function signAmounts(
  rows: readonly Sums[],
  columns: { two: boolean; word: boolean; signed: boolean },
  opening: bigint | null,
): Signed {
  const readings = readingsOf(rows, columns);
  const told = columns.two || columns.word || columns.signed || rows.some((s) => s.mark !== null);
  if (!told && rows.some((s) => s.balance !== null)) {
    const amounts = byBalance(rows, opening);
    if (amounts) return { amounts, turned: false, unproven: false };
  }
  let best: { reading: Reading; amounts: (bigint | null)[]; held: number; steps: number } | null = null;
  for (const reading of readings) {
    const amounts = rows.map((sums) => reading.sign(sums));
    const links = rows.map(
      ({ balance }, i): Link => ({ row: i, amount: amounts[i] as bigint | null, balance, rejected: false }),
    );
    const [found] = bestHolding(links);
    if (!best || (found.held > best.held && found.held >= found.steps * PROOF)) best = { reading, amounts, ...found };
    if (best.held === best.steps) break;
  }
  const chosen = best as NonNullable<typeof best>;
  return {
    amounts: chosen.amounts,
    turned: chosen.reading.name === "turned",
    unproven: !told && rows.some((s) => s.amount !== null),
  };
}

/** Sums without a sign beside a balance: each one's side is the one that leads from balance to balance. */
function byBalance(rows: readonly Sums[], opening: bigint | null): (bigint | null)[] | null {
  const tries = [false, true].map((reversed) => {
    const amounts: (bigint | null)[] = new Array(rows.length).fill(null);
    let before = opening;
    let proven = 0;
    for (let i = 0; i < rows.length; i++) {
      const at = reversed ? rows.length - 1 - i : i;
      const { amount, balance } = rows[at] as Sums;
      if (amount !== null && balance !== null && before !== null) {
        const moved = balance - before;
        if (size(moved) === size(amount)) {
          amounts[at] = moved;
          proven++;
        }
      }
      before = balance ?? before;
    }
    return { amounts, proven };
  });
  const best = tries.reduce((a, b) => (b.proven > a.proven ? b : a));
  const sums = rows.filter((s) => s.amount !== null).length;
  return best.proven >= Math.max(1, (sums - 1) * PROOF) ? best.amounts : null;
}
