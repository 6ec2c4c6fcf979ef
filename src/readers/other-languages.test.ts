import { describe, expect, test } from "vitest";
import { at, read, row } from "../../test/support/read-printed.ts";
import { tellReading } from "../../test/support/tell-reading.ts";
import { FILE_READERS } from "./file-readers.ts";
import { joinWords } from "./pdf/join-words.ts";
import { readStatementFile } from "./read-statement-file.ts";
import { decodeText } from "./text/decode-text.ts";

// Labels, letters and forms of banks whose files are in other languages, and tables whose labels say less than usual.

const LINES = [
  ["2026-01-05", -50],
  ["2026-01-17", 700],
  ["2026-01-30", -5.25],
] as const;
const NAMES = ["RENT", "PAY", "COFFEE"] as const;

type Labels = readonly [date: string, words: string, out: string, into: string, balance: string];
const LABELS: Readonly<Record<string, Labels>> = {
  Chinese: ["交易日期", "摘要", "支出金额", "收入金额", "账户余额"],
  Japanese: ["お取引日", "お取引内容", "お支払金額", "お預り金額", "残高"],
  Korean: ["거래일자", "적요", "출금액", "입금액", "잔액"],
  Russian: ["Дата операции", "Назначение платежа", "Списание", "Зачисление", "Остаток"],
  Arabic: ["التاريخ", "البيان", "مدين", "دائن", "الرصيد"],
  Hebrew: ["תאריך", "תיאור", "חובה", "זכות", "יתרה"],
  Greek: ["Ημερομηνία", "Αιτιολογία", "Χρέωση", "Πίστωση", "Υπόλοιπο"],
  Thai: ["วันที่", "รายการ", "ถอน", "ฝาก", "ยอดคงเหลือ"],
  Vietnamese: ["Ngày giao dịch", "Diễn giải", "Ghi nợ", "Ghi có", "Số dư"],
  Turkish: ["İşlem Tarihi", "Açıklama", "Borç", "Alacak", "Bakiye"],
  Indonesian: ["Tanggal", "Keterangan", "Debet", "Kredit", "Saldo"],
};
const rowsOf = (): string[][] => {
  let balance = 1000;
  return LINES.map(([day, sum], i) => {
    balance += sum;
    const [out, into] = sum < 0 ? [(-sum).toFixed(2), ""] : ["", sum.toFixed(2)];
    return [day, NAMES[i] ?? "", out, into, balance.toFixed(2)];
  });
};
const html = (rows: readonly (readonly string[])[]): string =>
  `<table>${rows.map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`).join("")}</table>`;

async function readAll(text: string) {
  const bytes = new TextEncoder().encode(text);
  const answer = await readStatementFile(bytes, {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok) throw new Error(answer.refusal.code);
  return answer.file.statements.flatMap(({ lines }) => lines);
}

describe.each(Object.entries(LABELS))("labels in %s", (_language, labels) => {
  test("with a mark between their cells, and as a table of a web page", async () => {
    for (const text of [
      [labels, ...rowsOf()].map((cells) => cells.join(";")).join("\n"),
      html([labels, ...rowsOf()]),
    ]) {
      const lines = await readAll(text);
      expect(lines.map(({ date, amount }) => [date, Number(amount)])).toEqual(LINES);
      expect(lines.map(({ narration }) => narration)).toEqual(NAMES);
    }
  });

  test("without a balance, the words are not those of a category before them", async () => {
    const [date, words, out, into] = labels;
    const rows = rowsOf().map(([day, text, a, b]) => [day, "GROCERIES AND MORE", text, a, b].join(","));
    const lines = await readAll([[date, "Category", words, out, into].join(","), ...rows].join("\n"));
    expect(lines.map(({ amount }) => Number(amount))).toEqual(LINES.map(([, sum]) => sum));
    expect(lines.map(({ narration }) => narration)).toEqual(NAMES);
  });
});

/** The bytes of a text in a table of one or two bytes a letter. */
function inTable(text: string, encoding: string): Uint8Array {
  const decoder = new TextDecoder(encoding);
  const codes = new Map<string, number[]>();
  for (let lead = 0x81; lead < 0x100; lead++) {
    codes.set(decoder.decode(new Uint8Array([lead])), [lead]);
    if (encoding === "shift_jis")
      for (let trail = 0x40; trail < 0xfd; trail++)
        codes.set(decoder.decode(new Uint8Array([lead, trail])), [lead, trail]);
  }
  return Uint8Array.from(
    [...text].flatMap((letter) => (letter < "\u0080" ? [letter.charCodeAt(0)] : (codes.get(letter) ?? [0x3f]))),
  );
}

test.each([
  ["windows-1251", "Дата операции;Описание;Сумма\n05.01.2026;Перевод Иван И.;-50,00\n17.01.2026;Зарплата;700,00\n"],
  ["windows-1251", "ДАТА;ОПИСАНИЕ;СУММА\n05.01.2026;ОПЛАТА;-50,00\n"],
  ["windows-1251", "date;note;sum\n05.01.2026;SHOP 12 Плата за обслуживание;-50,00\n"],
  ["shift_jis", "お取引日,お取引内容,お支払金額,残高\n2026/01/05,カード ローソン,50,950\n"],
  ["windows-1252", "Data;Descrição;Valor\n05/01/2026;Tarifa de manutenção;-50,00\n"],
  ["windows-1252", "Fecha;Descripción\n05/01/2026;Año ‘nuevo’ – “comisión”\n"],
  ["windows-1250", "Data;Opis\n05.01.2026;Opłata za żłobek, łódź\n"],
])("letters of %s are known by how they follow each other", (encoding, text) => {
  expect(decodeText(inTable(text, encoding))).toEqual({ text, encoding, assumed: true });
});

test("Arabic and Hebrew, drawn from the left as they stand on the page, are read from the right, and their numbers from the left", () => {
  const drawn = (letters: string, step: number) =>
    [...letters].map((text, i) => ({
      text,
      x0: 100 + i * step,
      x1: 100 + i * step + 5,
      y: 100,
      size: 8,
      turn: 0,
      run: 1,
    }));
  const wordsOf = (glyphs: ReturnType<typeof drawn>) =>
    joinWords({ number: 1, width: 600, height: 800, glyphs, boxes: [] }).words.map(({ text }) => text);
  const turned = (text: string): string => [...text].reverse().join("");
  for (const label of ["الرصيد", "مدين", "יתרה"]) {
    expect(wordsOf(drawn(turned(label), 5))).toEqual([label]);
    // on the page the number stands left of its label
    expect(wordsOf(drawn(`12.5${turned(label)}`, 5))).toEqual([`${label}12.5`]);
  }
  expect(wordsOf(drawn("١٬٢٣٤٫٥٠", 5))).toEqual(["1,234.50"]);
  expect(wordsOf(drawn("٢٠٢٦/٠١/٠٥", 5))).toEqual(["2026/01/05"]);
});

test.each([
  ["words of more than one", ["Data Mov.", "Descrição", "Débito", "Crédito", "Saldo contabilístico"]],
  ["a word of no list behind", ["Date", "Details", "Debit", "Credit", "Balance ultimate"]],
  ["another word of no list", ["Date", "Details", "Withdrawals", "Deposits", "Saldo konsolidado"]],
])("a PDF whose balance is under %s has its balances", async (_what, labels) => {
  const x = [30, 110, 380, 470, 600] as const;
  const line = (y: number, cells: readonly string[]) =>
    row(
      y,
      cells.map((cell, i) => (i > 1 ? [x[i] as number, cell, "right"] : [x[i] as number, cell])),
    );
  const { statements } = await read([
    [
      at(30, 40, "Statement of account"),
      ...line(60, labels),
      ...rowsOf().flatMap((cells, i) => line(80 + i * 16, cells)),
    ],
  ]);
  expect(statements[0]?.lines.map(({ balance }) => balance)).toEqual(["950.00", "1650.00", "1644.75"]);
  expect(statements[0]?.chain.state).toBe("complete");
});

test.each([
  [
    "labels without the blank ends of the rows",
    "List of operations;\n\nOn;What it was;How much\n05.01.2026;RENT;-50,00;\n17.01.2026;PAY;700,00;\n30.01.2026;COFFEE;-5,25;\n",
  ],
  [
    "two blank ends",
    "On|What it was|How much\n05/01/2026|RENT|-50.00||\n17/01/2026|PAY|700.00||\n30/01/2026|COFFEE|-5.25||\n",
  ],
  [
    "days without a year behind an apostrophe, words below them",
    "Period:,01/01/2026 - 31/01/2026\n\nDate,Description,Amount,,Balance\n'05/01,RENT,50.00,DB,950.00\n'17/01,PAY,700.00,CR,1650.00\n'30/01,COFFEE,5.25,DB,1644.75\n\nOpening:,1000.00\nDebits:,55.25\nCredits:,700.00\nClosing:,1644.75\n",
  ],
])("%s", async (_what, text) => {
  const { lines, said } = await tellReading(text);
  expect([lines, said]).toEqual([LINES, false]);
});

test.each([
  [
    "beside it on one line",
    "Date / Value date,Details,Amount\n05/01/2026 / 06/01/2026,RENT,-50.00\n17/01/2026 / 18/01/2026,PAY,700.00\n",
  ],
  [
    "below it in a quoted cell",
    'Date,Details,Amount,Balance\n"05/01/2026\n06/01/2026",RENT,-50.00,950.00\n"17/01/2026\n18/01/2026",PAY,700.00,1650.00\n',
  ],
  [
    "below it in a web table",
    html([
      ["Date<br>Value date", "Details", "Amount"],
      ["05/01/2026<br>06/01/2026", "RENT", "-50.00"],
      ["17/01/2026<br>18/01/2026", "PAY", "700.00"],
    ]),
  ],
  [
    "above it, as its label says",
    "Valuta / Buchung;Text;Betrag\n06.01.2026 / 05.01.2026;RENT;-50,00\n18.01.2026 / 17.01.2026;PAY;700,00\n",
  ],
])("a value day in the cell of its day: %s", async (_what, text) => {
  const lines = await readAll(text);
  expect(lines.map(({ date, valueDate }) => [date, valueDate])).toEqual([
    ["2026-01-05", "2026-01-06"],
    ["2026-01-17", "2026-01-18"],
  ]);
});

test.each([
  [
    "a fee with a minus",
    "Date,Name,Gross,Fee,Net\n13/01/2026,SALE,100.00,-3.20,96.80\n14/01/2026,PAYOUT,-50.00,0.00,-50.00\n",
    [100, -3.2, -50],
  ],
  [
    "a fee without a sign",
    "Date,Details,Amount,Charge,Settled\n13/01/2026,SALE,100.00,3.20,96.80\n14/01/2026,SALE,50.00,1.00,49.00\n",
    [100, -3.2, 50, -1],
  ],
  [
    "a balance after both",
    "Date,Details,Gross,Fee,Net,Balance\n13/01/2026,SALE,100.00,-3.20,96.80,1096.80\n14/01/2026,PAYOUT,-50.00,0.00,-50.00,1046.80\n",
    [100, -3.2, -50],
  ],
])("what is left in each row proves that its fee came on top: %s", async (_what, text, sums) => {
  const { lines, codes } = await tellReading(text);
  expect(lines.map(([, amount]) => amount)).toEqual(sums);
  expect(codes).not.toContain("fees_beside");
});

test("sums that are left in some rows only prove nothing of fees", async () => {
  const { codes } = await tellReading(
    "Date,Details,Amount,Charge,Settled\n13/01/2026,SALE,100.00,3.20,96.80\n14/01/2026,SALE,50.00,1.00,50.00\n",
  );
  expect(codes).toContain("fees_beside");
});

test.each(["Acc:0071234\n**89", "Acct: 007\n1234**89", "A/C: 0071234**\n**89"])(
  "the account of an alert whose line was wrapped: %j",
  async (account) => {
    const alert = (where: string, sum: string) =>
      `Debit\nAmt:NGN${sum}\n${where}\nDesc: RENT\nDate: 13/01/2026\nAvail Bal:NGN900.00\n`;
    const whole = account.replace("\n", "");
    const { statements, lines } = await tellReading(`${alert(account, "50.00")}\n${alert(whole, "5.25")}`);
    expect([statements, lines.map(([, amount]) => amount)]).toEqual([1, [-50, -5.25]]);
  },
);
