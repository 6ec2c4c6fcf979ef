import { expect, test } from "vitest";
import { readInWords } from "../engine/read-in-words.ts";

// Exports that name the currency of the account beside each sum, under a label of another meaning, or deep inside of a list.

const ROWS = [
  ["2026-01-05", "RENT", "-50.00", "950.00"],
  ["2026-01-17", "PAY", "700.00", "1650.00"],
  ["2026-01-30", "COFFEE", "-5.25", "1644.75"],
] as const;

async function currencyOf(text: string) {
  const answer = await readInWords(new TextEncoder().encode(text), {}, { banks: [], layouts: [] });
  if (!answer.ok) throw new Error(answer.refusal.code);
  const { statements, warnings } = answer.file;
  expect(statements.flatMap(({ lines }) => lines.map(({ amount }) => amount))).toEqual(ROWS.map(([, , sum]) => sum));
  expect(warnings).toEqual([]);
  return statements.map(({ account }) => account.currency);
}

const table = (labels: readonly string[], rows: readonly (readonly string[])[]): string =>
  [labels, ...rows].map((cells) => cells.join(";")).join("\n");

test("is read behind each sum, and not from a mark that several currencies have", async () => {
  const sums = (behind: string) => ROWS.map(([day, words, sum]) => [day, words, `${sum}${behind}`]);
  expect(await currencyOf(table(["Date", "Description", "Amount"], sums(" PLN")))).toEqual(["PLN"]);
  expect(await currencyOf(table(["Date", "Description", "Amount"], sums(" €")))).toEqual(["EUR"]);
  expect(await currencyOf(table(["Date", "Description", "Amount"], sums("")))).toEqual([null]);
});

test("is read under a label that means the value day in other languages", async () => {
  const rows = ROWS.map(([day, words, sum, balance]) => ["SEK", day, words, sum, balance]);
  expect(await currencyOf(table(["Valuta", "Bokföringsdag", "Beskrivning", "Belopp", "Saldo"], rows))).toEqual(["SEK"]);
  const days = ROWS.map(([day, words, sum, balance]) => [day, day, words, sum, balance]);
  expect(await currencyOf(table(["Valuta", "Buchungstag", "Text", "Betrag", "Saldo"], days))).toEqual([null]);
});

test("is read of the sum where the balance and what was paid abroad have their own", async () => {
  const list = ROWS.map(([day, words, sum, balance]) => ({
    bookingDate: day,
    description: words,
    instructedAmount: { currency: "USD", value: "1.00" },
    amount: { amount: sum, currency: "GBP" },
    balanceAfter: { amount: balance, currency: "GBP" },
  }));
  expect(await currencyOf(JSON.stringify({ transactions: list }))).toEqual(["GBP"]);
});
