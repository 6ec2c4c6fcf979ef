import { expect, test } from "vitest";
import { looksLikeAlerts, speaksOfPayment } from "./looks-like-alerts.ts";

test.each([
  "Acct: **12\nAmt: NGN5.00 DR",
  "Acct: 045****11 Amt: NGN5.00 DR Desc: AIRTIME Avail Bal: NGN20.00 Date: 04-May-2026 10:00",
  "Credit Alert! Acct: 07XXXXX11 Amt: NGN5.00 Desc: RENT Date: 04/05/2026",
  "Txn: Debit. Acct: XX4455. Amt: NGN5.00. Desc: RENT. Date: 04-May-2026",
  "Acct:045**4455 DT:04-May-2026 Desc:RENT CR Amt:NGN5.00 Avail Bal:NGN20.00",
  "Made-up Bank: Acct:****4455 Debit Amt:NGN5.00 on 04-May-2026 Desc:RENT",
  "Debit!\nAmt:NGN-5.00\nAcc:045****11",
  "NGN 5.00 has been debited from your account",
  "₦5.00 was debited from your wallet",
  "A debit of NGN5.00 occurred on your account on 04-May-2026",
  "Credit NGN5.00 to Acct XX4455",
  "Made-up Bank Alert: Debit NGN5.00 on Acct XX4455",
  "NGN2,500 has been deducted from your wallet",
  "You have received NGN5.00 from ADA",
  "You spent NGN5.00 at KIOSK",
  "Debit Alert\r\nNGN5.00\r\nTo: ADA",
  "Credit Alert: Your account ...4455 has been credited with NGN5.00",
])("an alert: %j", (text) => {
  expect(looksLikeAlerts(text)).toBe(true);
});

test.each([
  "Date,Description,Amount,Balance\n01/02/2026,Amt: NGN5,5.00,6.00\n",
  "Date,Description,Amount,Balance\n01/02/2026,Acct: **12 Amt: NGN5.00 Desc: x,5.00,6.00\n",
  "Account No: 0451234567 Total Debit: NGN5.00 Total Credit: NGN6.00\nTrans Date|Narration|Debit|Credit\n",
  "04-May-2026;NGN5.00 has been debited from your account;5.00\n",
  '"04/05/2026","Debit NGN5.00 on Acct XX44","5.00"\n',
  "RX1,04/05/2026,You received NGN5.00 from ADA,5.00\n",
  "04/05/2026\tAcct: **12 Amt: NGN5.00 Desc: x\t5.00\n",
])("rows of a table that quote alerts: %j", (text) => {
  expect(looksLikeAlerts(text)).toBe(false);
});

test.each([
  "Your OTP for the debit of NGN5.00 is 123456.",
  "Your transfer: NGN5.00 could not be debited from your account.",
  "Debit of NGN5.00 declined: no funds",
  "Your account will be debited with NGN5.00 on 04-May-2026",
  "Your balance is NGN5.00. Credit officers wait for you.",
  "Your credit card payment of NGN5.00 is due",
  "Pay XOF 25 000 and be credited",
])("a message that books nothing: %j", (text) => {
  expect(looksLikeAlerts(text)).toBe(false);
});

test("a text that names money and a debit or credit speaks of a payment", () => {
  expect(speaksOfPayment("We could not credit your NGN5.00 today")).toBe(true);
  expect(speaksOfPayment("Date,Text\n2026-01-02,NGN5.00")).toBe(false);
  expect(speaksOfPayment("1,transfer,NGN5.00\n2,transfer,NGN6.00\n")).toBe(false);
  expect(speaksOfPayment("a credit to the whole team of 12")).toBe(false);
});
