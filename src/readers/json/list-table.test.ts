import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";

const PAID: readonly (readonly [string, number])[] = [
  ["2024-02-13", -50.25],
  ["2024-02-14", 70],
  ["2024-02-15", -5.5],
];
const of = (make: (day: string, amount: number, balance: number) => object): object[] => {
  let balance = 100;
  return PAID.map(([day, amount]) => {
    balance += amount;
    return make(day, amount, balance);
  });
};

const LISTS: readonly (readonly [string, object])[] = [
  [
    "sums inside of a field of their own, what is pending in a list of its own",
    {
      account: { iban: "DE12345678901234567890", currency: "EUR" },
      transactions: {
        booked: of((day, amount) => ({
          transactionId: `t${day}`,
          bookingDate: day,
          valueDate: day,
          transactionAmount: { amount: amount.toFixed(2), currency: "EUR" },
          remittanceInformationUnstructured: "rent and more",
        })),
        pending: [],
      },
    },
  ],
  [
    "a type in capitals, the balance inside of a field",
    {
      results: of((day, amount, balance) => ({
        timestamp: `${day}T00:00:00Z`,
        description: "rent and more",
        transaction_type: amount < 0 ? "DEBIT" : "CREDIT",
        amount,
        currency: "GBP",
        transaction_id: `t${day}`,
        running_balance: { currency: "GBP", amount: balance },
      })),
      status: "Succeeded",
    },
  ],
  [
    "a field that says credit or debit beside one for the kind of payment, as open banking has it",
    {
      data: of((day, amount) => ({
        transactionId: `t${day}`,
        creditDebitType: amount < 0 ? "DEBITO" : "CREDITO",
        transactionName: "rent and more",
        type: "PIX",
        transactionAmount: { amount: Math.abs(amount).toFixed(2), currency: "BRL" },
        transactionDateTime: `${day}T12:00:00.000Z`,
      })),
    },
  ],
  [
    "the columns of a table",
    of((day, amount, balance) => ({
      Date: day,
      Narration: "rent and more",
      Debit: amount < 0 ? (-amount).toFixed(2) : "",
      Credit: amount > 0 ? amount.toFixed(2) : "",
      Balance: balance.toFixed(2),
    })),
  ],
];

test.each(LISTS)("a list of nobody we know is a table: %s", async (_name, list) => {
  expect(await tellReading(JSON.stringify(list))).toMatchObject({ lines: PAID, statements: 1, said: false });
});

test("what is pending is left out and said", async () => {
  const row = (day: string, amount: string) => ({ bookingDate: day, transactionAmount: { amount, currency: "EUR" } });
  const read = await tellReading(
    JSON.stringify({
      booked: [row("2024-02-13", "-1.50"), row("2024-02-14", "2.00")],
      pending: [row("2024-02-15", "9.00")],
    }),
  );
  expect(read).toMatchObject({
    lines: [
      ["2024-02-13", -1.5],
      ["2024-02-14", 2],
    ],
    said: true,
  });
});

test("sums without any decimals may be of another unit, and objects without days are no statement", async () => {
  for (const list of [
    of((day, amount) => ({ when: day, what: "rent", amount: Math.round(amount) })),
    [{ name: "Ada", price: 1.5, size: 3.25 }],
  ])
    expect(await tellReading(JSON.stringify(list))).toMatchObject({ lines: [], codes: ["no_table"] });
});
