import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readAggregatorJson } from "./read-aggregator-json.ts";

const read = (value: unknown): ReadStatements => {
  const answer = readAggregatorJson(typeof value === "string" ? value : JSON.stringify(value));
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};

test("Mono: kobo and a word for the direction; rows of one second are put where the balance proves them", () => {
  const item = (_id: string, type: string, amount: number, balance: number) => ({
    _id,
    type,
    amount,
    balance,
    narration: _id,
    date: "2026-05-01T10:00:00.000Z",
  });
  const answer = read({
    data: [
      item("fee", "debit", 1075, 498_925),
      item("in", "credit", 1_000_000, 1_000_000),
      item("out", "debit", 500_000, 500_000),
    ],
  });
  expect(answer.format).toBe("json-mono");
  expect(answer.statements[0]?.lines.map((one) => [one.row, one.amount, one.balance])).toEqual([
    [2, "10000.00", "10000.00"],
    [3, "-5000.00", "5000.00"],
    [1, "-10.75", "4989.25"],
  ]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("Okra: two columns and a list of words", () => {
  const answer = read([
    { _id: "1", debit: 5000, credit: null, trans_date: "2020-05-13T00:00:00.000Z", notes: { desc: ["a", "b"] } },
  ]);
  expect(answer.statements[0]?.lines[0]).toMatchObject({ amount: "-50.00", narration: "a b", date: "2020-05-13" });
});

test("Plaid: money that leaves is positive, digits stay as printed, accounts are apart", () => {
  const answer = read(
    '{"accounts":[{"account_id":"A","mask":"0000","type":"depository","subtype":"checking"}],"transactions":[{"transaction_id":"1","account_id":"A","amount":12.30,"iso_currency_code":"USD","date":"2026-01-02","name":"FEE","pending":false},{"transaction_id":"2","account_id":"B","amount":-5,"iso_currency_code":"USD","date":"2026-01-01","name":"IN","pending":true}]}',
  );
  expect(answer.statements.map((one) => one.lines.map((line) => line.amount))).toEqual([["-12.30"], ["5"]]);
  expect(answer.statements[0]?.account).toEqual({ masked: "0000", currency: "USD", type: "current" });
  expect(answer.warnings.map((one) => one.code)).toEqual(["not_booked"]);
});

test("Australian CDR: a signed decimal text and the bank's word for a fee", () => {
  const answer = read({
    data: {
      transactions: [
        {
          accountId: "x",
          transactionId: "t",
          type: "FEE",
          status: "POSTED",
          description: "MONTHLY FEE",
          postingDateTime: "2026-03-01T05:30:00+11:00",
          amount: "-5.00",
          currency: "AUD",
        },
      ],
    },
  });
  expect(answer.statements[0]?.lines[0]).toMatchObject({ amount: "-5.00", code: "FEE", date: "2026-03-01" });
});

test("an amount that is no number is rejected; a text that is cut off or nested without end is refused", () => {
  const answer = read([
    { _id: "1", type: "debit", amount: "abc", narration: "x", date: "2026-01-01T09:00:00.000Z" },
    { _id: "2", type: "debit", amount: 100, narration: "x", date: "2026-01-01T09:00:00.000Z" },
  ]);
  expect(answer.statements[0]?.rejected.map((one) => one.row)).toEqual([1]);
  expect(readAggregatorJson('[{"type":"debit","amount":1')).toMatchObject({ code: "unknown_format" });
  expect(readAggregatorJson("[".repeat(100_000))).toMatchObject({ code: "unknown_format" });
  expect(readAggregatorJson("{}")).toMatchObject({ code: "no_table" });
});

const plaid = (transaction_id: string, amount: number) => ({
  transaction_id,
  amount,
  date: "2026-01-02",
  name: transaction_id,
});
const summary = ({ statements, warnings }: ReadStatements) => ({
  lines: statements[0]?.lines.map((one) => [one.reference, one.amount]),
  warnings: warnings.map((one) => one.code),
});

test("pages kept in one file are one list, and a row that two pages have is read once", () => {
  const item = (id: string) => ({
    id,
    type: "debit",
    amount: 1075,
    narration: "fee",
    date: "2026-01-02T08:00:00.000Z",
  });
  expect(summary(read([{ data: [item("a"), item("b")] }, { data: [item("b"), item("c")] }]))).toEqual({
    lines: [
      ["a", "-10.75"],
      ["b", "-10.75"],
      ["c", "-10.75"],
    ],
    warnings: ["repeated_row"],
  });
});

test("Plaid's sync: a corrected row takes the place of its first version, a removed one is left out and said", () => {
  const answer = read({
    modified: [plaid("a", 2.5), plaid("c", 4.5)],
    added: [plaid("a", 1.5), plaid("b", 3.5), plaid("d", 5.5)],
    removed: [{ transaction_id: "d" }],
  });
  expect(summary(answer)).toEqual({
    lines: [
      ["a", "-2.5"],
      ["b", "-3.5"],
      ["c", "-4.5"],
    ],
    warnings: ["removed_row"],
  });
});

test("two rows that share an id and differ are both kept, and it is said", () => {
  expect(summary(read({ transactions: [plaid("a", 1.5), plaid("a", 2.5)] }))).toEqual({
    lines: [
      ["a", "-1.5"],
      ["a", "-2.5"],
    ],
    warnings: ["repeated_id"],
  });
});

test("without ids equal rows of one list are kept, and a row that a second list repeats is read once", () => {
  const row = { date: "2026-01-02", type: "debit", amount: 10.75, narration: "fee" };
  const answer = read({ all: [row, row, { ...row, amount: 5 }], recent: [row, { ...row, amount: 7 }] });
  expect(answer.statements[0]?.lines.map((one) => one.amount)).toEqual(["-10.75", "-10.75", "-5", "-7"]);
  expect(answer.warnings.map((one) => one.code)).toEqual(["repeated_row"]);
});

test("a list inside a transaction is a part of it, and rows of another interface are told", () => {
  const answer = read({
    transactions: [{ ...plaid("a", 9.5), parts: [plaid("a1", 4.5), plaid("a2", 5)] }, plaid("b", 1)],
    old: [{ date: "2026-01-02", type: "debit", amount: 1.5 }],
  });
  expect(summary(answer)).toEqual({
    lines: [
      ["a", "-9.5"],
      ["b", "-1"],
    ],
    warnings: ["other_rows"],
  });
});

test("a list of nobody we know keeps its units where decimals prove them, and is refused where they do not", () => {
  const row = (amount: number, date: string) => ({ date, narration: "x", amount, type: "DEBIT" });
  const answer = read({ rows: [row(1000.5, "03/01/2026"), row(20, "15/01/2026")] });
  expect(answer.format).toBe("json-plain");
  expect(answer.statements[0]?.lines.map((one) => [one.date, one.amount])).toEqual([
    ["2026-01-03", "-1000.5"],
    ["2026-01-15", "-20"],
  ]);
  expect(readAggregatorJson(JSON.stringify({ rows: [row(1000, "2026-01-03")] }))).toMatchObject({ code: "no_table" });
  expect(read({ rows: [row(1.5, "03/01/2026")] }).warnings.map((one) => one.code)).toEqual(["date_order_assumed"]);
});
