import { expect, test } from "vitest";
import { accountType, bankIn, boundsOf, readPreamble } from "./read-preamble.ts";

const BANKS = [
  { id: "xx.made_up", name: "Made-up Bank", aliases: ["MUB"] },
  { id: "xx.made_up_trust", name: "Made-up Bank Trust", aliases: [] },
];
const read = (...lines: string[]) =>
  readPreamble(
    lines.map((line) => ({ cells: line.split("|"), raw: line })),
    BANKS,
  );

test("labels and values in one cell, in two cells and several on a row are read alike", () => {
  const said = read(
    "Account Name: ADA OBI|Account Number|0123456789",
    "Currency:|NGN|Account Type:|SAVINGS ACCOUNT",
    "Opening Balance||1,000.00",
    "Closing Balance: 900.00",
  );
  expect(said).toMatchObject({
    holder: "ADA OBI",
    masked: "******6789",
    currency: "NGN",
    type: "savings",
    opening: "1,000.00",
    closing: "900.00",
  });
});

test("an account label beside a word is no number, and a number that the bank has masked stays as it is", () => {
  expect(read("Account|Savings").masked).toBeNull();
  expect(read("Account No|012XXXX789").masked).toBe("012XXXX789");
});

test.each([
  ["Account No: 0123456789 - (211/001/1/2)"],
  ["Account No: 0123456789 (NGN)"],
  ["Acc No|0123456789 ADA OBI"],
  ["Account|Savings", "Account Number|0123456789"],
  ["Account History - for 0123456789 ADA OBI"],
])("the account number in %j is found", (...lines) => {
  expect(read(...lines).masked).toBe("******6789");
});

test.each([
  ["Account No: 0123456789-01 y"],
  ["Account No: 0123456789 12/34"],
  ["Account No: 01234567890 (NGN)"],
  ["Account Number|12 Marina Road"],
  ["Account|NO12 MARINA ROAD LAGOS"],
  ["Payment for 0123456789 ADA OBI"],
])("of %j no account number is guessed", (line) => {
  expect(read(line).masked).toBeNull();
});

test("an IBAN is an account number, in the words of its country too", () => {
  expect(read("Account Number|AE070331234567890123456").masked).toBe("*******************3456");
  expect(read("Girokonto|DE02 1203 0000 0000 2020 51").masked).toBe("******************2051");
});

test("a title names the account, its holder and the cycle of the statement", () => {
  const said = read("Account History - for 0123456789 ADA OBI|Statement Cycle 01-Jan-2026 to 31-Jan-2026");
  expect(said).toMatchObject({ holder: "ADA OBI", period: ["01-Jan-2026", "31-Jan-2026"] });
});

test("naira in words is NGN, and what is no code is no currency", () => {
  expect(read("Currency:Naira").currency).toBe("NGN");
  expect(read("Currency|ngn").currency).toBe("NGN");
  expect(read("Currency|Local").currency).toBeNull();
});

test("a person called like the bank does not name the bank", () => {
  expect(read("Account Name|MUB STORES", "Address|1 MUB ROAD").bank).toBeNull();
  expect(read("MUB Plc", "Account Name|ADA").bank).toBe("xx.made_up");
});

test("of banks named in one place the longer name counts, of two places the first", () => {
  expect(bankIn("Made-up Bank Trust Ltd", BANKS)).toBe("xx.made_up_trust");
  expect(bankIn("MUB pays Made-up Bank Trust", BANKS)).toBe("xx.made_up");
  expect(bankIn("SUBMUBARINE", BANKS)).toBeNull();
});

test.each([
  [["Period|01-Jan-2026 TO 31-Jan-2026"]],
  [["From|01-Jan-2026", "To|31-Jan-2026"]],
  [["Statement from 01-Jan-2026 to 31-Jan-2026"]],
])("the period of %j is January", (lines) => {
  expect(boundsOf(read(...lines).period, "dmy")).toEqual({ from: "2026-01-01", to: "2026-01-31" });
});

test("a period that ends before it begins is none", () => {
  expect(boundsOf(["31-Jan-2026", "01-Jan-2026"], "dmy")).toBeNull();
});

test.each([
  ["DOMICILIARY ACCOUNT", "domiciliary"],
  ["Savings Plus", "savings"],
  ["CURRENT", "current"],
  ["checking", "current"],
  ["Loan", undefined],
])("%j is a %s account", (text, type) => {
  expect(accountType(text)).toBe(type);
});

test("a line of the account may end with its currency", () => {
  const said = (line: string) => readPreamble([{ cells: [line], raw: line }], []).currency;
  expect(readPreamble([{ cells: ["Account 0123456789 NGN", "", ""], raw: "" }], []).currency).toBe("NGN");
  expect(said("Acct ******6789 USD")).toBe("USD");
  expect(said("Account 0123456789 RUN")).toBeNull();
  expect(said("Paid to Account 0123456789 USD")).toBeNull();
});
