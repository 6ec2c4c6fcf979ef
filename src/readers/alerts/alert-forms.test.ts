import { expect, test } from "vitest";
import { FILE_READERS } from "../file-readers.ts";
import { readStatementFile } from "../read-statement-file.ts";

// The forms in which twelve banks and four wallets write one payment, as they arrive: bare days, sides on a line of their
// own, decorated labels, wrapped by a phone, or copied from a picture of a screen. All names and numbers are made up.

const FORMS: Readonly<Record<string, string>> = {
  "labels with a mark behind the sum":
    "Acct:012****789\nAmt:NGN5,000.00 DR\nDesc:TRF TO OBI\nAvail Bal:NGN45,000.00\nDate:2026-02-13 10:15:22 AM",
  "the side before the label of the sum":
    "Acct:012****789\nDT:13/02/2026:10:15:22 AM\nDR Amt:5,000.00\nREF:TRF TO OBI\nBal:NGN45,000.00\nDial *123#",
  "all on one line":
    "Debit: 012XXXX789 Amt: NGN5,000.00 Date: 13-FEB-2026 10:15:22 Desc: TRF TO OBI. Bal: NGN45,000.00CR. Dial *123#",
  "a word for the side on top":
    "Txn: Debit\nAc:012XX789\nAmt:NGN 5,000.00\nDes:TRF TO OBI\nDate:13-Feb-2026 10:15\nBal:NGN 45,000.00",
  "the side alone on top":
    "Debit\nAmt:NGN5,000.00\nAcc:012******789\nDesc:TRF TO OBI\nDate:13/02/2026\nAvail Bal:NGN45,000.00\nTotal:NGN45,000.00",
  "the side alone below the sum":
    "Acct: 012**789\nAmt: NGN5,000.00\nDR\nDesc: TRF TO OBI\nAvail Bal: NGN45,000.00\nDate: 13-Feb-2026",
  "a heading with a mark and a day in words":
    "Debit Alert!\nAmount: NGN 5,000.00\nAccount: 01****0789\nNarration: TRF TO OBI\nBalance: NGN 45,000.00\nDate: 13 Feb 2026, 10:15 AM",
  "a sum and a day without labels":
    "Debit Alert\nAcct: 012****789\nNGN5,000.00\nTRF TO OBI\n13-02-2026\nBal: NGN45,000.00",
  "a type, then bare lines":
    "Acct: ******0789\nType: DR\nNGN 5,000.00\n13/02/2026 10:15\nTRF TO OBI\nBal: NGN 45,000.00",
  "pictures and stars before the labels":
    "*Transaction Notification*\n🔹 *Account:* 012****789\n🔹 *Amount:* ₦5,000.00\n🔹 *Type:* Debit\n🔹 *Remarks:* TRF TO OBI\n🔹 *Date:* 13 Feb 2026\n🔹 *Balance:* ₦45,000.00",
  "bullets and a colon of another script":
    "• Acct：012****789\n• Amt：NGN5,000.00 DR\n• Desc：TRF TO OBI\n• Date：13-Feb-2026\n• Bal：NGN45,000.00",
  "pipes between": "Acct: ***0789 | Amt: NGN5,000.00 DR | Date: 13-Feb-2026 | Desc: TRF TO OBI | Bal: NGN45,000.00",
  "a sentence with the side as letters":
    "Acct **0789 DR with NGN5,000.00 on 13/02/2026 10:15:22. Narration: TRF TO OBI. Avail Bal: NGN45,000.00",
  "a sentence whose balance has no colon":
    "Dear Customer, your account 012****789 has been debited with NGN5,000.00 on 13-FEB-2026 10:15. Desc: TRF TO OBI. Bal NGN45,000.00.",
  "a sentence that speaks to its reader":
    "You've been debited! NGN5,000.00 was debited from your account 012XXXX789 on 13-02-2026 for TRF TO OBI. Balance: NGN45,000.00",
  "a sentence whose account is hidden by points, and whose words follow the day":
    "UBA: Your a/c 2XX..78X has been debited NGN5,000.00 on 13-Feb-2026 10:15 TRF TO OBI. Bal: NGN45,000.00",
  "a heading on the line of its labels":
    "DEBIT ALERT: ACCT: 012***0789. AMT: NGN 5,000.00. DESC: TRF TO OBI. DATE: 13-Feb-2026 10:15. BAL: NGN 45,000.00.",
  "a heading that says where the money went":
    "Money Out Alert\nAmount: ₦5,000.00\nNarration: TRF TO OBI\nTime: 2026-02-13 10:15:22\nBalance: ₦45,000.00",
  "a balance in a sentence behind the description":
    "Dear ADA, a debit of NGN 5,000.00 occurred on your account 012****789 on 13-Feb-2026 at 10:15. Narration: TRF TO OBI. Your balance is NGN 45,000.00. Thank you for banking with us.",
  "a balance that is so now":
    "Hi Ada, you just sent ₦5,000.00 for TRF TO OBI on 13/02/2026 at 10:15. Your balance is now ₦45,000.00.",
  "an e-mail's table":
    "Account Number : ******0789\nDescription : TRF TO OBI\nAmount : 5,000.00\nValue Date : 13-Feb-2026\nTime of Transaction : 10:15 AM\nDocument Number : 0\nTransaction Type : Debit\nCurrent Balance : NGN 45,000.00\nAvailable Balance : NGN 45,000.00",
  "a screen, each value below its label":
    "Account\n****0789\nAmount:\nNGN 5,000.00\nDR\nDate:\n13-Feb-2026\nNarration:\nTRF TO OBI\nBalance:\nNGN 45,000.00",
  "wrapped by a phone":
    "Acct: 012****789\nAmt: NGN5,\n000.00 DR\nDesc: TRF\nTO OBI\nAvail Bal: NGN45,0\n00.00\nDate: 13-Feb-\n2026",
  "a wallet, that was sent":
    "You sent NGN 5,000.00 to TRF TO OBI on 13 Feb, 2026 10:15. Your balance is NGN 45,000.00.",
  "a wallet's receipt": "Transfer Successful\n-₦5,000.00\nFeb 13th, 2026 10:15:22\nTRF TO OBI\nBalance: ₦45,000.00",
  "a wallet in other money":
    "Payment made for GHS 5000.00 to TRF TO OBI. Current Balance: GHS 45000.00. Transaction ID: 12345678901. 2026-02-13 10:15:22",
  "a wallet with a code first":
    "TBD1ABC2DE Confirmed. Ksh5,000.00 sent to TRF TO OBI on 13/2/26 at 10:15 AM. New M-PESA balance is Ksh45,000.00.",
};

async function read(text: string) {
  const answer = await readStatementFile(new TextEncoder().encode(text), {}, { banks: [], layouts: [] }, FILE_READERS);
  if (!answer.ok) throw new Error(answer.refusal.message.code);
  const { statements, warnings } = answer.file;
  return {
    lines: statements.flatMap(({ lines }) =>
      lines.map((line) => [line.date, Number(line.amount), line.balance === null ? null : Number(line.balance)]),
    ),
    words: statements.flatMap(({ lines }) => lines.map(({ narration, reference }) => `${narration} ${reference}`)),
    rejected: statements.flatMap(({ rejected }) => rejected),
    codes: warnings.map(({ code }) => code),
    accounts: statements.map(({ account }) => account.masked),
  };
}
const OUT = ["2026-02-13", -5000, 45000];

test.each(Object.keys(FORMS))("%s", async (form) => {
  const { lines, words, rejected, codes } = await read(FORMS[form] as string);
  expect({ lines, rejected, codes }).toEqual({ lines: [OUT], rejected: [], codes: [] });
  expect(words[0]).toContain("TRF TO OBI");
});

const body = (sum: string, balance: string, day: string): string =>
  `Acct:012****789\nAmt:NGN${sum}\nDesc:TRF\nAvail Bal:NGN${balance}\nDate:2026-02-${day}`;
const TWO: readonly [string, string] = [body("5,000.00 DR", "45,000.00", "13"), body("7,000.00 CR", "52,000.00", "14")];
const escaped = (text: string): string => text.replaceAll("\n", "&#10;");
const SAVED: Readonly<Record<string, string>> = {
  "a backup in XML": `<?xml version='1.0' encoding='UTF-8'?>\n<smses count="3">${TWO.map((one) => `<sms address="A BANK" type="1" body="&#55357;&#56832; ${escaped(one)}" readable_date="1 Mar 2026 10:15:22" />`).join("\n")}<sms address="+2340000000000" type="2" body="Amt: NGN1.00 DR, Date: 13-Feb-2026" /></smses>`,
  "another app's XML": `<?xml version="1.0"?><messages>${TWO.map((one) => `<message sender='A BANK' text='${escaped(one)}'/>`).join("")}</messages>`,
  "a messenger's text": `13/02/2026, 09:00 - Messages are end-to-end encrypted.\n${TWO.map((one, i) => `1${3 + i}/02/2026, 10:16 - A BANK: ${one}`).join("\n")}\n14/02/2026, 10:17 - Obi: please send me NGN2,000`,
  "a messenger's text with brackets": TWO.map((one, i) => `[2/1${3 + i}/26, 10:16:01 AM] A BANK: ${one}`).join("\n"),
  "a messenger's JSON": JSON.stringify({
    name: "A BANK",
    messages: TWO.map((one, id) => ({
      id,
      type: "message",
      date: "2026-03-01T10:16:00",
      from: "A BANK",
      text: [one.slice(0, 9), { type: "phone", text: one.slice(9) }],
    })),
  }),
  "a backup in JSON": JSON.stringify(
    TWO.map((one, i) => ({ address: "A BANK", type: 1, date: 1770977722000 + i, body: one })),
  ),
  "a table of messages": `Type,Date,Sender,Content\n${TWO.map((one) => `Received,01/03/2026 10:15,A BANK,"${one}"`).join("\n")}\nSent,01/03/2026,Obi,"Amt: NGN1.00 DR, Date: 13-Feb-2026"`,
  "glued together": TWO.join(" ").replaceAll("\n", " "),
};

test.each(Object.keys(SAVED))("%s holds the alerts of one account", async (form) => {
  const { lines, rejected, accounts, codes } = await read(SAVED[form] as string);
  expect({ lines, rejected }).toEqual({ lines: [OUT, ["2026-02-14", 7000, 52000]], rejected: [] });
  expect({ accounts, codes }).toEqual({ accounts: ["012****789"], codes: [] });
});

test("two hundred alerts in one paste are two hundred lines whose balances follow from each other", async () => {
  let balance = 1_000_000;
  const alerts = Array.from({ length: 200 }, (_one, i) => {
    balance -= 100 + i;
    return body(`${100 + i}.00 DR`, `${balance}.00`, String(1 + Math.floor(i / 8)).padStart(2, "0"));
  });
  const { lines, rejected } = await read(alerts.join("\n\n"));
  expect(lines.map(([, amount]) => amount)).toEqual(alerts.map((_one, i) => -100 - i));
  expect(rejected).toEqual([]);
});

test("a saved message without a day takes the day on which it was sent, and says so", async () => {
  const found = await read(
    "13/02/2026, 10:16 - Wallet: You just sent ₦5,000.00 to OBI ADE.\n13/02/2026, 10:17 - Obi: hi",
  );
  expect(found.lines).toEqual([["2026-02-13", -5000, null]]);
  expect(found.codes).toEqual(
    (["day_of_message", "date_order_assumed"] as const).filter((code) => found.codes.includes(code)),
  );
  expect(found.codes).toContain("day_of_message");
});

test("a saved message that speaks of a payment and cannot be read does not vanish", async () => {
  const found = await read(
    `${SAVED["a messenger's text"]}\n15/02/2026, 10:16 - A BANK: Your acct holds a lien of NGN5,000.00`,
  );
  expect(found.codes).toEqual(["message_unread"]);
});

test("what a payment cost is a line where the balance proves it, and else a warning", async () => {
  const paid =
    "Ksh500.00 sent to OBI on 13/2/26 at 10:15 AM. New M-PESA balance is Ksh4,500.00. Transaction cost, Ksh7.00.";
  const before =
    "Confirmed.You have received Ksh1,007.00 from ADA on 12/2/26 at 9:15 AM New M-PESA balance is Ksh5,007.00.";
  const proven = await read(`${before}\n${paid}`);
  expect(proven.lines).toEqual([
    ["2026-02-12", 1007, 5007],
    ["2026-02-13", -500, null],
    ["2026-02-13", -7, 4500],
  ]);
  expect(proven.codes).toEqual([]);
  expect((await read(paid)).codes).toEqual(["fees_beside"]);
});
