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
