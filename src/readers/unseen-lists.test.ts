import { expect, test } from "vitest";
import { at, read as readPdf, row } from "../../test/support/read-printed.ts";
import { tellReading } from "../../test/support/tell-reading.ts";

// What a second unseen set showed: days on which a list was made, rows that sum up in other languages, a printed table that goes on beside itself.

const ROWS = [
  ["2026-01-05", "RENT", -50],
  ["2026-01-17", "PAY", 700],
  ["2026-01-30", "COFFEE", -5.25],
] as const;
const LINES = ROWS.map(([day, , sum]) => [day, sum]);

test.each(["created_at", "updatedAt", "exported on"])(
  "the day of %s, the same in each row, is none of a payment",
  async (made) => {
    const list = ROWS.map(([day, description, sum]) => ({
      made_on: day,
      amount: sum.toFixed(2),
      description,
      [made]: "2026-02-01T10:00:00Z",
    }));
    expect(await tellReading(JSON.stringify({ data: list }))).toMatchObject({ lines: LINES });
    const labels = ["made on", "amount", "description", made.replace("_", " ")];
    const rows = list.map((one) => Object.values(one).join(";"));
    expect(await tellReading([labels.join(";"), ...rows].join("\n"))).toMatchObject({ lines: LINES });
  },
);

test.each(["Posting date", "Date", "Buchungstag"])(
  "references of eight digits are no days that the %s of a statement of one day gives way to",
  async (label) => {
    const references = Array.from({ length: 12 }, (_one, i) => (i === 5 ? "111" : `202511${10 + i}`));
    const rows = references.map((reference, i) => `2026-01-05;-${i + 1}.50;${reference};PAYMENT ${"ABCDEFGHIJKL"[i]}`);
    const text = [`${label};Amount;Variable symbol;Message for payee`, ...rows].join("\n");
    expect(await tellReading(text)).toMatchObject({ lines: rows.map((_row, i) => ["2026-01-05", -(i + 1.5)]) });
  },
);

test("the day of a statement of one day stays, whatever other days its rows have", async () => {
  const rows = ["A", "B", "C"].map((payee, i) => `2026-01-05;-${i + 1}.50;2026-02-${10 + i};PAYMENT ${payee}`);
  for (const other of ["Due date", "Invoice", "Fällig"]) {
    const text = [`Date;Amount;${other};Description`, ...rows].join("\n");
    expect(await tellReading(text)).toMatchObject({ lines: rows.map((_row, i) => ["2026-01-05", -(i + 1.5)]) });
  }
});

test.each([
  ["Algsaldo", "Käive", "Lõppsaldo"],
  ["Sākuma atlikums", "Apgrozījums", "Beigu atlikums"],
  ["Likutis pradžiai", "Apyvarta", "Likutis pabaigai"],
])("rows that sum up are no payments: %s, %s, %s", async (opening, turnover, closing) => {
  const rowOf = (day: string, words: string, sum: number, side: string) =>
    [day, words, sum.toFixed(2).replace("-", ""), side].join(";");
  const text = [
    "Kuupäev;Selgitus;Summa;Deebet/Kreedit",
    rowOf("2026-01-05", opening, 1000, "K"),
    ...ROWS.map(([day, words, sum]) => rowOf(day, words, sum, sum < 0 ? "D" : "K")),
    rowOf("2026-01-30", turnover, 55.25, "D"),
    rowOf("2026-01-30", turnover, 700, "K"),
    rowOf("2026-01-30", closing, 1644.75, "K"),
  ].join("\n");
  expect(await tellReading(text)).toMatchObject({ lines: LINES });
});

test.each([
  [6, 6],
  [6, 5],
  [6, 3],
])("a printed table that goes on beside itself is read to its end: %d rows and %d", async (left, right) => {
  let balance = 1000;
  const days = Array.from({ length: left + right }, (_one, i) => {
    const sum = i % 3 === 1 ? 200 : -(10 + i);
    balance += sum;
    return [`2026-01-${String(10 + i).padStart(2, "0")}`, `PAYMENT ${"ABCDEFGHIJKL"[i]}`, sum, balance] as const;
  });
  const page = days.flatMap(([day, words, sum, left_], i) => {
    const [x, y] = i < left ? [0, i] : [280, i - left];
    return row(80 + y * 14, [
      [30 + x, day],
      [90 + x, words],
      [220 + x, sum.toFixed(2), "right"],
      [275 + x, left_.toFixed(2), "right"],
    ]);
  });
  const { statements } = await readPdf([[at(30, 40, "Account 0123456789"), ...page]]);
  expect(statements.flatMap(({ lines }) => lines.map(({ date, amount }) => [date, Number(amount)]))).toEqual(
    days.map(([day, , sum]) => [day, sum]),
  );
  expect(statements.map(({ chain }) => chain.state)).toEqual(["complete"]);
});

test.each([";", ",", "\t"])(
  "sums of which hardly any has decimals are told by the balance, without a label (%j)",
  async (mark) => {
    const rows = [
      ["2026-01-05", "RENT", -50, 950],
      ["2026-01-17", "PAY", 700, 1650],
      ["2026-01-19", "RENT", -50, 1600],
      ["2026-01-21", "SMS", -4, 1596],
      ["2026-01-30", "COFFEE", -5.25, 1590.75],
    ] as const;
    for (const order of [
      [0, 1, 2, 3],
      [0, 3, 2, 1],
      [1, 0, 2, 3],
    ]) {
      const text = rows.map((cells) =>
        order.map((at) => (at === 3 ? Number(cells[3]).toFixed(2) : cells[at])).join(mark),
      );
      expect(await tellReading(text.join("\n"))).toMatchObject({
        lines: rows.map(([day, , sum]) => [day, sum]),
        said: false,
      });
    }
  },
);

test.each(["FCFA", "CFA", "Ksh", "TSh", "Kz", "(FCFA)"])(
  "labels of sums with the name of their money behind them: %s",
  async (money) => {
    const whole = [
      ["2026-01-05", "LOYER", -50_000],
      ["2026-01-17", "SALAIRE", 700_000],
      ["2026-01-30", "FRAIS SMS", -525],
    ] as const;
    const spaced = (sum: number): string => String(Math.abs(sum)).replace(/\B(?=(\d{3})+$)/g, " ");
    const rows = whole.map(([day, words, sum]) => [words, day, sum < 0 ? spaced(sum) : "", sum > 0 ? spaced(sum) : ""]);
    for (const [labels, order] of [
      [
        ["Libellé", "Date", `Débit ${money}`, `Crédit ${money}`],
        [0, 1, 2, 3],
      ],
      [
        ["Date", `Débit ${money}`, `Crédit ${money}`, "Libellé"],
        [1, 2, 3, 0],
      ],
    ] as const) {
      const text = [labels.join(";"), ...rows.map((cells) => order.map((at) => cells[at]).join(";"))].join("\n");
      expect(await tellReading(text)).toMatchObject({ lines: whole.map(([day, , sum]) => [day, sum]), said: false });
    }
  },
);

test.each(["Time", "Hora", "Posting time"])(
  "a column that prints whole days under %s is that of the days",
  async (label) => {
    for (const [into, out] of [
      ["Cash In", "Cash Out"],
      ["Credit", "Debit"],
      ["CR", "DR"],
    ]) {
      const rows = ROWS.map(([day, words, sum], i) => [
        `90${i}`,
        sum < 0 ? out : into,
        words,
        Math.abs(sum).toFixed(2),
        `${day} 10:1${i}:00`,
      ]);
      const text = [["Transaction ID", "Type", "Details", "Amount (GHS)", label], ...rows]
        .map((cells) => cells.join(","))
        .join("\n");
      expect(await tellReading(text)).toMatchObject({ lines: LINES });
    }
  },
);
