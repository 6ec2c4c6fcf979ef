import { describe, expect, test } from "vitest";
import { FILE_READERS } from "./file-readers.ts";
import { type FileAnswer, readStatementFile } from "./read-statement-file.ts";

// Kinds of input that once read wrong, most of them in silence, each in several forms. `[day, sum, balance]` of every line.

type Line = readonly [date: string, amount: number, balance?: number];

const read = (text: string | Uint8Array): Promise<FileAnswer> =>
  readStatementFile(
    typeof text === "string" ? new TextEncoder().encode(text) : text,
    {},
    { banks: [], layouts: [] },
    FILE_READERS,
  );
const linesOf = (answer: FileAnswer): Line[] =>
  answer.ok
    ? answer.file.statements.flatMap(({ lines }) =>
        lines.map(
          ({ date, amount, balance }): Line =>
            balance === null ? [date, Number(amount)] : [date, Number(amount), Number(balance)],
        ),
      )
    : [];

const RIGHT: Readonly<Record<string, readonly [text: string, lines: readonly Line[]]>> = {
  "a type word beside both signs": [
    "Date,Details,Type,Value\n01/02/2024,A,Transfer,+20.00\n13/02/2024,B,Withdrawal,+5.00\n14/02/2024,C,Deposit,-3.00\n",
    [
      ["2024-02-01", 20],
      ["2024-02-13", 5],
      ["2024-02-14", -3],
    ],
  ],
  "a type word where every sum has a minus": [
    "Date,Details,Type,Amount\n01/02/2024,A,Debit,-20.00\n13/02/2024,B,Credit,-5.00\n",
    [
      ["2024-02-01", -20],
      ["2024-02-13", 5],
    ],
  ],
  "a balance carried on in other words": [
    "Date,Narration,Debit,Credit,Balance\n01/02/2024,Balance brought fwd,,,100.00\n02/02/2024,A,10.00,,90.00\n13/02/2024,B,,5.00,95.00\n13/02/2024,Bal C/Forward,,,95.00\n",
    [
      ["2024-02-02", -10, 90],
      ["2024-02-13", 5, 95],
    ],
  ],
  "a card whose payments alone are marked": [
    "Posted On;Details;Amount\n01/02/2024;SHOP;12.00\n13/02/2024;THANK YOU;40.00CR\n14/02/2024;FEE;3.00\n",
    [
      ["2024-02-01", -12],
      ["2024-02-13", 40],
      ["2024-02-14", -3],
    ],
  ],
  "a card that prints what is owed": [
    "Card No: 5399XXXXXXXX1111\nMinimum payment: 20.00\nDate,Details,Debit,Credit,Balance\n01/02/2024,SHOP,30.00,,130.00\n13/02/2024,PAID,,50.00,80.00\n14/02/2024,SHOP,5.00,,85.00\n",
    [
      ["2024-02-01", -30, -130],
      ["2024-02-13", 50, -80],
      ["2024-02-14", -5, -85],
    ],
  ],
  "a minus in both columns": [
    "Date,Details,Money Out,Money In\n01/02/2024,A,-5.00,\n13/02/2024,B,,-7.00\n",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
    ],
  ],
  "an overdraft said twice": [
    "Date,Details,Debit,Credit,Balance\n01/02/2024,A,5.00,,-105.00 DR\n13/02/2024,B,,25.00,-80.00DR\n",
    [
      ["2024-02-01", -5, -105],
      ["2024-02-13", 25, -80],
    ],
  ],
  "the side of a balance behind it, in words": [
    "Date,Details,Amount,Dr/Cr,Balance,Side\n01/02/2024,A,15.00,Debit,5.00,Debit\n13/02/2024,B,25.00,Credit,20.00,Credit\n14/02/2024,C,50.00,Debit,30.00,Debit\n",
    [
      ["2024-02-01", -15, -5],
      ["2024-02-13", 25, 20],
      ["2024-02-14", -50, -30],
    ],
  ],
  "two-digit years first": [
    "Date,Details,Amount,Balance\n23/12/30,A,-5.00,95.00\n24/01/02,B,-5.00,90.00\n24/01/31,C,1.00,91.00\n",
    [
      ["2023-12-30", -5, 95],
      ["2024-01-02", -5, 90],
      ["2024-01-31", 1, 91],
    ],
  ],
  "days half turned in an export": [
    "Date,Details,Amount,Balance\n2024-05-02,A,-5.00,95.00\n2024-11-02,B,-5.00,90.00\n14/02/2024,C,1.00,91.00\n2024-01-03,D,-1.00,90.00\n",
    [
      ["2024-02-05", -5, 95],
      ["2024-02-11", -5, 90],
      ["2024-02-14", 1, 91],
      ["2024-03-01", -1, 90],
    ],
  ],
  "labels over two columns, in a page": [
    "<table><tr><th>Date</th><th>Details</th><th colspan=2>Amount</th><th>Balance</th></tr><tr><th></th><th></th><th>Withdrawals</th><th>Deposits</th><th></th></tr><tr><td>01/02/2024</td><td>A</td><td>5.00</td><td></td><td>95.00</td></tr><tr><td>13/02/2024</td><td>B</td><td></td><td>7.00</td><td>102.00</td></tr></table>",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "a day and a value day over three rows of a page": [
    "<table><tr><td>Date<td>Value Date<td>Details<td>Debit<td>Credit<td>Balance</tr><tr><td rowspan=3>13/02/2024<td rowspan=3>14/02/2024<td>A<td>5.00<td><td>95.00</tr><tr><td>B<td>1.00<td><td>94.00</tr><tr><td>C<td><td>6.00<td>100.00</tr></table>",
    [
      ["2024-02-13", -5, 95],
      ["2024-02-13", -1, 94],
      ["2024-02-13", 6, 100],
    ],
  ],
  "two wallets below each other": [
    "Account No,1111111111\nDate,Details,Amount,Balance\n01/02/2024,A,-5.00,95.00\n13/02/2024,B,5.00,100.00\nAccount No,2222222222\nDate,Details,Amount,Balance\n01/02/2024,C,-1.00,9.00\n15/02/2024,D,2.00,11.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 5, 100],
      ["2024-02-01", -1, 9],
      ["2024-02-15", 2, 11],
    ],
  ],
  "fees beside a sum under an unknown label": [
    "Made on,Who,Charge,Settled sum,Kind\n2024-02-01,A,0.50,20.00,out\n2024-02-13,B,0.25,30.00,in\n",
    [
      ["2024-02-01", -20],
      ["2024-02-13", 30],
    ],
  ],
  "words for the side": [
    "Date,Details,Direction,Amount\n01/02/2024,A,Outgoing,5.00\n13/02/2024,B,Incoming payment,7.00\n14/02/2024,C,spent,1.00\n",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
      ["2024-02-14", -1],
    ],
  ],
  "signed sums under Cr/Dr": [
    "Date,Details,CR/DR,Balance\n01/02/2024,A,-5.00,95.00\n13/02/2024,B,+7.00,102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "lost marks of a currency": [
    "Date,Details,Debit,Credit,Balance\n01/02/2024,A,â‚¦5.00,,â‚¦95.00\n13/02/2024,B,,=N=7.00,\ufffd102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "words for nothing": [
    "Date,Details,Debit,Credit,Balance\n01/02/2024,A,5.00,#N/A,95.00\n13/02/2024,B,nan,7.00,102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "sides in front of sums": [
    "Date,Details,Amount,Balance\n01/02/2024,A,DEBIT 5.00,Cr 95.00\n13/02/2024,B,CREDIT 7.00,Cr 102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "clocks of programs": [
    "Date,Details,Amount,Balance\nThu Feb 01 2024 10:15:22 GMT+0100 (West Africa Standard Time),A,-5.00,95.00\n13-FEB-2024 09.00 PM,B,7.00,102.00\n2024-02-14T10:15:22.123+0100,C,-2.00,100.00\n202402151015,D,1.00,101.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
      ["2024-02-14", -2, 100],
      ["2024-02-15", 1, 101],
    ],
  ],
  "serial days with a clock": [
    "Date,Details,Amount,Balance\n45323.5,A,-5.00,95.00\n45335.25,B,7.00,102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "days without a year, by their names": [
    "Period: 20 Dec 2023 to 19 Jan 2024\nDate,Details,Amount,Balance\n29 Dec,A,-5.00,95.00\nJan 03,B,7.00,102.00\n",
    [
      ["2023-12-29", -5, 95],
      ["2024-01-03", 7, 102],
    ],
  ],
  "months of Portuguese and Polish": [
    "Date,Details,Amount,Balance\n1 fevereiro 2024,A,-5.00,95.00\n13 marca 2024,B,7.00,102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-03-13", 7, 102],
    ],
  ],
  "QIF without ends": [
    "!Type:Bank\nD01/02/2024\nT-5.00\nPA\nD13/02/2024\nT7.00\nPB\n",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
    ],
  ],
  "QIF of a type of its own": [
    "!Type:Wallet\nD01/02/2024\nT-5.00\n^^^\n\nD13/02/2024\nT7.00\n^ \n",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
    ],
  ],
  "MT940 quoted in a mail": [
    "> :20:X\n> :25:123\n> :28C:1\n> :60F:C240131NGN100,\n> :61:2402010201D5,00NMSC\n> :86:A\n> :61:2402130213C7,00NMSC\n> :86:B\n> :62F:C240213NGN102,\n",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
    ],
  ],
  "OFX with days of names": [
    "OFXHEADER:100\n<OFX><STMTRS><BANKTRANLIST><STMTTRN><DTPOSTED>1 Feb 2024<TRNAMT>-5.00<FITID>1</STMTTRN><STMTTRN><DTPOSTED>13 Feb 2024<TRNAMT>7.00<FITID>2</STMTTRN></BANKTRANLIST></STMTRS></OFX>",
    [
      ["2024-02-01", -5],
      ["2024-02-13", 7],
    ],
  ],
  "a total with a day, in German": [
    "Buchungstag;Buchungstext;Soll;Haben;Saldo\n01.02.2024;A;5,00;;95,00\n13.02.2024;B;;7,00;102,00\n13.02.2024;Summe;5,00;7,00;102,00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "alerts with other marks behind their labels": [
    "_Amt_: NGN5.00 DR\n_Acct_: ***123\n_Date_: 01-Feb-2024\n_Bal_: NGN95.00\n\n_Amt_: NGN7.00 CR\n_Acct_: ***123\n_Date_: 13-Feb-2024\n_Bal_: NGN102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
  "alerts with the word of the side below": [
    "Acct: **123\nAmt: NGN5.00\nDebit\nDesc: A\nDate: 01-02-2024\nBal: NGN95.00\n\nAcct: **123\nAmt: NGN7.00\nCredit\nDesc: B\nDate: 13-02-2024\nBal: NGN102.00\n",
    [
      ["2024-02-01", -5, 95],
      ["2024-02-13", 7, 102],
    ],
  ],
};

test.each(Object.keys(RIGHT))("%s: every sum, sign, day and balance is right", async (kind) => {
  const [text, lines] = RIGHT[kind] as (typeof RIGHT)[string];
  const answer = await read(text);
  expect(linesOf(answer)).toEqual(lines);
  expect(answer.ok && answer.file.statements.flatMap(({ rejected }) => rejected)).toEqual([]);
});

describe("what nothing proves is said and accuses nobody", () => {
  test("a side that was assumed is a doubt of every line", async () => {
    const answer = await read("Date,Details,Amount\n13/02/2024,A,5.00\n14/02/2024,B,7.00\n");
    expect(answer.ok && answer.file.warnings.map(({ code }) => code)).toContain("direction_assumed");
    expect(answer.ok && answer.file.statements[0]?.lines.map(({ doubt }) => doubt)).toEqual(["side", "side"]);
  });

  test("a day is in doubt where its numbers may change places, and only there", async () => {
    const answer = await read("Date,Details,Amount\n05/02/2024,A,-5.00\n03/03/2024,B,7.00\n");
    expect(answer.ok && answer.file.statements[0]?.lines.map(({ doubt }) => doubt)).toEqual(["day", undefined]);
  });

  test("a table of days in which no sum can be read is no empty statement", async () => {
    const answer = await read("Date,Details,Debit,Credit,Balance\n01/02/2024,A,S.OO,,9S.OO\n");
    expect(answer.ok && answer.file.statements[0]?.rejected.length).not.toBe(0);
  });

  test("money of two currencies is never one statement", async () => {
    const answer = await read(
      "Date,Details,Amount,Currency\n01/02/2024,A,-5.00,NGN\n13/02/2024,B,-7.00,USD\n14/02/2024,C,-1.00,GBP\n",
    );
    expect(answer.ok && answer.file.statements.map(({ account }) => account.currency)).toEqual(["NGN", "USD", "GBP"]);
  });
});
