/** Exports that print more of a balance than one column, set their columns apart by blanks, or say their currency and year elsewhere. */
import {
  type Cells,
  compact,
  type Draw,
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
type Written = { readonly bytes: string | Uint8Array; readonly balances?: boolean };
const kind = (name: string, is: Is, write: (rows: readonly Row[], draw: Draw) => Written): Kind => ({
  name: `export: ${name}`,
  is,
  make: (draw) => {
    const rows = rowsOf(draw);
    const { bytes, balances = true } = write(rows, draw);
    return { bytes, lines: linesOf(rows, balances), statements: 1 };
  },
});

type Column = { readonly label: string; readonly right: boolean; readonly cell: (row: Row) => string };
const DAY: Column = { label: "DATE", right: false, cell: ({ date }) => named(date) };
const WORDS: Column = { label: "DESCRIPTION", right: false, cell: ({ words }) => words };
const OUT: Column = { label: "DEBIT", right: true, cell: (row) => sides(row)[0] as string };
const INTO: Column = { label: "CREDIT", right: true, cell: (row) => sides(row)[1] as string };
const LEFT: Column = { label: "BALANCE", right: true, cell: ({ balance }) => signed(balance) };
const SUM: Column = { label: "AMOUNT", right: true, cell: ({ cents }) => signed(cents) };

/** Columns as wide as their widest cell, set apart by blanks; labels stand as the cells do. */
function apart(rows: readonly Row[], columns: readonly Column[], { below }: Draw, labelled = true): string[] {
  const cells: Cells = [
    ...(labelled ? [columns.map(({ label }) => label)] : []),
    ...rows.map((row) => columns.map(({ cell }) => cell(row))),
  ];
  const widths = columns.map((_one, at) => Math.max(...cells.map((row) => (row[at] as string).length)) + below(4));
  const gap = " ".repeat(2 + below(3));
  return cells.map((row) =>
    row
      .map((cell, at) => (columns[at]?.right ? cell.padStart(widths[at] as number) : cell.padEnd(widths[at] as number)))
      .join(gap)
      .trimEnd(),
  );
}
const HEAD = ["MADE UP BANK", "ACCOUNT NO: 0123456789     CURRENCY: NGN", ""];
const period = (rows: readonly Row[], print: (date: string) => string): readonly [string, string] => {
  const month = (rows[0] as Row).date.slice(0, 8);
  return [print(`${month}01`), print(`${month}28`)];
};
const dayAndMonth = ({ date }: Row): string => slashed(date).slice(0, 5);
const before = ({ balance, cents }: Row): number => balance - cents;

export const EXPORT_KINDS: readonly Kind[] = [
  kind("columns set apart by blanks", "whole", (rows, draw) => ({
    bytes: [...HEAD, ...apart(rows, [DAY, WORDS, OUT, INTO, LEFT], draw)].join("\n"),
  })),
  kind("columns set apart by blanks, a line below the labels", "whole", (rows, draw) => {
    const [labels = "", ...lines] = apart(rows, [DAY, WORDS, SUM, LEFT], draw);
    return { bytes: [...HEAD, labels, "-".repeat(80), ...lines, "=".repeat(80)].join("\r\n") };
  }),
  kind("columns set apart by blanks, no balance", "told", (rows, draw) => ({
    bytes: [...HEAD, ...apart(rows, [DAY, WORDS, OUT, INTO], draw)].join("\n"),
    balances: false,
  })),
  kind("columns set apart by blanks, no labels", "told", (rows, draw) => ({
    bytes: apart(rows, [DAY, WORDS, OUT, INTO, LEFT], draw, false).join("\n"),
  })),
  kind("a table in plain text with a row of marks below its labels", "whole", (rows) => ({
    bytes: [
      ["Date", "Details", "Money out", "Money in", "Balance"],
      ["---", "---", "---:", "---:", ":---:"],
      ...rows.map((row) => [slashed(row.date), row.words, ...sides(row), signed(row.balance)]),
    ]
      .map((cells) => `| ${cells.join(" | ")} |`)
      .join("\n"),
  })),
  kind("no labels, the balance before and behind each payment", "whole", (rows) => ({
    bytes: rows
      .map((row) =>
        [
          "417164300",
          "NGN",
          compact(row.date),
          signed(before(row), plain),
          signed(row.balance, plain),
          compact(row.date),
          signed(row.cents, plain),
          row.words,
        ].join("\t"),
      )
      .join("\n"),
  })),
  kind("the balance of today beside each payment", "whole", (rows, { pick }) => ({
    bytes: pick(TABLES)([
      ["Date", "Narration", "Amount", "Account balance"],
      ...rows.map((row) => [row.date, row.words, signed(row.cents), signed(rows.at(-1)?.balance ?? 0)]),
    ]),
    balances: false,
  })),
  kind("a mark behind the credits of a card alone, in a column without a name we know", "whole", (rows, { pick }) => ({
    bytes: pick(TABLES)([
      ["Date", "Details", "Amount", "BillingAmountSign"],
      ...rows.map((row) => [named(row.date), row.words, plain(row.cents), row.cents < 0 ? "" : "CR"]),
    ]),
    balances: false,
  })),
  kind("a category and an account beside the words, a mark at the end of each row", "whole", (rows, { pick }) => ({
    bytes: [
      ["Account type", "Category", "Date", "Text", "Beløb", "Saldo"].join(";"),
      ...rows.map((row) =>
        [
          "Current account",
          pick(["Groceries and household", "Transport"]),
          row.date,
          row.words,
          signed(row.cents, plain),
          signed(row.balance, plain),
          "",
        ].join(";"),
      ),
    ].join("\n"),
  })),
  kind("no labels, sums without their noughts", "whole", (rows) => ({
    bytes: rows
      .map((row) =>
        [
          compact(row.date),
          row.words,
          ...[row.cents, row.balance].map((cents) => signed(cents, plain).replace(/\.?0+$/, "")),
        ].join(";"),
      )
      .join("\n"),
  })),
  kind("days without a year, sums below the table", "whole", (rows, { pick }) => ({
    bytes: pick(TEXTS)([
      ["Statement", ""],
      ["Period", period(rows, slashed).join(" - ")],
      [""],
      ["Date", "Narration", "Debit", "Credit", "Balance"],
      ...rows.map((row) => [dayAndMonth(row), row.words, ...sides(row), signed(row.balance)]),
      [""],
      [`Opening balance : ${plain(before(rows[0] as Row))}`],
      [`Total debits : ${plain(1_000)}`],
      [`Total credits : ${plain(2_000)}`],
      [`Closing balance : ${plain(rows.at(-1)?.balance ?? 0)}`],
    ]),
  })),
  kind("a period of named months beside its label, days without a year", "whole", (rows, { pick }) => ({
    bytes: pick(TABLES)([
      ["STATEMENT OF ACCOUNT"],
      [
        "Period",
        period(rows, named)
          .map((day) => day.replaceAll("-", " "))
          .join(" - "),
      ],
      ["Date", "Particulars", "Withdrawal", "Deposit", "Balance"],
      ...rows.map((row) => [
        named(row.date).slice(0, 6).replace("-", " "),
        row.words,
        ...sides(row),
        signed(row.balance),
      ]),
    ]),
  })),
];
