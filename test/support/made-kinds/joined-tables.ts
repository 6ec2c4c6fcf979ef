/** What stands around and between tables: other tables, balances and totals, heads of pages, other accounts. */
import {
  book,
  type Cells,
  DAYS,
  type Draw,
  grouped,
  type Kind,
  linesOf,
  type Made,
  type Row,
  rowsOf,
  sides,
  signed,
  TABLES,
} from "./made-rows.ts";

const FIVE = ["Date", "Narration", "Debit", "Credit", "Balance"];
const FOUR = FIVE.slice(0, 4);
type Is = Kind["is"];
type Day = (date: string) => string;

const rowOf = (row: Row, day: Day, balances = true): string[] => [
  day(row.date),
  row.words,
  ...sides(row),
  ...(balances ? [signed(row.balance)] : []),
];

const kind = (name: string, is: Is, make: (draw: Draw, day: Day) => Made): Kind => ({
  name: `tables: ${name}`,
  is,
  make: (draw) => make(draw, draw.pick(DAYS)),
});

/** One account's rows with whatever stands around them. */
const around = (
  name: string,
  is: Is,
  cells: (rows: readonly Row[], day: Day, draw: Draw) => Cells,
  balances = true,
): Kind =>
  kind(name, is, (draw, day) => {
    const rows = rowsOf(draw, { count: 14 });
    return { bytes: draw.pick(TABLES)(cells(rows, day, draw)), lines: linesOf(rows, balances), statements: 1 };
  });

/** Two accounts of the same month, one below the other; `title` is what stands above each. */
const below = (name: string, is: Is, title: (nth: number) => Cells, balances: boolean, labels = true): Kind =>
  kind(name, is, (draw, day) => {
    const month = 1 + draw.below(11);
    const accounts = [rowsOf(draw, { month }), rowsOf(draw, { month })];
    const cells = accounts.flatMap((rows, i) => [
      ...(i > 0 ? [[""]] : []),
      ...title(i),
      ...(labels || i === 0 ? [balances ? FIVE : FOUR] : []),
      ...rows.map((row) => rowOf(row, day, balances)),
    ]);
    return {
      bytes: draw.pick(TABLES)(cells),
      lines: accounts.flatMap((rows) => linesOf(rows, balances)),
      statements: 2,
    };
  });

const total = (rows: readonly Row[], out: boolean): string =>
  grouped(rows.filter(({ cents }) => cents < 0 === out).reduce((sum, { cents }) => sum + Math.abs(cents), 0));
const pages = (rows: readonly Row[], own: (page: readonly Row[], nth: number, last: boolean) => Cells): Cells =>
  [0, 5, 10].flatMap((from, i) => own(rows.slice(from, from + 5), i, from + 5 >= rows.length));
const lastOf = (rows: readonly Row[]): string => signed(rows.at(-1)?.balance ?? 0);

const CARRIED = [
  ["Balance C/F", "Balance B/F"],
  ["Carried forward", "Brought forward"],
  ["C/FWD", "B/FWD"],
] as const;
const STARTS = ["Opening Balance", "BALANCE B/F", "Brought Fwd", "Bal b/fwd", "OPENING BAL"];
const UNKNOWN_STARTS = ["Starting point", "You start with", "Position at start", "Wetin dey before"];

export const JOINED_KINDS: readonly Kind[] = [
  around("a balance brought forward", "whole", (rows, day, { pick }) => {
    const first = rows[0] as Row;
    const opening = signed(first.balance - first.cents);
    const start = [pick(["", day(first.date)]), pick(STARTS), "", pick(["", opening]), opening];
    return [FIVE, start, ...rows.map((row) => rowOf(row, day))];
  }),
  around("a balance at the start in words that nobody knows", "told", (rows, day, { pick }) => {
    const first = rows[0] as Row;
    const opening = signed(first.balance - first.cents);
    return [FIVE, [day(first.date), pick(UNKNOWN_STARTS), "", opening, opening], ...rows.map((row) => rowOf(row, day))];
  }),
  around("totals and a closing balance", "whole", (rows, day, { pick }) => [
    FIVE,
    ...rows.map((row) => rowOf(row, day)),
    pick([
      ["", pick(["Total", "TOTALS", "Grand Total", "Sum"]), total(rows, true), total(rows, false), ""],
      ["Sum", "", total(rows, true), total(rows, false), lastOf(rows)],
    ]),
    ["", "Closing Balance", "", "", lastOf(rows)],
  ]),
  around(
    "a total with a day, no balance",
    "told",
    (rows, day, { pick }) => [
      FOUR,
      ...rows.map((row) => rowOf(row, day, false)),
      [
        day(rows.at(-1)?.date ?? ""),
        pick(["TOTAL", "Turnover", "Total for period"]),
        total(rows, true),
        total(rows, false),
      ],
    ],
    false,
  ),
  around("balances carried over page breaks", "whole", (rows, day, { pick }) => {
    const [carried, brought] = pick(CARRIED);
    return pages(rows, (page, nth, last) => [
      FIVE,
      ...(nth > 0 ? [["", brought, "", "", lastOf(rows.slice(0, 5 * nth))]] : []),
      ...page.map((row) => rowOf(row, day)),
      ...(last ? [] : [["", carried, "", "", lastOf(page)]]),
    ]);
  }),
  around("heads of pages", "whole", (rows, day) =>
    pages(rows, (page, nth) => [
      ["Statement of Account"],
      ["Account Number", "0123456789"],
      FIVE,
      ...page.map((row) => rowOf(row, day)),
      [`Page ${nth + 1} of 3`],
    ]),
  ),
  around(
    "labels again on each page, no balance",
    "whole",
    (rows, day) => pages(rows, (page) => [FOUR, ...page.map((row) => rowOf(row, day, false))]),
    false,
  ),
  around("words in rows of their own", "whole", (rows, day) => [
    FIVE,
    ...rows.flatMap((row, i) => [rowOf(row, day), ...(i % 3 ? [] : [["", "REF 12 LAGOS", "", "", ""]])]),
  ]),
  around("a head of sums above, a date of printing below", "whole", (rows, day) => [
    ["MADE UP BANK"],
    ["Account Number", "0123456789", "", "Closing Balance", lastOf(rows)],
    ["Total Debit", total(rows, true), "", "Total Credit", total(rows, false)],
    FIVE,
    ...rows.map((row) => rowOf(row, day)),
    [""],
    ["Printed on", "12/12/2025 10:15"],
  ]),
  around(
    "rows by status, two of them failed, no balance",
    "told",
    (rows, day, { pick }) => {
      const word = pick(["Failed", "Declined", "Unsuccessful", "Cancelled"]);
      const failed = [day(rows[4]?.date ?? ""), "TRF TO JOHN", "5,000.00", "", word];
      return [
        [...FOUR, "Status"],
        ...rows.flatMap((row, i) => [[...rowOf(row, day, false), "Successful"], ...(i === 4 ? [failed] : [])]),
      ];
    },
    false,
  ),
  around("what is yet to be booked below", "told", (rows, day) => [
    FIVE,
    ...rows.map((row) => rowOf(row, day)),
    [""],
    ["Pending Transactions"],
    FIVE,
    [day(rows.at(-1)?.date ?? ""), "HOLD POS", "500.00", "", ""],
  ]),
  below(
    "two accounts by number",
    "whole",
    (nth) => [["Account Number", ["0123456789", "9876543210"][nth] ?? ""]],
    true,
  ),
  below(
    "two accounts by number, no balance",
    "whole",
    (nth) => [["Account No:", ["0123456789", "9876543210"][nth] ?? ""]],
    false,
  ),
  below("two wallets by name", "whole", (nth) => [[["Main Wallet", "Savings Wallet"][nth] ?? ""]], true),
  below("two currencies", "whole", (nth) => [["Currency", ["NGN", "USD"][nth] ?? ""]], true),
  below("two people", "told", (nth) => [[["ADA OBI", "BELLO MUSA"][nth] ?? ""]], true),
  below("two accounts without a name", "told", () => [], true),
  below("two accounts without a name, no labels between", "told", () => [], true, false),
  kind("two accounts without a name or a balance, of which the first ends late", "told", (draw, day) => {
    const month = 1 + draw.below(11);
    const accounts = [rowsOf(draw, { month }), rowsOf(draw, { month, count: 14 })];
    const again = draw.pick([[FOUR], []]);
    const cells = accounts.flatMap((rows, i) => [
      ...(i === 0 ? [FOUR] : again),
      ...rows.map((row) => rowOf(row, day, false)),
    ]);
    return { bytes: draw.pick(TABLES)(cells), lines: accounts.flatMap((rows) => linesOf(rows, false)), statements: 2 };
  }),
  kind("an account's number in a column", "whole", (draw, day) => {
    const accounts = [rowsOf(draw, { month: 3 }), rowsOf(draw, { month: 3 })];
    const cells = accounts.flatMap((rows, i) =>
      rows.map((row) => [["0123456789", "9876543210"][i] ?? "", ...rowOf(row, day)]),
    );
    return {
      bytes: draw.pick(TABLES)([["Account", ...FIVE], ...cells]),
      lines: accounts.flatMap((rows) => linesOf(rows)),
      statements: 2,
    };
  }),
  kind("a currency in a column, no balance", "whole", (draw, day) => {
    const accounts = [rowsOf(draw, { month: 3 }), rowsOf(draw, { month: 3 })];
    const cells = accounts.flatMap((rows, i) =>
      rows.map((row) => [["NGN", "USD"][i] ?? "", ...rowOf(row, day, false)]),
    );
    return {
      bytes: draw.pick(TABLES)([["Currency", ...FOUR], ...cells]),
      lines: accounts.flatMap((rows) => linesOf(rows, false)),
      statements: 2,
    };
  }),
  kind("two tables beside each other", "told", (draw, day) => {
    const [left, right] = [rowsOf(draw, { month: 3, count: 9 }), rowsOf(draw, { month: 3, count: 9 })] as const;
    const cells = left.map((row, i) => [...rowOf(row, day, false), "", ...rowOf(right[i] as Row, day, false)]);
    return {
      bytes: draw.pick(TABLES)([[...FOUR, "", ...FOUR], ...cells]),
      lines: linesOf([...left, ...right], false),
      statements: 2,
    };
  }),
  kind("sheets of two accounts and one of their sums", "whole", (draw, day) => {
    const accounts = [rowsOf(draw, { month: 3 }), rowsOf(draw, { month: 3 })] as const;
    const sheet = (rows: readonly Row[], number: string): Cells => [
      ["Account Number", number],
      FIVE,
      ...rows.map((row) => rowOf(row, day)),
    ];
    const sums: Cells = [
      ["Month", "Debit", "Credit"],
      ["March", total(accounts[0], true), total(accounts[0], false)],
    ];
    const bytes = book({ Summary: sums, A: sheet(accounts[0], "0123456789"), B: sheet(accounts[1], "9876543210") });
    return { bytes, lines: accounts.flatMap((rows) => linesOf(rows)), statements: 2 };
  }),
];
