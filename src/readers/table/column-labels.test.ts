import { expect, test } from "vitest";
import { normaliseLabel, roleOf } from "./column-labels.ts";

test.each([
  ["Debit(NGN)", "debit"],
  ["Débit (₦)", "debit"],
  ["Trans. Date", "trans date"],
  ["Withdrawal (DR)", "withdrawal dr"],
  ["  Balance  in  NGN ", "balance"],
  ["Chq. No", "chq no"],
])("%j is the label %j", (printed, plain) => {
  expect(normaliseLabel(printed)).toBe(plain);
});

test.each([
  ["Posted Date", "date"],
  ["VALUE DATE", "valueDate"],
  ["Val Date", "valueDate"],
  ["Remarks", "narration"],
  ["To / From", "detail"],
  ["Reference/Session ID", "reference"],
  ["Pay Out", "debit"],
  ["Lodgements", "credit"],
  ["Balance After", "balance"],
  ["Dr/Cr", "direction"],
  ["Ccy", "currency"],
  ["Waehrung", "currency"],
  ["Valuutta", "currency"],
  ["Divisa", "currency"],
  ["Cheque No.", "code"],
  ["Channel", "other"],
  ["ValueDate", "valueDate"],
  ["MoneyOut", "debit"],
])("%j holds the %s", (label, role) => {
  expect(roleOf(label)).toBe(role);
});

test.each(["", "  ", "POS PURCHASE IKEJA", "12.00", "Total Debit"])("%j says nothing", (label) => {
  expect(roleOf(label)).toBeNull();
});
