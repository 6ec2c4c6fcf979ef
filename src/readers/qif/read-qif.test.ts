import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readQif } from "./read-qif.ts";

const read = (text: string): ReadStatements => {
  const answer = readQif(text);
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};

test("a split belongs to its payment, and categories and classes are no payments", () => {
  const { statements } = read(
    "!Type:Cat\nNFood\n^\n!Type:Bank\nD28/2'2009\nT-1,000.00\nPRent\nSA\n$-400.00\nSB\n$-600.00\n^\nD 1/ 3'09\nT75\nPPay\n^",
  );
  expect(statements).toHaveLength(1);
  expect(statements[0]?.lines.map((one) => [one.date, one.amount, one.narration])).toEqual([
    ["2009-02-28", "-1000.00", "Rent"],
    ["2009-03-01", "75", "Pay"],
  ]);
});

test("where no date settles the order, the one that keeps payments together is assumed and said", () => {
  const { statements, warnings } = read("!Type:Bank\nD6/1/94\nT-1.00\n^\nD6/2/94\nT-2.00\n^\nD6/3/94\nT-3.00\n^");
  expect(statements[0]?.lines.map((one) => one.date)).toEqual(["1994-06-01", "1994-06-02", "1994-06-03"]);
  expect(warnings.map((one) => one.code)).toContain("date_order_assumed");
});

test("a record without an amount or with a day that does not exist is rejected", () => {
  const { statements } = read("!Type:Bank\nD30/02/2020\nT5.00\n^\nD28/02/2020\nTabc\n^\nD27/02/2020\nT1.00");
  expect(statements[0]?.rejected.map((one) => one.row)).toEqual([1, 2]);
  expect(statements[0]?.lines.map((one) => one.row)).toEqual([3]);
});

test("a text without payments is refused", () => {
  expect(readQif("This is no QIF")).toMatchObject({ code: "no_table" });
});

const ACCOUNT = "!Account\nNMy Savings\nTBank\n^\n";

test.each([
  ["the payee says so", "!Type:Bank\nD28/01/2026\nT1,000.00\nPOpening Balance\nL[Any]\n^\n"],
  ["it comes from its own account", `${ACCOUNT}!Type:Bank\nD28/01/2026\nT1,000.00\nL[My Savings]\n^\n`],
])("the first record is the opening balance and no income when %s", (_name, head) => {
  const [statement] = read(`${head}D29/01/2026\nT-10.75\nPFee\n^\n`).statements;
  expect(statement?.opening).toBe("1000.00");
  expect(statement?.lines.map((one) => [one.row, one.amount])).toEqual([[1, "-10.75"]]);
});

test.each([
  ["a transfer from another account", `${ACCOUNT}!Type:Bank\nD28/01/2026\nT5.00\nPOpening Balance\nL[Other]\n^`],
  ["a gift called so", "!Type:Bank\nD28/01/2026\nT5.00\nPOpening Balance\nLGifts\n^"],
])("%s is no opening balance", (_name, text) => {
  const [statement] = read(text).statements;
  expect(statement?.opening).toBeNull();
  expect(statement?.lines.at(-1)?.amount).toBe("5.00");
});

test.each(["Opening Balance", "Saldo inicial", "Total", "Kontostand am 28.01.2026", "Grand total"])(
  "a later record called %s is no payment, and its text says so",
  (words) => {
    const [statement] = read(`!Type:Bank\nD28/01/2026\nT1\n^\nD28/01/2026\nT5.00\nP${words}\n^`).statements;
    expect(statement?.opening).toBeNull();
    expect(statement?.lines).toHaveLength(1);
    expect(statement?.rejected).toMatchObject([{ row: 2, reason: { code: "row.balance_or_total" } }]);
  },
);

test.each(["Anfangssaldo", "Solde initial", "Balance b/f", "Ingående saldo"])(
  "a first record called %s opens",
  (words) => {
    const [statement] = read(`!Type:Bank\nD28/01/2026\nT5.00\nP${words}\n^\nD29/01/2026\nT-1.00\nPX\n^`).statements;
    expect(statement?.opening).toBe("5.00");
    expect(statement?.lines).toHaveLength(1);
  },
);

test("an opening balance that cannot be read is rejected with its text", () => {
  const [statement] = read(
    "!Type:Bank\nD28/01/2026\nT1..0\nPOpening Balance\nL[Any]\n^\nD29/01/2026\nT1.00\n^",
  ).statements;
  expect(statement?.opening).toBeNull();
  expect(statement?.rejected.map((one) => one.row)).toEqual([1]);
  expect(statement?.lines.map((one) => one.row)).toEqual([2]);
});

test("the balance of an account closes its payments and proves them, when no payment is later", () => {
  const file = (day: string) =>
    `!Account\nNMy Savings\n$89.25\n/${day}\n^\n!Type:Bank\nD28/01/2026\nT100\nL[My Savings]\n^\nD29/01/2026\nT-10.75\n^`;
  const [proved] = read(file("31/01/2026")).statements;
  expect(proved).toMatchObject({ opening: "100", closing: "89.25", chain: { state: "complete" } });
  expect(read(file("28/01/2026")).statements[0]?.closing).toBeNull();
  expect(read(file("")).statements[0]?.closing).toBeNull();
});

test("a list of accounts does not say whose payments follow it", () => {
  const list = `${ACCOUNT}NMy Card\n$5.00\n/31/01/2026\n^\n`;
  for (const between of ["", "!Clear:AutoSwitch\n"]) {
    const [statement] = read(`${list}${between}!Type:Bank\nD28/01/2026\nT1.00\nL[My Card]\n^`).statements;
    expect(statement).toMatchObject({ closing: null, opening: null, account: { type: "unknown" } });
    expect(statement?.lines).toHaveLength(1);
  }
});

test("trades are counted and not read, money that moves in and out is", () => {
  const trade = (action: string) => `D28/01/2026\nN${action}\nYFund\nT550.00\nL[Checking]\n$550.00\n^\n`;
  const trades = ["Buy", "BuyX", "Sell", "SellX", "ReinvDiv", "DivX", "ShrsIn"].map(trade).join("");
  const { statements, warnings } = read(
    `!Type:Invst\n${trades}D29/01/2026\nNXOut\nT7.00\n^\nD29/01/2026\nNXIn\nT9.00\n^`,
  );
  expect(statements[0]?.lines.map((one) => one.amount)).toEqual(["-7.00", "9.00"]);
  expect(warnings).toContainEqual(expect.objectContaining({ code: "investments_not_read", facts: { count: 7 } }));
  expect(readQif(`!Type:Invst\n${trades}`)).toMatchObject({
    message: { code: "file.qif_trades", facts: { trades: 7 } },
  });
});

test("without signs the words Withdrawal and Deposit on every record say the direction", () => {
  const record = (word: string, amount: string) => `D28/01/2026\nT${amount}\nN${word}\n^\n`;
  const { statements, warnings } = read(`!Type:Bank\n${record("Withdrawal", "39.00")}${record("Deposit", "51.00")}`);
  expect(statements[0]?.lines.map((one) => [one.amount, one.reference])).toEqual([
    ["-39.00", null],
    ["51.00", null],
  ]);
  expect(warnings.map((one) => one.code)).toContain("direction_from_type");
  for (const other of [record("Withdrawal", "-1.00"), record("1001", "1.00")]) {
    const [statement] = read(`!Type:Bank\n${record("Withdrawal", "39.00")}${other}`).statements;
    expect(statement?.lines[0]?.amount).toBe("39.00");
  }
});

test("a file that is indented as a whole reads like one that is not", () => {
  const text = `${ACCOUNT}!Type:Bank\nD28/01/2026\nT-1.00\nPFee\n^\n`;
  expect(read(text.replace(/^(?=.)/gm, "    "))).toEqual(read(text));
});
