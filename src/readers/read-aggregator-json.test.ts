import { expect, test } from "vitest";
import { readAggregatorJson } from "./read-aggregator-json.ts";
import { isRefusal, type ReadStatements } from "./reader-answer.ts";

const read = (value: unknown): ReadStatements => {
  const answer = readAggregatorJson(typeof value === "string" ? value : JSON.stringify(value));
  if (isRefusal(answer)) throw new Error(answer.message);
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
    { _id: "1", type: "debit", amount: "abc", narration: "x", date: "2026-01-01" },
    { _id: "2", type: "debit", amount: 100, narration: "x", date: "2026-01-01" },
  ]);
  expect(answer.statements[0]?.rejected.map((one) => one.row)).toEqual([1]);
  expect(readAggregatorJson('[{"type":"debit","amount":1')).toMatchObject({ code: "unknown_format" });
  expect(readAggregatorJson("[".repeat(100_000))).toMatchObject({ code: "unknown_format" });
  expect(readAggregatorJson("{}")).toMatchObject({ code: "no_table" });
});
