import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";

const csv = (...rows: string[]): string => `${rows.join("\n")}\n`;
const SIDES = [
  "Date,Description,Debit,Credit",
  "13/02/2024,Rent,50.00,",
  "14/02/2024,Pay,,70.00",
  "15/02/2024,Food,5.00,",
];
const SIGNED = ["Date,Description,Amount", "13/02/2024,Rent,-50.00", "14/02/2024,Pay,70.00", "15/02/2024,Food,-5.00"];
const PAID = [
  ["2024-02-13", -50],
  ["2024-02-14", 70],
  ["2024-02-15", -5],
];

test.each(["TRANSACTION TOTAL", "TOTAUX", "Umsatzsumme gesamt", "This month", "Movimenti totali del conto"])(
  "sums of both sides are no payment, whatever they are called: %s",
  async (words) => {
    expect(await tellReading(csv(...SIDES, `,${words},55.00,70.00`))).toMatchObject({ lines: PAID, said: false });
  },
);

test("a total of one side is one by a word and its sum", async () => {
  expect(
    await tellReading(csv(...SIDES, ",All debits total of the month,55.00,", ",All credits total of it,,70.00")),
  ).toMatchObject({
    lines: PAID,
    said: false,
  });
});

test("a total that does not add up, or one side without a word, is given back", async () => {
  for (const row of [",TRANSACTION TOTAL,54.00,70.00", ",Somebody,55.00,"])
    expect(await tellReading(csv(...SIDES, row))).toMatchObject({ lines: PAID, said: true });
});

test.each([
  ["Kontostand am 12.02.2024, Auszug Nr. 4", "Kontostand am 29.02.2024 um 20:04 Uhr"],
  ["SOLDE EN EUROS REPORTE", "SOLDE EN EUROS A REPORTER"],
  ["Balance of account 0123 with us", "Balance of account 0123 with us now"],
])("two balances and what lies between them are proven, whatever stands beside them: %s", async (opens, closes) => {
  expect(
    await tellReading(csv(SIGNED[0] as string, `,"${opens}",100.00`, ...SIGNED.slice(1), `,"${closes}",115.00`)),
  ).toMatchObject({ lines: PAID, said: false });
  expect(
    await tellReading(
      csv(SIDES[0] as string, `12/02/2024,"${opens}",,100.00`, ...SIDES.slice(1), `29/02/2024,"${closes}",,115.00`),
    ),
  ).toMatchObject({ lines: PAID, said: false });
});

test("a payment that speaks of a balance stays one where the sums do not prove it", async () => {
  const read = await tellReading(
    csv(
      SIGNED[0] as string,
      "12/02/2024,Balance of rent for Ada,100.00",
      ...SIGNED.slice(1),
      "29/02/2024,Balance to Chidi,110.00",
    ),
  );
  expect(read.lines).toEqual([["2024-02-12", 100], ...PAID, ["2024-02-29", 110]]);
});

test("a column with decimal commas beside one with decimal points is read, and so is neither where one mixes both", async () => {
  const head = "date;label;amount;accountbalance";
  const read = await tellReading(csv(head, "2024-02-13;loyer;-1.300,00;5678.90", "2024-02-14;paie;70,50;5678.90"));
  expect(read.lines).toEqual([
    ["2024-02-13", -1300],
    ["2024-02-14", 70.5],
  ]);
  expect(
    await tellReading(csv(head, "2024-02-13;loyer;-300,00;5678.90", "2024-02-14;paie;70.50;5608,40")),
  ).toMatchObject({
    said: true,
  });
});

test("a column of balances before each payment tells the side of the first", async () => {
  const rows = [
    "2024-02-13,Rent,50.00,150.00,100.00",
    "2024-02-14,Pay,70.00,100.00,170.00",
    "2024-02-15,Food,5.00,170.00,165.00",
  ];
  const head = "Date,Description,Amount,Balance before,Balance after";
  expect(await tellReading(csv(head, ...rows))).toMatchObject({ lines: PAID, said: false });
  // where the balances before are others, the first row has no side
  const other = rows.map((row, i) => (i === 1 ? row.replace("100.00,170.00", "90.00,170.00") : row));
  expect(await tellReading(csv(head, ...other))).toMatchObject({ lines: PAID.slice(1), said: true });
});
