/** Tables whose cells stand otherwise: days in three cells or as a count, lists beside each other, sums in two currencies. */
import {
  type Cells,
  DAYS,
  type Draw,
  grouped,
  type Kind,
  type Line,
  linesOf,
  plain,
  type Row,
  rowsOf,
  sides,
  signed,
  slashed,
  TABLES,
} from "./made-rows.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

const table = (
  name: string,
  is: Kind["is"],
  of: (draw: Draw) => { readonly cells: Cells; readonly lines: readonly Line[]; readonly statements?: number },
): Kind => ({
  name: `otherwise: ${name}`,
  is,
  make: (draw) => {
    const { cells, lines, statements = 1 } = of(draw);
    return { bytes: draw.pick(TABLES)(cells), lines, statements };
  },
});

/** Rows below each other, as many as the longest list has; the others end earlier. */
const beside = (lists: readonly Cells[], gap: readonly string[]): Cells =>
  Array.from({ length: Math.max(...lists.map(({ length }) => length)) }, (_one, i) =>
    lists.flatMap((list, nth) => {
      const width = list[0]?.length ?? 0;
      return [...(nth > 0 ? gap : []), ...(list[i] ?? Array.from({ length: width }, () => ""))];
    }),
  );

/** What came in and what went out as two lists, in the order of their days; of one day what stands to the left first. */
function inAndOut(draw: Draw): { readonly into: Row[]; readonly out: Row[]; readonly lines: readonly Line[] } {
  const rows = rowsOf(draw, { count: 10 + draw.below(6), month: 1 + draw.below(9) });
  const into = rows.filter(({ cents }) => cents > 0);
  const out = rows.filter(({ cents }) => cents < 0);
  const all = [...into, ...out].sort((a, b) => a.date.localeCompare(b.date));
  return { into, out, lines: linesOf(all, false) };
}

const NAMED = [
  ["MONEY IN", "MONEY OUT"],
  ["Income", "Expenses"],
  ["RECEIPTS", "PAYMENTS"],
  ["Deposits", "Withdrawals"],
  ["Credits", "Debits"],
] as const;

const DAY_LABELS = [
  ["Day", "Month", "Year"],
  ["DD", "MM", "YYYY"],
  ["D", "M", "Y"],
  ["day", "mon", "year"],
] as const;

/** Some payments in other money at a rate, the others in that of the account. */
function abroad(draw: Draw): readonly { readonly row: Row; readonly foreign: number; readonly code: string }[] {
  const code = draw.pick(["USD", "GBP", "EUR"]);
  return rowsOf(draw).map((row, i) => {
    const isForeign = i % 3 === 1;
    return { row, foreign: isForeign ? Math.round(row.cents / 1_550) : row.cents, code: isForeign ? code : "NGN" };
  });
}

const seconds = ({ date, time }: Row): number => Date.parse(`${date}T${time}:00Z`) / 1000;

export const OTHERWISE_KINDS: readonly Kind[] = [
  table("money in and money out beside each other, under titles", "whole", (draw) => {
    const { into, out, lines } = inAndOut(draw);
    const day = draw.pick(DAYS);
    const gap = draw.pick([[], [""], ["", ""]]);
    const labels = ["Date", draw.pick(["Description", "Details"]), draw.pick(["Amount", "Amount (NGN)"])];
    const list = (title: string, rows: readonly Row[]): Cells => [
      [title, "", ""],
      labels,
      ...rows.map((row) => [day(row.date), row.words, grouped(row.cents)]),
    ];
    const [left, right] = draw.pick(NAMED);
    return { cells: beside([list(left, into), list(right, out)], gap), lines };
  }),
  table("money in and money out beside each other, told by their labels, with totals", "whole", (draw) => {
    const { into, out, lines } = inAndOut(draw);
    const day = draw.pick(DAYS);
    const [left, right] = draw.pick([
      ["Money In", "Money Out"],
      ["Amount received", "Amount paid"],
      ["Credit", "Debit"],
    ]);
    const sum = (rows: readonly Row[]): string => grouped(rows.reduce((all, { cents }) => all + Math.abs(cents), 0));
    const list = (label: string, rows: readonly Row[]): Cells => [
      ["Date", "Details", label],
      ...rows.map((row) => [day(row.date), row.words, grouped(row.cents)]),
      ["TOTAL", "", sum(rows)],
    ];
    return { cells: beside([list(left, into), list(right, out)], [""]), lines };
  }),
  table("one list that goes on beside itself", "whole", (draw) => {
    const rows = rowsOf(draw, { count: 12, month: 3 });
    const labels = ["Date", "Narration", "Debit", "Credit", "Balance"];
    const list = (part: readonly Row[]): Cells => [
      labels,
      ...part.map((row) => [slashed(row.date), row.words, ...sides(row), signed(row.balance)]),
    ];
    return { cells: beside([list(rows.slice(0, 7)), list(rows.slice(7))], [""]), lines: linesOf(rows) };
  }),
  table("two accounts beside each other, each with its balance", "told", (draw) => {
    const [a, b] = [rowsOf(draw, { month: 3 }), rowsOf(draw, { month: 3 })];
    const list = (part: readonly Row[]): Cells => [
      ["Date", "Narration", "Debit", "Credit", "Balance"],
      ...part.map((row) => [slashed(row.date), row.words, ...sides(row), signed(row.balance)]),
    ];
    return { cells: beside([list(a), list(b)], [""]), lines: [...linesOf(a), ...linesOf(b)], statements: 2 };
  }),
  table("day, month and year in three columns", "whole", (draw) => {
    const rows = rowsOf(draw);
    const labels = draw.pick(DAY_LABELS);
    const order = draw.pick([
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
    ]);
    const month = draw.pick([
      (m: string) => m,
      (m: string) => String(Number(m)),
      (m: string) => MONTHS[Number(m) - 1] ?? "",
    ]);
    const partsOf = ({ date }: Row): string[] => {
      const [y = "", m = "", d = ""] = date.split("-");
      return [String(Number(d)), month(m), y];
    };
    const balances = draw.below(2) > 0;
    const cells = rows.map((row) => {
      const parts = partsOf(row);
      return [
        ...order.map((at) => parts[at] ?? ""),
        row.words,
        ...sides(row),
        ...(balances ? [signed(row.balance)] : []),
      ];
    });
    const head = [
      ...order.map((at) => labels[at] ?? ""),
      "Narration",
      "Debit",
      "Credit",
      ...(balances ? ["Balance"] : []),
    ];
    return { cells: [head, ...cells], lines: linesOf(rows, balances) };
  }),
  table("year and month printed where they change", "whole", (draw) => {
    const rows = [...rowsOf(draw, { month: 11, count: 6 }), ...rowsOf(draw, { month: 1, year: 2025, count: 5 })];
    let [before, of] = ["", ""];
    const cells = rows.map((row) => {
      const [y = "", m = "", d = ""] = row.date.split("-");
      const parts = [y === before ? "" : y, `${y}${m}` === of ? "" : m, d];
      [before, of] = [y, `${y}${m}`];
      return [...parts, row.words, signed(row.cents)];
    });
    return { cells: [["Year", "Month", "Day", "Details", "Amount"], ...cells], lines: linesOf(rows, false) };
  }),
  table("a column of sums for each of two currencies", "whole", (draw) => {
    const rows = rowsOf(draw, { count: 12 });
    const [own, other] = draw.pick([
      ["NGN", "USD"],
      ["GHS", "EUR"],
      ["KES", "GBP"],
    ]);
    const isOther = (i: number): boolean => i % 3 === 2;
    const label = draw.pick([
      (code: string) => `Amount (${code})`,
      (code: string) => code,
      (code: string) => `Amount ${code}`,
    ]);
    const cells = rows.map((row, i) => [
      row.date,
      row.words,
      ...(isOther(i) ? ["", signed(row.cents)] : [signed(row.cents), ""]),
    ]);
    const of = (is: boolean): Row[] => rows.filter((_row, i) => isOther(i) === is);
    return {
      cells: [["Date", "Details", label(own), label(other)], ...cells],
      lines: [...linesOf(of(false), false), ...linesOf(of(true), false)],
      statements: 2,
    };
  }),
  table("what a payment was in other money, with its currency", "whole", (draw) => {
    const rows = abroad(draw);
    const labels = draw.pick([
      ["Original Amount", "Original Currency", "Amount (NGN)"],
      ["Amount", "Currency", "Amount in NGN"],
      ["Foreign Amount", "Foreign Ccy", "Amount"],
      ["Transaction Amount", "Transaction Currency", "Billed Amount"],
    ]);
    return {
      cells: [
        ["Date", "Description", ...labels],
        ...rows.map(({ row, foreign, code }) => [row.date, row.words, signed(foreign), code, signed(row.cents)]),
      ],
      lines: linesOf(
        rows.map(({ row }) => row),
        false,
      ),
    };
  }),
  table("two sums of which nothing tells the account's", "told", (draw) => {
    const rows = abroad(draw);
    return {
      cells: [
        ["Date", "Description", "Amount", "Currency", "Amount"],
        ...rows.map(({ row, foreign, code }) => [row.date, row.words, signed(foreign), code, signed(row.cents)]),
      ],
      lines: linesOf(
        rows.map(({ row }) => row),
        false,
      ),
    };
  }),
  table("days as seconds, sums in kobo", "whole", (draw) => {
    const rows = rowsOf(draw);
    const label = draw.pick(["timestamp", "created_at", "unix time"]);
    const sum = draw.pick(["amount_kobo", "Amount (kobo)", "amount_in_kobo"]);
    const times = draw.pick([1, 1000]);
    return {
      cells: [
        [label, "description", sum],
        ...rows.map((row) => [String(seconds(row) * times), row.words, String(row.cents)]),
      ],
      lines: linesOf(rows, false),
    };
  }),
  table("days as seconds, some near midnight", "told", (draw) => {
    const rows = rowsOf(draw).map((row) => ({ ...row, time: `23:${draw.pick(["05", "30", "55"])}` }));
    const next = (date: string): string =>
      new Date(Date.parse(`${date}T12:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
    return {
      cells: [
        ["timestamp", "description", "amount"],
        ...rows.map((row) => [String(seconds(row)), row.words, signed(row.cents, plain)]),
      ],
      // in Lagos it is the next day
      lines: linesOf(rows, false).map(([date, ...rest]) => [next(date), ...rest]),
    };
  }),
  {
    name: "otherwise: JSON of days as seconds and kobo, by a unit or a name",
    is: "whole",
    make: (draw) => {
      const rows = rowsOf(draw);
      const own = draw.pick<(row: Row) => object>([
        (row) => ({ amount_kobo: Math.abs(row.cents), type: row.cents < 0 ? "debit" : "credit" }),
        (row) => ({ amount: { value: row.cents, unit: "kobo", currency: "NGN" } }),
        (row) => ({ amount: row.cents, unit: "kobo" }),
        (row) => ({ amountInKobo: row.cents }),
      ]);
      const name = draw.pick(["created_at", "timestamp", "transactionTime"]);
      const times = draw.pick([1, 1000]);
      const list = rows.map((row, i) => ({
        id: i + 1,
        [name]: seconds(row) * times,
        ...own(row),
        narration: row.words,
      }));
      const bytes = JSON.stringify(
        draw.pick<object>([list, { status: true, data: list }, { data: { transactions: list } }]),
      );
      return { bytes, lines: linesOf(rows, false), statements: 1 };
    },
  },
  {
    name: "otherwise: JSON of several accounts, wallets or currencies, each with its list",
    is: "whole",
    make: (draw) => {
      const accounts = [rowsOf(draw, { month: 2 }), rowsOf(draw, { month: 2 })];
      const typed = draw.below(2) > 0;
      const items = (nth: number): object[] =>
        (accounts[nth] ?? []).map((row) => ({
          date: row.date,
          narration: row.words,
          ...(typed
            ? { type: row.cents < 0 ? "debit" : "credit", amount: plain(row.cents) }
            : { amount: signed(row.cents, plain) }),
        }));
      const key = draw.pick(["transactions", "history", "entries"]);
      const file = draw.pick<() => object>([
        () => ({ wallets: ["NGN", "USD"].map((currency, i) => ({ id: `w${i}`, currency, [key]: items(i) })) }),
        () => ({
          accounts: ["0123456789", "9876543210"].map((accountNumber, i) => ({ accountNumber, [key]: items(i) })),
        }),
        () => ({ data: ["0123456789", "9876543210"].map((number, i) => ({ account: { number }, [key]: items(i) })) }),
        () => ({ NGN: items(0), USD: items(1) }),
        () => ({ "0123456789": items(0), "9876543210": items(1) }),
        () => [
          { name: "Main wallet", [key]: items(0) },
          { name: "Savings", [key]: items(1) },
        ],
      ])();
      return { bytes: JSON.stringify(file), lines: accounts.flatMap((rows) => linesOf(rows, false)), statements: 2 };
    },
  },
  {
    name: "otherwise: JSON of one account in parts: pages, months, days, one account in a list",
    is: "whole",
    make: (draw) => {
      const rows = rowsOf(draw, { month: 2, count: 12 });
      const item = (row: Row): object => ({ date: row.date, narration: row.words, amount: signed(row.cents, plain) });
      const days = [...new Set(rows.map(({ date }) => date))];
      const of = (date: string): Row[] => rows.filter((row) => row.date === date);
      const bare = (row: Row): object => ({
        narration: row.words,
        amount: signed(row.cents, plain),
        ref: row.reference,
      });
      const file = draw.pick<() => object>([
        () => [0, 6].map((from, i) => ({ page: i + 1, items: rows.slice(from, from + 6).map(item) })),
        () => ({ "2024-01": rows.slice(0, 5).map(item), "2024-02": rows.slice(5).map(item) }),
        () => ({ days: days.map((date) => ({ date, items: of(date).map(bare) })) }),
        () => Object.fromEntries(days.map((date) => [date, of(date).map(bare)])),
        () => ({ accounts: [{ accountNumber: "0123456789", transactions: rows.map(item) }] }),
      ])();
      return { bytes: JSON.stringify(file), lines: linesOf(rows, false), statements: 1 };
    },
  },
  {
    name: "otherwise: JSON of credits and debits in two lists",
    is: "told",
    make: (draw) => {
      const { into, out } = inAndOut(draw);
      const item = (row: Row): object => ({ date: row.date, narration: row.words, amount: plain(row.cents) });
      const [left, right] = draw.pick([
        ["credits", "debits"],
        ["income", "expenses"],
        ["deposits", "withdrawals"],
        ["first", "second"],
      ]);
      const bytes = JSON.stringify({ [left]: into.map(item), [right]: out.map(item) });
      return { bytes, lines: linesOf([...into, ...out], false), statements: 1 };
    },
  },
];
