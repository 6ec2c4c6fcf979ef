import { expect, test } from "vitest";
import { looksLikeAlerts, readAlerts } from "./read-alerts.ts";
import { isRefusal, type ReadStatements } from "./reader-answer.ts";

const read = (text: string): ReadStatements => {
  const answer = readAlerts(text);
  if (isRefusal(answer)) throw new Error(answer.message);
  return answer;
};
const short = (answer: ReadStatements) =>
  answer.statements.flatMap((one) => one.lines.map((line) => [line.date, line.amount, line.balance, line.narration]));

test("alerts with the direction behind the amount", () => {
  const answer = read(
    "Acct: ******6084\nAmt: NGN125,800.00 DR\nDesc: NIP TRANSFER TO A\nAvail Bal: NGN390,752.58\nDate: 2026-05-05 12:01:17 PM",
  );
  expect(short(answer)).toEqual([["2026-05-05", "-125800.00", "390752.58", "NIP TRANSFER TO A"]]);
  expect(answer.statements[0]?.lines[0]?.time).toBe("12:01:17");
});

test("alerts with the direction before the amount, a narration without a key and a time glued to the day", () => {
  const answer = read(
    "Acct:223****123\nDT:13/05/2026:10:02:15 AM\nNIP/FBN/ADA OBI/RENT\nDR Amt:1,000.00\nBal:25,000.00\n\nAcct:223****123\nDT:13/05/2026:11:02:15 PM\nNIP CHARGE + VAT\nDR Amt:10.75\nBal:24,989.25",
  );
  expect(short(answer)).toEqual([
    ["2026-05-13", "-1000.00", "25000.00", "NIP/FBN/ADA OBI/RENT"],
    ["2026-05-13", "-10.75", "24989.25", "NIP CHARGE + VAT"],
  ]);
  expect(answer.statements[0]?.chain.state).toBe("complete");
});

test("alerts without blank lines between them, with a word for the direction", () => {
  const one = (word: string, amount: string, balance: string) =>
    `Txn: ${word}\nAc:2XX..42X\nAmt:NGN ${amount}\nDes:POS BUY Ref: 12\nDate:12-May-2026 12:30\nBal:NGN ${balance}\n`;
  const answer = read(one("Debit", "500.00", "1,500.00") + one("Credit", "5,000.00", "6,500.00"));
  expect(short(answer).map((line) => line[1])).toEqual(["-500.00", "5000.00"]);
});

test("alerts as sentences", () => {
  const answer = read(
    "Your Acct 2XXXX412 has been debited with NGN500.00 on 05-JAN-2026 10:02:14 by NIP TRANSFER TO ADA. Bal: NGN1,200.00CR",
  );
  expect(short(answer)).toEqual([["2026-01-05", "-500.00", "1200.00", "NIP TRANSFER TO ADA"]]);
});

test("an alert without a direction is proved by the balances around it or rejected", () => {
  const one = (amount: string, balance: string) =>
    `Acct: **12\nAmt: NGN${amount}\nDesc: X\nDate: 2026-05-05\nAvail Bal: NGN${balance}\n\n`;
  const answer = read(one("10.00", "100.00") + one("10.00", "90.00") + one("5.00", "95.00"));
  expect(short(answer).map((line) => line[1])).toEqual(["-10.00", "5.00"]);
  expect(answer.statements[0]?.rejected.map((line) => line.row)).toEqual([1]);
});

test("a gap between alerts proves nothing against them", () => {
  const one = (amount: string, balance: string) =>
    `Amt: NGN${amount} DR\nDesc: X\nDate: 2026-05-05\nAvail Bal: NGN${balance}\n\n`;
  expect(read(one("10.00", "100.00") + one("10.00", "40.00")).statements[0]?.chain).toEqual({
    state: "absent",
    breaks: [],
  });
});

test("a table is not taken for alerts", () => {
  expect(looksLikeAlerts("Date,Description,Amount,Balance\n01/02/2026,Amt: NGN5,5.00,6.00\n")).toBe(false);
  expect(looksLikeAlerts("Acct: **12\nAmt: NGN5.00 DR")).toBe(true);
});
