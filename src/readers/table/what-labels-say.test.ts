import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";
import { paysTheCard } from "./card-words.ts";

const csv = (...rows: string[]): string => `${rows.join("\n")}\n`;
const D = (day: number, amount: number) => [`2024-02-${String(day).padStart(2, "0")}`, amount] as const;
const words = (list: string): readonly string[] => list.split("|");

const PAID =
  "PAYMENT RECEIVED|PYMT THANK YOU|Auto Pay 4411|Direct debit received|Zahlung erhalten|Ihre Zahlung|Einzahlung|Pago recibido|Su pago|Pagamento recebido|PAIEMENT REÇU|Votre paiement|Betaling ontvangen|Pagamento ricevuto";

test.each(words(PAID))("a card whose payments carry a minus spends with a plus: %s", async (paid) => {
  const rows = ["13/02/2024,SHOP,85.00", `14/02/2024,${paid},-200.00`, "15/02/2024,TAXI,10.00"];
  expect(await tellReading(csv("Date,Description,Amount", ...rows))).toMatchObject({
    lines: [D(13, -85), D(14, 200), D(15, -10)],
    codes: expect.arrayContaining(["direction_by_words"]),
  });
});

test("what is paid with the card, or back to somebody, is no payment to it", () => {
  const other = words(
    "PAYMENT TO OBI|Payment received reversed|Zahlung an Stadtwerke|Paiement CB Carrefour|POS PAYMENT",
  );
  expect(other.filter((one) => paysTheCard(one) !== null)).toEqual([]);
});

test("an account that pays a card by itself keeps its sides", async () => {
  const rows = ["13/02/2024,SALARY,900.00", "14/02/2024,AUTOPAY VISA,-200.00", "15/02/2024,RENT,-10.00"];
  const lines = [D(13, 900), D(14, -200), D(15, -10)];
  expect(await tellReading(csv("Date,Description,Amount", ...rows))).toMatchObject({ lines, said: false });
  const balanced = csv(
    "Card Number: 4000 XXXX,,,",
    "Date,Description,Amount,Balance",
    "13/02/2024,TOP UP,900.00,900.00",
    "14/02/2024,AUTOPAY VISA,-200.00,700.00",
    "15/02/2024,TOP UP,10.00,710.00",
  );
  expect(await tellReading(balanced)).toMatchObject({ lines: [D(13, 900), D(14, -200), D(15, 10)], said: false });
});

test("balances that grow with what is spent are owed: no chain proves turned sides", async () => {
  const file = csv(
    "Date,Description,Amount,Balance",
    "13/02/2024,SHOP,85.00,185.00",
    "14/02/2024,PAYMENT - THANK YOU,-100.00,85.00",
    "15/02/2024,TAXI,10.00,95.00",
  );
  expect(await tellReading(file)).toMatchObject({ lines: [D(13, -85), D(14, 100), D(15, -10)], said: true });
});

test.each(
  words(
    "Credit card statement|Kreditkarte: 4000 XXXX|Card ending in 7788|Credit limit: 5000|Minimum payment due 20.00",
  ),
)("a head that speaks of a card: %s", async (head) => {
  const rows = ["13/02/2024,SHOP,85.00", "14/02/2024,SHOP,-5.00", "15/02/2024,TAXI,10.00"];
  const answer = await tellReading(csv(`${head},,`, "Transaction Date,Description,Amount", ...rows));
  expect(answer).toMatchObject({ lines: [D(13, -85), D(14, 5), D(15, -10)], said: true });
});

test.each([
  ["Transaction Amount,Settlement Amount", [-1500, 500]],
  ["Original Amount,Billed Amount", [-1500, 500]],
  ["Operation amount,Payment amount", [-1500, 500]],
] as const)("of %s the sum of the account is read, and that there are two is said", async (labels, [a, b]) => {
  const file = csv(`Date,Description,${labels}`, `13/02/2024,A,-1.00,${a}.00`, `14/02/2024,B,500.00,${b}.00`);
  expect(await tellReading(file)).toMatchObject({
    lines: [D(13, a), D(14, b)],
    codes: expect.arrayContaining(["two_sums"]),
  });
  const same = csv(`Date,Description,${labels}`, `13/02/2024,A,${a}.00,${a}.00`, `14/02/2024,B,${b}.00,${b}.00`);
  expect(await tellReading(same)).toMatchObject({ lines: [D(13, a), D(14, b)], said: false });
});

test.each(["Amount (kobo)", "Amount in cents", "Amount in pesewas", "amount_kobo"])(
  "%s is counted in hundredths, and said where a sum comes to less than one",
  async (label) => {
    const file = csv(`Date,Description,${label}`, "13/02/2024,A,-8500", "14/02/2024,B,20000");
    expect(await tellReading(file)).toMatchObject({ lines: [D(13, -85), D(14, 200)], said: false });
    const small = csv(`Date,Description,${label}`, "13/02/2024,A,-85", "14/02/2024,B,20000");
    expect(await tellReading(small)).toMatchObject({ lines: [D(13, -0.85), D(14, 200)], codes: ["unit_by_label"] });
  },
);

test.each([
  ["Amount (minor units)", [-85, 200]],
  ["Amount ('000)", [-8_500_000, 20_000_000]],
  ["Amount (NGN '000)", [-8_500_000, 20_000_000]],
  ["Betrag in TEUR", [-8_500_000, 20_000_000]],
] as const)("%s is counted in its unit, and that is said", async (label, [a, b]) => {
  const file = csv(`Date,Description,${label}`, "13/02/2024,A,-8500", "14/02/2024,B,20000");
  expect(await tellReading(file)).toMatchObject({ lines: [D(13, a), D(14, b)], said: true });
});

test("hundredths with decimals, or a unit that only one label names, stand as printed and are said", async () => {
  const decimals = csv("Date,Description,Amount (kobo)", "13/02/2024,A,-85.00", "14/02/2024,B,7.50");
  expect(await tellReading(decimals)).toMatchObject({ lines: [D(13, -85), D(14, 7.5)], said: true });
  const one = csv("Date,Description,Amount (kobo),Balance", "13/02/2024,A,-85,915", "14/02/2024,B,7,922");
  expect(await tellReading(one)).toMatchObject({ lines: [D(13, -85), D(14, 7)], said: true });
});

test.each(
  words("Account Number|Account|IBAN|NUBAN|Wallet ID|Sub-account|Auftragskonto|Rekening|Kontonummer|From Account"),
)("numbers in a column %s are accounts of their own", async (label) => {
  const file = csv(
    `Date,${label},Description,Amount`,
    "13/02/2024,0011223344,A,-5.00",
    "14/02/2024,0055667788,B,7.00",
    "15/02/2024,0011223344,C,-1.00",
  );
  expect((await tellReading(file)).statements).toBe(2);
});

test.each(["Beneficiary", "Payee", "Bank"])(
  "the number of the other side is no account of the owner: beside %s",
  async (label) => {
    const file = csv(
      `Date,Account Number,${label},Narration,Amount`,
      "13/02/2024,0011223344,ADA,A,-5.00",
      "14/02/2024,0055667788,OBI,B,7.00",
      "15/02/2024,0011223344,ADA,C,-1.00",
    );
    expect((await tellReading(file)).statements).toBe(1);
  },
);

test("marks of two currencies in the sums are two accounts", async () => {
  const file = csv("Date,Description,Amount", "13/02/2024,A,-₦5.00", "14/02/2024,B,$7.00");
  expect(await tellReading(file)).toMatchObject({ statements: 2, lines: [D(13, -5), D(14, 7)] });
});

test.each(
  words("VAT|Tax|Levy|Stamp Duty|EMTL|WHT|Service Charge|Excise Duty|GST|IOF|MwSt|TVA|Tips|Cashback|Discount|Fee"),
)(
  "sums in a column %s beside the payments are lines where the balance proves them, else they are said",
  async (label) => {
    const open = csv(`Date,Description,Amount,${label}`, "13/02/2024,A,-10.00,1.50", "14/02/2024,B,7.00,0.00");
    expect(await tellReading(open)).toMatchObject({ lines: [D(13, -10), D(14, 7)], codes: ["fees_beside"] });
    const none = csv(`Date,Description,Amount,${label}`, "13/02/2024,A,-10.00,0.00", "14/02/2024,B,7.00,");
    expect((await tellReading(none)).said).toBe(false);
    const proven = csv(
      `Date,Description,Amount,${label},Balance`,
      "13/02/2024,A,-10.00,1.50,88.50",
      "14/02/2024,B,7.00,0.00,95.50",
      "15/02/2024,C,-10.00,1.50,84.00",
    );
    expect((await tellReading(proven)).lines).toEqual([D(13, -10), D(13, -1.5), D(14, 7), D(15, -10), D(15, -1.5)]);
  },
);

test("a tax beside a fee is said as well", async () => {
  const file = csv("Date,Description,Amount,Fee,VAT", "13/02/2024,A,-10.00,0.00,0.75", "14/02/2024,B,7.00,0.00,0.00");
  expect((await tellReading(file)).codes).toEqual(["fees_beside"]);
});

test("years of another calendar are converted where that is certain, and else no day", async () => {
  const year = (a: string, b: string) => csv("Date,Description,Amount", `${a},A,-5.00`, `${b},B,7.00`);
  expect(await tellReading(year("13/02/2567", "14/02/2567"))).toMatchObject({
    lines: [D(13, -5), D(14, 7)],
    codes: ["years_converted"],
  });
  for (const file of [year("1402/11/24", "1402/11/25"), year("13/02/0024", "14/02/3024")])
    expect(await tellReading(file)).toMatchObject({ lines: [], said: true });
});
