/**
 * Which way the money went. A file may print two columns, a sign, a mark or a word; each way of reading it is a
 * hypothesis, and the running balance says which one holds. Where nothing proves another, the header's own reading stands.
 */
import { bestHolding, PROOF } from "./balance-chain.ts";

export type Side = "debit" | "credit";

/**
 * The sums of data rows in units, column by column, null where a cell is blank; a mark is `DR` or `CR` behind a number, a word
 * stands in a column of its own.
 */
export type Sums = {
  readonly debit: readonly (bigint | null)[];
  readonly credit: readonly (bigint | null)[];
  readonly amount: readonly (bigint | null)[];
  readonly balance: readonly (bigint | null)[];
  readonly mark: readonly (Side | null)[];
  readonly word: readonly (Side | null)[];
};

/** One way of reading the sum of a row, by its place: null where it tells no sum. */
type Sign = (at: number) => bigint | null;
type Reading = { readonly name: string; readonly sign: Sign };

const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** `debit` words of any language that was seen in a statement. */
export function directionWord(text: string): Side | null {
  const word = text
    .slice(0, 60)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .trim()
    .toLowerCase()
    .replace(/\.$/, "")
    .replace(/(?<=[a-z])[_-](?=[a-z])/g, " ")
    .replace(/^\w+ (?=(?:in|out|deposit|withdrawal)$)/, "")
    .replace(/ (?:transaction|alert|entry|txn|payment|transfer)$/, "");
  if (
    /^(?:d|dr|db|debit|debited|debits|expense|expenses|expenditure|spent|sent|paid|bill|withdrawn|outgoing|outward|uscita|ausgabe|deb|debet|o|out|af|outflow|withdrawal|payment|payout|dbit|s|soll|saida|debito|despesa|kiadas|wydatek|gider|uttag|gasto|depense|sortie|egreso|belastung|uitgaand|cargo|borc|مدين|支出|расход|χ|[-−])$/.test(
      word,
    )
  )
    return "debit";
  if (
    /^(?:c|cr|k|credit|credited|credits|income|received|deposited|incoming|inward|entrata|einnahme|cred|i|in|bij|inflow|deposit|receipt|payin|crdt|h|haben|entrada|credito|receita|bevetel|wplyw|gelir|insattning|ingreso|recette|entree|gutschrift|inkomend|abono|alacak|دائن|收入|приход|π|\+)$/.test(
      word,
    )
  )
    return "credit";
  return null;
}

const side = (kind: Side, value: bigint): bigint => (kind === "debit" ? -size(value) : size(value));

/** Out and in, each in its column; `as` says how the sign of a cell is taken. Null for a row with a sum on both sides. */
function twoColumns({ debit, credit }: Sums, as: (value: bigint, kind: Side) => bigint): Sign {
  return (at) => {
    const out = debit[at] ?? null;
    const into = credit[at] ?? null;
    if (out === null || out === 0n) return into === null ? out : as(into, "credit");
    return into === null || into === 0n ? -as(out, "debit") : null;
  };
}

function oneColumn({ amount, mark, word }: Sums, label: Side | null = null): Sign {
  // signs of both kinds say more than a word of kind: what is called a payment may come in or go out
  const signs = hasBothSigns(amount) && !hasStrayMinus({ amount, word });
  // where money in is marked and nothing else is, the rest is money out, as cards print it
  const unmarked: Side | null = signs ? null : marksOnlyCredits(amount, mark) ? "debit" : label;
  return (at) => {
    const value = amount[at] ?? null;
    const told = signs ? (mark[at] ?? null) : (word[at] ?? mark[at] ?? unmarked);
    return value === null || told === null ? value : side(told, value);
  };
}

const hasBothSigns = (column: readonly (bigint | null)[]): boolean =>
  column.some((value) => value !== null && value < 0n) && column.some((value) => value !== null && value > 0n);

/** Few sums carry a minus, and of those that carry none many are money out by the word beside them, others money in. */
function hasStrayMinus({ amount, word }: Pick<Sums, "amount" | "word">): boolean {
  const plus = word.filter((_, at) => (amount[at] ?? 0n) > 0n);
  const out = plus.filter((told) => told === "debit").length;
  return plus.includes("credit") && amount.filter((value) => value && value < 0n).length * 2 <= out;
}

/** Some sums are marked as money in and none as money out, and none carries a minus. */
const marksOnlyCredits = (column: readonly (bigint | null)[], mark: readonly (Side | null)[]): boolean =>
  mark.includes("credit") &&
  !mark.includes("debit") &&
  column.every((value, at) => value === null || value >= 0n || mark[at] === "credit") &&
  column.some((value, at) => value !== null && value !== 0n && mark[at] === null);

const turned =
  (sign: Sign): Sign =>
  (at) => {
    const value = sign(at);
    return value === null ? null : -value;
  };

/** True when most sums of a column carry a minus. */
function mostlyMinus(column: readonly (bigint | null)[]): boolean {
  let [minus, sums] = [0, 0];
  for (const value of column) {
    if (value === null || value === 0n) continue;
    sums++;
    if (value < 0n) minus++;
  }
  return minus * 2 > sums;
}

/** What the columns of a table say of the sides of its sums. */
export type Shape = {
  readonly two: boolean;
  /** The only one of the two columns that the table has. */
  readonly lone?: Side | null;
  readonly guessed?: boolean;
  readonly word: boolean;
  readonly signed: boolean;
};

/** Words or marks of the rows themselves tell both sides, whatever the label of their column. */
const saysSides = ({ word, mark }: Sums): boolean =>
  [word, mark].some((told) => told.includes("debit") && told.includes("credit"));

/**
 * A column for one side without the column for the other. A minus under "Money in" is money out, since nothing else could
 * hold it; under "Money out" a minus repeats the label where most sums have one, and else turns it, as refunds are printed.
 */
function loneColumn(sums: Sums, lone: Side): Reading[] {
  const column = lone === "debit" ? sums.debit : sums.credit;
  if (saysSides(sums)) return [{ name: "printed", sign: oneColumn({ ...sums, amount: column }, lone) }];
  const printed: Sign = (at) => column[at] ?? null;
  const sign = lone === "debit" && !mostlyMinus(column) ? turned(printed) : printed;
  return [
    { name: "printed", sign },
    { name: "sizes", sign: twoColumns(sums, size) },
    { name: "turned", sign: turned(sign) },
  ];
}

/** Sums of a lone column whose signs leave two readings: only minuses under money in, both signs under money out. */
function isLoneGuess(sums: Sums, lone: Side): boolean {
  if (saysSides(sums)) return false;
  if (lone === "debit") return hasBothSigns(sums.debit);
  return mostlyMinus(sums.credit) && !hasBothSigns(sums.credit);
}

function readingsOf(sums: Sums, columns: Shape): Reading[] {
  if (columns.lone) return loneColumn(sums, columns.lone);
  if (!columns.two) {
    const plain = oneColumn(sums);
    const printed: Sign = columns.word ? (at) => (sums.word[at] === null ? null : plain(at)) : plain;
    const readings = [
      { name: "printed", sign: printed },
      { name: "turned", sign: turned(plain) },
    ];
    if (columns.word) readings.push({ name: "signed", sign: (at) => sums.amount[at] ?? null });
    return readings;
  }
  // a minus on most sums of a column repeats what sets it apart from the other
  const repeated = { debit: mostlyMinus(sums.debit), credit: mostlyMinus(sums.credit) };
  const printed = twoColumns(sums, (value, kind) => (repeated[kind] ? -value : value));
  return [
    { name: "printed", sign: printed },
    { name: "sizes", sign: twoColumns(sums, size) },
    { name: "turned", sign: turned(printed) },
  ];
}

export type Signed = {
  readonly amounts: readonly (bigint | null)[];
  /** The balance proved another reading than the header's. */
  readonly turned: boolean;
  /** Nothing in the file tells money in from money out. */
  readonly unproven: boolean;
};

export function signAmounts(sums: Sums, columns: Shape, opening: bigint | null): Signed {
  const readings = readingsOf(sums, columns);
  const told =
    (columns.two && !columns.guessed) || columns.word || columns.signed || sums.mark.some((mark) => mark !== null);
  if (!told && !columns.two && sums.balance.some((balance) => balance !== null)) {
    const amounts = byBalance(sums, opening);
    if (amounts) return { amounts, turned: false, unproven: false };
  }
  let best: { reading: Reading; amounts: (bigint | null)[]; held: number; steps: number } | null = null;
  for (const reading of readings) {
    const amounts = sums.balance.map((_, at) => reading.sign(at));
    const [found] = bestHolding({ amounts, balances: sums.balance, rowOf: (at) => at });
    if (!best || (found.held > best.held && found.held >= found.steps * PROOF)) best = { reading, amounts, ...found };
    if (best.held === best.steps) break;
  }
  const chosen = best as NonNullable<typeof best>;
  return {
    amounts: chosen.amounts,
    turned: chosen.reading.name === "turned",
    unproven: columns.lone
      ? chosen.held === 0 && isLoneGuess(sums, columns.lone)
      : !told && (columns.two ? chosen.held === 0 : sums.amount.some((amount) => amount !== null)),
  };
}

/** Sums without a sign beside a balance: each one's side is the one that leads from balance to balance. */
function byBalance({ amount: sums, balance: balances }: Sums, opening: bigint | null): (bigint | null)[] | null {
  const tries = [false, true].map((reversed) => {
    const amounts: (bigint | null)[] = new Array(sums.length).fill(null);
    let before = opening;
    let proven = 0;
    for (let i = 0; i < sums.length; i++) {
      const at = reversed ? sums.length - 1 - i : i;
      const amount = sums[at] ?? null;
      const balance = balances[at] ?? null;
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
  const printed = sums.filter((amount) => amount !== null).length;
  return best.proven >= Math.max(1, (printed - 1) * PROOF) ? best.amounts : null;
}
