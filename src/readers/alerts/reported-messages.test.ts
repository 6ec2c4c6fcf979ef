import { utils, write } from "@e965/xlsx";
import { expect, test } from "vitest";
import { tellReading } from "../../../test/support/tell-reading.ts";

// Alerts, saved messages and sheets, of kinds that public reports name; all content is made up.
// `said` are those that no reader could settle: a warning, a rejected row or a broken chain says so.

const D = (day: number, amount: number): readonly [string, number] => [
  `2024-02-${String(day).padStart(2, "0")}`,
  amount,
];
type Lines = readonly (readonly [string, number])[];
type Case = readonly [what: string, text: string | Uint8Array, lines: Lines | "said", statements?: number];

const book = (sheets: readonly (readonly (readonly string[])[])[]): Uint8Array => {
  const made = utils.book_new();
  for (const [i, sheet] of sheets.entries())
    utils.book_append_sheet(made, utils.aoa_to_sheet(sheet.map((row) => [...row])), `S${i}`);
  return new Uint8Array(write(made, { type: "array", bookType: "xlsx" }) as ArrayBuffer);
};
const H = ["Date", "Details", "Debit", "Credit", "Balance"];
const CASES: readonly Case[] = [
  [
    "two sheets same rows",
    book([
      [H, ["13/02/2024", "A", "5.00", "", "95.00"], ["14/02/2024", "B", "", "7.00", "102.00"]],
      [H, ["13/02/2024", "A", "5.00", "", "95.00"], ["14/02/2024", "B", "", "7.00", "102.00"]],
    ]),
    [D(13, -5), D(14, 7)],
    1,
  ],
  [
    "two sheets two accounts",
    book([
      [["Account No", "1111111111"], H, ["13/02/2024", "A", "5.00", "", "95.00"]],
      [["Account No", "2222222222"], H, ["14/02/2024", "B", "", "7.00", "17.00"]],
    ]),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "two sheets, second by currency",
    book([
      [["Currency", "NGN"], H, ["13/02/2024", "A", "5.00", "", "95.00"]],
      [["Currency", "USD"], H, ["14/02/2024", "B", "", "7.00", "17.00"]],
    ]),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "sheet continues",
    book([
      [H, ["13/02/2024", "A", "5.00", "", "95.00"]],
      [H, ["14/02/2024", "B", "", "7.00", "102.00"]],
    ]),
    [D(13, -5), D(14, 7)],
  ],
  [
    "a wallet and its savings in two sheets",
    book([
      [
        ["Wallet Account", "8012345678"],
        ["Trans. Time", "Description", "Debit(₦)", "Credit(₦)", "Balance After(₦)"],
        ["13 Feb 2024 08:12:51", "A", "5.00", "--", "95.00"],
      ],
      [
        ["Savings Account", "8012345678"],
        ["Trans. Time", "Description", "Debit(₦)", "Credit(₦)", "Balance After(₦)"],
        ["14 Feb 2024 08:12:51", "B", "--", "7.00", "17.00"],
      ],
    ]),
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "a wallet and its savings below each other",
    "Wallet Account,8012345678\nTrans. Time,Description,Debit,Credit,Balance After\n13 Feb 2024 08:12:51,A,5.00,--,95.00\n\nSavings Account Transactions\nTrans. Time,Description,Debit,Credit,Balance After\n14 Feb 2024 08:12:51,B,--,7.00,17.00\n",
    [D(13, -5), D(14, 7)],
    2,
  ],
  [
    "alerts 2 accounts interleaved",
    "Acct:111****111\nAmt:NGN5.00 DR\nDesc:A\nDate:13-Feb-2024\nBal:NGN95.00\n\nAcct:222****222\nAmt:NGN7.00 CR\nDesc:B\nDate:13-Feb-2024\nBal:NGN17.00\n\nAcct:111****111\nAmt:NGN3.00 DR\nDesc:C\nDate:14-Feb-2024\nBal:NGN92.00\n",
    [D(13, -5), D(14, -3), D(13, 7)],
    2,
  ],
  [
    "alerts two currencies one wallet",
    "You received NGN 7,000.00 from A on 13 Feb 2024. Your balance is NGN 52,000.00.\nYou received USD 5.00 from B on 14 Feb 2024. Your balance is USD 52.00.\n",
    [D(13, 7000), D(14, 5)],
    2,
  ],
  [
    "alert multi-line wrap in sentence",
    "Your account 012****789 has been\ndebited with NGN5,000.00 on\n13-Feb-2024 for TRF TO\nOBI. Bal: NGN45,000.00",
    [D(13, -5000)],
  ],
  ["alert wrapped side word", "Acct: 012****789\nAmt: NGN5,000.00 D\nR\nDate: 13-Feb-2024", [D(13, -5000)]],
  [
    "alert date wrapped in month",
    "Acct: 012****789\nAmt: NGN5,000.00 DR\nDate: 13-\nFeb-2024\nBal: NGN45,000.00",
    [D(13, -5000)],
  ],
  [
    "alert sum split at decimals",
    "Acct: 012****789\nAmt: NGN5,000\n.00 DR\nDate: 13-Feb-2024\nBal: NGN45,000.00",
    [D(13, -5000)],
  ],
  [
    "alert sum split digits",
    "Acct: 012****789\nAmt: NGN5,0\n00.00 DR\nDate: 13-Feb-2024\nBal: NGN45,000.00",
    [D(13, -5000)],
  ],
  ["alert sum plain split", "Acct: 012****789\nAmt: NGN50\n00.00 DR\nDate: 13-Feb-2024\nBal: NGN45,000.00", "said"],
  ["alert spaced thousands", "Acct: 012****789\nAmt: NGN 5 000.00 DR\nDate: 13-Feb-2024", [D(13, -5000)]],
  [
    "alert comma decimals",
    "Acct: 012****789\nAmt: EUR 5.000,00 DR\nDate: 13-Feb-2024\nBal: EUR 45.000,00",
    [D(13, -5000)],
  ],
  ["alert DR in account label", "Acct DR: 012****789\nAmt: NGN5,000.00\nDate: 13-Feb-2024", [D(13, -5000)]],
  [
    "alert credit then reversal word",
    "CREDIT\nAmt:NGN5,000.00\nAcc:069******123\nDesc:RVSL/NIP/TRF\nDate:13/02/2024\nAvail Bal:NGN45,000.00",
    [D(13, 5000)],
  ],
  [
    "alert with fee labels",
    "Acct: 012****789\nAmt: NGN5,000.00 DR\nFee: NGN10.00\nVAT: NGN0.75\nDate: 13-Feb-2024\nBal: NGN45,000.00",
    "said",
  ],
  ["alert pounds", "Spent £5.00 at TESCO on 13 Feb 2024. Balance: £95.00", [D(13, -5)]],
  [
    "e-mail forwarded quotes",
    "> From: A BANK\n> Date: Tue, 13 Feb 2024 10:15\n>\n> Acct: 012****789\n> Amt: NGN5,000.00 DR\n> Desc: TRF\n> Date: 13-Feb-2024\n> Bal: NGN45,000.00",
    [D(13, -5000)],
  ],
  [
    "html email table",
    "<html><body><table><tr><td>Account Number</td><td>012****789</td></tr><tr><td>Transaction Type</td><td>Debit</td></tr><tr><td>Amount</td><td>NGN 5,000.00</td></tr><tr><td>Date</td><td>13-Feb-2024</td></tr><tr><td>Balance</td><td>NGN 45,000.00</td></tr></table></body></html>",
    [D(13, -5000)],
  ],
  [
    "tabbed label value",
    "Account Number\t012****789\nTransaction Type\tDebit\nAmount\tNGN 5,000.00\nDate\t13-Feb-2024\nBalance\tNGN 45,000.00",
    [D(13, -5000)],
  ],
  [
    "the charge of a payment in its own row",
    "Receipt No.,Completion Time,Details,Transaction Status,Paid In,Withdrawn,Balance\nT0,2024-02-14 11:00:00,C,Completed,100.00,,4593.00\nT1,2024-02-14 10:15:22,Customer Transfer of Funds Charge,Completed,,-7.00,4493.00\nT1,2024-02-14 10:15:22,Customer Transfer to B,Completed,,-500.00,4500.00\n",
    [D(14, 100), D(14, -7), D(14, -500)],
  ],
  [
    "a messenger that prints the month first",
    "[2/13/24, 10:16:01 AM] A BANK: Acct:012****789\nAmt:NGN5,000.00 DR\nDesc:TRF\nBal:NGN45,000.00\nDate:13-Feb-2024",
    [D(13, -5000)],
  ],
  [
    "a message under its sender and day",
    "From: A BANK\nSent: 2024-02-13 10:16\n\nAcct:012****789\nAmt:NGN5,000.00 DR\nDesc:TRF\nBal:NGN45,000.00\nDate:13-Feb-2024",
    [D(13, -5000)],
  ],
  [
    "a backup with pictures between",
    `<?xml version="1.0"?><smses count="2"><mms date="1" address="X"><parts><part text="hello"/></parts></mms><sms address="A BANK" type="1" body="Acct:012****789 Amt:NGN5,000.00 DR Desc:TRF Date:13-Feb-2024 Bal:NGN45,000.00"/></smses>`,
    [D(13, -5000)],
  ],
  [
    "sms backup json list nested",
    JSON.stringify({
      conversations: [
        {
          address: "A BANK",
          messages: [
            { body: "Acct:012****789 Amt:NGN5,000.00 DR Desc:TRF Date:13-Feb-2024 Bal:NGN45,000.00", date: 1 },
          ],
        },
      ],
    }),
    [D(13, -5000)],
  ],
  [
    "duplicate alert pasted twice",
    "Acct:111****111\nAmt:NGN5.00 DR\nDesc:A\nDate:13-Feb-2024 10:15:22\nBal:NGN95.00\n\nAcct:111****111\nAmt:NGN5.00 DR\nDesc:A\nDate:13-Feb-2024 10:15:22\nBal:NGN95.00\n",
    [D(13, -5)],
  ],
  [
    "declined",
    "Debit Alert: NGN5,000.00 on acct 012****789 was declined on 13-Feb-2024 due to insufficient funds.",
    "said",
  ],
  ["pending", "Acct: 012****789\nAmt: NGN5,000.00 DR\nDate: 13-Feb-2024\nStatus: Pending", "said"],
];

test.each(CASES.map(([what, text, lines, statements]) => ({ what, text, lines, statements })))("$what", async (one) => {
  const { text, lines, statements } = one;
  const found = await tellReading(text);
  if (lines === "said") {
    expect(found.said).toBe(true);
    return;
  }
  expect(found.lines).toEqual(lines);
  if (statements !== undefined) expect(found.statements).toBe(statements);
});
