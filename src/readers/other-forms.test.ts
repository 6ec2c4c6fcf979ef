import { describe, expect, test } from "vitest";
import { at, read, row } from "../../test/support/read-printed.ts";
import { tellReading } from "../../test/support/tell-reading.ts";
import { FILE_READERS } from "./file-readers.ts";
import { readStatementFile } from "./read-statement-file.ts";
import { decodeText } from "./text/decode-text.ts";

// Forms of other banks, each in at least three variants: accounts that take turns, days that get their year from balances, letters.

async function readAll(text: string) {
  const bytes = new TextEncoder().encode(text);
  const answer = await readStatementFile(bytes, {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.file.statements;
}

const TURNS = [
  ["0123456789", "NGN", "05/01/2026", "POS", "-50.00", "950.00"],
  ["0123456790", "USD", "06/01/2026", "FX", "-10.00", "490.00"],
  ["0123456789", "NGN", "14/01/2026", "TRF", "200.00", "1150.00"],
  ["0123456790", "USD", "18/01/2026", "IN", "30.00", "520.00"],
  ["0123456789", "NGN", "20/01/2026", "DUTY", "-0.50", "1149.50"],
  ["0123456790", "USD", "21/01/2026", "FEE", "-0.10", "519.90"],
] as const;
const TURN_LABELS = ["Account Number", "Currency", "Transaction Date", "Narration", "Amount", "Balance"];
const inOrder = (places: readonly number[]): string[][] =>
  [TURN_LABELS, ...TURNS].map((cells) => places.map((i) => cells[i] as string));

test.each([
  [
    "a mark between the cells",
    inOrder([0, 1, 2, 3, 4, 5])
      .map((cells) => cells.join(";"))
      .join("\n"),
  ],
  [
    "the account behind",
    inOrder([2, 3, 4, 5, 1, 0])
      .map((cells) => cells.join(","))
      .join("\n"),
  ],
  [
    "a web table",
    `<table>${inOrder([2, 0, 1, 3, 4, 5])
      .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
      .join("")}</table>`,
  ],
])("accounts whose rows take turns are each in their own currency: %s", async (_what, text) => {
  const statements = await readAll(text);
  expect(statements.map(({ account, chain }) => [account.currency, chain.state])).toEqual([
    ["NGN", "complete"],
    ["USD", "complete"],
  ]);
});

describe("a PDF", () => {
  test.each(["Value", "Valuta", "Val."])('whose value day is under "%s"', async (label) => {
    const line = (y: number, [day, value, words, sum, balance]: readonly [string, string, string, string, string]) =>
      row(y, [
        [30, day],
        [110, value],
        [190, words],
        [480, sum, "right"],
        [580, balance, "right"],
      ]);
    const { statements } = await read([
      [
        at(30, 40, "Statement of account, January 1, 2026 to January 31, 2026"),
        ...line(60, ["Posted", label, "Particulars", "Movement", "Running balance"]),
        ...line(80, ["Jan 05, 2026", "Jan 06, 2026", "FX SALE", "($1,200.00)", "$3,800.00"]),
        ...line(96, ["Jan 07, 2026", "Jan 07, 2026", "INWARD", "$2,500.00", "$6,300.00"]),
        ...line(112, ["Jan 09, 2026", "Jan 12, 2026", "CHARGE", "($15.00)", "$6,285.00"]),
      ],
    ]);
    expect(statements[0]?.lines.map(({ date, valueDate, amount }) => [date, valueDate, amount])).toEqual([
      ["2026-01-05", "2026-01-06", "-1200.00"],
      ["2026-01-07", "2026-01-07", "2500.00"],
      ["2026-01-09", "2026-01-12", "-15.00"],
    ]);
  });

  test.each([
    ["alter Kontostand vom 29.12.2025", "neuer Kontostand vom 30.01.2026", "DD.MM."],
    ["Ancien solde au 29.12.2025", "Nouveau solde au 30.01.2026", "DD.MM."],
    ["Opening balance on 29/12/2025", "Closing balance on 30/01/2026", "DD/MM"],
  ])("whose days get their year from the balances at its ends: %s", async (before, behind, form) => {
    const dayOf = (day: string, month: string): string => form.replace("DD", day).replace("MM", month);
    const line = (y: number, day: string, words: string, sum: string) =>
      row(y, [
        [30, day],
        [140, words],
        [560, sum, "right"],
      ]);
    const { statements } = await read([
      [
        at(30, 40, "Bank statement, account DE12 3456 7890 1234 5678 90"),
        at(300, 60, before),
        ...row(60, [[560, "2100.00", "right"]]),
        ...line(90, dayOf("30", "12"), "POWER AND LIGHT", "-500.00"),
        ...line(106, dayOf("02", "01"), "FEE", "-12.90"),
        ...line(122, dayOf("15", "01"), "PAY", "2450.00"),
        ...row(150, [
          [300, behind],
          [560, "4037.10", "right"],
        ]),
      ],
    ]);
    expect(statements[0]?.lines.map(({ date, amount }) => [date, amount])).toEqual([
      ["2025-12-30", "-500.00"],
      ["2026-01-02", "-12.90"],
      ["2026-01-15", "2450.00"],
    ]);
  });

  test.each([
    [0, "2500"],
    [1, "100"],
    [2, "7500"],
  ])("whose sums without hundredths stand on a line of their own, in row %d", async (whole, sum) => {
    const days = ["05-01-2026", "07-01-2026", "09-01-2026", "12-01-2026", "13-01-2026"];
    let left = 50_000_00;
    const sums = days.map((_day, i) => {
      const own = i === whole ? sum : "10.75";
      left -= Math.round(Number(own) * 100);
      return [own, i === whole ? String(left / 100) : (left / 100).toFixed(2)];
    });
    const { statements } = await read([
      [
        at(30, 40, "Statement of account 0123456789"),
        ...row(60, [
          [30, "Date"],
          [120, "Description"],
          [400, "Payments", "right"],
          [480, "Deposits", "right"],
          [580, "Balance", "right"],
        ]),
        ...days.flatMap((day, i) => [
          ...row(90 + i * 40, [
            [30, day],
            [120, `PAYMENT ${i} OF`],
          ]),
          at(120, 101 + i * 40, "THE MONTH"),
          ...row(95.5 + i * 40, [
            [400, sums[i]?.[0] ?? "", "right"],
            [480, "-", "right"],
            [580, sums[i]?.[1] ?? "", "right"],
          ]),
        ]),
      ],
    ]);
    expect(statements[0]?.lines.map(({ amount }) => Number(amount))).toEqual(sums.map(([own]) => -Number(own)));
    expect(statements[0]?.chain.state).toBe("complete");
  });

  test.each(["-", "/"])(
    "with two days broken over two lines in columns as close as words, parted by %s",
    async (mark) => {
      const line = (y: number, i: number) => [
        ...row(y, [
          [30, `0${i}${mark}JAN${mark}`],
          [66, `0${i}${mark}JAN${mark}`],
          [120, `PAYMENT ${i} OF THE MONTH`],
          [400, "10.00", "right"],
          [500, `${100 - i * 10}.00`, "right"],
        ]),
        at(36, y + 10, "2026"),
        at(72, y + 10, "2026"),
      ];
      const { statements } = await read([
        [
          at(30, 40, "Statement of account"),
          ...row(60, [
            [30, "Date"],
            [66, "Value"],
            [120, "Description"],
            [400, "Payments", "right"],
            [500, "Balance", "right"],
          ]),
          ...[1, 2, 3, 4, 5].flatMap((i) => line(60 + i * 30, i)),
        ],
      ]);
      expect(statements[0]?.lines.map(({ date, narration }) => [date, narration])).toEqual(
        [1, 2, 3, 4, 5].map((i) => [`2026-01-0${i}`, `PAYMENT ${i} OF THE MONTH`]),
      );
    },
  );
});

test.each([
  "Your Kuda balance is ₦12,000.00",
  "Balance is now NGN12,000.00",
  "Your new account balance is NGN12,000.00.",
])("a balance in a sentence of its own below an alert: %s", async (sentence) => {
  const [one] = await readAll(
    `You just sent ₦5,000.00 to MUSA BELLO (Access Bank).\nDescription: rent\nDate: 5 January 2026, 10:12 AM\n${sentence}\n`,
  );
  expect(one?.lines.map(({ amount, balance }) => [amount, balance])).toEqual([["-5000.00", "12000.00"]]);
});

/** The bytes of a text in a table of one byte a letter. */
function inTable(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const codes = new Map(Array.from({ length: 256 }, (_, code) => [decoder.decode(new Uint8Array([code])), code]));
  return Uint8Array.from([...text].map((letter) => codes.get(letter) ?? 0x3f));
}

test.each([
  ["windows-1252", "Dato;Tekst;Beløb\n05.01.2026;Løn;100,00\n"],
  ["windows-1252", "Data;Descrição;Valor\nTransações e operações;-5,00\n"],
  ["windows-1252", "Data;Causale\nperché così è più\n"],
  ["windows-1252", "Bokføringsdato;Beløp\nKjøp på nett\n"],
  ["windows-1250", "Datum;Příjemce;Částka\nŽižkov, koruna česká, účet\n"],
  ["windows-1250", "Dátum;Összeg\nBevétel ősszel, működési költség\n"],
  ["windows-1250", "Data;Kwota\nPrzelew własny, łódź, źródło\n"],
])("letters of %s: %j", (encoding, text) => {
  expect(decodeText(inTable(text, encoding))).toEqual({ text, encoding, assumed: true });
});

test.each(["TransactionInformation", "transaction_information", "RemittanceInformation"])(
  "a list of transactions whose words are in %s",
  async (field) => {
    const list = [
      ["2026-01-05T10:00:00+00:00", "-12.50", "TESCO"],
      ["2026-01-14T10:00:00+00:00", "1000.00", "SALARY"],
    ].map(([day, amount, words], i) => ({
      TransactionId: `t${i}`,
      BookingDateTime: day,
      CreditDebitIndicator: amount?.startsWith("-") ? "Debit" : "Credit",
      [field]: words,
      Amount: { Amount: amount?.replace("-", ""), Currency: "GBP" },
      Balance: { Type: "InterimBooked" },
    }));
    const statements = await readAll(JSON.stringify({ Data: { Transaction: list } }));
    expect(
      statements.flatMap(({ lines }) => lines.map(({ amount, narration }) => [Number(amount), narration])),
    ).toEqual([
      [-12.5, "TESCO"],
      [1000, "SALARY"],
    ]);
  },
);

test.each(["TL", "VND", "руб.", "RUB", "грн", "lei"])("sums with %s behind them", async (mark) => {
  const { lines, said } = await tellReading(
    `Date;Details;Amount;Balance\n13/02/2024;A;-1.200,00 ${mark};1.300,00 ${mark}\n14/02/2024;B;70,50 ${mark};1.370,50 ${mark}\n`,
  );
  expect([lines, said]).toEqual([
    [
      ["2024-02-13", -1200],
      ["2024-02-14", 70.5],
    ],
    false,
  ]);
});

test.each(["Debit Tran.", "Debit Txn", "Debit Trans", "Debit Transaction"])(
  "an alert on one line whose side stands before its amount: %s",
  async (heading) => {
    const one = (words: string, sum: string, day: string) =>
      `KeystoneAlert ${words} Amt: NGN ${sum} Acct: 100XXX567 Desc: AIRTIME Date: ${day} Avail. Bal: NGN 8,500.00`;
    const { lines } = await tellReading(
      `${one(heading, "1,500.00", "14/03/2026")}\n${one(heading.replace("Debit", "Credit"), "700.00", "15/03/2026")}\n`,
    );
    expect(lines).toEqual([
      ["2026-03-14", -1500],
      ["2026-03-15", 700],
    ]);
  },
);

test("a plain file is read without a word of doubt still", async () => {
  const { said } = await tellReading(
    "Date,Details,Amount,Balance\n13/02/2024,A,-5.00,95.00\n14/02/2024,B,7.00,102.00\n",
  );
  expect(said).toBe(false);
});
