/** Tables as banks, wallets and programs write them, and as they are damaged: labels, sides, numbers, days. */
import {
  american,
  type Cells,
  compact,
  DAYS,
  type Draw,
  grouped,
  type Kind,
  linesOf,
  named,
  plain,
  type Row,
  rowsOf,
  sides,
  signed,
  slashed,
  TABLES,
  TEXTS,
} from "./made-rows.ts";

type Is = Kind["is"];
type Print = (row: Row, i: number, day: string) => readonly string[];
type Options = {
  readonly balances?: boolean;
  readonly day?: (date: string) => string;
  readonly texts?: boolean;
  readonly turn?: boolean;
  readonly change?: (cells: string[][], rows: readonly Row[], draw: Draw) => Cells;
};

/** A table with these labels, a row of cells for each payment. */
function table(name: string, is: Is, labels: readonly string[], print: Print, options: Options = {}): Kind {
  const { balances = true, texts = false, turn = false, change } = options;
  return {
    name: `table: ${name}`,
    is,
    make: (draw) => {
      const rows = turn ? rowsOf(draw).toReversed() : rowsOf(draw);
      const day = options.day ?? draw.pick(DAYS);
      const cells = [[...labels], ...rows.map((row, i) => [...print(row, i, day(row.date))])];
      const write = draw.pick(texts ? TEXTS : TABLES);
      return {
        bytes: write(change ? change(cells, rows, draw) : cells),
        lines: linesOf(rows, balances),
        statements: null,
      };
    },
  };
}

const FIVE = ["Date", "Narration", "Debit", "Credit", "Balance"];
const FOUR = FIVE.slice(0, 4);
const balanced: Print = (row, _i, day) => [day, row.words, ...sides(row), signed(row.balance)];
const bare: Print = (row, _i, day) => [day, row.words, ...sides(row)];
const NONE = { balances: false } as const;

const LABELS: readonly (readonly [name: string, labels: readonly string[]])[] = [
  ["abbreviated", ["Trn Dt", "Partics", "Dr Amt", "Cr Amt", "Bal."]],
  ["more abbreviated", ["Dt", "Narr.", "Wdl", "Dep", "Bal"]],
  ["French", ["Date opération", "Libellé", "Débit", "Crédit", "Solde"]],
  ["Portuguese", ["Data Mov.", "Descrição", "Saídas", "Entradas", "Saldo"]],
  ["Arabic", ["التاريخ", "البيان", "مدين", "دائن", "الرصيد"]],
  ["Pidgin", ["Day", "Wetin Happen", "Money Wey Comot", "Money Wey Enter", "Money Wey Remain"]],
  ["Hausa", ["Kwanan wata", "Bayani", "Fita", "Shiga", "Saura"]],
  ["none", ["", "", "", "", ""]],
  ["meaningless", ["A", "B", "C", "D", "E"]],
  ["with units", ["Date (WAT)", "Narration *", "Debit (₦)", "Credit (₦)", "Balance (₦)"]],
  ["turned round", ["Date", "Narration", "Credit", "Debit", "Balance"]],
];

/** A single column of sums, with the balance and without. */
const single = (name: string, is: Is, sum: (row: Row) => string, options: Options = {}): Kind =>
  table(
    `${name}${options.balances === false ? ", no balance" : ""}`,
    is,
    ["Date", "Narration", "Amount", ...(options.balances === false ? [] : ["Balance"])],
    (row, _i, day) => [day, row.words, sum(row), ...(options.balances === false ? [] : [signed(row.balance)])],
    options,
  );
const mark =
  (out: string, into: string) =>
  ({ cents }: Row): string =>
    `${grouped(cents)}${cents < 0 ? out : into}`;

const PRINTS: readonly (readonly [name: string, sum: (row: Row) => string])[] = [
  ["a sign before", ({ cents }) => signed(cents)],
  ["CR and DR behind", mark(" DR", " CR")],
  ["Cr and Dr glued to it", mark("Dr", "Cr")],
  ["brackets", ({ cents }) => (cents < 0 ? `(${grouped(cents)})` : grouped(cents))],
  ["the naira in brackets", ({ cents }) => (cents < 0 ? `(₦${grouped(cents)})` : `₦${grouped(cents)}`)],
  ["a sign behind", mark("-", "+")],
  ["another minus", ({ cents }) => `${cents < 0 ? "\u2212" : ""}${grouped(cents)}`],
  ["a minus before the naira", ({ cents }) => `${cents < 0 ? "-" : "+"}₦${grouped(cents)}`],
  ["the code behind", ({ cents }) => `${signed(cents)} NGN`],
  ["blanks between thousands", ({ cents }) => signed(cents, (one) => grouped(one, "\u202f"))],
  ["marks between thousands in some rows", ({ cents }) => signed(cents, cents % 2 ? grouped : plain)],
];

/** A word for the side in a column of its own. */
const worded = (out: string, into: string, label = "Type"): Kind =>
  table(
    `${out} and ${into}`,
    "whole",
    ["Date", label, "Narration", "Amount"],
    (row, _i, day) => [day, row.cents < 0 ? out : into, row.words, grouped(row.cents)],
    NONE,
  );

const at = (draw: Draw, cells: Cells): number => 3 + draw.below(cells.length - 5);
/** Changes the cells of one row. */
const inOne =
  (own: (row: string[], source: Row) => void) =>
  (cells: string[][], rows: readonly Row[], draw: Draw): Cells => {
    const i = at(draw, cells);
    own(cells[i] as string[], rows[i - 1] as Row);
    return cells;
  };
/** Changes the cells of the first row behind the second that went out, or came in. */
const inFirst =
  (out: boolean, own: (row: string[]) => void) =>
  (cells: string[][], rows: readonly Row[]): Cells => {
    const i = rows.findIndex(({ cents }, place) => place > 1 && cents < 0 === out);
    if (i > 0) own(cells[i + 1] as string[]);
    return cells;
  };

export const TABLE_KINDS: readonly Kind[] = [
  ...LABELS.map(([name, labels]) =>
    // the balance turns labels that mean the opposite, and says so
    table(`labels ${name}`, name === "turned round" ? "told" : "whole", labels, balanced),
  ),
  ...PRINTS.flatMap(([name, sum]) => [single(name, "whole", sum), single(name, "whole", sum, NONE)]),
  single("no sign", "told", ({ cents }) => grouped(cents)),
  single("no sign", "told", ({ cents }) => grouped(cents), NONE),
  single("only CR marked", "told", mark("", " CR"), NONE),
  single("the payee's sign", "told", ({ cents }) => signed(-cents)),
  worded("D", "C"),
  worded("DR", "CR", "Dr/Cr"),
  worded("Money Out", "Money In"),
  worded("Outflow", "Inflow", "Flow"),
  worded("-", "+", "Sign"),
  worded("Débit", "Crédit", "Sens"),
  worded("Payment", "Receipt", "Voucher"),
  worded("TRANSFER_OUT", "TRANSFER_IN"),
  worded("Bill Payment", "Bank Deposit"),
  worded("Payout", "Pay-in"),
  table(
    "a word against the sign of one row",
    "told",
    ["Date", "Dr/Cr", "Narration", "Amount"],
    (row, _i, day) => [day, row.cents < 0 ? "DR" : "CR", row.words, signed(row.cents)],
    {
      ...NONE,
      change: inOne((cells) => {
        cells[3] = cells[3]?.startsWith("-") ? cells[3].slice(1) : `-${cells[3]}`;
      }),
    },
  ),
  table(
    "one minus that repeats its word",
    "told",
    ["Date", "Dr/Cr", "Narration", "Amount"],
    (row, i, day) => [day, row.cents < 0 ? "DR" : "CR", row.words, i === 4 ? signed(row.cents) : grouped(row.cents)],
    NONE,
  ),
  ...["-", "--", "0.00", "nil", "N/A", "NaN"].map((empty) =>
    table(`${empty} in the empty side`, "whole", FIVE, (row, _i, day) => [
      day,
      row.words,
      ...sides(row, empty),
      signed(row.balance),
    ]),
  ),
  table(
    "a balance under a label that says nothing",
    "whole",
    [...FOUR.slice(0, 2), "Amount", "Zzz"],
    (row, _i, day) => [day, row.words, signed(row.cents), signed(row.balance)],
  ),
  table(
    "a fee that no balance proves",
    "told",
    [...FOUR.slice(0, 2), "Amount", "Charge"],
    (row, i, day) => [day, row.words, signed(row.cents), i % 2 ? "10.00" : "0.00"],
    NONE,
  ),
  ...[american, slashed, named, compact].map((day) =>
    table(`days such as ${day("2024-05-16")}`, "whole", FIVE, balanced, { day }),
  ),
  table("the newest first", "whole", FIVE, balanced, { turn: true }),
  table("a row cut", "told", FIVE, balanced, { change: (cells, _rows, draw) => cells.toSpliced(at(draw, cells), 1) }),
  table("a row twice", "told", FIVE, balanced, {
    change: (cells, _rows, draw) => cells.toSpliced(at(draw, cells), 0, cells[at(draw, cells)] as string[]),
  }),
  table("a day typed wrong", "told", FOUR, bare, {
    ...NONE,
    day: slashed,
    change: inOne((cells) => {
      cells[0] = (cells[0] as string).replace("2024", "2023");
    }),
  }),
  table("an O for a nought", "told", FOUR, bare, {
    ...NONE,
    change: inOne((cells) => {
      const side = cells[2] === "" ? 3 : 2;
      cells[side] = (cells[side] as string).replace(/\d(?=\.)/, "O");
    }),
  }),
  table(
    "a point lost",
    "told",
    [...FOUR.slice(0, 2), "Amount"],
    (row, _i, day) => [day, row.words, signed(row.cents)],
    {
      ...NONE,
      change: (cells, rows, draw) => {
        const round = rows.some(({ cents }, i) => i > 0 && cents % 10 === 0);
        return round ? inOne((row) => (row[2] = (row[2] as string).replace(".", "")))(cells, rows, draw) : cells;
      },
    },
  ),
  table("a blank cell before the sums of a debit", "told", FOUR, bare, {
    ...NONE,
    texts: true,
    change: inFirst(true, (cells) => cells.splice(2, 0, "")),
  }),
  table("a blank cell before the day", "told", FOUR, bare, {
    ...NONE,
    change: inOne((cells) => cells.unshift("")),
  }),
  table(
    "words that lack, so that a credit stands under money out",
    "told",
    ["Date", "Ref", ...FOUR.slice(1)],
    (row, _i, day) => [day, row.reference, row.words, ...sides(row)],
    {
      ...NONE,
      change: inFirst(false, (cells) =>
        cells.push(...cells.splice(1, 4, cells[2] as string, "", cells[4] as string, "")),
      ),
    },
  ),
  table("a comma of the words that moves a row", "told", FOUR, bare, {
    ...NONE,
    texts: true,
    change: inOne((cells) => cells.splice(2, 0, "LTD")),
  }),
  table(
    "sums and prices in another currency beside",
    "told",
    [...FOUR.slice(0, 2), "Amount (USD)", "Amount (NGN)"],
    (row, _i, day) => [day, row.words, signed(Math.trunc(row.cents / 1500)), signed(row.cents)],
    NONE,
  ),
  table(
    "a card's sales and payments, spending a plus",
    "told",
    ["Date", "Description", "Category", "Type", "Amount"],
    (row, _i, day) => [day, row.words, "Other", row.cents > 0 ? "Payment" : "Sale", signed(-row.cents)],
    NONE,
  ),
];
