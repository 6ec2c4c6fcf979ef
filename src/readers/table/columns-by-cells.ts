/**
 * What columns hold, told by their cells where labels leave it open. Days look like days; of the numbers those are
 * the sum and the balance that follow from each other from row to row; the words stand where the most letters are.
 */
import { bestHolding, PROOF } from "../proof/balance-chain.ts";
import { directionWord } from "../proof/sign-amounts.ts";
import { isCurrency } from "../text/currencies.ts";
import { decimalStyle, isNumber, readPrinted, signedIn } from "../text/exact-number.ts";
import { readPrintedDate } from "../text/printed-date.ts";
import type { Role } from "./column-labels.ts";

/** A role that a label names; null where it says nothing and the cells may tell. */
export type OpenRole = Role | null;
export type ByCells = {
  readonly roles: readonly Role[];
  /** Two columns of sums, and nothing tells which one is money out. */
  readonly sidesGuessed: boolean;
  /** Several columns could be the sum, and neither a label nor a balance tells which one is. */
  readonly sumGuessed: boolean;
};

type Cells = readonly string[];

/** Share of the cells of a column that must be alike. */
const SHARE = 0.8;

/** A row that can be a payment: a day in one cell, a number in another. */
export function isPayment(cells: Cells): boolean {
  const day = cells.findIndex((cell) => readPrintedDate(cell) !== undefined);
  return day >= 0 && cells.some((cell, i) => i !== day && isNumber(cell));
}

/** Fills what labels left open. `rows` are payments of one width; `labels` are normalised, empty where there is no header. */
export function rolesByCells(open: readonly OpenRole[], rows: readonly Cells[], labels: readonly string[]): ByCells {
  const roles = [...open];
  const columns = open.map((_, at) => columnOf(rows, at));
  // a label of a balance above no value names none: another column may hold it
  const empty = roles.indexOf("balance");
  if (empty >= 0 && columns[empty]?.filled.length === 0) roles[empty] = "other";
  const free = (test: (column: Column) => boolean): Column[] =>
    columns.filter((column) => roles[column.at] === null && column.filled.length > 0 && test(column));
  for (const { at } of free(({ filled }) => filled.every(isCurrency)))
    roles[at] = roles.includes("currency") ? "other" : "currency";
  // one day in every row is that on which the file was made, where its label says so and another column has others
  const made = columns[roles.indexOf("date")];
  if (made && !isMoving(made) && MADE_WORD.test(labels[made.at] ?? "") && free(areWrittenDays).some(isMoving))
    roles[made.at] = "other";
  for (const { at } of free(isDays))
    if (!roles.includes("date")) roles[at] = "date";
    else if (!roles.includes("valueDate")) roles[at] = "valueDate";
    else roles[at] = "other";
  // some wallets call the day with its clock `Time`
  const timed = columns.find((column) => roles[column.at] === "time" && isDays(column));
  if (timed && !roles.includes("date")) roles[timed.at] = "date";
  const { sidesGuessed = false, sumGuessed = false } = tellSums(roles, columns, free(isSums), labels);
  if (roles.includes("amount") && !roles.includes("direction")) {
    const [words] = free((column) => isFull(column) && areSides(column));
    if (words) roles[words.at] = "direction";
  }
  if (!roles.includes("narration")) {
    // what few rows say alone, and what a label calls a kind or an account, says little of a payment
    const speaks = (column: Column): number =>
      (lettersIn(column) * new Set(column.filled).size) / (OF_KIND.test(labels[column.at] ?? "") ? 1e9 : 1);
    const [most] = free((column) => !isSums(column)).sort((a, b) => speaks(b) - speaks(a));
    if (most && lettersIn(most) > 0) roles[most.at] = "narration";
  }
  return { roles: roles.map((role) => role ?? "other"), sidesGuessed, sumGuessed };
}

type Column = { readonly at: number; readonly cells: Cells; readonly filled: Cells };

function columnOf(rows: readonly Cells[], at: number): Column {
  const cells = rows.map((row) => row[at] ?? "");
  return { at, cells, filled: cells.filter((cell) => cell !== "") };
}

const shareOf = (cells: Cells, test: (cell: string) => boolean): number =>
  cells.filter(test).length / Math.max(1, cells.length);
const isFull = ({ cells, filled }: Column): boolean => filled.length >= cells.length * SHARE;
const isDays = (column: Column): boolean =>
  isFull(column) && shareOf(column.filled, (cell) => readPrintedDate(cell) !== undefined) >= SHARE;
const MADE_WORD = /creat|updat|modif|export|generat|print|download|erstell|gedruckt|impres/i;
/** Days in every row and no numbers that could be days, as a reference of eight digits could. */
const areWrittenDays = (column: Column): boolean =>
  isFull(column) && column.filled.every((cell) => /\D/.test(cell) && readPrintedDate(cell) !== undefined);
const isSums = ({ filled }: Column): boolean =>
  shareOf(filled, isSum) >= SHARE ||
  // some programs leave off the noughts behind the point
  (shareOf(filled, isSum) >= LEAST_CENTS && filled.every(isNumber));
const LEAST_CENTS = 0.3;
const OF_KIND = /[ck]ategor|account|konto/;
const isSum = (cell: string): boolean => {
  const number = readPrinted(cell);
  return number === null || (number !== undefined && /[.,]\d{1,3}$/.test(number.digits));
};
const isWhole = ({ filled }: Column): boolean =>
  shareOf(filled, (cell) => isNumber(cell) && !SERIAL_DAY.test(cell)) >= SHARE;
const SERIAL_DAY = /^[345]\d{4}$/;
/** Words of both sides, and of nothing else. */
const areSides = ({ filled }: Column): boolean => {
  const told = filled.map(directionWord);
  return told.includes("debit") && told.includes("credit") && told.filter(Boolean).length >= filled.length * SHARE;
};

/** Letters of words: account numbers and ids count nothing. */
function lettersIn({ filled }: Column): number {
  let letters = 0;
  for (const cell of filled) if (!/^(?=\S*\d)\S{6,}$/.test(cell)) letters += cell.match(/\p{L}/gu)?.length ?? 0;
  return letters;
}

const BALANCE_WORD = /\b(?:bal|balance|saldo|solde|kontostand|egyenleg|zustatek|guthaben)\b/;

/** Words of a label that say what its sums are, though the whole label is not known. */
const SUM_WORD = /\b(?:amount|sum|total|betrag|importo|importe|montant|valor|kwota)\b(?! (?:of )?(?:fee|tax))/;
const FEE_WORD =
  /\b(?:fees?|charges?|commission|tax|vat|rate|levy|discount|tip) (?:amount|sum|paid)?|\b(?:fees?|charges?|commission|tax|vat|rate)$/;

/** Gives sums and balance their columns, and says what only their places tell. */
function tellSums(
  roles: OpenRole[],
  columns: readonly Column[],
  free: Column[],
  labels: readonly string[],
): Partial<ByCells> {
  const take = (column: Column, role: Role): void => {
    roles[column.at] = role;
    free.splice(free.indexOf(column), 1);
  };
  const columnWith = (role: Role): Column | undefined => columns[roles.indexOf(role)];
  if (!roles.includes("balance")) {
    const named = free.find((column) => BALANCE_WORD.test(labels[column.at] ?? "") && isMoving(column));
    if (named) take(named, "balance");
  }
  const [debit, credit] = [columnWith("debit"), columnWith("credit")];
  const amount = columnWith("amount");
  if (amount || (debit && credit)) {
    // a balance under a label that we do not know follows from the sums that we do
    const sums = amount ? [amount] : [debit as Column, credit as Column];
    const balances = roles.includes("balance") ? [] : free.filter((one) => isFull(one) && isMoving(one));
    const balance = balances.length > 0 ? provenSums(balances, sums)?.find(([role]) => role === "balance") : undefined;
    if (balance) take(balance[1], "balance");
    return {};
  }
  const side = debit ?? credit;
  if (side) {
    const other = free.find((column) => areApart(side, column));
    if (other) take(other, debit ? "credit" : "debit");
    return {};
  }
  const labelled = columnWith("balance");
  // beside a balance, sums of which few or none have decimals are proven as well
  const whole = columns.filter(
    (one) => roles[one.at] === null && isFull(one) && isMoving(one) && isWhole(one) && !free.includes(one),
  );
  const proven = provenSums(labelled ? [labelled] : free.filter((one) => isFull(one) && isMoving(one)), [
    ...free,
    ...whole,
  ]);
  if (proven) {
    for (const [role, column] of proven)
      if (roles[column.at] === null) {
        if (free.includes(column)) take(column, role);
        else roles[column.at] = role;
      }
    return {};
  }
  const pair = pairsOf(free)[0];
  if (pair) {
    // more lines of most statements are money out
    const [a, b] = pair;
    const swapped = sumsIn(b) > sumsIn(a);
    take(a, swapped ? "credit" : "debit");
    take(b, swapped ? "debit" : "credit");
    return { sidesGuessed: true };
  }
  const moving = free.filter((column) => isMoving(column) && !FEE_WORD.test(labels[column.at] ?? ""));
  const worded = moving.find(({ at }) => SUM_WORD.test(labels[at] ?? ""));
  const one =
    worded ?? moving.find(({ filled }) => filled.some((cell) => readPrinted(cell)?.negative)) ?? moving[0] ?? free[0];
  const sumGuessed = !worded && moving.length > 1;
  if (one) take(one, "amount");
  return { sumGuessed };
}

/** What is the same in every row is no sum and no balance of the row. */
const isMoving = ({ filled }: Column): boolean => filled.length < 2 || new Set(filled).size > 1;

const isBlank = (cell: string): boolean => {
  const number = readPrinted(cell);
  return number === null || (number !== undefined && /^[0.,]*$/.test(number.digits));
};
const sumsIn = ({ cells }: Column): number => cells.filter((cell) => !isBlank(cell)).length;

/** Of two columns each row has a sum in one only, as debit and credit have. */
const areApart = (a: Column, b: Column): boolean =>
  a.at !== b.at &&
  a.cells.filter((cell, i) => isBlank(cell) !== isBlank(b.cells[i] ?? "")).length >= a.cells.length * SHARE;

const pairsOf = (columns: readonly Column[]): [Column, Column][] =>
  columns.flatMap((a, i) =>
    columns
      .slice(i + 1)
      .filter((b) => !isFull(a) || !isFull(b) || sumsIn(a) + sumsIn(b) <= a.cells.length)
      .filter((b) => areApart(a, b) && sumsIn(a) > 0 && sumsIn(b) > 0)
      .map((b): [Column, Column] => [a, b]),
  );

/** What the columns would mean, and the signed sums that they would give. */
type Try = readonly [amounts: readonly (bigint | null)[], sums: [Role, Column][]];

const sidesOf = (debit: Column, credit: Column): [Role, Column][] => [
  ["debit", debit],
  ["credit", credit],
];

/** The sum, or debit and credit, and the balance that follow from each other in the most rows; null when none do. */
function provenSums(balances: readonly Column[], free: readonly Column[]): [Role, Column][] | null {
  const { style } = decimalStyle([...free, ...balances].flatMap(({ filled }) => filled.map(readPrinted)));
  const unitsOf = ({ cells }: Column) =>
    cells.map((cell) => signedIn(style ?? "point", readPrinted(cell))?.units ?? null);
  const units = new Map([...free, ...balances].map((column) => [column, unitsOf(column)] as const));
  const minus = (from: Column, what: Column): (bigint | null)[] =>
    (units.get(from) ?? []).map((value, i) => (value ?? 0n) - (units.get(what)?.[i] ?? 0n));
  const turned = (column: Column) => (units.get(column) ?? []).map((value) => (value === null ? null : -value));
  let best: { held: number; sums: [Role, Column][] } = { held: 0, sums: [] };
  // sums as they are printed go first: turned they would follow from a balance before each payment as well
  for (const [balance, asPrinted] of [true, false].flatMap((one) => balances.map((column) => [column, one] as const))) {
    const others = free.filter((column) => column !== balance);
    const tries: Try[] = [
      ...others
        .filter(isFull)
        .map((column): Try => [asPrinted ? (units.get(column) ?? []) : turned(column), [["amount", column]]]),
      ...pairsOf(others).map(
        ([a, b]): Try => (asPrinted ? [minus(b, a), sidesOf(a, b)] : [minus(a, b), sidesOf(b, a)]),
      ),
    ];
    for (const [amounts, sums] of tries) {
      const [{ held, steps }] = bestHolding({ amounts, balances: units.get(balance) ?? [], rowOf: (at) => at });
      if (held > best.held && held >= steps * PROOF) best = { held, sums: [...sums, ["balance", balance]] };
    }
  }
  return best.held > 0 ? best.sums : null;
}
