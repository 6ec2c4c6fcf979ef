import { expect, test } from "vitest";
import { isRefusal, type ReadStatements } from "../proof/reader-answer.ts";
import { readAlerts } from "./read-alerts.ts";

const BANKS = [
  { id: "xx.made_up", name: "Made-up Bank", aliases: ["MUB"] },
  { id: "xx.other", name: "Other Pay", aliases: [] },
];
const read = (text: string): ReadStatements => {
  const answer = readAlerts(text, BANKS);
  if (isRefusal(answer)) throw new Error(answer.message.code);
  return answer;
};
const short = (answer: ReadStatements) =>
  answer.statements.flatMap((one) => one.lines.map((line) => [line.date, line.amount, line.balance, line.narration]));

const only = (text: string) => {
  const [statement] = read(text).statements;
  const [line] = statement?.lines ?? [];
  return {
    bank: statement?.bank,
    account: statement?.account.masked,
    currency: statement?.account.currency,
    ...line,
    rejected: statement?.rejected.map(({ reason }) => reason),
  };
};

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

test.each(["Debit: 3045678901 NGN 7,000.00 Desc: RENT", "Debit: 3045678901\nAmt: NGN 7,000.00\nDesc: RENT"])(
  "the account before the sum is not the sum: %j",
  (text) => {
    expect(only(`${text} \nBal: NGN 9,000.00\nDate: 04-MAY-2026 09:10`)).toMatchObject({
      account: "******8901",
      amount: "-7000.00",
      balance: "9000.00",
      narration: "RENT",
    });
  },
);

test("a sum without decimals under a key that names the direction is the sum", () => {
  expect(only("Debit: 7,000\nDate: 04-MAY-2026")).toMatchObject({ account: null, amount: "-7000" });
});

test("the bank is not taken from what was bought, whatever the key is called", () => {
  for (const key of ["Desc", "Des", "Narr", "Details", "Particulars", "Remarks", "To", "Sender Bank"])
    expect(only(`Amt: NGN5.00 DR\n${key}: POS @ Other Pay\nDate: 04-May-2026`).bank).toBeNull();
  expect(only("MUB: Acct: **12 Amt: NGN5.00 DR Desc: POS Other Pay Date: 04-May-2026").bank).toBe("xx.made_up");
  expect(only("NGN5.00 was debited from your MUB account for Other Pay on 04-May-2026").bank).toBe("xx.made_up");
  expect(only("Dear Mub Ada, NGN5.00 was debited from your account on 04-May-2026").bank).toBeNull();
});

test("accounts of two banks in one paste keep each its own", () => {
  const one = (bank: string, account: string) => `${bank}: NGN5.00 was debited from account ${account} on 04-May-2026`;
  expect(read(`${one("MUB", "**12")}\n${one("Other Pay", "**34")}`).statements.map(({ bank }) => bank)).toEqual([
    "xx.made_up",
    "xx.other",
  ]);
});

test.each([
  ["12****34", "Acc: 12****34 has been debited with NGN5.00 on 04-May-2026"],
  ["***1234", "Your A/C ...1234 has been debited with NGN5.00 on 04-May-2026"],
  ["****5678", "NGN5.00 was debited from ****5678 on 04-May-2026"],
  ["4321", "NGN5.00 was debited from your account ending 4321 on 04-May-2026"],
  ["XX4455", "Debit NGN5.00 on Acct XX4455. Date: 04-May-2026"],
  ["******4567", "Acct: 045 123 4567\nAmt: NGN5.00 DR\nDate: 04-May-2026"],
  ["****1234", "Acct: ****1234 04/05/2026\nAmt: NGN5.00 DR\nDate: 04-May-2026"],
  [null, "NGN5.00 was debited from your account on 04-May-2026"],
])("the account is %j: %j", (account, text) => {
  expect(only(text)).toMatchObject({ account, amount: "-5.00", date: "2026-05-04", rejected: [] });
});

test.each([
  ["-5.00", "Amt: NGN5.00 DEBIT"],
  ["5.00", "Amt: NGN5.00 CREDIT"],
  ["-5.00", "Debit!\nAmt: NGN-5.00"],
  ["-5", "Debit Alert\n₦5"],
  ["5.00", "Credit Alert! Amt: NGN5.00"],
  ["5.00", "Txn: Credit. Amt: NGN5.00. Acct: XX12"],
  ["-5.00", "We write to tell you that a Debit transaction occurred on your account with us.\n\nAmount : NGN 5.00"],
  ["-5.00", "A debit of NGN5.00 was made on your account"],
  ["-5.00", "NGN5.00 has been deducted from your wallet"],
  ["5.00", "You have received NGN5.00"],
  ["-5.00", "You spent NGN5.00 at KIOSK"],
  ["-5.00", "Debit Alert\n₦5.00 was debited from your wallet"],
])("the direction of %s: %j", (amount, text) => {
  expect(only(`${text}\nDate: 04-May-2026`)).toMatchObject({ amount, currency: "NGN", rejected: [] });
});

test("an alert that says debit and credit at once is rejected", () => {
  expect(only("Credit\nAmt: NGN5.00 DR\nDate: 04-May-2026").rejected).toEqual([{ code: "row.neither_side" }]);
});

test("a condition or a footer gives the next alert no direction", () => {
  const next = "\n\nAmt: NGN5.00\nDate: 04-May-2026";
  expect(only(`If a debit transaction occurred on your account without you, call us.${next}`).rejected).toHaveLength(1);
  expect(only(`Your account will be debited.${next}`).rejected).toHaveLength(1);
  const below = read(`Amt: NGN5.00\nDate: 03-May-2026\n\nYour account has been debited.${next}`);
  expect(below.statements[0]?.rejected).toHaveLength(2);
});

test("a day under Time is the day, and the time of day where both are printed", () => {
  expect(only("Amt: NGN5.00 DR\nTime: 14/05/2026")).toMatchObject({ date: "2026-05-14" });
  expect(only("Amt: NGN5.00 DR\nValue Date: 2026-05-14\nTime of Transaction: 6:05 PM")).toMatchObject({
    date: "2026-05-14",
    time: "18:05:00",
  });
});

test.each([
  "Your account ****1234 has been credited with NGN 5,000.00 by ADA OBI on 14/05/2026 at 11:02.\nRef: RF/77. Avail Bal: NGN 9,000.00",
  "Your account ****1234 has been credited with NGN 5,000.00\nfrom ADA OBI on 14/05/2026 at 11:02. Thank you.\nAvail Bal: NGN 9,000.00. Ref: RF/77.",
  "NGN 5,000.00 has been credited to your account ****1234. Ref: RF/77 on 14/05/2026 11:02. Narration: ADA OBI. Bal: NGN 9,000.00",
  "You have received NGN 5,000.00 in account ****1234 at 11:02 on 14/05/2026. Your balance is NGN 9,000.00. Sender: ADA OBI. Ref: RF/77",
  "Credit NGN5,000.00 to Acct ****1234. Desc: ADA OBI. Ref: RF/77. Date: 14/05/2026 11:02. Bal: NGN9,000.00",
  "Dear Customer,\n\nYour account has been credited with NGN 5,000.00.\n\nTransaction Details:\nAmount: NGN 5,000.00\nReference: RF/77\nDate: 2026-05-14 11:02\nAccount: ****1234\nSender: ADA OBI\n\nBalance: NGN 9,000.00",
  "Acct:****1234 Credit Amt:NGN5,000.00 on 14/05/2026 11:02 Desc:ADA OBI Ref:RF/77 Bal:NGN9,000.00",
])("all that a sentence, and the labels around it, tell is read: %j", (text) => {
  expect(read(text).statements).toHaveLength(1);
  expect(only(text)).toMatchObject({
    account: "****1234",
    currency: "NGN",
    amount: "5000.00",
    balance: "9000.00",
    date: "2026-05-14",
    time: "11:02:00",
    narration: "ADA OBI",
    reference: "RF/77",
    rejected: [],
  });
});

test("a balance without decimals is read, and the day in a description stays there", () => {
  expect(only("NGN5,000 was debited from your account on 14-May-2026. Bal: 12,300")).toMatchObject({
    amount: "-5000",
    balance: "12300",
  });
  expect(only("Amt: NGN5.00 DR\nDesc: RENT on 01/04/2026\nDate: 14-May-2026").narration).toBe("RENT on 01/04/2026");
});

test("labels that contradict the sentence before them are an alert of their own, with all that belongs to it", () => {
  const sentence = "NGN5.00 was debited from your account on 14-May-2026 for RENT.";
  for (const gap of ["\n", "\n\n"]) {
    const answer = read(`${sentence}${gap}Amt: NGN7.00 DR\nDesc: FOOD\nDate: 15-May-2026`);
    expect(short(answer)).toEqual([
      ["2026-05-14", "-5.00", null, "RENT"],
      ["2026-05-15", "-7.00", null, "FOOD"],
    ]);
  }
  const late = read(`${sentence}\n\nDesc: FOOD\nBal: NGN1.00\nAmt: NGN7.00 DR\nDate: 15-May-2026`);
  expect(short(late)).toEqual([
    ["2026-05-14", "-5.00", null, "RENT"],
    ["2026-05-15", "-7.00", "1.00", "FOOD"],
  ]);
  const back = read(`${sentence}\n\nAmt: NGN5.00 CR\nDesc: BACK\nDate: 15-May-2026`);
  expect(short(back).map((line) => line[1])).toEqual(["-5.00", "5.00"]);
});

test("messages of money that did not move are told and not read, and take no label from the alert that follows", () => {
  const answer = read(
    "Debit of NGN5.00 on your account declined.\nAcct: **12\nAmt: NGN7.00 DR\nDesc: FOOD\nDate: 15-May-2026\n\nAmt: NGN9.00 DR\nDate: 16-May-2026\nStatus: Failed",
  );
  expect(short(answer)).toEqual([["2026-05-15", "-7.00", null, "FOOD"]]);
  expect(answer.statements[0]?.account.masked).toBe("**12");
  expect(answer.warnings).toEqual([
    expect.objectContaining({ code: "nothing_booked", row: 1 }),
    expect.objectContaining({ code: "nothing_booked", row: 7 }),
  ]);
});

test("alerts of one line each, in one paste with others, are read one by one", () => {
  const line = (amount: string, day: string) => `Acct: **12 Amt: NGN${amount} DR Desc: POS. Date: ${day}-May-2026\n`;
  expect(
    short(read(`${line("5.00", "14")}${line("5.00", "14")}Acct: **12\nAmt: NGN6.00 DR\nDate: 15-May-2026`)),
  ).toEqual([
    ["2026-05-14", "-5.00", null, "POS"],
    ["2026-05-14", "-5.00", null, "POS"],
    ["2026-05-15", "-6.00", null, ""],
  ]);
});

test("a footer after a sentence, and the account of the other side, are no part of the payment", () => {
  expect(
    only(
      "NGN5.00 was debited from your account **1234 on 14-May-2026. Beneficiary Account: 0987654321\nIf not you, call 0700 123 4567.",
    ),
  ).toMatchObject({ account: "**1234", narration: "" });
});
